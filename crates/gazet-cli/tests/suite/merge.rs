//! Importing from one source beside what came from another.

use crate::support::{succeed, tree};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// An export of posts: number, address, text.
fn export(root: &Path, name: &str, posts: &[(u32, &str, &str)]) {
    let items = posts.iter().map(|(id, slug, text)| {
        format!(
            "<item><title>{slug} {id}</title><wp:post_id>{id}</wp:post_id>\
             <wp:post_name>{slug}</wp:post_name><link>https://old.test.example/{slug}/</link>\
             <wp:post_type>post</wp:post_type><wp:status>publish</wp:status>\
             <wp:post_date>2020-01-01 00:00:00</wp:post_date>\
             <content:encoded><![CDATA[{text}]]></content:encoded></item>"
        )
    });
    let items: String = items.collect();
    let text = format!(
        "<rss><channel><title>Old</title><link>https://old.test.example</link>{items}</channel></rss>"
    );
    fs::write(root.join(name), text).unwrap();
}

/// A feed of one item under `/wind/`.
fn feed(root: &Path) {
    let text = "<rss version=\"2.0\"><channel><title>Wire</title><link>https://wire.test.example/</link>\
        <item><guid>https://wire.test.example/wind/</guid><title>Wire wind</title>\
        <link>https://wire.test.example/wind/</link><pubDate>Wed, 01 Jan 2020 00:00:00 GMT</pubDate>\
        <description>It blows.</description></item></channel></rss>";
    fs::write(root.join("feed.xml"), text).unwrap();
}

fn texts(root: &Path, name: &str, text: &str) {
    fs::create_dir_all(root.join("texts/posts")).unwrap();
    let text = format!("---\ntitle: Own {name}\ndate: 2020-01-01\n---\n\n{text}\n");
    fs::write(root.join(format!("texts/posts/{name}.md")), text).unwrap();
}

fn bundle(root: &Path) -> Value {
    serde_json::from_slice(&fs::read(root.join("bundle/bundle.json")).unwrap()).unwrap()
}

/// Runs the imports, the last one twice with the same bytes; then these titles
/// stand under these addresses.
fn check(folder: &TempDir, imports: &[&str], expected: &[(&str, &str)]) {
    let root = folder.path();
    imports.iter().for_each(|import| drop(succeed(root, &format!("{import} --out bundle"))));
    let before = tree(&root.join("bundle"));
    succeed(root, &format!("{} --out bundle", imports.last().unwrap()));
    assert!(tree(&root.join("bundle")) == before, "the second import changed something");
    let bundle = bundle(root);
    let mut found: Vec<(&str, &str)> = bundle["articles"]
        .as_array()
        .unwrap()
        .iter()
        .map(|a| (a["slug"].as_str().unwrap(), a["title"].as_str().unwrap()))
        .collect();
    found.sort_unstable();
    assert_eq!(found, expected, "{imports:?}");
    let said = succeed(root, "check bundle --level error");
    assert_eq!(said, "No problems.\n");
}

const WXR: &str = "import wordpress export.xml";
const FEED: &str = "import feed feed.xml";
const REST: &str = "import wordpress-rest posts.json";
const MARKDOWN: &str = "import markdown texts";

#[test]
fn two_articles_that_want_one_address_are_both_kept() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    feed(root);
    export(root, "export.xml", &[(11, "wind", "x"), (12, "oil", "y")]);
    let post = json!([{"id": 21, "type": "post", "slug": "oil", "title": {"rendered": "rest"},
        "date": "2020-01-01T00:00:00", "content": {"rendered": "<p>z</p>"}, "link": "https://r.test.example/oil/"}]);
    fs::write(root.join("posts.json"), post.to_string()).unwrap();
    texts(root, "wind", "Own.");
    check(
        &folder,
        &[FEED, WXR],
        &[("oil", "oil 12"), ("wind", "Wire wind"), ("wind-11", "wind 11")],
    );
    check(
        &folder,
        &[REST, MARKDOWN],
        &[
            ("oil", "oil 12"),
            ("oil-21", "rest"),
            ("wind", "Wire wind"),
            ("wind-11", "wind 11"),
            ("wind-2", "Own wind"),
        ],
    );
    // Each source again, in another order, moves nothing.
    let before = tree(&root.join("bundle"));
    for import in [MARKDOWN, WXR, FEED, REST] {
        succeed(root, &format!("{import} --out bundle"));
        assert!(tree(&root.join("bundle")) == before, "{import}");
    }
}

#[test]
fn the_address_given_is_free_among_the_new_ones_too() {
    let folder = tempfile::tempdir().unwrap();
    feed(folder.path());
    export(
        folder.path(),
        "export.xml",
        &[(11, "wind", "x"), (12, "wind-11", "y"), (13, "wind-2", "z")],
    );
    check(
        &folder,
        &[FEED, WXR],
        &[
            ("wind", "Wire wind"),
            ("wind-11", "wind-11 12"),
            ("wind-2", "wind-2 13"),
            ("wind-3", "wind 11"),
        ],
    );
}

#[test]
fn what_points_to_a_renamed_article_follows() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    feed(root);
    let link =
        "<ul><li>See <em><a href=\"https://old.test.example/wind/#why\">wind</a></em>.</li></ul>";
    export(root, "export.xml", &[(11, "wind", "x"), (12, "oil", link)]);
    check(
        &folder,
        &[FEED, WXR],
        &[("oil", "oil 12"), ("wind", "Wire wind"), ("wind-11", "wind 11")],
    );
    let bundle = bundle(root);
    let articles = bundle["articles"].as_array().unwrap();
    let body = |id: &str| &articles.iter().find(|a| a["id"] == id).unwrap()["body"]["inline"];
    let text = body("wp-12")["blocks"].to_string();
    assert!(text.contains("\"to\":\"/article/wind-11#why\""), "{text}");
    assert!(body("wp-12")["related"].as_array().unwrap().contains(&"wind-11".into()));
}

#[test]
fn an_article_with_a_new_address_of_its_own_is_one_article() {
    let folder = tempfile::tempdir().unwrap();
    export(folder.path(), "export.xml", &[(11, "wind", "x")]);
    check(&folder, &[WXR], &[("wind", "wind 11")]);
    export(folder.path(), "export.xml", &[(11, "storm", "x")]);
    check(&folder, &[WXR], &[("storm", "storm 11")]);
}

#[test]
fn a_page_is_known_by_its_address() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    export(root, "export.xml", &[(11, "wind", "x"), (12, "about", "First.")]);
    let path = root.join("export.xml");
    let page = |text: &str| {
        let at = text.rfind("<wp:post_type>post").unwrap();
        format!("{}<wp:post_type>page{}", &text[..at], &text[at + "<wp:post_type>post".len()..])
    };
    let first = page(&fs::read_to_string(&path).unwrap());
    fs::write(&path, &first).unwrap();
    fs::write(root.join("other.xml"), first.replace(">12<", ">92<").replace("First.", "Second."))
        .unwrap();
    check(&folder, &[WXR, "import wordpress other.xml"], &[("wind", "wind 11")]);
    let pages = bundle(root)["pages"].clone();
    assert_eq!(pages.as_array().unwrap().len(), 1);
    assert_eq!(pages[0]["body"]["inline"]["blocks"], json!([{"paragraph": ["Second."]}]));
}
