//! Text and its marks on one line.

use super::dom::{attribute, name, raw_text, sanitize, text};
use super::{Context, Losses, fit};
use gazet_bundle::{Direction, LanguageTag, Rich, Span, limits};
use markup5ever_rcdom::{Handle, NodeData};

/// A line that is being read. White space is squeezed as a browser does.
#[derive(Default)]
pub(super) struct Line {
    spans: Vec<Span>,
    /// Whether the text so far ends in a space, or has not begun.
    after_space: bool,
    has_begun: bool,
}

impl Line {
    /// Adds text.
    pub(super) fn text(&mut self, text: &str) {
        let mut squeezed = String::new();
        for c in sanitize(text).chars() {
            if matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}') {
                if self.has_begun && !self.after_space {
                    squeezed.push(' ');
                    self.after_space = true;
                }
            } else {
                squeezed.push(c);
                self.after_space = false;
                self.has_begun = true;
            }
        }
        push_text(&mut self.spans, squeezed);
    }

    /// Adds a line break; white space around it is none.
    pub(super) fn line_break(&mut self) {
        if self.has_begun {
            trim_end(&mut self.spans);
            self.spans.push(Span::Rich(Rich::Break(true)));
            self.after_space = true;
        }
    }

    /// The line so far; a new one begins.
    pub(super) fn take(&mut self) -> Vec<Span> {
        let mut spans = std::mem::take(self).spans;
        trim_end(&mut spans);
        while matches!(spans.last(), Some(Span::Rich(Rich::Break(_)))) {
            spans.pop();
            trim_end(&mut spans);
        }
        spans
    }

    /// Adds a node.
    pub(super) fn read(&mut self, node: &Handle, context: &Context<'_>, losses: &mut Losses) {
        self.node(node, context, losses, Inside { depth: 1, link: false });
    }

    fn node(&mut self, node: &Handle, context: &Context<'_>, losses: &mut Losses, inside: Inside) {
        match &node.data {
            NodeData::Text { contents } => {
                let text = contents.borrow();
                if context.breaks {
                    for (at, line) in text.split('\n').enumerate() {
                        if at > 0 {
                            self.line_break();
                        }
                        self.text(line);
                    }
                } else {
                    self.text(&text);
                }
            }
            NodeData::Element { .. } => {
                let name = name(node).unwrap_or_default();
                self.element(node, &name, context, losses, inside);
            }
            _ => {}
        }
    }

    fn element(
        &mut self,
        node: &Handle,
        name: &str,
        context: &Context<'_>,
        losses: &mut Losses,
        inside: Inside,
    ) {
        let mut within = |line: &mut Self, wrap: &dyn Fn(Vec<Span>) -> Rich, link: bool| {
            let inside = Inside { depth: inside.depth + 1, link: inside.link || link };
            line.within(node, context, losses, inside, wrap);
        };
        match name {
            "script" | "style" | "template" | "input" | "button" | "select" | "textarea"
            | "svg" | "math" | "canvas" | "noscript" => losses.note(format!("<{name}>")),
            "br" => self.line_break(),
            "img" | "iframe" | "video" | "audio" | "embed" | "object" => {
                losses.note(format!("<{name}> inside a line"));
            }
            "em" | "i" | "cite" | "dfn" | "var" => within(self, &Rich::Em, false),
            "strong" | "b" => within(self, &Rich::Strong, false),
            "s" | "del" | "strike" => within(self, &Rich::Strike, false),
            "mark" => within(self, &Rich::Mark, false),
            "sub" => within(self, &Rich::Sub, false),
            "sup" => within(self, &Rich::Sup, false),
            "code" | "kbd" | "samp" | "tt" => {
                let code = raw_text(node);
                if !code.trim().is_empty() {
                    self.rich(Rich::Code(code));
                }
            }
            "q" => {
                self.text("“");
                self.children(node, context, losses, inside);
                self.text("”");
            }
            "a" => match attribute(node, "href") {
                // A link inside a link is one that no browser shows.
                Some(href) if !inside.link => match context.url(&href) {
                    Some(to) => within(self, &|text| Rich::Link { to: to.clone(), text }, true),
                    None => {
                        losses.note("a link to an address that is not allowed");
                        self.children(node, context, losses, inside);
                    }
                },
                _ => self.children(node, context, losses, inside),
            },
            "abbr" | "acronym" => {
                let (short, title) = (text(node), attribute(node, "title").unwrap_or_default());
                let title = fit::cut(&super::dom::squeeze(&sanitize(&title)), limits::TITLE);
                if short.is_empty() || title.is_empty() {
                    self.children(node, context, losses, inside);
                } else {
                    self.rich(Rich::Abbr { text: short, title });
                }
            }
            _ => {
                let lang = attribute(node, "lang").and_then(|lang| LanguageTag::new(lang).ok());
                let dir = match attribute(node, "dir").as_deref() {
                    Some("rtl") => Some(Direction::Rtl),
                    Some("ltr") => Some(Direction::Ltr),
                    _ => None,
                };
                match lang {
                    Some(lang) => {
                        let dir = dir.filter(|dir| *dir != lang.direction());
                        within(self, &|text| Rich::Lang { lang: lang.clone(), dir, text }, false);
                    }
                    None => self.children(node, context, losses, inside),
                }
            }
        }
    }

    fn children(
        &mut self,
        node: &Handle,
        context: &Context<'_>,
        losses: &mut Losses,
        inside: Inside,
    ) {
        if inside.walked() {
            let text = raw_text(node);
            return self.text(&text);
        }
        let inside = Inside { depth: inside.depth + WALKED, ..inside };
        let children: Vec<Handle> = node.children.borrow().clone();
        children.iter().for_each(|child| self.node(child, context, losses, inside));
    }

    /// Reads the content of a node and puts it into a mark.
    fn within(
        &mut self,
        node: &Handle,
        context: &Context<'_>,
        losses: &mut Losses,
        inside: Inside,
        wrap: &dyn Fn(Vec<Span>) -> Rich,
    ) {
        if inside.marks() >= limits::SPAN_DEPTH {
            losses.note("marks nested deeper than the format allows");
            let text = raw_text(node);
            return self.text(&text);
        }
        let outer = std::mem::take(&mut self.spans);
        let children: Vec<Handle> = node.children.borrow().clone();
        children.iter().for_each(|child| self.node(child, context, losses, inside));
        let inner = std::mem::replace(&mut self.spans, outer);
        if inner.is_empty() {
            return;
        }
        let is_blank =
            inner.iter().all(|span| matches!(span, Span::Text(t) if t.trim().is_empty()));
        if is_blank {
            push_text(&mut self.spans, " ".to_owned());
        } else {
            self.spans.push(Span::Rich(wrap(inner)));
        }
    }

    fn rich(&mut self, rich: Rich) {
        self.spans.push(Span::Rich(rich));
        self.has_begun = true;
        self.after_space = false;
    }
}

/// What an element of a line is inside of.
#[derive(Clone, Copy)]
struct Inside {
    /// Marks, and elements without a meaning in steps of [`WALKED`].
    depth: usize,
    link: bool,
}

/// Added to the depth for an element that is no mark, so that both are counted
/// in one number.
const WALKED: usize = 1_000;

impl Inside {
    fn marks(self) -> usize {
        self.depth % WALKED
    }

    /// Whether so many elements without a meaning nest that the rest is read
    /// as text.
    fn walked(self) -> bool {
        self.depth / WALKED > 60
    }
}

fn push_text(spans: &mut Vec<Span>, text: String) {
    match spans.last_mut() {
        _ if text.is_empty() => {}
        Some(Span::Text(last)) => last.push_str(&text),
        _ => spans.push(Span::Text(text)),
    }
}

/// Removes the space at the end, in whichever mark it stands.
fn trim_end(spans: &mut Vec<Span>) {
    while let Some(last) = spans.last_mut() {
        match last {
            Span::Text(text) => {
                let kept = text.trim_end_matches(' ').len();
                text.truncate(kept);
                if kept > 0 {
                    return;
                }
                spans.pop();
            }
            Span::Rich(_) => return,
        }
    }
}
