//! The sections under a section.

use crate::paper::Paper;
use crate::routes::Route;
use crate::view::{Node, view};
use gazet_bundle::Section;
use leptos::prelude::*;

/// Links to the sections under this one; nothing when there are none.
#[must_use]
pub fn subsections(paper: &Paper, section: &Section) -> Option<Node> {
    let link = |child: &Section| {
        let href = paper.links.to(&Route::section(&child.path));
        view! { <li><a href=href>{child.name.clone()}</a></li> }
    };
    (!section.sections.is_empty()).then(|| {
        let items = section.sections.iter().map(link).collect_view();
        view! { <ul class="subsections">{items}</ul> }
    })
}
