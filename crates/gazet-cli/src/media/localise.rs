//! Brings the pictures of an edition into it.

use super::download::Downloads;
use super::uploads::Uploads;
use super::{Cache, Kept, walk};
use crate::Error;
use crate::error::{IoContext, Result};
use crate::import::{Edition, Picture};
use crate::input;
use gazet_bundle::{Image, Url};
use rayon::prelude::*;
use serde::Serialize;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

/// Downloads at the same time: as many as a browser of old asked of one host.
const AT_ONCE: usize = 4;

/// Letters of a name, which is for those who look into the folder.
const LABEL: usize = 48;

/// Where pictures come from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sources {
    /// A copy of the old site's files, which is looked through first.
    pub folder: Option<PathBuf>,
    /// Whether other hosts are asked.
    pub download: bool,
}

/// What became of the pictures.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize)]
pub struct Localised {
    /// Addresses of pictures that are in the bundle now.
    pub brought: usize,
    /// Those that stay where they are, and why.
    pub left: BTreeMap<String, String>,
}

impl Localised {
    /// Whether there was nothing to bring, or nobody asked for it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Brings every picture of another host into the edition, to be written into
/// `out`. A picture that cannot be had stays where it is. `progress` is told
/// how many pictures of all are done.
///
/// # Errors
/// [`Error::Refused`] when `out` may not be written, and [`Error::Io`] when
/// the machine fails.
pub fn localise(
    edition: &mut Edition,
    out: &Path,
    sources: &Sources,
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Result<Localised> {
    let addresses = addresses(edition);
    if addresses.is_empty() || *sources == Sources::default() {
        return Ok(Localised::default());
    }
    let cache = Cache::beside(out, &[])?;
    let uploads = sources.folder.as_deref().map(Uploads::open).transpose()?;
    let downloads = sources.download.then(|| Downloads::new(&cache));
    let origins = Origins { uploads, downloads };
    let mut kept = BTreeMap::new();
    let mut done = Localised::default();
    for (address, picture) in pictures(&addresses, &origins, &cache, progress)? {
        match picture {
            Ok(picture) => {
                kept.insert(address, picture);
            }
            Err(reason) => {
                done.left.insert(address, reason);
            }
        }
    }
    done.brought = kept.len();
    merge_twins(&mut kept);
    walk::each(&mut edition.bundle, &mut |image| {
        if let Some(kept) = key(&image.src).and_then(|address| kept.get(&address)) {
            replace(image, kept);
        }
    });
    let own = edition.pictures.drain(..).map(|picture| (picture.name.clone(), picture));
    let mut all: BTreeMap<String, Picture> = own.collect();
    all.extend(kept.values().filter_map(Kept::picture).map(|p| (p.name.clone(), p)));
    edition.pictures = all.into_values().collect();
    Ok(done)
}

/// The addresses of pictures on other hosts, once each.
fn addresses(edition: &mut Edition) -> BTreeSet<String> {
    let mut addresses = BTreeSet::new();
    walk::each(&mut edition.bundle, &mut |image| addresses.extend(key(&image.src)));
    addresses
}

/// The full address of a picture on another host, without an anchor.
fn key(src: &Url) -> Option<String> {
    src.host()?;
    let mut url = url::Url::parse(src.as_str()).ok()?;
    url.set_fragment(None);
    Some(url.into())
}

/// Where files come from.
struct Origins<'c> {
    uploads: Option<Uploads>,
    downloads: Option<Downloads<'c>>,
}

impl Origins<'_> {
    fn get(&self, address: &str) -> Result<std::result::Result<Vec<u8>, String>> {
        let Ok(url) = url::Url::parse(address) else {
            return Ok(Err("is no address".to_owned()));
        };
        if let Some(path) = self.uploads.as_ref().and_then(|uploads| uploads.find(&url)) {
            let fit = input::read_file(&path, super::BYTES as u64).at("cannot read", &path)?;
            return Ok(fit.map_err(|unfit| unfit.to_string()));
        }
        match &self.downloads {
            Some(downloads) => downloads.get(&url),
            None => Ok(Err("is not in the folder of --media-dir".to_owned())),
        }
    }
}

type Outcome = std::result::Result<Kept, String>;

/// Gets files on a few threads and makes pictures of them on every core. What
/// comes of it is in the order of the addresses, whichever was first.
fn pictures(
    addresses: &BTreeSet<String>,
    origins: &Origins<'_>,
    cache: &Cache,
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Result<Vec<(String, Outcome)>> {
    let addresses: Vec<&String> = addresses.iter().collect();
    let (next, done) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let mut outcomes: Vec<(String, Outcome)> = thread::scope(|scope| {
        // Few may wait: every one is a file in memory.
        let (sender, receiver) = mpsc::sync_channel(AT_ONCE);
        for _ in 0..AT_ONCE.min(addresses.len()) {
            let (sender, next, addresses) = (sender.clone(), &next, &addresses);
            scope.spawn(move || {
                while let Some(address) = addresses.get(next.fetch_add(1, Ordering::Relaxed)) {
                    // Nobody listens any more when the machine failed.
                    if sender.send((*address, origins.get(address))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(sender);
        let made = receiver.into_iter().par_bridge().map(|(address, file)| {
            let outcome = match file? {
                Ok(bytes) => match cache.picture(&bytes, &label(address))? {
                    Ok(picture) => Ok(picture),
                    Err(error) => {
                        cache.forget_download(address)?;
                        Err(error.to_string())
                    }
                },
                Err(reason) => Err(reason),
            };
            progress(done.fetch_add(1, Ordering::Relaxed) + 1, addresses.len());
            Ok::<_, Error>((address.clone(), outcome))
        });
        made.collect::<Result<_>>()
    })?;
    outcomes.sort_by(|a, b| a.0.cmp(&b.0));
    Ok(outcomes)
}

/// Gives pictures of the same bytes the name of the first.
fn merge_twins(kept: &mut BTreeMap<String, Kept>) {
    let mut first: BTreeMap<PathBuf, Kept> = BTreeMap::new();
    for picture in kept.values_mut() {
        match first.entry(picture.key().to_owned()) {
            Entry::Occupied(one) => *picture = picture.named_as(one.get()),
            Entry::Vacant(place) => {
                place.insert(picture.clone());
            }
        }
    }
}

/// Shows the picture of the bundle, with the words that stood beside it.
fn replace(image: &mut Image, kept: &Kept) {
    let Some(own) = kept.image() else { return };
    let words = |own: String, file: String| if own.is_empty() { file } else { own };
    *image = Image {
        alt: std::mem::take(&mut image.alt),
        caption: std::mem::take(&mut image.caption),
        credit: words(std::mem::take(&mut image.credit), own.credit.clone()),
        focal: image.focal,
        ..own
    };
}

/// The name of a file in an address, of letters that mean the same on every
/// host and file system.
fn label(address: &str) -> String {
    let path = address.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    let name = path.rsplit('/').next().unwrap_or_default();
    let name = gazet_reader::routes::decode(name).unwrap_or_else(|| name.to_owned());
    let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
    let pieces = stem.split(|c: char| !c.is_ascii_alphanumeric()).filter(|p| !p.is_empty());
    let label = pieces.collect::<Vec<_>>().join("-").to_ascii_lowercase();
    let label = label.get(..LABEL).unwrap_or(&label).trim_end_matches('-');
    if label.is_empty() { "picture".to_owned() } else { label.to_owned() }
}
