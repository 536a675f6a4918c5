//! The instant search over headlines, decks, bylines, tags and sections.
//!
//! It folds case and diacritics and forgives a typo; its index is made from
//! the edition at the first search and lives as long as the page.

mod index;
mod matching;

pub(crate) use index::terms;
pub use index::{Filters, Hit, Index};
pub use matching::{Match, mark, rank};
