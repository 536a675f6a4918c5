//! The lists of what can be kept for reading without a network.

use crate::support::{copy, edition, fixture, succeed};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

fn site(options: &str) -> TempDir {
    let folder = edition();
    copy(&fixture("build/app"), &folder.path().join("app"));
    succeed(folder.path(), "import markdown edition --out bundle");
    succeed(folder.path(), &format!("build bundle --app app --out site {options}"));
    folder
}

fn json(site: &Path, name: &str) -> Value {
    serde_json::from_slice(&fs::read(site.join(name)).unwrap()).unwrap()
}

/// Names and bytes.
fn files(list: &Value) -> BTreeMap<String, u64> {
    let list = list.as_array().unwrap().iter();
    list.map(|file| (file[0].as_str().unwrap().to_owned(), file[1].as_u64().unwrap())).collect()
}

/// Section and files of each page.
fn pages(site: &Path, index: &Value) -> BTreeMap<String, (String, BTreeMap<String, u64>)> {
    let mut all = BTreeMap::new();
    for shard in index["shards"].as_array().unwrap() {
        let shard = json(site, &format!("parts/{}.json", shard.as_str().unwrap()));
        for page in shard["pages"].as_array().unwrap() {
            let text = |at: usize| page[at].as_str().unwrap().to_owned();
            assert!(all.insert(text(0), (text(1), files(&page[2]))).is_none(), "{page}");
        }
    }
    all
}

#[test]
fn every_file_is_there_with_its_size() {
    let folder = site("");
    let site = folder.path().join("site");
    let index = json(&site, "offline.json");
    let pages = pages(&site, &index);
    let bundle = json(&site, "bundle.json");
    let articles = bundle["articles"].as_array().unwrap();
    assert_eq!(index["articles"], articles.len());
    let mut all = files(&index["shared"]);
    assert!(all.contains_key("bundle.json"));
    for article in articles {
        let slug = article["slug"].as_str().unwrap();
        let (section, own) = &pages[&format!("article/{slug}")];
        assert_eq!(section, article["section"].as_str().unwrap());
        let part = article["body"]["part"].as_str().unwrap();
        assert!(own.contains_key(&format!("parts/{part}.json")), "{slug}");
        if let Some(image) = article["image"]["src"].as_str().filter(|src| !src.contains(':')) {
            let folder = image.split('/').next().unwrap();
            assert!(own.keys().any(|name| name.starts_with(folder)), "{slug}: {own:?}");
        }
        all.extend(own.clone());
    }
    for (name, bytes) in &all {
        assert_eq!(fs::metadata(site.join(name)).unwrap().len(), *bytes, "{name}");
    }
    assert_eq!(index["bytes"], all.values().sum::<u64>());
}

#[test]
fn a_section_takes_what_is_below_it_too() {
    let folder = site("");
    let site = folder.path().join("site");
    let index = json(&site, "offline.json");
    let pages = pages(&site, &index);
    let sections = index["sections"].as_array().unwrap();
    assert!(!sections.is_empty());
    for section in sections {
        let path = section["path"].as_str().unwrap();
        let below = format!("{path}/");
        let own = pages.values().filter(|(own, _)| own == path || own.starts_with(&below));
        assert_eq!(section["articles"], own.clone().count(), "{path}");
        let files: BTreeMap<_, _> = own.flat_map(|(_, files)| files.clone()).collect();
        assert_eq!(section["bytes"], files.values().sum::<u64>(), "{path}");
    }
}

#[test]
fn pages_of_an_archive_bring_what_finds_them() {
    let folder = site("--front-articles 1");
    let site = folder.path().join("site");
    let index = json(&site, "offline.json");
    let archive = json(&site, "bundle.json")["archive"].as_str().unwrap().to_owned();
    assert!(files(&index["shared"]).contains_key(&format!("parts/{archive}.json")));
    for (route, (_, own)) in pages(&site, &index) {
        // A body, a leaf and the shard that names it; pages have no body.
        let parts = own.keys().filter(|name| name.starts_with("parts/")).count();
        assert_eq!(parts, if route.starts_with("article/") { 3 } else { 2 }, "{route}: {own:?}");
        assert!(own.keys().all(|name| site.join(name).is_file()), "{route}");
    }
}
