//! Any bytes are read as an answer of WordPress or refused without a panic;
//! what is read is a bundle that readers accept.

#![no_main]

use gazet_bundle::{Level, validate};
use gazet_cli::import::wordpress::{Include, rest};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let all = Include { drafts: true, private: true, scheduled: true, protected: true };
    if let Ok((edition, _)) = rest::read_bytes(bytes, all) {
        let problems = validate(&edition.bundle);
        let error = problems.iter().find(|problem| problem.level == Level::Error);
        assert_eq!(error, None);
    }
});
