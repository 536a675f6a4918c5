//! Elements that stand as blocks of their own.

mod figures;
mod lists;
mod quotes;

use super::dom::{attribute, first, has_class, is, is_block, is_hidden, name, raw_text, text};
use super::inline::{Line, language, paragraphs};
use super::scope::Scope;
use super::{Losses, drawn, embed, media, table};
use gazet_bundle::{Block, Direction, LanguageTag, Rich, Span, Table, Url};
use markup5ever_rcdom::{Handle, NodeData};

/// Elements inside elements that are walked; what lies deeper is read as text.
/// Ten times what the format nests, since many elements are no block.
const DEPTH: usize = 120;

/// Reads blocks, with what is lost on the way.
pub(super) struct Reader<'s, 'c> {
    pub(super) scope: &'s Scope<'c>,
    blocks: Vec<Block>,
    line: Line,
    pub(super) losses: Losses,
    /// The link that is around what is read.
    link: Option<Url>,
    /// The language of what is read, when it says one.
    language: Option<(LanguageTag, Option<Direction>)>,
}

/// Elements that are dropped with all that they hold.
const DROPPED: [&str; 12] = [
    "script", "style", "template", "button", "select", "textarea", "canvas", "link", "meta",
    "title", "head", "datalist",
];

/// Elements that stand between the lines without being blocks.
const BESIDE: [&str; 12] = [
    "img", "amp-img", "picture", "iframe", "video", "audio", "embed", "object", "script", "style",
    "noscript", "frame",
];

impl<'s, 'c> Reader<'s, 'c> {
    pub(super) fn new(scope: &'s Scope<'c>) -> Self {
        Self {
            scope,
            blocks: Vec::new(),
            line: Line::default(),
            losses: Losses::default(),
            link: None,
            language: None,
        }
    }

    pub(super) fn finish(mut self) -> (Vec<Block>, Losses) {
        self.end_line();
        (self.blocks, self.losses)
    }

    /// The blocks that a piece of the text makes, read apart.
    fn apart(&mut self, read: impl FnOnce(&mut Self)) -> Vec<Block> {
        let mut reader = Reader::new(self.scope);
        reader.link.clone_from(&self.link);
        read(&mut reader);
        let (blocks, losses) = reader.finish();
        self.losses.add(losses);
        blocks
    }

    /// The blocks of an element's content, read apart.
    fn inside(&mut self, node: &Handle, depth: usize) -> Vec<Block> {
        self.apart(|reader| reader.children(node, depth))
    }

    /// Inline text of an element, blocks inside it read as text; pictures in it
    /// follow the next block.
    pub(super) fn line_of(&mut self, node: &Handle) -> Vec<Span> {
        let mut line = Line::default();
        let children: Vec<Handle> = node.children.borrow().clone();
        children.iter().for_each(|child| line.read(child, self.scope, &mut self.losses));
        line.take_aside().into_iter().for_each(|block| self.line.put_aside(block));
        let spans = paragraphs(line.take());
        let joined = spans.into_iter().reduce(|mut all, next| {
            all.push(Span::Rich(Rich::Break(true)));
            all.extend(next);
            all
        });
        self.dressed(joined.unwrap_or_default())
    }

    pub(super) fn children(&mut self, node: &Handle, depth: usize) {
        if depth > DEPTH {
            self.losses.note("elements nested deeper than 120 are read as plain text");
            let text = text(node);
            self.line.text(&text);
            return;
        }
        let children: Vec<Handle> = node.children.borrow().clone();
        for child in &children {
            self.node(child, depth + 1);
        }
    }

    fn node(&mut self, node: &Handle, depth: usize) {
        match &node.data {
            NodeData::Text { contents } => self.text(&contents.borrow()),
            NodeData::Element { .. } if is_hidden(node) => self.losses.hidden(node),
            NodeData::Element { .. } => {
                let name = name(node).unwrap_or_default();
                self.element(node, &name, depth);
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if !self.scope.breaks.get() {
            self.line.text(text);
            return;
        }
        let text = text.replace("\r\n", "\n");
        let mut paragraphs = text.split("\n\n").peekable();
        while let Some(paragraph) = paragraphs.next() {
            self.line.lines(paragraph);
            if paragraphs.peek().is_some() {
                self.end_line();
            }
        }
    }

    fn element(&mut self, node: &Handle, name: &str, depth: usize) {
        if DROPPED.contains(&name) {
            self.losses.note(format!("<{name}>"));
            return;
        }
        if let Some(label) = self.scope.label(node) {
            return self.note(node, label, depth);
        }
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading(node, name),
            "figure" | "div" | "ul" | "ol" | "dl" | "menu" if media::is_gallery(node) => {
                self.gallery(node, depth);
            }
            "ul" | "ol" | "menu" => self.list(node, name, depth),
            "blockquote" => self.quote(node, depth),
            "pre" | "listing" | "xmp" => self.code(node),
            "table" => self.table(node, depth),
            "hr" => self.push(Block::Divider(true)),
            "figure" => self.figure(node, depth),
            "img" | "amp-img" => self.image(node, ""),
            "noscript" => self.noscript(node, depth),
            "iframe" | "video" | "audio" | "embed" | "object" | "frame" => {
                self.end_line();
                match embed::read(node, name, self.scope) {
                    Some(embed) => self.push(Block::Embed(embed)),
                    None => self.losses.note(format!("<{name}>")),
                }
            }
            "dt" | "summary" | "legend" => {
                self.end_line();
                let text = self.line_of(node);
                if !text.is_empty() {
                    self.push(Block::Paragraph(vec![Span::Rich(Rich::Strong(text))]));
                }
            }
            "div" if attribute(node, "data-classic").is_some() => {
                self.end_line();
                let before = self.scope.breaks.replace(true);
                self.children(node, depth);
                self.end_line();
                self.scope.breaks.set(before);
            }
            "div" if has_class(node, "wp-block-embed") => self.figure(node, depth),
            "svg" | "math" => {
                let words = drawn::words(node, name);
                if words.is_empty() {
                    self.losses.note(format!("<{name}>"));
                }
                self.line.text(&words);
            }
            "a" if holds_blocks(node) => self.link(node, depth),
            _ if is_block(name)
                || matches!(name, "tbody" | "thead" | "tfoot" | "label" | "hgroup") =>
            {
                self.block(node, name, depth);
            }
            // An inline element, or one that is not known.
            _ if holds_blocks(node) => self.children(node, depth),
            _ => self.line.read(node, self.scope, &mut self.losses),
        }
    }

    /// An element that parts paragraphs and means nothing else here.
    fn block(&mut self, node: &Handle, name: &str, depth: usize) {
        if name == "form" {
            self.losses.note("<form>");
        }
        self.end_line();
        // Only where the author of a passage would say it; editors put the
        // language of their own interface on larger elements.
        let own = language(node).filter(|_| matches!(name, "p" | "li" | "td" | "blockquote"));
        let before = own.map(|own| self.language.replace(own));
        self.children(node, depth);
        self.end_line();
        if let Some(before) = before {
            self.language = before;
        }
    }

    /// A link around blocks is one in each of their lines.
    fn link(&mut self, node: &Handle, depth: usize) {
        let to = attribute(node, "href").and_then(|href| self.scope.url(&href));
        let before = self.link.take();
        // What was begun does not belong to it.
        if first(node, &["p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "figure"]).is_some()
        {
            self.end_line();
            self.link = to;
            self.children(node, depth);
            self.end_line();
            self.link = before;
            return;
        }
        // A picture in a link, with or without words beside it.
        self.link = before;
        self.line.read(node, self.scope, &mut self.losses);
        let aside = self.line.take_aside();
        if !aside.is_empty() {
            self.end_line();
            aside.into_iter().for_each(|block| self.push(block));
        }
    }

    fn noscript(&mut self, node: &Handle, depth: usize) {
        let Some(image) = first(node, &["img", "amp-img"]) else {
            if first(node, &["iframe", "video", "audio"]).is_some() {
                return self.children(node, depth);
            }
            return self.losses.note("<noscript>");
        };
        let image = media::image(&image, "", self.scope, &mut Losses::default());
        let last = match self.blocks.last() {
            Some(Block::Image(last)) => Some(&last.src),
            _ => None,
        };
        // It repeats what a script would have shown.
        if image.is_some_and(|image| last != Some(&image.src)) {
            self.children(node, depth);
        }
    }

    fn heading(&mut self, node: &Handle, name: &str) {
        self.end_line();
        let level = name[1..].parse::<u8>().unwrap_or(2).clamp(2, 6);
        let text = self.line_of(node);
        if !text.is_empty() {
            self.push(Block::Heading { level, text });
        }
        self.end_line();
    }

    fn code(&mut self, node: &Handle) {
        self.end_line();
        if has_class(node, "wp-block-verse") {
            let lines = raw_text(node);
            for (at, line) in lines.trim_matches('\n').split('\n').enumerate() {
                if at > 0 {
                    self.line.line_break();
                }
                self.line.text(line);
            }
            return self.end_line();
        }
        let inner = first(node, &["code"]);
        let class = [Some(node), inner.as_ref()]
            .into_iter()
            .flatten()
            .filter_map(|n| attribute(n, "class"))
            .collect::<Vec<_>>()
            .join(" ");
        let language = class
            .split_whitespace()
            .find_map(|c| c.strip_prefix("language-").or_else(|| c.strip_prefix("lang-")))
            .unwrap_or_default();
        let text = raw_text(node);
        let text = text.trim_matches('\n');
        if !text.trim().is_empty() {
            self.push(Block::Code {
                language: super::fit::cut(language, 120),
                text: text.to_owned(),
            });
        }
    }

    fn table(&mut self, node: &Handle, depth: usize) {
        self.end_line();
        if table::is_layout(node) {
            self.children(node, depth);
            return self.end_line();
        }
        let table = table::read(node, self);
        self.push_table(table);
        self.end_line();
    }

    fn image(&mut self, node: &Handle, caption: &str) {
        if let Some(smiley) = media::smiley(node) {
            return self.line.text(&smiley);
        }
        if let Some(image) = media::image(node, caption, self.scope, &mut self.losses) {
            self.push(Block::Image(image));
        }
    }

    /// Adds a table; the caption of one without rows is a text.
    fn push_table(&mut self, table: Table) {
        if !table.rows.is_empty() {
            self.push(Block::Table(table));
        } else if !table.caption.is_empty() {
            self.push(Block::Paragraph(table.caption));
        }
    }

    fn push(&mut self, block: Block) {
        let aside = self.line.take_aside();
        self.end_line();
        self.blocks.push(block);
        self.blocks.extend(aside);
    }

    fn end_line(&mut self) {
        let line = self.line.take();
        for spans in paragraphs(line) {
            let spans = self.dressed(spans);
            self.blocks.push(Block::Paragraph(spans));
        }
        self.blocks.extend(self.line.take_aside());
    }

    /// A line in the link and the language that are around it.
    fn dressed(&self, mut spans: Vec<Span>) -> Vec<Span> {
        if spans.is_empty() {
            return spans;
        }
        if let Some(to) = self.link.clone().filter(|_| !holds_link(&spans)) {
            spans = vec![Span::Rich(Rich::Link { to, text: spans })];
        }
        match self.language.clone() {
            Some((lang, dir)) => vec![Span::Rich(Rich::Lang { lang, dir, text: spans })],
            None => spans,
        }
    }
}

fn holds_link(spans: &[Span]) -> bool {
    spans.iter().any(|span| {
        matches!(span, Span::Rich(Rich::Link { .. } | Rich::Note(_))) || holds_link(span.children())
    })
}

fn holds_blocks(node: &Handle) -> bool {
    super::dom::below(node).iter().any(|inner| {
        is(inner, &BESIDE) && media::smiley(inner).is_none()
            || name(inner).is_some_and(|n| is_block(&n))
    })
}
