//! Dates in words, by the browser's `Intl`.

use super::browser::Patch;
use gazet_bundle::{LanguageTag, Timestamp};
use gazet_reader::services::clock;
use gazet_reader::services::dates::{Style, format, friendly, language_name};
use wasm_bindgen_test::wasm_bindgen_test;

/// 2024-06-15T12:00:00+04:00.
const NOON: i64 = 1_718_438_400;

/// It is noon in Baku, where the reader is.
fn noon() -> Patch {
    Patch::new(&format!(
        "const Own = Date;
        globalThis.Date = class extends Own {{
            constructor(...given) {{ if (given.length) super(...given); else super({NOON}000); }}
            getTimezoneOffset() {{ return -240; }}
        }};
        return () => {{ globalThis.Date = Own; }};"
    ))
}

fn time(text: &str) -> Timestamp {
    Timestamp::new(text).unwrap()
}

#[wasm_bindgen_test]
fn a_date_is_that_of_the_place_of_publication() {
    let check = |text: &str, language: &str, style: Style, expected: &str| {
        assert_eq!(format(time(text), language, style), expected);
    };
    check("2023-12-15T23:30:00+04:00", "en-GB", Style::Long, "15 December 2023");
    check("2023-12-15T00:30:00-11:00", "en-GB", Style::Long, "15 December 2023");
    check("2023-12-15T23:30:00+04:00", "en-GB", Style::Full, "15 December 2023 at 23:30");
    check("2023-12-15T23:30:00+04:00", "ru", Style::Long, "15 декабря 2023 г.");
    check("2023-12-15T23:30:00+04:00", "tr", Style::Long, "15 Aralık 2023");
    check("1969-07-20T20:17:00Z", "en-GB", Style::Long, "20 July 1969");
    let weekday = format(time("2023-12-15T23:30:00+04:00"), "en-GB", Style::Weekday);
    assert!(weekday.starts_with("Friday") && weekday.ends_with("15 December 2023"), "{weekday}");
}

#[wasm_bindgen_test]
fn today_is_told_by_how_long_ago() {
    let _patch = noon();
    let check = |seconds: i64, expected: &str| {
        let then = Timestamp::from_unix(NOON - seconds, 0);
        assert_eq!(friendly(then, "en-GB"), expected, "{seconds} s ago");
    };
    check(0, "this minute");
    check(5 * 60, "5 minutes ago");
    check(3_599, "59 minutes ago");
    check(3_600, "1 hour ago");
    check(12 * 3_600 - 1, "11 hours ago");
    // The day before for the reader; what it is for the paper is said.
    check(12 * 3_600 + 1, "14 June 2024");
    check(-60, "15 June 2024");
    assert_eq!(friendly(Timestamp::from_unix(NOON - 300, 0), "tr"), "5 dakika önce");
}

/// Chromium says that it knows Azerbaijani, Kazakh and Uzbek, and writes
/// `2023 M12 15` and `-5 min`; of Georgian it makes its reader's own language.
#[wasm_bindgen_test]
fn a_language_that_the_browser_does_not_write_is_not_made_up() {
    let _patch = noon();
    for language in ["az", "kk", "uz", "ka"] {
        let date = format(time("2023-12-15T23:30:00+04:00"), language, Style::Long);
        assert!(!date.contains("M12") && !date.contains("December"), "{language}: {date}");
        let today = friendly(Timestamp::from_unix(NOON - 300, 0), language);
        assert!(!today.contains("-5") && !today.contains("ago"), "{language}: {today}");
    }
}

#[wasm_bindgen_test]
fn now_is_the_readers_own() {
    let _patch = noon();
    assert_eq!(clock::now().map(|now| now.to_string()), Some("2024-06-15T12:00:00+04:00".into()));
}

#[wasm_bindgen_test]
fn languages_are_named_in_their_own_words() {
    assert_eq!(language_name("en"), "English");
    assert_eq!(language_name("az"), "azərbaycan");
    assert_eq!(language_name("ar"), "العربية");
    assert_eq!(language_name("qqq"), "qqq");
}

#[wasm_bindgen_test]
fn no_language_tag_is_refused_by_the_browser() {
    let tags = [
        "az",
        "EN-gb",
        "zh-Hant-TW",
        "de-1996",
        "es-419",
        "sl-rozaj-biske",
        "az-Arab-IR",
        "iw",
        "qqq",
        "abcdefgh",
    ];
    for tag in tags {
        let tag = LanguageTag::new(tag).unwrap();
        let words = format(time("2023-12-15T23:30:00+04:00"), tag.as_str(), Style::Full);
        assert!(!words.is_empty(), "{tag}");
        assert!(!friendly(time("2023-12-15T23:30:00+04:00"), tag.as_str()).is_empty(), "{tag}");
        assert!(!language_name(&tag.primary()).is_empty(), "{tag}");
    }
}
