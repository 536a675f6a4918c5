//! The signature of the front document.

use super::Options;
use super::output::Output;
use super::parts::{Data, FRONT};
use crate::Console;
use crate::error::{IoContext, Result};
use crate::sign::{check, comment, sign_bytes};

/// Name of the signature.
pub(super) const FILE: &str = "bundle.json.minisig";

/// Signs the site, or keeps the signature that stands for it still. One that
/// does not would have readers refuse the edition, so it goes.
pub(super) fn put(
    data: &Data,
    options: &Options<'_>,
    output: &Output,
    console: &Console,
) -> Result<()> {
    let json = data.front_json();
    if let Some(secret) = options.secret {
        let comment = comment(FRONT, data.front());
        let text = sign_bytes(secret, json, &comment).at("cannot sign", options.out)?;
        return output.put_unrecorded(FILE, Some(text.as_bytes()));
    }
    let same = output.present(FRONT).is_some_and(|present| present == json);
    let mut kept = output.present(FILE).filter(|_| same);
    if let (Some(key), Some(text)) = (&options.key, &kept) {
        let checked = check(&String::from_utf8_lossy(text), key, json);
        if checked.at("cannot read", options.out)?.is_err() {
            kept = None;
        }
    }
    if let (Some(key), None) = (&options.key, &kept) {
        let id = key.id();
        console.warn(&format!(
            "the pages ask for a signature with the key {id}, and there is none yet: gazet sign \
             makes it"
        ));
    }
    output.put_unrecorded(FILE, kept.as_deref())
}
