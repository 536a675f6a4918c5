//! Feeds of the paper and of each section: RSS 2.0, Atom (RFC 4287) and JSON
//! Feed 1.1, with the whole text.

mod atom;
mod html;
mod json;
mod rss;

use super::base::BasePath;
use super::key::{Key, key_of};
use super::output::Output;
use super::parts::{Data, to_json};
use crate::error::{Error, Result};
use gazet_bundle::{Article, Bundle, Section, Site};
use gazet_reader::routes::Route;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use rayon::prelude::*;
use std::borrow::Cow;
use std::io;
use std::path::Path;

/// Articles of one feed. Readers of feeds ask daily; no paper here prints
/// fifty stories a day.
const ITEMS: usize = 50;

/// Name, type and title of each format.
const FORMATS: [(&str, &str, &str); 3] = [
    ("feed.xml", "application/rss+xml", "RSS"),
    ("atom.xml", "application/atom+xml", "Atom"),
    ("feed.json", "application/feed+json", "JSON Feed"),
];

/// One feed, before it has a format.
struct Feed<'d> {
    site: &'d Site,
    /// Title of the paper, with the section's name behind it.
    title: String,
    about: &'d str,
    /// Path of the page that it follows, relative to the base.
    page: String,
    items: Vec<Item<'d>>,
}

/// An article of a feed.
struct Item<'d> {
    article: &'d Article,
    url: String,
    language: &'d str,
    authors: Vec<&'d str>,
    section: &'d str,
    html: String,
}

/// Makes every feed.
pub(super) fn make(data: &Data, output: &Output) -> Result<()> {
    let mut all: Vec<Option<&Section>> = vec![None];
    let mut sections: Vec<&Section> = data.all().sections.iter().collect();
    while let Some(section) = sections.pop() {
        all.push(Some(section));
        sections.extend(&section.sections);
    }
    all.into_par_iter().try_for_each(|section| {
        let articles = articles(data.all(), section);
        let key = key(data, section, &articles)?;
        let page = page_of(section);
        let mut made = None;
        for (name, _, format) in FORMATS {
            let name = format!("{page}{name}");
            output.make(&name, key, || {
                let feed = match &made {
                    Some(feed) => feed,
                    None => made.insert(feed(data, section, &articles)?),
                };
                let text = match format {
                    "RSS" => rss::write(feed),
                    "Atom" => atom::write(feed),
                    _ => json::write(feed),
                };
                let path = name.clone().into();
                text.map(Cow::Owned).map_err(|source| Error::Io {
                    action: "cannot write",
                    path,
                    source,
                })
            })?;
        }
        Ok(())
    })
}

/// The articles of a feed.
fn articles<'d>(all: &'d Bundle, section: Option<&Section>) -> Vec<&'d Article> {
    let within = |article: &&Article| match section {
        Some(section) => article.section.is_within(section.path.as_str()),
        None => true,
    };
    all.articles.iter().filter(within).take(ITEMS).collect()
}

/// What a feed is made of: its articles with the names of their bodies, and
/// what the paper says of itself, its sections and its authors.
fn key(data: &Data, section: Option<&Section>, articles: &[&Article]) -> Result<Key> {
    let all = data.all();
    let path = Path::new(super::parts::FRONT);
    let about = (&all.site, section, &all.sections, &all.authors);
    Ok(key_of(&[&to_json(&about, path)?, &to_json(&articles, path)?]))
}

/// The folder of a feed.
fn page_of(section: Option<&Section>) -> String {
    section.map_or_else(String::new, |own| Route::section(&own.path).path())
}

/// The elements by which a page names its feeds: those of the paper on every
/// page, those of its section on the pages of a section.
pub(super) fn links(bundle: &Bundle, route: &Route, base: &BasePath) -> String {
    let mut links = String::new();
    let mut link = |page: &str, title: &str, formats: &[(&str, &str, &str)]| {
        for (name, kind, format) in formats {
            let href = base.file(&format!("{page}{name}"));
            let title = escape(&format!("{title} · {format}"));
            links.push_str(&format!(
                "<link rel=\"alternate\" type=\"{kind}\" title=\"{title}\" href=\"{href}\">\n"
            ));
        }
    };
    let title = &bundle.site.title;
    match route {
        Route::Front => link("", title, &FORMATS),
        Route::Place(path, _) => {
            if let Some(section) = bundle.section(path) {
                let page = Route::section(&section.path).path();
                link(&page, &format!("{title}: {}", section.name), &FORMATS);
            }
            link("", title, &FORMATS[..1]);
        }
        _ => link("", title, &FORMATS[..1]),
    }
    links
}

fn feed<'d>(
    data: &'d Data,
    section: Option<&'d Section>,
    articles: &[&'d Article],
) -> Result<Feed<'d>> {
    let all = data.all();
    let site = &all.site;
    let item = |&article: &&'d Article| {
        let part = data.part(&article.body)?;
        Ok(Item {
            article,
            url: absolute(site, &Route::article(&article.slug).path()),
            language: all.language_of(article).as_str(),
            authors: article
                .authors
                .iter()
                .filter_map(|slug| all.author(slug.as_str()))
                .map(|author| author.name.as_str())
                .collect(),
            section: all.section(article.section.as_str()).map_or("", |own| own.name.as_str()),
            html: html::article(site, article, part.as_ref().map(|part| &part.value)),
        })
    };
    Ok(Feed {
        site,
        title: match section {
            Some(section) => format!("{}: {}", site.title, section.name),
            None => site.title.clone(),
        },
        about: match section {
            Some(section) if !section.about.is_empty() => &section.about,
            _ if !site.tagline.is_empty() => &site.tagline,
            _ => &site.title,
        },
        page: page_of(section),
        items: articles.iter().map(item).collect::<Result<_>>()?,
    })
}

impl Feed<'_> {
    /// Address of one of its formats.
    fn url(&self, name: &str) -> String {
        absolute(self.site, &format!("{}{name}", self.page))
    }

    /// Address of the page that it follows.
    fn home(&self) -> String {
        absolute(self.site, &self.page)
    }

    /// When the newest of its articles was last changed.
    fn updated(&self) -> Option<gazet_bundle::Timestamp> {
        let times = self.items.iter().map(|i| i.article.updated.unwrap_or(i.article.published));
        times.max_by_key(|time| time.unix())
    }
}

/// A full address on the published site.
pub(super) fn absolute(site: &Site, path: &str) -> String {
    let path = path.strip_prefix('/').unwrap_or(path);
    format!("{}/{}", site.url.as_str().trim_end_matches('/'), encode(path))
}

/// What is not ASCII, in per cent, as XML's `anyURI` and RFC 3986 have it.
fn encode(path: &str) -> String {
    let mut encoded = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii() && !byte.is_ascii_control() && byte != b' ' {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

pub(super) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// XML in lines.
pub(super) struct Xml(Writer<Vec<u8>>);

impl Xml {
    pub(super) fn new() -> io::Result<Self> {
        let mut writer = Writer::new_with_indent(Vec::new(), b' ', 1);
        writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
        Ok(Self(writer))
    }

    /// An element with attributes and what `inside` writes.
    pub(super) fn within(
        &mut self,
        name: &str,
        attributes: &[(&str, &str)],
        inside: impl FnOnce(&mut Self) -> io::Result<()>,
    ) -> io::Result<()> {
        let start =
            quick_xml::events::BytesStart::new(name).with_attributes(attributes.iter().copied());
        self.0.write_event(Event::Start(start))?;
        inside(self)?;
        self.0.write_event(Event::End(quick_xml::events::BytesEnd::new(name)))
    }

    /// An element with a text.
    pub(super) fn text(&mut self, name: &str, text: &str) -> io::Result<()> {
        self.text_with(name, &[], text)
    }

    /// An element with attributes and a text.
    pub(super) fn text_with(
        &mut self,
        name: &str,
        attributes: &[(&str, &str)],
        text: &str,
    ) -> io::Result<()> {
        let element = self.0.create_element(name).with_attributes(attributes.iter().copied());
        element.write_text_content(BytesText::new(text))?;
        Ok(())
    }

    /// An element with attributes alone.
    pub(super) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
        let element = self.0.create_element(name).with_attributes(attributes.iter().copied());
        element.write_empty()?;
        Ok(())
    }

    pub(super) fn finish(self) -> Vec<u8> {
        let mut bytes = self.0.into_inner();
        bytes.push(b'\n');
        bytes
    }
}

/// The media type of a picture by its name.
pub(super) fn picture_type(name: &str) -> Option<&'static str> {
    let path = Path::new(name.split(['?', '#']).next().unwrap_or(name));
    match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
        "jpg" | "jpeg" => Some("image/jpeg"),
        "png" => Some("image/png"),
        "webp" => Some("image/webp"),
        "avif" => Some("image/avif"),
        "gif" => Some("image/gif"),
        "svg" => Some("image/svg+xml"),
        _ => None,
    }
}
