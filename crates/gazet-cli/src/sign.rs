//! Signatures of an edition, as minisign makes and reads them.
//!
//! The signature of `bundle.json` covers every text, since the bundle names
//! each by the hash of its bytes.

mod comment;
mod key;
mod signature;
mod verify;

use crate::build::FRONT;
use crate::edition;
use crate::error::{Error, IoContext, Result};
use crate::folder::{self, Whole};
use std::path::{Path, PathBuf};

pub(crate) use comment::comment;
pub use key::{NewKey, PublicKey, SecretKey, generate};
pub(crate) use signature::{Wrong, check, sign as sign_bytes};
pub use verify::{Verified, verify};
pub(crate) use verify::{check_file, part_fault, read_signature, wrong};

/// What minisign adds to the name of a file for its signature.
pub(crate) const ENDING: &str = ".minisig";

/// A signature that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    /// Its file.
    pub file: PathBuf,
    /// What it says of the edition.
    pub comment: String,
    /// The id of the key.
    pub id: String,
}

/// Signs the `bundle.json` of a folder, or one file of an edition.
///
/// # Errors
/// [`Error::Input`] when there is no edition, or its pages ask for another
/// key; [`Error::Refused`] when the signature's name is taken.
pub fn sign(path: &Path, key: &SecretKey) -> Result<Signed> {
    // A build that ended now would leave the signature of another edition.
    let _lock = if path.is_dir() { folder::hold(&folder::without_links(path)?)? } else { None };
    let file = file_of(path);
    if let Some(pinned) = folder::key_of_site(path).filter(|pinned| *pinned != key.public().line())
    {
        let id = PublicKey::read(&pinned).map_or(pinned, |pinned| pinned.id());
        let message = format!("its pages ask for the key {id}, and this is {}", key.id());
        return Err(Error::input(path, message));
    }
    let bundle = match crate::pack::is_packed(&file)? {
        true => crate::pack::bundle_of(&file)?,
        false => edition::open(&file)?,
    };
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let comment = comment(&name, &bundle);
    let bytes = std::fs::File::open(&file).at("cannot read", &file)?;
    let text = sign_bytes(key, bytes, &comment).at("cannot read", &file)?;
    let out = beside(&file);
    let mut whole = Whole::begin(&out, &[], signature::looks_like_one)?;
    whole.write(text.as_bytes())?;
    whole.commit()?;
    Ok(Signed { file: out, comment, id: key.id() })
}

/// The file that is signed: that of a folder is its bundle.
fn file_of(path: &Path) -> PathBuf {
    if path.is_dir() { path.join(FRONT) } else { path.to_owned() }
}

/// The file of a signature.
pub(crate) fn beside(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(ENDING);
    name.into()
}
