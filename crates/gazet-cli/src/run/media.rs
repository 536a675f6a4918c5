//! `--media` and `--media-dir` of the importers.

use super::count;
use crate::args::MediaArgs;
use crate::import::Edition;
use crate::media::{Localised, Sources, localise};
use crate::{Console, Result};
use std::path::Path;
use std::sync::OnceLock;

/// Brings the pictures of an edition into it, when it is asked for, and says
/// how many.
pub(super) fn bring(
    edition: &mut Edition,
    args: &MediaArgs,
    out: &Path,
    console: &Console,
) -> Result<Localised> {
    let sources = Sources { folder: args.media_dir.clone(), download: args.media };
    // How many there are is known when the first one is done.
    let bar = OnceLock::new();
    let done = localise(edition, out, &sources, &|_, total| {
        bar.get_or_init(|| console.progress("Pictures", total)).advance(1);
    })?;
    drop(bar);
    if done.brought > 0 {
        console.say(&format!("{} brought into the bundle.", count(done.brought, "picture")));
    }
    if !done.left.is_empty() {
        console.warn(&format!("{} left where they are", count(done.left.len(), "picture")));
    }
    Ok(done)
}
