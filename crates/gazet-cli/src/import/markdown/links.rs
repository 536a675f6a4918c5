//! Links that stay on the site.

/// A link of a text, to be checked once every address is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Link {
    pub(super) line: usize,
    pub(super) to: String,
}
