//! The search: instant over headlines, decks, bylines, tags and sections, and
//! then over the full text.
//!
//! The instant one folds case and diacritics and forgives a typo; its index is
//! made from the edition at the first search and lives as long as the page.
//! The index of the full text comes from the site, as much of it as a search
//! needs.

mod full;
mod index;
mod matching;

pub use full::{Count, Found, FullText, full_text};
pub(crate) use index::terms;
pub use index::{Filters, Hit, Index};
pub use matching::{Match, mark, rank};
