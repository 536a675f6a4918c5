//! The program `gazet`.

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(gazet_cli::run(gazet_cli::args::Cli::parse()))
}
