//! Every path of the site; none is spelled anywhere else.
//!
//! Paths end with `/`, because static hosts answer a folder's address without
//! it by a redirect, which costs a round trip.

use gazet_bundle::{SectionPath, Slug, Url};
use leptos::prelude::*;
use std::sync::Arc;

/// A page of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Route {
    /// The front page.
    Front,
    /// An article, by slug.
    Article(String),
    /// A section or a static page: which of them, the edition says.
    Place(String, u32),
    /// An author, and the page of their list.
    Author(String, u32),
    /// A tag, and the page of its list.
    Tag(String, u32),
    /// The bookmarks.
    Saved,
    /// The search.
    Search,
    /// What is kept for reading offline.
    Storage,
    /// An address that cannot be one of ours.
    Unknown,
}

/// The longest path that is looked at, in bytes. Slugs are bounded, so a
/// longer one cannot exist.
const LONGEST_PATH: usize = 2_048;

impl Route {
    /// Reads a path relative to the site's base, without its first `/`, as
    /// the browser has it: percent-encoded.
    #[must_use]
    pub fn parse(path: &str) -> Self {
        if path.len() > LONGEST_PATH {
            return Self::Unknown;
        }
        let Some(path) = decode(path) else { return Self::Unknown };
        let pieces: Vec<&str> = path.split('/').filter(|piece| !piece.is_empty()).collect();
        let (pieces, page) = match pieces.as_slice() {
            [front @ .., "page", number] if !front.is_empty() => match number.parse() {
                Ok(page) if page >= 1 => (front, page),
                _ => return Self::Unknown,
            },
            all => (all, 1),
        };
        match pieces {
            [] | ["index.html"] => Self::Front,
            ["article", slug] if page == 1 => Self::Article((*slug).to_owned()),
            ["author", slug] => Self::Author((*slug).to_owned(), page),
            ["tag", slug] => Self::Tag((*slug).to_owned(), page),
            ["saved"] if page == 1 => Self::Saved,
            ["search"] if page == 1 => Self::Search,
            ["storage"] if page == 1 => Self::Storage,
            ["article" | "author" | "tag" | "saved" | "search" | "storage", ..] => Self::Unknown,
            place => Self::Place(place.join("/"), page),
        }
    }

    /// The path relative to the base: no first `/`, a last one.
    #[must_use]
    pub fn path(&self) -> String {
        let list = |front: String, page: u32| match page {
            1 => format!("{front}/"),
            _ => format!("{front}/page/{page}/"),
        };
        match self {
            Self::Front => String::new(),
            Self::Article(slug) => format!("article/{slug}/"),
            Self::Place(path, page) => list(path.clone(), *page),
            Self::Author(slug, page) => list(format!("author/{slug}"), *page),
            Self::Tag(slug, page) => list(format!("tag/{slug}"), *page),
            Self::Saved => "saved/".to_owned(),
            Self::Search => "search/".to_owned(),
            Self::Storage => "storage/".to_owned(),
            Self::Unknown => "404.html".to_owned(),
        }
    }

    /// The name under which an archive keeps what the page shows.
    #[must_use]
    pub fn leaf(&self) -> String {
        self.path().trim_end_matches('/').to_owned()
    }

    /// The same list at another page; other routes unchanged.
    #[must_use]
    pub fn at_page(&self, page: u32) -> Self {
        match self {
            Self::Place(path, _) => Self::Place(path.clone(), page),
            Self::Author(slug, _) => Self::Author(slug.clone(), page),
            Self::Tag(slug, _) => Self::Tag(slug.clone(), page),
            other => other.clone(),
        }
    }

    /// The route of a section.
    #[must_use]
    pub fn section(path: &SectionPath) -> Self {
        Self::Place(path.as_str().to_owned(), 1)
    }

    /// The route of an article.
    #[must_use]
    pub fn article(slug: &Slug) -> Self {
        Self::Article(slug.as_str().to_owned())
    }

    /// The route of an author.
    #[must_use]
    pub fn author(slug: &Slug) -> Self {
        Self::Author(slug.as_str().to_owned(), 1)
    }

    /// The route of a tag by its label; `None` when the label has no letters.
    #[must_use]
    pub fn tag(label: &str) -> Option<Self> {
        Slug::from_label(label).map(|slug| Self::Tag(slug.as_str().to_owned(), 1))
    }
}

/// The folder of the editions that were opened from files.
const OPENED: &str = "storage/";

fn is_id(id: &str) -> bool {
    id.len() == 16 && id.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}

/// Makes links under the site's base path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Links(Arc<str>);

impl Links {
    /// Links under `base`, which starts and ends with `/`.
    #[must_use]
    pub fn new(base: &str) -> Self {
        Self(base.into())
    }

    /// The links of the running app.
    #[must_use]
    pub fn current() -> Self {
        use_context().unwrap_or_else(|| Self::new("/"))
    }

    /// The links of an edition from a file, when the path is one of its: it is
    /// kept under `storage/`, 16 hexadecimal digits and `/`.
    #[must_use]
    pub fn opened(&self, path: &str) -> Option<Self> {
        let (id, _) = path.strip_prefix(&*self.0)?.strip_prefix(OPENED)?.split_once('/')?;
        is_id(id).then(|| Self(format!("{}{OPENED}{id}/", self.0).into()))
    }

    /// The id of the edition from a file that these are the links of.
    #[must_use]
    pub fn id(&self) -> Option<&str> {
        let (before, id) = self.0.strip_suffix('/')?.rsplit_once('/')?;
        (is_id(id) && format!("{before}/").ends_with(OPENED)).then_some(id)
    }

    /// The base path of the site itself.
    #[must_use]
    pub fn site(&self) -> &str {
        match self.id() {
            Some(id) => &self.0[..self.0.len() - OPENED.len() - id.len() - 1],
            None => &self.0,
        }
    }

    /// The base path.
    #[must_use]
    pub fn base(&self) -> &str {
        &self.0
    }

    /// The address of a route.
    #[must_use]
    pub fn to(&self, route: &Route) -> String {
        // What the device keeps is the site's.
        let base = if *route == Route::Storage { self.site() } else { &self.0 };
        format!("{base}{}", route.path())
    }

    /// The address of a file of the site.
    #[must_use]
    pub fn file(&self, path: &str) -> String {
        format!("{}{}", self.0, path.trim_start_matches('/'))
    }

    /// The address of the search for a text.
    #[must_use]
    pub fn search(&self, query: &str) -> String {
        format!("{}?q={}", self.to(&Route::Search), encode(query))
    }

    /// The address that a URL of the bundle means on this site.
    #[must_use]
    pub fn resolve(&self, url: &Url) -> String {
        let text = url.as_str();
        if !url.is_relative() || text.starts_with('#') {
            return text.to_owned();
        }
        let file = text.trim_start_matches('/');
        let path = file.split(['?', '#']).next().unwrap_or(file);
        let is_page = !path.is_empty()
            && !path.ends_with('/')
            && !path.rsplit('/').next().is_some_and(|name| name.contains('.'));
        if is_page {
            format!("{}{path}/{}", self.0, &file[path.len()..])
        } else {
            format!("{}{file}", self.0)
        }
    }

    /// The route of a path of this site; `None` when it lies outside.
    #[must_use]
    pub fn route(&self, path: &str) -> Option<Route> {
        match path.strip_prefix(&*self.0) {
            Some(rest) => Some(Route::parse(rest)),
            // `/repo` for a site at `/repo/`.
            None if self.0.strip_suffix('/') == Some(path) => Some(Route::Front),
            None => None,
        }
    }
}

/// Decodes percent-encoding; `None` for what is not UTF-8 inside it, or holds
/// a control character.
#[must_use]
pub fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, tail)) = rest.split_first() {
        rest = tail;
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let digits = std::str::from_utf8(rest.get(..2)?).ok()?;
        bytes.push(u8::from_str_radix(digits, 16).ok()?);
        rest = &rest[2..];
    }
    let decoded = String::from_utf8(bytes).ok()?;
    (!decoded.chars().any(char::is_control)).then_some(decoded)
}

/// Percent-encodes a text as one value of a query.
#[must_use]
pub fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                encoded.push(byte.into());
            }
            other => {
                const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
                encoded.push('%');
                encoded.push(DIGITS[usize::from(other >> 4)].into());
                encoded.push(DIGITS[usize::from(other & 15)].into());
            }
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edition_from_a_file_has_links_of_its_own() {
        let site = Links::new("/repo/");
        assert_eq!((site.id(), site.site()), (None, "/repo/"));
        let opened = site.opened("/repo/storage/0123456789abcdef/article/a/").unwrap();
        assert_eq!(opened.base(), "/repo/storage/0123456789abcdef/");
        assert_eq!((opened.id(), opened.site()), (Some("0123456789abcdef"), "/repo/"));
        assert_eq!(opened.to(&Route::Storage), "/repo/storage/");
        assert_eq!(opened.to(&Route::Saved), "/repo/storage/0123456789abcdef/saved/");
        for other in
            ["/repo/storage/", "/repo/storage/0123456789ABCDEF/", "/repo/storage/01/", "/x/"]
        {
            assert_eq!(site.opened(other), None, "{other}");
        }
    }

    #[test]
    fn a_route_comes_back_from_its_path() {
        let routes = [
            Route::Front,
            Route::Article("a-b".into()),
            Route::Place("news/energy".into(), 1),
            Route::Place("news".into(), 3),
            Route::Author("a".into(), 2),
            Route::Tag("баку".into(), 1),
            Route::Saved,
            Route::Search,
        ];
        for route in routes {
            assert_eq!(Route::parse(&route.path()), route);
        }
    }

    #[test]
    fn hostile_paths_are_unknown() {
        let long = "a".repeat(1_000_000);
        for path in
            ["%E0%A4%A", "%", "article", "article/a/b", "news/page/0", "a%00b", "saved/x", &long]
        {
            assert_eq!(Route::parse(path), Route::Unknown, "{}", &path[..path.len().min(20)]);
        }
        assert_eq!(Route::parse("../x"), Route::Place("../x".into(), 1));
    }

    #[test]
    fn links_stay_under_the_base() {
        let links = Links::new("/repo/");
        let check = |url: &str, resolved: &str| {
            assert_eq!(links.resolve(&Url::new(url).unwrap()), resolved);
        };
        check("/article/a", "/repo/article/a/");
        check("/article/a#note", "/repo/article/a/#note");
        check("images/a.svg", "/repo/images/a.svg");
        check("https://x.example/a", "https://x.example/a");
        check("#a", "#a");
        assert_eq!(links.route("/repo/saved/"), Some(Route::Saved));
        assert_eq!(links.route("/repo"), Some(Route::Front));
        assert_eq!(links.route("/other/"), None);
        assert_eq!(links.search("a b&c"), "/repo/search/?q=a%20b%26c");
    }
}
