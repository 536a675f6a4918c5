//! The project's own chores: `cargo xtask serve|build|test|bench|dist`.
//!
//! Each command finds or installs what it needs, says in a line what it does
//! and how long that may take, and fails with a sentence that says what to do.

mod app;
mod arguments;
mod bench;
mod budgets;
mod corpus;
mod dist;
mod files;
mod mutants;
mod process;
mod project;
mod serve;
mod shorten;
mod site;
mod sizes;
mod stamp;
mod test;
mod tools;

use arguments::{Command, USAGE};
use project::Project;
use std::process::ExitCode;

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> anyhow::Result<ExitCode> {
    let command = arguments::parse(lexopt::Parser::from_env())?;
    let project = Project::find()?;
    match command {
        Command::Help => print!("{USAGE}"),
        Command::Setup => tools::install_all(&project)?,
        Command::Build(options) => {
            let site = site::build(&project, &options)?;
            println!("The site is in {}", project.shown(&site));
        }
        Command::Serve(options) => serve::serve(&project, &options)?,
        Command::Test(options) => return test::run(&project, &options),
        Command::Mutants(options) => return mutants::run(&project, &options),
        Command::Schema => site::write_schema(&project)?,
        Command::Bench(options) => bench::run(&project, &options)?,
        Command::Dist => dist::run(&project)?,
        Command::Corpus(options) => {
            let folder = corpus::write(&project, &options)?;
            println!("The corpus is in {}", project.shown(&folder));
        }
    }
    Ok(ExitCode::SUCCESS)
}
