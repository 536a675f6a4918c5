//! What an element holds, as text and as HTML.

use super::{Element, Node};
use quick_xml::escape::resolve_html5_entity;

impl Element {
    /// Its text and that of all inside, without space around it.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        self.gather(&mut text);
        text.trim().to_owned()
    }

    /// What it holds as HTML, when its text is HTML that was escaped or put
    /// into character data, as in RSS. Elements that stand in it as they are
    /// were not escaped, and neither was the text beside them.
    pub(crate) fn escaped_html(&self) -> String {
        if self.elements().next().is_some() { self.html(true) } else { self.text() }
    }

    /// What it holds as HTML, when it was not escaped, as in XHTML.
    pub(crate) fn markup(&self) -> String {
        self.html(false)
    }

    fn gather(&self, text: &mut String) {
        for node in &self.children {
            match node {
                Node::Text(own, _) => text.push_str(own),
                Node::Element(element) => element.gather(text),
            }
        }
    }

    fn html(&self, data_is_html: bool) -> String {
        let mut html = String::new();
        self.write(data_is_html, &mut html);
        html.trim().to_owned()
    }

    fn write(&self, data_is_html: bool, html: &mut String) {
        for node in &self.children {
            match node {
                Node::Text(text, true) if data_is_html => html.push_str(text),
                Node::Text(text, _) => html.push_str(&escape(text)),
                Node::Element(element) => {
                    let name = element.name.rsplit(':').next().unwrap_or_default();
                    html.push_str(&format!("<{name}"));
                    for (key, value) in &element.attributes {
                        let is_plain = key.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
                        match key.as_str() {
                            "xml:lang" => html.push_str(&format!(" lang=\"{}\"", escape(value))),
                            key if is_plain => {
                                html.push_str(&format!(" {key}=\"{}\"", escape(value)));
                            }
                            _ => {}
                        }
                    }
                    html.push('>');
                    element.write(data_is_html, html);
                    if !(element.children.is_empty() && matches!(name, "br" | "hr" | "img")) {
                        html.push_str(&format!("</{name}>"));
                    }
                }
            }
        }
    }
}

/// A text as HTML that shows it, also between quotation marks.
pub(crate) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// A text with its references resolved: those of XML, those by number, and
/// those of HTML, which many feeds use though XML does not know them. What is
/// none stays as it is: an address may hold `&copy=2`.
pub(crate) fn unescape(text: &str) -> String {
    let mut pieces = text.split('&');
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let found = piece.split_once(';').and_then(|(name, rest)| Some((entity(name)?, rest)));
        match found {
            Some((letters, rest)) => {
                out.push_str(&letters);
                out.push_str(rest);
            }
            None => {
                out.push('&');
                out.push_str(piece);
            }
        }
    }
    out
}

fn entity(name: &str) -> Option<String> {
    let Some(number) = name.strip_prefix('#') else {
        // The longest name of HTML has 32 letters.
        return resolve_html5_entity(name).filter(|_| name.len() <= 32).map(str::to_owned);
    };
    let number = match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16),
        None => number.parse(),
    };
    let number = number.ok()?;
    // Numbers of windows-1252, as browsers read them.
    if let (0x80..=0x9f, Ok(byte)) = (number, u8::try_from(number)) {
        return Some(encoding_rs::WINDOWS_1252.decode(&[byte]).0.into_owned());
    }
    char::from_u32(number).map(String::from)
}
