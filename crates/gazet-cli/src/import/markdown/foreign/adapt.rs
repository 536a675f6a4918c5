//! From documents to a bundle.

mod moves;

use super::article::{self, Read};
use super::files::Document;
use super::front;
use super::head::{self, Head};
use super::names::{Names, own_name};
use super::pictures::Pictures;
use super::sections::Sections;
use super::{Options, Report, dates};
use crate::html::{Losses, cut};
use crate::import::Edition;
use gazet_bundle::{
    Article, ArticleId, Author, Body, Bundle, FORMAT, Page, Part, SectionPath, Site, Slug,
    Timestamp, limits, text,
};
pub(super) use moves::Moves;
use rayon::prelude::*;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// A document whose head was read.
struct Headed<'d> {
    document: &'d Document,
    head: Head,
    body: &'d str,
    slug: Slug,
    is_page: bool,
    losses: Losses,
}

/// Makes the edition, and reports what became of every document.
pub(super) fn adapt(
    root: &Path,
    documents: Vec<Document>,
    site: Site,
    options: &Options,
    report: &mut Report,
) -> Edition {
    let mut told = BTreeMap::new();
    let headed = headed(&documents, options, &mut told, report);
    let pages = headed.iter().filter(|own| own.is_page).map(|own| own.slug.to_string());
    let mut sections = Sections::new(pages.collect(), told);
    let pictures = Pictures::new(root);
    let home = site.url.to_string();
    let mut moves = Moves::new(&home);
    for own in &headed {
        let now =
            if own.is_page { format!("/{}", own.slug) } else { format!("/article/{}", own.slug) };
        moves.add(own.document, &own.head, &now);
    }
    // Texts are most of the work, and none knows of another.
    let read: Vec<(Headed<'_>, Read)> = headed
        .into_par_iter()
        .map(|mut own| {
            let read = article::read(
                own.document,
                &own.head,
                own.body,
                &moves,
                &pictures,
                &mut own.losses,
            );
            (own, read)
        })
        .collect();
    let mut authors = Authors::default();
    let mut ids = BTreeSet::new();
    let (mut articles, mut made) = (Vec::new(), Vec::new());
    for (mut own, read) in read {
        if own.is_page {
            made.push(page(&own, read));
        } else if let Some(section) = sections.of(own.document, &own.head, &mut own.losses) {
            articles.extend(article(&mut own, read, section, &mut authors, &mut ids));
        }
        if !own.losses.is_empty() {
            report.lost.insert(own.document.name.clone(), own.losses);
        }
    }
    articles.sort_by(|a, b| (Reverse(a.published), &a.slug).cmp(&(Reverse(b.published), &b.slug)));
    report.articles = articles.len();
    report.pages = made.len();
    let bundle = Bundle {
        format: FORMAT,
        site,
        sections: sections.used(),
        authors: authors.list,
        pages: made,
        articles,
        archive: None,
    };
    Edition { bundle, pictures: pictures.used() }
}

/// Reads the heads, and leaves out what is no article or page.
fn headed<'d>(
    documents: &'d [Document],
    options: &Options,
    told: &mut BTreeMap<String, (String, String)>,
    report: &mut Report,
) -> Vec<Headed<'d>> {
    let mut names = Names::default();
    let mut all = Vec::new();
    let heads = documents.iter().map(|document| {
        let mut losses = Losses::default();
        let split = front::split(&document.text, &mut losses);
        let mut head = head::read(&split.keys, &mut losses);
        head.date = head.date.or_else(|| dates::of_name(document.stem()).map(|(date, _)| date));
        head.date = head.date.or_else(|| of_folders(document));
        (document, head, split.body, losses)
    });
    let heads: Vec<_> = heads.collect();
    let has_dates = heads.iter().any(|(_, head, ..)| head.date.is_some());
    let mut pages = 0;
    for (document, head, body, mut losses) in heads {
        let folders = document.folders();
        if document.stem() == "_index" {
            told.insert(folders.join("/"), (head.title, head.deck));
            report.leave("the page of a section, which gives it its name");
            if !body.trim().is_empty() {
                losses.note("the text of the page of a section");
                report.lost.insert(document.name.clone(), losses);
            }
            continue;
        }
        let is_draft =
            head.is_draft || folders.iter().any(|name| matches!(*name, "_drafts" | "drafts"));
        if is_draft && !options.drafts {
            report.leave("draft");
            continue;
        }
        let lies_apart = folders.iter().any(|name| matches!(*name, "pages" | "_pages"));
        let at_top = folders.is_empty() || folders == ["content"];
        let is_page = head.is_page || lies_apart || (head.date.is_none() && at_top && has_dates);
        // An empty list of posts is what is left of a front page.
        if is_page && body.trim().is_empty() {
            report.leave("a page without a text");
            continue;
        }
        if is_page && pages >= limits::PAGES {
            report.leave("a page beyond the limit of 200");
            continue;
        }
        let Some(slug) = names.slug(document, &head, is_page) else {
            report.failed.insert(
                document.name.clone(),
                "has no name that an address can be made of".to_owned(),
            );
            continue;
        };
        pages += usize::from(is_page);
        all.push(Headed { document, head, body, slug, is_page, losses });
    }
    all
}

/// The day that the folders around a document tell: `2020/05/12`.
fn of_folders(document: &Document) -> Option<Timestamp> {
    let folders = document.folders();
    let name = own_name(document);
    let days = folders.windows(3).map(|three| three.join("-"));
    let months = folders.windows(2).map(|two| two.join("-") + "-01");
    let whole = folders.last().copied().filter(|_| document.stem() == "index");
    whole.and_then(|_| dates::of_name(name)).map(|(date, _)| date).or_else(|| {
        let is_date = |text: &String| text.chars().all(|c| c.is_ascii_digit() || c == '-');
        days.chain(months).filter(is_date).find_map(|text| dates::read(&text))
    })
}

fn article(
    own: &mut Headed<'_>,
    read: Read,
    section: SectionPath,
    authors: &mut Authors,
    ids: &mut BTreeSet<String>,
) -> Option<Article> {
    let head = &mut own.head;
    let losses = &mut own.losses;
    let wanted = [head.id.clone(), format!("md-{}", own.slug), own.slug.to_string()];
    let id = wanted
        .iter()
        .filter_map(|id| ArticleId::new(id).ok())
        .find(|id| !ids.contains(id.as_str()))?;
    ids.insert(id.to_string());
    if head.date.is_none() {
        losses.note("the date; the document has none that can be read, and 1970 stands for it");
    }
    let published = head.date.unwrap_or(Timestamp::from_unix(0, 0));
    // The categories after the first, which is the section, become tags.
    let mut tags: Vec<String> = Vec::new();
    for tag in head.tags.iter().chain(head.sections.iter().skip(1)) {
        let label = cut(tag, limits::LABEL);
        if Slug::from_label(&label).is_none() {
            losses.note(format!("the tag {label:?}, which has no letter or digit"));
        } else if !tags.contains(&label) {
            tags.push(label);
        }
    }
    if tags.len() > limits::TAGS {
        losses.note(format!("tags beyond the limit of {}", limits::TAGS));
        tags.truncate(limits::TAGS);
    }
    Some(Article {
        id,
        slug: own.slug.clone(),
        section,
        title: read.title,
        deck: read.deck,
        kicker: cut(&head.kicker, limits::LABEL),
        authors: authors.of(&head.authors),
        published,
        updated: head.updated.filter(|updated| updated.unix() > published.unix()),
        language: read.language,
        minutes: text::minutes(&read.blocks),
        image: read.image,
        tags,
        source: None,
        translation_of: None,
        sticky: head.is_sticky,
        body: Body::Inline(Part { blocks: read.blocks, related: Vec::new() }),
    })
}

fn page(own: &Headed<'_>, read: Read) -> Page {
    Page {
        slug: own.slug.clone(),
        title: read.title,
        deck: read.deck,
        updated: own.head.updated.or(own.head.date),
        body: Body::Inline(Part { blocks: read.blocks, related: Vec::new() }),
    }
}

/// Who writes, by the names in the documents.
#[derive(Default)]
struct Authors {
    list: Vec<Author>,
    known: BTreeSet<String>,
}

impl Authors {
    fn of(&mut self, names: &[String]) -> Vec<Slug> {
        let mut slugs = Vec::new();
        for name in names.iter().take(limits::BYLINE) {
            let Some(slug) = Slug::from_label(name) else { continue };
            if self.known.insert(slug.to_string()) {
                let (role, bio) = (String::new(), String::new());
                let name = cut(name, limits::LABEL);
                self.list.push(Author { slug: slug.clone(), name, role, bio, portrait: None });
            }
            if !slugs.contains(&slug) {
                slugs.push(slug);
            }
        }
        slugs
    }
}
