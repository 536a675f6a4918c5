//! The documented keys of front matter, `site.yaml` and `authors.yaml`, as
//! they are written: texts with lines, nothing understood yet.

mod fields;

use super::yaml::Node;
use crate::fault::Log;
use fields::Fields;

/// A value and its line in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct At<T> {
    pub(super) line: usize,
    pub(super) value: T,
}

/// A text that may be absent.
pub(super) type Text = Option<At<String>>;

/// Front matter of an article.
#[derive(Debug, Default)]
pub(super) struct ArticleHead {
    pub(super) title: Text,
    pub(super) deck: Text,
    pub(super) kicker: Text,
    pub(super) section: Text,
    pub(super) authors: Vec<At<String>>,
    pub(super) date: Text,
    pub(super) updated: Text,
    pub(super) lang: Text,
    pub(super) tags: Vec<At<String>>,
    pub(super) image: Option<PictureHead>,
    pub(super) source: Option<CreditHead>,
    pub(super) translation_of: Text,
    pub(super) sticky: Text,
    pub(super) id: Text,
}

/// Front matter of a static page.
#[derive(Debug, Default)]
pub(super) struct PageHead {
    pub(super) title: Text,
    pub(super) deck: Text,
    pub(super) updated: Text,
}

/// The lead picture of an article.
#[derive(Debug, Default)]
pub(super) struct PictureHead {
    pub(super) src: Text,
    pub(super) alt: Text,
    pub(super) caption: Text,
    pub(super) credit: Text,
    pub(super) focal: Text,
}

/// Where an article comes from.
#[derive(Debug, Default)]
pub(super) struct CreditHead {
    pub(super) text: Text,
    pub(super) url: Text,
}

/// `site.yaml`.
#[derive(Debug, Default)]
pub(super) struct SiteFile {
    pub(super) title: Text,
    pub(super) tagline: Text,
    pub(super) language: Text,
    pub(super) url: Text,
    pub(super) logo: Text,
    pub(super) about: Text,
    pub(super) email: Text,
    pub(super) copyright: Text,
    pub(super) founded: Text,
    pub(super) sections: Vec<SectionItem>,
    pub(super) social: Vec<LinkItem>,
    pub(super) partners: Vec<LinkItem>,
    pub(super) policy_version: Text,
}

/// A section in `site.yaml`.
#[derive(Debug, Default)]
pub(super) struct SectionItem {
    pub(super) line: usize,
    pub(super) slug: Text,
    pub(super) name: Text,
    pub(super) about: Text,
    pub(super) sections: Vec<SectionItem>,
}

/// A link in `site.yaml`, with a logo when it is a partner's.
#[derive(Debug, Default)]
pub(super) struct LinkItem {
    pub(super) line: usize,
    pub(super) name: Text,
    pub(super) url: Text,
    pub(super) logo: Text,
}

/// An entry of `authors.yaml`.
#[derive(Debug, Default)]
pub(super) struct AuthorItem {
    pub(super) line: usize,
    pub(super) slug: Text,
    pub(super) name: Text,
    pub(super) role: Text,
    pub(super) bio: Text,
    pub(super) portrait: Text,
}

/// Reads the front matter of an article.
pub(super) fn article(node: &Node, log: &mut Log) -> ArticleHead {
    const KEYS: &[&str] = &[
        "title",
        "deck",
        "kicker",
        "section",
        "author",
        "date",
        "updated",
        "lang",
        "tags",
        "image",
        "source",
        "translation_of",
        "sticky",
        "id",
    ];
    let Some(fields) = Fields::open(node, "the front matter", KEYS, log) else {
        return ArticleHead::default();
    };
    ArticleHead {
        title: fields.required("title", log),
        deck: fields.text("deck", log),
        kicker: fields.text("kicker", log),
        section: fields.required("section", log),
        authors: fields.one_or_more("author", log),
        date: fields.required("date", log),
        updated: fields.text("updated", log),
        lang: fields.text("lang", log),
        tags: fields.texts("tags", log),
        image: fields.node("image").map(|node| picture(node, log)),
        source: fields.node("source").map(|node| credit(node, log)),
        translation_of: fields.text("translation_of", log),
        sticky: fields.text("sticky", log),
        id: fields.text("id", log),
    }
}

/// Reads the front matter of a static page.
pub(super) fn page(node: &Node, log: &mut Log) -> PageHead {
    const KEYS: &[&str] = &["title", "deck", "updated"];
    let Some(fields) = Fields::open(node, "the front matter", KEYS, log) else {
        return PageHead::default();
    };
    PageHead {
        title: fields.required("title", log),
        deck: fields.text("deck", log),
        updated: fields.text("updated", log),
    }
}

/// Reads `site.yaml`.
pub(super) fn site(node: &Node, log: &mut Log) -> SiteFile {
    const KEYS: &[&str] = &[
        "title",
        "tagline",
        "logo",
        "language",
        "url",
        "about",
        "email",
        "copyright",
        "founded",
        "sections",
        "social",
        "partners",
        "policies",
    ];
    let Some(fields) = Fields::open(node, "the file", KEYS, log) else {
        return SiteFile::default();
    };
    let policies = fields.node("policies");
    let policies = policies.and_then(|n| Fields::open(n, "policies", &["version"], log));
    SiteFile {
        title: fields.required("title", log),
        tagline: fields.text("tagline", log),
        language: fields.required("language", log),
        url: fields.required("url", log),
        logo: fields.text("logo", log),
        about: fields.text("about", log),
        email: fields.text("email", log),
        copyright: fields.text("copyright", log),
        founded: fields.text("founded", log),
        sections: fields.list("sections", log).iter().map(|node| section(node, log)).collect(),
        social: fields.list("social", log).iter().map(|node| link(node, false, log)).collect(),
        partners: fields.list("partners", log).iter().map(|node| link(node, true, log)).collect(),
        policy_version: policies.and_then(|fields| fields.text("version", log)),
    }
}

/// Reads `authors.yaml`.
pub(super) fn authors(node: &Node, log: &mut Log) -> Vec<AuthorItem> {
    const KEYS: &[&str] = &["slug", "name", "role", "bio", "portrait"];
    let read = |node: &Node, log: &mut Log| match Fields::open(node, "an author", KEYS, log) {
        None => AuthorItem { line: node.line, ..AuthorItem::default() },
        Some(fields) => AuthorItem {
            line: node.line,
            slug: fields.required("slug", log),
            name: fields.required("name", log),
            role: fields.text("role", log),
            bio: fields.text("bio", log),
            portrait: fields.text("portrait", log),
        },
    };
    fields::items(node, "the file", log).iter().map(|node| read(node, log)).collect()
}

fn section(node: &Node, log: &mut Log) -> SectionItem {
    const KEYS: &[&str] = &["slug", "name", "about", "sections"];
    let Some(fields) = Fields::open(node, "a section", KEYS, log) else {
        return SectionItem { line: node.line, ..SectionItem::default() };
    };
    SectionItem {
        line: node.line,
        slug: fields.required("slug", log),
        name: fields.required("name", log),
        about: fields.text("about", log),
        sections: fields.list("sections", log).iter().map(|node| section(node, log)).collect(),
    }
}

fn link(node: &Node, partner: bool, log: &mut Log) -> LinkItem {
    let keys: &[&str] = if partner { &["name", "url", "logo"] } else { &["name", "url"] };
    let Some(fields) = Fields::open(node, "a link", keys, log) else {
        return LinkItem { line: node.line, ..LinkItem::default() };
    };
    LinkItem {
        line: node.line,
        name: fields.required("name", log),
        url: fields.required("url", log),
        logo: if partner { fields.required("logo", log) } else { None },
    }
}

fn picture(node: &Node, log: &mut Log) -> PictureHead {
    const KEYS: &[&str] = &["src", "alt", "caption", "credit", "focal"];
    let Some(fields) = Fields::open(node, "image", KEYS, log) else {
        return PictureHead::default();
    };
    PictureHead {
        src: fields.required("src", log),
        alt: fields.text("alt", log),
        caption: fields.text("caption", log),
        credit: fields.text("credit", log),
        focal: fields.text("focal", log),
    }
}

fn credit(node: &Node, log: &mut Log) -> CreditHead {
    let Some(fields) = Fields::open(node, "source", &["text", "url"], log) else {
        return CreditHead::default();
    };
    CreditHead { text: fields.required("text", log), url: fields.text("url", log) }
}
