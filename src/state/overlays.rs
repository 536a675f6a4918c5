//! What lies over the page: the drawer and the cookie settings.

use leptos::prelude::*;

/// Which overlays are open.
#[derive(Clone, Copy)]
pub struct Overlays {
    /// The drawer with the whole navigation.
    pub drawer: RwSignal<bool>,
    /// The cookie settings, opened from the footer.
    pub cookies: RwSignal<bool>,
}

/// Makes the overlays known to everything below.
pub fn provide_overlays() -> Overlays {
    let overlays = Overlays { drawer: RwSignal::new(false), cookies: RwSignal::new(false) };
    provide_context(overlays);
    overlays
}

/// The overlays.
#[must_use]
pub fn use_overlays() -> Overlays {
    use_context().unwrap_or_else(provide_overlays)
}
