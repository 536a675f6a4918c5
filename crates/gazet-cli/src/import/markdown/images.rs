//! The pictures of a folder: looked at once, however often they are named.

use super::super::Picture;
use crate::error::{Error, IoContext, Result};
use crate::fault::Log;
use crate::input;
use crate::media::{self, Cache, Kept, Kind, PictureError};
use gazet_bundle::{Focal, Image, Url};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// What is known about a picture.
#[derive(Debug)]
enum Facts {
    /// A drawing that is copied as it is: it scales by itself.
    Svg { width: u32, height: u32 },
    /// Pixels, of which lighter versions were made.
    Pixels(Kept),
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
    pub(super) fn open(folder: PathBuf, cache: &Cache) -> Result<Self> {
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
        names.retain(|name| !name.starts_with('.'));
        names.sort();
        let looked = names.into_par_iter().map(|name| {
            let mut log = Log::new(format!("images/{name}"));
            let facts = look_at(&images.folder.join(&name), &name, cache, &mut log)?;
            Ok::<_, Error>((name, facts, log))
        });
        for (name, facts, log) in looked.collect::<Result<Vec<_>>>()? {
            images.known.insert(name, facts);
            images.logs.push(log);
        }
        Ok(images)
    }

    /// The picture that a text names on a line, with the credit that its file
    /// tells. `None` when the log, or that of the picture, says why.
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
        match facts.as_ref()? {
            Facts::Pixels(kept) => kept.image(),
            Facts::Svg { width, height } => Some(Image {
                src: Url::new(format!("images/{name}")).ok()?,
                width: *width,
                height: *height,
                alt: String::new(),
                caption: String::new(),
                credit: String::new(),
                focal: Focal::default(),
                placeholder: None,
                variants: Vec::new(),
            }),
        }
    }

    /// What is to be copied, and the logs of the pictures.
    pub(super) fn finish(self) -> (Vec<Picture>, Vec<Log>) {
        let mut logs = self.logs;
        // Two files may hold the same picture.
        let mut pictures = BTreeMap::new();
        for (name, facts) in self.known {
            if !self.used.contains(&name) {
                let mut log = Log::new(format!("images/{name}"));
                log.warning(None, "nothing shows this picture, so it is left out");
                logs.push(log);
                continue;
            }
            let picture = match facts {
                Some(Facts::Pixels(kept)) => kept.picture(),
                Some(Facts::Svg { .. }) => {
                    let source = self.folder.join(&name);
                    Some(Picture { source, name, variants: Vec::new() })
                }
                None => None,
            };
            pictures.extend(picture.map(|picture| (picture.name.clone(), picture)));
        }
        (pictures.into_values().collect(), logs)
    }
}

fn look_at(path: &Path, name: &str, cache: &Cache, log: &mut Log) -> Result<Option<Facts>> {
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
    let Some(kind) = Kind::of_name(name) else {
        log.error(None, "is no picture that can be read; use svg, jpg, png, webp, gif or avif");
        return Ok(None);
    };
    let bytes = match input::read_file(path, media::BYTES as u64).at("cannot read", path)? {
        Ok(bytes) => bytes,
        Err(unfit) => {
            log.error(None, unfit.to_string());
            return Ok(None);
        }
    };
    if kind == Kind::Svg {
        let size = media::look_at_svg(&bytes, log);
        return Ok(size.map(|(width, height)| Facts::Svg { width, height }));
    }
    let error = match Kind::of(&bytes) {
        Ok(found) if found == kind => {
            let label = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
            match cache.picture(&bytes, label)? {
                Ok(kept) => return Ok(Some(Facts::Pixels(kept))),
                Err(error) => error.to_string(),
            }
        }
        Ok(Kind::Svg) => PictureError::None.to_string(),
        Ok(found) => {
            format!("the name is not that of its content, which is {}", found.extension())
        }
        Err(error) => error.to_string(),
    };
    log.error(None, error);
    Ok(None)
}
