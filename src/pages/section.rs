//! A section: its masthead, those under it, its articles.

use super::listing::listing;
use super::not_found::not_found;
use crate::components::breadcrumb::breadcrumb;
use crate::components::icon::{Icon, icon};
use crate::components::subsections::subsections;
use crate::i18n;
use crate::paper::Paper;
use crate::routes::Route;
use crate::view::{Node, view};
use gazet_bundle::Section;

/// One page of a section.
#[must_use]
pub fn section(paper: &Paper, section: &Section, number: u32) -> Node {
    let Some(list) = paper.page_of(paper.in_section(section.path.as_str()), number) else {
        return not_found(paper);
    };
    let trail = paper.trail(&section.path);
    let above = trail.split_last().map_or(&[][..], |(_, above)| above);
    let children = subsections(paper, section).map(|list| {
        view! { <nav class="section-head__children" aria-label=section.name.clone()>{list}</nav> }
    });
    let id = section.path.as_str().replace('/', "-");
    let keep = format!("{}#section-{id}", paper.links.to(&Route::Storage));
    let about = (!section.about.is_empty()).then(|| view! { <p>{section.about.clone()}</p> });
    view! {
        <div class=format!("wrap hue-{}", paper.hue(&section.path))>
            {breadcrumb(paper, above, Some(section.name.clone()))}
            <header class="section-head">
                <h1 tabindex="-1">{section.name.clone()}</h1>
                {about}
                {children}
                <p class="section-head__keep"><a href=keep>{icon(Icon::Keep)}{i18n::KEEP_OFFLINE}</a></p>
            </header>
            {listing(paper, &list, &Route::section(&section.path))}
        </div>
    }
}
