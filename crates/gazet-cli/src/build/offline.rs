//! What a reader can keep for reading without a network: the files of every
//! page and their sizes, so that the size is known before anything is asked
//! for. `docs/format.md` describes the files for other readers.

use super::bodies::chosen;
use super::output::Output;
use super::parts::{Data, FRONT, file_of, name_of, to_json};
use crate::error::Result;
use gazet_bundle::{Article, Body, Image, PartRef, Section, shard_of};
use gazet_reader::routes::Route;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::{Path, PathBuf};

/// Name of the document that names the shards; asked for each time.
pub(super) const FILE: &str = "offline.json";

/// Pages of a shard, on average: 300 bytes each make it 60 KB.
const OF_SHARD: usize = 200;

/// Bytes of a leaf, which is not made where the last build has it: about ten
/// heads of 600.
const LEAF_BYTES: u64 = 6_000;

/// A file of the site and its bytes.
type File = (String, u64);

#[derive(Serialize)]
struct Index {
    /// Articles of the edition.
    articles: usize,
    /// Bytes of everything.
    bytes: u64,
    /// What every page needs: the texts of the static pages, logos.
    shared: Vec<File>,
    /// The parts that list the pages; the route says which.
    shards: Vec<PartRef>,
    sections: Vec<Sum>,
}

/// What a section with those below it takes.
#[derive(Serialize)]
struct Sum {
    path: String,
    articles: usize,
    bytes: u64,
}

#[derive(Default, Serialize)]
struct Shard {
    /// Route, section, files; sorted by route.
    pages: Vec<(String, String, Vec<File>)>,
}

/// Puts the index into the site.
pub(super) fn make(
    data: &Data,
    pictures: &BTreeMap<String, PathBuf>,
    output: &Output,
) -> Result<()> {
    let files = Files { data, pictures };
    let routes = files.routes();
    let shared = files.shared();
    let shards = shards(&routes, output)?;
    let sections = sections(data, &routes);
    let mut seen = HashSet::new();
    let all = routes.iter().flat_map(|(.., files)| files).chain(&shared);
    let bytes = all.filter(|(name, _)| seen.insert(name)).map(|(_, bytes)| bytes).sum();
    let index = Index { articles: data.all().articles.len(), bytes, shared, shards, sections };
    output.put(FILE, &to_json(&index, Path::new(FILE))?)
}

fn shards(routes: &[(String, String, Vec<File>)], output: &Output) -> Result<Vec<PartRef>> {
    // A power of two, so that a paper that grows seldom moves a page.
    let count = routes.len().div_ceil(OF_SHARD).next_power_of_two();
    let mut shards: Vec<Shard> = (0..count).map(|_| Shard::default()).collect();
    for page in routes {
        if let Some(shard) = shard_of(&page.0, count).and_then(|at| shards.get_mut(at)) {
            shard.pages.push(page.clone());
        }
    }
    let put = shards.iter().map(|shard| {
        let json = to_json(shard, Path::new(FILE))?;
        let name = name_of(&json, Path::new(FILE))?;
        output.put(&file_of(&name), &json)?;
        Ok(name)
    });
    put.collect()
}

fn sections(data: &Data, routes: &[(String, String, Vec<File>)]) -> Vec<Sum> {
    let mut sums: BTreeMap<&str, (usize, u64, HashSet<&str>)> = BTreeMap::new();
    for (route, section, files) in routes {
        for (end, _) in section.match_indices('/').chain([(section.len(), "")]) {
            let (articles, bytes, seen) = sums.entry(&section[..end]).or_default();
            *articles += usize::from(route.starts_with("article/"));
            let new = files.iter().filter(|(name, _)| seen.insert(name.as_str()));
            *bytes += new.map(|(_, bytes)| bytes).sum::<u64>();
        }
    }
    let known = paths(&data.all().sections).into_iter().filter_map(|path| {
        let (articles, bytes, _) = sums.get(path)?;
        Some(Sum { path: path.to_owned(), articles: *articles, bytes: *bytes })
    });
    known.filter(|sum| sum.articles > 0).collect()
}

/// Every path of a section tree, in its order.
fn paths(sections: &[Section]) -> Vec<&str> {
    let mut all = Vec::new();
    for section in sections {
        all.push(section.path.as_str());
        all.extend(paths(&section.sections));
    }
    all
}

/// Which files a page is made of.
struct Files<'a> {
    data: &'a Data,
    pictures: &'a BTreeMap<String, PathBuf>,
}

impl Files<'_> {
    /// Every page that has files of its own.
    fn routes(&self) -> Vec<(String, String, Vec<File>)> {
        let articles = self.data.all().articles.iter().map(|article| {
            let route = Route::article(&article.slug);
            (route.leaf(), article.section.to_string(), self.of_article(article, &route))
        });
        let mut routes: Vec<_> = articles.collect();
        for route in self.data.archive().map(|a| a.routes(self.data.all())).unwrap_or_default() {
            let section = match &route {
                Route::Article(_) => continue,
                Route::Place(path, _) => path.clone(),
                _ => String::new(),
            };
            routes.push((route.leaf(), section, self.of_leaf(&route)));
        }
        routes.sort();
        routes
    }

    fn of_article(&self, article: &Article, route: &Route) -> Vec<File> {
        let mut files: BTreeSet<File> = self.body(&article.body).into_iter().collect();
        files.extend(article.image.iter().filter_map(|image| self.picture(image)));
        files.extend(self.of_leaf(route));
        let authors = article.authors.iter();
        let authors = authors.filter_map(|slug| self.data.all().author(slug.as_str()));
        files.extend(authors.filter_map(|author| self.picture(author.portrait.as_ref()?)));
        files.into_iter().collect()
    }

    /// Leaf of a page of the archive, and the shard that finds it.
    fn of_leaf(&self, route: &Route) -> Vec<File> {
        let Some(archive) = self.data.archive() else { return Vec::new() };
        let leaf = archive.name(route).map(|name| (file_of(name), LEAF_BYTES));
        let shard = archive.shard(route).map(|(name, json)| (file_of(name), json.len() as u64));
        leaf.into_iter().chain(shard).collect()
    }

    fn shared(&self) -> Vec<File> {
        let all = self.data.all();
        let mut files: BTreeSet<File> =
            all.pages.iter().flat_map(|page| self.body(&page.body)).collect();
        let logos = all.site.partners.iter().map(|partner| &partner.logo).chain(&all.site.logo);
        files.extend(logos.filter_map(|image| self.picture(image)));
        let root = self.data.archive().and_then(|archive| archive.index_parts().next());
        files.extend(root.map(|(name, json)| (file_of(name), json.len() as u64)));
        files.insert((FRONT.to_owned(), self.data.front_json().len() as u64));
        files.into_iter().collect()
    }

    /// A body and the pictures in it.
    fn body(&self, body: &Body) -> Vec<File> {
        let Some((name, facts)) = self.data.facts(body) else { return Vec::new() };
        let pictures = facts.chosen.iter().filter_map(|name| self.file(name));
        pictures.chain([(file_of(name), facts.bytes as u64)]).collect()
    }

    fn picture(&self, image: &Image) -> Option<File> {
        self.file(chosen(image)?)
    }

    fn file(&self, name: &str) -> Option<File> {
        let bytes = std::fs::metadata(self.pictures.get(name)?).ok()?.len();
        Some((name.to_owned(), bytes))
    }
}
