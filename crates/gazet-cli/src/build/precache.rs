//! What the service worker keeps for reading offline.

use super::app::App;
use super::parts::{Data, FRONT, file_of, hexadecimal};
use crate::sign::PublicKey;
use serde::Serialize;
use sha2::{Digest, Sha256};

/// Name of the script.
pub(super) const FILE: &str = "precache.js";

/// Bytes of data that are kept without being asked for: 4 MiB, about two
/// hundred articles, which is a minute on a slow phone network.
const DATA_BYTES: usize = 4 * 1024 * 1024;

/// Files of the app that open it: its code, its look, its type, its icons.
const SHELL: [&str; 7] = ["js", "wasm", "css", "woff2", "svg", "png", "ico"];

/// Files that the browser fetches by itself, or only to install the app.
const LEFT_OUT: [&str; 2] = ["sw.js", "screenshots/"];

#[derive(Serialize)]
struct Precache {
    version: String,
    /// The newest form of bundle that the app understands.
    format: u32,
    /// Bytes that a document of the edition may have.
    limit: usize,
    /// The public key that signs the edition; empty when none is asked for.
    key: String,
    shell: Vec<String>,
    data: Vec<String>,
}

/// The script: `self.GAZET_PRECACHE = {version, format, limit, key, shell, data};`. Names are
/// relative to the base path, the worker's scope; the version changes with any
/// byte of the files. `made` are names and bytes of the pages that belong to
/// the shell.
pub(super) fn script(
    data: &Data,
    app: &App,
    key: Option<&PublicKey>,
    made: &[(&str, &[u8])],
) -> String {
    let mut version = Sha256::new();
    let mut name = |file: &str, bytes: &[u8]| {
        version.update(file);
        version.update([0]);
        version.update(Sha256::digest(bytes));
        file.to_owned()
    };
    let mut shell = Vec::new();
    for (file, bytes) in app.files() {
        let wanted = file.rsplit_once('.').is_some_and(|(_, end)| SHELL.contains(&end))
            // Only a site with a key has something to verify.
            && (key.is_some() || !file.starts_with("verify-"));
        if wanted && !LEFT_OUT.iter().any(|start| file.starts_with(start)) {
            shell.push(name(file, bytes));
        }
    }
    shell.extend(made.iter().map(|(file, bytes)| name(file, bytes)));

    let mut left = DATA_BYTES.saturating_sub(data.front_json().len());
    let mut kept = vec![name(FRONT, data.front_json())];
    let front = data.front();
    let bodies = front.articles.iter().map(|a| &a.body).chain(front.pages.iter().map(|p| &p.body));
    for (part, facts) in bodies.filter_map(|body| data.facts(body)) {
        let Some(rest) = left.checked_sub(facts.bytes) else { break };
        left = rest;
        // Its name is a hash of its bytes.
        let address = name(&file_of(part), part.as_str().as_bytes());
        if !kept.contains(&address) {
            kept.push(address);
        }
    }
    let version = hexadecimal(&version.finalize()[..8]);
    let precache = Precache {
        version,
        format: gazet_bundle::FORMAT,
        limit: gazet_bundle::limits::DOCUMENT_BYTES,
        key: key.map(PublicKey::line).unwrap_or_default(),
        shell,
        data: kept,
    };
    // Names and hexadecimal digits cannot fail to be JSON.
    let json = serde_json::to_string(&precache).unwrap_or_default();
    // A script may hold every character of JSON since ECMAScript 2019.
    format!("self.GAZET_PRECACHE = {json};\n")
}
