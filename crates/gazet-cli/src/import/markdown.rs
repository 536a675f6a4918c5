//! The folder of Markdown that `docs/markdown.md` describes, and in `foreign`
//! those that were written for other programs.
//!
//! `yaml` reads YAML and keeps its lines, `wire` gives it the shape of the
//! documented keys, `blocks` and `inline` read Markdown, and `adapt` makes
//! the types of the format of it all. None of them stops at the first fault.

mod adapt;
mod article;
mod blocks;
mod edition;
mod elements;
mod fences;
pub mod foreign;
mod html;
mod images;
mod inline;
mod links;
mod places;
mod site;
mod source;
mod wire;
mod yaml;

use super::Edition;
use crate::error::{Error, Result};
use crate::fault::{self, Fault};
use std::path::Path;

/// Reads the folder for the bundle `out`, beside which pictures are made. The
/// faults that come with an edition are warnings.
///
/// # Errors
/// [`Error::Faults`] holds every fault when one of them is an error, and
/// [`Error::Refused`] says that `out` may not be written.
pub fn read(root: &Path, out: &Path) -> Result<(Edition, Vec<Fault>)> {
    let (edition, mut faults) = edition::read(root, out)?;
    fault::sort(&mut faults);
    if fault::any_error(&faults) {
        return Err(Error::Faults { root: root.to_owned(), faults });
    }
    Ok((edition, faults))
}
