//! Where a problem is. A place is made for everything that is looked at and
//! written out only when something is wrong there, so it allocates nothing.

use std::fmt;

/// A place in the document: a chain of steps that lives on the stack.
#[derive(Clone, Copy)]
pub(super) enum Place<'a> {
    /// Where the chain starts.
    Root(&'a str),
    /// `.key` of a place.
    Key(&'a Place<'a>, &'a str),
    /// `[slug]` of a place.
    Named(&'a Place<'a>, &'a str),
    /// `[3]` of a place, from 0.
    At(&'a Place<'a>, usize),
}

impl<'a> Place<'a> {
    pub(super) fn key(&'a self, key: &'a str) -> Self {
        Self::Key(self, key)
    }

    pub(super) fn named(&'a self, name: &'a str) -> Self {
        Self::Named(self, name)
    }

    pub(super) fn at(&'a self, index: usize) -> Self {
        Self::At(self, index)
    }
}

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Root(name) => f.write_str(name),
            Self::Key(parent, key) => write!(f, "{parent}.{key}"),
            Self::Named(parent, name) => write!(f, "{parent}[{name}]"),
            Self::At(parent, index) => write!(f, "{parent}[{index}]"),
        }
    }
}
