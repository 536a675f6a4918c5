//! Any bytes are read as a feed or refused without a panic; what is read is a
//! bundle that readers accept.

#![no_main]

use gazet_bundle::{Level, validate};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Some(bundle) = gazet_cli::import::feed::fuzz(bytes) {
        let problems = validate(&bundle);
        let error = problems.iter().find(|problem| problem.level == Level::Error);
        assert_eq!(error, None);
    }
});
