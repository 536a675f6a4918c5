//! Slugs and ids, each given once and always to the same items.

use super::super::wire::Fields;
use crate::html::plain;
use gazet_bundle::{ArticleId, RESERVED, Slug};
use std::collections::BTreeSet;

/// The names that were given.
#[derive(Default)]
pub(super) struct Names {
    articles: BTreeSet<String>,
    pages: BTreeSet<String>,
    ids: BTreeSet<String>,
}

impl Names {
    /// The address of an article.
    pub(super) fn article(&mut self, item: &Fields<'_>) -> Option<Slug> {
        free(item, &mut self.articles, |_| false)
    }

    /// The address of a page, which lies at the top of the site.
    pub(super) fn page(&mut self, item: &Fields<'_>) -> Option<Slug> {
        free(item, &mut self.pages, |slug| RESERVED.contains(&slug))
    }

    /// The id of an article: its number, which outlives a change of address.
    pub(super) fn id(&mut self, item: &Fields<'_>, slug: &Slug) -> Option<ArticleId> {
        let number = item.text("wp:post_id");
        let wanted = if number.is_empty() { slug.to_string() } else { format!("wp-{number}") };
        let wanted = ArticleId::new(&wanted).map_or_else(|_| slug.to_string(), |id| id.to_string());
        // Exports of two sites that were joined use the same numbers.
        let mut tries = [wanted.clone(), format!("{wanted}-{slug}")]
            .into_iter()
            .chain((2..10_000).map(|count| format!("{wanted}-{count}")));
        let id = tries
            .find_map(|id| ArticleId::new(&id).ok().filter(|id| !self.ids.contains(id.as_str())))?;
        self.ids.insert(id.to_string());
        Some(id)
    }
}

/// Digits of the largest number that a database of WordPress gives (BIGINT
/// UNSIGNED). A longer one would leave no room for a name.
const DIGITS: usize = 20;

/// `None` only when ten thousand others have its name.
fn free(
    item: &Fields<'_>,
    taken: &mut BTreeSet<String>,
    refused: impl Fn(&str) -> bool,
) -> Option<Slug> {
    let number = Some(item.text("wp:post_id")).filter(|number| number.len() <= DIGITS);
    let number = number.unwrap_or_default();
    let own = decoded(item.text("wp:post_name"));
    // A headline may be as long as a book; a slug is not.
    let title: String = item.text("title").chars().take(1_000).collect();
    let wanted = Slug::from_label(&own)
        .or_else(|| Slug::from_label(&plain(&title)))
        .map_or_else(|| format!("post-{number}"), |slug| slug.to_string());
    let tries = [wanted.clone(), with_end(&wanted, number)]
        .into_iter()
        .chain((2..10_000).map(|count| with_end(&wanted, &format!("{number}-{count}"))));
    let slug = tries
        .filter_map(|label| Slug::from_label(&label))
        .find(|slug| !refused(slug.as_str()) && !taken.contains(slug.as_str()))?;
    taken.insert(slug.to_string());
    Some(slug)
}

/// A name with an end, which a long one makes room for.
fn with_end(name: &str, end: &str) -> String {
    let room = gazet_bundle::limits::SLUG.saturating_sub(end.len() + 1);
    let mut kept: String = name.chars().take(room).collect();
    while kept.len() + end.len() + 1 > gazet_bundle::limits::SLUG_BYTES && kept.pop().is_some() {}
    format!("{kept}-{end}")
}

/// `%d0%bc` to `м`. WordPress cuts long names, sometimes inside a character,
/// and what is left of that one is dropped.
pub(super) fn decoded(text: &str) -> String {
    let cut = text.rfind('%').filter(|at| text.len() - at < 3).unwrap_or(text.len());
    let decoded = percent_encoding::percent_decode_str(&text[..cut]).decode_utf8_lossy();
    decoded.trim_end_matches('\u{fffd}').to_owned()
}

#[cfg(test)]
mod tests {
    #[test]
    fn names_are_decoded() {
        let check = |text: &str, expected: &str| assert_eq!(super::decoded(text), expected);
        check("%d0%bc%d0%be%d1%81%d1%82", "мост");
        check("%d0%bc%d0%be%d1", "мо");
        check("%d0%bc%d", "м");
        check("plain-name", "plain-name");
    }
}
