//! A fault where content should be: one sentence, one way on.

use crate::error::Fault;
use crate::i18n;
use crate::view::{Node, view};
use leptos::prelude::*;

/// Tells of a fault and offers to try again.
#[must_use]
pub fn fault_view(fault: &Fault, retry: Callback<()>) -> Node {
    // Only a new app can read a new format.
    let needs_reload = matches!(fault, Fault::TooNew(_) | Fault::WrongHash);
    let again = move |_| {
        if needs_reload {
            let _ = window().location().reload();
        } else {
            retry.run(());
        }
    };
    view! {
        <div class="fault" role="alert">
            <p>{i18n::fault(fault)}</p>
            <button type="button" class="button" on:click=again>{i18n::TRY_AGAIN}</button>
        </div>
    }
}
