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

mod words;

use super::bodies::Kept;
use crate::error::Result;
use gazet_bundle::{Article, Body, Bundle, Slug, limits};
use rayon::prelude::*;
use std::cmp::Reverse;
use std::collections::HashMap;
use words::Words;

/// For the same section: half of what near-identical texts would get from
/// their words. Chosen by looking at the default edition.
const SAME_SECTION: f64 = 0.10;

/// For the same top section, `news/energy` and `news/economy`.
const SAME_TOP: f64 = 0.05;

/// For each tag in common, up to [`TAGS`] of them.
const SHARED_TAG: f64 = 0.08;

/// Tags in common that count.
const TAGS: u8 = 3;

/// Articles of one tag that are looked at, the newest: a tag that half the
/// paper bears says nothing, and would cost its square.
const OF_TAG: usize = 2_000;

/// Fills in the related articles of every article. A body that stands beside
/// the bundle is read for its words; when other articles belong beside it now,
/// it is put into the bundle, to be written anew.
pub(super) fn relate(bundle: &mut Bundle, kept: &Kept) -> Result<()> {
    let words = Words::of(&bundle.articles, kept)?;
    let facts = Facts::of(bundle);
    let scratch = || Scratch::new(facts.len());
    let related: Vec<Vec<Slug>> = (0..facts.len())
        .into_par_iter()
        .map_init(scratch, |scratch, index| {
            let like = facts.like(index, &words, scratch);
            like.into_iter().map(|other| bundle.articles[other].slug.clone()).collect()
        })
        .collect();
    let articles = bundle.articles.par_iter_mut().zip(related);
    articles.try_for_each(|(article, related)| put(article, related, kept))
}

fn put(article: &mut Article, related: Vec<Slug>, kept: &Kept) -> Result<()> {
    match &mut article.body {
        Body::Inline(part) => part.related = related,
        Body::Part(name) => {
            let part = kept.part(name)?;
            if part.related != related {
                article.body = Body::Inline(gazet_bundle::Part { related, ..part });
            }
        }
    }
    Ok(())
}

/// What decides beside the words, in numbers instead of names.
struct Facts {
    articles: Vec<Fact>,
    /// Newest articles of each tag.
    of_tag: Vec<Vec<usize>>,
    /// Newest articles of a language and section, of a language and top
    /// section, of a language, and of all: whatever shares no word and no tag
    /// with an article is outdone by these.
    newest: HashMap<(Option<usize>, Option<usize>), Vec<usize>>,
}

struct Fact {
    language: usize,
    section: usize,
    top: usize,
    tags: Vec<usize>,
}

/// Numbers for names, in the order in which they come.
#[derive(Default)]
struct Numbers(HashMap<String, usize>);

impl Numbers {
    fn of(&mut self, name: &str) -> usize {
        let next = self.0.len();
        *self.0.entry(name.to_owned()).or_insert(next)
    }
}

impl Facts {
    fn of(bundle: &Bundle) -> Self {
        let (mut languages, mut places, mut labels) = <(Numbers, Numbers, Numbers)>::default();
        let mut facts = Self { articles: Vec::new(), of_tag: Vec::new(), newest: HashMap::new() };
        for (index, article) in bundle.articles.iter().enumerate() {
            let mut tags: Vec<usize> = article
                .tags
                .iter()
                .filter_map(|tag| Slug::from_label(tag))
                .map(|tag| labels.of(tag.as_str()))
                .collect();
            tags.sort_unstable();
            tags.dedup();
            facts.of_tag.resize_with(labels.0.len(), Vec::new);
            for &tag in &tags {
                if facts.of_tag[tag].len() < OF_TAG {
                    facts.of_tag[tag].push(index);
                }
            }
            let fact = Fact {
                language: languages.of(&bundle.language_of(article).primary()),
                section: places.of(article.section.as_str()),
                top: places.of(article.section.top()),
                tags,
            };
            for group in fact.groups() {
                let newest = facts.newest.entry(group).or_default();
                // One more than are wanted: the article itself may be one.
                if newest.len() <= limits::RELATED {
                    newest.push(index);
                }
            }
            facts.articles.push(fact);
        }
        facts
    }

    fn len(&self) -> usize {
        self.articles.len()
    }

    /// The articles most like one, the nearest first.
    fn like(&self, index: usize, words: &Words, scratch: &mut Scratch) -> Vec<usize> {
        let own = &self.articles[index];
        words.likeness(index, &mut |other, likeness| scratch.at(other).0 += likeness);
        for &tag in &own.tags {
            self.of_tag[tag].iter().for_each(|&other| scratch.at(other).1 += 1);
        }
        for group in own.groups() {
            let newest = self.newest.get(&group).into_iter().flatten();
            newest.for_each(|&other| _ = scratch.at(other));
        }
        let mut others: Vec<_> = scratch
            .take()
            .filter(|(other, ..)| *other != index)
            .map(|(other, likeness, tags)| {
                let theirs = &self.articles[other];
                let score = likeness + own.bonus(theirs) + f64::from(tags.min(TAGS)) * SHARED_TAG;
                let same_language = own.language == theirs.language;
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
        others.into_iter().map(|(_, other)| other).collect()
    }
}

impl Fact {
    fn bonus(&self, other: &Self) -> f64 {
        if self.section == other.section {
            SAME_SECTION
        } else if self.top == other.top {
            SAME_TOP
        } else {
            0.0
        }
    }

    /// The groups that it is of. A top section has a number of its own, so a
    /// section and the one above it are two groups.
    fn groups(&self) -> [(Option<usize>, Option<usize>); 4] {
        let language = Some(self.language);
        let above = usize::MAX - self.top;
        [(language, Some(self.section)), (language, Some(above)), (language, None), (None, None)]
    }
}

/// Likeness and tags in common with the articles that have any: one for each
/// thread, so that an article costs as much as it has in common with others.
struct Scratch {
    all: Vec<(f64, u8)>,
    touched: Vec<usize>,
    is_touched: Vec<bool>,
}

impl Scratch {
    fn new(count: usize) -> Self {
        Self { all: vec![(0.0, 0); count], touched: Vec::new(), is_touched: vec![false; count] }
    }

    fn at(&mut self, other: usize) -> &mut (f64, u8) {
        if !std::mem::replace(&mut self.is_touched[other], true) {
            self.touched.push(other);
        }
        &mut self.all[other]
    }

    /// What was put there; leaves nothing.
    fn take(&mut self) -> impl Iterator<Item = (usize, f64, u8)> {
        let Self { all, touched, is_touched } = self;
        touched.drain(..).map(|other| {
            is_touched[other] = false;
            let (likeness, tags) = std::mem::take(&mut all[other]);
            (other, likeness, tags)
        })
    }
}
