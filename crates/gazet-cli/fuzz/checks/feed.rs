//! Any bytes are read as a feed or refused without a panic; what is read is a
//! bundle that readers accept.

use super::accepted;

pub(crate) fn check(bytes: &[u8]) {
    if let Some(bundle) = gazet_cli::import::feed::fuzz(bytes) {
        accepted::check(&bundle);
    }
}
