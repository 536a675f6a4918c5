//! A good edition becomes the expected bundle.

use crate::support::{edition, fixture, names, run, succeed, tree};
use serde_json::Value;
use std::fs;
use std::path::Path;

/// The bundle of a folder equals the expected one. With the variable `BLESS`
/// the expected one is written anew.
fn check(bundle: &Path, expected: &Path) {
    let bytes = fs::read(bundle.join("bundle.json")).unwrap();
    let found: Value = serde_json::from_slice(&bytes).unwrap();
    if std::env::var_os("BLESS").is_some() {
        let text = serde_json::to_string_pretty(&found).unwrap() + "\n";
        fs::write(expected, text).unwrap();
    }
    let expected: Value = serde_json::from_slice(&fs::read(expected).unwrap()).unwrap();
    for key in expected.as_object().unwrap().keys() {
        assert_eq!(found[key], expected[key], "{key}");
    }
    assert_eq!(found, expected);
    // What the reader would refuse is no bundle.
    let read = gazet_bundle::read(&bytes).unwrap();
    assert_eq!(gazet_bundle::validate(&read), vec![]);
}

#[test]
fn a_good_edition_becomes_the_expected_bundle() {
    let folder = edition();
    let said = succeed(folder.path(), "import markdown edition --out bundle");
    assert_eq!(said, "6 articles, 1 page and 4 pictures written to bundle\n");
    let bundle = folder.path().join("bundle");
    check(&bundle, &fixture("import/expected.json"));
    assert_eq!(names(folder.path()), ["bundle", "edition"]);
    let images = names(&bundle.join("images"));
    let (photos, drawings): (Vec<_>, Vec<_>) =
        images.into_iter().partition(|name| name.starts_with("photo-"));
    assert_eq!(drawings, ["drop.svg", "face.svg", "logo.svg"]);
    let widths = photos.iter().map(|name| {
        let path = bundle.join("images").join(name);
        let (width, height) = image::image_dimensions(path).unwrap();
        assert_eq!(height, (width * 40 + 500) / 1000);
        width
    });
    assert_eq!(widths.collect::<Vec<_>>(), [1000, 480, 800, 1000]);
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let folder = edition();
    succeed(folder.path(), "import markdown edition --out first");
    succeed(folder.path(), "import markdown edition --out second");
    // Replacing what an earlier run wrote leaves nothing of it.
    fs::write(folder.path().join("second/images/stale.svg"), "").unwrap();
    succeed(folder.path(), "import markdown edition --out second");
    assert_eq!(tree(&folder.path().join("first")), tree(&folder.path().join("second")));
}

#[test]
fn line_ends_and_byte_order_marks_do_not_matter() {
    let folder = edition();
    succeed(folder.path(), "import markdown edition --out plain");
    for (name, bytes) in tree(&folder.path().join("edition")) {
        if name.ends_with(".md") || name.ends_with(".yaml") {
            let text = String::from_utf8(bytes).unwrap().replace('\n', "\r\n");
            let path = folder.path().join("edition").join(name);
            fs::write(path, format!("\u{feff}{text}")).unwrap();
        }
    }
    succeed(folder.path(), "import markdown edition --out windows");
    assert_eq!(tree(&folder.path().join("plain")), tree(&folder.path().join("windows")));
}

#[test]
fn quiet_says_nothing_of_success_and_warnings() {
    let folder = edition();
    fs::copy(
        folder.path().join("edition/images/drop.svg"),
        folder.path().join("edition/images/unused.svg"),
    )
    .unwrap();
    let loud = run(folder.path(), "import markdown edition --out bundle");
    let warning =
        "edition/images/unused.svg: warning: nothing shows this picture, so it is left out\n";
    assert_eq!(String::from_utf8(loud.stderr).unwrap(), warning);
    let quiet = run(folder.path(), "import markdown edition --out bundle --quiet");
    assert_eq!((quiet.status.code(), quiet.stdout, quiet.stderr), (Some(0), vec![], vec![]));
}
