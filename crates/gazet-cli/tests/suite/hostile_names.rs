//! Addresses of an export that no folder should have.

use crate::support::{copy, fixture, names, succeed, tree};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;

/// What stands for the address, as WordPress writes it or as nobody should.
const NAMES: [&str; 16] = [
    "..",
    ".",
    "",
    "../../../escape",
    "..%2f..%2fescape",
    "/etc/passwd",
    "CON",
    "con.txt",
    "Wind",
    "wind",
    "caf\u{e9}",
    "cafe\u{301}",
    "%d1%84%d0%be%d1%82%d0%be",
    "a\\b:c*?",
    "\u{202e}txt.exe",
    "index.html",
];

#[test]
fn every_article_of_an_export_has_a_folder_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    fs::create_dir(root.join("work")).unwrap();
    let work = root.join("work");
    copy(&fixture("build/app"), &work.join("app"));
    let long = "ə".repeat(300);
    let slugs: Vec<&str> = NAMES.into_iter().chain([long.as_str()]).collect();
    let items: String = slugs
        .iter()
        .enumerate()
        .map(|(at, slug)| {
            format!(
                "<item><title>Title {at}</title><wp:post_id>{at}</wp:post_id><wp:post_name><![CDATA[{slug}]]></wp:post_name><wp:post_type>post</wp:post_type><wp:status>publish</wp:status><wp:post_date>2020-01-01 00:00:00</wp:post_date><content:encoded>Text</content:encoded></item>"
            )
        })
        .collect();
    let export = format!(
        "<?xml version=\"1.0\"?><rss><channel><title>T</title><link>https://old.test.example</link>{items}</channel></rss>"
    );
    fs::write(work.join("export.xml"), export).unwrap();
    succeed(&work, "import wordpress export.xml --out bundle");
    let bundle = fs::read(work.join("bundle/bundle.json")).unwrap();
    let bundle: Value = serde_json::from_slice(&bundle).unwrap();
    let articles = bundle["articles"].as_array().unwrap();
    assert_eq!(articles.len(), slugs.len());
    // Some file systems do not tell capital letters apart.
    let folders: BTreeSet<String> =
        articles.iter().map(|article| article["slug"].as_str().unwrap().to_lowercase()).collect();
    assert_eq!(folders.len(), slugs.len(), "{folders:?}");
    for name in &folders {
        assert!(name.len() <= 255 && !name.contains(['/', '\\', '.', ':', '\u{202e}']), "{name}");
        assert!(!["con", "prn", "aux", "nul", "com1", "lpt1"].contains(&name.as_str()), "{name}");
    }
    succeed(&work, "build bundle --app app --out site");
    let site = tree(&work.join("site"));
    for article in articles {
        let page = format!("article/{}/index.html", article["slug"].as_str().unwrap());
        assert!(site.contains_key(&page), "{page}");
    }
    assert_eq!(names(&work), ["app", "bundle", "export.xml", "site"]);
    assert_eq!(names(root), ["work"]);
}

/// Found by fuzzing: ten thousand names were tried that were all the same.
#[test]
fn a_number_longer_than_an_address_takes_no_name_away() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let item = |last: &str| {
        format!(
            "<item><title>Wind</title><wp:post_id>{}{last}</wp:post_id><wp:post_name>wind</wp:post_name><wp:post_type>post</wp:post_type><wp:status>publish</wp:status><wp:post_date>2020-01-01 00:00:00</wp:post_date><content:encoded>Text</content:encoded></item>",
            "9".repeat(400)
        )
    };
    let export = format!(
        "<rss><channel><title>T</title><link>https://old.test.example</link>{}{}</channel></rss>",
        item("1"),
        item("2")
    );
    fs::write(root.join("export.xml"), export).unwrap();
    succeed(root, "import wordpress export.xml --out bundle");
    let bundle = fs::read(root.join("bundle/bundle.json")).unwrap();
    let bundle: Value = serde_json::from_slice(&bundle).unwrap();
    let slugs: BTreeSet<&str> = bundle["articles"]
        .as_array()
        .unwrap()
        .iter()
        .map(|article| article["slug"].as_str().unwrap())
        .collect();
    assert_eq!(slugs, BTreeSet::from(["wind", "wind-2"]));
}
