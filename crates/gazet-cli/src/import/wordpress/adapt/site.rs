//! Who publishes.

use super::super::wire::Fields;
use crate::html::{Losses, cut, plain};
use gazet_bundle::{LanguageTag, Site, Url, limits};

/// The address of the old site, without a last `/` and what is asked of it.
pub(super) fn home(channel: &Fields<'_>) -> String {
    let own = ["wp:base_blog_url", "link", "wp:base_site_url"]
        .map(|name| channel.text(name).split(['?', '#']).next().unwrap_or_default());
    let is_site = |url: &&str| {
        Url::new(format!("{}/", url.trim_end_matches('/'))).is_ok_and(|url| url.host().is_some())
    };
    let home = own.into_iter().find(is_site).unwrap_or("https://example.com");
    home.trim_end_matches('/').to_owned()
}

/// The identity of the paper.
///
/// # Errors
/// A sentence, when the site's own address or language cannot be held.
pub(super) fn site(channel: &Fields<'_>, home: &str, losses: &mut Losses) -> Result<Site, String> {
    let title = cut(&plain(channel.text("title")), limits::LABEL);
    if title.is_empty() {
        losses.note("the name of the paper; the export has none");
    }
    // WordPress writes `en-US`; plugins write `en_US`.
    let own = channel.text("language").replace('_', "-");
    let language = LanguageTag::new(&own).or_else(|_| {
        losses.note(format!("the language {own:?}, which is none; English is taken"));
        LanguageTag::new("en")
    });
    if home == "https://example.com" {
        losses.note("the address of the old site; the export has none, so links to it stay");
    }
    Ok(Site {
        title: if title.is_empty() { "Newspaper".to_owned() } else { title },
        tagline: cut(&plain(channel.text("description")), limits::LABEL),
        logo: None,
        language: language.map_err(|error| error.to_string())?,
        url: Url::new(format!("{home}/")).map_err(|e| format!("the address {home:?}: {e}"))?,
        about: String::new(),
        email: String::new(),
        copyright: String::new(),
        founded: None,
        social: Vec::new(),
        partners: Vec::new(),
        policy_version: 0,
    })
}
