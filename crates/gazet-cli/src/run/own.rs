//! What the program says about itself.

use super::count;
use crate::args::{Cli, Completions, Man};
use crate::error::IoContext;
use crate::{Console, Result};
use clap::CommandFactory;
use serde_json::json;
use std::io::Write;

pub(super) fn completions(args: &Completions) {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "gazet", &mut script);
    // Nobody is left to tell when standard output is closed.
    let _ = std::io::stdout().write_all(&script);
}

pub(super) fn man(args: &Man, console: &Console) -> Result<()> {
    let Some(folder) = &args.out else {
        let mut page = Vec::new();
        clap_mangen::Man::new(Cli::command()).render(&mut page).at("cannot write", "gazet.1")?;
        let _ = std::io::stdout().write_all(&page);
        return Ok(());
    };
    std::fs::create_dir_all(folder).at("cannot create", folder)?;
    // `help` would be a page for each way to ask for help.
    let command = Cli::command().disable_help_subcommand(true);
    clap_mangen::generate_to(command, folder).at("cannot write", folder)?;
    let pages = std::fs::read_dir(folder).at("cannot read", folder)?.count();
    let text = format!("{} in {}", count(pages, "manual page"), folder.display());
    console.result(&text, json!({"pages": pages, "out": folder.display().to_string()}));
    Ok(())
}
