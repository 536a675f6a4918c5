//! Which articles were read. Kept only with consent.

use crate::services::{clock, storage};
use crate::state::consent::Consent;
use crate::view::effect;
use leptos::prelude::*;

/// The storage key.
pub const KEY: &str = "gazet:history";

/// Articles remembered: about two years at one a day, 50 KB.
const REMEMBERED: usize = 1_000;

/// The articles that were read: id, and when in seconds since 1970.
#[derive(Clone, Copy)]
pub struct History {
    read: RwSignal<Vec<(String, i64)>>,
}

/// Makes the history known to everything below. Without consent, what an
/// earlier consent left is removed.
pub fn provide_history(consent: Consent) -> History {
    let history = History { read: RwSignal::new(Vec::new()) };
    provide_context(history);
    effect(move || {
        if consent.choice().history {
            if let storage::Stored::Value(read) = storage::read(KEY) {
                history.read.set(read);
            }
        } else {
            // A reader who never consented has nothing stored to remove.
            let _ = storage::remove(KEY);
            history.read.update(Vec::clear);
        }
    });
    effect(move || {
        let read = history.read.get();
        if consent.choice().history && !read.is_empty() {
            // What was read is a convenience: a full store is told where the
            // reader saves something.
            let _ = storage::write(KEY, &read);
        }
    });
    history
}

/// The history.
#[must_use]
pub fn use_history() -> History {
    use_context().unwrap_or(History { read: RwSignal::new(Vec::new()) })
}

impl History {
    /// Whether an article was read, reactively.
    #[must_use]
    pub fn is_read(self, id: &str) -> bool {
        self.read.with(|read| read.iter().any(|(own, _)| own == id))
    }

    /// Notes that an article was read.
    pub fn note(self, id: &str) {
        let now = clock::now().map_or(0, gazet_bundle::Timestamp::unix);
        self.read.update(|read| {
            // The longest unread is first, and the first to go.
            read.retain(|(own, _)| own != id);
            read.push((id.to_owned(), now));
            let over = read.len().saturating_sub(REMEMBERED);
            read.drain(..over);
        });
    }
}
