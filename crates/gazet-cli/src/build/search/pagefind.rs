//! Pagefind, asked for the files of one shard.
//!
//! Its words, filters and meta are kept as they are. Its fragments, which hold
//! what a result shows, are replaced by our own, since its text is the folded
//! one; its scripts and styles are left out.

use super::record::Record;
use crate::error::{Error, Result};
use flate2::read::GzDecoder;
use pagefind::api::{PagefindIndex, SyntheticFile};
use pagefind::options::PagefindServiceConfig;
use std::collections::{BTreeMap, HashMap};
use std::io::Read;

/// How the file that a shard begins with ends.
pub(super) const META: &str = ".pf_meta";

/// The one filter: every value says what it is of, so that one file holds all.
const FILTER: &str = "in";

/// What every file begins with once it is unpacked.
const SIGNATURE: &str = "pagefind_dcd";

/// The files of a shard. `language` chooses the stemmer; one for all, since a
/// reader searches in every language at once.
pub(super) fn files(
    language: &str,
    records: impl Iterator<Item = Result<Record>>,
) -> Result<Vec<(String, Vec<u8>)>> {
    run(async {
        let mut index = index(language)?;
        let mut results: HashMap<String, Vec<u8>> = HashMap::new();
        for record in records {
            let Record { key, words, fields, filters, result } = record?;
            // Pagefind leaves out what has no word in it.
            let words = if words.is_empty() { fields.values().cloned().collect() } else { words };
            results.insert(key.clone(), result);
            let filters = BTreeMap::from([(FILTER.to_owned(), filters)]);
            let language = language.to_owned();
            index
                .add_custom_record(key, words, language, Some(fields), Some(filters), None)
                .await
                .map_err(|error| fault(&error))?;
        }
        let mut files = Vec::new();
        for file in index.get_files().await.map_err(|error| fault(&error))? {
            let name = name(&file);
            if let Some(hash) = name.strip_suffix(".pf_fragment") {
                let result = key_of(&file.contents).and_then(|key| results.remove(&key));
                let result = result.ok_or_else(|| fault(&"a fragment that names no article"))?;
                files.push((format!("{hash}.json"), result));
            } else if name.contains(".pf_") {
                files.push((name.trim_start_matches("pagefind.").to_owned(), file.contents));
            }
        }
        files.sort();
        Ok(files)
    })
}

/// The program that reads what was indexed in this language.
pub(super) fn program(language: &str) -> Result<Vec<u8>> {
    run(async {
        let mut index = index(language)?;
        let add = index.add_custom_record(
            "a".to_owned(),
            "a".to_owned(),
            language.to_owned(),
            None,
            None,
            None,
        );
        add.await.map_err(|error| fault(&error))?;
        let mut files = index.get_files().await.map_err(|error| fault(&error))?;
        let own = format!("wasm.{language}.pagefind");
        let place = files.iter().position(|file| name(file) == own);
        // A language without a stemmer.
        let unknown = || files.iter().position(|file| name(file) == "wasm.unknown.pagefind");
        let place = place.or_else(unknown).ok_or_else(|| fault(&"no program"))?;
        Ok(files.swap_remove(place).contents)
    })
}

fn index(language: &str) -> Result<PagefindIndex> {
    let config = PagefindServiceConfig::builder().force_language(language.to_owned()).build();
    PagefindIndex::new(Some(config)).map_err(|error| fault(&error))
}

fn run<T>(work: impl Future<Output = Result<T>>) -> Result<T> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build();
    runtime.map_err(|error| fault(&error))?.block_on(work)
}

/// The last piece of the name.
fn name(file: &SyntheticFile) -> String {
    file.filename.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// What we called the article of a fragment: the first field of its JSON.
fn key_of(fragment: &[u8]) -> Option<String> {
    let start = format!("{SIGNATURE}{{\"url\":\"");
    let mut bytes = vec![0; start.len() + 32];
    GzDecoder::new(fragment).read_exact(&mut bytes).ok()?;
    let text = String::from_utf8(bytes).ok()?;
    text.strip_prefix(&start).map(str::to_owned)
}

fn fault(error: &impl std::fmt::Display) -> Error {
    Error::input("bundle.json", format!("cannot be indexed for the search: {error}"))
}
