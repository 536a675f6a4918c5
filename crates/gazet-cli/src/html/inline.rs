//! Text and its marks on one line.

mod spans;

use super::dom::{attribute, has_class, is, is_block, is_hidden, name, raw_text, sanitize, text};
use super::scope::{Scope, leads_back};
use super::{Losses, drawn, embed, fit, media};
use gazet_bundle::{Block, Direction, LanguageTag, Rich, Span, limits};
use markup5ever_rcdom::{Handle, NodeData};
use spans::{only_notes, push_text, trim_end};
pub(super) use spans::{paragraphs, without_notes};

/// Marks inside marks: two fewer than the format allows, since a line may lie
/// in a link and in a passage of another language.
const MARKS: usize = limits::SPAN_DEPTH - 2;

/// A line that is being read. White space is squeezed as a browser does.
#[derive(Default)]
pub(super) struct Line {
    spans: Vec<Span>,
    /// Whether the text so far ends in a space, or has not begun.
    after_space: bool,
    has_begun: bool,
    /// Whether the last thing was a line break.
    after_break: bool,
    /// Pictures and players that stood in the line; they follow it.
    aside: Vec<Block>,
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
                self.after_break = false;
            }
        }
        push_text(&mut self.spans, squeezed);
    }

    /// Adds text whose line breaks mean something.
    pub(super) fn lines(&mut self, text: &str) {
        for (at, line) in text.split('\n').enumerate() {
            // The break that an editor put behind `<br>` is the same one.
            let is_same = at == 1 && self.after_break && text.starts_with(['\n', '\r']);
            if at > 0 && !is_same {
                self.line_break();
            }
            self.text(line);
        }
    }

    /// Adds a line break; white space around it is none.
    pub(super) fn line_break(&mut self) {
        if self.has_begun {
            trim_end(&mut self.spans);
            self.spans.push(Span::Rich(Rich::Break(true)));
            self.after_space = true;
            self.after_break = true;
        }
    }

    /// Adds a line break where there is none.
    fn edge(&mut self) {
        if !self.after_break {
            self.line_break();
        }
    }

    /// Adds what follows the line.
    pub(super) fn put_aside(&mut self, block: Block) {
        self.aside.push(block);
    }

    /// What follows the line.
    pub(super) fn take_aside(&mut self) -> Vec<Block> {
        std::mem::take(&mut self.aside)
    }

    /// The line so far; a new one begins.
    pub(super) fn take(&mut self) -> Vec<Span> {
        let aside = self.take_aside();
        let mut spans = std::mem::take(self).spans;
        self.aside = aside;
        trim_end(&mut spans);
        while matches!(spans.last(), Some(Span::Rich(Rich::Break(_)))) {
            spans.pop();
            trim_end(&mut spans);
        }
        spans
    }

    /// Adds a node.
    pub(super) fn read(&mut self, node: &Handle, scope: &Scope<'_>, losses: &mut Losses) {
        self.node(node, scope, losses, Inside { depth: 1, link: false });
    }

    fn node(&mut self, node: &Handle, scope: &Scope<'_>, losses: &mut Losses, inside: Inside) {
        match &node.data {
            NodeData::Text { contents } if scope.breaks.get() => self.lines(&contents.borrow()),
            NodeData::Text { contents } => self.text(&contents.borrow()),
            NodeData::Element { .. } => {
                let name = name(node).unwrap_or_default();
                if is_hidden(node) {
                    return losses.hidden(node);
                }
                self.element(node, &name, scope, losses, inside);
            }
            _ => {}
        }
    }

    fn element(
        &mut self,
        node: &Handle,
        name: &str,
        scope: &Scope<'_>,
        losses: &mut Losses,
        inside: Inside,
    ) {
        let mut within = |line: &mut Self, wrap: &dyn Fn(Vec<Span>) -> Rich| {
            line.within(node, scope, losses, inside.mark(), &|text| vec![Span::Rich(wrap(text))]);
        };
        match name {
            "script" | "style" | "template" | "button" | "select" | "textarea" | "canvas"
            | "area" => {
                losses.note(format!("<{name}>"));
            }
            "input" => match attribute(node, "type").as_deref() {
                Some("checkbox") => {
                    let is_checked = attribute(node, "checked").is_some();
                    self.text(if is_checked { "☑ " } else { "☐ " });
                }
                Some("hidden") => {}
                _ => losses.note("<input>"),
            },
            "svg" | "math" => {
                let words = drawn::words(node, name);
                if words.is_empty() {
                    losses.note(format!("<{name}>"));
                }
                self.text(&words);
            }
            "br" => self.line_break(),
            "img" | "amp-img" => match media::smiley(node) {
                Some(smiley) => self.text(&smiley),
                None => {
                    let image = media::image(node, "", scope, losses);
                    self.aside.extend(image.map(Block::Image));
                }
            },
            "noscript" => {
                let has_picture = super::dom::first(node, &["img", "amp-img"]).is_some();
                if has_picture && matches!(self.aside.last(), Some(Block::Image(_))) {
                    return;
                }
                match has_picture {
                    true => self.children(node, scope, losses, inside),
                    false => losses.note("<noscript>"),
                }
            }
            "iframe" | "video" | "audio" | "embed" | "object" => {
                match embed::read(node, name, scope) {
                    Some(embed) => self.aside.push(Block::Embed(embed)),
                    None => losses.note(format!("<{name}>")),
                }
            }
            "em" | "i" | "cite" | "dfn" | "var" => within(self, &Rich::Em),
            "strong" | "b" => within(self, &Rich::Strong),
            "s" | "del" | "strike" => within(self, &Rich::Strike),
            "mark" => within(self, &Rich::Mark),
            "sub" => within(self, &Rich::Sub),
            "sup" if has_class(node, "footnote-definition-label") && !scope.notes.is_empty() => {}
            "sup" => self.within(node, scope, losses, inside.mark(), &|text| {
                only_notes(&text).unwrap_or_else(|| vec![Span::Rich(Rich::Sup(text))])
            }),
            "code" | "kbd" | "samp" | "tt" => {
                let code = raw_text(node);
                if !code.trim().is_empty() {
                    self.rich(Rich::Code(code));
                }
            }
            "q" => {
                self.text("“");
                self.children(node, scope, losses, inside);
                self.text("”");
            }
            // Readings of a character; brackets stand in for their place.
            "rt" if super::dom::parent(node)
                .is_none_or(|ruby| super::dom::first(&ruby, &["rp"]).is_none()) =>
            {
                self.text("(");
                self.children(node, scope, losses, inside);
                self.text(")");
            }
            "a" => self.link(node, scope, losses, inside),
            "abbr" | "acronym" => {
                let (short, title) = (text(node), attribute(node, "title").unwrap_or_default());
                let title = fit::cut(&super::dom::squeeze(&sanitize(&title)), limits::TITLE);
                if short.is_empty() || title.is_empty() {
                    self.children(node, scope, losses, inside);
                } else {
                    self.rich(Rich::Abbr { text: short, title });
                }
            }
            "td" | "th" => {
                self.text(" ");
                self.children(node, scope, losses, inside);
                self.text(" ");
            }
            _ if is_block(name) => {
                self.edge();
                self.children(node, scope, losses, inside);
                self.edge();
            }
            _ => match language(node) {
                Some((lang, dir)) => {
                    within(self, &|text| Rich::Lang { lang: lang.clone(), dir, text });
                }
                None => self.children(node, scope, losses, inside),
            },
        }
    }

    fn link(&mut self, node: &Handle, scope: &Scope<'_>, losses: &mut Losses, inside: Inside) {
        let Some(href) = attribute(node, "href") else {
            return self.children(node, scope, losses, inside);
        };
        if !scope.notes.is_empty() && leads_back(node) {
            return;
        }
        if let Some(label) = scope.note(node, &href) {
            return self.rich(Rich::Note(label.clone()));
        }
        if has_class(node, "wp-block-file__button") {
            // It repeats the link before it, and stands on a line of its own.
            self.edge();
        }
        match scope.url(&href) {
            // A link inside a link is one that no browser shows.
            Some(_) if inside.link => self.children(node, scope, losses, inside),
            Some(to) => {
                let inside = Inside { link: true, ..inside.mark() };
                self.within(node, scope, losses, inside, &|text| {
                    vec![Span::Rich(Rich::Link { to: to.clone(), text })]
                });
            }
            None => {
                // `#` and nothing else is what scripts put there.
                if !matches!(href.trim(), "" | "#") {
                    losses.note("a link to an address that is not allowed");
                }
                self.children(node, scope, losses, inside);
            }
        }
    }

    fn children(&mut self, node: &Handle, scope: &Scope<'_>, losses: &mut Losses, inside: Inside) {
        if inside.walked() {
            let text = text(node);
            return self.text(&text);
        }
        let inside = Inside { depth: inside.depth + WALKED, ..inside };
        let children: Vec<Handle> = node.children.borrow().clone();
        children.iter().for_each(|child| self.node(child, scope, losses, inside));
    }

    /// Reads the content of a node and puts it into a mark.
    fn within(
        &mut self,
        node: &Handle,
        scope: &Scope<'_>,
        losses: &mut Losses,
        inside: Inside,
        wrap: &dyn Fn(Vec<Span>) -> Vec<Span>,
    ) {
        if inside.marks() >= MARKS {
            losses.note("marks nested deeper than the format allows");
            let text = text(node);
            return self.text(&text);
        }
        let outer = std::mem::take(&mut self.spans);
        let children: Vec<Handle> = node.children.borrow().clone();
        children.iter().for_each(|child| self.node(child, scope, losses, inside));
        let inner = std::mem::replace(&mut self.spans, outer);
        let is_blank =
            inner.iter().all(|span| matches!(span, Span::Text(t) if t.trim().is_empty()));
        // Line breaks in a mark are those of the line.
        let is_break = inner.iter().all(|span| matches!(span, Span::Rich(Rich::Break(_))));
        match (inner.is_empty(), is_blank, is_break) {
            (true, ..) => {}
            (_, true, _) => push_text(&mut self.spans, " ".to_owned()),
            (.., true) => self.spans.extend(inner),
            _ => self.spans.extend(wrap(inner)),
        }
    }

    fn rich(&mut self, rich: Rich) {
        self.spans.push(Span::Rich(rich));
        self.has_begun = true;
        self.after_space = false;
        self.after_break = false;
    }
}

/// The language that an element says its text is in.
pub(super) fn language(node: &Handle) -> Option<(LanguageTag, Option<Direction>)> {
    let lang = LanguageTag::new(attribute(node, "lang")?).ok()?;
    let dir = match attribute(node, "dir").as_deref() {
        Some("rtl") => Some(Direction::Rtl),
        Some("ltr") => Some(Direction::Ltr),
        _ => None,
    };
    let dir = dir.filter(|dir| *dir != lang.direction());
    (!is(node, &["html", "body"])).then_some((lang, dir))
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
    fn mark(self) -> Self {
        Self { depth: self.depth + 1, ..self }
    }

    fn marks(self) -> usize {
        self.depth % WALKED
    }

    /// Whether so many elements without a meaning nest that the rest is read
    /// as text.
    fn walked(self) -> bool {
        self.depth / WALKED > 60
    }
}
