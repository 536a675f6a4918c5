//! What to read next: the articles most like an article.
//!
//! Two articles are as alike as the cosine of their TF-IDF vectors, plus
//! bonuses for the same section and for tags in common. The words are those
//! of title, deck, tags and body, folded as the search folds them, so that
//! `Xəzər` and `Xezer` are one; the title counts three times, deck and tags
//! twice. A script that parts no words (Chinese, Thai) counts each run
//! between marks as one word, so there section and tags decide.
//!
//! Articles of the same language come first, whatever their likeness; others
//! only fill what is left of the [`limits::RELATED`] places. Nothing is
//! random: likeness is compared in whole millionths, and of equals the newer
//! comes first, then the one whose address sorts first.

use gazet_bundle::{Article, Body, Bundle, Slug, limits, text};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Words kept per article: the ones of most weight. It bounds the time for a
/// large archive and drops words that say nothing.
const WORDS: usize = 80;

/// For the same section: half of what near-identical texts would get from
/// their words. Chosen by looking at the default edition.
const SAME_SECTION: f64 = 0.10;

/// For the same top section, `news/energy` and `news/economy`.
const SAME_TOP: f64 = 0.05;

/// For each tag in common, up to [`TAGS`] of them.
const SHARED_TAG: f64 = 0.08;

/// Tags in common that count.
const TAGS: usize = 3;

/// Fills in the related articles of every article with its body inline.
pub(super) fn relate(bundle: &mut Bundle) {
    let vectors = vectors(&bundle.articles);
    let mut places: HashMap<&str, Vec<(usize, f64)>> = HashMap::new();
    for (index, vector) in vectors.iter().enumerate() {
        for (word, weight) in vector {
            places.entry(word).or_default().push((index, *weight));
        }
    }
    let facts: Vec<Facts> = bundle.articles.iter().map(|a| Facts::of(a, bundle)).collect();
    let mut related: Vec<Vec<Slug>> = Vec::with_capacity(facts.len());
    let mut likeness = vec![0.0; facts.len()];
    for (index, vector) in vectors.iter().enumerate() {
        likeness.fill(0.0);
        for (word, weight) in vector {
            for (other, theirs) in places.get(word.as_str()).into_iter().flatten() {
                likeness[*other] += weight * theirs;
            }
        }
        let mut others: Vec<_> = (0..facts.len())
            .filter(|&other| other != index)
            .map(|other| {
                let score = likeness[other] + facts[index].bonus(&facts[other]);
                let same_language = facts[index].language == facts[other].language;
                // The articles are newest first, so the lower index is newer.
                (Reverse((same_language, (score * 1e6).round() as u64)), other)
            })
            .collect();
        let wanted = limits::RELATED.min(others.len());
        if wanted > 0 && wanted < others.len() {
            others.select_nth_unstable(wanted - 1);
        }
        others.truncate(wanted);
        others.sort_unstable();
        let slug = |(_, other): &(_, usize)| bundle.articles[*other].slug.clone();
        related.push(others.iter().map(slug).collect());
    }
    for (article, related) in bundle.articles.iter_mut().zip(related) {
        if let Body::Inline(part) = &mut article.body {
            part.related = related;
        }
    }
}

/// What decides beside the words.
struct Facts {
    language: String,
    section: String,
    top: String,
    tags: BTreeSet<Slug>,
}

impl Facts {
    fn of(article: &Article, bundle: &Bundle) -> Self {
        Self {
            language: bundle.language_of(article).primary(),
            section: article.section.to_string(),
            top: article.section.top().to_owned(),
            tags: article.tags.iter().filter_map(|tag| Slug::from_label(tag)).collect(),
        }
    }

    fn bonus(&self, other: &Self) -> f64 {
        let section = if self.section == other.section {
            SAME_SECTION
        } else if self.top == other.top {
            SAME_TOP
        } else {
            0.0
        };
        let tags = self.tags.intersection(&other.tags).count().min(TAGS);
        section + tags as f64 * SHARED_TAG
    }
}

/// The vector of each article: words and weights, of length 1, in the order
/// of the words, so that every sum is added up in the same order.
fn vectors(articles: &[Article]) -> Vec<Vec<(String, f64)>> {
    let counts: Vec<BTreeMap<String, usize>> = articles.iter().map(counts).collect();
    let mut documents: HashMap<&str, usize> = HashMap::new();
    for word in counts.iter().flat_map(BTreeMap::keys) {
        *documents.entry(word).or_default() += 1;
    }
    let total = articles.len() as f64;
    let weigh = |counts: &BTreeMap<String, usize>| {
        let mut vector: Vec<(String, f64)> = counts
            .iter()
            .filter_map(|(word, &count)| {
                let documents = *documents.get(word.as_str())?;
                // A word of one article alone joins it to none.
                let weight = (1.0 + (count as f64).ln()) * (total / documents as f64).ln();
                (documents > 1 && weight > 0.0).then(|| (word.clone(), weight))
            })
            .collect();
        vector.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        vector.truncate(WORDS);
        vector.sort_by(|a, b| a.0.cmp(&b.0));
        let length = vector.iter().map(|(_, weight)| weight * weight).sum::<f64>().sqrt();
        vector.iter_mut().for_each(|(_, weight)| *weight /= length);
        vector
    };
    counts.iter().map(weigh).collect()
}

fn counts(article: &Article) -> BTreeMap<String, usize> {
    let mut body = String::new();
    if let Body::Inline(part) = &article.body {
        part.blocks.iter().for_each(|block| block.plain_text(&mut body));
    }
    let mut counts = BTreeMap::new();
    let mut add = |text: &str, times: usize| {
        for word in text::fold(text).split(|c: char| !c.is_alphanumeric()) {
            // One letter is no word, or one that is everywhere.
            if word.chars().nth(1).is_some() {
                *counts.entry(word.to_owned()).or_insert(0) += times;
            }
        }
    };
    add(&article.title, 3);
    add(&article.deck, 2);
    article.tags.iter().for_each(|tag| add(tag, 2));
    add(&body, 1);
    counts
}
