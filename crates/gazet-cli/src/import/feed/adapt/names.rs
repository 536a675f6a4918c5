//! Ids and slugs that stay the same from one import to the next.

use super::super::wire::Item;
use super::super::wire::text::Text;
use super::places::{Places, normal};
use super::{Report, id_of};
use crate::html::Losses;
use gazet_bundle::{ArticleId, Bundle, Slug};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// An item with its names.
pub(super) struct Named<'n> {
    pub(super) feed: usize,
    pub(super) item: &'n Item,
    /// Its place in the feed.
    pub(super) number: usize,
    pub(super) id: ArticleId,
    pub(super) slug: Slug,
    pub(super) losses: Losses,
}

/// Names every item. One that stands twice, in one feed or in two, is kept
/// once; two that call themselves the same are kept under names of their own.
pub(super) fn name<'n>(
    items: Vec<(usize, &'n Item, usize)>,
    place: impl Fn(usize) -> &'n Places,
    old: Option<&Bundle>,
    report: &mut Report,
) -> Vec<Named<'n>> {
    let keys: Vec<String> = items.iter().map(|(at, item, _)| key(item, place(*at))).collect();
    // What the items of a feed say of themselves, by what they call themselves.
    let mut said: HashMap<(usize, &str), BTreeSet<String>> = HashMap::new();
    for ((at, item, _), key) in items.iter().zip(&keys) {
        said.entry((*at, key)).or_default().insert(whole(item));
    }
    let mut slugs = Slugs::new(old);
    let (mut seen, mut seen_texts) = (BTreeSet::new(), BTreeSet::new());
    let mut named = Vec::new();
    for ((feed, item, number), own) in items.iter().copied().zip(&keys) {
        if !seen_texts.insert((own, whole(item))) {
            *report.left_out.entry("stands twice".to_owned()).or_default() += 1;
            continue;
        }
        let mut losses = Losses::default();
        let is_shared = said.get(&(feed, own.as_str())).is_some_and(|said| said.len() > 1);
        let key = if is_shared {
            losses.note("an id of its own; other items of the feed have the same");
            format!("{own}\n{}", distinct(item))
        } else {
            own.clone()
        };
        let mut id = id_of(&key);
        if is_shared && id.as_ref().is_some_and(|id| seen.contains(id)) {
            id = id_of(&format!("{key}\n{}", whole(item)));
        }
        let Some(id) = id else { continue };
        if !seen.insert(id.clone()) {
            *report.left_out.entry("stands twice".to_owned()).or_default() += 1;
            continue;
        }
        let Some(slug) = slugs.give(item, &id) else { continue };
        named.push(Named { feed, item, number, id, slug, losses });
    }
    named
}

/// The first 64 bits of a SHA-256 in hexadecimal digits. Among a million
/// items two are the same once in 37 million papers.
pub(super) fn hash(text: &str) -> String {
    let digest = Sha256::digest(text.as_bytes());
    digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// What an item calls itself. An id that is no address is one of its site's
/// alone, so the host belongs to it.
fn key(item: &Item, place: &Places) -> String {
    let id = item.id.as_deref().map(str::trim).filter(|id| !id.is_empty());
    let link = item.link.as_deref().and_then(|link| place.page(item, link));
    match (id, link) {
        // A site that moves to https, or a mark that counts visits, makes no
        // other item.
        (Some(id), _) if id.starts_with("http://") || id.starts_with("https://") => normal(id),
        (Some(id), _) if id.contains(':') => id.to_owned(),
        (Some(id), link) => {
            let host = link.as_ref().and_then(|link| link.host_str()).unwrap_or(place.host());
            format!("{}\n{id}", host.strip_prefix("www.").unwrap_or(host))
        }
        (None, Some(link)) => normal(link.as_str()),
        (None, None) => format!("{}\n{}", place.host(), distinct(item)),
    }
}

/// What tells items apart that call themselves the same.
fn distinct(item: &Item) -> String {
    let link = item.link.as_deref().unwrap_or_default();
    let title = item.title.as_ref().map(Text::line).unwrap_or_default();
    let text = item.content.as_ref().or(item.summary.as_ref()).filter(|_| title.is_empty());
    format!("{link}\n{title}\n{}", text.map(Text::line).unwrap_or_default())
}

/// Everything an item says.
fn whole(item: &Item) -> String {
    let texts = [&item.title, &item.content, &item.summary];
    let texts: Vec<_> = texts.into_iter().flatten().map(Text::line).collect();
    hash(&format!("{:?}\n{:?}\n{}", item.link, item.published, texts.join("\n")))
}

/// Slugs in use, and by which article.
struct Slugs(BTreeMap<String, ArticleId>);

impl Slugs {
    fn new(old: Option<&Bundle>) -> Self {
        let articles = old.into_iter().flat_map(|old| &old.articles);
        Self(articles.map(|article| (article.slug.to_string(), article.id.clone())).collect())
    }

    /// The slug of an item: the one it has, or that of its address or title,
    /// with a mark of its id when another article has it.
    fn give(&mut self, item: &Item, id: &ArticleId) -> Option<Slug> {
        let mark: String = id.as_str().trim_start_matches("feed-").chars().take(8).collect();
        let title = item.title.as_ref().map(Text::line).and_then(|title| Slug::from_label(&title));
        let wanted = item.link.as_deref().and_then(last_piece).or(title);
        let wanted = wanted.map_or_else(|| id.to_string(), String::from);
        // Room for the mark, which the cut to the limit would take off.
        let short: String = wanted.chars().take(60).collect();
        let tries = [wanted, format!("{short}-{mark}"), id.to_string()];
        let is_free = |slug: &Slug| self.0.get(slug.as_str()).is_none_or(|own| own == id);
        let slug = tries.iter().filter_map(|label| Slug::from_label(label)).find(is_free)?;
        self.0.insert(slug.to_string(), id.clone());
        Some(slug)
    }
}

/// The last piece of an address, when it says something.
fn last_piece(link: &str) -> Option<Slug> {
    let path = link.split(['?', '#']).next()?.trim().trim_end_matches('/');
    let piece = match path.split_once("://") {
        Some((_, path)) => path.rsplit_once('/')?.1,
        None => path.rsplit_once('/').map_or(path, |(_, piece)| piece),
    };
    let (stem, ending) = piece.rsplit_once('.').unwrap_or((piece, ""));
    let is_ending = matches!(
        ending.to_ascii_lowercase().as_str(),
        "html" | "htm" | "xhtml" | "shtml" | "php" | "asp" | "aspx" | "jsp" | "cfm" | "md"
    );
    let piece = if is_ending { stem } else { piece };
    let piece = gazet_reader::routes::decode(piece).unwrap_or_else(|| piece.to_owned());
    let slug = Slug::from_label(&piece)?;
    let says_something = slug.as_str().chars().filter(|c| c.is_alphabetic()).count() > 2;
    let is_page = ["index", "default", "node", "view", "article", "post", "story", "watch"];
    (says_something && !is_page.contains(&slug.as_str())).then_some(slug)
}
