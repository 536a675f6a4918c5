//! Links that may leave the site.

use crate::routes::Links;
use crate::services::address;
use crate::view::{IntoNode, Node, view};
use gazet_bundle::Url;

/// A link. One that leaves the site tells its host apart from its text, so that
/// no text can pass for another: to assistive technology as its description,
/// to everyone else beside it (`style/controls.css`). `rel` is for those alone.
pub fn link(links: &Links, to: &Url, rel: &'static str, inside: impl IntoNode) -> Node {
    let host = host(to);
    let rel = host.is_some().then_some(rel);
    view! { <a href=links.resolve(to) rel=rel aria-description=host>{inside}</a> }
}

/// The host, with the name that is asked for where it has letters beyond ASCII:
/// `аррӏе.example` is `xn--80ak6aa92e.example`, whatever it looks like.
#[must_use]
pub fn host(to: &Url) -> Option<String> {
    let host = to.host()?;
    let asked = if host.is_ascii() { None } else { address::host(to.as_str()) };
    Some(asked.map_or_else(|| host.to_owned(), |asked| format!("{host} ({asked})")))
}
