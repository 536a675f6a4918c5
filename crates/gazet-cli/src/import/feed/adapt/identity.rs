//! Who publishes, and the sections.

use super::super::Read;
use super::super::wire::Feed;
use super::super::wire::text::Text;
use crate::html::cut;
use gazet_bundle::{Bundle, LanguageTag, RESERVED, Section, SectionPath, Site, Slug, Url, limits};

/// The address of a paper whose feed names none.
const NOWHERE: &str = "https://example.com/";

/// The identity of a new paper: that of its first feed.
pub(super) fn site(read: Option<&Read>, told: Option<&str>) -> Result<Site, String> {
    let feed = read.map(|read| &read.feed);
    let name = || read.map_or_else(String::new, |read| name_of_input(&read.input));
    let title = told.map(str::to_owned).or_else(|| feed.and_then(title)).unwrap_or_else(name);
    let tagline = feed.and_then(|feed| feed.tagline.as_ref()).map(Text::line);
    let rights = feed.and_then(|feed| feed.rights.as_ref()).map(Text::line);
    let own = feed.and_then(|feed| feed.language.as_deref()).and_then(language);
    let language = own.map_or_else(|| LanguageTag::new("en"), Ok);
    let link = feed.and_then(|feed| feed.link.as_deref());
    let url = [link, read.and_then(|read| read.url.as_deref())];
    let url = url.into_iter().flatten().find_map(home);
    let url = url.or_else(|| feed.and_then(host_of_items)).unwrap_or_else(|| NOWHERE.to_owned());
    Ok(Site {
        title: cut(&title, limits::LABEL),
        tagline: cut(&tagline.unwrap_or_default(), limits::LABEL),
        logo: None,
        language: language.map_err(|error| error.to_string())?,
        url: Url::new(&url).map_err(|error| format!("the address {url:?}: {error}"))?,
        about: String::new(),
        email: String::new(),
        copyright: cut(&rights.unwrap_or_default(), limits::CREDIT),
        founded: None,
        social: Vec::new(),
        partners: Vec::new(),
        policy_version: 0,
    })
}

/// The title of a feed.
pub(super) fn title(feed: &Feed) -> Option<String> {
    feed.title.as_ref().map(Text::line).filter(|title| !title.is_empty())
}

/// What stands for the title of a feed that has none: the host of its
/// address, or the name of its file.
pub(super) fn name_of_input(input: &str) -> String {
    let host = url::Url::parse(input).ok().and_then(|url| url.host_str().map(str::to_owned));
    let stem = std::path::Path::new(input).file_stem().map(|stem| stem.to_string_lossy());
    host.or(stem.map(|stem| stem.into_owned())).unwrap_or_else(|| "Feed".to_owned())
}

/// A language as feeds write it: `en-us`, `en_US`, also with more behind.
pub(super) fn language(text: &str) -> Option<LanguageTag> {
    let text = text.trim().replace('_', "-");
    let primary = text.split('-').next().unwrap_or_default();
    LanguageTag::new(text.as_str()).or_else(|_| LanguageTag::new(primary)).ok()
}

/// The folder of a page, without query and fragment.
fn home(link: &str) -> Option<String> {
    let mut url = url::Url::parse(link.trim()).ok()?;
    if !matches!(url.scheme(), "http" | "https") || !url.has_host() {
        return None;
    }
    url.set_query(None);
    url.set_fragment(None);
    url.set_username("").ok()?;
    url.set_password(None).ok()?;
    let path = url.path().to_owned();
    let (folder, page) = path.rsplit_once('/').unwrap_or(("", ""));
    let path = if page.contains('.') { format!("{folder}/") } else { format!("{path}/") };
    url.set_path(&path.replace("//", "/"));
    Some(url.into())
}

/// The top of the site that the first item with an address is of.
fn host_of_items(feed: &Feed) -> Option<String> {
    let links = feed.items.iter().filter_map(|item| item.link.as_deref());
    links
        .filter_map(|link| url::Url::parse(link).ok()?.join("/").ok())
        .find_map(|top| home(top.as_str()))
}

/// The sections of an import.
pub(super) struct Sections {
    /// Addresses of pages, which no section may have.
    taken: Vec<String>,
    pub(super) used: Vec<Section>,
}

impl Sections {
    pub(super) fn new(old: Option<&Bundle>) -> Self {
        let pages = old.into_iter().flat_map(|old| &old.pages);
        Self { taken: pages.map(|page| page.slug.to_string()).collect(), used: Vec::new() }
    }

    /// The section of this name, made when it is new.
    pub(super) fn of(&mut self, name: &str, about: Option<&Text>) -> Result<SectionPath, String> {
        let slug = Slug::from_label(name);
        let mut slug = slug.map_or_else(|| "feed".to_owned(), |slug| slug.to_string());
        if RESERVED.contains(&slug.as_str()) || self.taken.contains(&slug) {
            slug = Slug::from_label(&format!("section-{slug}")).map_or(slug, String::from);
        }
        let path = SectionPath::new(&slug).map_err(|error| error.to_string())?;
        if !self.used.iter().any(|section| section.path == path) {
            let about = about.map(Text::line).unwrap_or_default();
            self.used.push(Section {
                path: path.clone(),
                name: cut(name, limits::LABEL),
                about: cut(&about, limits::DECK),
                sections: Vec::new(),
            });
        }
        Ok(path)
    }
}
