//! The article bundle of Gazet: what a publisher writes and a reader reads.
//!
//! The crate is pure: no I/O, no DOM, no clock. A [`Bundle`] is read with
//! [`read`], which refuses what is too large, not JSON, malformed or written
//! by a newer version, each with its own [`ReadError`]. What was read holds
//! no dangerous URL and no malformed id, because their types cannot hold one;
//! what an editor should know besides (a section nobody declared, a picture
//! without a description) is found by [`validate`], which returns every
//! problem with its place.
//!
//! The format is described in `docs/format.md`.

mod archive;
mod block;
mod bundle;
mod ids;
mod image;
mod language;
pub mod limits;
mod read;
#[cfg(feature = "schema")]
mod schema;
mod span;
pub mod text;
mod time;
mod url;
mod validate;
mod wire;

/// JSON as a plain tree, and how types read themselves from it. The reader
/// reads what it stores in the same way.
pub mod json {
    pub use crate::wire::{Fault, Fields, FromJson, Json};
}

pub use archive::{Archive, Leaf, Shard, shard_of};
pub use block::{Align, Block, Embed, Footnote, List, Quote, Table};
pub use bundle::{
    Article, Author, Body, Bundle, Credit, FORMAT, Link, Page, Part, Partner, Section, Site,
};
pub use ids::{ArticleId, IdError, PartRef, SectionPath, Slug};
pub use image::{Colour, Focal, Image, Variant, modern_kind};
pub use language::{Direction, LanguageError, LanguageTag};
pub use read::{ReadError, read, read_archive, read_edition, read_leaf, read_part, read_shard};
#[cfg(feature = "schema")]
pub use schema::schema;
pub use span::{Rich, Span};
pub use time::{Civil, TimeError, Timestamp};
pub use url::{Url, UrlError};
pub use validate::{Level, Problem, RESERVED, validate, validate_part};
