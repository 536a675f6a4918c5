//! Addresses of articles that come to a bundle in which others have them.

use super::links;
use gazet_bundle::{Article, Bundle, Slug, limits};
use std::collections::{BTreeMap, BTreeSet};

/// Where counting ends: nobody has ten thousand articles of one name.
const COUNTS: u16 = 10_000;

/// Gives every article of `new` an address that no article of `old` has which
/// stays, and lets what points to it follow. An article that was given such an
/// address before keeps it.
///
/// The one that was there keeps its address: readers' links lead to it.
pub(super) fn settle(old: &Bundle, new: &mut Bundle) {
    let ids: BTreeSet<&str> = new.articles.iter().map(|article| article.id.as_str()).collect();
    let (gone, stay): (Vec<&Article>, Vec<&Article>) =
        old.articles.iter().partition(|article| ids.contains(article.id.as_str()));
    let before: BTreeMap<&str, &Slug> =
        gone.iter().map(|article| (article.id.as_str(), &article.slug)).collect();
    let mut taken: BTreeSet<String> = stay.iter().map(|article| article.slug.to_string()).collect();
    let mut renamed = BTreeMap::new();
    let mut free = Vec::new();
    for (at, article) in new.articles.iter().enumerate() {
        let had = before.get(article.id.as_str()).copied();
        let was_renamed = had.is_some_and(|had| is_end_of(article, had));
        if taken.contains(article.slug.as_str()) || was_renamed {
            renamed.insert(at, had.filter(|_| was_renamed).cloned());
        } else {
            free.push(article.slug.to_string());
        }
    }
    if renamed.is_empty() {
        return;
    }
    taken.extend(free);
    // Those that have an address are served before those that need one.
    taken.extend(renamed.values().flatten().map(Slug::to_string));
    let mut moves = BTreeMap::new();
    for (at, had) in renamed {
        let article = &new.articles[at];
        let slug = had.or_else(|| ends(article).find(|slug| !taken.contains(slug.as_str())));
        // Ten thousand others have its name.
        let Some(slug) = slug else { continue };
        taken.insert(slug.to_string());
        moves.insert(article.slug.to_string(), slug);
    }
    for article in &mut new.articles {
        let follow = |slug: &mut Slug| {
            if let Some(now) = moves.get(slug.as_str()) {
                *slug = now.clone();
            }
        };
        follow(&mut article.slug);
        article.translation_of.iter_mut().for_each(follow);
    }
    links::follow(new, &moves);
}

/// The addresses that an article may have in place of the one it wants.
fn ends(article: &Article) -> impl Iterator<Item = Slug> + '_ {
    let counts = (2..COUNTS).map(|count| count.to_string());
    mark(article).into_iter().chain(counts).filter_map(|end| with_end(&article.slug, &end))
}

/// Whether `slug` is one of them.
fn is_end_of(article: &Article, slug: &Slug) -> bool {
    let Some((_, end)) = slug.as_str().rsplit_once('-') else { return false };
    let is_count = end.parse::<u16>().is_ok_and(|count| (2..COUNTS).contains(&count));
    (is_count || mark(article).as_deref() == Some(end))
        && with_end(&article.slug, end).as_ref() == Some(slug)
}

/// What tells an article apart for people, too: its number in WordPress, the
/// beginning of its id in a feed.
fn mark(article: &Article) -> Option<String> {
    let (kind, own) = article.id.as_str().split_once('-')?;
    match kind {
        "wp" if own.bytes().all(|byte| byte.is_ascii_digit()) => Some(own.to_owned()),
        "feed" => Some(own.chars().take(8).collect()),
        _ => None,
    }
}

/// A slug with an end, which a long one makes room for.
fn with_end(slug: &Slug, end: &str) -> Option<Slug> {
    let mut kept: String =
        slug.as_str().chars().take(limits::SLUG.saturating_sub(end.len() + 1)).collect();
    while kept.len() + end.len() + 1 > limits::SLUG_BYTES && kept.pop().is_some() {}
    Slug::new(format!("{}-{end}", kept.trim_end_matches('-'))).ok()
}
