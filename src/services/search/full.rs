//! The search in the full text, by `public/search.js`, which is only loaded
//! when it is asked for.

use super::index::Filters;
use crate::error::Fault;
use crate::routes::Links;
use crate::services::module::Module;
use gazet_bundle::{Article, read_leaf};
use js_sys::Array;
use wasm_bindgen::prelude::*;

/// An article whose text answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The article.
    pub article: Article,
    /// Where its text answers, in runs of which every second one answers;
    /// empty when only its head does.
    pub excerpt: Vec<String>,
}

/// Articles that a value of a filter would leave: `section:news`, 12.
pub type Count = (String, u32);

/// What a search in the full text gave.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FullText {
    /// Articles that answer, in as much of the archive as was searched.
    pub total: u32,
    /// Whether older articles were not searched.
    pub older: bool,
    /// The first of those that answer.
    pub found: Vec<Found>,
    /// How many each filter would leave.
    pub counts: Vec<Count>,
    /// Every year of the archive.
    pub years: Vec<String>,
    /// Every language of the archive.
    pub languages: Vec<String>,
    /// The words that were searched for in the place of those that were
    /// typed, if any.
    pub instead: String,
}

/// Searches the full text for folded terms: for so many articles, and so many
/// steps into the archive.
///
/// # Errors
/// The [`Fault`] that kept a file of the index from being read.
pub async fn full_text(
    links: &Links,
    terms: &[String],
    filters: &Filters,
    wanted: u32,
    steps: u32,
) -> Result<FullText, Fault> {
    let module = Module::load(links, "search").await.ok_or(Fault::Unreachable)?;
    let values = [
        ("section:", &filters.section),
        ("author:", &filters.author),
        ("language:", &filters.language),
        ("year:", &filters.year),
    ];
    let values = values.iter().filter(|(_, value)| !value.is_empty());
    let values = values.map(|(name, value)| JsValue::from(format!("{name}{value}")));
    let terms = terms.iter().map(JsValue::from);
    let (terms, values): (Array, Array) = (terms.collect(), values.collect());
    let arguments =
        Array::of5(&links.file("").into(), &terms, &values, &wanted.into(), &steps.into());
    let answer = module.call("search", &arguments).await.map_err(|reason| fault(&reason))?;
    Ok(read(&Array::from(&answer)))
}

fn fault(reason: &JsValue) -> Fault {
    match reason.as_f64() {
        Some(-1.0) => Fault::Timeout,
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a status")]
        Some(status) if status > 0.0 => Fault::Status(status as u16),
        _ => Fault::Unreachable,
    }
}

fn read(answer: &Array) -> FullText {
    let list = |at: u32| Array::from(&answer.get(at));
    let all = list(2);
    let found = all.iter().filter_map(|found| {
        let found = Array::from(&found);
        let leaf = found.get(0).as_string()?;
        // What is no article of this format is left out.
        let article = read_leaf(leaf.as_bytes()).ok()?.articles.into_iter().next()?;
        Some(Found { article, excerpt: strings(&Array::from(&found.get(1))) })
    });
    let counts = list(3);
    let count = |at: u32| Some((counts.get(at).as_string()?, number(&counts.get(at + 1))));
    FullText {
        total: number(&answer.get(0)),
        older: answer.get(1).is_truthy(),
        found: found.collect(),
        counts: (0..counts.length()).step_by(2).filter_map(count).collect(),
        years: strings(&list(4)),
        languages: strings(&list(5)),
        instead: String::new(),
    }
}

fn strings(list: &Array) -> Vec<String> {
    list.iter().filter_map(|text| text.as_string()).collect()
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count")]
fn number(value: &JsValue) -> u32 {
    value.as_f64().unwrap_or_default() as u32
}
