//! Articles and static pages.

use super::adapt::{flag, or_empty, parse, picture, slug};
use super::blocks::{self, Body};
use super::images::Images;
use super::links::Link;
use super::places::Places;
use super::source;
use super::wire::{self, ArticleHead, At, Text};
use super::yaml::{self, Node, Value};
use crate::fault::Log;
use gazet_bundle::{
    Article, ArticleId, Credit, LanguageTag, Page, Part, SectionPath, Slug, Timestamp, Url, text,
};

/// What is read into besides the document itself.
pub(super) struct Context<'c> {
    pub(super) images: &'c mut Images,
    pub(super) places: &'c mut Places,
    /// A section to stand in for one that cannot be read, so that the rest of
    /// the article is still checked; nothing is written then.
    pub(super) any_section: Option<&'c SectionPath>,
}

/// Reads an article. `None` when it has not even a slug; other faults are
/// logged, and what they concern is filled in, so that the rest is checked.
pub(super) fn article(
    name: &str,
    text: &str,
    context: &mut Context<'_>,
    log: &mut Log,
) -> (Option<Article>, Vec<Link>) {
    let (head, body) = document(text, context, log);
    let Body { blocks, lines, links } = body;
    let slug = file_slug(name, log);
    let mut head = head.map_or_else(ArticleHead::default, |node| wire::article(&node, log));
    let image = head.image.take();
    let image_line = image.as_ref().and_then(|image| image.src.as_ref()).map(|src| src.line);
    let article = slug.and_then(|slug| {
        let place = format!("articles[{slug}]");
        note_lines(&place, &head, log.file(), context.places);
        note_blocks(&place, &lines, log.file(), context.places);
        let id = parse(&head.id, "id", log, ArticleId::new);
        let id = id.or_else(|| ArticleId::new(slug.as_str()).ok())?;
        if let Some(line) = image_line {
            context.places.note(format!("{place}.image"), log.file(), line);
        }
        let section = parse(&head.section, "section", log, SectionPath::new);
        let section = section
            .or_else(|| context.any_section.cloned())
            .or_else(|| SectionPath::new("unknown").ok())?;
        Some(Article {
            id,
            slug,
            section,
            authors: authors(&head.authors, log),
            published: parse(&head.date, "date", log, Timestamp::new)
                .unwrap_or(Timestamp::from_unix(0, 0)),
            updated: parse(&head.updated, "updated", log, Timestamp::new),
            language: parse(&head.lang, "lang", log, LanguageTag::new),
            minutes: text::minutes(&blocks),
            image: image.and_then(|image| picture(image, context.images, log)),
            tags: head.tags.iter().map(|tag| tag.value.clone()).collect(),
            source: head.source.take().and_then(|source| {
                let url = parse(&source.url, "url", log, Url::new);
                source.text.map(|text| Credit { text: text.value, url })
            }),
            translation_of: parse(&head.translation_of, "translation_of", log, slug_of),
            sticky: parse(&head.sticky, "sticky", log, flag).unwrap_or_default(),
            title: head.title.map_or_else(|| name.to_owned(), |at| at.value),
            deck: or_empty(head.deck),
            kicker: or_empty(head.kicker),
            body: gazet_bundle::Body::Inline(Part { blocks, related: Vec::new() }),
        })
    });
    (article, links)
}

/// Reads a static page; as for [`article`].
pub(super) fn page(
    name: &str,
    text: &str,
    context: &mut Context<'_>,
    log: &mut Log,
) -> (Option<Page>, Vec<Link>) {
    let (head, body) = document(text, context, log);
    let Body { blocks, lines, links } = body;
    let slug = file_slug(name, log);
    let head = head.map(|node| wire::page(&node, log)).unwrap_or_default();
    let page = slug.map(|slug| {
        let place = format!("pages[{slug}]");
        context.places.note(&place, log.file(), 1);
        note_blocks(&place, &lines, log.file(), context.places);
        Page {
            slug,
            updated: parse(&head.updated, "updated", log, Timestamp::new),
            title: head.title.map_or_else(|| name.to_owned(), |at| at.value),
            deck: or_empty(head.deck),
            body: gazet_bundle::Body::Inline(Part { blocks, related: Vec::new() }),
        }
    });
    (page, links)
}

/// The front matter as YAML and the body as blocks. Without front matter the
/// whole file is the body, so that its faults are found too.
fn document(text: &str, context: &mut Context<'_>, log: &mut Log) -> (Option<Node>, Body) {
    let (head, body, line) = match source::split(text, log) {
        Some(split) => {
            let head = yaml::parse(split.head, split.head_line, log).map(|node| match node.value {
                Value::Empty => Node { value: Value::Map(Vec::new()), line: 1 },
                value => Node { value, line: 1 },
            });
            (head, split.body, split.body_line)
        }
        None => (None, text, 1),
    };
    // A file whose front matter does not end would be read as Markdown whole.
    let body = if head.is_none() && text.starts_with("---") && line == 1 {
        Body::default()
    } else {
        blocks::read(body, line, context.images, log)
    };
    (head, body)
}

fn file_slug(name: &str, log: &mut Log) -> Option<Slug> {
    slug(name)
        .map_err(|error| log.error(None, format!("the file name {name:?} is no slug: {error}")))
        .ok()
}

fn slug_of(text: &str) -> Result<Slug, gazet_bundle::IdError> {
    Slug::new(text)
}

fn authors(names: &[At<String>], log: &mut Log) -> Vec<Slug> {
    names.iter().filter_map(|name| parse(&Some(name.clone()), "author", log, slug_of)).collect()
}

fn line_of(text: &Text) -> Option<usize> {
    text.as_ref().map(|at| at.line)
}

fn note_lines(place: &str, head: &ArticleHead, file: &str, places: &mut Places) {
    places.note(place, file, 1);
    let keys = [
        ("id", line_of(&head.id)),
        ("title", line_of(&head.title)),
        ("deck", line_of(&head.deck)),
        ("kicker", line_of(&head.kicker)),
        ("section", line_of(&head.section)),
        ("authors", head.authors.first().map(|at| at.line)),
        ("published", line_of(&head.date)),
        ("updated", line_of(&head.updated)),
        ("language", line_of(&head.lang)),
        ("tags", head.tags.first().map(|at| at.line)),
        ("source", head.source.as_ref().and_then(|source| line_of(&source.text))),
        ("translation_of", line_of(&head.translation_of)),
        ("sticky", line_of(&head.sticky)),
    ];
    for (key, line) in keys {
        if let Some(line) = line {
            places.note(format!("{place}.{key}"), file, line);
        }
    }
}

fn note_blocks(place: &str, lines: &[usize], file: &str, places: &mut Places) {
    if let Some(first) = lines.first() {
        places.note(format!("{place}.body"), file, *first);
    }
    for (index, line) in lines.iter().enumerate() {
        places.note(format!("{place}.body.blocks[{index}]"), file, *line);
    }
}
