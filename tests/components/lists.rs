//! Lists of articles: sections, authors, tags; and what is not found.

use super::check::{at, check, page};
use super::edition::{edit, edition};

#[test]
fn a_section_lists_its_branch_from_the_newest_on() {
    let first = page(&edition(), &at("news/"));
    check(&first, "main h1", &["News"]);
    check(&first, "article.card--lead h2", &["Headline of news-1"]);
    assert_eq!(first.all("main article.card").len(), 12);
    check(&first, "nav.section-head__children a", &["Energy"]);
    check(&first, "nav.breadcrumb li", &["The Paper", "News"]);
    check(&first, "nav.breadcrumb li[aria-current=page]", &["News"]);

    let second = page(&edition(), &at("news/page/2/"));
    check(&second, "main h2", &["Headline of news-energy-4", "Headline of news-energy-5"]);
}

#[test]
fn pages_of_a_list_lead_to_each_other() {
    let first = page(&edition(), &at("news/"));
    let step = first.one("a.pager__step");
    assert_eq!(step.text(), "Earlier");
    assert_eq!(step.attribute("href").as_deref(), Some("/repo/news/page/2/"));
    check(&first, "nav.pager a[aria-current=page]", &["1"]);
    check(&first, "p.pager__where", &["Page 1 of 2"]);

    let second = page(&edition(), &at("news/page/2/"));
    let step = second.one("a.pager__step");
    assert_eq!(step.text(), "Later");
    assert_eq!(step.attribute("href").as_deref(), Some("/repo/news/"));

    let only = page(&edition(), &at("culture/"));
    assert!(only.all("nav.pager").is_empty());
}

#[test]
fn a_section_below_another_stands_in_its_trail() {
    let energy = page(&edition(), &at("news/energy/"));
    check(&energy, "nav.breadcrumb li", &["The Paper", "News", "Energy"]);
    check(&energy, "main h1", &["Energy"]);
    assert_eq!(energy.all("main article.card").len(), 5);
}

#[test]
fn an_author_has_a_face_a_life_and_articles() {
    let author = page(&edition(), &at("author/ada-reed/"));
    check(&author, "main h1", &["Ada Reed"]);
    check(&author, "header.section-head p", &["Reporter", "Ada Reed reports.", "13 articles"]);
    let face = author.one("header.section-head img");
    assert_eq!(face.attribute("src").as_deref(), Some("/repo/images/ada-reed.jpg"));
    let next = author.one("a.pager__step").attribute("href");
    assert_eq!(next.as_deref(), Some("/repo/author/ada-reed/page/2/"));
}

#[test]
fn a_tag_is_named_as_its_newest_article_spells_it() {
    let mut bundle = edition();
    edit(&mut bundle, "news-2").tags = vec!["wind power".into()];
    let tag = page(&bundle, &at("tag/wind-power/"));
    check(&tag, "main h1", &["Wind power"]);
    check(&tag, "p.section-head__count", &["13 articles"]);
    check(&page(&bundle, &at("tag/wind-power/page/2/")), "main h2", &["Headline of news-energy-4"]);
}

#[test]
fn what_does_not_exist_is_not_found_and_offers_a_way() {
    let paths = [
        "nothing/",
        "article/nothing/",
        "author/nobody/",
        "tag/nothing/",
        "news/page/3/",
        "author/ada-reed/page/3/",
        "tag/wind-power/page/3/",
        "about/page/2/",
        "404.html",
        "article/a/b/",
    ];
    for path in paths {
        let missing = page(&edition(), &at(path));
        assert_eq!(missing.texts("main h1"), ["Page not found"], "{path}");
        let ways = missing.all("p.plain__ways a");
        let ways: Vec<_> = ways.iter().filter_map(|way| way.attribute("href")).collect();
        assert_eq!(ways, ["/repo/", "/repo/search/"], "{path}");
        assert_eq!(missing.all("section.plain__more article").len(), 4, "{path}");
    }
}

#[test]
fn the_head_does_not_offer_what_is_not_found() {
    for path in ["nothing/", "news/page/3/", "author/ada-reed/page/3/", "about/page/2/"] {
        let missing = page(&edition(), &at(path));
        assert_eq!(missing.texts("title"), ["Page not found · The Paper"], "{path}");
        assert!(missing.all("link[rel=canonical]").is_empty(), "{path}");
        assert_eq!(missing.all("meta[content=noindex]").len(), 1, "{path}");
    }
}
