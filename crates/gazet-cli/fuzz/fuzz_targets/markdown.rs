//! Any text is a document of a folder, and makes a bundle that readers accept.

#![no_main]

use gazet_cli::import::markdown::foreign;
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
    let text = String::from_utf8_lossy(bytes);
    for name in ["2020-01-01-a.md", "a.html"] {
        if let Some((edition, _)) = foreign::read_text(name, &text) {
            check(&edition.bundle);
        }
    }
});
