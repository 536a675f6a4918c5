//! The line that says that there is no network, no new edition, or that the
//! edition came from a file.

use crate::i18n;
use crate::paper::Paper;
use crate::routes::{Route, decode};
use crate::services::dates::{self, Style};
use crate::services::{bundle, navigation};
use crate::state::offline::use_network;
use crate::view::{Node, view};
use gazet_bundle::Timestamp;

/// The first year that a clock of today can say.
const SINCE: i64 = 2020;

/// The line, while there is something to say.
#[must_use]
pub fn offline_bar(paper: &Paper) -> Node {
    let network = use_network();
    let language = paper.bundle.site.language.clone();
    let close = paper.links.to(&Route::Storage);
    let line = move || {
        let held = bundle::held();
        if let Some(held) = held.as_ref().filter(|held| held.is_file()) {
            let text = i18n::held(&held.why, &decode(&held.at).unwrap_or_default());
            return Some(view! {
                <div class="wrap offline-bar__row"><p dir="auto">{text}</p><a class="offline-bar__again" href=close.clone()>{i18n::CLOSE}</a></div>
            });
        }
        if held.is_none() && !network.is_cut() {
            return None;
        }
        let at = held.as_ref().and_then(|held| Timestamp::try_from(held.at.clone()).ok());
        // A clock that is wrong by decades says nothing.
        let at = at.filter(|at| at.civil().year >= SINCE);
        let at = at.map(|at| dates::format(at, language.as_str(), Style::Full)).unwrap_or_default();
        let text = i18n::held(held.as_ref().map_or("offline", |held| held.why.as_str()), &at);
        Some(view! {
            <div class="wrap offline-bar__row">
                <p dir="auto">{text}</p>
                <button type="button" class="offline-bar__again" on:click=move |_| navigation::reload()>{i18n::TRY_AGAIN}</button>
            </div>
        })
    };
    view! { <div class="offline-bar" role="status">{line}</div> }
}
