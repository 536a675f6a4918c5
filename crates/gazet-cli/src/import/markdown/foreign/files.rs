//! The documents of a folder.

use super::Report;
use crate::error::{Error, IoContext, Result};
use crate::input;
use gazet_bundle::limits;
use std::fs;
use std::path::Path;

/// A document.
#[derive(Debug)]
pub(super) struct Document {
    /// Its path from the folder, with `/` between names.
    pub(super) name: String,
    pub(super) text: String,
}

/// Folders of themes, tools and finished sites.
const OTHERS: [&str; 20] = [
    "_includes",
    "_layouts",
    "_sass",
    "_site",
    "_data",
    "_plugins",
    "archetypes",
    "assets",
    "data",
    "i18n",
    "layouts",
    "node_modules",
    "output",
    "public",
    "resources",
    "static",
    "templates",
    "theme",
    "themes",
    "vendor",
];

/// Files about a folder and not in a paper, when nothing is said above them.
const ABOUT: [&str; 8] = [
    "changelog",
    "code_of_conduct",
    "contributing",
    "license",
    "licence",
    "readme",
    "security",
    "code-of-conduct",
];

/// Folders inside folders that are walked.
const DEPTH: usize = 12;

impl Document {
    pub(super) fn new(name: String, text: String) -> Self {
        Self { name, text }
    }

    /// The name without the folder and the ending.
    pub(super) fn stem(&self) -> &str {
        let file = self.name.rsplit('/').next().unwrap_or(&self.name);
        file.rsplit_once('.').map_or(file, |(stem, _)| stem)
    }

    /// The names of the folders around it, outermost first.
    pub(super) fn folders(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.name.split('/').collect();
        names.pop();
        names
    }

    /// Whether it is written in HTML.
    pub(super) fn is_html(&self) -> bool {
        [".html", ".htm"].iter().any(|end| self.name.to_ascii_lowercase().ends_with(end))
    }
}

/// Finds the documents, in the order of their paths; what cannot be read is
/// named.
pub(super) fn find(root: &Path, report: &mut Report) -> Result<Vec<Document>> {
    if !fs::metadata(root).at("cannot read", root)?.is_dir() {
        return Err(Error::input(root, "is a file, not a folder"));
    }
    // Of a site with its program, the texts alone.
    let marks = [
        "config.toml",
        "hugo.toml",
        "hugo.yaml",
        "config.yaml",
        "config.yml",
        "zola.toml",
        "pelicanconf.py",
        "config",
    ];
    let has_program = marks.iter().any(|mark| root.join(mark).exists());
    let start = Some("content").filter(|name| has_program && root.join(name).is_dir());
    let mut documents = Vec::new();
    walk(root, start.unwrap_or_default(), 0, &mut documents, report)?;
    documents.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(documents)
}

fn walk(
    root: &Path,
    folder: &str,
    depth: usize,
    documents: &mut Vec<Document>,
    report: &mut Report,
) -> Result<()> {
    let path = root.join(folder);
    let entries = fs::read_dir(&path).at("cannot read", &path)?;
    for entry in entries {
        let entry = entry.at("cannot read", &path)?;
        let file = entry.file_name().to_string_lossy().into_owned();
        let name = if folder.is_empty() { file.clone() } else { format!("{folder}/{file}") };
        // Links may lead out of the folder, or in a circle.
        let Ok(kind) = entry.file_type() else { continue };
        if file.starts_with('.') || kind.is_symlink() {
            continue;
        }
        if kind.is_dir() {
            if depth < DEPTH && !OTHERS.contains(&file.as_str()) {
                // A folder that may not be opened costs only itself.
                if let Err(error) = walk(root, &name, depth + 1, documents, report) {
                    report.failed.insert(name, error.to_string());
                }
            }
            continue;
        }
        let Some((stem, ending)) = file.rsplit_once('.') else { continue };
        let ending = ending.to_ascii_lowercase();
        let is_text =
            matches!(ending.as_str(), "md" | "markdown" | "mdown" | "mkd" | "mkdn" | "mdx");
        let is_html = matches!(ending.as_str(), "html" | "htm");
        if !(is_text || is_html) {
            continue;
        }
        let text = match read(&entry.path()) {
            Ok(text) => text,
            Err(reason) => {
                report.files += 1;
                report.failed.insert(name, reason);
                continue;
            }
        };
        let has_front = ["---", "+++", "{"].iter().any(|mark| text.starts_with(mark));
        // A page of HTML with nothing above it belongs to a theme.
        if is_html && !has_front {
            continue;
        }
        report.files += 1;
        if ABOUT.contains(&stem.to_ascii_lowercase().as_str()) && !has_front {
            report.leave("a file about the folder");
            continue;
        }
        documents.push(Document { name, text });
    }
    Ok(())
}

fn read(path: &Path) -> std::result::Result<String, String> {
    let fit = input::read_file(path, limits::DOCUMENT_BYTES as u64);
    let bytes = fit.map_err(|error| error.to_string())?.map_err(|unfit| unfit.to_string())?;
    if bytes.contains(&0) && !bytes.starts_with(b"\xff\xfe") && !bytes.starts_with(b"\xfe\xff") {
        return Err("is no text: it holds a NUL".to_owned());
    }
    let (text, ..) = match std::str::from_utf8(&bytes) {
        Ok(_) => encoding_rs::UTF_8.decode(&bytes),
        // A mark says what it is; without one it is that of old Windows, which
        // gives some letter for every byte.
        Err(_) => encoding_rs::WINDOWS_1252.decode(&bytes),
    };
    Ok(text.replace("\r\n", "\n").replace('\r', "\n"))
}
