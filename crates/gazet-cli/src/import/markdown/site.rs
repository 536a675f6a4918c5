//! `site.yaml` and `authors.yaml`.

use super::adapt::{named_picture, or_empty, parse, slug};
use super::images::Images;
use super::places::Places;
use super::wire::{AuthorItem, LinkItem, SectionItem, SiteFile, Text};
use crate::fault::Log;
use gazet_bundle::{Author, LanguageTag, Link, Partner, Section, SectionPath, Site, Slug, Url};

/// The file that says who publishes.
pub(super) const FILE: &str = "site.yaml";

/// The file that says who writes.
pub(super) const AUTHORS_FILE: &str = "authors.yaml";

/// Reads who publishes. What is missing or faulty is logged and filled in, so
/// that the rest is checked; nothing is written then.
pub(super) fn site(
    file: &mut SiteFile,
    images: &mut Images,
    places: &mut Places,
    log: &mut Log,
) -> Option<Site> {
    let keys = [
        ("title", &file.title),
        ("tagline", &file.tagline),
        ("language", &file.language),
        ("url", &file.url),
        ("about", &file.about),
        ("email", &file.email),
        ("copyright", &file.copyright),
    ];
    for (key, text) in keys {
        if let Some(at) = text {
            places.note(format!("site.{key}"), FILE, at.line);
        }
    }
    let founded = parse(&file.founded, "founded", log, str::parse::<u16>);
    let policy_version = parse(&file.policy_version, "version", log, str::parse::<u32>);
    let mut social = Vec::new();
    for item in std::mem::take(&mut file.social) {
        places.note(format!("site.social[{}]", social.len()), FILE, item.line);
        social.extend(link(&item, log));
    }
    let mut partners = Vec::new();
    for item in std::mem::take(&mut file.partners) {
        places.note(format!("site.partners[{}]", partners.len()), FILE, item.line);
        partners.extend(partner(item, images, log));
    }
    let language = parse(&file.language, "language", log, LanguageTag::new);
    let url = parse(&file.url, "url", log, Url::new);
    let title = file.title.take().map_or_else(|| "-".to_owned(), |at| at.value);
    Some(Site {
        logo: named_picture(file.logo.take(), &title, images, log),
        title,
        tagline: or_empty(file.tagline.take()),
        language: language.or_else(|| LanguageTag::new("en").ok())?,
        url: url.or_else(|| Url::new("https://unknown.invalid/").ok())?,
        about: or_empty(file.about.take()),
        email: or_empty(file.email.take()),
        copyright: or_empty(file.copyright.take()),
        founded,
        social,
        partners,
        policy_version: policy_version.unwrap_or_default(),
    })
}

/// Reads the sections under `parent`.
pub(super) fn sections(
    items: Vec<SectionItem>,
    parent: &str,
    places: &mut Places,
    log: &mut Log,
) -> Vec<Section> {
    let mut sections = Vec::new();
    for item in items {
        let Some(own) = parse(&item.slug, "slug", log, slug) else {
            // Its children have no address, but their own faults are said.
            self::sections(item.sections, parent, places, log);
            continue;
        };
        let path = match parent {
            "" => own.to_string(),
            parent => format!("{parent}/{own}"),
        };
        let children = self::sections(item.sections, &path, places, log);
        let path = match SectionPath::new(&path) {
            Ok(path) => path,
            Err(error) => {
                log.error(item.line, format!("the section {path:?}: {error}"));
                continue;
            }
        };
        places.note(format!("sections[{path}]"), FILE, item.line);
        let name = item.name.map_or_else(|| own.to_string(), |at| at.value);
        sections.push(Section { path, name, about: or_empty(item.about), sections: children });
    }
    sections
}

/// Reads who writes.
pub(super) fn authors(
    items: Vec<AuthorItem>,
    images: &mut Images,
    places: &mut Places,
    log: &mut Log,
) -> Vec<Author> {
    let mut authors = Vec::new();
    for item in items {
        let slug: Option<Slug> = parse(&item.slug, "slug", log, slug);
        let name = or_empty(item.name);
        let portrait = named_picture(item.portrait, &name, images, log);
        let Some(slug) = slug else { continue };
        places.note(format!("authors[{slug}]"), AUTHORS_FILE, item.line);
        // A missing name is logged already; the slug stands in for it.
        let name = if name.is_empty() { slug.to_string() } else { name };
        let (role, bio) = (or_empty(item.role), or_empty(item.bio));
        authors.push(Author { slug, name, role, bio, portrait });
    }
    authors
}

fn link(item: &LinkItem, log: &mut Log) -> Option<Link> {
    let url = full_url(&item.url, log);
    Some(Link { name: item.name.as_ref()?.value.clone(), url: url? })
}

fn partner(item: LinkItem, images: &mut Images, log: &mut Log) -> Option<Partner> {
    let Link { name, url } = link(&item, log)?;
    let logo = named_picture(item.logo, &name, images, log)?;
    Some(Partner { name, url, logo })
}

fn full_url(text: &Text, log: &mut Log) -> Option<Url> {
    parse(text, "url", log, |text| match Url::new(text) {
        Ok(url) if url.host().is_none() => Err("it should begin with https://".to_owned()),
        other => other.map_err(|error| error.to_string()),
    })
}
