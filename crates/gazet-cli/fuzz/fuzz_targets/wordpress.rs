//! Any bytes are an export or refused, and an export makes a bundle that
//! readers accept: the format holds no address of a scheme that runs.

#![no_main]

use gazet_cli::import::wordpress::{Include, read_bytes};
use libfuzzer_sys::fuzz_target;

/// An edition that readers accept, whatever it was made of.
fn check(bundle: &gazet_bundle::Bundle) {
    let written = serde_json::to_vec(bundle).expect("a bundle is written");
    assert_eq!(gazet_bundle::read(&written).as_ref(), Ok(bundle));
    let problems = gazet_bundle::validate(bundle);
    let mut errors = problems.iter().filter(|p| p.level == gazet_bundle::Level::Error);
    assert_eq!(errors.next(), None);
}

fuzz_target!(|bytes: &[u8]| {
    let all = Include { drafts: true, private: true, scheduled: true, protected: true };
    if let Ok((edition, _)) = read_bytes(bytes.to_vec(), all) {
        check(&edition.bundle);
    }
});
