//! The messages at the edge of the page.

use super::icon::{Icon, icon};
use crate::i18n;
use crate::state::notices::{Notice, use_notices};
use crate::view::view;
use leptos::prelude::*;

/// All messages, in a region that screen readers follow.
#[component]
pub fn NoticeList() -> impl IntoView {
    let notices = use_notices();
    let item = move |notice: Notice| {
        let action = notice.action.clone().map(|(label, run)| {
            let notice = notice.clone();
            let click = move |_| {
                run();
                notices.close(&notice);
            };
            view! { <button type="button" class="notice__action" on:click=click>{label}</button> }
        });
        let text = notice.text.clone();
        let class = if notice.is_fault { "notice notice--fault" } else { "notice" };
        view! {
            <li class=class>
                <p>{text}</p>
                {action}
                <button
                    type="button"
                    class="notice__close"
                    aria-label=i18n::CLOSE
                    on:click=move |_| notices.close(&notice)
                >
                    {icon(Icon::Close)}
                </button>
            </li>
        }
    };
    view! {
        <div class="notices" role="status" aria-live="polite">
            <ul>{move || notices.list().into_iter().map(item).collect_view()}</ul>
        </div>
    }
}
