//! Feeds: RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0, JSON Feed 1.0 and 1.1.
//!
//! `source` gets the bytes, `xml` makes a tree of what may be no XML, `wire`
//! reads the fields of each format, and `adapt` makes the types of the
//! bundle. No clock is asked: the same feeds give the same bytes.

mod adapt;
mod dates;
mod source;
mod wire;
mod xml;

use super::{Edition, merge};
use crate::Fault;
use crate::error::{Error, Result};
use crate::html::Losses;
use crate::media::Localised;
use gazet_bundle::Level;
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What a feed does not say, or the publisher says better.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// The section of everything imported; the title of each feed when absent.
    pub section: Option<String>,
    /// The name of a new paper; the title of the first feed when absent.
    pub title: Option<String>,
}

/// What an import did.
#[derive(Debug, Default, Serialize)]
pub struct Report {
    /// Feeds that were read.
    pub feeds: usize,
    /// Items of the feeds.
    pub items: usize,
    /// Items that became articles.
    pub articles: usize,
    /// Items that were left out, by the reason.
    pub left_out: BTreeMap<String, usize>,
    /// What became of the pictures.
    #[serde(skip_serializing_if = "Localised::is_empty")]
    pub pictures: Localised,
    /// What was lost of each feed as a whole, by its address.
    losses: BTreeMap<String, Losses>,
    /// What was lost of each article, by its slug.
    lost: BTreeMap<String, Losses>,
}

impl Report {
    /// How many things were lost or guessed.
    #[must_use]
    pub fn count(&self) -> usize {
        let losses = self.losses.values().chain(self.lost.values());
        self.pictures.left.len() + losses.map(Losses::count).sum::<usize>()
    }

    /// The report as JSON.
    #[must_use]
    pub fn json(&self) -> String {
        // Texts and numbers cannot fail to be JSON.
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }
}

/// A feed that was read, and where it was.
struct Read {
    /// As the publisher wrote it.
    input: String,
    /// The address that relative ones may stand beside.
    url: Option<String>,
    feed: wire::Feed,
    losses: Losses,
}

/// Reads feeds, by their addresses or from files, to be added to the bundle
/// that may be in `out`: articles that it has keep their address.
///
/// # Errors
/// [`Error::Faults`] with every feed that cannot be had or read, and when none
/// has an item; [`Error::Input`] when what is in `out` is no bundle.
pub fn read(inputs: &[String], options: &Options, out: &Path) -> Result<(Edition, Report)> {
    let old = merge::present(out)?;
    let mut source = source::Source::default();
    let (mut feeds, mut faults) = (Vec::new(), Vec::new());
    for input in inputs {
        let read = source.get(input).and_then(|(bytes, charset, url)| {
            let mut losses = Losses::default();
            let feed = parse(&bytes, charset.as_deref(), &mut losses)?;
            Ok(Read { input: input.clone(), url, feed, losses })
        });
        match read {
            Ok(read) => feeds.push(read),
            Err(message) => faults.push(fault(input, message)),
        }
    }
    if faults.is_empty() && feeds.iter().all(|read| read.feed.items.is_empty()) {
        faults.extend(inputs.iter().map(|input| fault(input, "holds no items".to_owned())));
    }
    if !faults.is_empty() {
        return Err(Error::Faults { root: PathBuf::new(), faults });
    }
    let mut report = Report { feeds: feeds.len(), ..Report::default() };
    let bundle = adapt::adapt(feeds, options, old.as_ref(), &mut report)
        .map_err(|message| Error::input(inputs.first().map_or("", String::as_str), message))?;
    Ok((Edition { bundle, pictures: Vec::new() }, report))
}

/// Reads bytes as a feed and makes a bundle of it, for the fuzzer.
#[doc(hidden)]
pub fn fuzz(bytes: &[u8]) -> Option<gazet_bundle::Bundle> {
    let mut losses = Losses::default();
    let feed = parse(bytes, None, &mut losses).ok()?;
    let read = Read { input: "fuzz.xml".to_owned(), url: None, feed, losses };
    adapt::adapt(vec![read], &Options::default(), None, &mut Report::default()).ok()
}

/// The feed in a file.
fn parse(
    bytes: &[u8],
    charset: Option<&str>,
    losses: &mut Losses,
) -> std::result::Result<wire::Feed, String> {
    let text = super::text::text(bytes, charset, losses);
    let start = text.trim_start().trim_start_matches('\u{feff}');
    match start.chars().next() {
        None => Err("is empty".to_owned()),
        Some('{' | '[') => wire::json::read(start, losses),
        // What a broken server says first is no part of the feed.
        Some(_) if start.contains('<') => wire::xml::read(&xml::read(start, losses)?),
        Some(_) => Err("is no feed: neither XML nor JSON".to_owned()),
    }
}

fn fault(input: &str, message: String) -> Fault {
    Fault { file: input.to_owned(), line: None, level: Level::Error, message }
}
