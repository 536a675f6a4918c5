//! Any bytes are read as an answer of WordPress or refused without a panic;
//! what is read is a bundle that readers accept.

use super::accepted;
use gazet_cli::import::wordpress::{Include, rest};

pub(crate) fn check(bytes: &[u8]) {
    let all = Include { drafts: true, private: true, scheduled: true, protected: true };
    if let Ok((edition, _)) = rest::read_bytes(bytes, all) {
        accepted::check(&edition.bundle);
    }
}
