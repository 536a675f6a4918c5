//! Pictures of the folder.

use crate::import::Picture;
use gazet_bundle::{Focal, Image, Url, limits};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock};

/// Folders in which programs keep what is copied as it is.
const PLACES: [&str; 6] = ["", "static/", "assets/", "content/", "source/", "public/"];

/// The pictures that texts show, found when they are asked for.
pub(super) struct Pictures {
    root: PathBuf,
    real: OnceLock<Option<PathBuf>>,
    known: Mutex<BTreeMap<String, Option<Known>>>,
}

#[derive(Clone)]
struct Known {
    source: PathBuf,
    name: String,
    size: (u32, u32),
}

impl Pictures {
    pub(super) fn new(root: &Path) -> Self {
        Self { root: root.to_owned(), real: OnceLock::new(), known: Mutex::default() }
    }

    /// The address in the bundle of the picture at a path of the folder.
    pub(super) fn address(&self, path: &str) -> Option<String> {
        self.known(path).map(|known| format!("images/{}", known.name))
    }

    /// The picture at a path of the folder.
    pub(super) fn image(&self, path: &str) -> Option<Image> {
        let known = self.known(path)?;
        Some(Image {
            src: Url::new(format!("images/{}", known.name)).ok()?,
            width: known.size.0,
            height: known.size.1,
            alt: String::new(),
            caption: String::new(),
            credit: String::new(),
            focal: Focal::default(),
            placeholder: None,
            variants: Vec::new(),
        })
    }

    /// The size of a picture by its address in the bundle.
    pub(super) fn size(&self, address: &str) -> Option<(u32, u32)> {
        let name = address.strip_prefix("images/")?;
        let known = self.known.lock().ok()?;
        known.values().flatten().find(|known| known.name == name).map(|known| known.size)
    }

    /// What is to be copied.
    pub(super) fn used(self) -> Vec<Picture> {
        let known = self.known.into_inner().unwrap_or_default();
        let mut used: Vec<Picture> = known
            .into_values()
            .flatten()
            .map(|Known { source, name, .. }| Picture { source, name, variants: Vec::new() })
            .collect();
        used.sort_by(|a, b| a.name.cmp(&b.name));
        used.dedup_by(|a, b| a.name == b.name);
        used
    }

    fn known(&self, path: &str) -> Option<Known> {
        let path = path.trim_start_matches('/');
        let mut known = self.known.lock().ok()?;
        known.entry(path.to_owned()).or_insert_with(|| self.find(path)).clone()
    }

    fn find(&self, path: &str) -> Option<Known> {
        let lower = path.to_ascii_lowercase();
        let kinds = [".jpg", ".jpeg", ".png", ".webp"];
        if !kinds.iter().any(|kind| lower.ends_with(kind))
            || path.split('/').any(|part| part == "..")
        {
            return None;
        }
        let real = self.real.get_or_init(|| self.root.canonicalize().ok()).as_ref()?;
        let source = PLACES.iter().find_map(|place| {
            let source = real.join(format!("{place}{path}")).canonicalize().ok()?;
            // A link may lead out of the folder.
            (source.starts_with(real) && source.is_file()).then_some(source)
        })?;
        let (width, height) = image::image_dimensions(&source).ok()?;
        let fits = |side: u32| (1..=limits::SIDE).contains(&side);
        let name: String = lower
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() || matches!(c, '.' | '_') { c } else { '-' })
            .collect();
        let name = name.trim_matches(['-', '.']).to_owned();
        (fits(width) && fits(height) && name.len() < 200).then_some(Known {
            source,
            name,
            size: (width, height),
        })
    }
}
