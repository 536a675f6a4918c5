//! The standard library, compiled for the reader alone.
//!
//! The one that comes with Rust can say what went wrong in a panic: text and
//! formatting for every index and every `RefCell`, 12 KB of brotli that no
//! reader ever sees. Decision 019 has the reasons and the figures.

use crate::process::{Run, say};
use crate::project::{Project, WASM};
use anyhow::Result;
use std::path::{Path, PathBuf};

/// What makes Cargo compile the standard library so that a panic is a trap.
pub(crate) const ENVIRONMENT: [(&str, &str); 4] = [
    // The two options are not stable yet. Only this build is told of it.
    ("RUSTC_BOOTSTRAP", "1"),
    ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort"),
    ("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size"),
    ("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", FLAGS),
];

const FLAGS: &str = "-Zunstable-options -Cpanic=immediate-abort";

/// Whether the standard library can be compiled here. Where it cannot, the one
/// that comes with Rust does as well, and the reader is larger.
pub(crate) fn can_compile(project: &Project) -> bool {
    let ready = knows_flags(project).and_then(|()| sources(project)).and_then(|library| {
        // Its few dependencies; the build itself is offline.
        let manifest = library.join("Cargo.toml");
        Run::cargo(project)
            .args(["fetch", "--quiet", "--locked", "--target", WASM, "--manifest-path"])
            .args([manifest])
            .env("RUSTC_BOOTSTRAP", "1")
            .check()
    });
    if let Err(error) = &ready {
        say(format!("The reader will be 12 KB larger: {error:#}"));
    }
    ready.is_ok()
}

fn knows_flags(project: &Project) -> Result<()> {
    Run::new(project, "rustc")
        .args(["--target", WASM, "--print", "cfg"])
        .args(FLAGS.split(' '))
        .env("RUSTC_BOOTSTRAP", "1")
        .read()
        .map(drop)
}

/// The folder of its sources, added to the toolchain when they are missing.
fn sources(project: &Project) -> Result<PathBuf> {
    let root = Run::new(project, "rustc").args(["--print", "sysroot"]).read()?;
    let library = Path::new(root.trim()).join("lib/rustlib/src/rust/library");
    if !library.join("Cargo.toml").is_file() {
        say("Adding the sources of the standard library to the Rust toolchain (some seconds)");
        Run::new(project, "rustup").args(["component", "add", "rust-src"]).check()?;
    }
    Ok(library)
}
