//! The index: the folded words of every article's head.

use super::matching::{Match, is_mark, rank};
use crate::order;
use crate::paper::Paper;
use gazet_bundle::text::fold;

/// What a search is narrowed to; an empty text narrows nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filters {
    /// Path of a section; those under it count.
    pub section: String,
    /// Slug of an author.
    pub author: String,
    /// Primary language.
    pub language: String,
    /// Year of publication.
    pub year: String,
}

/// An article that answers, by its place in the bundle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// Place in `bundle.articles`.
    pub article: usize,
    /// The higher, the better.
    pub score: u32,
}

/// The words of all heads.
pub struct Index {
    entries: Vec<Entry>,
}

struct Entry {
    words: Vec<(String, Field)>,
    section: String,
    authors: Vec<String>,
    language: String,
    year: String,
}

#[derive(Clone, Copy)]
enum Field {
    Title,
    Tag,
    Byline,
    Section,
    Deck,
}

impl Field {
    /// What a match in this field is worth: a headline says what an article
    /// is about, a deck mentions much else.
    fn weight(self) -> u32 {
        match self {
            Self::Title => 10,
            Self::Tag => 8,
            Self::Byline => 7,
            Self::Section => 5,
            Self::Deck => 3,
        }
    }
}

/// What the kind of a match is worth beside its field.
fn worth(kind: Match) -> u32 {
    match kind {
        Match::Whole => 10,
        Match::Prefix => 7,
        Match::Inside => 4,
        Match::Typo => 2,
    }
}

impl Index {
    /// Reads the heads of an edition.
    #[must_use]
    pub fn new(paper: &Paper) -> Self {
        let entries = paper.bundle.articles.iter().map(|article| {
            let mut words = Vec::new();
            let mut add = |text: &str, field: Field| {
                words.extend(split(text).map(|word| (word, field)));
            };
            add(&article.title, Field::Title);
            article.tags.iter().for_each(|tag| add(tag, Field::Tag));
            add(&paper.byline(article), Field::Byline);
            for section in paper.trail(&article.section) {
                add(&section.name, Field::Section);
            }
            add(&article.kicker, Field::Section);
            add(&article.deck, Field::Deck);
            Entry {
                words,
                section: article.section.as_str().to_owned(),
                authors: article.authors.iter().map(|slug| slug.as_str().to_owned()).collect(),
                language: paper.bundle.language_of(article).primary(),
                year: article.published.civil().year.to_string(),
            }
        });
        Self { entries: entries.collect() }
    }

    /// The terms, those that no head knows replaced by the nearest word that
    /// one does; `None` when there is nothing to replace.
    #[must_use]
    pub fn corrected(&self, terms: &[String]) -> Option<Vec<String>> {
        let mut changed = false;
        let words = terms.iter().map(|term| {
            let all = self.entries.iter().flat_map(|entry| &entry.words);
            let known = all.filter_map(|(word, _)| rank(word, term).map(|kind| (kind, word)));
            match known.min_by_key(|(kind, word)| (*kind, word.len().abs_diff(term.len()))) {
                Some((Match::Typo, word)) => {
                    changed = true;
                    word.clone()
                }
                _ => term.clone(),
            }
        });
        let words = words.collect();
        changed.then_some(words)
    }

    /// Articles that answer every term of the query, the best first, the
    /// newer first among equals. An empty query answers with everything that
    /// the filters leave.
    #[must_use]
    pub fn search(&self, query: &str, filters: &Filters) -> Vec<Hit> {
        let terms = terms(query);
        let mut hits: Vec<Hit> = Vec::new();
        for (article, entry) in self.entries.iter().enumerate() {
            if entry.passes(filters)
                && let Some(score) = entry.score(&terms)
            {
                hits.push(Hit { article, score });
            }
        }
        // Stable, and the bundle is newest first.
        order::by_key(hits, |hit| order::descending(hit.score.into()))
    }
}

impl Entry {
    fn passes(&self, filters: &Filters) -> bool {
        let is = |wanted: &str, own: &str| wanted.is_empty() || wanted == own;
        let under = self.section == filters.section
            || self.section.strip_prefix(&filters.section).is_some_and(|r| r.starts_with('/'));
        (filters.section.is_empty() || under)
            && (filters.author.is_empty() || self.authors.contains(&filters.author))
            && is(&filters.language, &self.language)
            && is(&filters.year, &self.year)
    }

    fn score(&self, terms: &[String]) -> Option<u32> {
        let mut sum = 0;
        for term in terms {
            let answers = self.words.iter().filter_map(|(word, field)| {
                rank(word, term).map(|kind| worth(kind) * field.weight())
            });
            sum += answers.max()?;
        }
        Some(sum)
    }
}

/// The folded terms of a query. Twelve are more than anyone types; a pasted
/// page must not cost seconds.
pub(crate) fn terms(query: &str) -> Vec<String> {
    split(query).take(12).collect()
}

fn split(text: &str) -> impl Iterator<Item = String> {
    let folded = fold(text);
    let words: Vec<String> = folded
        .split(|c: char| !c.is_alphanumeric() && !is_mark(c))
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    words.into_iter()
}
