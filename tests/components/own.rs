//! Pages that hold what is the reader's own, which a snapshot does not know,
//! and the pages beside the articles.

use super::check::{at, check, page};
use super::edition::edition;

#[test]
fn the_saved_page_stands_empty_with_its_tools_off() {
    let saved = page(&edition(), &at("saved/"));
    check(&saved, "main h1", &["Saved"]);
    check(&saved, "p.section-head__count", &["0 articles"]);
    check(&saved, "div.empty a", &["Go to the front page"]);
    check(
        &saved,
        "div.saved__buttons button[disabled]",
        &["Export as JSON", "Export for browsers", "Remove all"],
    );
    let import = saved.one("input[type=file]");
    assert_eq!(import.ancestors()[0].text(), "Import a file");
}

#[test]
fn the_search_page_offers_what_the_edition_has() {
    let search = page(&edition(), &at("search/"));
    check(&search, "main h1", &["Search"]);
    let form = search.one("form[role=search]");
    assert_eq!(form.one("label.search__field span").text(), "Search the paper");
    let lists = form.all("select");
    let options = |index: usize| {
        let list: &super::dom::Element = &lists[index];
        list.all("option").iter().map(super::dom::Element::text).collect::<Vec<_>>()
    };
    assert_eq!(options(0)[..3], ["All sections", "News", "– Energy"]);
    assert_eq!(options(1), ["All authors", "Ada Reed", "Bo Lind"]);
    assert_eq!(options(2), ["All languages", "en"]);
    assert_eq!(options(3), ["All years", "2024"]);
    for list in lists {
        let chosen = list.all("option[selected]");
        assert_eq!(chosen.len(), 1);
        assert_eq!(chosen[0].attribute("value").as_deref(), Some(""));
    }
    assert!(search.all("ol.search__results").is_empty());
}

#[test]
fn a_static_page_has_its_heading_its_text_and_its_date() {
    let about = page(&edition(), &at("about/"));
    check(&about, "main h1", &["Who we are"]);
    check(&about, "main p.deck", &["About “Who we are”."]);
    check(&about, "p.page__updated", &["Updated March 1, 2024"]);
    check(&about, "div.prose p", &["Text of “Who we are”."]);
    assert_eq!(
        about.one("p.page__updated time").attribute("datetime").as_deref(),
        Some("2024-03-01T10:00:00+04:00"),
    );
}

#[test]
fn a_snapshot_does_not_ask_for_consent_and_chooses_nothing() {
    let front = page(&edition(), &at(""));
    // Whether the reader has answered, only their browser knows.
    assert!(front.all("section.consent").is_empty());
    let settings = front.one("dialog[aria-labelledby=cookies-title]");
    let buttons = settings.all("div.consent__buttons button");
    let names: Vec<_> = buttons.iter().map(super::dom::Element::text).collect();
    assert_eq!(names, ["Accept", "Reject"]);
    for button in buttons {
        assert_eq!(button.attribute("class").as_deref(), Some("button"));
    }
    assert!(settings.all("input[checked]").is_empty());
    check(
        &front,
        "p.consent__receipt",
        &["You have not chosen yet. Until you do, only what is essential is kept."],
    );
    let policy = settings.one("a").attribute("href");
    assert_eq!(policy.as_deref(), Some("/repo/cookies-policy/"));
}
