//! A WordPress site by its REST interface, or a saved answer of it.
//!
//! `site` asks the site, `wire` sorts what comes into posts, terms, people and
//! files, and `export` writes it as the export that the same site would have
//! given. The importer of exports reads that, so an article has the same id
//! and form whichever way it came, and both can be mixed.

mod export;
mod site;
mod wire;

use super::{Include, Report};
use crate::error::{Error, IoContext};
use crate::html::Losses;
use crate::import::Edition;
use crate::input;
use std::path::Path;

/// Bytes of a saved answer: 512 MiB, as of an export.
const BYTES: u64 = 512 * 1024 * 1024;

/// Reads a site by its address, or a file.
///
/// # Errors
/// [`Error::Input`] when the site or file cannot be had, or holds no posts.
pub fn read(input: &str, include: Include) -> crate::Result<(Edition, Report)> {
    let failed = |message| Error::input(input, message);
    let lower = input.to_ascii_lowercase();
    if lower.starts_with("http://") || lower.starts_with("https://") {
        let mut losses = Losses::default();
        let answers = site::ask(input, &mut losses).map_err(failed)?;
        return make(&answers, include, losses).map_err(failed);
    }
    let path = Path::new(input);
    let fit = input::read(path, BYTES).at("cannot read", path)?;
    let bytes = fit.map_err(|unfit| failed(unfit.to_string()))?;
    read_bytes(&bytes, include).map_err(failed)
}

/// Reads a saved answer that is in memory.
///
/// # Errors
/// A sentence that says why there is nothing to import.
#[doc(hidden)]
pub fn read_bytes(bytes: &[u8], include: Include) -> Result<(Edition, Report), String> {
    let mut losses = Losses::default();
    let text = crate::import::text::text(bytes, None, &mut losses);
    let answers = wire::read(&text, &mut losses)?;
    make(&answers, include, losses)
}

fn make(
    answers: &wire::Answers,
    include: Include,
    mut losses: Losses,
) -> Result<(Edition, Report), String> {
    if answers.posts.is_empty() {
        return Err("holds no posts".to_owned());
    }
    let export = export::write(answers, &mut losses);
    let (edition, mut report) = super::read_bytes(export.into_bytes(), include)?;
    report.losses.add(losses);
    Ok((edition, report))
}
