//! Whether a packed edition is what its publisher packed.

use super::read::{entry, open};
use super::{MIMETYPE, SUMS, sums};
use crate::build::PARTS;
use crate::error::{Error, IoContext, Result};
use crate::fault;
use crate::sign::{
    ENDING, PublicKey, Verified, beside, check, check_file, part_fault, read_signature, wrong,
};
use std::path::Path;

/// Verifies every file by the list, and the list by its signature. A file
/// that carries no signature may have one beside it.
pub(crate) fn verify(path: &Path, key: Option<&PublicKey>) -> Result<Verified> {
    let mut zip = open(path)?;
    let mut lists = [None, None];
    for (list, name) in lists.iter_mut().zip([SUMS.to_owned(), format!("{SUMS}{ENDING}")]) {
        if let Some(index) = zip.index_for_name(&name) {
            *list = Some(entry(&mut zip, index, path)?.1);
        }
    }
    let [Some(list), signature] = lists else {
        return Err(Error::input(path, format!("has no {SUMS} in it")));
    };
    let comment = key.map(|key| signed(path, &list, signature.as_deref(), key)).transpose()?;
    let text = String::from_utf8_lossy(&list);
    let mut left = sums::read(&text)
        .ok_or_else(|| Error::input(path, format!("{SUMS} in it is no list of hashes")))?;
    let (mut faults, mut files) = (Vec::new(), 0);
    for index in 0..zip.len() {
        let (name, bytes) = entry(&mut zip, index, path)?;
        if name == SUMS || name.strip_suffix(ENDING) == Some(SUMS) {
            continue;
        }
        files += 1;
        match left.remove(&name) {
            None => faults.push(wrong(&name, format!("is not in {SUMS}"))),
            Some(sum) if sum != sums::of(&bytes) => {
                faults.push(wrong(&name, format!("is not what {SUMS} promises: its bytes differ")));
            }
            Some(_) if name.starts_with(PARTS) => faults.extend(part_fault(&name, &bytes)?),
            Some(_) => {}
        }
    }
    let missing = |name: &String| wrong(name, format!("is missing, though {SUMS} names it"));
    faults.extend(left.keys().map(missing));
    if !faults.is_empty() {
        fault::sort(&mut faults);
        return Err(Error::Unverified { root: path.to_owned(), faults });
    }
    let id = key.map(PublicKey::id);
    // The kind is no file of the edition.
    let has_kind = zip.index_for_name(MIMETYPE).is_some();
    Ok(Verified { id, comment, files: files - usize::from(has_kind) })
}

/// The comment of the signature inside, of the one beside, or of both.
fn signed(path: &Path, list: &[u8], inside: Option<&[u8]>, key: &PublicKey) -> Result<String> {
    let outside = match read_signature(&beside(path))? {
        Some(_) => Some(check_file(path, key)?),
        None => None,
    };
    let Some(text) = inside else {
        let none = || Error::input(path, format!("is not signed: it holds no {SUMS}{ENDING}"));
        return outside.ok_or_else(none);
    };
    let checked = check(&String::from_utf8_lossy(text), key, list).at("cannot read", path)?;
    checked.map_err(|wrong| {
        let of = if wrong == crate::sign::Wrong::Bytes {
            SUMS.to_owned()
        } else {
            format!("{SUMS}{ENDING}")
        };
        Error::input(path, format!("{of} in it {wrong}"))
    })
}
