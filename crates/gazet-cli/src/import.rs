//! From what a newsroom has to a bundle.

mod bodies;
mod deck;
pub mod feed;
mod json;
pub mod markdown;
mod merge;
mod related;
mod text;
pub mod wordpress;
mod write;

use gazet_bundle::Bundle;
use std::path::PathBuf;

pub use merge::merge;
pub use write::{write, write_from};

/// What an importer makes: a bundle with every body inline, and the pictures
/// that it names.
#[derive(Debug)]
pub struct Edition {
    /// The bundle, ready to be written.
    pub bundle: Bundle,
    /// The pictures, in the order of their names.
    pub pictures: Vec<Picture>,
}

/// A picture of an edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Where it is now.
    pub source: PathBuf,
    /// Its name in the folder `images` of the bundle.
    pub name: String,
    /// Smaller versions of it, narrowest first.
    pub variants: Vec<PictureVariant>,
}

/// A smaller version of a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureVariant {
    /// Where it is now.
    pub source: PathBuf,
    /// Its name in the folder `images` of the bundle.
    pub name: String,
}
