//! One signature, in the four lines of minisign.
//!
//! It is made with the hash of the file (`ED`, BLAKE2b of 512 bits), as
//! minisign does since 2018. minisign mixes chance into its signatures; here
//! they are those of RFC 8032, so that one input gives one file.

use super::key::{PublicKey, SecretKey, written};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use blake2::{Blake2b512, Digest};
use ring::signature::{ED25519, Ed25519KeyPair, UnparsedPublicKey};
use std::io::{self, Read};
use thiserror::Error;

const UNTRUSTED: &str = "untrusted comment: ";
const TRUSTED: &str = "trusted comment: ";
const ALGORITHM: &[u8] = b"ED";

/// Why a signature does not stand.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub(crate) enum Wrong {
    /// It cannot be read.
    #[error("is no signature of minisign: {0}")]
    Unreadable(&'static str),
    /// It is of somebody else.
    #[error("was made with the key {made}, not with {wanted}")]
    OtherKey {
        /// The id of the key that it names.
        made: String,
        /// The id of the key that was given.
        wanted: String,
    },
    /// It is of other bytes.
    #[error("is not what was signed: its bytes differ")]
    Bytes,
    /// Its comment was changed.
    #[error("has a comment that was changed after it was signed")]
    Comment,
}

/// Signs what is read: the text of a signature's file.
pub(crate) fn sign(key: &SecretKey, data: impl Read, comment: &str) -> io::Result<String> {
    let pair = Ed25519KeyPair::from_seed_and_public_key(&key.seed, &key.key)
        .map_err(|_| io::Error::other("the two halves of the key do not belong together"))?;
    let signature = pair.sign(&hash(data)?);
    let global = pair.sign(&[signature.as_ref(), comment.as_bytes()].concat());
    let line = STANDARD.encode([ALGORITHM, &key.id, signature.as_ref()].concat());
    let global = STANDARD.encode(global.as_ref());
    let id = key.id();
    Ok(format!(
        "{UNTRUSTED}signature of gazet with the key {id}\n{line}\n{TRUSTED}{comment}\n{global}\n"
    ))
}

/// Whether a signature stands for what is read; returns its trusted comment.
pub(crate) fn check(
    text: &str,
    key: &PublicKey,
    data: impl Read,
) -> io::Result<Result<String, Wrong>> {
    let signature = match Signature::read(text) {
        Ok(signature) if signature.id == key.id => signature,
        Ok(signature) => {
            let (made, wanted) = (written(signature.id), key.id());
            return Ok(Err(Wrong::OtherKey { made, wanted }));
        }
        Err(wrong) => return Ok(Err(wrong)),
    };
    let public = UnparsedPublicKey::new(&ED25519, &key.key);
    if public.verify(&hash(data)?, &signature.bytes).is_err() {
        return Ok(Err(Wrong::Bytes));
    }
    let comment = [signature.bytes.as_slice(), signature.comment.as_bytes()].concat();
    if public.verify(&comment, &signature.global).is_err() {
        return Ok(Err(Wrong::Comment));
    }
    Ok(Ok(signature.comment))
}

/// Whether the first bytes of a file are those of a signature.
pub(super) fn looks_like_one(start: &[u8]) -> bool {
    start.starts_with(UNTRUSTED.as_bytes())
}

struct Signature {
    id: [u8; 8],
    bytes: [u8; 64],
    comment: String,
    global: [u8; 64],
}

impl Signature {
    fn read(text: &str) -> Result<Self, Wrong> {
        let mut lines = text.lines();
        let mut line = |missing| lines.next().ok_or(Wrong::Unreadable(missing));
        line("it is empty")?
            .strip_prefix(UNTRUSTED)
            .ok_or(Wrong::Unreadable("it begins with no untrusted comment"))?;
        let bytes = line("it has no second line")?;
        let comment = line("it has no trusted comment")?
            .strip_prefix(TRUSTED)
            .ok_or(Wrong::Unreadable("it has no trusted comment"))?;
        let global = line("it has no fourth line")?;
        let broken = Wrong::Unreadable("its Base64 is broken");
        let decode = |line: &str| STANDARD.decode(line.trim()).map_err(|_| broken.clone());
        let (bytes, global) = (decode(bytes)?, decode(global)?);
        let rest = bytes
            .strip_prefix(ALGORITHM)
            .ok_or(Wrong::Unreadable("it is not of the kind ED, which signs a hash"))?;
        let (id, bytes) = rest.split_first_chunk().ok_or(broken.clone())?;
        let bytes = bytes.try_into().map_err(|_| broken.clone())?;
        let global = global.try_into().map_err(|_| broken.clone())?;
        Ok(Self { id: *id, bytes, comment: comment.to_owned(), global })
    }
}

fn hash(mut data: impl Read) -> io::Result<[u8; 64]> {
    let mut hash = Blake2b512::new();
    let mut piece = vec![0; 1 << 16];
    loop {
        match data.read(&mut piece)? {
            0 => return Ok(hash.finalize().into()),
            read => hash.update(&piece[..read]),
        }
    }
}
