//! Every sentence that a reader sees.
//!
//! English for now: the furniture of the paper. Articles bring their own
//! language. The scripts that are loaded later bring their own words
//! (docs/decisions/025).

mod faults;

use crate::error::SaveFault;
pub use faults::{fault, held, signed};

macro_rules! sentences {
    ($($name:ident = $text:literal;)*) => {
        $(
            #[doc = concat!("“", $text, "”")]
            pub const $name: &str = $text;
        )*
    };
}

sentences! {
    SKIP = "Skip to the text";
    HOME = "Home";
    MENU = "Menu";
    SECTIONS = "Sections";
    MORE = "More";
    CLOSE = "Close";
    SEARCH = "Search";
    SAVED = "Saved";
    LOOK = "Text and colours";
    BREADCRUMB = "Where you are";
    BACK_TO_TOP = "Back to top";
    LATEST = "Latest";
    NEW_ARTICLES = "New articles";
    NEW = "New";
    MORE_FROM = "More from";
    ALSO_LIKE = "You might also like";
    BY = "By";
    UPDATED = "Updated";
    TAGS = "Tags";
    SHARE = "Share";
    SHARED_COPIED = "The address was copied.";
    SHARED_FAILED = "The address could not be copied. It stands in the address bar.";
    PREVIOUS = "Earlier";
    NEXT = "Later";
    READ = "Read";
    PROGRESS = "Reading progress";
    NOT_FOUND = "Page not found";
    NOT_FOUND_TEXT = "There is nothing at this address. It may have moved, or the address may be mistyped.";
    TO_FRONT = "Go to the front page";
    FAULT = "This page did not load";
    TRY_AGAIN = "Try again";
    LOADING = "Loading";
    NO_ARTICLES = "Nothing has been published here yet.";
    AUTHOR = "Author";
    TAG = "Tag";
    TRANSLATION = "Read the original";
    FOOTNOTE = "Note";
    FOOTNOTES = "Notes";
    BACK_TO_TEXT = "Back to the text";
    LEAD_STORIES = "Lead stories";
    PAGES = "Pages";
    PAGES_OF_LIST = "Pages of this list";

    FOOTER_ABOUT = "About";
    FOLLOW = "Follow us";
    USEFUL_LINKS = "Useful links";
    COOKIE_SETTINGS = "Cookie settings";
    EMAIL = "E-mail";

    SAVE = "Save";
    UNSAVE = "Remove from saved";
    UNDO = "Undo";
    THE_BOOKMARKS = "Your saved articles";
    THE_LOOK = "How the paper looks";
    THE_CHOICE = "Your choice";
    BOOKMARKS_CORRUPT = "Your saved articles could not be read. What was stored has been put aside unchanged: “Reading offline” has it.";
    DATA_CLEARED = "What this site keeps on your device was cleared in another tab.";
    SAVED_EMPTY = "You have saved nothing yet. The bookmark beside a headline keeps an article here.";
    SAVED_NONE_MATCH = "No saved article matches.";
    SAVED_GONE = "No longer in this edition";
    SORT = "Sort by";
    SORT_NEWEST = "Saved last";
    SORT_OLDEST = "Saved first";
    SORT_TITLE = "Headline";
    FILTER_SAVED = "Filter by words";
    REMOVE_ALL = "Remove all";
    EXPORT_JSON = "Export as JSON";
    EXPORT_HTML = "Export for browsers";
    IMPORT = "Import a file";
    IMPORT_FAILED = "This file holds no bookmarks that Gazet can read. Choose a JSON or HTML file of bookmarks of at most 8 MB.";
    EXPORT_FAILED = "The browser did not accept the file. Try again, or copy the list by hand.";

    SEARCH_LABEL = "Search the paper";
    SEARCH_HINT = "Words, authors, tags or sections";
    SEARCH_TEXTS = "In the text";
    SEARCH_HEADLINES_ONLY = "Only headlines were searched.";
    SEARCH_MORE = "Show more";
    SEARCH_OLDER = "Search older articles";
    SEARCH_NONE = "Nothing was found. Try another spelling, fewer words or fewer filters.";
    FILTERS = "Filters";
    ANY_SECTION = "All sections";
    ANY_AUTHOR = "All authors";
    ANY_LANGUAGE = "All languages";
    ANY_YEAR = "All years";
    SECTION = "Section";
    LANGUAGE = "Language";
    YEAR = "Year";
    CLEAR_FILTERS = "Clear filters";

    OFFLINE = "Reading offline";
    OFFLINE_TEXT = "What you keep here opens without a connection. It stays on this device, and is brought up to date with each new edition.";
    KEEP_EDITION = "The whole edition";
    KEEP_SAVED = "Your saved articles";
    KEEP_OFFLINE = "Keep offline";
    NOTHING_KEPT = "Nothing can be kept here. Private windows and some settings forbid it, or there is no connection; the paper still reads online.";
    NOT_HERE = "Not on this device";

    LOOK_SIZE = "Text size";
    LOOK_SMALLER = "Smaller text";
    LOOK_LARGER = "Larger text";
    LOOK_FACE = "Typeface";
    LOOK_LEADING = "Line height";
    LOOK_MEASURE = "Line length";
    LOOK_THEME = "Colours";
    LOOK_ALIGN = "Alignment";
    LOOK_RESET = "Reset";
    FACE_SERIF = "Serif";
    FACE_SANS = "Sans";
    FACE_LEGIBLE = "Legible";
    STEP_TIGHT = "Tight";
    STEP_NORMAL = "Normal";
    STEP_AIRY = "Airy";
    STEP_SHORT = "Short";
    STEP_LONG = "Long";
    THEME_AUTO = "Auto";
    THEME_LIGHT = "Light";
    THEME_SEPIA = "Sepia";
    THEME_DARK = "Dark";
    THEME_CONTRAST = "High contrast";
    ALIGN_START = "Ragged";
    ALIGN_JUSTIFY = "Justified";
    LOOK_SAMPLE = "The quick brown fox reads the paper.";

    CONSENT_TITLE = "Your privacy";
    CONSENT_TEXT = "This paper keeps what you set and save on your device. With your consent it also remembers what you read, and loads embeds and pictures from other sites.";
    CONSENT_POLICY = "Cookies policy";
    CONSENT_ACCEPT = "Accept";
    CONSENT_REJECT = "Reject";
    CONSENT_CHOOSE = "Choose";
    CONSENT_KEEP = "Keep my choice";
    CONSENT_KEPT = "Your choice was kept. You can change it at any time under “Cookie settings” at the foot of the page.";
    CONSENT_ESSENTIAL = "Essential";
    CONSENT_ESSENTIAL_TEXT = "How the paper looks, the articles you saved, and this choice. Always on, kept on your device only.";
    CONSENT_HISTORY = "Reading history";
    CONSENT_HISTORY_TEXT = "Marks articles you have read. Kept on your device only.";
    CONSENT_EMBEDS = "Other sites";
    CONSENT_EMBEDS_TEXT = "Shows maps, films and pictures from other sites without asking each time. They learn that you opened the page.";
    CONSENT_GPC = "Your browser sends Global Privacy Control. It counts as a refusal unless you choose otherwise here.";
    CONSENT_NO_RECEIPT = "You have not chosen yet. Until you do, only what is essential is kept.";
    CONSENT_OUTDATED = "The policy has changed since. Until you choose again, only what is essential is kept.";
    RECEIPT = "Your last choice";

    EMBED_LOAD = "Load it";
    EMBED_EXPLAIN = "Nothing is loaded from there until you ask. It will learn that you opened this page.";
    IMAGE_ELSEWHERE = "Picture on another site";
}

/// Joins names: `A, B and C`.
#[must_use]
pub fn list(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [front @ .., last] => format!("{} and {last}", front.join(", ")),
    }
}

/// “4 min read”
#[must_use]
pub fn minutes(minutes: u16) -> String {
    format!("{minutes} min read")
}

/// “Energy, page 2”
#[must_use]
pub fn page_title(name: &str, page: u32) -> String {
    format!("{name}, page {page}")
}

/// “Page 2 of 5”
#[must_use]
pub fn page_of(page: u32, pages: u32) -> String {
    format!("Page {page} of {pages}")
}

/// “Energy · Gazet”
#[must_use]
pub fn document_title(page: &str, site: &str) -> String {
    format!("{page} · {site}")
}

/// “Articles about carpets.”
#[must_use]
pub fn tag_about(label: &str) -> String {
    format!("Articles about {label}.")
}

/// “1 article”, “12 articles”
#[must_use]
pub fn articles(count: usize) -> String {
    match count {
        1 => "1 article".to_owned(),
        _ => format!("{count} articles"),
    }
}

/// “4 articles by headline, 17 by full text”, “17 articles by full text”
#[must_use]
pub fn found(headlines: usize, texts: u32) -> String {
    match headlines {
        0 => format!("{} by full text", articles(texts as usize)),
        _ => format!("{} by headline, {texts} by full text", articles(headlines)),
    }
}

/// “Energy (12)”
#[must_use]
pub fn counted(name: &str, count: u32) -> String {
    format!("{name} ({count})")
}

/// “Nothing was found as it was typed. This is what “telescope” gives.”
#[must_use]
pub fn searched_instead(words: &str) -> String {
    format!("Nothing was found as it was typed. This is what “{words}” gives.")
}

/// “Saved: headline”
#[must_use]
pub fn saved(title: &str) -> String {
    format!("Saved: {title}")
}

/// “Removed 2 saved articles.”
#[must_use]
pub fn removed(count: usize) -> String {
    match count {
        1 => "Removed 1 saved article.".to_owned(),
        _ => format!("Removed {count} saved articles."),
    }
}

/// “Imported 3 articles.”
#[must_use]
pub fn imported(count: usize) -> String {
    format!("Imported {}.", articles(count))
}

/// “Save: headline”, the name of a bookmark button.
#[must_use]
pub fn save_label(title: &str) -> String {
    format!("{SAVE}: {title}")
}

/// “Submenu of News”
#[must_use]
pub fn submenu(name: &str) -> String {
    format!("Submenu of {name}")
}

/// “Accepted: reading history. Chosen on 3 March 2026 at 14:02 for version 1 of the policy.”
#[must_use]
pub fn receipt(history: bool, embeds: bool, at: &str, version: u32) -> String {
    let mut allowed = Vec::new();
    if history {
        allowed.push("reading history");
    }
    if embeds {
        allowed.push("other sites");
    }
    let what = match allowed.as_slice() {
        [] => "You refused everything that is not essential".to_owned(),
        some => format!("You accepted: {}", list(some)),
    };
    format!("{what}. Chosen on {at} for version {version} of the policy.")
}

/// “OpenStreetMap (openstreetmap.org)”: who would be contacted.
#[must_use]
pub fn embed_from(provider: &str, host: &str) -> String {
    match provider {
        "" => host.to_owned(),
        provider => format!("{provider} ({host})"),
    }
}

/// What a fault of storage means for the reader.
#[must_use]
pub fn not_saved(what: &str, fault: SaveFault) -> String {
    let why = match fault {
        SaveFault::Unavailable => {
            "this browser gives the page no storage. It lasts until you close the page."
        }
        SaveFault::Full => {
            "the storage of this site is full. Remove something you saved and try again."
        }
        SaveFault::Newer => {
            "it was written by a newer version of the paper. Reload the page to get that version."
        }
    };
    format!("{what} could not be saved: {why}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_joined_as_people_write_them() {
        assert_eq!(list(&[]), "");
        assert_eq!(list(&["A"]), "A");
        assert_eq!(list(&["A", "B"]), "A and B");
        assert_eq!(list(&["A", "B", "C"]), "A, B and C");
    }
}
