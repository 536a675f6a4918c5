//! The files of the site, each made only when what it is made of changed.

use super::key::{Key, key_of};
use crate::compress::{FORMS, precompress};
use crate::error::{IoContext, Result};
use crate::folder::{Earlier, Made, Staging};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

/// The site that is being written.
pub(super) struct Output {
    staging: Staging,
    earlier: Earlier,
    made: Mutex<BTreeMap<String, u128>>,
    written: AtomicUsize,
    /// Whether compressed forms are written beside the files.
    precompress: bool,
}

impl Output {
    pub(super) fn new(staging: Staging, earlier: Earlier, precompress: bool) -> Self {
        let written = AtomicUsize::new(0);
        Self { staging, earlier, made: Mutex::default(), written, precompress }
    }

    /// A file that is made of what `key` stands for. `make` is only called
    /// when no earlier run made it of the same.
    pub(super) fn make<'b>(
        &self,
        name: &str,
        key: Key,
        make: impl FnOnce() -> Result<Cow<'b, [u8]>>,
    ) -> Result<()> {
        let taken = self.lock().insert(name.to_owned(), key.0).is_some();
        if taken {
            return Err(self.staging.wanted_twice(name));
        }
        if self.is_kept(name, key)? && self.are_forms_kept(name, key)? {
            return Ok(());
        }
        self.written.fetch_add(1, Ordering::Relaxed);
        let bytes = make()?;
        self.staging.replace(name, &bytes)?;
        if self.precompress {
            for (form, small) in precompress(name, &bytes).at("cannot compress", name)? {
                self.staging.replace(&form, &small)?;
                self.lock().insert(form, key.0);
            }
        }
        Ok(())
    }

    /// Keeps the file that an earlier run made of the same; `false` when there
    /// is none.
    fn is_kept(&self, name: &str, key: Key) -> Result<bool> {
        if self.earlier.here.get(name) == Some(&key.0) {
            return Ok(true);
        }
        Ok(self.earlier.present.get(name) == Some(&key.0) && self.staging.link(name)?)
    }

    /// Keeps the compressed forms of a file that is kept. They were made with
    /// it, so one that no record names was not worth keeping.
    fn are_forms_kept(&self, name: &str, key: Key) -> Result<bool> {
        for (ending, _) in FORMS.iter().filter(|_| self.precompress) {
            let form = format!("{name}{ending}");
            let Earlier { here, present, .. } = &self.earlier;
            if here.get(&form) == Some(&key.0) || present.get(&form) == Some(&key.0) {
                if !self.is_kept(&form, key)? {
                    return Ok(false);
                }
                self.lock().insert(form, key.0);
            }
        }
        Ok(true)
    }

    /// Whether an earlier run made this file of the same.
    pub(super) fn has(&self, name: &str, key: Key) -> bool {
        [&self.earlier.here, &self.earlier.present]
            .iter()
            .any(|files| files.get(name) == Some(&key.0))
    }

    /// A file whose bytes are at hand.
    pub(super) fn put(&self, name: &str, bytes: &[u8]) -> Result<()> {
        self.make(name, key_of(&[bytes]), || Ok(Cow::Borrowed(bytes)))
    }

    /// A file of the present site.
    pub(super) fn present(&self, name: &str) -> Option<Vec<u8>> {
        self.staging.present(name)
    }

    /// A file that others may write into a finished site, so that no record
    /// can tell what it is; `None` when there shall be none.
    pub(super) fn put_unrecorded(&self, name: &str, bytes: Option<&[u8]>) -> Result<()> {
        let Some(bytes) = bytes else { return self.staging.remove(name) };
        if self.present(name).as_deref() == Some(bytes) && self.staging.link(name)? {
            return Ok(());
        }
        self.written.fetch_add(1, Ordering::Relaxed);
        self.staging.replace(name, bytes)
    }

    /// Files that had to be written.
    pub(super) fn written(&self) -> usize {
        self.written.load(Ordering::Relaxed)
    }

    /// Gives the site its name. When `keep`, what the next build can use
    /// stays beside it.
    pub(super) fn commit(self, note: &str, program: &str, keep: Option<&[u8]>) -> Result<()> {
        let made = self.made.into_inner().unwrap_or_else(PoisonError::into_inner);
        for name in self.earlier.here.keys().filter(|name| !made.contains_key(*name)) {
            self.staging.remove(name)?;
        }
        match keep {
            Some(facts) => {
                self.staging.commit_keeping(note, &Made { program, files: &made, facts })
            }
            None => self.staging.commit_site(note),
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, BTreeMap<String, u128>> {
        // A thread that panicked while it held the map left it whole.
        self.made.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
