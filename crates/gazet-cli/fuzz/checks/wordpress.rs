//! Any bytes are an export or refused, and an export makes a bundle that
//! readers accept: the format holds no address of a scheme that runs.

use super::accepted;
use gazet_cli::import::wordpress::{Include, read_bytes};

pub(crate) fn check(bytes: &[u8]) {
    let all = Include { drafts: true, private: true, scheduled: true, protected: true };
    if let Ok((edition, _)) = read_bytes(bytes.to_vec(), all) {
        accepted::check(&edition.bundle);
    }
}
