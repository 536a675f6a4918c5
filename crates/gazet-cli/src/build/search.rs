//! The full-text index, in shards that Pagefind makes (decision 017).
//!
//! Articles are numbered from the oldest, and so many of them make a shard: a
//! new article touches the newest shard alone, a changed one its own, and
//! what a search loads first is as large after a hundred articles as after a
//! hundred thousand. `search.json` names the shards.

mod pagefind;
mod record;

use super::facts::Known;
use super::key::{Key, key_of};
use super::output::Output;
use super::parts::{Data, FRONT, hexadecimal, to_json};
use crate::error::{Error, Result};
use gazet_bundle::Article;
use record::Record;
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Articles of a shard. Pagefind needs 2 ms for an article of 600 words, so
/// that one that changed costs half a second of one processor, and 90 MB.
const OF_SHARD: usize = 256;

/// Shards that are made at the same time, for the sake of memory.
const AT_ONCE: usize = 4;

/// What names the shards; asked for each time.
const FILE: &str = "search.json";

/// The folder of the index, in which every name holds a hash.
pub(super) const FOLDER: &str = "pagefind";

/// The files of a shard: their names, and what they are made of.
pub(super) type Files = BTreeMap<String, String>;

#[derive(Serialize)]
struct Manifest {
    /// Pagefind's own program, which reads the shards.
    wasm: String,
    /// The oldest first.
    shards: Vec<Entry>,
    years: BTreeSet<i64>,
    languages: BTreeSet<String>,
}

#[derive(Serialize)]
struct Entry {
    meta: String,
    years: BTreeSet<i64>,
}

/// Puts the index into the site; returns the files of each shard by what it
/// is made of, for the next build.
///
/// Without `texts` there are no shards: a search ends with the headlines.
pub(super) fn make(
    data: &Data,
    known: &Known,
    output: &Output,
    texts: bool,
) -> Result<BTreeMap<String, Files>> {
    let all = data.all();
    if all.articles.is_empty() {
        return Ok(BTreeMap::new());
    }
    let oldest_first: Vec<&Article> = all.articles.iter().rev().filter(|_| texts).collect();
    let shards: Vec<&[&Article]> = oldest_first.chunks(OF_SHARD).collect();
    let language = all.site.language.primary();
    let made = on_threads(shards.len(), |number| {
        let articles = shards[number];
        let key = format!("{:x}", key(data, number, articles)?.0);
        if let Some(files) = known.search(&key).filter(|files| are_there(files, output)) {
            for (name, key) in files {
                output.make(name, key_from(key), || Err(gone(name)))?;
            }
            return Ok((key, files.clone()));
        }
        let records = articles.iter().map(|article| Record::of(data, article));
        let mut files = Files::new();
        for (name, bytes) in pagefind::files(&language, records)? {
            let (name, key) = (format!("{FOLDER}/{number}/{name}"), key_of(&[&bytes]));
            output.make(&name, key, || Ok(bytes.into()))?;
            files.insert(name, format!("{:x}", key.0));
        }
        Ok((key, files))
    })?;
    let (name, bytes) = program(&language)?;
    output.put(&format!("{FOLDER}/{name}"), &bytes)?;
    let manifest = manifest(data, name, &shards, &made)?;
    output.put(FILE, &manifest)?;
    Ok(made.into_iter().collect())
}

/// Pagefind's program, under a name that holds its hash.
fn program(language: &str) -> Result<(String, Vec<u8>)> {
    let bytes = pagefind::program(language)?;
    Ok((format!("wasm-{}.pagefind", hexadecimal(&Sha256::digest(&bytes)[..8])), bytes))
}

fn manifest(
    data: &Data,
    wasm: String,
    shards: &[&[&Article]],
    made: &[(String, Files)],
) -> Result<Vec<u8>> {
    let years_of =
        |articles: &[&Article]| articles.iter().map(|a| a.published.civil().year).collect();
    let meta = |(_, files): &(String, Files)| {
        let name = files.keys().find_map(|name| name.strip_suffix(pagefind::META)).unwrap_or("");
        name.rsplit('/').next().unwrap_or(name).to_owned()
    };
    let entries = shards
        .iter()
        .zip(made)
        .map(|(articles, made)| Entry { meta: meta(made), years: years_of(articles) });
    let all = data.all();
    let languages = all.articles.iter().map(|a| all.language_of(a).primary()).collect();
    let shards: Vec<Entry> = entries.collect();
    let years = all.articles.iter().map(|article| article.published.civil().year).collect();
    to_json(&Manifest { wasm, shards, years, languages }, Path::new(FILE))
}

/// What a shard is made of: heads with the names of their bodies, and what
/// the edition adds to them.
fn key(data: &Data, number: usize, articles: &[&Article]) -> Result<Key> {
    let all = data.all();
    let mut pieces = vec![number.to_string().into_bytes(), all.site.language.to_string().into()];
    for article in articles {
        pieces.push(to_json(article, Path::new(FRONT))?);
        pieces.push(record::about(all, article).into());
    }
    Ok(key_of(&pieces.iter().map(Vec::as_slice).collect::<Vec<_>>()))
}

fn are_there(files: &Files, output: &Output) -> bool {
    files.iter().all(|(name, key)| output.has(name, key_from(key)))
}

fn key_from(digits: &str) -> Key {
    Key(u128::from_str_radix(digits, 16).unwrap_or_default())
}

fn gone(name: &str) -> Error {
    Error::input(name, "was removed while the site was being built")
}

/// Does so many pieces of work on a few threads of their own: Pagefind waits
/// for Rayon, whose threads must not start another piece meanwhile.
fn on_threads<T: Send>(count: usize, work: impl Fn(usize) -> Result<T> + Sync) -> Result<Vec<T>> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(AT_ONCE);
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<(usize, Result<T>)>> = Mutex::default();
    std::thread::scope(|scope| {
        for _ in 0..threads.min(count) {
            scope.spawn(|| {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= count {
                        break;
                    }
                    let result = work(number);
                    done.lock()
                        .unwrap_or_else(std::sync::PoisonError::into_inner)
                        .push((number, result));
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    done.sort_by_key(|(number, _)| *number);
    done.into_iter().map(|(_, result)| result).collect()
}
