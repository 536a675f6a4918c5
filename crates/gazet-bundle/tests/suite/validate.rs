//! Every kind of problem at once, each with its exact place.

use crate::docs::example;
use gazet_bundle::{Bundle, Part, validate, validate_part};
use serde_json::{Value, json};

/// The example bundle with the values at some places replaced or added.
fn with(changes: &[(&str, Value)]) -> Bundle {
    let mut document: Value = serde_json::from_str(example()).unwrap();
    for (place, value) in changes {
        let (parent, key) = place.rsplit_once('/').unwrap();
        match document.pointer_mut(parent).unwrap_or_else(|| panic!("{place}")) {
            Value::Object(map) => drop(map.insert(key.to_owned(), value.clone())),
            other => other[key.parse::<usize>().unwrap()] = value.clone(),
        }
    }
    // Past `read`, which would stop at the first.
    serde_json::from_value(document).unwrap()
}

fn check(changes: &[(&str, Value)], expected: &[&str]) {
    let found: Vec<_> = validate(&with(changes)).iter().map(ToString::to_string).collect();
    assert_eq!(found, expected);
}

/// Checks the blocks of one body; places are told from `body` onwards.
fn check_body(blocks: Value, expected: &[&str]) {
    let part: Part = serde_json::from_value(json!({"blocks": blocks})).unwrap();
    let problems = validate_part(&part, "page");
    let found: Vec<_> = problems.iter().map(|p| p.to_string().replace("page.", "")).collect();
    assert_eq!(found, expected);
}

#[test]
fn problems_of_the_site_and_its_parts() {
    let logo = json!({"src": "mailto:a@b.example", "width": 0, "height": 9, "alt": "logo.PNG"});
    let tree = json!([
        {"path": "news", "name": " ", "sections": [{"path": "sport/chess", "name": "Chess"}]},
        {"path": "search", "name": "Search", "sections": [{"path": "search/page", "name": "P"}]},
        {"path": "news/energy", "name": "Energy\u{0}"},
    ]);
    check(
        &[
            ("/site/title", json!("\u{a0}")),
            ("/site/tagline", json!("a\u{7}b")),
            ("/site/url", json!("http://courier.example/?a")),
            ("/site/email", json!("desk@courier.example?bcc=x@y.example")),
            ("/site/social/0/name", json!("")),
            ("/site/partners/0/logo", logo),
            ("/sections", tree),
            ("/authors/0/name", json!("")),
            ("/pages/0/slug", json!("news")),
            ("/pages/0/body/inline/blocks", json!([])),
        ],
        &[
            "error: site.partners[0].logo: measures 0 by 9; 1 to 65535 are allowed",
            "error: site.title: is empty",
            "error: site.tagline: holds the control character '\\u{7}'",
            "error: site.url: \"http://courier.example/?a\" goes on behind its path",
            "warning: site.url: \"http://courier.example/?a\" is not https, without which no app installs",
            "error: site.email: \"desk@courier.example?bcc=x@y.example\" is not an e-mail address",
            "error: site.social[0].name: is empty",
            "error: site.partners[0].logo.src: \"mailto:a@b.example\" is not the address of a picture",
            "warning: site.partners[0].logo.alt: \"logo.PNG\" is a file name: say what is seen",
            "error: sections[news].name: is empty",
            "error: sections[sport/chess]: stands under \"news\", not under \"sport\"",
            "error: sections[search]: has an address that the reader keeps for itself",
            "error: sections[search/page]: has a level \"page\", which counts the pages of a list",
            "error: sections[news/energy]: stands under \"\", not under \"news\"",
            "error: sections[news/energy].name: holds the control character '\\0'",
            "error: authors[a-writer].name: is empty",
            "error: pages[news]: shares its address with a section",
            "warning: pages[news].body: is empty",
        ],
    );
}

#[test]
fn problems_of_articles() {
    let variants = json!([{"src": "a.svg", "width": 9_000}, {"src": "a.svg", "width": 80}]);
    check(
        &[
            ("/articles/0/section", json!("sport")),
            ("/articles/0/title", json!("")),
            ("/articles/0/authors", json!(["nobody", "nobody"])),
            ("/articles/0/published", json!("2024-11-11T08:59:59+04:00")),
            ("/articles/0/updated", json!("2024-11-11T04:59:58Z")),
            ("/articles/0/minutes", json!(0)),
            ("/articles/0/translation_of", json!("nothing")),
            ("/articles/0/sticky", json!(true)),
            ("/articles/1/sticky", json!(true)),
            ("/articles/1/title", json!("دریای خزر و باد")),
            ("/articles/1/image/src", json!("http://a.example/a.jpg")),
            ("/articles/1/image/caption", json!("A row of wind turbines on a flat shore")),
            ("/articles/1/image/variants", variants),
            ("/articles/1/tags", json!(["Şuşa", "susa", "***"])),
            ("/articles/1/source/text", json!("")),
            ("/articles/1/translation_of", json!("wind-over-the-caspian")),
            ("/articles/1/body/inline/related", json!(["wind-over-the-caspian", "gone"])),
        ],
        &[
            "error: articles[xezerde-kulek].authors: has \"nobody\", which stands twice",
            "error: articles[xezerde-kulek].section: \"sport\" is not a section of the site",
            "error: articles[xezerde-kulek].title: is empty",
            "error: articles[xezerde-kulek].authors: \"nobody\" is not an author of the site",
            "error: articles[xezerde-kulek].authors: \"nobody\" is not an author of the site",
            "error: articles[xezerde-kulek].updated: is before the date of publication",
            "error: articles[xezerde-kulek].minutes: is 0; the least is 1",
            "error: articles[xezerde-kulek].translation_of: there is no article \"nothing\"",
            "warning: articles[wind-over-the-caspian].language: is en, but the headline runs rtl",
            "warning: articles[wind-over-the-caspian].image.src: \"http://a.example/a.jpg\" is not https, and browsers may not load it",
            "warning: articles[wind-over-the-caspian].image.alt: repeats the caption, which would be read out twice",
            "error: articles[wind-over-the-caspian].image.variants[0].width: is 9000, not 1 to 1600",
            "error: articles[wind-over-the-caspian].image.variants: are not in order, narrowest first",
            "warning: articles[wind-over-the-caspian].tags: \"Şuşa\" and \"susa\" are one tag",
            "error: articles[wind-over-the-caspian].tags: \"***\" has no letter or digit",
            "error: articles[wind-over-the-caspian].source.text: is empty",
            "error: articles[wind-over-the-caspian].translation_of: is the article itself",
            "error: articles[wind-over-the-caspian].body.related: names the article itself",
            "error: articles[wind-over-the-caspian].body.related: there is no article \"gone\"",
            "error: articles[wind-over-the-caspian]: is newer than the one before it; articles go newest first",
            "warning: articles[wind-over-the-caspian].sticky: has no effect beside xezerde-kulek",
        ],
    );
}

#[test]
fn a_picture_has_each_width_once_of_a_kind() {
    let variants = |kinds: [&str; 3]| {
        let variants = kinds.map(|kind| json!({"src": format!("images/a.{kind}"), "width": 480}));
        [("/articles/1/image/variants", json!(variants))]
    };
    check(&variants(["webp", "AVIF", "jpg"]), &[]);
    check(
        &variants(["webp", "jpg", "webp?a"]),
        &["error: articles[wind-over-the-caspian].image.variants: hold two of one kind and width"],
    );
}

#[test]
fn problems_of_a_body() {
    let link = |text: Value| json!({"link": {"to": "/a", "text": text}});
    check_body(
        json!([
            {"heading": {"level": 4, "text": [" ", {"break": true}]}},
            {"paragraph": [link(json!([link(json!(["x"])), {"note": "one"}])), link(json!([]))]},
            {"paragraph": ["a\u{b}", {"em": [{"note": "nowhere"}]}]},
            {"list": {"items": []}},
            {"list": {"items": [[{"heading": {"level": 9, "text": ["x"]}}], [{"pull-quote": []}]]}},
            {"quote": {"blocks": [{"gallery": []}], "cite": ["\u{1}"]}},
            {"quote": {"blocks": []}},
            {"gallery": [{"src": "a.svg", "width": 1, "height": 1}]},
            {"table": {"head": [["a"]], "rows": [[["b"], ["c"]]], "align": ["end", "end", "end"]}},
            {"table": {"rows": []}},
            {"code": {"text": "a\tb\r\n\u{1b}"}},
            {"embed": {"url": "http://a.example/", "title": ""}},
            {"footnotes": [
                {"label": "one", "blocks": [{"image": {"src": "a.svg", "width": 1, "height": 1}}]},
                {"label": "one", "blocks": []},
                {"label": "", "blocks": []},
            ]},
        ]),
        &[
            "error: body.blocks[4].items[0].blocks[0]: is a heading of level 9; 2 to 6 are allowed",
            "warning: body.blocks[0]: skips from level 1 to 4",
            "error: body.blocks[0]: is empty",
            "error: body.blocks[1]: has a link inside a link: \"/a\"",
            "error: body.blocks[1]: has the footnote \"one\" inside a link",
            "error: body.blocks[1]: has a link without text: \"/a\"",
            "error: body.blocks[2]: holds the control character '\\u{b}'",
            "error: body.blocks[3]: is an empty list",
            "warning: body.blocks[4].items[0].blocks[0]: skips from level 4 to 9",
            "error: body.blocks[4].items[1].blocks[0]: is empty",
            "error: body.blocks[5].blocks[0]: is an empty gallery",
            "error: body.blocks[5].cite: holds the control character '\\u{1}'",
            "error: body.blocks[6]: is an empty quotation",
            "warning: body.blocks[7][0].alt: is empty: say what is seen",
            "warning: body.blocks[8]: is a table whose rows differ in length",
            "warning: body.blocks[8].align: names more than the 2 columns",
            "error: body.blocks[9]: is a table without rows",
            "error: body.blocks[10]: holds the control character '\\u{1b}'",
            "error: body.blocks[11].title: is empty",
            "error: body.blocks[11].url: \"http://a.example/\" is not loaded over https",
            "warning: body.blocks[12][0].blocks[0].alt: is empty: say what is seen",
            "error: body.blocks[12][1]: has the footnote \"one\" twice",
            "error: body.blocks[12][2].label: is empty",
            "error: body: refers to the footnote \"nowhere\", which is not there",
            "warning: body: has the footnote \"\", to which nothing refers",
        ],
    );
}

#[test]
fn one_moment_in_two_zones_is_one_moment() {
    let same = json!("2024-11-11T05:00:00Z");
    check(
        &[
            ("/articles/0/published", same.clone()),
            ("/articles/0/updated", json!("2024-11-11T01:00:00-04:00")),
            ("/articles/1/updated", same),
        ],
        &[],
    );
}

#[test]
fn a_translation_is_in_another_language() {
    let message =
        "warning: articles[xezerde-kulek].translation_of: \"wind-over-the-caspian\" is in en too";
    check(&[("/articles/0/language", json!("en"))], &[message]);
}

#[test]
fn addresses_of_a_test_server_are_no_problem() {
    check(&[("/site/url", json!("http://127.0.0.1:8080/repo/"))], &[]);
    check(
        &[("/site/url", json!("/repo/"))],
        &["error: site.url: \"/repo/\" is not a full address"],
    );
}

#[test]
fn time_does_not_grow_with_the_square_of_the_articles() {
    let mut bundle = with(&[]);
    let last = bundle.articles.pop().unwrap();
    bundle.articles = (0..10_000)
        .map(|number| {
            let mut article = last.clone();
            article.slug = gazet_bundle::Slug::new(format!("a-{number}")).unwrap();
            article.id = gazet_bundle::ArticleId::new(format!("a-{number}")).unwrap();
            article.translation_of = Some(gazet_bundle::Slug::new("a-9999").unwrap());
            article.body = gazet_bundle::Body::Inline(Part::default());
            article
        })
        .collect();
    let start = std::time::Instant::now();
    assert_eq!(validate(&bundle).len(), 2 * 10_000);
    // 0.1 s when written, without optimisation; the square took minutes.
    assert!(start.elapsed().as_secs() < 10, "{:?}", start.elapsed());
}
