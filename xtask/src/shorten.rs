//! The last pass over the WebAssembly: out with what nobody calls, wasm-opt,
//! and short names for what the module and its script say to each other.
//!
//! wasm-bindgen names every import after its function and a hash: 270 names
//! that stand in both files and hardly compress, 5 KB of brotli in all.

mod unused;

use crate::files::walk;
use crate::process::Run;
use crate::project::Project;
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// What every browser understands that Gazet supports; `--all-features` would
/// use proposals that Chromium refuses.
const FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-reference-types",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-multivalue",
];

/// The name that wasm-opt gives to the one module of the imports.
const MODULE: &str = "a";

/// Optimises the module in `dist` and renames in its script what was renamed
/// in it.
pub(crate) fn shorten(project: &Project, dist: &Path, path: &[PathBuf]) -> Result<()> {
    let files = walk(dist)?;
    let module = files
        .iter()
        .find(|file| file.extension().is_some_and(|kind| kind == "wasm"))
        .context("Trunk wrote no WebAssembly")?;
    unused::remove(project, module, path)?;
    let said = Run::new(project, "wasm-opt")
        .args(FEATURES)
        // The stack ends there: what lies below is not written to unless it
        // overflows. Offsets then need no check.
        .args(["--low-memory-unused"])
        // -O3 gives the fewest bytes after brotli, -Oz the fewest before.
        .args(["-O3", "-O3"])
        .args(["--strip-debug", "--strip-producers", "--strip-target-features"])
        .args(["--minify-imports-and-exports-and-modules"])
        .args([module.as_os_str(), "-o".as_ref(), module.as_os_str()])
        .path(path)?
        .read()?;
    let names: Value = serde_json::from_str(&said).context("wasm-opt names no imports")?;
    let script = script(module)?;
    let text = fs::read_to_string(&script).with_context(|| script.display().to_string())?;
    fs::write(&script, rename(&text, &names)?).with_context(|| script.display().to_string())
}

/// `x.js` of `x_bg.wasm`.
fn script(module: &Path) -> Result<PathBuf> {
    let name = module.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    match name.strip_suffix("_bg.wasm") {
        Some(stem) => Ok(module.with_file_name(format!("{stem}.js"))),
        None => bail!("{name} was not written by wasm-bindgen"),
    }
}

/// Renames the keys of the imports, the module they are under, and every
/// export where it is used, which is always as `wasm.NAME`.
fn rename(text: &str, names: &Value) -> Result<String> {
    let list = |key: &str| names[key].as_array().cloned().unwrap_or_default();
    let name = |entry: &Value, at: usize| entry[at].as_str().unwrap_or_default().to_owned();
    let imports: BTreeMap<_, _> =
        list("imports").iter().map(|e| (name(e, 1), name(e, 2))).collect();
    // wasm-opt puts all imports under one module, whose name it does not tell.
    let modules: BTreeSet<_> = list("imports").iter().map(|e| name(e, 0)).collect();
    let exports: BTreeMap<_, _> =
        list("exports").iter().map(|e| (name(e, 0), name(e, 1))).collect();
    let mut renamed = String::with_capacity(text.len());
    let mut found = 0;
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let key = line.trim_start().split(':').next().unwrap_or_default();
        let line = match imports.get(key) {
            Some(short) => {
                found += 1;
                line.replacen(key, short, 1)
            }
            // Only what went out of the module called it.
            None if line.starts_with("        __wb") && line.ends_with("{") => {
                lines.by_ref().find(|line| *line == "        },");
                continue;
            }
            None => line.to_owned(),
        };
        let line = modules.iter().fold(line, |line, old| {
            line.replace(&format!("{old:?}: import"), &format!("{MODULE:?}: import"))
        });
        renamed.push_str(&rename_exports(&line, &exports));
        renamed.push('\n');
    }
    if found != imports.len() {
        bail!("{found} of {} imports were found in the script of wasm-bindgen", imports.len());
    }
    Ok(renamed)
}

/// The exports that a line names.
fn names_after(line: &str) -> impl Iterator<Item = &str> {
    line.split("wasm.").skip(1).map(|piece| piece.split_at(end_of_name(piece)).0)
}

fn end_of_name(text: &str) -> usize {
    text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len())
}

fn rename_exports(line: &str, exports: &BTreeMap<String, String>) -> String {
    let mut pieces = line.split("wasm.");
    let mut renamed = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (name, rest) = piece.split_at(end_of_name(piece));
        renamed.push_str("wasm.");
        renamed.push_str(exports.get(name).map_or(name, String::as_str));
        renamed.push_str(rest);
    }
    renamed
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn both_sides_use_the_same_names() {
        let names = json!({
            "imports": [["./m.js", "__wbg_now_ab", "$a"]],
            "exports": [["memory", "B"], ["main", "C"]],
        });
        let script = "    __wbg_now_ab: function() {\n        __wbg_old_cd: function() {\n            gone();\n        },\n\"./m.js\": import0,\nf(wasm.memory.buffer, wasm.main())";
        let renamed = "    $a: function() {\n\"a\": import0,\nf(wasm.B.buffer, wasm.C())\n";
        assert_eq!(rename(script, &names).unwrap(), renamed);
        assert!(rename("nothing", &names).is_err());
    }
}
