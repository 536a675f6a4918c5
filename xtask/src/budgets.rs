//! The limits of issue and plan that fail the build when they are broken.

use crate::sizes::Sizes;
use anyhow::{Result, bail};
use std::path::Path;

/// Script and WebAssembly, brotli: about a second at 1.6 Mbit/s, which is
/// what a reader on a slow phone network is asked to wait for.
const CODE: usize = 180 * 1024;

/// Style sheets, brotli: they block the first paint, and 14 KiB is what a
/// server sends in the first round trip (ten segments of 1,460 bytes).
const STYLE: usize = 14 * 1024;

/// Prints every figure and fails when a limit is broken.
pub(crate) fn check(site: &Path) -> Result<()> {
    let sizes = Sizes::of(site)?;
    if sizes.wasm.files == 0 {
        bail!("{} holds no WebAssembly; build it with `cargo xtask build`", site.display());
    }
    print!("{}", sizes.table());
    let code = sizes.wasm.brotli + sizes.js.brotli;
    let broken: Vec<_> = [("wasm + JS", code, CODE), ("CSS", sizes.css.brotli, STYLE)]
        .into_iter()
        .filter(|(name, bytes, limit)| {
            let verdict = if bytes > limit { "TOO MUCH" } else { "ok" };
            println!("{name}: {bytes} of {limit} bytes brotli, {verdict}");
            bytes > limit
        })
        .map(|(name, bytes, limit)| format!("{name} is {} bytes over", bytes - limit))
        .collect();
    if broken.is_empty() { Ok(()) } else { bail!("over budget: {}", broken.join(", ")) }
}
