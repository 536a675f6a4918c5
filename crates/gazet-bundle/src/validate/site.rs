//! Checks of the site, its sections, authors and pages.

use super::image::{self, Alt};
use super::place::Place;
use super::{Report, body};
use crate::{Body, Bundle, Section, Site, Url};
use std::collections::BTreeSet;

/// First pieces of addresses that no section and no page may take: those the
/// reader keeps for itself, the folders of the built site, and two names for
/// which hosts serve `index.html` and `404.html`.
pub const RESERVED: [&str; 13] = [
    "article", "author", "tag", "search", "saved", "images", "parts", "pagefind", "icons",
    "storage", "snippets", "index", "404",
];

pub(super) fn check(bundle: &Bundle, report: &mut Report) {
    check_site(&bundle.site, report);
    let sections = Place::Root("sections");
    let mut top = BTreeSet::new();
    check_sections(&bundle.sections, "", 1, &sections, &mut top, report);
    let authors = Place::Root("authors");
    for author in &bundle.authors {
        let place = authors.named(author.slug.as_str());
        report.required(&place.key("name"), &author.name);
        report.characters(&place.key("role"), &author.role);
        report.characters(&place.key("bio"), &author.bio);
        if let Some(portrait) = &author.portrait {
            image::check(portrait, Alt::Named, &place.key("portrait"), report);
        }
    }
    let pages = Place::Root("pages");
    for page in &bundle.pages {
        let place = pages.named(page.slug.as_str());
        let slug = page.slug.as_str();
        if top.contains(slug) {
            report.error(&place, "shares its address with a section");
        } else if RESERVED.contains(&slug) {
            report.error(&place, "has an address that the reader keeps for itself");
        }
        report.required(&place.key("title"), &page.title);
        report.characters(&place.key("deck"), &page.deck);
        if let Body::Inline(part) = &page.body {
            body::check(part, &place, report);
        }
    }
}

fn check_site(site: &Site, report: &mut Report) {
    let place = Place::Root("site");
    report.required(&place.key("title"), &site.title);
    report.characters(&place.key("tagline"), &site.tagline);
    if let Some(logo) = &site.logo {
        image::check(logo, Alt::Named, &place.key("logo"), report);
    }
    check_address(&site.url, &place.key("url"), report);
    report.characters(&place.key("about"), &site.about);
    if !site.email.is_empty() && !is_email(&site.email) {
        report.error(&place.key("email"), format!("{:?} is not an e-mail address", site.email));
    }
    report.characters(&place.key("copyright"), &site.copyright);
    for (index, link) in site.social.iter().enumerate() {
        report.required(&place.key("social").at(index).key("name"), &link.name);
    }
    for (index, partner) in site.partners.iter().enumerate() {
        let partners = place.key("partners");
        let place = partners.at(index);
        report.required(&place.key("name"), &partner.name);
        image::check(&partner.logo, Alt::Named, &place.key("logo"), report);
    }
}

fn check_address(url: &Url, place: &Place<'_>, report: &mut Report) {
    let text = url.as_str();
    let Some(host) = url.host() else {
        return report.error(place, format!("{text:?} is not a full address"));
    };
    if text.contains(['?', '#']) {
        report.error(place, format!("{text:?} goes on behind its path"));
    }
    let name = host.split(':').next().unwrap_or_default();
    let local = matches!(name, "localhost" | "127.0.0.1");
    if !local && !text.to_ascii_lowercase().starts_with("https:") {
        report.warning(place, format!("{text:?} is not https, without which no app installs"));
    }
}

/// Enough to make a working `mailto:` link that says no more than a name.
fn is_email(text: &str) -> bool {
    let whole = Url::new(format!("mailto:{text}")).is_ok();
    let parts = text.split_once('@');
    whole
        && !text.contains(['?', '&', '#', ',', '%', ':', '/'])
        && parts.is_some_and(|(name, host)| {
            !name.is_empty() && !host.contains('@') && host.split('.').all(|part| !part.is_empty())
        })
}

/// How deep the tree may be, `safety` has told; here the recursion is bound
/// by it.
fn check_sections<'a>(
    sections: &'a [Section],
    parent: &str,
    depth: usize,
    tree: &Place<'_>,
    top: &mut BTreeSet<&'a str>,
    report: &mut Report,
) {
    for section in sections {
        let path = section.path.as_str();
        let place = tree.named(path);
        let expected = path.rsplit_once('/').map_or("", |(before, _)| before);
        if expected != parent {
            report.error(&place, format!("stands under {parent:?}, not under {expected:?}"));
        }
        if path.split('/').skip(1).any(|level| level == "page") {
            report.error(&place, "has a level \"page\", which counts the pages of a list");
        }
        if depth == 1 && RESERVED.contains(&path) {
            report.error(&place, "has an address that the reader keeps for itself");
        }
        if depth == 1 {
            top.insert(path);
        }
        report.required(&place.key("name"), &section.name);
        report.characters(&place.key("about"), &section.about);
        if depth < crate::limits::SECTION_DEPTH {
            check_sections(&section.sections, path, depth + 1, tree, top, report);
        }
    }
}
