//! What follows signals without being seen.

use leptos::prelude::Effect;

/// Calls `run` now and whenever a signal changes that it read. In the browser
/// only, as Leptos' `Effect`, of which this keeps one copy: its machinery
/// would be stamped out for every closure.
pub fn effect(run: impl FnMut() + 'static) {
    boxed(Box::new(run));
}

fn boxed(mut run: Box<dyn FnMut()>) {
    Effect::new(move |_| run());
}
