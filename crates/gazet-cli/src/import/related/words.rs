//! The words of articles, and how much two articles have in common in them.

use super::super::bodies::Kept;
use crate::error::Result;
use gazet_bundle::{Article, Body, text};
use rayon::prelude::*;
use std::collections::HashMap;

/// Words kept per article: the ones of most weight. It bounds the time and
/// drops words that say nothing.
const WORDS: usize = 80;

/// Words kept per article of a large archive, in which even rare words have
/// many articles.
const WORDS_OF_MANY: usize = 30;

/// Articles from which an archive is large.
const MANY: usize = 5_000;

/// Articles that a word may have to join any two of them: what four thousand
/// articles say is not what they are about.
const COMMON: usize = 4_000;

/// The words of each article with their weights, and the articles of each
/// word.
pub(super) struct Words {
    of_article: Vec<Vec<(u32, f32)>>,
    articles: HashMap<u32, Vec<(u32, f32)>>,
}

/// Words by their hash, and how often each stands in an article.
type Counts = Vec<(u32, u16)>;

impl Words {
    pub(super) fn of(articles: &[Article], kept: &Kept) -> Result<Self> {
        let counts = articles.par_iter().map(|article| counts(article, kept));
        let counts: Vec<Counts> = counts.collect::<Result<_>>()?;
        let mut documents: HashMap<u32, u32> = HashMap::new();
        for (word, _) in counts.iter().flatten() {
            *documents.entry(*word).or_default() += 1;
        }
        let most = if articles.len() > MANY { WORDS_OF_MANY } else { WORDS };
        let of_article: Vec<_> = counts
            .into_par_iter()
            .map(|counts| vector(&counts, &documents, articles.len(), most))
            .collect();
        let mut articles: HashMap<u32, Vec<(u32, f32)>> = HashMap::new();
        for (index, vector) in (0_u32..).zip(&of_article) {
            for (word, weight) in vector {
                articles.entry(*word).or_default().push((index, *weight));
            }
        }
        articles.retain(|_, own| own.len() <= COMMON);
        Ok(Self { of_article, articles })
    }

    /// Calls `add` with each article that has a word in common, and how much
    /// that is worth; the sum is the cosine of the two vectors.
    pub(super) fn likeness(&self, index: usize, add: &mut impl FnMut(usize, f64)) {
        for (word, weight) in &self.of_article[index] {
            for (other, theirs) in self.articles.get(word).into_iter().flatten() {
                add(*other as usize, f64::from(*weight) * f64::from(*theirs));
            }
        }
    }
}

/// The vector of an article, of length 1, in the order of the hashes, so that
/// every sum is added up in the same order.
fn vector(
    counts: &Counts,
    documents: &HashMap<u32, u32>,
    total: usize,
    most: usize,
) -> Vec<(u32, f32)> {
    let mut vector: Vec<(u32, f64)> = counts
        .iter()
        .filter_map(|&(word, count)| {
            let documents = *documents.get(&word)?;
            let weight = (1.0 + f64::from(count).ln()) * (total as f64 / f64::from(documents)).ln();
            // A word of one article alone joins it to none.
            (documents > 1 && weight > 0.0).then_some((word, weight))
        })
        .collect();
    vector.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    vector.truncate(most);
    vector.sort_by_key(|(word, _)| *word);
    let length = vector.iter().map(|(_, weight)| weight * weight).sum::<f64>().sqrt();
    // Seven digits are more than the likeness of two texts has.
    vector.into_iter().map(|(word, weight)| (word, (weight / length) as f32)).collect()
}

fn counts(article: &Article, kept: &Kept) -> Result<Counts> {
    let mut body = String::new();
    match &article.body {
        Body::Inline(part) => part.blocks.iter().for_each(|block| block.plain_text(&mut body)),
        Body::Part(name) => {
            kept.part(name)?.blocks.iter().for_each(|block| block.plain_text(&mut body));
        }
    }
    let mut counts: HashMap<u32, u16> = HashMap::new();
    let mut add = |text: &str, times: u16| {
        for word in text::fold(text).split(|c: char| !c.is_alphanumeric()) {
            // One letter is no word, or one that is everywhere.
            if word.chars().nth(1).is_some() {
                let count = counts.entry(hash(word)).or_default();
                *count = count.saturating_add(times);
            }
        }
    };
    add(&article.title, 3);
    add(&article.deck, 2);
    article.tags.iter().for_each(|tag| add(tag, 2));
    add(&body, 1);
    let mut counts: Counts = counts.into_iter().collect();
    counts.sort_unstable();
    Ok(counts)
}

/// FNV-1a, 32 bits: of 200,000 words about five share a number with another,
/// which makes two articles a little more alike than they are.
fn hash(word: &str) -> u32 {
    word.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
