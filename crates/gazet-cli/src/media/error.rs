//! Why a file is no picture for a bundle.

use super::BYTES;
use thiserror::Error;

/// Why a file is no picture for a bundle.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub(crate) enum PictureError {
    /// A file of no bytes.
    #[error("is empty")]
    Empty,
    /// A web page, as many hosts send for a missing file.
    #[error("is a web page, not a picture")]
    Page,
    /// A kind of picture that not every browser shows.
    #[error("is {0}, which browsers do not show")]
    Foreign(&'static str),
    /// Anything else.
    #[error("is no picture, whatever its name says")]
    None,
    /// More bytes than are read.
    #[error("has {0} bytes; the limit is {BYTES}")]
    TooLarge(usize),
    /// More pixels than are decoded.
    #[error("has {0} by {1} pixels, more than can be decoded")]
    TooManyPixels(u32, u32),
    /// It breaks off or contradicts itself.
    #[error("cannot be read: {0}")]
    Broken(String),
    /// A drawing that runs code or loads something.
    #[error("is refused: {0}")]
    Unsafe(String),
}

impl PictureError {
    pub(super) fn broken(error: impl std::fmt::Display) -> Self {
        Self::Broken(error.to_string())
    }
}
