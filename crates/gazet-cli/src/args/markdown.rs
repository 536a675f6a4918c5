//! `gazet import markdown`.

use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// `gazet import markdown`.
#[derive(Debug, Args)]
pub struct ImportMarkdown {
    /// The folder: one with site.yaml, authors.yaml, articles, pages and
    /// images, or one of Jekyll, Hugo, Zola, Pelican or no program.
    pub dir: PathBuf,
    /// The folder to write. One with site.yaml replaces what gazet made
    /// there; any other is added to it.
    #[arg(long, value_name = "BUNDLE_DIR")]
    pub out: PathBuf,
    /// Where to write what was lost of a folder without site.yaml, as JSON.
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
    /// What to publish of such a folder beside what is finished: drafts.
    #[arg(long, value_name = "KINDS", value_delimiter = ',')]
    pub include: Vec<Kind>,
    /// The name of the paper, when such a folder does not say it.
    #[arg(long, value_name = "NAME")]
    pub title: Option<String>,
    /// The address of the paper, when such a folder does not say it.
    #[arg(long, value_name = "URL")]
    pub url: Option<String>,
    /// The language of the paper (BCP 47), when such a folder does not say it.
    #[arg(long, value_name = "TAG")]
    pub language: Option<String>,
}

/// What a program does not publish.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    /// Drafts.
    Drafts,
}
