//! The site on this machine, as it is to be published.

use crate::Console;
use crate::build::hexadecimal;
use crate::compress::FORMS;
use crate::error::{Error, IoContext, Result};
use md5::{Digest, Md5};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Read by Netlify and Cloudflare Pages alone; a bucket gets each header with
/// the file that it belongs to.
const FOR_OTHER_HOSTS: &str = "_headers";

/// A file to be published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Local {
    /// Its name in the site, with `/` between folders.
    pub(super) name: String,
    /// Its bytes.
    pub(super) size: u64,
    /// The MD5 of its bytes in hexadecimal digits: what S3 calls the `ETag`
    /// of an object, and enough to see that a file of one's own has changed.
    pub(super) md5: String,
}

/// Every file of the site in the order of the names, but those that only
/// tools and other hosts read.
pub(super) fn files(root: &Path, console: &Console) -> Result<Vec<Local>> {
    let mut names = BTreeSet::new();
    walk(root, "", &mut names)?;
    let published: Vec<_> = names.iter().filter(|name| !is_left_out(name, &names)).collect();
    let progress = console.progress("Reading", published.len());
    let read = |name: &String| {
        let bytes = read(root, name)?;
        progress.advance(1);
        Ok(Local { name: name.clone(), size: bytes.len() as u64, md5: md5(&bytes) })
    };
    published.into_par_iter().map(read).collect()
}

/// The bytes of a file.
pub(super) fn read(root: &Path, name: &str) -> Result<Vec<u8>> {
    let path: PathBuf = root.join(name);
    fs::read(&path).at("cannot read", &path)
}

pub(super) fn md5(bytes: &[u8]) -> String {
    hexadecimal(&Md5::digest(bytes))
}

/// Compressed forms lie beside a file for servers that know them; a bucket
/// sends what it is asked for.
fn is_left_out(name: &str, names: &BTreeSet<String>) -> bool {
    let of = |ending| name.strip_suffix(ending).is_some_and(|of| names.contains(of));
    name == FOR_OTHER_HOSTS || FORMS.iter().any(|(ending, _)| of(*ending))
}

fn walk(folder: &Path, prefix: &str, names: &mut BTreeSet<String>) -> Result<()> {
    for entry in fs::read_dir(folder).at("cannot read", folder)? {
        let entry = entry.at("cannot read", folder)?;
        let path = entry.path();
        let Ok(name) = entry.file_name().into_string() else {
            return Err(Error::input(&path, "has a name that is not UTF-8"));
        };
        // The marker, and what other tools keep for themselves.
        if name.starts_with('.') {
            continue;
        }
        let kind = entry.file_type().at("cannot read", &path)?;
        if kind.is_dir() {
            walk(&path, &format!("{prefix}{name}/"), names)?;
        } else if kind.is_file() {
            names.insert(format!("{prefix}{name}"));
        } else {
            return Err(Error::input(&path, "is a symbolic link or a device, not a file"));
        }
    }
    Ok(())
}
