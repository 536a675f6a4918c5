//! What the program says about itself.

use clap::Args;
use clap_complete::Shell;
use std::path::PathBuf;

/// `gazet completions`.
#[derive(Debug, Args)]
pub struct Completions {
    /// The shell.
    pub shell: Shell,
}

/// `gazet man`.
#[derive(Debug, Args)]
pub struct Man {
    /// The folder to write a page for each command into; without it the page
    /// of the program goes to standard output.
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
}
