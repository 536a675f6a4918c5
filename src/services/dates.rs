//! Dates in words, in the language of the paper.

use crate::services::clock;
use gazet_bundle::{Civil, Timestamp};
use std::cell::RefCell;
use wasm_bindgen::JsValue;

/// How a date is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Style {
    /// `15 December 2023`
    Long,
    /// `15 December 2023 at 14:05`
    Full,
    /// `Friday, 15 December 2023`
    Weekday,
}

/// Months in English, for snapshots: the native target has no `Intl`, and a
/// snapshot in another language shows the ISO date until the app takes over.
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The date in words at the place of publication.
#[must_use]
pub fn format(time: Timestamp, language: &str, style: Style) -> String {
    if cfg!(target_arch = "wasm32") {
        intl(time, language, style)
    } else {
        plain(time, language, style)
    }
}

/// As [`format()`], but relative ("3 hours ago") on the day itself.
#[must_use]
pub fn friendly(time: Timestamp, language: &str) -> String {
    let Some(now) = clock::now() else { return format(time, language, Style::Long) };
    let age = now.unix() - time.unix();
    let same_day = {
        let (a, b) = (now.civil(), Timestamp::from_unix(time.unix(), now.offset_minutes()).civil());
        (a.year, a.month, a.day) == (b.year, b.month, b.day)
    };
    if !same_day || age < 0 {
        return format(time, language, Style::Long);
    }
    // Where even a month has no word, “3 hours ago” has none.
    let words = format(time, language, Style::Long);
    if !language.starts_with("en") && words == plain(time, language, Style::Long) {
        return words;
    }
    match age / 60 {
        minutes @ 0..60 => relative(-(minutes as f64), "minute", language),
        minutes => relative(-((minutes / 60) as f64), "hour", language),
    }
}

/// The name of a language in that language: `az` is “azərbaycan”.
#[must_use]
pub fn language_name(tag: &str) -> String {
    if !cfg!(target_arch = "wasm32") {
        return tag.to_owned();
    }
    let locales = js_sys::Array::of1(&JsValue::from_str(tag));
    let options = js_sys::Object::new();
    let _ = js_sys::Reflect::set(&options, &"type".into(), &"language".into());
    let names = js_sys::Intl::DisplayNames::new(&locales, &options);
    names.of(tag).map_or_else(|| tag.to_owned(), String::from)
}

fn plain(time: Timestamp, language: &str, style: Style) -> String {
    let Civil { year, month, day, hour, minute, .. } = time.civil();
    let date = match MONTHS.get(usize::from(month) - 1) {
        Some(name) if matches!(language, "en" | "en-US") => format!("{name} {day}, {year}"),
        Some(name) if language.starts_with("en") => format!("{day} {name} {year}"),
        _ => format!("{year:04}-{month:02}-{day:02}"),
    };
    match style {
        Style::Long | Style::Weekday => date,
        Style::Full => format!("{date} at {hour:02}:{minute:02}"),
    }
}

/// A language, a style, and what writes dates so; nothing where the browser
/// does not know the language.
type Format = (String, Style, Option<js_sys::Function>);

thread_local! {
    /// Making an `Intl` formatter costs far more than using it. There are as
    /// many as a page has languages and styles: a handful.
    static FORMATS: RefCell<Vec<Format>> = const { RefCell::new(Vec::new()) };
}

fn intl(time: Timestamp, language: &str, style: Style) -> String {
    // The moment is moved by its own offset and read as UTC, so that the date
    // is that of the place of publication.
    let local = (time.unix() + i64::from(time.offset_minutes()) * 60) as f64 * 1000.0;
    let date = js_sys::Date::new(&JsValue::from_f64(local));
    let text = formatter(language, style)
        .and_then(|format| format.call1(&JsValue::UNDEFINED, &date).ok()?.as_string());
    // A browser without the words of a language makes up some: “M12” for
    // December.
    text.filter(|text| !is_made_up(text)).unwrap_or_else(|| plain(time, language, style))
}

fn formatter(language: &str, style: Style) -> Option<js_sys::Function> {
    FORMATS.with_borrow_mut(|formats| {
        let found = formats.iter().find(|(own, kind, _)| own == language && *kind == style);
        if let Some((.., format)) = found {
            return format.clone();
        }
        let format = is_supported(language).then(|| {
            let locales = js_sys::Array::of1(&JsValue::from_str(language));
            js_sys::Intl::DateTimeFormat::new(&locales, &options(style)).format()
        });
        formats.push((language.to_owned(), style, format.clone()));
        format
    })
}

/// Whether the browser writes dates in a language; else it would take the
/// reader's own without a word.
fn is_supported(language: &str) -> bool {
    let locales = js_sys::Array::of1(&JsValue::from_str(language));
    let options = js_sys::Object::new();
    js_sys::Intl::DateTimeFormat::supported_locales_of(&locales, &options).length() > 0
}

fn is_made_up(text: &str) -> bool {
    text.split('M').skip(1).any(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

fn options(style: Style) -> js_sys::Object {
    let options = js_sys::Object::new();
    let set = |name: &str, value: &str| {
        // Setting a property of a fresh plain object cannot fail.
        let _ = js_sys::Reflect::set(&options, &name.into(), &value.into());
    };
    set("timeZone", "UTC");
    set("day", "numeric");
    set("month", "long");
    set("year", "numeric");
    match style {
        Style::Long => {}
        Style::Weekday => set("weekday", "long"),
        Style::Full => {
            set("hour", "2-digit");
            set("minute", "2-digit");
        }
    }
    options
}

fn relative(value: f64, unit: &str, language: &str) -> String {
    let locales = js_sys::Array::of1(&JsValue::from_str(language));
    let options = js_sys::Object::new();
    let _ = js_sys::Reflect::set(&options, &"numeric".into(), &"auto".into());
    js_sys::Intl::RelativeTimeFormat::new(&locales, &options).format(value, unit).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_snapshot_writes_dates_in_words() {
        let time = Timestamp::new("2023-12-15T23:30:00+04:00").unwrap();
        assert_eq!(format(time, "en-GB", Style::Long), "15 December 2023");
        assert_eq!(format(time, "en", Style::Full), "December 15, 2023 at 23:30");
        assert_eq!(format(time, "az", Style::Long), "2023-12-15");
        assert_eq!(friendly(time, "en"), "December 15, 2023");
    }
}
