//! A long archive in shards and leaves, as `gazet_bundle::Archive` describes.

use super::bodies::Bodies;
use super::facts::Known;
use super::key::{Key, key_of};
use super::parts::to_json;
use crate::error::{Error, Result};
use gazet_bundle::{
    Archive as Root, Article, Body, Bundle, Leaf, PartRef, Section, Shard, Slug, shard_of,
};
use gazet_reader::paper::{PER_PAGE, pages_of};
use gazet_reader::routes::Route;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

/// Articles of a section that the front document always holds: the longest
/// band of the front page shows 5, and one of them may stand above.
const OF_SECTION: usize = 6;

/// Leaves of a shard, on average: 60 bytes each make it 12 KB.
const OF_SHARD: usize = 200;

/// The pages of a long archive, and the parts that find them.
#[derive(Debug)]
pub(super) struct Archive {
    /// Every list by the name of its first page, newest first.
    lists: BTreeMap<String, List>,
    /// Place of an article in the edition, by its slug.
    places: HashMap<String, u32>,
    /// Place of an article in the list of its top section.
    ranks: Vec<u32>,
    related: Vec<Vec<u32>>,
    /// The leaf of each route: what it is made of, and its name.
    leaves: BTreeMap<String, (Key, PartRef)>,
    /// The root first, then the shards.
    index: Vec<(PartRef, Vec<u8>)>,
}

#[derive(Debug, Default)]
struct List {
    label: String,
    articles: Vec<u32>,
}

/// The articles that the front document of a long archive holds.
pub(super) fn newest(all: &Bundle, count: usize) -> Vec<Article> {
    let mut of_section: HashMap<&str, usize> = HashMap::new();
    let mut kept = Vec::new();
    for (place, article) in all.articles.iter().enumerate() {
        let so_far = of_section.entry(article.section.top()).or_default();
        if place < count || *so_far < OF_SECTION || article.sticky {
            kept.push(article.clone());
        }
        *so_far += 1;
    }
    kept
}

impl Archive {
    /// Arranges every head of an edition.
    pub(super) fn new(all: &Bundle, bodies: &Bodies, known: &Known, path: &Path) -> Result<Self> {
        let numbered = || (0_u32..).zip(&all.articles);
        let places: HashMap<String, u32> =
            numbered().map(|(place, article)| (article.slug.to_string(), place)).collect();
        let related_of = |article: &Article| -> Vec<u32> {
            let Body::Part(name) = &article.body else { return Vec::new() };
            let related = bodies.facts(name).map_or(&[][..], |facts| &facts.related);
            related.iter().filter_map(|slug| places.get(slug.as_str()).copied()).collect()
        };
        let related = all.articles.iter().map(related_of).collect();
        let mut archive = Self {
            lists: lists(all),
            ranks: ranks(all),
            related,
            places,
            leaves: BTreeMap::new(),
            index: Vec::new(),
        };
        let heads = all.articles.par_iter().map(|article| to_json(article, path));
        let heads: Vec<Key> = heads.map(|json| Ok(key_of(&[&json?]))).collect::<Result<_>>()?;
        let leaves = archive.routes(all).into_par_iter().filter_map(|route| {
            let shown = archive.shown(all, &route)?;
            let key = shown.key(&heads);
            let known = known.leaf(key).and_then(|name| PartRef::new(name).ok());
            let name = known
                .map_or_else(|| super::parts::name_of(&to_json(&shown.leaf(all), path)?, path), Ok);
            Some(name.map(|name| (route.leaf(), (key, name))))
        });
        archive.leaves = leaves.collect::<Result<_>>()?;
        archive.index = archive.index(path)?;
        Ok(archive)
    }

    /// The part that names the shards.
    pub(super) fn root(&self) -> Option<&PartRef> {
        self.index.first().map(|(name, _)| name)
    }

    /// Every route that has a leaf.
    pub(super) fn routes(&self, all: &Bundle) -> Vec<Route> {
        let mut routes = Vec::new();
        for (name, list) in &self.lists {
            let first = Route::parse(name);
            let pages = pages_of(list.articles.len());
            routes.extend((1..=pages).map(|page| first.at_page(page)));
        }
        routes.extend(all.articles.iter().map(|article| Route::article(&article.slug)));
        routes
    }

    /// The name of a route's leaf.
    pub(super) fn name(&self, route: &Route) -> Option<&PartRef> {
        self.leaves.get(&route.leaf()).map(|(_, name)| name)
    }

    /// The shard that finds a route.
    pub(super) fn shard(&self, route: &Route) -> Option<(&PartRef, &[u8])> {
        let shards = self.index.get(1..)?;
        let (name, json) = shards.get(shard_of(&route.leaf(), shards.len())?)?;
        Some((name, json))
    }

    /// What a route shows.
    pub(super) fn leaf(&self, all: &Bundle, route: &Route) -> Option<Leaf> {
        Some(self.shown(all, route)?.leaf(all))
    }

    /// The article at this address.
    pub(super) fn article<'a>(&self, all: &'a Bundle, slug: &str) -> Option<&'a Article> {
        let place = self.places.get(slug)?;
        all.articles.get(*place as usize)
    }

    /// The authors that a route names: those of the articles that it shows,
    /// and of an author's page the author.
    pub(super) fn authors<'a>(&self, all: &'a Bundle, route: &Route) -> BTreeSet<&'a str> {
        let shown = self.shown(all, route);
        let places = shown.iter().flat_map(|shown| &shown.articles);
        let articles = places.filter_map(|&place| all.articles.get(place as usize));
        let mut authors: BTreeSet<&str> =
            articles.flat_map(|article| &article.authors).map(Slug::as_str).collect();
        if let Route::Author(slug, _) = route {
            authors.extend(all.author(slug).map(|author| author.slug.as_str()));
        }
        authors
    }

    /// Every leaf: what it is made of, and its name.
    pub(super) fn leaves(&self) -> impl Iterator<Item = (Key, &PartRef)> {
        self.leaves.values().map(|(key, name)| (*key, name))
    }

    /// The root and every shard.
    pub(super) fn index_parts(&self) -> impl Iterator<Item = (&PartRef, &[u8])> {
        self.index.iter().map(|(name, json)| (name, json.as_slice()))
    }

    fn shown(&self, all: &Bundle, route: &Route) -> Option<Shown> {
        match route {
            Route::Article(slug) => self.of_article(all, slug),
            Route::Place(_, page) | Route::Author(_, page) | Route::Tag(_, page) => {
                let list = self.lists.get(&route.at_page(1).leaf())?;
                let start = (*page as usize).checked_sub(1)? * PER_PAGE;
                Some(Shown {
                    articles: list.articles.iter().skip(start).take(PER_PAGE).copied().collect(),
                    total: u32::try_from(list.articles.len()).unwrap_or(u32::MAX),
                    label: list.label.clone(),
                    ..Shown::default()
                })
            }
            _ => None,
        }
    }

    fn of_article(&self, all: &Bundle, slug: &str) -> Option<Shown> {
        let place = *self.places.get(slug)?;
        let article = all.articles.get(place as usize)?;
        let top = self.lists.get(article.section.top());
        let rank = *self.ranks.get(place as usize)? as usize;
        let beside = |rank: Option<usize>| top?.articles.get(rank?).copied();
        let (earlier, later) = (beside(rank.checked_add(1)), beside(rank.checked_sub(1)));
        let original =
            article.translation_of.as_ref().and_then(|slug| self.places.get(slug.as_str()));
        let like = self.related.get(place as usize)?;
        let mut seen = BTreeSet::new();
        let shown = [Some(place), earlier, later, original.copied()].into_iter().flatten();
        let shown = shown.chain(like.iter().copied()).filter(|place| seen.insert(*place));
        Some(Shown { articles: shown.collect(), earlier, later, ..Shown::default() })
    }

    fn index(&self, path: &Path) -> Result<Vec<(PartRef, Vec<u8>)>> {
        // A power of two, so that an archive that grows seldom moves a leaf.
        let count = self.leaves.len().div_ceil(OF_SHARD).next_power_of_two();
        let count = count.min(gazet_bundle::limits::SHARDS);
        let mut shards = vec![Shard::default(); count];
        for (route, (_, leaf)) in &self.leaves {
            if let Some(shard) = shard_of(route, count).and_then(|at| shards.get_mut(at)) {
                shard.leaves.push((route.clone(), leaf.clone()));
            }
        }
        let mut index = vec![];
        for shard in &shards {
            if shard.leaves.len() > gazet_bundle::limits::LEAVES {
                let message = format!("has too many pages: {}", self.leaves.len());
                return Err(Error::input(path, message));
            }
            let json = super::parts::to_json(shard, path)?;
            index.push((super::parts::name_of(&json, path)?, json));
        }
        let root = Root { shards: index.iter().map(|(name, _)| name.clone()).collect() };
        let json = super::parts::to_json(&root, path)?;
        index.insert(0, (super::parts::name_of(&json, path)?, json));
        Ok(index)
    }
}

/// What a page shows, by the places of the articles in the edition.
#[derive(Debug, Default)]
struct Shown {
    articles: Vec<u32>,
    total: u32,
    label: String,
    earlier: Option<u32>,
    later: Option<u32>,
}

impl Shown {
    fn leaf(&self, all: &Bundle) -> Leaf {
        let article = |place: &u32| all.articles.get(*place as usize);
        let slug = |place: &Option<u32>| Some(article(place.as_ref()?)?.slug.clone());
        Leaf {
            articles: self.articles.iter().filter_map(article).cloned().collect(),
            total: self.total,
            label: self.label.clone(),
            earlier: slug(&self.earlier),
            later: slug(&self.later),
        }
    }

    /// What the leaf is made of; `heads` are the keys of the articles.
    fn key(&self, heads: &[Key]) -> Key {
        let key = |place: Option<u32>| {
            place.and_then(|place| heads.get(place as usize)).copied().unwrap_or_default()
        };
        let articles = self.articles.iter().map(|&place| key(Some(place)));
        let beside = [key(self.earlier), key(self.later)];
        let keys: Vec<u8> = articles.chain(beside).flat_map(Key::bytes).collect();
        key_of(&[&keys, &self.total.to_le_bytes(), self.label.as_bytes()])
    }
}

/// Place of each article in the list of its top section.
fn ranks(all: &Bundle) -> Vec<u32> {
    let mut so_far: HashMap<&str, u32> = HashMap::new();
    let mut ranks = Vec::with_capacity(all.articles.len());
    for article in &all.articles {
        let next = so_far.entry(article.section.top()).or_default();
        ranks.push(*next);
        *next += 1;
    }
    ranks
}

/// Every section, author and tag with its articles.
fn lists(all: &Bundle) -> BTreeMap<String, List> {
    let mut lists = BTreeMap::new();
    sections(&all.sections, &mut lists);
    for author in &all.authors {
        lists.insert(Route::author(&author.slug).leaf(), List::default());
    }
    for (place, article) in (0..).zip(&all.articles) {
        let mut names = BTreeSet::new();
        let mut path = String::new();
        for level in article.section.levels() {
            if !path.is_empty() {
                path.push('/');
            }
            path.push_str(level);
            names.insert((path.clone(), ""));
        }
        names.extend(article.authors.iter().map(|author| (Route::author(author).leaf(), "")));
        let mut tags = BTreeSet::new();
        for label in &article.tags {
            // Two spellings of one label are one tag.
            if let Some(name) = Route::tag(label).map(|route| route.leaf())
                && tags.insert(name.clone())
            {
                names.insert((name, label.as_str()));
            }
        }
        for (name, label) in names {
            let list: &mut List = lists.entry(name).or_default();
            if list.label.is_empty() {
                list.label.push_str(label);
            }
            list.articles.push(place);
        }
    }
    lists
}

fn sections(tree: &[Section], lists: &mut BTreeMap<String, List>) {
    for section in tree {
        lists.insert(section.path.as_str().to_owned(), List::default());
        sections(&section.sections, lists);
    }
}
