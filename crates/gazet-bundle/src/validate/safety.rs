//! What a reader refuses to show: limits that are passed, identifiers used
//! twice (lists on the screen are keyed by them), and measures that no
//! component could work with. `read` stops at the first; `validate` reports
//! them all.

mod body;

use super::place::Place;
use crate::{Article, Author, Body, Bundle, Image, Page, Part, Section, Site, limits};
use std::collections::BTreeSet;
use std::fmt;

/// What is called with each fault.
pub(super) type Found<'f> = dyn FnMut(&Place<'_>, Fault<'_>) + 'f;

/// Why something is unsafe.
pub(super) enum Fault<'a> {
    /// A text of so many characters, and the limit.
    Characters(usize, usize),
    /// So many of something, and the limit.
    Count(usize, &'static str, usize),
    /// Nesting deeper than the limit.
    Depth(&'static str, usize),
    /// An identifier that stands twice.
    Twice(&'a str),
    /// A heading of a level that HTML does not have, or the headline's own.
    Heading(u8),
    /// A picture without a size, or with one that no picture has.
    Side(u32, u32),
}

impl fmt::Display for Fault<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Characters(count, limit) => {
                write!(f, "has {count} characters; the limit is {limit}")
            }
            Self::Count(count, what, limit) => {
                write!(f, "has {count} {what}; the limit is {limit}")
            }
            Self::Depth(what, limit) => write!(f, "has {what} nested deeper than {limit}"),
            Self::Twice(name) => write!(f, "has {name:?}, which stands twice"),
            Self::Heading(level) => {
                write!(f, "is a heading of level {level}; 2 to 6 are allowed")
            }
            Self::Side(width, height) => {
                write!(f, "measures {width} by {height}; 1 to {} are allowed", limits::SIDE)
            }
        }
    }
}

pub(super) fn check(bundle: &Bundle, found: &mut Found<'_>) {
    check_site(&bundle.site, found);
    let sections = Place::Root("sections");
    let mut paths = Vec::new();
    check_sections(&bundle.sections, 1, &mut paths, &sections, found);
    check_count(&sections, paths.len(), "sections", limits::SECTIONS, found);
    check_twice(paths, found, |path, found| found(&sections.named(path), Fault::Twice(path)));

    let place = Place::Root("authors");
    check_count(&place, bundle.authors.len(), "items", limits::AUTHORS, found);
    let slugs = bundle.authors.iter().map(|a| a.slug.as_str()).collect();
    check_twice(slugs, found, |slug, found| found(&place.named(slug), Fault::Twice(slug)));
    bundle.authors.iter().for_each(|a| check_author(a, &place.named(a.slug.as_str()), found));

    let place = Place::Root("pages");
    check_count(&place, bundle.pages.len(), "items", limits::PAGES, found);
    let slugs = bundle.pages.iter().map(|p| p.slug.as_str()).collect();
    check_twice(slugs, found, |slug, found| found(&place.named(slug), Fault::Twice(slug)));
    bundle.pages.iter().for_each(|p| check_page(p, &place.named(p.slug.as_str()), found));

    check_articles(&bundle.articles, found);
}

pub(super) fn check_articles(articles: &[Article], found: &mut Found<'_>) {
    let place = Place::Root("articles");
    let slugs = articles.iter().map(|a| a.slug.as_str()).collect();
    check_twice(slugs, found, |slug, found| found(&place.named(slug), Fault::Twice(slug)));
    let ids = articles.iter().map(|a| (a.id.as_str(), a.slug.as_str())).collect();
    check_twice_by(
        ids,
        |(id, _)| *id,
        found,
        |(id, slug), found| {
            found(&place.named(slug).key("id"), Fault::Twice(id));
        },
    );
    articles.iter().for_each(|a| check_article(a, &place.named(a.slug.as_str()), found));
}

pub(super) fn check_part(part: &Part, place: &Place<'_>, found: &mut Found<'_>) {
    let place = place.key("body");
    body::check(&part.blocks, &place, found);
    check_count(&place.key("related"), part.related.len(), "items", limits::RELATED, found);
    let related = part.related.iter().map(|slug| slug.as_str()).collect();
    check_twice(related, found, |slug, found| found(&place.key("related"), Fault::Twice(slug)));
}

fn check_site(site: &Site, found: &mut Found<'_>) {
    let place = Place::Root("site");
    check_text(&place.key("title"), &site.title, limits::LABEL, found);
    check_text(&place.key("tagline"), &site.tagline, limits::LABEL, found);
    if let Some(logo) = &site.logo {
        check_image(logo, &place.key("logo"), found);
    }
    check_text(&place.key("about"), &site.about, limits::CAPTION, found);
    check_text(&place.key("email"), &site.email, limits::LABEL, found);
    check_text(&place.key("copyright"), &site.copyright, limits::CREDIT, found);
    let social = place.key("social");
    check_count(&social, site.social.len(), "items", limits::LINKS, found);
    for (index, link) in site.social.iter().enumerate() {
        check_text(&social.at(index).key("name"), &link.name, limits::LABEL, found);
    }
    let partners = place.key("partners");
    check_count(&partners, site.partners.len(), "items", limits::LINKS, found);
    for (index, partner) in site.partners.iter().enumerate() {
        let place = partners.at(index);
        check_text(&place.key("name"), &partner.name, limits::LABEL, found);
        check_image(&partner.logo, &place.key("logo"), found);
    }
}

fn check_sections<'a>(
    sections: &'a [Section],
    depth: usize,
    paths: &mut Vec<&'a str>,
    tree: &Place<'_>,
    found: &mut Found<'_>,
) {
    for section in sections {
        let place = tree.named(section.path.as_str());
        paths.push(section.path.as_str());
        check_text(&place.key("name"), &section.name, limits::LABEL, found);
        check_text(&place.key("about"), &section.about, limits::DECK, found);
        if depth < limits::SECTION_DEPTH {
            check_sections(&section.sections, depth + 1, paths, tree, found);
        } else if !section.sections.is_empty() {
            found(&place, Fault::Depth("sections", limits::SECTION_DEPTH));
        }
    }
}

fn check_author(author: &Author, place: &Place<'_>, found: &mut Found<'_>) {
    check_text(&place.key("name"), &author.name, limits::LABEL, found);
    check_text(&place.key("role"), &author.role, limits::LABEL, found);
    check_text(&place.key("bio"), &author.bio, limits::CAPTION, found);
    if let Some(portrait) = &author.portrait {
        check_image(portrait, &place.key("portrait"), found);
    }
}

fn check_page(page: &Page, place: &Place<'_>, found: &mut Found<'_>) {
    check_text(&place.key("title"), &page.title, limits::TITLE, found);
    check_text(&place.key("deck"), &page.deck, limits::DECK, found);
    if let Body::Inline(part) = &page.body {
        check_part(part, place, found);
    }
}

fn check_article(article: &Article, place: &Place<'_>, found: &mut Found<'_>) {
    check_text(&place.key("title"), &article.title, limits::TITLE, found);
    check_text(&place.key("deck"), &article.deck, limits::DECK, found);
    check_text(&place.key("kicker"), &article.kicker, limits::LABEL, found);
    check_count(&place.key("authors"), article.authors.len(), "items", limits::BYLINE, found);
    let authors = article.authors.iter().map(|a| a.as_str()).collect();
    check_twice(authors, found, |slug, found| found(&place.key("authors"), Fault::Twice(slug)));
    check_count(&place.key("tags"), article.tags.len(), "items", limits::TAGS, found);
    for (index, tag) in article.tags.iter().enumerate() {
        check_text(&place.key("tags").at(index), tag, limits::LABEL, found);
    }
    let tags = article.tags.iter().map(String::as_str).collect();
    check_twice(tags, found, |tag, found| found(&place.key("tags"), Fault::Twice(tag)));
    if let Some(source) = &article.source {
        check_text(&place.key("source").key("text"), &source.text, limits::CREDIT, found);
    }
    if let Some(image) = &article.image {
        check_image(image, &place.key("image"), found);
    }
    if let Body::Inline(part) = &article.body {
        check_part(part, place, found);
    }
}

fn check_image(image: &Image, place: &Place<'_>, found: &mut Found<'_>) {
    check_text(&place.key("alt"), &image.alt, limits::CAPTION, found);
    check_text(&place.key("caption"), &image.caption, limits::CAPTION, found);
    check_text(&place.key("credit"), &image.credit, limits::CREDIT, found);
    check_count(&place.key("variants"), image.variants.len(), "items", limits::VARIANTS, found);
    let side = 1..=limits::SIDE;
    if !side.contains(&image.width) || !side.contains(&image.height) {
        found(place, Fault::Side(image.width, image.height));
    }
}

fn check_text(place: &Place<'_>, text: &str, limit: usize, found: &mut Found<'_>) {
    // A text never has more characters than bytes, so few are counted.
    if text.len() > limit {
        let count = text.chars().count();
        if count > limit {
            found(place, Fault::Characters(count, limit));
        }
    }
}

fn check_count(
    place: &Place<'_>,
    count: usize,
    what: &'static str,
    limit: usize,
    found: &mut Found<'_>,
) {
    if count > limit {
        found(place, Fault::Count(count, what, limit));
    }
}

/// Calls `tell` with every name that another one before it equals.
fn check_twice<'a>(
    names: Vec<&'a str>,
    found: &mut Found<'_>,
    tell: impl FnMut(&'a str, &mut Found<'_>),
) {
    check_twice_by(names, |name| *name, found, tell);
}

/// One kind of set for all names: each further kind of sort or set costs about
/// 3 KB of WebAssembly.
fn check_twice_by<'a, T: Copy>(
    items: Vec<T>,
    key: impl Fn(&T) -> &'a str,
    found: &mut Found<'_>,
    mut tell: impl FnMut(T, &mut Found<'_>),
) {
    let mut seen = BTreeSet::new();
    for item in items {
        if !seen.insert(key(&item)) {
            tell(item, found);
        }
    }
}
