//! What was fetched and made, kept beside the bundle for the next run.
//!
//! `.NAME.gazet-media/` holds `got/`, downloads by the hash of their address,
//! and `made/`, a folder for each picture by the hash of its bytes and of the
//! rules. A file gets its name when it is whole, so a run that is killed goes
//! on where it was. Whatever is missing is made again, so the folder may be
//! removed at any time.

mod facts;

use super::{Made, PictureError, make, versions};
use crate::build::hexadecimal;
use crate::error::{IoContext, Result};
use crate::folder::Beside;
use crate::import::{Picture, PictureVariant};
use facts::Facts;
use gazet_bundle::{Image, Url, Variant};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// The folder beside a bundle.
#[derive(Debug)]
pub(crate) struct Cache {
    beside: Beside,
    /// Two addresses may have the same picture, made at the same time.
    naming: Mutex<()>,
}

/// A picture in the folder.
#[derive(Debug, Clone)]
pub(crate) struct Kept {
    folder: PathBuf,
    /// What its files are called in a bundle, without their endings.
    name: String,
    facts: Facts,
}

impl Cache {
    /// The folder beside the bundle `out`, for this run alone. `inputs` are
    /// read meanwhile, and may not overlap the bundle.
    ///
    /// # Errors
    /// [`crate::Error::Refused`] when `out` may not be written, or is being
    /// written.
    pub(crate) fn beside(out: &Path, inputs: &[&Path]) -> Result<Self> {
        let beside = Beside::of_bundle(out, "media", inputs)?;
        let cache = Self { beside, naming: Mutex::default() };
        // What a run left that was killed.
        for folder in [cache.got(), cache.made()] {
            for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
                let path = entry.path();
                if path.extension().is_some_and(|extension| extension == "new") {
                    let removed = fs::remove_dir_all(&path).or_else(|_| fs::remove_file(&path));
                    removed.at("cannot remove", &path)?;
                }
            }
        }
        Ok(cache)
    }

    /// What an address gave in an earlier run.
    pub(super) fn download(&self, url: &str) -> Option<Vec<u8>> {
        fs::read(self.got().join(hash(&[url.as_bytes()]))).ok()
    }

    /// Keeps what an address gave.
    pub(super) fn keep_download(&self, url: &str, bytes: &[u8]) -> Result<()> {
        let folder = self.got();
        fs::create_dir_all(&folder).at("cannot create", &folder)?;
        let path = folder.join(hash(&[url.as_bytes()]));
        let new = path.with_extension("new");
        fs::write(&new, bytes).at("cannot write", &new)?;
        fs::rename(&new, &path).at("cannot rename", &new)
    }

    /// Forgets what an address gave, since it is no picture: next time the
    /// server may do better.
    pub(super) fn forget_download(&self, url: &str) -> Result<()> {
        let path = self.got().join(hash(&[url.as_bytes()]));
        match fs::remove_file(&path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                Err(error).at("cannot remove", &path)
            }
            _ => Ok(()),
        }
    }

    /// The picture of a file, made unless it was made before. `label` is what
    /// its name begins with, of letters that an address may hold.
    pub(crate) fn picture(
        &self,
        bytes: &[u8],
        label: &str,
    ) -> Result<std::result::Result<Kept, PictureError>> {
        let key = hash(&[versions::RULES.as_bytes(), &[0], bytes]);
        let folder = self.made().join(&key);
        let name = format!("{label}-{}", &key[..12]);
        if let Some(facts) = Facts::read(&folder) {
            return Ok(Ok(Kept { folder, name, facts }));
        }
        let made = match make(bytes) {
            Ok(made) => made,
            Err(error) => return Ok(Err(error)),
        };
        self.keep(&made, &key)?;
        Ok(Ok(Kept { folder, name, facts: Facts::of(&made) }))
    }

    fn keep(&self, made: &Made, key: &str) -> Result<()> {
        let folder = self.made().join(key);
        let thread = format!("{:?}", std::thread::current().id());
        let thread: String = thread.chars().filter(char::is_ascii_digit).collect();
        let new = self.made().join(format!("{key}-{thread}.new"));
        fs::create_dir_all(&new).at("cannot create", &new)?;
        for file in &made.files {
            let path = new.join(&file.ending);
            fs::write(&path, &file.bytes).at("cannot write", &path)?;
        }
        Facts::of(made).write(&new)?;
        // A thread that panicked while it held the lock left nothing in it.
        let _turn = self.naming.lock().unwrap_or_else(PoisonError::into_inner);
        if Facts::read(&folder).is_some() {
            return fs::remove_dir_all(&new).at("cannot remove", &new);
        }
        // What is there and not whole is of no use.
        if folder.exists() {
            fs::remove_dir_all(&folder).at("cannot remove", &folder)?;
        }
        fs::rename(&new, &folder).at("cannot rename", &new)
    }

    fn got(&self) -> PathBuf {
        self.beside.folder().join("got")
    }

    fn made(&self) -> PathBuf {
        self.beside.folder().join("made")
    }
}

impl Kept {
    /// The picture as a bundle names it, without words. `None` when its name
    /// is no address, which no label makes happen.
    pub(crate) fn image(&self) -> Option<Image> {
        let address = |ending: &str| Url::new(format!("images/{}", self.file_name(ending))).ok();
        let (first, others) = self.facts.files.split_first()?;
        let variants = others
            .iter()
            .map(|file| Some(Variant { src: address(&file.ending)?, width: file.width }));
        Some(Image {
            src: address(&first.ending)?,
            width: self.facts.width,
            height: self.facts.height,
            alt: String::new(),
            caption: String::new(),
            credit: self.facts.credit.clone(),
            focal: gazet_bundle::Focal::default(),
            placeholder: self.facts.placeholder(),
            variants: variants.collect::<Option<_>>()?,
        })
    }

    /// Its files, for the folder `images` of a bundle.
    pub(crate) fn picture(&self) -> Option<Picture> {
        let place = |ending: &str| (self.folder.join(ending), self.file_name(ending));
        let (first, others) = self.facts.files.split_first()?;
        let (source, name) = place(&first.ending);
        let variants = others.iter().map(|file| {
            let (source, name) = place(&file.ending);
            PictureVariant { source, name }
        });
        Some(Picture { source, name, variants: variants.collect() })
    }

    /// The hash of its bytes.
    pub(super) fn key(&self) -> &Path {
        &self.folder
    }

    /// The same picture by another label.
    pub(super) fn named_as(&self, other: &Self) -> Self {
        Self { name: other.name.clone(), ..self.clone() }
    }

    fn file_name(&self, ending: &str) -> String {
        format!("{}.{ending}", self.name)
    }
}

fn hash(pieces: &[&[u8]]) -> String {
    let mut hash = Sha256::new();
    pieces.iter().for_each(|piece| hash.update(piece));
    hexadecimal(&hash.finalize()[..16])
}
