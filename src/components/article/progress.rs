//! How far the article is read.

use crate::i18n;
use crate::services::page;
use crate::view::{effect, view};
use leptos::prelude::*;

/// A line under the bar that grows with the text. Where the browser animates
/// by scrolling the style sheet moves it; elsewhere it stays away.
#[component]
pub fn Progress() -> impl IntoView {
    let percent = RwSignal::new(0u32);
    let measure = move || {
        let text = document().query_selector(".prose").ok().flatten();
        let Some(text) = text else { return };
        let rect = text.get_bounding_client_rect();
        let window_height =
            window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default();
        let length = (rect.height() - window_height).max(1.0);
        let share = (-rect.top() / length * 100.0).clamp(0.0, 100.0);
        // In steps of 5, so that assistive technology is not flooded.
        let step = (share / 5.0).round() as u32 * 5;
        if percent.get_untracked() != step {
            percent.set(step);
        }
    };
    effect(move || {
        measure();
        let handle = page::on_scroll(measure);
        on_cleanup(move || handle.remove());
    });
    view! {
        <progress
            class="progress"
            max="100"
            aria-label=i18n::PROGRESS
            prop:value=move || percent.get().to_string()
        ></progress>
    }
}
