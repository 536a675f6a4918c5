//! What machines read of a site: feeds, sitemap, robots and headers.

use crate::support::{copy, edition, fixture, succeed};
use serde_json::Value;
use std::fs;
use tempfile::TempDir;

fn site(base: &str) -> TempDir {
    let folder = edition();
    copy(&fixture("build/app"), &folder.path().join("app"));
    succeed(folder.path(), "import markdown edition --out bundle");
    succeed(folder.path(), &format!("build bundle --app app --out site --base-path {base}"));
    folder
}

fn text(folder: &TempDir, name: &str) -> String {
    fs::read_to_string(folder.path().join("site").join(name))
        .unwrap_or_else(|e| panic!("{name}: {e}"))
}

/// The texts of all elements of a name.
fn texts(xml: &str, name: &str) -> Vec<String> {
    let document = roxmltree::Document::parse(xml).unwrap();
    let (prefix, local) = name.split_once(':').map_or((None, name), |(p, n)| (Some(p), n));
    let found = document.descendants().filter(|node| {
        let space = node.tag_name().namespace();
        node.tag_name().name() == local
            && prefix.is_none_or(|p| space == document.root_element().lookup_namespace_uri(Some(p)))
    });
    found.map(|node| node.text().unwrap_or_default().to_owned()).collect()
}

#[test]
fn the_paper_and_each_section_have_three_feeds() {
    let folder = site("/");
    for page in ["", "news/", "news/energy/", "culture/"] {
        let rss = text(&folder, &format!("{page}feed.xml"));
        let atom = text(&folder, &format!("{page}atom.xml"));
        let json: Value =
            serde_json::from_str(&text(&folder, &format!("{page}feed.json"))).unwrap();
        let titles: Vec<&str> = json["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|i| i["title"].as_str().unwrap())
            .collect();
        assert!(!titles.is_empty(), "{page}");
        // The first title of the two others is that of the feed.
        assert_eq!(texts(&rss, "title")[1..], titles, "{page}");
        assert_eq!(texts(&atom, "title")[1..], titles, "{page}");
        assert_eq!(json["feed_url"], format!("https://test.example/paper/{page}feed.json"));
    }
    let energy = texts(&text(&folder, "news/energy/feed.xml"), "title");
    assert_eq!(
        energy,
        [
            "The Daily Test: Energy",
            "Wind turbines in the Caspian Sea",
            "Cables for wind turbines",
            "Küləyin səsi"
        ]
    );
}

#[test]
fn a_feed_holds_the_whole_text_with_full_addresses() {
    let folder = site("/");
    let json: Value = serde_json::from_str(&text(&folder, "feed.json")).unwrap();
    let item = &json["items"][0];
    assert_eq!(item["url"], "https://test.example/paper/article/everything/");
    assert_eq!(item["id"], "tag:test.example,2024-03-18:everything-1");
    assert_eq!(item["date_modified"], "2024-03-19T10:00:00+04:00");
    let image = item["image"].as_str().unwrap();
    assert!(image.starts_with("https://test.example/paper/images/photo-"), "{image}");
    let html = item["content_html"].as_str().unwrap();
    for piece in [
        "<p>Plain, <em>stressed</em>, <strong>strong</strong>, <s>struck</s> and <code>code</code>",
        "<abbr title=\"Conference &amp; Parties\">COP</abbr>",
        "<span lang=\"ar\" dir=\"rtl\">سلام</span>",
        "<a href=\"https://test.example/paper/article/second\">2</a>",
        "<img src=\"https://test.example/paper/images/drop.svg\" width=\"1200\" height=\"800\" alt=\"A drop.\">",
        "<ol><li><p>First</p>",
        "<p><a href=\"https://maps.test.example/embed?a=1\">A map: of nothing</a></p>",
    ] {
        assert!(html.contains(piece), "{piece} is not in {html}");
    }
    assert!(!html.contains("<script") && !html.contains(" style="), "{html}");
    // All three say the same.
    assert!(texts(&text(&folder, "feed.xml"), "content:encoded").contains(&html.to_owned()));
    assert!(texts(&text(&folder, "atom.xml"), "content").contains(&html.to_owned()));
    assert!(
        texts(&text(&folder, "feed.xml"), "pubDate")
            .contains(&"Mon, 18 Mar 2024 09:00:00 +0400".to_owned())
    );
}

#[test]
fn pages_name_their_feeds_under_the_base_path() {
    let folder = site("/repo/");
    let links = |page: &str| -> Vec<String> {
        let html = text(&folder, page);
        html.split("<link rel=\"alternate\"")
            .skip(1)
            .map(|rest| rest.split("href=\"").nth(1).unwrap().split('"').next().unwrap().to_owned())
            .collect()
    };
    assert_eq!(links("index.html"), ["/repo/feed.xml", "/repo/atom.xml", "/repo/feed.json"]);
    assert_eq!(
        links("news/energy/index.html"),
        [
            "/repo/news/energy/feed.xml",
            "/repo/news/energy/atom.xml",
            "/repo/news/energy/feed.json",
            "/repo/feed.xml"
        ]
    );
    assert_eq!(links("article/second/index.html"), ["/repo/feed.xml"]);
    assert_eq!(links("404.html"), [""; 0]);
}

#[test]
fn the_sitemap_names_every_page_that_is_for_others() {
    let folder = site("/");
    let map = text(&folder, "sitemap.xml");
    let addresses = texts(&map, "loc");
    for path in [
        "",
        "news/energy/",
        "article/second/",
        "who-we-are/",
        "author/ada-type/",
        "tag/%D0%BC%D1%83%D0%B7%D1%8B%D0%BA%D0%B0/",
    ] {
        let url = format!("https://test.example/paper/{path}");
        assert!(addresses.contains(&url), "{url} is not in {addresses:?}");
    }
    assert!(!map.contains("/saved/") && !map.contains("/search/") && !map.contains("404"), "{map}");
    // Two days back from the newest: three articles.
    assert_eq!(texts(&map, "news:title").len(), 3, "{map}");
    let images = texts(&map, "image:loc");
    assert_eq!(images.len(), 1);
    assert!(images[0].starts_with("https://test.example/paper/images/photo-"), "{images:?}");
    assert_eq!(
        text(&folder, "robots.txt"),
        "User-agent: *\nAllow: /\n\nSitemap: https://test.example/paper/sitemap.xml\n"
    );
}

#[test]
fn hosts_are_told_what_never_changes() {
    let folder = site("/repo/");
    let headers = text(&folder, "_headers");
    let rules: Vec<&str> = headers.lines().filter(|line| !line.starts_with(' ')).collect();
    assert_eq!(
        rules,
        [
            "/repo/*",
            "/repo/parts/*",
            "/repo/pagefind/*",
            "/repo/bundle.json.minisig",
            "/repo/reader-0123456789abcdef.js",
            "/repo/reader-0123456789abcdef_bg.wasm",
            "/repo/style-0123456789abcdef.css",
        ]
    );
    // The policy of the pages, and what only a header can say.
    let page = text(&folder, "index.html");
    let policy = page.split("http-equiv=\"Content-Security-Policy\" content=\"").nth(1).unwrap();
    let policy = policy.split('"').next().unwrap();
    let line = format!("  Content-Security-Policy: {policy}; frame-ancestors 'none'\n");
    assert!(headers.contains(&line), "{headers}");
    assert_eq!(headers.matches("immutable").count(), 5);
}

#[test]
fn the_documentation_says_what_hosts_are_told() {
    let folder = site("/");
    let page = include_str!("../../../../docs/hosting.md");
    for line in text(&folder, "_headers").lines().filter(|line| line.starts_with(' ')) {
        let line = line.trim();
        // The policy of the pages stands in them, too; hosts add what it cannot say.
        let line = match line.split_once("; frame-ancestors") {
            Some((_, own)) => &format!("Content-Security-Policy: frame-ancestors{own}"),
            None => line,
        };
        let said = line.strip_prefix("Cache-Control: ").unwrap_or(line);
        assert!(page.contains(said), "docs/hosting.md lacks {line}");
    }
    // The rule for nginx knows the names that Trunk writes.
    let nginx = include_str!("../../../../docs/hosting/nginx.conf");
    assert!(nginx.contains(r"-[0-9a-f]{12,16}(_bg)?\.(js|wasm|css)$"));
}
