//! What is kept for reading without a network, how much room it takes, and
//! what more could be kept.

use crate::i18n;
use crate::paper::Paper;
use crate::services::offline::{ROWS, Want};
use crate::state::bookmarks::use_bookmarks;
use crate::state::offline::use_network;
use crate::view::{effect, view};
use gazet_bundle::Section;
use leptos::prelude::*;

/// The page; `public/offline` draws its rows.
#[component]
pub fn Storage(
    /// The edition.
    paper: Paper,
) -> impl IntoView {
    let (network, bookmarks) = (use_network(), use_bookmarks());
    let failed = RwSignal::new(false);
    effect(move || {
        let saved = bookmarks.list().into_iter().map(|own| own.slug).collect::<Vec<_>>();
        let own = |kind, value, title: &str| Want { kind, value, title: title.to_owned() };
        let mut wants = vec![
            own("edition", String::new(), i18n::KEEP_EDITION),
            own("saved", saved.join(" "), i18n::KEEP_SAVED),
        ];
        collect(&paper.bundle.sections, &mut wants);
        network.draw(wants, move || failed.set(true));
    });
    let waits = move || if failed.get() { i18n::NOTHING_KEPT } else { i18n::LOADING };
    view! {
        <div class="wrap storage">
            <header class="section-head">
                <h1 tabindex="-1">{i18n::OFFLINE}</h1>
                <p>{i18n::OFFLINE_TEXT}</p>
            </header>
            <div id=ROWS class="storage__rows"><p class="empty" role="status">{waits}</p></div>
        </div>
    }
}

fn collect(sections: &[Section], wants: &mut Vec<Want>) {
    for section in sections {
        wants.push(Want::section(section.path.as_str(), &section.name));
        collect(&section.sections, wants);
    }
}
