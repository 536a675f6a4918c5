//! The few HTML elements that are understood in a line of Markdown.

use super::blocks::Reader;
use super::html;
use super::inline::Piece;
use gazet_bundle::{Direction, LanguageTag, Rich, Span};
use std::ops::Range;

/// An element that a tag opened.
pub(super) struct Open {
    pub(super) name: String,
    pub(super) line: usize,
    element: Element,
    pub(super) pieces: Vec<Piece>,
}

enum Element {
    Abbr(String),
    Sub,
    Sup,
    Mark,
    Lang(LanguageTag, Option<Direction>),
    /// Its fault was logged; what it holds stays.
    Faulty,
}

/// The attributes of an element that is understood.
fn attributes_of(name: &str) -> Option<&'static [&'static str]> {
    match name {
        "abbr" => Some(&["title"]),
        "span" => Some(&["lang", "dir"]),
        "sub" | "sup" | "mark" => Some(&[]),
        _ => None,
    }
}

impl Reader<'_, '_, '_> {
    /// Logs the tags of a block of HTML.
    pub(super) fn refuse_html(&mut self, html: &str, line: usize) {
        for (offset, tag) in html::tags(html) {
            let line = line + offset;
            match tag {
                html::Tag::Open { name, .. } => self.refuse_tag(&name, line),
                html::Tag::Close(name) if !self.shared.refused.contains(&name) => {
                    self.refuse_tag(&name, line);
                }
                html::Tag::Other => self.refuse_tag("!", line),
                _ => {}
            }
        }
    }

    fn refuse_tag(&mut self, name: &str, line: usize) {
        let message = match attributes_of(name) {
            Some(_) => format!("the tag <{name}> should stand in a line of text"),
            None => format!("the tag <{name}> is not allowed; write Markdown instead"),
        };
        self.shared.log.error(line, message);
        self.shared.refused.push(name.to_owned());
    }

    /// Reads one tag of a line.
    pub(super) fn tag(
        &mut self,
        html: &str,
        range: &Range<usize>,
        open: &mut Vec<Open>,
        pieces: &mut Vec<Piece>,
    ) {
        let line = self.line(range);
        match html::parse(html) {
            html::Tag::Comment => {}
            html::Tag::Other => self.refuse_tag("!", line),
            html::Tag::Open { name, attributes, closed } => {
                if let Some(element) = self.open_element(&name, &attributes, closed, line) {
                    open.push(Open { name, line, element, pieces: Vec::new() });
                }
            }
            html::Tag::Close(name) => {
                let Some(at) = open.iter().rposition(|open| open.name == name) else {
                    if !self.shared.refused.contains(&name) {
                        self.shared.log.error(line, format!("</{name}> closes nothing"));
                    }
                    return;
                };
                while open.len() > at + 1 {
                    let Some(inner) = open.pop() else { break };
                    let message = format!("<{}> is not closed before </{name}>", inner.name);
                    self.shared.log.error(inner.line, message);
                    open[at].pieces.extend(inner.pieces);
                }
                if let Some(Open { element, pieces: inner, .. }) = open.pop() {
                    let made = self.close_element(element, inner);
                    open.last_mut().map_or(pieces, |open| &mut open.pieces).extend(made);
                }
            }
        }
    }

    fn open_element(
        &mut self,
        name: &str,
        attributes: &[(String, String)],
        closed: bool,
        line: usize,
    ) -> Option<Element> {
        let Some(known) = attributes_of(name) else {
            self.refuse_tag(name, line);
            return None;
        };
        let log = &mut *self.shared.log;
        if closed {
            log.error(line, format!("<{name}/> holds nothing"));
            return None;
        }
        let unknown = attributes.iter().filter(|(name, _)| !known.contains(&name.as_str()));
        for (attribute, _) in unknown {
            log.error(line, format!("the attribute {attribute:?} of <{name}> is not allowed"));
        }
        let value = |wanted: &str| {
            attributes.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.trim())
        };
        Some(match name {
            "sub" => Element::Sub,
            "sup" => Element::Sup,
            "mark" => Element::Mark,
            "abbr" => match value("title") {
                Some(title) if !title.is_empty() => Element::Abbr(title.to_owned()),
                _ => {
                    log.error(line, "<abbr> needs a title that says what it stands for");
                    Element::Faulty
                }
            },
            _ => {
                let dir = match value("dir") {
                    None => None,
                    Some("ltr") => Some(Direction::Ltr),
                    Some("rtl") => Some(Direction::Rtl),
                    Some(other) => {
                        log.error(line, format!("the direction {other:?} is not ltr or rtl"));
                        None
                    }
                };
                match value("lang").map(LanguageTag::new) {
                    Some(Ok(lang)) => Element::Lang(lang, dir),
                    Some(Err(error)) => {
                        log.error(line, error.to_string());
                        Element::Faulty
                    }
                    None => {
                        log.error(line, "<span> needs a lang that says which language it holds");
                        Element::Faulty
                    }
                }
            }
        })
    }

    fn close_element(&mut self, element: Element, pieces: Vec<Piece>) -> Vec<Piece> {
        if let Element::Faulty = element {
            return pieces;
        }
        let text = self.spans(pieces);
        let rich = match element {
            Element::Faulty => return Vec::new(),
            Element::Sub => Rich::Sub(text),
            Element::Sup => Rich::Sup(text),
            Element::Mark => Rich::Mark(text),
            Element::Lang(lang, dir) => Rich::Lang { lang, dir, text },
            Element::Abbr(title) => {
                let mut plain = String::new();
                text.iter().for_each(|span| span.plain_text(&mut plain));
                Rich::Abbr { text: plain, title }
            }
        };
        vec![Piece::Span(Span::Rich(rich))]
    }
}
