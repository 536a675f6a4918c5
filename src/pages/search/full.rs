//! The search in the full text, beside the instant one.

use super::is_asked;
use crate::error::Fault;
use crate::paper::Paper;
use crate::services::page::sleep;
use crate::services::search::{Filters, FullText, Index, full_text, terms};
use leptos::prelude::*;
use std::sync::Arc;
use wasm_bindgen_futures::spawn_local;

/// Results shown at first, and added by each “more”.
const RESULTS: u32 = 10;

/// Milliseconds without a key after which a query counts as typed.
const PAUSE_MS: i32 = 180;

/// What the full text gave for the query and the filters of the page.
#[derive(Clone, Copy)]
pub(super) struct Full {
    answer: RwSignal<Option<Result<FullText, Fault>>>,
    /// Whether an answer is on its way.
    busy: RwSignal<bool>,
    /// The number of the last search, results wanted, and steps into the
    /// archive.
    last: StoredValue<[u32; 3]>,
    run: Callback<i32>,
}

/// Follows the query and the filters. Nothing is loaded before the first query.
pub(super) fn use_full_text(
    paper: &Paper,
    index: Arc<Index>,
    query: Memo<String>,
    filters: Memo<Filters>,
) -> Full {
    let (answer, busy) = (RwSignal::new(None), RwSignal::new(false));
    let last = StoredValue::new([0, RESULTS, 1]);
    let links = paper.links.clone();
    let run = Callback::new(move |pause: i32| {
        let [before, wanted, steps] = last.get_value();
        let number = before + 1;
        last.set_value([number, wanted, steps]);
        let (query, filters) = (query.get_untracked(), filters.get_untracked());
        let asked = is_asked(&query, &filters);
        busy.set(asked);
        if !asked {
            answer.set(None);
            return;
        }
        let (links, index) = (links.clone(), index.clone());
        spawn_local(async move {
            sleep(pause).await;
            // The page may be gone, or another search under way, for which an
            // answer to this one would be late.
            let is_last = || last.try_get_value().is_some_and(|[last, ..]| last == number);
            if !is_last() {
                return;
            }
            let mut words = terms(&query);
            let mut instead = String::new();
            let found = loop {
                let found = full_text(&links, &words, &filters, wanted, steps).await;
                let is_empty = found.as_ref().is_ok_and(|found| found.total == 0);
                match index.corrected(&words) {
                    Some(others) if is_empty && instead.is_empty() => {
                        instead = others.join(" ");
                        words = others;
                    }
                    _ => break found.map(|found| FullText { instead, ..found }),
                }
            };
            if is_last() {
                answer.set(Some(found));
                busy.set(false);
            }
        });
    });
    if cfg!(target_arch = "wasm32") {
        Effect::new(move |earlier: Option<()>| {
            // Following a link changes the query, too, and then the page is gone.
            if query.try_get().is_none() || filters.try_get().is_none() {
                return;
            }
            last.update_value(|[_, wanted, steps]| (*wanted, *steps) = (RESULTS, 1));
            run.run(if earlier.is_some() { PAUSE_MS } else { 0 });
        });
    }
    Full { answer, busy, last, run }
}

impl Full {
    // A link leads away while views still follow these signals: what is gone
    // reads as nothing.

    /// What was found, or why it could not be searched; `None` before.
    pub(super) fn answer(self) -> Option<Result<FullText, Fault>> {
        self.answer.try_get().flatten()
    }

    /// Whether an answer is on its way.
    pub(super) fn is_busy(self) -> bool {
        self.busy.try_get().unwrap_or_default()
    }

    /// Articles that a value of a filter would leave: `section:news`.
    pub(super) fn count(self, value: &str) -> Option<u32> {
        let count = self.answer.try_with(|answer| {
            let counts = &answer.as_ref()?.as_ref().ok()?.counts;
            counts.iter().find(|(own, _)| own == value).map(|(_, count)| *count)
        });
        count.flatten()
    }

    /// Every year of the archive, once it is known.
    pub(super) fn years(self) -> Vec<String> {
        self.of_answer(|found| found.years.clone())
    }

    /// Every language of the archive, once it is known.
    pub(super) fn languages(self) -> Vec<String> {
        self.of_answer(|found| found.languages.clone())
    }

    /// Asks again after a fault.
    pub(super) fn retry(self) {
        self.run.run(0);
    }

    /// Shows more of what was found, or searches further back.
    pub(super) fn more(self) {
        let [number, wanted, steps] = self.last.get_value();
        let all_shown = self
            .answer
            .with_untracked(|answer| answer.iter().flatten().any(|found| found.total <= wanted));
        self.last.set_value([number, wanted + RESULTS, steps + u32::from(all_shown)]);
        self.run.run(0);
    }

    fn of_answer(self, part: impl Fn(&FullText) -> Vec<String>) -> Vec<String> {
        let found = self.answer.try_with(|answer| answer.iter().flatten().next().map(part));
        found.flatten().unwrap_or_default()
    }
}
