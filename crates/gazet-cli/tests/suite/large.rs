//! A bundle too large for one document stands in parts, for every verb.

use crate::support::{edition, fixture, succeed, tree};
use gazet_bundle::{Body, Bundle};
use std::fs;
use std::path::Path;

/// Articles of 900,000 letters: eleven make more than 8 MiB.
fn lengthen(root: &Path, count: usize) {
    for number in 0..count {
        let text = format!(
            "---\ntitle: Long read {number}\nsection: news\nauthor: ada-type\n\
             date: 2020-01-01T00:00:00Z\n---\n\n{}\n",
            format!("Number {number} of many words. ").repeat(32_000)
        );
        fs::write(root.join(format!("edition/articles/long-{number}.md")), text).unwrap();
    }
}

fn bundle(root: &Path) -> Bundle {
    gazet_bundle::read(&fs::read(root.join("bundle/bundle.json")).unwrap()).unwrap()
}

/// Every body stands where it should, and nothing else beside the bundle.
fn check(root: &Path, in_parts: bool) {
    let bundle = bundle(root);
    let bodies =
        bundle.articles.iter().map(|a| &a.body).chain(bundle.pages.iter().map(|p| &p.body));
    let mut parts = 0;
    for body in bodies {
        if let Body::Part(name) = body {
            let bytes = fs::read(root.join(format!("bundle/parts/{name}.json"))).unwrap();
            gazet_bundle::read_part(&bytes).unwrap();
            parts += 1;
        }
    }
    let files = tree(&root.join("bundle"));
    assert_eq!(files.keys().filter(|name| name.starts_with("parts/")).count(), parts);
    assert_eq!(parts > 0, in_parts);
}

#[test]
fn long_texts_stand_beside_the_bundle() {
    let folder = edition();
    let root = folder.path();
    lengthen(root, 11);
    succeed(root, "import markdown edition --out bundle");
    check(root, true);
    succeed(root, "check bundle --level error");
    let export = fixture("wordpress/export.xml");
    let import = format!("import wordpress {} --out bundle", export.display());
    let before = bundle(root).articles.len();
    succeed(root, &import);
    check(root, true);
    assert!(bundle(root).articles.len() > before);
    let once = tree(&root.join("bundle"));
    succeed(root, &import);
    assert_eq!(tree(&root.join("bundle")), once);
    crate::support::copy(&fixture("build/app"), &root.join("app"));
    succeed(root, "build bundle --app app --out site");
    assert!(root.join("site/article/long-3/index.html").is_file());
}

#[test]
fn short_texts_stand_in_the_bundle() {
    let folder = edition();
    let root = folder.path();
    lengthen(root, 3);
    succeed(root, "import markdown edition --out bundle");
    check(root, false);
}
