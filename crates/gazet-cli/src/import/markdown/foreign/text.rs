//! The text of a document as HTML.

use super::shortcodes;
use crate::html::Losses;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

/// Reads Markdown, with what other programs add to it.
pub(super) fn of_markdown(body: &str, losses: &mut Losses) -> String {
    let text = shortcodes::read(body, losses);
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM;
    let events: Vec<Event<'_>> = Parser::new_ext(&text, options).collect();
    // The headline is level 1, so a text that begins there moves down.
    let moves = events
        .iter()
        .filter(|event| matches!(event, Event::Start(Tag::Heading { level: HeadingLevel::H1, .. })))
        .count()
        > usize::from(begins_with_title(&events));
    let events = events.into_iter().map(|event| if moves { lower(event) } else { event });
    let mut out = String::new();
    html::push_html(&mut out, events);
    out
}

/// Reads HTML, with what other programs add to it.
pub(super) fn of_html(body: &str, losses: &mut Losses) -> String {
    shortcodes::read(body, losses)
}

fn begins_with_title(events: &[Event<'_>]) -> bool {
    matches!(events.first(), Some(Event::Start(Tag::Heading { level: HeadingLevel::H1, .. })))
}

fn lower(event: Event<'_>) -> Event<'_> {
    match event {
        Event::Start(Tag::Heading { level, id, classes, attrs }) => {
            Event::Start(Tag::Heading { level: below(level), id, classes, attrs })
        }
        Event::End(TagEnd::Heading(level)) => Event::End(TagEnd::Heading(below(level))),
        other => other,
    }
}

fn below(level: HeadingLevel) -> HeadingLevel {
    match level {
        HeadingLevel::H1 => HeadingLevel::H2,
        HeadingLevel::H2 => HeadingLevel::H3,
        HeadingLevel::H3 => HeadingLevel::H4,
        HeadingLevel::H4 => HeadingLevel::H5,
        HeadingLevel::H5 | HeadingLevel::H6 => HeadingLevel::H6,
    }
}
