//! The command line.

mod feed;
mod markdown;
mod media;
mod own;
mod publish;
mod rest;
mod sign;

use crate::build::BasePath;
use clap::{Args, Parser, Subcommand, ValueEnum};
use gazet_bundle::Timestamp;
use std::path::PathBuf;

pub use feed::ImportFeed;
pub use markdown::{ImportMarkdown, Kind};
pub use media::MediaArgs;
pub use own::{Completions, Man};
pub use publish::Publish;
pub use rest::ImportRest;
pub use sign::{Keygen, Pack, Sign, Verify};

/// Turns what a newsroom has into a newspaper that needs no server.
#[derive(Debug, Parser)]
#[command(name = "gazet", version, after_help = EXIT_CODES)]
pub struct Cli {
    /// Say nothing but what is wrong.
    #[arg(short, long, global = true, display_order = LAST)]
    pub quiet: bool,
    /// Answer with one JSON object on standard output, for machines.
    #[arg(long, global = true, display_order = LAST)]
    pub json: bool,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

const EXIT_CODES: &str = "Exit codes: 0 done, 1 problems in the input (nothing is written), \
     2 a command line that is not understood, 3 the machine or the output folder refuses.";

/// Where options of every verb stand in its help: after its own.
const LAST: usize = 900;

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make a bundle of a WordPress export or a folder of Markdown.
    #[command(subcommand)]
    Import(Import),
    /// Say everything that is wrong with a bundle.
    Check(Check),
    /// Make a site, a folder for any static host, of a bundle.
    Build(Build),
    /// Serve a site to this machine alone, as a static host would.
    Serve(Serve),
    /// Make a pair of keys to sign editions with.
    Keygen(Keygen),
    /// Sign a site or a file of an edition, as minisign does.
    Sign(Sign),
    /// Say whether an edition is what its publisher signed.
    Verify(Verify),
    /// Pack the edition of a site into one file, to travel without a network.
    Pack(Pack),
    /// Upload a site to a bucket, only what changed.
    Publish(Publish),
    /// Write what a shell needs to complete these commands.
    Completions(Completions),
    /// Write the manual pages.
    Man(Man),
}

/// What to make a bundle of.
#[derive(Debug, Subcommand)]
pub enum Import {
    /// Feeds: RSS, Atom, JSON Feed.
    Feed(ImportFeed),
    /// A folder of Markdown files with front matter.
    Markdown(ImportMarkdown),
    /// An export of WordPress (Tools, Export): a WXR file.
    Wordpress(ImportWordpress),
    /// A WordPress site by its REST interface, or an answer of it.
    WordpressRest(ImportRest),
}

/// `gazet import wordpress`.
#[derive(Debug, Args)]
pub struct ImportWordpress {
    /// The export.
    pub file: PathBuf,
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
    /// Where pictures come from.
    #[command(flatten)]
    pub media: MediaArgs,
}

/// What WordPress did not show to everyone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Unpublished {
    /// Drafts, and what waits for review.
    Drafts,
    /// Private posts.
    Private,
    /// Posts with a date to come.
    Scheduled,
    /// Posts behind a password.
    Protected,
}

/// `gazet check`.
#[derive(Debug, Args)]
pub struct Check {
    /// The folder that `gazet import` wrote.
    pub bundle: PathBuf,
    /// The least that is said.
    #[arg(long, value_name = "LEVEL", default_value = "warning")]
    pub level: Least,
    /// What counts as now, RFC 3339: later dates lie in the future. The
    /// clock's time when absent.
    #[arg(long, value_name = "TIME", value_parser = time)]
    pub now: Option<Timestamp>,
}

/// The least level of a problem that is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Least {
    /// What forbids publishing.
    Error,
    /// What an editor should look at, too.
    Warning,
}

fn time(text: &str) -> Result<Timestamp, String> {
    Timestamp::new(text).map_err(|error| error.to_string())
}

/// `gazet build`.
#[derive(Debug, Args)]
pub struct Build {
    /// The folder that `gazet import` wrote.
    pub bundle: PathBuf,
    /// The folder of a built reader, in place of the one in this program.
    #[arg(long, value_name = "DIST")]
    pub app: Option<PathBuf>,
    /// The folder to write; it is replaced when gazet made it.
    #[arg(long, value_name = "SITE")]
    pub out: PathBuf,
    /// The path under which the site will live: /repo/ for
    /// name.github.io/repo.
    #[arg(long, value_name = "PATH", default_value = "/")]
    pub base_path: BasePath,
    /// Articles in the document that the app loads first; when there are half
    /// as many again, the others go into an archive.
    #[arg(long, value_name = "COUNT", default_value_t = 100)]
    pub front_articles: usize,
    /// Write compressed forms (.br and .gz) beside the files, for servers
    /// that send them; it takes some time.
    #[arg(long)]
    pub precompress: bool,
    /// Leave out the full-text index: the reader then searches headlines,
    /// decks, tags and bylines.
    #[arg(long)]
    pub no_search: bool,
    /// Have the pages ask for the signature of this public key, or of the key
    /// in this file.
    #[arg(long, value_name = "KEY|FILE", conflicts_with = "key")]
    pub public_key: Option<String>,
    /// Sign the site with this secret key, and have the pages ask for it; the
    /// variable GAZET_KEY_PASSWORD holds its password.
    #[arg(long, value_name = "FILE")]
    pub key: Option<PathBuf>,
}

/// `gazet serve`.
#[derive(Debug, Args)]
pub struct Serve {
    /// The folder that `gazet build` wrote.
    pub site: PathBuf,
    /// The port; 0 takes a free one.
    #[arg(long, default_value_t = 8080)]
    pub port: u16,
    /// The path under which the site is served; the one it was built for
    /// when absent.
    #[arg(long, value_name = "PATH")]
    pub base_path: Option<BasePath>,
    /// Load open pages anew whenever the site is built anew.
    #[arg(long)]
    pub watch: bool,
}
