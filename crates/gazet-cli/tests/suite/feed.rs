//! Feeds of every version, whole and broken, from files and a server.

use crate::support::{Reply, Server, copy, fixture, run, succeed, tree};
use serde_json::{Value, json};
use std::fs;
use tempfile::TempDir;

fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy(&fixture("feed"), folder.path());
    folder
}

fn bundle(folder: &TempDir) -> Value {
    serde_json::from_slice(&fs::read(folder.path().join("bundle/bundle.json")).unwrap()).unwrap()
}

fn report(folder: &TempDir) -> Value {
    serde_json::from_slice(&fs::read(folder.path().join("report.json")).unwrap()).unwrap()
}

/// Imports feeds into a new folder; what comes of it is a bundle without
/// errors.
fn imported(feeds: &str) -> (TempDir, Value) {
    let folder = folder();
    succeed(folder.path(), &format!("import feed {feeds} --out bundle --report report.json"));
    assert_eq!(succeed(folder.path(), "check bundle --level error"), "No problems.\n");
    let bundle = bundle(&folder);
    (folder, bundle)
}

/// Each article has these values in the fields of the same name.
fn check(bundle: &Value, expected: &Value) {
    let articles = bundle["articles"].as_array().unwrap();
    assert_eq!(articles.len(), expected.as_array().unwrap().len(), "{bundle}");
    for (article, expected) in articles.iter().zip(expected.as_array().unwrap()) {
        for (key, value) in expected.as_object().unwrap() {
            let own =
                if key == "blocks" { &article["body"]["inline"]["blocks"] } else { &article[key] };
            assert_eq!(own, value, "{key} of {}", article["slug"]);
        }
    }
}

#[test]
fn rss_becomes_articles_with_all_that_belongs_to_them() {
    let (folder, bundle) = imported("rss2.xml");
    assert_eq!(bundle["site"]["title"], "The Shore & Sea");
    assert_eq!(bundle["site"]["tagline"], "News from the shore");
    assert_eq!(bundle["site"]["url"], "https://shore.test.example/news/");
    assert_eq!(bundle["site"]["language"], "en-us");
    assert_eq!(bundle["site"]["copyright"], "© The Shore");
    assert_eq!(bundle["sections"][0]["path"], "the-shore-sea");
    let of_wind = json!({"link": {"to": "/article/oil", "text": ["Oil"]}});
    check(
        &bundle,
        &json!([
            {
                "slug": "wind-at-night", "title": "Wind at night", "section": "the-shore-sea",
                "deck": "Why turbines stand in rows.", "authors": ["a-writer"],
                "published": "2024-03-18T09:00:00+04:00", "tags": ["Wind", "Caspian & coast"],
                "image": {"src": "https://img.test.example/turbine.jpg?w=300", "width": 300, "height": 200, "alt": "A turbine"},
                "blocks": [{"paragraph": ["It blows. ", of_wind, " does not."]}],
                "source": null, "language": null,
            },
            {
                "slug": "oil", "deck": null, "authors": ["the-desk"], "published": "2024-02-18T23:30:00+04:00",
                "source": {"text": "The Wire", "url": "https://wire.test.example/rss"},
                "blocks": [
                    {"embed": {"url": "https://media.test.example/oil.mp3", "title": "Oil", "provider": "media.test.example"}},
                    {"paragraph": ["Bare ", {"strong": ["text"]}, " & more"]},
                    {"paragraph": [{"link": {"to": "https://media.test.example/tables.pdf", "text": ["tables.pdf"]}}]},
                ],
            },
            {
                "slug": "found", "title": "Untitled", "blocks": [],
                "source": {"text": "other.test.example", "url": "https://other.test.example/found"},
            },
        ]),
    );
    let report = report(&folder);
    assert_eq!((&report["items"], &report["articles"]), (&json!(3), &json!(3)));
    let lost = |slug: &str| report["lost"][slug].to_string();
    assert!(lost("wind-at-night").contains("<script>"), "{report}");
    assert!(lost("found").contains(r#"a date that cannot be read: \"soon\""#), "{report}");
}

#[test]
fn atom_says_of_which_type_its_texts_are() {
    let (_folder, bundle) = imported("atom.xml");
    assert_eq!(bundle["site"]["title"], "Dəniz & sahil");
    assert_eq!(bundle["site"]["language"], "az");
    check(
        &bundle,
        &json!([
            {
                "slug": "kulek", "title": "Külək və dalğa", "deck": "Xülasə", "authors": ["redaksiya"],
                "published": "2024-11-11T09:00:00+04:00", "updated": "2024-11-11T10:30:00+04:00",
                "tags": ["Külək"], "language": null,
                "blocks": [
                    {"embed": {"url": "https://media.test.example/wave.mp4", "title": "Külək və dalğa", "provider": "media.test.example"}},
                    {"paragraph": ["1 < 2 & ", {"link": {"to": "https://atom.test.example/posts/other", "text": ["3"]}}]},
                ],
            },
            {
                "slug": "at-t-b-amp", "title": "AT&T <b> &amp;", "language": "ru", "updated": null,
                "blocks": [
                    {"paragraph": ["Первая строка", {"break": true}, "и вторая."]},
                    {"paragraph": ["Второй абзац <b>."]},
                ],
            },
        ]),
    );
}

#[test]
fn old_versions_are_read_too() {
    check(
        &imported("rdf.xml").1,
        &json!([{"slug": "one", "title": "First — café", "tags": ["Coffee"], "authors": ["ann"],
            "published": "2003-05-01T00:00:00Z", "blocks": [{"paragraph": ["Some\u{a0}words"]}]}]),
    );
    // What has no date has that of the feed, in the order of the feed.
    check(
        &imported("netscape.xml").1,
        &json!([{"slug": "second", "published": "1999-06-01T10:00:00-05:00"},
            {"slug": "first", "published": "1999-06-01T09:59:59-05:00"}]),
    );
    check(
        &imported("atom03.xml").1,
        &json!([{"slug": "e-one", "published": "2003-12-13T08:29:29-04:00", "updated": "2003-12-13T18:30:02Z",
            "blocks": [{"paragraph": ["Escaped"]}]}]),
    );
}

#[test]
fn json_feeds_are_read_and_cut_ones_item_by_item() {
    let (folder, bundle) = imported("feed.json");
    assert_eq!(bundle["site"]["title"], "Json – times");
    let first = json!({
        "slug": "a-post", "deck": "Short", "authors": ["the-desk"], "tags": ["a", "b"],
        "published": "2024-01-02T03:04:05+02:00",
        "image": {"src": "https://json.test.example/a-1200x600.png", "width": 1200, "height": 600},
        "blocks": [{"paragraph": ["One"]}, {"paragraph": ["Two"]}],
    });
    let second = json!({
        "title": "Words without a title, more than a few of them, so that they are cut somewhere…",
        "authors": ["guest"],
        "source": {"text": "elsewhere.test.example", "url": "https://elsewhere.test.example/x"},
        "blocks": [
            {"embed": {"url": "https://json.test.example/talk.mp3", "title": "Talk", "provider": "json.test.example"}},
            {"paragraph": ["Words without a title, more than a few of them, so that they are cut somewhere near here."]},
        ],
    });
    check(&bundle, &json!([first, second]));
    let text = fs::read_to_string(folder.path().join("feed.json")).unwrap();
    fs::write(folder.path().join("feed.json"), &text[..text.find("external_url").unwrap()])
        .unwrap();
    succeed(folder.path(), "import feed feed.json --out cut --report report.json");
    let cut = fs::read(folder.path().join("cut/bundle.json")).unwrap();
    let cut: Value = serde_json::from_slice(&cut).unwrap();
    check(&cut, &json!([first]));
    assert_eq!(cut["site"]["title"], "Json – times");
    assert!(report(&folder)["losses"]["feed.json"]["an item that is no JSON"] == 1);
}

#[test]
fn every_readable_item_of_a_broken_feed_is_kept() {
    let (folder, bundle) = imported("broken.xml");
    assert_eq!(bundle["site"]["title"], "Broken & bent");
    check(
        &bundle,
        &json!([
            {"title": "Bare & and 1 < 2", "blocks": [{"paragraph": ["Mixed ", {"strong": ["bold", {"break": true}, "words"]}]}]},
            {"title": "Unclosed", "blocks": [{"paragraph": ["Open data"]}]},
            {"title": "Quote", "blocks": [{"paragraph": ["A link here"]}]},
            {"title": "Nested", "blocks": [{"paragraph": ["a b"]}]},
            {"title": "Cut", "blocks": [{"paragraph": ["Half a sent"]}]},
        ]),
    );
    let losses = report(&folder)["losses"]["broken.xml"].to_string();
    for what in ["bare <", "character data", "does not end", "end of an item", "end of the file"] {
        assert!(losses.contains(what), "{what}: {losses}");
    }
}

/// What a file of nothing but faults becomes is little, and becomes it soon.
#[test]
fn hostile_files_end() {
    let folder = folder();
    let item = "<item><title>x</title>";
    for (at, text) in [
        format!("<rss><channel>{item}{}", "<a b=\"".repeat(20_000)),
        format!("<rss><channel>{item}{}", "<![CDATA[".repeat(20_000)),
        format!("<rss><channel>{item}{}>", "<".repeat(20_000)),
        format!("<rss><channel>{item}{}", "<!--".repeat(20_000)),
        format!("<rss><channel>{}{item}</item>", "<div>".repeat(20_000)),
        format!("<rss><channel>{item}<description>{}", "&lt;div&gt;".repeat(5_000)),
    ]
    .into_iter()
    .enumerate()
    {
        fs::write(folder.path().join("hostile.xml"), text).unwrap();
        let words = "import feed hostile.xml --out bundle --report report.json";
        succeed(folder.path(), words);
        assert_eq!(bundle(&folder)["articles"].as_array().unwrap().len(), 1, "{at}");
        // Each of the comments that do not end would be looked for to the end.
        let is_cut = report(&folder).to_string().contains("more faults than can be read past");
        assert_eq!(is_cut, at == 3, "{at}");
    }
}

#[test]
fn several_feeds_are_sections_and_what_is_there_keeps_its_address() {
    let (folder, bundle) = imported("rss2.xml netscape.xml --site-title Both");
    assert_eq!(bundle["site"]["title"], "Both");
    let sections: Vec<&str> = bundle["sections"]
        .as_array()
        .unwrap()
        .iter()
        .map(|section| section["path"].as_str().unwrap())
        .collect();
    assert_eq!(sections, ["the-shore-sea", "old"]);
    let before = tree(&folder.path().join("bundle"));
    succeed(folder.path(), "import feed rss2.xml netscape.xml --out bundle");
    assert_eq!(tree(&folder.path().join("bundle")), before);

    // Another paper's article of the same address, and a new date of a feed
    // whose items have none.
    let text = fs::read_to_string(folder.path().join("netscape.xml")).unwrap();
    let moved = text.replace("old.test.example/b.html", "old.test.example/oil/");
    fs::write(folder.path().join("moved.xml"), moved.replace("Second", "Oil")).unwrap();
    fs::write(folder.path().join("netscape.xml"), text.replace("1999 10:00", "2000 10:00"))
        .unwrap();
    for _ in 0..2 {
        succeed(folder.path(), "import feed moved.xml netscape.xml --section Other --out bundle");
        let bundle = self::bundle(&folder);
        let articles = bundle["articles"].as_array().unwrap();
        let slugs: Vec<&str> = articles.iter().map(|a| a["slug"].as_str().unwrap()).collect();
        assert_eq!(slugs.len(), 6, "{slugs:?}");
        assert_eq!(slugs.iter().filter(|slug| slug.starts_with("oil")).count(), 2, "{slugs:?}");
        assert!(slugs.contains(&"oil"), "{slugs:?}");
        let second = articles.iter().find(|a| a["slug"] == "second").unwrap();
        assert_eq!(second["published"], "1999-06-01T10:00:00-05:00");
        assert_eq!(second["section"], "other");
        assert_eq!(bundle["site"]["title"], "Both");
    }
}

#[test]
fn items_that_call_themselves_the_same_are_kept_apart() {
    let folder = folder();
    let item = |guid: &str, title: &str| {
        format!(
            "<item><guid>{guid}</guid><link>https://a.test.example/post</link><title>{title}</title><pubDate>2024-01-01</pubDate></item>"
        )
    };
    let items = [item("1", "One"), item("1", "Two"), item("1", "Two"), item("2", "Three")].concat();
    fs::write(folder.path().join("same.xml"), format!("<rss><channel>{items}</channel></rss>"))
        .unwrap();
    succeed(folder.path(), "import feed same.xml --out bundle --report report.json");
    let bundle = bundle(&folder);
    let articles = bundle["articles"].as_array().unwrap();
    let names = |key: &str| -> std::collections::BTreeSet<String> {
        articles.iter().map(|article| article[key].to_string()).collect()
    };
    assert_eq!(
        (names("id").len(), names("slug").len(), names("title").len()),
        (3, 3, 3),
        "{bundle}"
    );
    assert_eq!(report(&folder)["left_out"], json!({"stands twice": 1}));
}

#[test]
fn entities_are_refused_and_every_feed_that_fails_is_named() {
    let folder = folder();
    let bomb = "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY a SYSTEM \"file:///etc/passwd\"><!ENTITY b \"&a;&a;\">]><rss><channel><item><title>&b;</title></item></channel></rss>";
    fs::write(folder.path().join("bomb.xml"), bomb).unwrap();
    fs::write(folder.path().join("page.html"), "<!doctype html><html><head><link rel=alternate type='application/rss+xml' href='/feed'></head><p>no").unwrap();
    fs::write(folder.path().join("empty.xml"), "").unwrap();
    fs::write(folder.path().join("note.xml"), "<note><to>x</to></note>").unwrap();
    let output = run(
        folder.path(),
        "import feed rss2.xml bomb.xml page.html empty.xml note.xml none.xml --out bundle",
    );
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{said}");
    for line in [
        "bomb.xml: declares entities",
        "page.html: is a web page; its feeds are at /feed",
        "empty.xml: is empty",
        "note.xml: is no feed: it begins with <note>",
        "none.xml: cannot be read",
    ] {
        assert!(said.contains(line), "{line}: {said}");
    }
    assert!(!folder.path().join("bundle").exists());
    fs::write(folder.path().join("bare.xml"), "<rss><channel><title>T</title></channel></rss>")
        .unwrap();
    let output = run(folder.path(), "import feed bare.xml --out bundle");
    assert!(String::from_utf8(output.stderr).unwrap().contains("bare.xml: holds no items"));
}

#[test]
fn feeds_are_taken_from_a_server() {
    let server = Server::start(|path, before, _| {
        match (path, before) {
        ("/old", _) => Reply::Says(301, vec![("location", "/blog/feed".into())], vec![]),
        ("/blog/feed", 0) => Reply::status(503),
        // The server knows what the file does not say; relative to the feed.
        ("/blog/feed", _) => Reply::good(
            "application/rss+xml; charset=windows-1251",
            b"<rss><channel><title>\xcc\xee\xf1\xf2</title><item><title>T</title><link>post-one</link><description>d</description></item></channel></rss>".to_vec(),
        ),
        _ => Reply::status(404),
    }
    });
    let folder = folder();
    succeed(folder.path(), &format!("import feed {} --out bundle", server.url("/old")));
    let bundle = bundle(&folder);
    assert_eq!(bundle["site"]["title"], "Мост");
    assert_eq!(bundle["site"]["url"], server.url("/blog/feed/"));
    assert_eq!(bundle["articles"][0]["slug"], "post-one");
    let output = run(folder.path(), &format!("import feed {} --out bundle", server.url("/none")));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("the server answers 404 (not found)"), "{said}");
}

/// The same items, titles, addresses and moments as `feed-rs` finds in feeds
/// that are whole.
#[test]
fn another_parser_reads_the_same() {
    for file in ["rss2.xml", "atom.xml", "netscape.xml"] {
        let bytes = fs::read(fixture("feed").join(file)).unwrap();
        let theirs = feed_rs::parser::parse(bytes.as_slice()).unwrap();
        let (_folder, bundle) = imported(file);
        let ours = bundle["articles"].as_array().unwrap();
        assert_eq!(ours.len(), theirs.entries.len(), "{file}");
        for entry in &theirs.entries {
            let time = entry.published.or(entry.updated).map(|time| time.timestamp());
            let same = |article: &&Value| {
                let published = article["published"].as_str().unwrap();
                let own = gazet_bundle::Timestamp::new(published).unwrap().unix();
                time.is_none_or(|time| time == own)
            };
            let found = ours.iter().find(same).unwrap_or_else(|| panic!("{file}: {}", entry.id));
            let words = |text: &str| text.chars().filter(|c| c.is_alphabetic()).collect::<String>();
            if let Some(title) = entry.title.as_ref().filter(|title| !title.content.contains('<')) {
                let own = ours
                    .iter()
                    .any(|a| words(a["title"].as_str().unwrap()) == words(&title.content));
                assert!(own, "{file}: {} {found}", title.content);
            }
        }
    }
}
