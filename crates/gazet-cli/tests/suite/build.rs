//! A bundle and an app become a site.

use crate::support::{copy, edition, fixture, gazet, names, run, succeed, tree};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use sha2::{Digest, Sha256, Sha384};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;
use tempfile::TempDir;

/// A folder with a bundle and an app, and the site built of them.
fn site(base: &str) -> TempDir {
    let folder = edition();
    copy(&fixture("build/app"), &folder.path().join("app"));
    succeed(folder.path(), "import markdown edition --out bundle");
    succeed(folder.path(), &format!("build bundle --app app --out site --base-path {base}"));
    folder
}

fn text(folder: &TempDir, name: &str) -> String {
    fs::read_to_string(folder.path().join("site").join(name)).unwrap()
}

fn json(folder: &TempDir, name: &str) -> Value {
    serde_json::from_str(&text(folder, name)).unwrap()
}

fn precache(folder: &TempDir) -> Value {
    let script = text(folder, "precache.js");
    let json = script.strip_prefix("self.GAZET_PRECACHE = ").unwrap();
    serde_json::from_str(json.strip_suffix(";\n").unwrap()).unwrap()
}

/// The policy of a page allows exactly the inline scripts that stand in it.
fn check(page: &str) {
    let meta = "<meta http-equiv=\"Content-Security-Policy\" content=\"";
    let (before, rest) = page.split_once(meta).unwrap();
    assert!(!before.contains("<script"), "a script stands before the policy");
    let policy = rest.split('"').next().unwrap();
    let allowed: BTreeSet<&str> =
        policy.split([' ', ';']).filter(|word| word.starts_with("'sha256-")).collect();
    let mut scripts = BTreeSet::new();
    for piece in page.split("<script").skip(1) {
        let (attributes, rest) = piece.split_once('>').unwrap();
        // Data is no script that runs.
        if !attributes.contains("src=") && !attributes.contains("json") {
            let content = rest.split("</script>").next().unwrap();
            scripts.insert(format!("'sha256-{}'", STANDARD.encode(Sha256::digest(content))));
        }
    }
    assert_eq!(allowed, scripts.iter().map(String::as_str).collect());
    assert!(scripts.len() >= 2, "the app's own scripts are gone");
    for needed in [
        "default-src 'none';",
        "script-src 'self' 'wasm-unsafe-eval' ",
        "style-src 'self';",
        "img-src 'self' data: https:;",
        "frame-src https:;",
        "base-uri 'none';",
        "form-action 'none'",
        "require-trusted-types-for 'script'; trusted-types gazet",
    ] {
        assert!(policy.contains(needed), "{policy}");
    }
}

#[test]
fn every_route_has_a_page_and_every_body_a_part() {
    let folder = site("/");
    let files = tree(&folder.path().join("site"));
    for name in [
        "index.html",
        "404.html",
        "shell/index.html",
        "saved/index.html",
        "search/index.html",
        "article/everything/index.html",
        "article/kuleyin-sesi/index.html",
        "news/index.html",
        "news/energy/index.html",
        "culture/index.html",
        "who-we-are/index.html",
        "author/ada-type/index.html",
        "tag/caspian-sea/index.html",
        "tag/музыка/index.html",
        "images/drop.svg",
        "manifest.webmanifest",
        "precache.js",
        "sw.js",
        "reader-0123456789abcdef.js",
        "reader-0123456789abcdef_bg.wasm",
        "style-0123456789abcdef.css",
    ] {
        assert!(files.contains_key(name), "{name} is missing");
    }
    let bundle = gazet_bundle::read(&files["bundle.json"]).unwrap();
    let bodies =
        bundle.articles.iter().map(|a| &a.body).chain(bundle.pages.iter().map(|p| &p.body));
    let mut parts = BTreeSet::new();
    for body in bodies {
        let gazet_bundle::Body::Part(name) = body else {
            panic!("a body stands in the front document")
        };
        let bytes = &files[&format!("parts/{name}.json")];
        let digest = Sha256::digest(bytes);
        let hash: String = digest[..16].iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(hash, name.as_str());
        assert!(!gazet_bundle::read_part(bytes).unwrap().blocks.is_empty());
        parts.insert(format!("parts/{name}.json"));
    }
    // The lists of what can be kept offline have names of the same kind.
    let lists: serde_json::Value = serde_json::from_slice(&files["offline.json"]).unwrap();
    let lists = lists["shards"].as_array().unwrap().iter();
    parts.extend(lists.map(|name| format!("parts/{}.json", name.as_str().unwrap())));
    let written: BTreeSet<String> =
        files.keys().filter(|name| name.starts_with("parts/")).cloned().collect();
    assert_eq!(written, parts);
    assert_eq!(names(folder.path()), ["app", "bundle", "edition", "site"]);
}

#[test]
fn policies_allow_what_stands_in_the_page_alone() {
    let folder = site("/repo/");
    let mut pages = 0;
    for (name, bytes) in tree(&folder.path().join("site")) {
        if name.ends_with(".html") {
            check(std::str::from_utf8(&bytes).unwrap());
            pages += 1;
        }
    }
    assert!(pages > 15, "{pages}");
}

#[test]
fn a_page_holds_its_text_and_asks_for_its_data() {
    let folder = site("/");
    let page = text(&folder, "article/second/index.html");
    assert!(
        page.starts_with("<!doctype html>\n<html lang=\"en-GB\" dir=\"ltr\" data-base=\"/\">"),
        "{page}"
    );
    assert!(page.contains("cables carry the current"), "the text is missing");
    let preloads: Vec<&str> = page
        .split("<link rel=\"preload\" as=\"fetch\" crossorigin href=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap())
        .collect();
    let bundle = json(&folder, "bundle.json");
    let article = bundle["articles"].as_array().unwrap().iter().find(|a| a["slug"] == "second");
    let part = article.unwrap()["body"]["part"].as_str().unwrap();
    assert_eq!(preloads, ["/bundle.json", &format!("/parts/{part}.json")]);
    assert!(!page.contains("gazet:"), "a mark was left");

    let shell = text(&folder, "shell/index.html");
    assert!(shell.contains("role=\"status\""), "the shape of a page is missing: {shell}");
    assert!(!shell.contains("id=\"main\""), "{shell}");
    assert!(shell.contains("<title>The Daily Test</title>"), "{shell}");
}

#[test]
fn the_base_path_stands_everywhere() {
    let folder = site("repo");
    for (name, bytes) in tree(&folder.path().join("site")) {
        if !name.ends_with(".wasm") {
            assert!(!String::from_utf8_lossy(&bytes).contains("__GAZET_BASE__"), "{name}");
        }
    }
    let page = text(&folder, "news/energy/index.html");
    assert!(page.contains("data-base=\"/repo/\""), "{page}");
    assert!(page.contains("href=\"/repo/bundle.json\""), "{page}");
    assert!(page.contains("href=\"/repo/article/second/\""), "{page}");
    assert!(page.contains("\"/repo/reader-0123456789abcdef.js\""), "{page}");
    let css = text(&folder, "style-0123456789abcdef.css");
    assert!(css.contains("url(/repo/icons/icon-192.png)"), "{css}");
    // Trunk wrote the hash of the file before the base path was put in.
    let integrity = format!("integrity=\"sha384-{}\"", STANDARD.encode(Sha384::digest(css)));
    assert!(page.contains(&integrity), "{page}");
    assert_eq!(json(&folder, "manifest.webmanifest")["start_url"], "/repo/");
    assert_eq!(text(&folder, ".gazet"), "gazet site 1\nbase /repo/\n");
}

#[test]
fn the_manifest_says_who_publishes() {
    let folder = site("/repo/");
    let manifest = json(&folder, "manifest.webmanifest");
    let expected = serde_json::json!({
        "id": "/repo/", "name": "The Daily Test", "short_name": "The Daily Test",
        "description": "A paper that is only read by tests.", "lang": "en-GB", "dir": "ltr",
        "start_url": "/repo/", "scope": "/repo/", "display": "standalone",
        "display_override": ["standalone", "minimal-ui"],
        "background_color": "#fffdf8", "theme_color": "#fffdf8", "categories": ["news"],
        "icons": [
            { "src": "/repo/icons/icon-192.png", "sizes": "192x192", "type": "image/png", "purpose": "any" },
            { "src": "/repo/icons/icon-512.png", "sizes": "512x512", "type": "image/png", "purpose": "any" },
            { "src": "/repo/icons/icon-maskable-512.png", "sizes": "512x512", "type": "image/png", "purpose": "maskable" },
            { "src": "/repo/icons/icon-monochrome-512.png", "sizes": "512x512", "type": "image/png", "purpose": "monochrome" },
        ],
        "share_target": { "action": "/repo/search/", "method": "GET", "params": { "text": "q" } },
        "file_handlers": [{ "action": "/repo/storage/", "accept": { "application/vnd.gazet": [".gazet"] } }],
        "shortcuts": [
            { "name": "Saved", "url": "/repo/saved/" }, { "name": "Search", "url": "/repo/search/" },
            { "name": "Reading offline", "url": "/repo/storage/" },
        ],
        "screenshots": [
            { "src": "/repo/screenshots/an-article.png", "sizes": "20x40", "type": "image/png", "form_factor": "narrow", "label": "an article" },
            { "src": "/repo/screenshots/front-page.png", "sizes": "40x20", "type": "image/png", "form_factor": "wide", "label": "front page" },
        ],
    });
    assert_eq!(manifest, expected);
}

#[test]
fn the_service_worker_is_told_what_to_keep() {
    let folder = site("/repo/");
    let list = precache(&folder);
    let shell: Vec<&str> =
        list["shell"].as_array().unwrap().iter().map(|v| v.as_str().unwrap()).collect();
    for name in [
        "reader-0123456789abcdef.js",
        "reader-0123456789abcdef_bg.wasm",
        "style-0123456789abcdef.css",
        "icons/icon-192.png",
        "manifest.webmanifest",
        "shell/index.html",
    ] {
        assert!(shell.contains(&name), "{name}: {shell:?}");
    }
    for name in shell {
        assert!(folder.path().join("site").join(name).is_file(), "{name}");
        assert!(!name.ends_with("sw.js") && !name.contains("screenshots"), "{name}");
    }
    let data = list["data"].as_array().unwrap();
    assert_eq!(data[0], "bundle.json");
    let newest =
        json(&folder, "bundle.json")["articles"][0]["body"]["part"].as_str().unwrap().to_owned();
    assert_eq!(data[1], format!("parts/{newest}.json"));
    assert_eq!(data.len(), 1 + 6 + 1);

    // Another word in an article is another version.
    let article = folder.path().join("edition/articles/second.md");
    fs::write(&article, fs::read_to_string(&article).unwrap() + "\nMore.\n").unwrap();
    succeed(folder.path(), "import markdown edition --out bundle");
    succeed(folder.path(), "build bundle --app app --out site --base-path /repo/");
    assert_ne!(precache(&folder)["version"], list["version"]);
}

#[test]
fn the_same_input_gives_the_same_site() {
    let folder = site("/");
    succeed(folder.path(), "build bundle --app app --out again");
    assert_eq!(tree(&folder.path().join("site")), tree(&folder.path().join("again")));
    succeed(folder.path(), "build bundle --app app --out again --base-path /other/");
    succeed(folder.path(), "build bundle --app app --out again");
    assert_eq!(tree(&folder.path().join("site")), tree(&folder.path().join("again")));
}

#[test]
fn a_killed_build_leaves_a_whole_site() {
    let folder = site("/");
    let root = folder.path();
    succeed(root, "build bundle --app app --out other --base-path /other/");
    let whole = [tree(&root.join("site")), tree(&root.join("other"))];
    let mut base = ["/other/", "/"].into_iter().cycle();
    for milliseconds in (0..200).step_by(20) {
        let mut command = gazet(root);
        command.args(["build", "bundle", "--app", "app", "--out", "site", "--base-path"]);
        let mut child = command.args(base.next()).stdout(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(milliseconds));
        child.kill().unwrap();
        child.wait().unwrap();
        let left = tree(&root.join("site"));
        assert!(whole.contains(&left), "killed after {milliseconds} ms: the site is mixed");
    }
    succeed(root, "build bundle --app app --out site");
    assert_eq!(tree(&root.join("site")), whole[0]);
    assert_eq!(names(root), ["app", "bundle", "edition", "other", "site"]);
}

/// The build fails with this exit code and sentence, and the site stays.
fn refused(folder: &TempDir, words: &str, code: i32, part: &str) {
    let before = tree(&folder.path().join("site"));
    let output = run(folder.path(), words);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(code), "{said}");
    assert!(said.contains(part), "{said}");
    assert_eq!(tree(&folder.path().join("site")), before);
    assert!(!folder.path().join(".site.gazet-new").exists(), "something was left behind");
}

#[test]
fn a_bad_bundle_or_app_leaves_the_old_site() {
    let folder = site("/");
    let root = folder.path();
    let words = "build bundle --app app --out site";
    let change = |name: &str, f: &dyn Fn(String) -> String| {
        let path = root.join(name);
        let before = fs::read_to_string(&path).unwrap();
        fs::write(&path, f(before.clone())).unwrap();
        move || fs::write(&path, &before).unwrap()
    };
    let undo = change("bundle/bundle.json", &|text| text[..text.len() / 2].to_owned());
    refused(&folder, words, 1, "bundle.json: the document ends in the middle");
    undo();
    let undo = change("bundle/bundle.json", &|text| text.replacen("\"culture\"", "\"sport\"", 1));
    refused(&folder, words, 1, "is not a section of the site");
    undo();
    let undo = change("bundle/bundle.json", &|text| {
        text.replace("images/drop.svg", "images/../../app/sw.js")
    });
    refused(&folder, words, 1, "lies outside the folder images");
    undo();
    let undo = change("bundle/images/drop.svg", &|_| String::new());
    fs::remove_file(root.join("bundle/images/drop.svg")).unwrap();
    refused(&folder, words, 1, "the picture images/drop.svg is missing");
    undo();
    let undo = change("app/index.html", &|text| text.replace("<!-- gazet:head -->", ""));
    refused(&folder, words, 1, "has no <!-- gazet:head -->");
    undo();
    fs::create_dir_all(root.join("app/article/second")).unwrap();
    fs::write(root.join("app/article/second/index.html"), "x").unwrap();
    refused(&folder, words, 1, "two files of the site want the name article/second/index.html");
    fs::remove_dir_all(root.join("app/article")).unwrap();
    refused(&folder, "build bundle --app bundle --out site", 1, "has no index.html");
    refused(&folder, "build nothing --app app --out site", 3, "cannot read");
    refused(&folder, "build bundle --app app --out bundle", 3, "overlaps");
    succeed(root, words);
}

#[test]
fn a_foreign_folder_is_refused() {
    let folder = site("/");
    fs::create_dir(folder.path().join("home")).unwrap();
    fs::write(folder.path().join("home/diary.txt"), "dear").unwrap();
    refused(&folder, "build bundle --app app --out home", 3, "was not made by gazet");
    assert_eq!(names(&folder.path().join("home")), ["diary.txt"]);
    // A bundle is no site, though gazet made both.
    copy(&folder.path().join("bundle"), &folder.path().join("copy"));
    refused(&folder, "build bundle --app app --out copy", 3, "holds something else made by gazet");
    assert!(Path::new(&folder.path().join("copy/bundle.json")).is_file());
}
