//! What the module exports and the script does not call.
//!
//! wasm-bindgen writes a class for every type that some library shows to
//! JavaScript, used or not. A library for streams, which Leptos brings along,
//! has three.

use super::{FEATURES, names_after, script};
use crate::process::Run;
use crate::project::Project;
use anyhow::{Context, Result};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Takes the classes out of the script, and out of the module what only they
/// called.
pub(super) fn remove(project: &Project, module: &Path, path: &[PathBuf]) -> Result<()> {
    let script = script(module)?;
    let text = fs::read_to_string(&script).with_context(|| script.display().to_string())?;
    let text = without_classes(&text);
    let graph = project.target("xtask").join("exports.json");
    if let Some(folder) = graph.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(&graph, graph_of(&text).to_string()).with_context(|| graph.display().to_string())?;
    Run::new(project, "wasm-metadce")
        .args(FEATURES)
        .args([module.as_os_str(), "-o".as_ref(), module.as_os_str()])
        .args([format!("--graph-file={}", graph.display())])
        .path(path)?
        // It lists all that it removed.
        .read()?;
    fs::write(&script, text).with_context(|| script.display().to_string())
}

/// The script without what it exports besides its start.
fn without_classes(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if line.starts_with("export class ") {
            lines.by_ref().find(|line| *line == "}");
        } else if line.starts_with("const ") && line.contains("Finalization = ") {
            lines.by_ref().find(|line| line.ends_with(';'));
        } else if !line.starts_with("if (Symbol.dispose) ") {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    kept
}

/// What the outside reaches, in the words of wasm-metadce: every export that
/// the script names.
fn graph_of(text: &str) -> Value {
    let called: BTreeSet<&str> = text.lines().flat_map(names_after).collect();
    let exports = called.iter().map(|name| json!({"name": name, "export": name}));
    let outside = json!({"name": "outside", "root": true, "reaches": called});
    std::iter::once(outside).chain(exports).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_goes_with_all_that_only_it_calls() {
        let script = "export class Sink {\n    free() {\n        wasm.sink_free(1);\n    }\n}\n\
            if (Symbol.dispose) Sink.prototype[Symbol.dispose] = Sink.prototype.free;\n\
            const SinkFinalization = (typeof F === 'undefined')\n    ? { }\n    : new F(p => wasm.sink_free(p, 1));\n\
            f(wasm.memory.buffer);\n";
        let kept = without_classes(script);
        assert_eq!(kept, "f(wasm.memory.buffer);\n");
        let graph = json!([
            {"name": "outside", "root": true, "reaches": ["memory"]},
            {"name": "memory", "export": "memory"},
        ]);
        assert_eq!(graph_of(&kept), graph);
    }
}
