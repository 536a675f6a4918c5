//! The pictures of a folder: looked at once, however often they are named.

mod raster;
mod svg;

use super::super::{Picture, PictureVariant};
use crate::error::{IoContext, Result};
use crate::fault::Log;
use gazet_bundle::{Colour, Focal, Image, Url, Variant};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Bytes of one picture: 64 MiB, more than any camera writes as JPEG.
const BYTES: u64 = 64 * 1024 * 1024;

/// What is known about a picture.
#[derive(Debug)]
struct Facts {
    width: u32,
    height: u32,
    placeholder: Option<Colour>,
    variants: Vec<PictureVariant>,
}

/// The folder `images` and what of it is used.
#[derive(Debug)]
pub(super) struct Images {
    folder: PathBuf,
    known: BTreeMap<String, Option<Facts>>,
    /// Faults of the pictures themselves.
    logs: Vec<Log>,
    used: BTreeSet<String>,
}

impl Images {
    /// Looks at every picture of the folder, which may be absent.
    pub(super) fn open(folder: PathBuf) -> Result<Self> {
        let mut images =
            Self { folder, known: BTreeMap::new(), logs: Vec::new(), used: BTreeSet::new() };
        let entries = match fs::read_dir(&images.folder) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(images),
            entries => entries.at("cannot read", &images.folder)?,
        };
        let mut names = Vec::new();
        for entry in entries {
            let entry = entry.at("cannot read", &images.folder)?;
            names.push(entry.file_name().to_string_lossy().into_owned());
        }
        names.sort();
        for name in names.into_iter().filter(|name| !name.starts_with('.')) {
            let mut log = Log::new(format!("images/{name}"));
            let facts = look_at(&images.folder.join(&name), &name, &mut log)?;
            images.known.insert(name, facts);
            images.logs.push(log);
        }
        images.refuse_collisions();
        Ok(images)
    }

    /// The picture that a text names on a line. `None` when the log, or that
    /// of the picture, says why.
    pub(super) fn image(&mut self, name: &str, line: usize, log: &mut Log) -> Option<Image> {
        let Some(facts) = self.known.get(name) else {
            let message = match name.rsplit_once('/') {
                Some((_, file)) if self.known.contains_key(file) => {
                    format!("the picture {name:?} should be named by its file alone: {file}")
                }
                _ => format!("there is no picture {name:?} in the folder images"),
            };
            log.error(line, message);
            return None;
        };
        self.used.insert(name.to_owned());
        let facts = facts.as_ref()?;
        let variants = facts.variants.iter();
        let variants = variants
            .map(|variant| Some(Variant { src: address(&variant.name)?, width: variant.width }));
        Some(Image {
            src: address(name)?,
            width: facts.width,
            height: facts.height,
            alt: String::new(),
            caption: String::new(),
            credit: String::new(),
            focal: Focal::default(),
            placeholder: facts.placeholder,
            variants: variants.collect::<Option<_>>()?,
        })
    }

    /// What is to be copied, and the logs of the pictures.
    pub(super) fn finish(self) -> (Vec<Picture>, Vec<Log>) {
        let mut logs = self.logs;
        let mut pictures = Vec::new();
        for (name, facts) in self.known {
            if !self.used.contains(&name) {
                let mut log = Log::new(format!("images/{name}"));
                log.warning(None, "nothing shows this picture, so it is left out");
                logs.push(log);
            } else if let Some(Facts { variants, .. }) = facts {
                pictures.push(Picture { source: self.folder.join(&name), name, variants });
            }
        }
        (pictures, logs)
    }

    /// Two files would have one name: `a.png` makes `a.png.480.jpg`.
    fn refuse_collisions(&mut self) {
        for (name, facts) in &self.known {
            let Some(facts) = facts else { continue };
            for PictureVariant { name: variant, .. } in &facts.variants {
                if self.known.contains_key(variant) {
                    let mut log = Log::new(format!("images/{variant}"));
                    log.error(None, format!("the smaller version of {name} needs this name"));
                    self.logs.push(log);
                }
            }
        }
    }
}

fn address(name: &str) -> Option<Url> {
    Url::new(format!("images/{name}")).ok()
}

fn look_at(path: &Path, name: &str, log: &mut Log) -> Result<Option<Facts>> {
    let metadata = fs::symlink_metadata(path).at("cannot read", path)?;
    if !metadata.is_file() {
        log.error(None, "is not a file; pictures lie directly in the folder images");
        return Ok(None);
    }
    // These names need no escaping in a URL and mean the same on every host.
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    if let Some(c) = name.chars().find(|&c| !plain(c)) {
        let message =
            format!("the name holds {c:?}; use only a-z, 0-9, '-', '_' and '.' for pictures");
        log.error(None, message);
        return Ok(None);
    }
    if metadata.len() > BYTES {
        log.error(None, format!("has {} bytes; the limit is {BYTES}", metadata.len()));
        return Ok(None);
    }
    let extension = name.rsplit_once('.').map(|(_, end)| end.to_ascii_lowercase());
    let bytes = || fs::read(path).at("cannot read", path);
    let facts = match extension.as_deref() {
        Some("svg") => svg::look_at(&bytes()?, log),
        Some("jpg" | "jpeg" | "png" | "webp") => raster::look_at(&bytes()?, name, log),
        _ => {
            log.error(None, "is no picture that can be read; use svg, jpg, png or webp");
            None
        }
    };
    Ok(facts)
}
