//! The front page.

use super::check::{at, check, page};
use super::dom::Element;
use super::edition::{article, edit, edition, section};
use gazet_bundle::Bundle;

/// The layout of a band, from its class.
fn layout(band: &Element) -> String {
    let class = band.attribute("class").unwrap();
    class.split(' ').find_map(|name| name.strip_prefix("band--")).unwrap().to_owned()
}

fn layouts(bundle: &Bundle) -> Vec<String> {
    page(bundle, &at("")).all("section.band").iter().map(layout).collect()
}

#[test]
fn one_story_leads_and_the_seconds_are_of_other_sections() {
    let front = page(&edition(), &at(""));
    check(&front, "h1", &["The Paper"]);
    check(&front, "article.card--lead h2 a", &["Headline of news-1"]);
    let seconds = ["opinion-1", "culture-1", "science-1"].map(|name| format!("Headline of {name}"));
    assert_eq!(front.texts("div.front__seconds h3"), seconds);
}

#[test]
fn the_latest_repeat_nothing_above_them() {
    let front = page(&edition(), &at(""));
    let latest = front.texts("section.front__latest h3");
    assert_eq!(latest.len(), 10);
    assert_eq!(latest[0], "Headline of news-2");
    for above in front.texts("section.front__lead h3") {
        assert!(!latest.contains(&above), "{above}");
    }
}

#[test]
fn a_sticky_story_leads_and_a_lead_has_a_picture() {
    let mut bundle = edition();
    edit(&mut bundle, "news-1").image = None;
    check(&page(&bundle, &at("")), "article.card--lead h2", &["Headline of news-2"]);
    edit(&mut bundle, "culture-3").sticky = true;
    check(&page(&bundle, &at("")), "article.card--lead h2", &["Headline of culture-3"]);
}

#[test]
fn a_paper_without_pictures_fills_the_room_of_its_lead_with_stories() {
    let mut bundle = edition();
    for article in &mut bundle.articles {
        article.image = None;
    }
    let front = page(&bundle, &at(""));
    check(&front, "article.card--lead h2", &["Headline of news-1"]);
    let own = bundle.articles.iter().filter(|article| article.language.is_none());
    let newest: Vec<&str> = own.skip(1).take(9).map(|article| article.title.as_str()).collect();
    check(&front, "div.front__seconds h3", &newest);
    bundle.articles.truncate(1);
    assert!(page(&bundle, &at("")).all("div.front__seconds").is_empty());
}

#[test]
fn every_section_with_articles_has_a_band_with_a_way_on() {
    let mut bundle = edition();
    bundle.sections.push(section("empty", "Empty"));
    let front = page(&bundle, &at(""));
    let names = ["News", "Opinion", "Culture", "Science", "History", "Sport", "Travel"];
    check(&front, "header.band__head h2", &names);
    check(&front, "ul.subsections a", &["Energy"]);
    let more = front.all("a.band__more");
    assert_eq!(more[1].text(), "More from Opinion");
    assert_eq!(more[1].attribute("href").as_deref(), Some("/repo/opinion/"));
}

#[test]
fn neighbouring_bands_differ() {
    let bands = layouts(&edition());
    assert_eq!(bands.len(), 7);
    assert_eq!(bands[1], "faces", "opinion is read for who says it");
    assert!(bands.windows(2).all(|pair| pair[0] != pair[1]), "{bands:?}");
}

#[test]
fn neighbouring_bands_differ_however_small_the_sections_are() {
    for size in 1..=6 {
        let mut bundle = edition();
        bundle.sections.clear();
        bundle.articles.clear();
        for name in ["a", "b", "c", "d", "e", "f"] {
            bundle.sections.push(section(name, name));
            bundle.articles.extend((1..=size).map(|number| article(name, number)));
        }
        let bands = layouts(&bundle);
        assert!(bands.windows(2).all(|pair| pair[0] != pair[1]), "{size}: {bands:?}");
    }
}

#[test]
fn only_the_lead_picture_is_asked_for_at_once() {
    let front = page(&edition(), &at(""));
    let first = front.one("img[loading=eager]");
    assert_eq!(first.attribute("fetchpriority").as_deref(), Some("high"));
    assert_eq!(first.attribute("src").as_deref(), Some("/repo/images/news-1.jpg"));
}

#[test]
fn a_paper_without_articles_says_so() {
    let mut bundle = edition();
    bundle.articles.clear();
    let front = page(&bundle, &at(""));
    check(&front, "main h1", &["The Paper"]);
    check(&front, "main p", &["Nothing has been published here yet."]);
}
