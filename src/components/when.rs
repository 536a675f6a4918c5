//! Dates.

use crate::services::dates::{self, Style};
use crate::view::{Node, view};
use gazet_bundle::Timestamp;

/// A date in words, relative on the day itself.
#[must_use]
pub fn when(time: Timestamp, language: &str) -> Node {
    let words = dates::friendly(time, language);
    let full = dates::format(time, language, Style::Full);
    view! { <time datetime=time.to_string() title=full>{words}</time> }
}
