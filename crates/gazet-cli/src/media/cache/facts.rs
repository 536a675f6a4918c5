//! What is known of a picture that was made.

use super::super::Made;
use crate::error::{Error, IoContext, Result};
use gazet_bundle::Colour;
use serde::{Deserialize, Serialize};
use std::fs;
use std::path::Path;

const FILE: &str = "facts.json";

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Facts {
    pub(super) width: u32,
    pub(super) height: u32,
    placeholder: Option<String>,
    pub(super) credit: String,
    pub(super) files: Vec<FileFacts>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct FileFacts {
    pub(super) ending: String,
    pub(super) width: u32,
    bytes: u64,
}

impl Facts {
    pub(super) fn of(made: &Made) -> Self {
        let files = made.files.iter().map(|file| FileFacts {
            ending: file.ending.clone(),
            width: file.width,
            bytes: file.bytes.len() as u64,
        });
        Self {
            width: made.width,
            height: made.height,
            placeholder: made.placeholder.map(String::from),
            credit: made.credit.clone(),
            files: files.collect(),
        }
    }

    /// The facts of a folder, when every file of it is there whole: a machine
    /// that lost its power may have kept a name without the bytes.
    pub(super) fn read(folder: &Path) -> Option<Self> {
        let facts: Self = serde_json::from_slice(&fs::read(folder.join(FILE)).ok()?).ok()?;
        let is_whole = |file: &FileFacts| {
            let is_plain = file.ending.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'.');
            is_plain && fs::metadata(folder.join(&file.ending)).is_ok_and(|m| m.len() == file.bytes)
        };
        (!facts.files.is_empty() && facts.files.iter().all(is_whole)).then_some(facts)
    }

    pub(super) fn write(&self, folder: &Path) -> Result<()> {
        let path = folder.join(FILE);
        let json = serde_json::to_vec(self)
            .map_err(|error| Error::input(&path, format!("cannot be written as JSON: {error}")))?;
        fs::write(&path, json).at("cannot write", &path)
    }

    pub(super) fn placeholder(&self) -> Option<Colour> {
        Colour::try_from(self.placeholder.clone()?).ok()
    }
}
