//! From what feeds say to a bundle.

mod body;
mod identity;
mod lead;
mod names;
mod places;
mod when;

use super::wire::text::Text;
use super::wire::{Feed, Item};
use super::{Options, Read, Report};
use crate::html::{Losses, cut, plain};
use gazet_bundle::{
    Article, ArticleId, Author, Body, Bundle, Credit, FORMAT, LanguageTag, Part, SectionPath, Slug,
    Url, limits, text,
};
use names::Named;
use places::Places;
use std::cmp::Reverse;
use std::collections::HashMap;

/// Makes a bundle of feeds. `old` is the one they will be added to.
///
/// # Errors
/// A sentence, when the paper's own address or language cannot be held.
pub(super) fn adapt(
    feeds: Vec<Read>,
    options: &Options,
    old: Option<&Bundle>,
    report: &mut Report,
) -> Result<Bundle, String> {
    let site = match old {
        Some(old) => old.site.clone(),
        None => identity::site(feeds.first(), options.title.as_deref())?,
    };
    let mut sections = identity::Sections::new(old);
    let mut places = Vec::new();
    let mut losses = Vec::new();
    for read in &feeds {
        let place = Places::new(&read.feed, read.url.as_deref());
        let name = options.section.clone().or_else(|| identity::title(&read.feed));
        let name = name.unwrap_or_else(|| identity::name_of_input(&read.input));
        places.push((sections.of(&name, read.feed.tagline.as_ref())?, place));
        losses.push(read.losses.clone());
        report.items += read.feed.items.len();
    }
    let mut shown: Vec<(usize, &Item, usize)> = Vec::new();
    for (at, read) in feeds.iter().enumerate() {
        if read.feed.has_logo && old.is_none() {
            losses[at].note("the picture of the feed, which belongs to another server");
        }
        for (number, item) in read.feed.items.iter().enumerate() {
            match item.hidden {
                Some(reason) => *report.left_out.entry(reason.to_owned()).or_default() += 1,
                None => shown.push((at, item, number)),
            }
        }
    }
    let named = names::name(shown, |at| &places[at].1, old, report);
    let moved = places::Moved::new(named.iter().filter_map(|own| {
        let link = own.item.link.as_deref()?;
        Some((places[own.feed].1.page(own.item, link)?, own.slug.as_str()))
    }));
    let known = old.into_iter().flat_map(|old| &old.articles);
    let known = known.map(|article| (article.id.as_str(), article)).collect();
    let mut authors = Vec::new();
    let mut articles = Vec::new();
    for own in &named {
        let mut lost = own.losses.clone();
        let (section, place) = &places[own.feed];
        let feed = &feeds[own.feed].feed;
        let context =
            Context { feed, place, moved: &moved, section, site: &site.language, old: &known };
        articles.push(article(own, &context, &mut authors, &mut lost));
        if !lost.is_empty() {
            report.lost.insert(own.slug.to_string(), lost);
        }
    }
    articles.sort_by(|a, b| (Reverse(a.published), &a.slug).cmp(&(Reverse(b.published), &b.slug)));
    report.articles = articles.len();
    for (read, lost) in feeds.iter().zip(losses) {
        if !lost.is_empty() {
            report.losses.entry(read.input.clone()).or_default().add(lost);
        }
    }
    Ok(Bundle {
        format: FORMAT,
        site,
        sections: sections.used,
        authors,
        pages: Vec::new(),
        articles,
        archive: None,
    })
}

/// What an item is read with.
struct Context<'c> {
    feed: &'c Feed,
    place: &'c Places,
    moved: &'c places::Moved,
    section: &'c SectionPath,
    site: &'c LanguageTag,
    /// What the paper has already, by id.
    old: &'c HashMap<&'c str, &'c Article>,
}

fn article(
    own: &Named<'_>,
    context: &Context<'_>,
    authors: &mut Vec<Author>,
    losses: &mut Losses,
) -> Article {
    let item = own.item;
    let link = item.link.as_deref().and_then(|link| context.place.page(item, link));
    let told = item.title.as_ref().map(Text::line).filter(|title| !title.is_empty());
    if told.as_ref().is_some_and(|title| title.chars().count() > limits::TITLE) {
        losses.note(format!("the end of a title of more than {} characters", limits::TITLE));
    }
    let told = told.map(|title| cut(&title, limits::TITLE));
    let body::Read { mut blocks, deck, first_words } =
        body::read(item, told.as_deref(), context.place, context.moved, losses);
    let image = lead::take(item, &mut blocks, context.place, losses);
    let title = told.unwrap_or_else(|| stand_in(item, first_words, losses));
    let known = context.old.get(own.id.as_str()).copied();
    let (published, updated) = when::times(item, own.number, context.feed, known, losses);
    let language = item.language.as_deref().or(context.feed.language.as_deref());
    let language = language.and_then(identity::language).filter(|own| own != context.site);
    let source = source(item, link.as_ref(), blocks.is_empty() && image.is_none());
    Article {
        id: own.id.clone(),
        slug: own.slug.clone(),
        section: context.section.clone(),
        title,
        deck,
        kicker: String::new(),
        authors: byline(item, authors, losses),
        published,
        updated,
        language,
        minutes: text::minutes(&blocks),
        image,
        tags: tags(item, losses),
        source,
        translation_of: None,
        sticky: false,
        body: Body::Inline(Part { blocks, related: Vec::new() }),
    }
}

/// What stands for the title of an item that has none.
fn stand_in(item: &Item, first_words: String, losses: &mut Losses) -> String {
    let of_file = item.media.iter().find_map(|media| media.title.as_deref());
    let of_file = of_file.map(|title| cut(&Text::headline(title).line(), limits::TITLE));
    if !first_words.is_empty() {
        losses.note("a title; the item has none, and its first words stand for it");
        return first_words;
    }
    losses.note("a title; the item has none");
    of_file.filter(|title| !title.is_empty()).unwrap_or_else(|| "Untitled".to_owned())
}

/// The labels of an item. They are its tags and not its section: a feed's
/// categories are in no order and as many as its writers like, and a
/// navigation of a hundred entries leads nowhere.
fn tags(item: &Item, losses: &mut Losses) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for label in &item.tags {
        let label = cut(&plain(label), limits::LABEL);
        // One of marks alone has no address.
        if Slug::from_label(&label).is_none() {
            continue;
        }
        if !tags.iter().any(|own| text::fold(own) == text::fold(&label)) {
            tags.push(label);
        }
    }
    if tags.len() > limits::TAGS {
        losses.note(format!("tags beyond the limit of {}", limits::TAGS));
        tags.truncate(limits::TAGS);
    }
    tags
}

/// The addresses of the authors, who are added when they are new.
fn byline(item: &Item, authors: &mut Vec<Author>, losses: &mut Losses) -> Vec<Slug> {
    let mut byline = Vec::new();
    for name in &item.authors {
        let name = cut(&plain(&super::xml::escape(name)), limits::LABEL);
        let Some(slug) = Slug::from_label(&name) else {
            losses.note("an author without a name");
            continue;
        };
        if !authors.iter().any(|author| author.slug == slug) {
            let (role, bio) = (String::new(), String::new());
            authors.push(Author { slug: slug.clone(), name, role, bio, portrait: None });
        }
        if !byline.contains(&slug) {
            byline.push(slug);
        }
    }
    if byline.len() > limits::BYLINE {
        losses.note(format!("authors beyond the limit of {}", limits::BYLINE));
        byline.truncate(limits::BYLINE);
    }
    byline
}

/// Where the item was first, or its own page when it is nothing but a link.
fn source(item: &Item, link: Option<&url::Url>, is_link: bool) -> Option<Credit> {
    let (name, address) = &item.source;
    let address = address.as_deref().and_then(|address| url::Url::parse(address.trim()).ok());
    let address = address.or_else(|| link.filter(|_| is_link).cloned());
    let host = address.as_ref().and_then(|url| url.host_str()).map(str::to_owned);
    let text = name.as_deref().map(plain).filter(|name| !name.is_empty()).or(host)?;
    let url = address.and_then(|address| Url::new(address.as_str()).ok());
    Some(Credit { text: cut(&text, limits::CREDIT), url })
}

/// An id that holds whatever a feed calls its item.
fn id_of(key: &str) -> Option<ArticleId> {
    ArticleId::new(format!("feed-{}", names::hash(key))).ok()
}
