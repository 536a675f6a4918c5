//! What only a look at the whole bundle can tell.

mod article;
mod body;
mod image;
mod place;
mod safety;
mod site;

pub use site::RESERVED;

use crate::{Article, Bundle, Part};
use place::Place;
use std::fmt;

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Readers would live with it; an editor should look.
    Warning,
    /// The bundle must not be published.
    Error,
}

/// One problem and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// How bad it is.
    pub level: Level,
    /// Where it is: `articles[the-slug].body.blocks[3]`.
    pub place: String,
    /// What is wrong, naming the value.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let level = match self.level {
            Level::Warning => "warning",
            Level::Error => "error",
        };
        write!(f, "{level}: {}: {}", self.place, self.message)
    }
}

/// Every problem of a bundle: first those for which [`read`](crate::read)
/// would refuse it, then the rest, each in the order of the document.
#[must_use]
pub fn validate(bundle: &Bundle) -> Vec<Problem> {
    let mut report = Report::default();
    safety::check(bundle, &mut |place, fault| report.error(place, fault.to_string()));
    site::check(bundle, &mut report);
    article::check(bundle, &mut report);
    report.problems
}

/// Every problem of a part; `place` says whose it is. Whether its related
/// articles exist only [`validate`] can tell.
#[must_use]
pub fn validate_part(part: &Part, place: &str) -> Vec<Problem> {
    let mut report = Report::default();
    let place = Place::Root(place);
    safety::check_part(part, &place, &mut |place, fault| report.error(place, fault.to_string()));
    body::check(part, &place, &mut report);
    report.problems
}

/// The first fault that makes a bundle unsafe to show. A reader calls this
/// on every load, so it looks at nothing else.
pub(crate) fn refusal(bundle: &Bundle) -> Option<String> {
    let mut first = None;
    safety::check(bundle, &mut |place, fault| {
        first.get_or_insert_with(|| format!("{place} {fault}"));
    });
    first
}

/// The first fault that makes the heads of a leaf unsafe to show.
pub(crate) fn articles_refusal(articles: &[Article]) -> Option<String> {
    let mut first = None;
    safety::check_articles(articles, &mut |place, fault| {
        first.get_or_insert_with(|| format!("{place} {fault}"));
    });
    first
}

/// The first fault that makes a part unsafe to show.
pub(crate) fn part_refusal(part: &Part) -> Option<String> {
    let mut first = None;
    safety::check_part(part, &Place::Root("part"), &mut |place, fault| {
        first.get_or_insert_with(|| format!("{place} {fault}"));
    });
    first
}

/// Collects problems.
#[derive(Default)]
struct Report {
    problems: Vec<Problem>,
}

impl Report {
    fn error(&mut self, place: &Place<'_>, message: impl Into<String>) {
        self.push(Level::Error, place, message.into());
    }

    fn warning(&mut self, place: &Place<'_>, message: impl Into<String>) {
        self.push(Level::Warning, place, message.into());
    }

    /// Reports a text that must say something and does not.
    fn required(&mut self, place: &Place<'_>, text: &str) {
        if text.trim().is_empty() {
            self.error(place, "is empty");
        }
        self.characters(place, text);
    }

    /// Reports a character that shows nothing and that XML, and so every
    /// feed, cannot hold (XML 1.0, section 2.2).
    fn characters(&mut self, place: &Place<'_>, text: &str) {
        let forbidden = |c: &char| {
            (c.is_control() && !matches!(c, '\t' | '\n' | '\r'))
                || matches!(c, '\u{fffe}' | '\u{ffff}')
        };
        if let Some(c) = text.chars().find(forbidden) {
            self.error(place, format!("holds the control character {c:?}"));
        }
    }

    fn push(&mut self, level: Level, place: &Place<'_>, message: String) {
        self.problems.push(Problem { level, place: place.to_string(), message });
    }
}
