//! Where documents were, and where they are now.

use super::super::files::Document;
use super::super::head::Head;
use super::super::names::own_name;
use super::super::pictures::Pictures;
use super::dates;
use std::collections::HashMap;
use url::Url;

/// The host of the folder itself while texts are read.
const FOLDER: &str = "folder.invalid";

/// New addresses by old ones.
pub(in super::super) struct Moves<'h> {
    home: &'h str,
    /// By paths without endings.
    paths: HashMap<String, String>,
    /// By names alone; `None` for one that several have.
    names: HashMap<String, Option<String>>,
}

impl<'h> Moves<'h> {
    pub(super) fn new(home: &'h str) -> Self {
        let paths = HashMap::from([(String::new(), "/".to_owned())]);
        Self { home, paths, names: HashMap::new() }
    }

    /// Notes where a document may have been.
    pub(super) fn add(&mut self, document: &Document, head: &Head, now: &str) {
        let name = own_name(document);
        let mut folders = document.folders();
        if document.stem() == "index" {
            folders.pop();
        }
        let shown: Vec<&str> = folders
            .iter()
            .copied()
            .filter(|f| !matches!(*f, "content" | "_posts" | "_drafts"))
            .collect();
        let mut olds = vec![bare(&document.name), join(&folders, name), join(&shown, name)];
        let short = dates::of_name(name).map_or(name, |(_, rest)| rest);
        for own in [short, head.slug.as_str()].into_iter().filter(|own| !own.is_empty()) {
            olds.push(join(&shown, own));
            if let Some(date) = head.date {
                olds.push(format!("{}/{own}", date.to_string()[..10].replace('-', "/")));
            }
        }
        olds.extend(head.addresses.iter().map(|address| {
            let address = address.strip_prefix(self.home).unwrap_or(address);
            bare(address)
        }));
        for old in olds {
            self.paths
                .entry(old.trim_matches('/').to_lowercase())
                .or_insert_with(|| now.to_owned());
        }
        for own in [name, short, head.slug.as_str()] {
            let known =
                self.names.entry(own.to_lowercase()).or_insert_with(|| Some(now.to_owned()));
            if known.as_deref() != Some(now) {
                *known = None;
            }
        }
    }

    /// The address that a document's relative links are beside.
    pub(in super::super) fn base(document: &Document) -> Option<Url> {
        Url::parse(&format!("https://{FOLDER}/"))
            .ok()?
            .join(&document.name.replace(['?', '#'], ""))
            .ok()
    }

    /// The path in the folder of an address.
    pub(in super::super) fn path(address: &Url) -> String {
        percent_encoding::percent_decode_str(address.path()).decode_utf8_lossy().into_owned()
    }

    /// The address on the new site of one in the folder or on the old site.
    pub(in super::super) fn now(&self, address: &str, pictures: &Pictures) -> Option<String> {
        let url = Url::parse(address).ok()?;
        let is_folder = url.host_str() == Some(FOLDER);
        let path = match (is_folder, address.strip_prefix(self.home)) {
            (true, _) => Self::path(&url),
            (false, Some(rest)) => {
                let rest = rest.split(['?', '#']).next().unwrap_or(rest);
                percent_encoding::percent_decode_str(rest).decode_utf8_lossy().into_owned()
            }
            (false, None) => return None,
        };
        if let Some(picture) = pictures.address(&path) {
            return Some(picture);
        }
        let anchor = url.fragment().map(|anchor| format!("#{anchor}")).unwrap_or_default();
        let bare = bare(&path).to_lowercase();
        let name = bare.rsplit('/').next().unwrap_or(&bare);
        let found = self.paths.get(bare.trim_start_matches("content/"));
        // Some programs shorten the path, none the name.
        let found = found.or_else(|| self.names.get(name)?.as_ref());
        if let Some(now) = found {
            return Some(format!("{now}{anchor}"));
        }
        let query = url.query().map(|query| format!("?{query}")).unwrap_or_default();
        let rest = url.path().trim_start_matches('/');
        is_folder.then(|| format!("{}{rest}{query}{anchor}", self.home))
    }
}

fn join(folders: &[&str], name: &str) -> String {
    folders.iter().chain([&name]).copied().collect::<Vec<_>>().join("/")
}

/// A path without the ending of a document and without slashes at its ends.
fn bare(path: &str) -> String {
    let path = path.trim_matches('/');
    let endings = [".md", ".markdown", ".html", ".htm", ".mdx", "/index", "index.html"];
    let path = endings.iter().find_map(|end| path.strip_suffix(end)).unwrap_or(path);
    let path = path.strip_suffix("/index").unwrap_or(path);
    if path == "index" { String::new() } else { path.to_owned() }
}
