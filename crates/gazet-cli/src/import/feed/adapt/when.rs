//! When an item was published and changed.

use super::super::dates;
use super::super::wire::{Feed, Item};
use crate::html::Losses;
use gazet_bundle::{Article, Timestamp};

/// Both times of an item, the `number`-th of its feed.
///
/// What has no date keeps the one that the bundle has for it, so that it does
/// not become new with each import; else it has that of the feed, a second
/// earlier for each item before it, which keeps their order.
pub(super) fn times(
    item: &Item,
    number: usize,
    feed: &Feed,
    known: Option<&Article>,
    losses: &mut Losses,
) -> (Timestamp, Option<Timestamp>) {
    let mut read = |text: &Option<String>| {
        let text = text.as_deref()?;
        let time = dates::read(text);
        if time.is_none() {
            let short: String = text.chars().take(40).collect();
            losses.note(format!("a date that cannot be read: {short:?}"));
        }
        time
    };
    let (published, updated) = (read(&item.published), read(&item.updated));
    let Some(published) = published.or(updated) else {
        if let Some(known) = known {
            losses.note("the date; the item has none, and keeps the one it got first");
            return (known.published, None);
        }
        losses.note("the date; the item has none, and that of the feed stands for it");
        let last = feed.date.as_deref().and_then(dates::read);
        let last = last.unwrap_or_else(|| Timestamp::from_unix(0, 0));
        let before = i64::try_from(number).unwrap_or(0);
        return (Timestamp::from_unix(last.unix() - before, last.offset_minutes()), None);
    };
    (published, updated.filter(|updated| updated.unix() >= published.unix() + 60))
}
