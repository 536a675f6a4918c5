//! The bodies of a bundle, each read when it is needed.

use super::parts::{name_of, to_json};
use crate::error::{Error, Result};
use crate::fault::Fault;
use crate::input;
use gazet_bundle::{Block, Body, Image, PartRef, Slug, Url, limits, read_part, validate_part};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A body of its own.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) json: Vec<u8>,
    pub(super) value: gazet_bundle::Part,
}

/// What the site as a whole needs to know of a body.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Facts {
    /// Bytes of its part.
    pub(super) bytes: usize,
    /// Slugs of articles like it.
    pub(super) related: Vec<String>,
    /// Pictures in it that the bundle keeps itself.
    pub(super) pictures: Vec<String>,
    /// Of each picture the one file that is kept for reading offline.
    #[serde(default)]
    pub(super) chosen: Vec<String>,
}

/// Width in pixels that a picture needs when it is kept for reading offline:
/// a phone of 400 CSS pixels at twice the density, the measure of a desktop.
const KEPT_WIDTH: u32 = 800;

/// The file of a picture that is kept for reading offline: the narrowest that
/// is wide enough, of the kind that costs least. `None` of a remote one.
pub(super) fn chosen(image: &Image) -> Option<&str> {
    let small = |url: &&Url| url.as_str().ends_with(".webp") || url.as_str().ends_with(".avif");
    let wide = image.variants.iter().filter(|variant| variant.width >= KEPT_WIDTH);
    let wide: Vec<&Url> = wide.map(|variant| &variant.src).collect();
    let last = || image.variants.iter().map(|variant| &variant.src).rfind(small);
    let own = wide.iter().copied().find(small).or_else(last).or(wide.first().copied());
    own.or(Some(&image.src)).filter(|src| src.is_relative()).map(Url::as_str)
}

/// Where bodies are read from.
#[derive(Debug, Default)]
pub(super) struct Bodies {
    folder: PathBuf,
    /// Those of a bundle in one file.
    inline: HashMap<PartRef, Arc<Part>>,
    facts: HashMap<PartRef, Facts>,
}

/// A body that was looked at.
pub(super) struct Seen {
    pub(super) name: PartRef,
    facts: Facts,
    inline: Option<Part>,
    pub(super) faults: Vec<Fault>,
}

impl Bodies {
    /// Bodies of the bundle in `folder`.
    pub(super) fn of(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), ..Self::default() }
    }

    /// Looks at a body, unless `known` tells what was found the last time:
    /// its name says that it is still the same.
    pub(super) fn look(
        &self,
        body: Body,
        known: &HashMap<String, Facts>,
        place: &str,
    ) -> Result<Seen> {
        match body {
            Body::Inline(value) => {
                let part = Part { json: to_json(&value, &self.folder)?, value };
                let name = name_of(&part.json, &self.folder)?;
                // The bundle was validated with it.
                Ok(Seen { name, facts: Facts::of(&part), inline: Some(part), faults: Vec::new() })
            }
            Body::Part(name) => {
                if let Some(facts) = known.get(name.as_str()) {
                    return Ok(Seen {
                        name,
                        facts: facts.clone(),
                        inline: None,
                        faults: Vec::new(),
                    });
                }
                let part = self.read(&name)?;
                let problems = validate_part(&part.value, place);
                let faults = problems.into_iter().map(super::parts::as_fault).collect();
                Ok(Seen { name, facts: Facts::of(&part), inline: None, faults })
            }
        }
    }

    /// Takes in what was seen.
    pub(super) fn add(&mut self, seen: Seen) {
        if let Some(part) = seen.inline {
            self.inline.insert(seen.name.clone(), Arc::new(part));
        }
        self.facts.insert(seen.name, seen.facts);
    }

    pub(super) fn facts(&self, name: &PartRef) -> Option<&Facts> {
        self.facts.get(name)
    }

    /// Every body, in no order.
    pub(super) fn all(&self) -> impl Iterator<Item = (&PartRef, &Facts)> {
        self.facts.iter()
    }

    /// What is known of every body, by the name of its part.
    pub(super) fn known(&self) -> HashMap<String, Facts> {
        self.facts.iter().map(|(name, facts)| (name.to_string(), facts.clone())).collect()
    }

    /// A body with its text.
    pub(super) fn load(&self, name: &PartRef) -> Result<Arc<Part>> {
        match self.inline.get(name) {
            Some(part) => Ok(part.clone()),
            None => self.read(name).map(Arc::new),
        }
    }

    /// The bytes of a body.
    pub(super) fn json(&self, name: &PartRef) -> Result<Vec<u8>> {
        if let Some(part) = self.inline.get(name) {
            return Ok(part.json.clone());
        }
        let path = self.path(name);
        let json = input::file(&path, limits::DOCUMENT_BYTES as u64)?;
        if name_of(&json, &path)? != *name {
            return Err(Error::input(&path, "does not hold the bytes that its name promises"));
        }
        Ok(json)
    }

    /// A part that the bundle keeps beside it.
    fn read(&self, name: &PartRef) -> Result<Part> {
        let json = self.json(name)?;
        let value =
            read_part(&json).map_err(|error| Error::input(self.path(name), error.to_string()))?;
        Ok(Part { json, value })
    }

    fn path(&self, name: &PartRef) -> PathBuf {
        self.folder.join("parts").join(format!("{name}.json"))
    }
}

impl Facts {
    fn of(part: &Part) -> Self {
        let (mut pictures, mut kept) = (Vec::new(), Vec::new());
        own_pictures(&part.value.blocks, &mut |image| {
            let variants = image.variants.iter().map(|variant| &variant.src);
            let own = std::iter::once(&image.src).chain(variants).filter(|src| src.is_relative());
            pictures.extend(own.map(|src| src.as_str().to_owned()));
            kept.extend(chosen(image).map(str::to_owned));
        });
        let related = part.value.related.iter().map(Slug::to_string).collect();
        Self { bytes: part.json.len(), related, pictures, chosen: kept }
    }
}

fn own_pictures(blocks: &[Block], f: &mut dyn FnMut(&Image)) {
    for block in blocks {
        match block {
            Block::Image(image) => f(image),
            Block::Gallery(images) => images.iter().for_each(&mut *f),
            Block::List(list) => list.items.iter().for_each(|item| own_pictures(item, f)),
            Block::Quote(quote) => own_pictures(&quote.blocks, f),
            Block::Footnotes(notes) => notes.iter().for_each(|note| own_pictures(&note.blocks, f)),
            _ => {}
        }
    }
}
