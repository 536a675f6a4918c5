//! An article: its head, what follows it, and the directions it runs in.

use super::check::{at, check, page};
use super::edition::{edit, edition, language, paragraph, slug, url};
use gazet_bundle::*;

fn news_1(bundle: &Bundle) -> super::dom::Page {
    page(bundle, &at("article/news-1/"))
}

#[test]
fn the_head_says_what_who_when_and_how_long() {
    let mut bundle = edition();
    let changed = edit(&mut bundle, "news-1");
    changed.published = Timestamp::new("2024-06-01T23:30:00+04:00").unwrap();
    changed.updated = Timestamp::new("2024-06-02T08:00:00+04:00").ok();
    changed.authors = vec![slug("ada-reed"), slug("bo-lind"), slug("nobody")];
    let article = news_1(&bundle);
    check(&article, "main h1", &["Headline of news-1"]);
    check(&article, "header.head p.deck", &["Deck of news-1."]);
    check(&article, "header.head p.kicker a", &["News"]);
    check(&article, "header.head span.byline", &["By Ada Reed and Bo Lind"]);
    check(&article, "header.head span.minutes", &["4 min read"]);
    check(&article, "header.head time", &["June 1, 2024", "June 2, 2024"]);
    let time = article.all("header.head time")[0].attribute("datetime");
    assert_eq!(time.as_deref(), Some("2024-06-01T23:30:00+04:00"));
    let authors = article.all("a[rel=author]");
    assert_eq!(authors[1].attribute("href").as_deref(), Some("/repo/author/bo-lind/"));
    check(&article, "nav.breadcrumb li", &["The Paper", "News"]);
}

#[test]
fn the_lead_picture_holds_its_place_and_its_focal_point() {
    let article = news_1(&edition());
    let image = article.one("figure.lead-picture img");
    let is = |name: &str, value: &str| assert_eq!(image.attribute(name).as_deref(), Some(value));
    is("width", "1600");
    is("height", "900");
    is("alt", "What is seen");
    is("loading", "eager");
    is("class", "picture picture--lead fx-1 fy-3 pr-4 pg-2 pb-0");
    is("srcset", "/repo/images/news-1.jpg?w=480 480w, /repo/images/news-1.jpg 1600w");
    check(&article, "figure.lead-picture figcaption", &["What it shows Who made it"]);
}

#[test]
fn versions_of_modern_kinds_are_offered_first_and_the_picture_to_all_others() {
    let mut bundle = edition();
    let lead = edit(&mut bundle, "news-1").image.as_mut().unwrap();
    let version = |src: &str, width| Variant { src: url(src), width };
    lead.variants = vec![
        version("images/a.480.webp", 480),
        version("images/a.800.avif", 800),
        version("images/a.800.jpg", 800),
        version("images/a.1600.webp", 1600),
    ];
    let article = news_1(&bundle);
    let sources = article.all("figure.lead-picture picture source");
    let is = |at: usize, name: &str, value: &str| {
        assert_eq!(sources[at].attribute(name).as_deref(), Some(value));
    };
    assert_eq!(sources.len(), 2);
    is(0, "type", "image/avif");
    is(0, "srcset", "/repo/images/a.800.avif 800w");
    is(1, "type", "image/webp");
    is(1, "srcset", "/repo/images/a.480.webp 480w, /repo/images/a.1600.webp 1600w");
    let image = article.one("figure.lead-picture picture img");
    assert_eq!(
        image.attribute("srcset").as_deref(),
        Some("/repo/images/a.800.jpg 800w, /repo/images/news-1.jpg 1600w")
    );
    assert_eq!(sources[1].attribute("sizes"), image.attribute("sizes"));
}

#[test]
fn an_article_that_runs_the_other_way_says_so_where_it_does() {
    let mut bundle = edition();
    let changed = edit(&mut bundle, "news-1");
    changed.language = Some(language("fa"));
    changed.title = "خبر".into();
    let article = news_1(&bundle);
    for selector in ["div.prose", "figure.lead-picture"] {
        let part = article.one(selector);
        assert_eq!(part.attribute("dir").as_deref(), Some("rtl"), "{selector}");
        assert_eq!(part.attribute("lang").as_deref(), Some("fa"), "{selector}");
    }
    let around = article.one("main h1").ancestors();
    assert_eq!(around[0].attribute("dir").as_deref(), Some("rtl"));
    // The furniture keeps the direction of the site.
    let html = article.one("html");
    assert_eq!(html.attribute("dir").as_deref(), Some("ltr"));
    assert_eq!(html.attribute("lang").as_deref(), Some("en"));
    // So does a card elsewhere.
    let front = page(&bundle, &at("news/"));
    let card = front.all("main div.card__text[dir=rtl]");
    assert_eq!(card.len(), 1);
    assert_eq!(card[0].one("h2").text(), "خبر");
    assert_eq!(card[0].one("div.card__meta").attribute("lang").as_deref(), Some("en"));
}

#[test]
fn a_paper_that_runs_the_other_way_says_so_at_its_root() {
    let mut bundle = edition();
    bundle.site.language = language("ar");
    let html = page(&bundle, &at("")).one("html");
    assert_eq!(html.attribute("dir").as_deref(), Some("rtl"));
    assert_eq!(html.attribute("lang").as_deref(), Some("ar"));
}

#[test]
fn the_foot_credits_the_source_the_original_and_the_tags() {
    let mut bundle = edition();
    let changed = edit(&mut bundle, "news-1");
    changed.source = Some(Credit {
        text: "Translated from Elsewhere".into(),
        url: Some(url("https://elsewhere.example/a")),
    });
    changed.translation_of = Some(slug("culture-2"));
    changed.tags = vec!["Şuşa & co".into(), "***".into()];
    edit(&mut bundle, "culture-2").language = Some(language("az"));
    let article = news_1(&bundle);
    check(&article, "p.source a", &["Translated from Elsewhere", "Read the original"]);
    let links = article.all("p.source a");
    assert_eq!(links[0].attribute("href").as_deref(), Some("https://elsewhere.example/a"));
    assert_eq!(links[1].attribute("href").as_deref(), Some("/repo/article/culture-2/"));
    assert_eq!(links[1].attribute("hreflang").as_deref(), Some("az"));
    check(&article, "nav.tags a", &["Şuşa & co"]);
    assert_eq!(article.one("nav.tags a").attribute("href").as_deref(), Some("/repo/tag/susa-co/"));
}

#[test]
fn the_neighbours_are_those_of_the_branch() {
    let bundle = edition();
    let middle = page(&bundle, &at("article/news-9/"));
    check(&middle, "a.neighbours__earlier span[lang]", &["Headline of news-energy-1"]);
    check(&middle, "a.neighbours__later span[lang]", &["Headline of news-8"]);
    let newest = news_1(&bundle);
    assert!(newest.all("a.neighbours__later").is_empty());
}

#[test]
fn related_articles_stand_inside_a_long_text_and_below_it_once() {
    let mut bundle = edition();
    let related: Vec<Slug> =
        bundle.articles.iter().rev().take(13).map(|article| article.slug.clone()).collect();
    let blocks = (1..=12).map(|number| paragraph(&format!("Paragraph {number}."))).collect();
    edit(&mut bundle, "news-1").body = Body::Inline(Part { blocks, related });
    let article = news_1(&bundle);
    let inside = article.texts("aside.also a");
    let below = article.texts("section.also-grid h3");
    assert_eq!((inside.len(), below.len()), (5, 8));
    assert!(below.iter().all(|title| !inside.contains(title)));
    // The list waits until the story has begun.
    let text = article.one("div.prose").children();
    assert!(text[6].is("aside.also"));

    let short = news_1(&edition());
    assert!(short.all("aside.also").is_empty());
}

#[test]
fn the_newest_nine_stand_beside_every_article() {
    let beside = news_1(&edition()).texts("aside.rail h3");
    assert_eq!(beside.len(), 9);
    assert_eq!(beside[0], "Headline of news-2");
}

#[test]
fn a_body_that_is_elsewhere_leaves_its_shape() {
    let mut bundle = edition();
    let name = PartRef::new("0123456789abcdef0123456789abcdef").unwrap();
    edit(&mut bundle, "news-1").body = Body::Part(name.clone());
    let shown = super::check::snapshot(&bundle, &at("article/news-1/"));
    assert_eq!(shown.part, Some(name));
    assert_eq!(shown.path, "article/news-1/");
    let article = news_1(&bundle);
    assert_eq!(article.one("div.prose").children()[0].attribute("role").as_deref(), Some("status"));
    check(&article, "main h1", &["Headline of news-1"]);
}
