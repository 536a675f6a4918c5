//! `gazet import wordpress` on an export that ends in the middle, holds
//! unescaped marks and posts that nobody should see.

use crate::support::{copy, fixture, run, succeed, tree};
use serde_json::{Value, json};
use std::fs;
use tempfile::TempDir;

fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy(&fixture("wordpress"), folder.path());
    folder
}

fn bundle(folder: &TempDir) -> Value {
    serde_json::from_slice(&fs::read(folder.path().join("bundle/bundle.json")).unwrap()).unwrap()
}

fn imported(options: &str) -> (TempDir, Value) {
    let folder = folder();
    succeed(folder.path(), &format!("import wordpress export.xml --out bundle {options}"));
    let bundle = bundle(&folder);
    (folder, bundle)
}

#[test]
fn posts_become_articles_with_all_that_belongs_to_them() {
    let (folder, bundle) = imported("");
    assert_eq!(bundle["site"]["title"], "The Old & Grey");
    assert_eq!(bundle["site"]["url"], "https://old.test.example/");
    let articles = bundle["articles"].as_array().unwrap();
    assert_eq!(articles.len(), 2);
    let wind = &articles[0];
    assert_eq!(wind["id"], "wp-11");
    assert_eq!(wind["title"], "Wind “at night”");
    assert_eq!(wind["deck"], "What the wind does.");
    assert_eq!(wind["section"], "news/energy");
    assert_eq!(wind["published"], "2024-03-18T09:00:00+04:00");
    assert_eq!(wind["updated"], "2024-03-19T09:00:00+04:00");
    assert_eq!(wind["sticky"], true);
    assert_eq!(wind["tags"], json!(["Caspian"]));
    assert_eq!(
        wind["image"],
        json!({"src": "https://old.test.example/turbine.jpg", "width": 1600, "height": 900,
            "alt": "A turbine in the sea", "caption": "Off the coast"})
    );
    assert_eq!(
        wind["body"]["inline"]["blocks"],
        json!([{"paragraph": ["It blows. ", {"link": {"to": "/article/oil", "text": ["Oil"]}}, " does not."]}])
    );
    let oil = &articles[1];
    // A page has its address, so the section has another.
    assert_eq!(oil["section"], "about-section");
    let blocks = oil["body"]["inline"]["blocks"].as_array().unwrap();
    assert_eq!(
        blocks[0],
        json!({"paragraph": ["One line", {"break": true}, "and another with marks in it."]})
    );
    assert_eq!(blocks[1]["image"]["src"], "https://old.test.example/turbine.jpg");
    assert_eq!(blocks[2]["image"]["caption"], "Words");
    assert_eq!(bundle["authors"].as_array().unwrap().len(), 2);
    assert_eq!(bundle["sections"][0]["sections"][0]["name"], "Energy & Wind");
    assert_eq!(bundle["pages"][0]["slug"], "about");
    let report = succeed(folder.path(), "check bundle --level error");
    assert_eq!(report, "No problems.\n");
}

#[test]
fn what_nobody_should_see_is_published_only_when_asked_for() {
    let slugs = |bundle: &Value| -> Vec<String> {
        let articles = bundle["articles"].as_array().unwrap().iter();
        let mut slugs: Vec<String> =
            articles.map(|a| a["slug"].as_str().unwrap().to_owned()).collect();
        slugs.sort();
        slugs
    };
    assert_eq!(slugs(&imported("").1), ["oil", "wind"]);
    assert_eq!(slugs(&imported("--include private").1), ["oil", "secret", "wind"]);
    assert_eq!(
        slugs(&imported("--include drafts,scheduled,protected").1),
        ["draft", "later", "locked", "oil", "wind"]
    );
}

#[test]
fn every_loss_is_named() {
    let (folder, _) = imported("--report report.json");
    let report: Value =
        serde_json::from_slice(&fs::read(folder.path().join("report.json")).unwrap()).unwrap();
    assert_eq!(report["items"], 9);
    assert_eq!(report["comments"], 1);
    assert_eq!(report["attachments"], 1);
    assert_eq!(report["other"], json!({"nav_menu_item": 1}));
    assert_eq!(
        report["left_out"],
        json!({"behind a password": 1, "draft": 1, "private": 1, "scheduled": 1})
    );
    let lost = report["lost"]["wind"].as_object().unwrap();
    assert!(lost.contains_key("<script>"), "{report}");
    assert!(lost.keys().any(|what| what.contains("latest-posts")), "{report}");
    // `No & never` is not well-formed, and is read all the same.
    assert!(
        report["losses"].as_object().unwrap().keys().any(|w| w.contains("well-formed")),
        "{report}"
    );
}

#[test]
fn a_second_import_gives_the_same_bytes_and_adds_to_what_is_there() {
    let (folder, _) = imported("");
    let before = tree(&folder.path().join("bundle"));
    succeed(folder.path(), "import wordpress export.xml --out bundle");
    assert_eq!(tree(&folder.path().join("bundle")), before);

    let path = folder.path().join("export.xml");
    let text = fs::read_to_string(&path).unwrap();
    let text = text.replace("<title>Oil</title>", "<title>Oil again</title>");
    let text = text.replace("<wp:post_id>11</wp:post_id>", "<wp:post_id>21</wp:post_id>");
    let text =
        text.replace("<wp:post_name>wind</wp:post_name>", "<wp:post_name>storm</wp:post_name>");
    fs::write(&path, text.replace("The Old", "The New")).unwrap();
    succeed(folder.path(), "import wordpress export.xml --out bundle");
    let bundle = bundle(&folder);
    let titles: Vec<&str> = bundle["articles"]
        .as_array()
        .unwrap()
        .iter()
        .map(|a| a["title"].as_str().unwrap())
        .collect();
    assert_eq!(titles, ["Wind “at night”", "Wind “at night”", "Oil again"]);
    assert_eq!(bundle["site"]["title"], "The Old & Grey");
}

/// Found by fuzzing: the edition was written, and refused by readers.
#[test]
fn the_address_of_the_old_site_ends_with_its_path() {
    let folder = folder();
    let path = folder.path().join("export.xml");
    let text = fs::read_to_string(&path).unwrap();
    let text = text.replace("https://old.test.example<", "https://old.test.example/?page_id=2<");
    fs::write(&path, text).unwrap();
    succeed(folder.path(), "import wordpress export.xml --out bundle");
    assert_eq!(bundle(&folder)["site"]["url"], "https://old.test.example/");
}

/// Found by fuzzing: a tag without a letter has no address, and an edition
/// with one is refused by readers.
#[test]
fn a_tag_of_marks_alone_is_left_out_and_named() {
    let folder = folder();
    let path = folder.path().join("export.xml");
    let text = fs::read_to_string(&path).unwrap();
    let tag = "<category domain=\"post_tag\" nicename=\"a\">?!</category></item>";
    fs::write(&path, text.replace("</item>", tag)).unwrap();
    succeed(folder.path(), "import wordpress export.xml --out bundle --report report.json");
    let report = fs::read_to_string(folder.path().join("report.json")).unwrap();
    assert!(report.contains("the tag \\\"?!\\\", which has no letter or digit"), "{report}");
    let tags = bundle(&folder).to_string();
    assert!(!tags.contains("?!"), "{tags}");
}

/// Found by fuzzing: a category whose name is nothing but a tag of HTML.
#[test]
fn a_section_always_has_a_name() {
    let folder = folder();
    let export = "<rss><channel><title>A</title><wp:wxr_version>1.2</wp:wxr_version><item>\
        <title>B</title><wp:post_id>1</wp:post_id><wp:post_type>post</wp:post_type>\
        <wp:status>publish</wp:status><wp:post_date>2020-01-02 03:04:05</wp:post_date>\
        <category domain=\"category\" nicename=\"\"><![CDATA[<wind>]]></category>\
        <content:encoded>C</content:encoded></item></channel></rss>";
    fs::write(folder.path().join("tag.xml"), export).unwrap();
    succeed(folder.path(), "import wordpress tag.xml --out bundle");
    let section = &bundle(&folder)["sections"][0];
    assert_eq!((&section["path"], &section["name"]), (&json!("wind"), &json!("wind")));
}

#[test]
fn what_reaches_for_files_is_refused_by_name() {
    let folder = folder();
    let bomb = "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY a SYSTEM \"file:///etc/passwd\"><!ENTITY b \"&a;&a;\">]><rss><channel><item><title>&b;</title></item></channel></rss>";
    fs::write(folder.path().join("bomb.xml"), bomb).unwrap();
    fs::write(folder.path().join("page.xml"), "<!doctype html><p>no").unwrap();
    for (file, message) in
        [("bomb.xml", "declares entities"), ("page.xml", "is no WordPress export")]
    {
        let output = run(folder.path(), &format!("import wordpress {file} --out bundle"));
        let text = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{text}");
        assert!(text.contains(message), "{text}");
        assert!(!folder.path().join("bundle").exists());
    }
}

#[test]
fn other_encodings_are_read_as_they_are_declared() {
    let folder = folder();
    let text = "<?xml version=\"1.0\" encoding=\"windows-1251\"?><rss><channel><title>T</title><link>https://old.test.example</link><item><title>\u{1}</title><wp:post_id>1</wp:post_id><wp:post_type>post</wp:post_type><wp:status>publish</wp:status><wp:post_date>2020-01-01 00:00:00</wp:post_date><content:encoded>x</content:encoded></item></channel></rss>";
    // `Мост` in windows-1251.
    let bytes: Vec<u8> = text
        .bytes()
        .flat_map(|b| if b == 1 { vec![0xcc, 0xee, 0xf1, 0xf2] } else { vec![b] })
        .collect();
    fs::write(folder.path().join("old.xml"), bytes).unwrap();
    succeed(folder.path(), "import wordpress old.xml --out bundle");
    assert_eq!(bundle(&folder)["articles"][0]["title"], "Мост");
}

/// Imports the newsroom's export and looks at the article of a number.
fn newsroom(id: &str) -> (TempDir, Value, Value) {
    let folder = folder();
    succeed(folder.path(), "import wordpress newsroom.xml --out bundle --report report.json");
    let bundle = bundle(&folder);
    let articles = bundle["articles"].as_array().unwrap();
    let found = articles.iter().find(|article| article["id"] == id).unwrap().clone();
    (folder, bundle, found)
}

#[test]
fn sections_follow_the_main_menu() {
    let (folder, bundle, article) = newsroom("wp-1");
    let names: Vec<&Value> =
        bundle["sections"].as_array().unwrap().iter().map(|section| &section["name"]).collect();
    assert_eq!(names, ["The Arts", "World"]);
    // The category that a plugin marks, not the first.
    assert_eq!(article["section"], "world/asia");
    assert_eq!(article["authors"], json!(["ann", "guest"]));
    assert_eq!(bundle["authors"][1]["name"], "A Guest");
    let report = fs::read_to_string(folder.path().join("report.json")).unwrap();
    assert!(report.contains("the menu \\\"Footer\\\""), "{report}");
}

#[test]
fn the_categories_that_are_no_section_become_tags() {
    let folder = folder();
    let text = fs::read_to_string(folder.path().join("newsroom.xml")).unwrap();
    let asia = "<category domain=\"category\" nicename=\"asia\">";
    let trade = "<category domain=\"category\" nicename=\"trade\"><![CDATA[Trade &amp; toil]]></category>\
        <category domain=\"post_tag\" nicename=\"x\"><![CDATA[Culture]]></category>";
    let text = text
        .replace(asia, &format!("{trade}{asia}"))
        .replace("/category/world/", "/category/trade/");
    fs::write(folder.path().join("more.xml"), text).unwrap();
    succeed(folder.path(), "import wordpress more.xml --out bundle --report report.json");
    let bundle = bundle(&folder);
    let one = bundle["articles"].as_array().unwrap().iter().find(|a| a["id"] == "wp-1").unwrap();
    assert_eq!(one["section"], "world/asia");
    assert_eq!(one["tags"], json!(["Culture", "Trade & toil"]));
    // A link to the old category leads to what is there now.
    let link = &one["body"]["inline"]["blocks"][0]["paragraph"][5]["link"];
    assert_eq!(link["to"], "/tag/trade-toil");
    let report = fs::read_to_string(folder.path().join("report.json")).unwrap();
    assert!(report.contains("the category \\\"Trade & toil\\\" became a tag"), "{report}");
}

#[test]
fn texts_take_what_lies_elsewhere_in_the_export() {
    let (folder, _, article) = newsroom("wp-1");
    assert_eq!(
        article["body"]["inline"]["blocks"],
        json!([
            {"paragraph": ["Text", {"note": "1"}, " with ", {"link": {"to": "/article/two#part", "text": ["a link"]}},
                ", ", {"link": {"to": "/world", "text": ["a section"]}}, " and ",
                {"link": {"to": "https://news.test.example/files/a.jpg", "text": ["a file"]}}, "."]},
            {"paragraph": ["Shared words."]},
            {"image": {"src": "https://news.test.example/files/a-300x200.jpg", "width": 300, "height": 200,
                "alt": "A boat", "credit": "An Agency"}},
            {"paragraph": ["Old", {"break": true}, "lines"]},
            {"footnotes": [{"label": "1", "blocks": [{"paragraph": ["A ", {"em": ["note"]}, "."]}]}]}
        ])
    );
    assert_eq!(succeed(folder.path(), "check bundle --level error"), "No problems.\n");
}

#[test]
fn an_item_of_a_joined_and_cut_export_is_kept() {
    let folder = folder();
    let text = fs::read_to_string(folder.path().join("newsroom.xml")).unwrap();
    let whole = text
        .replace("<wp:post_id>1<", "<wp:post_id>91<")
        .replace("<wp:post_name>one<", "<wp:post_name>more<");
    let cut = text.find("Shared words.").unwrap();
    fs::write(folder.path().join("both.xml"), format!("noise{}{whole}", &text[..cut])).unwrap();
    succeed(folder.path(), "import wordpress both.xml --out bundle");
    let bundle = bundle(&folder);
    let mut ids: Vec<&str> =
        bundle["articles"].as_array().unwrap().iter().map(|a| a["id"].as_str().unwrap()).collect();
    ids.sort_unstable();
    assert_eq!(ids, ["wp-1", "wp-2", "wp-91"]);
}
