//! From the fields of an export to a bundle.

mod article;
mod authors;
mod body;
mod library;
mod menus;
mod moves;
mod names;
mod sections;
mod site;
mod times;

use super::wire::{Export, Fields};
use super::{Include, Report};
use crate::html::Losses;
use authors::Authors;
use body::Reader;
use gazet_bundle::{Article, Block, Body, Bundle, FORMAT, Image, Page, Part, Slug, limits, text};
use library::Library;
use menus::Order;
use moves::Moves;
use names::Names;
use rayon::prelude::*;
use sections::Sections;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Makes the bundle, and reports what became of every item.
///
/// # Errors
/// A sentence, when the site's own address or language cannot be held.
pub(super) fn adapt(
    export: &Export<'_>,
    include: Include,
    report: &mut Report,
) -> Result<Bundle, String> {
    report.items = export.items.len();
    let mut names = Names::default();
    let (posts, pages) = named(export, include, &mut names, report);
    let home = site::home(&export.channel);
    let order = Order::of(export, &mut report.losses);
    let taken: BTreeSet<String> = pages.iter().map(|(_, slug)| slug.to_string()).collect();
    let mut sections = Sections::new(&export.categories, order, taken);
    let mut authors = Authors::new(&export.authors, &export.items);
    let library = Library::new(&export.items);

    let mut articles = Vec::new();
    let mut lost: BTreeMap<&Slug, Losses> = BTreeMap::new();
    for (item, slug) in &posts {
        let losses = lost.entry(slug).or_default();
        let Some(id) = names.id(item, slug) else { continue };
        let section = sections.of(item, losses)?;
        let head = article::head(item, id, slug.clone(), section, authors.of(item), losses);
        articles.push((*item, head));
    }
    let mut moves = Moves::new(&home);
    for (item, article) in &articles {
        moves.item(item, &format!("/article/{}", article.slug));
    }
    for (item, slug) in &pages {
        moves.item(item, &format!("/{slug}"));
    }
    note_lists(&mut moves, &sections, &articles);
    library.note_moves(&mut moves, &home);

    let patterns = export.items.iter().filter(|item| item.text("wp:post_type") == "wp_block");
    let patterns = patterns.filter_map(|item| {
        let text = item.all("content:encoded").next()?.text.as_ref();
        Some((item.text("wp:post_id").parse().ok()?, text))
    });
    let patterns = patterns.collect();
    let reader = Reader { library: &library, moves: &moves, home: &home, patterns: &patterns };
    // Texts are most of the work, and none knows of another.
    let read: Vec<(Article, Losses)> = articles
        .into_par_iter()
        .map(|(item, head)| {
            let mut losses = Losses::default();
            let blocks = reader.read(item, &mut losses);
            let featured = item.meta("_thumbnail_id").and_then(|id| library.image(&id));
            (with_body(head, blocks, featured, &mut losses), losses)
        })
        .collect();
    let mut articles = Vec::with_capacity(read.len());
    for (article, losses) in read {
        let mut all = lost.remove(&article.slug).unwrap_or_default();
        all.add(losses);
        note(report, &article.slug, all);
        articles.push(article);
    }
    articles.sort_by(|a, b| (Reverse(a.published), &a.slug).cmp(&(Reverse(b.published), &b.slug)));
    let mut made = Vec::with_capacity(pages.len());
    for (item, slug) in pages {
        let mut losses = Losses::default();
        made.push(page(item, slug.clone(), &reader, &mut losses));
        note(report, &slug, losses);
    }
    report.articles = articles.len();
    report.pages = made.len();
    Ok(Bundle {
        format: FORMAT,
        site: site::site(&export.channel, &home, &mut report.losses)?,
        sections: sections.used(),
        authors: authors.list(),
        pages: made,
        articles,
        archive: None,
    })
}

/// An item and the address it is given.
type Named<'i, 't> = (&'i Fields<'t>, Slug);

/// The posts and pages that are published, with their addresses; everything
/// else is counted.
fn named<'i, 't>(
    export: &'i Export<'t>,
    include: Include,
    names: &mut Names,
    report: &mut Report,
) -> (Vec<Named<'i, 't>>, Vec<Named<'i, 't>>) {
    let (mut posts, mut pages) = (Vec::new(), Vec::new());
    let mut seen: BTreeMap<&str, &str> = BTreeMap::new();
    for item in &export.items {
        report.comments += item.all("wp:comment").count();
        let number = item.text("wp:post_id");
        let raw = |item: &'i Fields<'t>| {
            item.all("content:encoded").next().map_or("", |field| field.text.as_ref())
        };
        match item.text("wp:post_type") {
            "attachment" => report.attachments += 1,
            // A feed that is no export names no types: everything is a post.
            "post" | "page" | "" if !published(item, include, report) => {}
            "post" | "page" | "" if !number.is_empty() && seen.get(number) == Some(&raw(item)) => {
                report.leave("the same item again");
            }
            kind @ ("post" | "page" | "") => {
                seen.insert(number, raw(item));
                if kind != "page" {
                    posts.extend(names.article(item).map(|slug| (item, slug)));
                } else if pages.len() < limits::PAGES {
                    pages.extend(names.page(item).map(|slug| (item, slug)));
                } else {
                    report.leave("a page beyond the limit of 200");
                    let title = crate::html::plain(item.text("title"));
                    report.losses.note(format!("the page {title:?}, beyond the limit of 200"));
                }
            }
            other => *report.other.entry(other.to_owned()).or_default() += 1,
        }
    }
    (posts, pages)
}

/// Whether readers of the old site could see an item, or the publisher asks
/// for it; what is left out is counted by its reason.
fn published(item: &Fields<'_>, include: Include, report: &mut Report) -> bool {
    let reason = match item.text("wp:status") {
        "publish" | "" if item.text("wp:post_password").is_empty() => return true,
        "publish" | "" => ("behind a password", include.protected),
        "draft" | "auto-draft" => ("draft", include.drafts),
        "pending" => ("waits for review", include.drafts),
        "private" => ("private", include.private),
        "future" => ("scheduled", include.scheduled),
        "trash" => ("in the trash", false),
        "inherit" => ("a revision", false),
        _ => ("of a status that WordPress does not know", false),
    };
    if !reason.1 {
        report.leave(reason.0);
    }
    reason.1
}

/// Notes where sections, tags and authors were.
fn note_lists(moves: &mut Moves, sections: &Sections<'_>, articles: &[(&Fields<'_>, Article)]) {
    for (path, name, number) in sections.addresses() {
        moves.note(&format!("/category/{}", sections.old_path(name)), &format!("/{path}"));
        moves.note(&format!("/category/{name}"), &format!("/{path}"));
        if !number.is_empty() {
            moves.note(&format!("/?cat={number}"), &format!("/{path}"));
        }
    }
    let labels: BTreeSet<&String> = articles.iter().flat_map(|(_, own)| &own.tags).collect();
    for (label, name, number) in sections.tags() {
        let Some(slug) = Slug::from_label(label).filter(|_| labels.contains(&label.to_owned()))
        else {
            continue;
        };
        moves.note(&format!("/category/{}", sections.old_path(name)), &format!("/tag/{slug}"));
        moves.note(&format!("/category/{name}"), &format!("/tag/{slug}"));
        if !number.is_empty() {
            moves.note(&format!("/?cat={number}"), &format!("/tag/{slug}"));
        }
    }
    for (item, article) in articles {
        for tag in item.all("category").filter(|field| article::is_tag(field)) {
            let shown = crate::html::plain(&tag.text);
            if let Some(slug) = Slug::from_label(&shown).filter(|_| article.tags.contains(&shown)) {
                let old = names::decoded(&tag.attribute("nicename"));
                moves.note(&format!("/tag/{old}"), &format!("/tag/{slug}"));
            }
        }
        if let (Some(slug), login) = (article.authors.first(), item.text("dc:creator")) {
            moves.note(&format!("/author/{login}"), &format!("/author/{slug}"));
        }
    }
}

fn note(report: &mut Report, slug: &Slug, losses: Losses) {
    if !losses.is_empty() {
        // A page may have the address of an article below it.
        report.lost.entry(slug.to_string()).or_default().add(losses);
    }
}

fn with_body(
    mut article: Article,
    mut blocks: Vec<Block>,
    featured: Option<Image>,
    losses: &mut Losses,
) -> Article {
    // A picture before the first word is the lead in all but name.
    article.image = featured.or_else(|| match blocks.first() {
        Some(Block::Image(image)) => {
            let image = image.clone();
            blocks.remove(0);
            Some(image)
        }
        _ => None,
    });
    if article.title.is_empty() {
        article.title = article::title_of(&blocks, losses);
    }
    article.minutes = text::minutes(&blocks);
    article.body = Body::Inline(Part { blocks, related: Vec::new() });
    article
}

fn page(item: &Fields<'_>, slug: Slug, reader: &Reader<'_>, losses: &mut Losses) -> Page {
    let blocks = reader.read(item, losses);
    let mut title = article::title(item, losses);
    if title.is_empty() {
        title = article::title_of(&blocks, losses);
    }
    Page {
        slug,
        title,
        deck: article::deck(item, losses),
        updated: Some(times::published(item, &mut Losses::default())),
        body: Body::Inline(Part { blocks, related: Vec::new() }),
    }
}
