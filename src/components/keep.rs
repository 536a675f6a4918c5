//! What keeps an article for reading without a network.

use super::icon::{Icon, icon};
use crate::i18n;
use crate::services::offline::{BUTTON, Want};
use crate::state::notices::use_notices;
use crate::state::offline::use_network;
use crate::view::{Node, effect, view};

/// The button: pressed means kept. `public/offline` sets its state.
#[must_use]
pub fn keep_button(slug: &str, title: &str) -> Node {
    let (network, notices) = (use_network(), use_notices());
    let want = Want::article(slug, title);
    {
        let want = want.clone();
        effect(move || network.show(want.clone()));
    }
    let press = move |_| network.press(want.clone(), move || notices.fault(i18n::NOTHING_KEPT));
    view! {
        <button
            id=BUTTON
            type="button"
            class="tool"
            aria-pressed="false"
            aria-label=i18n::KEEP_OFFLINE
            title=i18n::KEEP_OFFLINE
            on:click=press
        >
            {icon(Icon::Keep)}<span></span>
        </button>
    }
}
