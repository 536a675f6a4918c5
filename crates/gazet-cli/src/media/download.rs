//! Pictures from other hosts.

use super::{BYTES, Cache};
use crate::error::Result;
use crate::fetch::{Fetcher, Patience, Reason};
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// Pictures of one host that may fail one after the other, before the others
/// are given up: each costs as much as the patience for one file.
const FAILURES: u32 = 3;

/// Asks other hosts for pictures, once for each address.
#[derive(Debug)]
pub(super) struct Downloads<'c> {
    cache: &'c Cache,
    fetcher: Fetcher,
    /// How often in a row each host did not answer.
    failures: Mutex<HashMap<String, u32>>,
}

impl<'c> Downloads<'c> {
    pub(super) fn new(cache: &'c Cache) -> Self {
        let fetcher = Fetcher::new(Patience::default());
        Self { cache, fetcher, failures: Mutex::default() }
    }

    /// The file of an address, or why it cannot be had.
    pub(super) fn get(&self, url: &url::Url) -> Result<std::result::Result<Vec<u8>, String>> {
        if let Some(bytes) = self.cache.download(url.as_str()) {
            return Ok(Ok(bytes));
        }
        let host = url.host_str().unwrap_or_default().to_owned();
        if self.failures_of(&host, |count| *count) >= FAILURES {
            return Ok(Err("given up, since its host does not answer".to_owned()));
        }
        match self.fetcher.get(url.as_str(), BYTES) {
            Ok(answer) => {
                self.failures_of(&host, |count| *count = 0);
                // An empty answer may be whole at the next try.
                if !answer.bytes.is_empty() {
                    self.cache.keep_download(url.as_str(), &answer.bytes)?;
                }
                Ok(Ok(answer.bytes))
            }
            Err(error) => {
                let is_gone = matches!(
                    error.reason,
                    Reason::Late | Reason::Host | Reason::Insecure(_) | Reason::Connection(_)
                );
                self.failures_of(&host, |count| *count = if is_gone { *count + 1 } else { 0 });
                Ok(Err(error.reason.to_string()))
            }
        }
    }

    fn failures_of<T>(&self, host: &str, f: impl FnOnce(&mut u32) -> T) -> T {
        // A thread that panicked while it held the numbers left them whole.
        let mut failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        f(failures.entry(host.to_owned()).or_default())
    }
}
