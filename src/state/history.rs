//! Which articles were read, and when the reader was last here. Kept only with
//! consent.

use crate::services::{clock, storage};
use crate::state::consent::Consent;
use crate::view::effect;
use gazet_bundle::Timestamp;
use leptos::prelude::*;

/// The storage key.
pub const KEY: &str = "gazet:history";

/// The storage key of the visits: when the one before this ended, and
/// when the reader was last seen, in seconds since 1970.
pub const VISITS: &str = "gazet:visits";

/// Seconds without the reader after which the next start is another visit.
const PAUSE: i64 = 30 * 60;

/// Articles remembered: about two years at one a day, 50 KB.
const REMEMBERED: usize = 1_000;

/// The articles that were read: id, and when in seconds since 1970; and when
/// the last visit was, 0 on the first.
#[derive(Clone, Copy)]
pub struct History {
    read: RwSignal<Vec<(String, i64)>>,
    since: RwSignal<i64>,
}

impl Default for History {
    fn default() -> Self {
        Self { read: RwSignal::new(Vec::new()), since: RwSignal::new(0) }
    }
}

/// Makes the history known to everything below. Without consent, what an
/// earlier consent left is removed.
pub fn provide_history(consent: Consent) -> History {
    let history = History::default();
    provide_context(history);
    effect(move || {
        if consent.choice().history {
            if let storage::Stored::Value(read) = storage::read(KEY) {
                history.read.set(read);
            }
            history.visit();
        } else {
            // A reader who never consented has nothing stored to remove.
            let _ = storage::remove(KEY);
            let _ = storage::remove(VISITS);
            history.read.update(Vec::clear);
            history.since.set(0);
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
    use_context().unwrap_or_default()
}

impl History {
    /// Whether an article was read, reactively.
    #[must_use]
    pub fn is_read(self, id: &str) -> bool {
        self.read.with(|read| read.iter().any(|(own, _)| own == id))
    }

    /// Whether an article appeared since the last visit and was not read,
    /// reactively.
    #[must_use]
    pub fn is_new(self, id: &str, published: Timestamp) -> bool {
        let since = self.since.get();
        since > 0 && published.unix() > since && !self.is_read(id)
    }

    /// Notes that the reader is here.
    fn visit(self) {
        let Some(now) = clock::now().map(Timestamp::unix) else { return };
        let seen = match storage::read::<Vec<i64>>(VISITS) {
            storage::Stored::Value(seen) => seen,
            storage::Stored::Missing | storage::Stored::Corrupt => Vec::new(),
            storage::Stored::Newer => return,
        };
        let (before, last) =
            (seen.first().copied().unwrap_or(0), seen.get(1).copied().unwrap_or(0));
        let since = if now - last > PAUSE { last } else { before };
        self.since.set(since);
        // A clock that went back must not make the whole paper new.
        let _ = storage::write(VISITS, &vec![since, now.max(last)]);
    }

    /// Notes that an article was read.
    pub fn note(self, id: &str) {
        let now = clock::now().map_or(0, Timestamp::unix);
        self.read.update(|read| {
            // The longest unread is first, and the first to go.
            read.retain(|(own, _)| own != id);
            read.push((id.to_owned(), now));
            let over = read.len().saturating_sub(REMEMBERED);
            read.drain(..over);
        });
    }
}
