//! Where importers take pictures from.

use clap::Args;
use std::path::PathBuf;

/// `--media` and `--media-dir`, the same for every importer.
#[derive(Debug, Args)]
pub struct MediaArgs {
    /// Download the pictures and make versions for every screen of them.
    /// Without it they stay on the old host, and are shown when the reader
    /// consents.
    #[arg(long)]
    pub media: bool,
    /// Take the pictures from a copy of the old site's files, such as
    /// wp-content/uploads; without --media no host is asked for the others.
    #[arg(long, value_name = "DIR")]
    pub media_dir: Option<PathBuf>,
}
