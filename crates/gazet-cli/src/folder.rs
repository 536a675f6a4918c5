//! A folder that appears whole or not at all.
//!
//! Everything is written into a temporary folder beside the target, which
//! then takes the target's name in one step. A run that is killed leaves the
//! old folder as it was; the next run clears what it left behind.

mod beside;
mod kept;
mod lock;
mod swap;
mod whole;

use crate::error::{Error, IoContext, Result};
pub(crate) use beside::Beside;
use kept::Kept;
pub(crate) use kept::{Made, Record};
pub(crate) use lock::Lock;
use std::ffi::OsString;
use std::fs;
use std::io::Write;
use std::path::{Component, Path, PathBuf};
pub(crate) use whole::Whole;

/// The file that marks a folder as made by this program, so that it may be
/// replaced by a later run.
pub const MARKER: &str = ".gazet";

/// What a folder holds; written into the marker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A bundle and its pictures: what `gazet import` writes.
    Bundle,
    /// A finished site: what `gazet build` writes.
    Site,
}

impl Kind {
    fn marker(self) -> &'static str {
        match self {
            Self::Bundle => "gazet bundle 1",
            Self::Site => "gazet site 1",
        }
    }
}

/// What was noted in the marker of a site: the base path, if it was one.
pub(crate) fn base_of_site(folder: &Path) -> Option<String> {
    noted(folder, "base ")
}

/// The public key that the pages of a site ask for.
pub(crate) fn key_of_site(folder: &Path) -> Option<String> {
    noted(folder, "key ")
}

fn noted(folder: &Path, what: &str) -> Option<String> {
    let text = fs::read_to_string(folder.join(MARKER)).ok()?;
    let mut lines = text.lines();
    (lines.next() == Some(Kind::Site.marker())).then_some(())?;
    lines.find_map(|line| line.strip_prefix(what)).map(str::to_owned)
}

/// The full path of something that is there.
pub(crate) fn without_links(path: &Path) -> Result<PathBuf> {
    fs::canonicalize(path).at("cannot read", path)
}

/// Whether a folder holds a bundle that this program made.
pub(crate) fn is_bundle(folder: &Path) -> bool {
    let marker = fs::read_to_string(folder.join(MARKER)).unwrap_or_default();
    marker.lines().next() == Some(Kind::Bundle.marker())
}

/// Keeps other runs from writing a folder that is read, as long as the value
/// lives. `None` where that cannot be done: beside it nothing may be written.
pub(crate) fn hold(folder: &Path) -> Result<Option<Lock>> {
    match Lock::take(folder, &sibling(folder, "lock")) {
        Ok(lock) => Ok(Some(lock)),
        Err(Error::Io { .. }) => Ok(None),
        Err(error) => Err(error),
    }
}

/// A folder that is being written.
#[derive(Debug)]
pub(crate) struct Staging {
    target: PathBuf,
    temporary: PathBuf,
    kept: Kept,
    /// Whether the record of the present folder can be trusted.
    is_known: bool,
    // Held until the folder has its name, or is given up.
    _lock: Lock,
}

/// What earlier runs left to build upon.
#[derive(Debug, Default)]
pub(crate) struct Earlier {
    /// What the folder that is being written holds already.
    pub(crate) here: Record,
    /// What the present folder holds, to be linked.
    pub(crate) present: Record,
    /// What was found out of the input, as [`Staging::commit_keeping`] got it.
    pub(crate) facts: Vec<u8>,
}

impl Staging {
    /// Prepares to write `target`. `note` goes into the marker. `inputs` are
    /// folders that are read during the run: the target may neither lie in
    /// one of them nor hold it.
    pub(crate) fn begin(target: &Path, kind: Kind, note: &str, inputs: &[&Path]) -> Result<Self> {
        let staging = Self::prepare(target, kind, inputs)?;
        remove(&staging.temporary)?;
        fs::create_dir(&staging.temporary).at("cannot create", &staging.temporary)?;
        staging.write(MARKER, format!("{}\n{note}", kind.marker()).as_bytes())?;
        Ok(staging)
    }

    /// Prepares to write the site `target` anew from what earlier runs of the
    /// same program left. The marker is written by the commit.
    pub(crate) fn resume(
        target: &Path,
        program: &str,
        inputs: &[&Path],
    ) -> Result<(Self, Earlier)> {
        let mut staging = Self::prepare(target, Kind::Site, inputs)?;
        let mut earlier = Earlier {
            present: staging.kept.record_of(&staging.target, program),
            facts: fs::read(staging.kept.facts()).unwrap_or_default(),
            here: Record::new(),
        };
        staging.is_known = !earlier.present.is_empty();
        remove(&staging.temporary)?;
        let spare = staging.kept.site();
        let record = staging.kept.record_of(&spare, program);
        if record.is_empty() {
            fs::create_dir(&staging.temporary).at("cannot create", &staging.temporary)?;
        } else {
            fs::rename(&spare, &staging.temporary).at("cannot rename", &spare)?;
            earlier.here = record;
        }
        Ok((staging, earlier))
    }

    fn prepare(target: &Path, kind: Kind, inputs: &[&Path]) -> Result<Self> {
        let target = resolve(target)?;
        check_apart(&target, inputs)?;
        let lock = Lock::take(&target, &sibling(&target, "lock"))?;
        swap::recover(&target)?;
        check_replaceable(&target, kind)?;
        let (temporary, kept) = (sibling(&target, "new"), Kept::beside(&target));
        Ok(Self { target, temporary, kept, is_known: false, _lock: lock })
    }

    /// Writes one file; `name` is relative, with `/` between names.
    pub(crate) fn write(&self, name: &str, bytes: &[u8]) -> Result<()> {
        let path = self.place(name)?;
        let create = || fs::File::options().write(true).create_new(true).open(&path);
        let mut file = with_parent(&path, create).map_err(|source| match source.kind() {
            std::io::ErrorKind::AlreadyExists => self.wanted_twice(name),
            _ => Error::Io { action: "cannot create", path: path.clone(), source },
        })?;
        file.write_all(bytes).at("cannot write", &path)
    }

    /// Writes one file, in the place of the one that an earlier run left.
    pub(crate) fn replace(&self, name: &str, bytes: &[u8]) -> Result<()> {
        // Removed and not overwritten: the present folder may share it.
        self.unlink(name)?;
        self.write(name, bytes)
    }

    /// Removes a file that an earlier run left, and the folders that it
    /// leaves empty. Nothing may be written at the same time.
    pub(crate) fn remove(&self, name: &str) -> Result<()> {
        self.unlink(name)?;
        let path = self.place(name)?;
        let parents = path.ancestors().skip(1).take_while(|parent| *parent != self.temporary);
        for parent in parents {
            if fs::remove_dir(parent).is_err() {
                break;
            }
        }
        Ok(())
    }

    fn unlink(&self, name: &str) -> Result<()> {
        let path = self.place(name)?;
        match fs::remove_file(&path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                Err(error).at("cannot remove", path)
            }
            _ => Ok(()),
        }
    }

    /// Shares one file with the present folder; `false` where that cannot be
    /// done.
    pub(crate) fn link(&self, name: &str) -> Result<bool> {
        let path = self.place(name)?;
        let from = self.target.join(name);
        if !fs::symlink_metadata(&from).is_ok_and(|metadata| metadata.is_file()) {
            return Ok(false);
        }
        match with_parent(&path, || fs::hard_link(&from, &path)) {
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
                self.unlink(name)?;
                Ok(fs::hard_link(&from, &path).is_ok())
            }
            linked => Ok(linked.is_ok()),
        }
    }

    /// The bytes of a file of the present folder.
    pub(crate) fn present(&self, name: &str) -> Option<Vec<u8>> {
        let path = self.target.join(name);
        let is_file = fs::symlink_metadata(&path).is_ok_and(|metadata| metadata.is_file());
        is_file.then(|| fs::read(&path).ok())?
    }

    /// Copies one file to `name`.
    pub(crate) fn copy(&self, from: &Path, name: &str) -> Result<()> {
        let bytes = fs::read(from).at("cannot read", from)?;
        self.write(name, &bytes)
    }

    /// The error of two files that want one name.
    pub(crate) fn wanted_twice(&self, name: &str) -> Error {
        Error::input(&self.target, format!("two files of the site want the name {name}"))
    }

    /// Gives the folder its name.
    pub(crate) fn commit(self) -> Result<()> {
        // The target may have changed while the run took its time.
        let replaced = swap::into_place(&self.temporary, &self.target)?;
        if replaced {
            remove(&self.temporary)?;
        }
        self.kept.remove()
    }

    /// Gives the site its name.
    pub(crate) fn commit_site(self, note: &str) -> Result<()> {
        self.replace(MARKER, format!("{}\n{note}", Kind::Site.marker()).as_bytes())?;
        self.commit()
    }

    /// Gives the site its name and keeps the one before beside it, with the
    /// `record` of each for the next run of the same program.
    pub(crate) fn commit_keeping(self, note: &str, made: &Made<'_>) -> Result<()> {
        let edition = made.edition();
        let marker = format!("{}\n{note}edition {edition}\n", Kind::Site.marker());
        self.replace(MARKER, marker.as_bytes())?;
        self.kept.keep_facts(made.facts)?;
        self.kept.forget(&edition)?;
        let replaced = swap::into_place(&self.temporary, &self.target)?;
        if replaced && !self.is_known {
            remove(&self.temporary)?;
        }
        let old = (replaced && self.is_known).then_some(&*self.temporary);
        self.kept.keep(old, &edition, &made.record())
    }

    fn place(&self, name: &str) -> Result<PathBuf> {
        let relative = Path::new(name);
        let plain = relative.components().all(|c| matches!(c, Component::Normal(_)));
        if name.is_empty() || !plain {
            return Err(Error::refused(
                &self.target,
                format!("the name {name:?} leaves the folder"),
            ));
        }
        Ok(self.temporary.join(relative))
    }
}

/// Does something to a path, making its folder when that is missing: most
/// files of a site lie beside others.
fn with_parent<T>(path: &Path, act: impl Fn() -> std::io::Result<T>) -> std::io::Result<T> {
    match act() {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            if let Some(parent) = path.parent() {
                fs::create_dir_all(parent)?;
            }
            act()
        }
        done => done,
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // After a commit nothing is there; after a failure the next run
        // tries again, so a failure here changes nothing.
        let _ = remove(&self.temporary);
    }
}

/// The full path of the target, with its parent folder made.
fn resolve(target: &Path) -> Result<PathBuf> {
    let Some(Component::Normal(name)) = target.components().next_back() else {
        return Err(Error::refused(target, "is no name for a folder that can be replaced"));
    };
    let parent = match target.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    fs::create_dir_all(parent).at("cannot create", parent)?;
    Ok(fs::canonicalize(parent).at("cannot read", parent)?.join(name))
}

/// Refuses a target that lies in what is read, or holds it.
fn check_apart(target: &Path, inputs: &[&Path]) -> Result<()> {
    for input in inputs {
        let input = fs::canonicalize(input).at("cannot read", input)?;
        if target.starts_with(&input) || input.starts_with(target) {
            let message = format!("overlaps {}, which is read", input.display());
            return Err(Error::refused(target, message));
        }
    }
    Ok(())
}

/// Refuses a target that this program did not make.
fn check_replaceable(target: &Path, kind: Kind) -> Result<()> {
    let Ok(metadata) = fs::symlink_metadata(target) else { return Ok(()) };
    if metadata.is_symlink() {
        return Err(Error::refused(target, "is a symbolic link; name the folder itself"));
    }
    if !metadata.is_dir() {
        return Err(Error::refused(target, "is a file, not a folder"));
    }
    if fs::read_dir(target).at("cannot read", target)?.next().is_none() {
        return Ok(());
    }
    match fs::read_to_string(target.join(MARKER)) {
        Ok(text) if text.lines().next() == Some(kind.marker()) => Ok(()),
        Ok(text) => {
            let other = text.lines().next().unwrap_or_default();
            let message = format!("holds something else made by gazet ({other})");
            Err(Error::refused(target, message))
        }
        Err(_) => Err(Error::refused(
            target,
            "is not empty and was not made by gazet; choose another folder or empty this one",
        )),
    }
}

/// `.name.gazet-suffix` beside the target: on the same file system, so that a
/// rename is one step.
fn sibling(target: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(target.file_name().unwrap_or_default());
    name.push(format!(".gazet-{suffix}"));
    target.with_file_name(name)
}

/// Removes a folder; links inside it are removed, not followed.
fn remove(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).at("cannot remove", folder)
        }
        _ => Ok(()),
    }
}
