//! What pages and components need of an edition: the bundle, its links, and
//! the look-ups between them.

use crate::routes::{Links, Route};
use gazet_bundle::{Article, Author, Bundle, Leaf, Section, SectionPath, Slug, Timestamp};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// An edition as the views see it. Cheap to clone.
#[derive(Clone)]
pub struct Paper {
    /// The edition.
    pub bundle: Arc<Bundle>,
    /// The links of the site.
    pub links: Links,
    /// What the page shows of the archive, where the site has one.
    pub leaf: Option<Arc<Leaf>>,
}

/// Articles of one list: its page, and how many pages there are.
pub struct Listing<'a> {
    /// The articles of this page.
    pub articles: Vec<&'a Article>,
    /// The page, from 1.
    pub page: u32,
    /// Pages in all, at least 1.
    pub pages: u32,
    /// Articles in all.
    pub total: usize,
}

/// Articles on one page of a list: a lead and three rows of three, then a
/// last row that may stay short.
pub const PER_PAGE: usize = 12;

impl Paper {
    /// The article at this address, as far as the page knows of it.
    #[must_use]
    pub fn article(&self, slug: &str) -> Option<&Article> {
        let of_leaf = self.leaf.iter().flat_map(|leaf| &leaf.articles);
        of_leaf.chain(&self.bundle.articles).find(|article| article.slug.as_str() == slug)
    }

    /// Whether a route shows more than the front document holds.
    #[must_use]
    pub fn needs_leaf(&self, route: &Route) -> bool {
        self.bundle.archive.is_some()
            && match route {
                Route::Article(_) | Route::Author(..) | Route::Tag(..) => true,
                Route::Place(path, _) => self.bundle.section(path).is_some(),
                _ => false,
            }
    }

    /// The address of an article.
    #[must_use]
    pub fn article_link(&self, article: &Article) -> String {
        self.links.to(&Route::article(&article.slug))
    }

    /// The name of a section, or its path when the tree lost it.
    #[must_use]
    pub fn section_name(&self, path: &SectionPath) -> String {
        match self.bundle.section(path.as_str()) {
            Some(section) => section.name.clone(),
            None => path.as_str().to_owned(),
        }
    }

    /// What stands above the headline: the article's kicker or its section.
    #[must_use]
    pub fn kicker(&self, article: &Article) -> String {
        if article.kicker.is_empty() {
            self.section_name(&article.section)
        } else {
            article.kicker.clone()
        }
    }

    /// The authors of an article that the bundle knows.
    #[must_use]
    pub fn authors(&self, article: &Article) -> Vec<&Author> {
        article.authors.iter().filter_map(|slug| self.bundle.author(slug.as_str())).collect()
    }

    /// The byline as one text: `A, B and C`.
    #[must_use]
    pub fn byline(&self, article: &Article) -> String {
        let names: Vec<&str> = self.authors(article).iter().map(|a| a.name.as_str()).collect();
        crate::i18n::list(&names)
    }

    /// Articles of a section and of those under it, newest first.
    #[must_use]
    pub fn in_section(&self, path: &str) -> Vec<&Article> {
        self.filter(|article| article.section.is_within(path))
    }

    /// Articles of an author, newest first.
    #[must_use]
    pub fn by_author(&self, slug: &str) -> Vec<&Article> {
        self.filter(|article| article.authors.iter().any(|author| author.as_str() == slug))
    }

    /// Articles with a tag, by the slug of its label, newest first.
    #[must_use]
    pub fn with_tag(&self, slug: &str) -> Vec<&Article> {
        self.filter(|article| article.tags.iter().any(|tag| is_tag(tag, slug)))
    }

    /// The label of a tag as the newest article spells it.
    #[must_use]
    pub fn tag_label(&self, slug: &str) -> Option<String> {
        if let Some(leaf) = &self.leaf {
            return (!leaf.label.is_empty()).then(|| leaf.label.clone());
        }
        let tags = self.bundle.articles.iter().flat_map(|article| &article.tags);
        tags.into_iter().find(|tag| is_tag(tag, slug)).cloned()
    }

    /// Every tag: slug, and how many articles bear it.
    #[must_use]
    pub fn tags(&self) -> BTreeMap<String, usize> {
        let mut tags = BTreeMap::new();
        for article in &self.bundle.articles {
            // Two spellings of one label are one tag.
            let slugs: BTreeSet<Slug> =
                article.tags.iter().filter_map(|tag| Slug::from_label(tag)).collect();
            for slug in slugs {
                *tags.entry(slug.as_str().to_owned()).or_default() += 1;
            }
        }
        tags
    }

    /// One page of a list; `None` when there is no such page. Of an archive
    /// the leaf is that page.
    #[must_use]
    pub fn page_of<'a>(&'a self, articles: Vec<&'a Article>, page: u32) -> Option<Listing<'a>> {
        if let Some(leaf) = &self.leaf {
            let total = leaf.total as usize;
            let articles = leaf.articles.iter().collect();
            return Some(Listing { articles, page, pages: pages_of(total), total });
        }
        let total = articles.len();
        let pages = pages_of(total);
        if !(1..=pages).contains(&page) {
            return None;
        }
        let start = (page as usize - 1) * PER_PAGE;
        let articles = articles.into_iter().skip(start).take(PER_PAGE).collect();
        Some(Listing { articles, page, pages, total })
    }

    /// The article before and the one after in time, in the same section
    /// branch when there is one, else in the whole paper.
    #[must_use]
    pub fn neighbours(&self, article: &Article) -> (Option<&Article>, Option<&Article>) {
        if let Some(leaf) = &self.leaf {
            let find =
                |slug: &Option<Slug>| slug.as_ref().and_then(|slug| self.article(slug.as_str()));
            return (find(&leaf.earlier), find(&leaf.later));
        }
        let list = self.in_section(article.section.top());
        let at = list.iter().position(|other| other.id == article.id);
        match at {
            Some(at) => (list.get(at + 1).copied(), at.checked_sub(1).map(|at| list[at])),
            None => (None, None),
        }
    }

    /// The sections from the top down to `path`.
    #[must_use]
    pub fn trail(&self, path: &SectionPath) -> Vec<&Section> {
        let mut trail = Vec::new();
        let mut so_far = String::new();
        for level in path.levels() {
            if !so_far.is_empty() {
                so_far.push('/');
            }
            so_far.push_str(level);
            trail.extend(self.bundle.section(&so_far));
        }
        trail
    }

    /// The hue of a section, 0 to 11: the place of its top section in the
    /// navigation, so that neighbours differ.
    #[must_use]
    pub fn hue(&self, path: &SectionPath) -> usize {
        let tops = &self.bundle.sections;
        tops.iter().position(|s| s.path.as_str() == path.top()).unwrap_or(0) % 12
    }

    /// When the newest article was published.
    #[must_use]
    pub fn dated(&self) -> Option<Timestamp> {
        self.bundle.articles.first().map(|article| article.published)
    }

    fn filter(&self, keep: impl Fn(&Article) -> bool) -> Vec<&Article> {
        self.bundle.articles.iter().filter(|article| keep(article)).collect()
    }
}

/// Pages of a list, at least 1.
#[must_use]
pub fn pages_of(articles: usize) -> u32 {
    u32::try_from(articles.div_ceil(PER_PAGE).max(1)).unwrap_or(u32::MAX)
}

fn is_tag(label: &str, slug: &str) -> bool {
    Slug::from_label(label).is_some_and(|own| own.as_str() == slug)
}
