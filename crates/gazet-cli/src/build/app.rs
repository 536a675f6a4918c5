//! What Trunk built.

use super::base::BasePath;
use super::key::{Key, key_of};
use super::template::Template;
use crate::error::{Error, IoContext, Result};
use crate::sign::PublicKey;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha384};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Stands for the base path in what Trunk built; see `Trunk.toml`.
const TOKEN: &str = "/__GAZET_BASE__/";

/// Extensions of the files in which the token may stand.
const TEXTS: [&str; 5] = ["html", "js", "css", "json", "webmanifest"];

/// Files that are made anew for every edition.
const REPLACED: [&str; 3] = ["index.html", super::manifest::FILE, super::precache::FILE];

/// The reader that this program was built with; empty without one.
static EMBEDDED: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/app.rs"));

/// The app's files, with the base path put in.
#[derive(Debug)]
pub(super) struct App {
    template: Template,
    files: BTreeMap<String, Vec<u8>>,
}

impl App {
    /// Reads the folder that Trunk made, or takes the reader that is in this
    /// program.
    pub(super) fn read(folder: Option<&Path>, base: &BasePath) -> Result<Self> {
        let mut files = BTreeMap::new();
        match folder {
            Some(folder) => walk(folder, "", &mut files)?,
            None if EMBEDDED.is_empty() => {
                let message =
                    "this gazet was built without the reader; name the folder of a built one";
                return Err(Error::input("--app", message));
            }
            None => {
                let own = EMBEDDED.iter().map(|(name, file)| ((*name).to_owned(), file.to_vec()));
                files.extend(own);
            }
        }
        let folder = folder.unwrap_or_else(|| Path::new("--app"));
        if !files.contains_key("index.html") {
            return Err(Error::input(folder, "has no index.html; is it what Trunk built?"));
        }
        put_base(&mut files, base);
        let page = files.remove("index.html").unwrap_or_default();
        let page = String::from_utf8(page)
            .map_err(|_| Error::input(folder.join("index.html"), "is not UTF-8"))?;
        let template =
            Template::new(&page).map_err(|e| Error::input(folder.join("index.html"), e))?;
        files.retain(|name, _| !REPLACED.contains(&name.as_str()));
        Ok(Self { template, files })
    }

    /// The page into which every page is put.
    pub(super) fn template(&self) -> &Template {
        &self.template
    }

    /// Has every page ask for the signature of this key.
    pub(super) fn pin(&mut self, key: &PublicKey) {
        self.template.pin(&key.line());
    }

    /// What the app is made of.
    pub(super) fn key(&self) -> Key {
        let template = self.template.text();
        let mut pieces = vec![template.as_bytes()];
        pieces.extend(self.files.iter().flat_map(|(name, bytes)| [name.as_bytes(), bytes]));
        key_of(&pieces)
    }

    /// Puts files of the paper in the place of the app's own.
    pub(super) fn replace(&mut self, files: BTreeMap<&str, Vec<u8>>) {
        self.files.extend(files.into_iter().map(|(name, bytes)| (name.to_owned(), bytes)));
    }

    /// Names and bytes, in the order of the names.
    pub(super) fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
    }

    /// The bytes of a file.
    pub(super) fn file(&self, name: &str) -> Option<&[u8]> {
        self.files.get(name).map(Vec::as_slice)
    }
}

fn walk(folder: &Path, prefix: &str, files: &mut BTreeMap<String, Vec<u8>>) -> Result<()> {
    for entry in fs::read_dir(folder).at("cannot read", folder)? {
        let entry = entry.at("cannot read", folder)?;
        let path = entry.path();
        let Ok(name) = entry.file_name().into_string() else {
            return Err(Error::input(&path, "has a name that is not UTF-8"));
        };
        // What a tool keeps for itself.
        if name.starts_with('.') {
            continue;
        }
        let kind = entry.file_type().at("cannot read", &path)?;
        if kind.is_dir() {
            walk(&path, &format!("{prefix}{name}/"), files)?;
        } else if kind.is_file() {
            files.insert(format!("{prefix}{name}"), fs::read(&path).at("cannot read", &path)?);
        } else {
            return Err(Error::input(&path, "is a symbolic link or a device, not a file"));
        }
    }
    Ok(())
}

/// Puts the base path in the place of the token. Files that change by it get
/// the right hash where another file names them by one (`integrity`).
fn put_base(files: &mut BTreeMap<String, Vec<u8>>, base: &BasePath) {
    let mut hashes = Vec::new();
    let mut replace_in_texts = |replace: &mut dyn FnMut(&str) -> String| {
        for (name, bytes) in files.iter_mut() {
            let is_text = name.rsplit_once('.').is_some_and(|(_, end)| TEXTS.contains(&end));
            // A file that is no text after all stays as it is.
            if let Some(text) = std::str::from_utf8(bytes).ok().filter(|_| is_text) {
                *bytes = replace(text).into_bytes();
            }
        }
    };
    replace_in_texts(&mut |text| {
        let replaced = text.replace(TOKEN, base.as_str());
        if replaced != text {
            hashes.push((integrity(text), integrity(&replaced)));
        }
        replaced
    });
    replace_in_texts(&mut |text| {
        if !text.contains("sha384-") {
            return text.to_owned();
        }
        hashes.iter().fold(text.to_owned(), |text, (old, new)| text.replace(old, new))
    });
}

/// The value of `integrity` that Trunk writes.
fn integrity(text: &str) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(text)))
}
