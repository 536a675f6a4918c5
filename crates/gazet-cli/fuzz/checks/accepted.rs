//! What every importer promises, whatever it was given.

use gazet_bundle::{Bundle, Level, read, validate};

/// An edition that readers accept, and that comes back from its own bytes.
pub(crate) fn check(bundle: &Bundle) {
    let written = serde_json::to_vec(bundle).unwrap();
    assert_eq!(read(&written).as_ref(), Ok(bundle));
    let problems = validate(bundle);
    let error = problems.iter().find(|problem| problem.level == Level::Error);
    assert_eq!(error, None);
}
