//! The small types: what they hold, whatever they are given.

use crate::arbitrary::{language, time};
use gazet_bundle::text::{fold, minutes};
use gazet_bundle::{Block, LanguageTag, Slug, Span, Timestamp, Url, limits};
use proptest::prelude::*;

/// Texts that begin or end like an address and go wrong in between.
fn almost_url() -> impl Strategy<Value = String> {
    let start = prop_oneof![
        Just(String::new()),
        "[hH][tT][tT][pP][sS]?:/{0,3}",
        "(javascript|data|vbscript|file|blob|about|ws|ftp|mailto|tel|view-source):/{0,2}",
        "j.{0,2}a.{0,2}vascript.?:",
        "[/\\\\.?#@:]{1,4}",
        ".{0,3}",
    ];
    let rest = prop_oneof!["[a-z0-9./:@?#%\\\\\\[\\]-]{0,16}", "\\PC{0,8}", ".{0,8}"];
    (start, rest, ".{0,2}").prop_map(|(start, rest, end)| format!("{start}{rest}{end}"))
}

/// What a browser makes of a link on a page of the site: the independent
/// parser of the `url` crate follows the same standard (WHATWG URL).
fn check_url(text: &str) -> Result<(), TestCaseError> {
    let Ok(ours) = Url::new(text) else { return Ok(()) };
    let base = url::Url::parse("https://paper.example/some/repo/").unwrap();
    // What the browser cannot parse leads nowhere.
    let Ok(theirs) = base.join(ours.as_str()) else { return Ok(()) };
    let allowed = ["https", "http", "mailto", "tel"];
    prop_assert!(allowed.contains(&theirs.scheme()), "{:?} is {}", text, theirs);
    if ours.is_relative() {
        prop_assert_eq!(theirs.origin(), base.origin(), "{:?}", text);
    } else if let (Some(host), Some(url::Host::Domain(asked))) = (ours.host(), theirs.host()) {
        let name = host.split(':').next().unwrap_or_default();
        if name.is_ascii() {
            prop_assert_eq!(name.to_ascii_lowercase(), asked, "{:?}", text);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 4096, ..ProptestConfig::default() })]

    #[test]
    fn a_url_holds_no_scheme_outside_the_list(text in almost_url()) {
        check_url(&text)?;
    }

    #[test]
    fn any_text_as_a_url_is_harmless(text: String) {
        check_url(&text)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_moment_comes_back_as_it_went(moment in time()) {
        let text = moment.to_string();
        prop_assert_eq!(Timestamp::new(&text), Ok(moment), "{}", text);
    }

    #[test]
    fn a_moment_is_read_from_any_text_or_refused(text in "[0-9tTzZ:.+ -]{0,30}") {
        if let Ok(moment) = Timestamp::new(&text) {
            prop_assert_eq!(Timestamp::new(&moment.to_string()), Ok(moment));
        }
    }

    #[test]
    fn a_label_makes_a_slug_or_has_no_letter(label in "\\PC{0,120}|.{0,40}") {
        let folded = fold(&label);
        match Slug::from_label(&label) {
            Some(slug) => {
                prop_assert_eq!(Slug::new(slug.as_str()), Ok(slug.clone()));
                prop_assert_eq!(Slug::from_label(slug.as_str()), Some(slug));
            }
            None => prop_assert!(!folded.chars().any(|c| c.is_ascii_alphanumeric())),
        }
    }

    #[test]
    fn folding_twice_changes_nothing(text in "\\PC{0,40}|.{0,40}") {
        let once = fold(&text);
        prop_assert_eq!(fold(&once), once);
    }

    #[test]
    fn a_language_tag_keeps_its_direction_in_any_case(tag in language()) {
        let upper = LanguageTag::new(tag.as_str().to_ascii_uppercase()).unwrap();
        prop_assert_eq!(upper.direction(), tag.direction());
    }
}

#[test]
fn folding_any_one_character_is_final() {
    for c in '\0'..=char::MAX {
        let once = fold(&c.to_string());
        assert_eq!(fold(&once), once, "{c:?}");
    }
}

#[test]
fn any_one_character_makes_a_slug_or_none() {
    for c in '\0'..=char::MAX {
        if let Some(slug) = Slug::from_label(&c.to_string()) {
            assert_eq!(Slug::new(slug.as_str()), Ok(slug), "{c:?}");
        }
    }
}

#[test]
fn the_longest_body_has_its_minutes() {
    let text = "a ".repeat(limits::BODY_BYTES / 2);
    let body = [Block::Paragraph(vec![Span::text(text)])];
    assert_eq!(minutes(&body), 4_406);
}
