//! The program `gazet`.

use clap::Parser;
use std::process::ExitCode;

/// Pages are made of many short texts; the allocator of glibc spends a sixth
/// of a build on them.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    ExitCode::from(gazet_cli::run(gazet_cli::args::Cli::parse()))
}
