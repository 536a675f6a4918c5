//! What a page says about itself.

use super::check::{at, check, page};
use super::dom::Page;
use super::edition::{edit, edition, slug};
use gazet_bundle::{Bundle, Timestamp};
use gazet_reader::snapshot::routes;
use serde_json::Value;

fn meta(page: &Page, name: &str) -> Option<String> {
    let found = page.all("head meta");
    let is =
        |key: &str, element: &super::dom::Element| element.attribute(key).as_deref() == Some(name);
    let found = found.iter().find(|meta| is("name", meta) || is("property", meta));
    found.and_then(|meta| meta.attribute("content"))
}

fn structured(page: &Page) -> Vec<Value> {
    let scripts = page.texts("script[type=application/ld+json]");
    scripts.iter().map(|json| serde_json::from_str(json).unwrap()).collect()
}

/// The title and the canonical address of a route.
fn check_page(bundle: &Bundle, path: &str, title: &str, canonical: Option<&str>) -> Page {
    let page = page(bundle, &at(path));
    check(&page, "title", &[title]);
    let link = page.all("link[rel=canonical]").first().and_then(|link| link.attribute("href"));
    assert_eq!(link.as_deref(), canonical, "{path}");
    assert_eq!(meta(&page, "og:title").as_deref(), Some(title), "{path}");
    assert_eq!(meta(&page, "og:url").as_deref(), canonical, "{path}");
    let hidden = meta(&page, "robots").as_deref() == Some("noindex");
    assert_eq!(hidden, canonical.is_none(), "{path}");
    page
}

#[test]
fn every_kind_of_page_has_its_title_and_its_address() {
    let bundle = edition();
    let check = |path: &str, title: &str| {
        let address = format!("https://paper.example/repo/{path}");
        check_page(&bundle, path, title, Some(&address));
    };
    check("", "The Paper · Daily");
    check("news/", "News · The Paper");
    check("news/page/2/", "News, page 2 · The Paper");
    check("news/energy/", "Energy · The Paper");
    check("author/ada-reed/", "Ada Reed · The Paper");
    check("tag/wind-power/", "Wind power · The Paper");
    check("about/", "Who we are · The Paper");
    check("article/news-1/", "Headline of news-1 · The Paper");
    check_page(&bundle, "saved/", "Saved · The Paper", None);
    check_page(&bundle, "search/", "Search · The Paper", None);
    check_page(&bundle, "404.html", "Page not found · The Paper", None);
}

#[test]
fn an_article_has_its_card() {
    let mut bundle = edition();
    let changed = edit(&mut bundle, "news-1");
    changed.published = Timestamp::new("2024-06-01T09:00:00+04:00").unwrap();
    changed.updated = Timestamp::new("2024-06-02T09:00:00+04:00").ok();
    let page = page(&bundle, &at("article/news-1/"));
    let is = |name: &str, value: &str| assert_eq!(meta(&page, name).as_deref(), Some(value));
    is("description", "Deck of news-1.");
    is("og:type", "article");
    is("og:site_name", "The Paper");
    is("og:image", "https://paper.example/repo/images/news-1.jpg");
    is("og:image:alt", "What is seen");
    is("article:published_time", "2024-06-01T09:00:00+04:00");
    is("article:modified_time", "2024-06-02T09:00:00+04:00");
    is("twitter:card", "summary_large_image");
}

#[test]
fn structured_data_says_what_the_article_says() {
    let mut bundle = edition();
    edit(&mut bundle, "news-energy-1").authors = vec![slug("ada-reed"), slug("bo-lind")];
    let data = structured(&page(&bundle, &at("article/news-energy-1/")));
    let [article, trail] = data.as_slice() else { panic!("{data:?}") };
    let is = |pointer: &str, value: &str| {
        assert_eq!(article.pointer(pointer).and_then(Value::as_str), Some(value), "{pointer}");
    };
    is("/@type", "NewsArticle");
    is("/headline", "Headline of news-energy-1");
    is("/author/1/name", "Bo Lind");
    is("/author/1/url", "https://paper.example/repo/author/bo-lind/");
    is("/articleSection", "Energy");
    is("/inLanguage", "en");
    is("/timeRequired", "PT4M");
    is("/image/0", "https://paper.example/repo/images/news-energy-1.jpg");
    is("/mainEntityOfPage", "https://paper.example/repo/article/news-energy-1/");
    let names = trail["itemListElement"].as_array().unwrap().iter().map(|item| &item["name"]);
    assert_eq!(names.collect::<Vec<_>>(), ["The Paper", "News", "Energy"]);
}

#[test]
fn structured_data_cannot_leave_its_script() {
    let attack = "</script><script>alert(1)</script><!-- <script> \u{2028} \"\\ ]]>";
    let mut bundle = edition();
    bundle.site.title = attack.into();
    bundle.sections[0].name = attack.into();
    bundle.authors[0].name = attack.into();
    let changed = edit(&mut bundle, "news-1");
    changed.title = attack.into();
    changed.deck = attack.into();
    changed.tags = vec![attack.into()];
    for route in routes(&bundle) {
        let page = page(&bundle, &route);
        let data = structured(&page);
        assert_eq!(page.all("script").len(), data.len(), "{route:?}");
    }
    let data = structured(&page(&bundle, &at("article/news-1/")));
    assert_eq!(data[0]["headline"], attack);
    assert_eq!(data[0]["keywords"][0], attack);
    assert_eq!(data[1]["itemListElement"][1]["name"], attack);
}

#[test]
fn the_app_can_find_what_it_will_replace() {
    let page = page(&edition(), &at("article/news-1/"));
    let owned = page.all("head [data-head]").len();
    // The title is set, not replaced.
    assert_eq!(page.all("head *").len(), owned + 1);
}
