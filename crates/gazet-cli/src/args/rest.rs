//! `gazet import wordpress-rest`.

use super::Unpublished;
use clap::Args;
use std::path::PathBuf;

/// `gazet import wordpress-rest`.
#[derive(Debug, Args)]
pub struct ImportRest {
    /// The address of the site, or the file of a saved answer.
    #[arg(value_name = "URL|FILE")]
    pub input: String,
    /// The folder to write; a bundle that is there is added to.
    #[arg(long, value_name = "BUNDLE_DIR")]
    pub out: PathBuf,
    /// Where to write what was lost, as JSON.
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
    /// What to publish beside what readers could see: drafts, private,
    /// scheduled, protected.
    #[arg(long, value_name = "KINDS", value_delimiter = ',')]
    pub include: Vec<Unpublished>,
    /// The pictures.
    #[command(flatten)]
    pub media: super::MediaArgs,
}
