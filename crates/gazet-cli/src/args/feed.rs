//! `gazet import feed`.

use clap::Args;
use std::path::PathBuf;

/// `gazet import feed`.
#[derive(Debug, Args)]
pub struct ImportFeed {
    /// Addresses and files of feeds.
    #[arg(required = true, value_name = "URL|FILE")]
    pub feeds: Vec<String>,
    /// The folder to write; a bundle that is there is added to.
    #[arg(long, value_name = "BUNDLE_DIR")]
    pub out: PathBuf,
    /// Where to write what was lost, as JSON.
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
    /// The section of all articles; one for each feed, by its title, when
    /// absent.
    #[arg(long, value_name = "NAME")]
    pub section: Option<String>,
    /// The name of a new paper; that of the first feed when absent.
    #[arg(long, value_name = "NAME")]
    pub site_title: Option<String>,
    /// The pictures.
    #[command(flatten)]
    pub media: super::MediaArgs,
}
