//! The categories, one by one.

use crate::i18n;
use crate::state::consent::{Choice, use_consent};
use crate::view::{effect, view};
use leptos::prelude::*;

/// A switch for each category. Nothing is on that the reader did not turn on.
#[component]
pub fn ConsentForm(
    /// Makes ids unique where the form stands twice.
    prefix: &'static str,
) -> impl IntoView {
    let consent = use_consent();
    let draft = RwSignal::new(Choice::NONE);
    effect(move || draft.set(consent.choice()));
    let category = move |name: &'static str,
                         title: &'static str,
                         text: &'static str,
                         on: Signal<bool>,
                         set: Option<Callback<bool>>| {
        let id = format!("{prefix}-{name}");
        let describes = format!("{id}-text");
        view! {
            <div class="consent__category">
                <input
                    type="checkbox"
                    id=id.clone()
                    aria-describedby=describes.clone()
                    prop:checked=move || on.get()
                    disabled=set.is_none()
                    on:change=move |event| if let Some(set) = set { set.run(event_target_checked(&event)) }
                />
                <label for=id>{title}</label>
                <p id=describes>{text}</p>
            </div>
        }
    };
    let history = Callback::new(move |on| draft.update(|choice| choice.history = on));
    let embeds = Callback::new(move |on| draft.update(|choice| choice.embeds = on));
    view! {
        <div class="consent__form">
            {category("essential", i18n::CONSENT_ESSENTIAL, i18n::CONSENT_ESSENTIAL_TEXT, Signal::derive(|| true), None)}
            {category("history", i18n::CONSENT_HISTORY, i18n::CONSENT_HISTORY_TEXT, Signal::derive(move || draft.get().history), Some(history))}
            {category("embeds", i18n::CONSENT_EMBEDS, i18n::CONSENT_EMBEDS_TEXT, Signal::derive(move || draft.get().embeds), Some(embeds))}
            <button type="button" class="button" on:click=move |_| consent.choose(draft.get_untracked())>
                {i18n::CONSENT_KEEP}
            </button>
        </div>
    }
}
