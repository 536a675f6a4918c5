//! Elements that stand as blocks of their own.

use super::dom::{attribute, first, has_class, name, raw_text};
use super::inline::Line;
use super::{Context, Losses, media, table};
use gazet_bundle::{Block, List, Quote, Span};
use markup5ever_rcdom::{Handle, NodeData};

/// Elements inside elements that are walked; what lies deeper is read as text.
/// Ten times what the format nests, since many elements are no block.
const DEPTH: usize = 120;

/// Reads blocks, with what is lost on the way.
pub(super) struct Reader<'c> {
    pub(super) context: &'c Context<'c>,
    blocks: Vec<Block>,
    line: Line,
    pub(super) losses: Losses,
}

/// Elements that part paragraphs but mean nothing else here.
const PLAIN: [&str; 24] = [
    "p",
    "div",
    "section",
    "article",
    "main",
    "header",
    "footer",
    "aside",
    "center",
    "address",
    "details",
    "fieldset",
    "nav",
    "dl",
    "dd",
    "hgroup",
    "search",
    "li",
    "label",
    "figcaption",
    "tbody",
    "tr",
    "td",
    "form",
];

/// Elements that are dropped with all that they hold.
const DROPPED: [&str; 16] = [
    "script", "style", "template", "input", "button", "select", "textarea", "svg", "math",
    "canvas", "map", "link", "meta", "title", "head", "datalist",
];

impl<'c> Reader<'c> {
    pub(super) fn new(context: &'c Context<'c>) -> Self {
        Self { context, blocks: Vec::new(), line: Line::default(), losses: Losses::default() }
    }

    pub(super) fn finish(mut self) -> (Vec<Block>, Losses) {
        self.end_line();
        (self.blocks, self.losses)
    }

    /// The blocks of an element's content, read apart.
    fn inside(&mut self, node: &Handle, depth: usize) -> Vec<Block> {
        let mut reader = Reader::new(self.context);
        reader.children(node, depth);
        let (blocks, losses) = reader.finish();
        self.losses.add(losses);
        blocks
    }

    /// Inline text of an element, blocks inside it read as text.
    pub(super) fn line_of(&mut self, node: &Handle) -> Vec<Span> {
        let mut line = Line::default();
        for child in node.children.borrow().iter() {
            line.read(child, self.context, &mut self.losses);
        }
        line.take()
    }

    pub(super) fn children(&mut self, node: &Handle, depth: usize) {
        if depth > DEPTH {
            self.losses.note("elements nested deeper than 120 are read as plain text");
            let text = raw_text(node);
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
            NodeData::Element { .. } => {
                let name = name(node).unwrap_or_default();
                self.element(node, &name, depth);
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if !self.context.breaks {
            self.line.text(text);
            return;
        }
        let text = text.replace("\r\n", "\n");
        let mut paragraphs = text.split("\n\n").peekable();
        while let Some(paragraph) = paragraphs.next() {
            let mut lines = paragraph.split('\n').peekable();
            while let Some(line) = lines.next() {
                self.line.text(line);
                if lines.peek().is_some() {
                    self.line.line_break();
                }
            }
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
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading(node, name, depth),
            "ul" | "ol" | "menu" if media::is_gallery(node) => self.gallery(node),
            "ul" | "ol" | "menu" => self.list(node, name, depth),
            "blockquote" => self.quote(node, depth),
            "pre" | "listing" | "xmp" => self.code(node),
            "table" => self.block_of(|reader| table::read(node, reader)),
            "hr" => self.push(Block::Divider(true)),
            "figure" => self.figure(node, depth),
            "img" | "amp-img" => self.image(node, ""),
            "picture" => {
                if let Some(image) = first(node, &["img"]) {
                    self.image(&image, "");
                }
            }
            "iframe" | "video" | "audio" | "embed" | "object" | "frame" => {
                self.end_line();
                match media::embed(node, name, self.context) {
                    Some(embed) => self.push(Block::Embed(embed)),
                    None => self.losses.note(format!("<{name}>")),
                }
            }
            "dt" | "summary" | "legend" => {
                self.end_line();
                let text = self.line_of(node);
                if !text.is_empty() {
                    self.push(Block::Paragraph(vec![Span::Rich(gazet_bundle::Rich::Strong(text))]));
                }
            }
            "div" if media::is_gallery(node) => self.gallery(node),
            _ if PLAIN.contains(&name) => {
                if name == "form" {
                    self.losses.note("<form>");
                }
                self.end_line();
                self.children(node, depth);
                self.end_line();
            }
            // An inline element, or one that is not known.
            _ if self.holds_blocks(node) => self.children(node, depth),
            _ => self.line.read(node, self.context, &mut self.losses),
        }
    }

    fn holds_blocks(&self, node: &Handle) -> bool {
        const BLOCKS: [&str; 28] = [
            "p",
            "div",
            "section",
            "article",
            "ul",
            "ol",
            "table",
            "blockquote",
            "pre",
            "figure",
            "img",
            "iframe",
            "video",
            "audio",
            "embed",
            "object",
            "hr",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "dl",
            "form",
            "script",
            "style",
            "picture",
        ];
        first(node, &BLOCKS).is_some()
    }

    fn heading(&mut self, node: &Handle, name: &str, depth: usize) {
        self.end_line();
        if first(node, &["img", "picture"]).is_some() {
            self.children(node, depth);
            return self.end_line();
        }
        let level = name[1..].parse::<u8>().unwrap_or(2).clamp(2, 6);
        let text = self.line_of(node);
        if !text.is_empty() {
            self.push(Block::Heading { level, text });
        }
    }

    fn list(&mut self, node: &Handle, name: &str, depth: usize) {
        self.end_line();
        let start = (name == "ol")
            .then(|| attribute(node, "start").and_then(|s| s.trim().parse().ok()).unwrap_or(1));
        let mut items = Vec::new();
        let children: Vec<Handle> = node.children.borrow().clone();
        for child in &children {
            let is_item = super::dom::name(child).is_some();
            let blocks = if is_item { self.inside(child, depth) } else { Vec::new() };
            if !blocks.is_empty() {
                items.push(blocks);
            }
        }
        if !items.is_empty() {
            self.push(Block::List(List { start, items }));
        }
    }

    fn quote(&mut self, node: &Handle, depth: usize) {
        self.end_line();
        let cite_node = first(node, &["cite", "footer"]).filter(|cite| {
            let parent = parent(cite);
            parent.is_some_and(|p| {
                std::rc::Rc::ptr_eq(&p, node)
                    || super::dom::name(&p).is_some_and(|n| n == "p")
                        && super::dom::text(&p) == super::dom::text(cite)
            })
        });
        let cite = cite_node.as_ref().map(|cite| self.line_of(cite)).unwrap_or_default();
        if let Some(cite) = &cite_node {
            detach(cite);
        }
        let blocks = self.inside(node, depth);
        if !blocks.is_empty() {
            self.push(Block::Quote(Quote { blocks, cite }));
        } else if !cite.is_empty() {
            self.push(Block::Paragraph(cite));
        }
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

    fn figure(&mut self, node: &Handle, depth: usize) {
        self.end_line();
        if has_class(node, "wp-block-pullquote") {
            let quote = first(node, &["blockquote"]).unwrap_or_else(|| node.clone());
            let cite = first(&quote, &["cite", "footer"]);
            if let Some(cite) = &cite {
                detach(cite);
            }
            let mut text = self.line_of(&quote);
            let words = cite.as_ref().map(super::dom::text).filter(|words| !words.is_empty());
            if let Some(words) = words.filter(|_| !text.is_empty()) {
                text.push(Span::Rich(gazet_bundle::Rich::Break(true)));
                text.push(Span::text(format!("— {words}")));
            }
            if !text.is_empty() {
                self.push(Block::PullQuote(text));
            }
            return;
        }
        if media::is_gallery(node) {
            return self.gallery(node);
        }
        let caption = super::dom::below(node)
            .into_iter()
            .find(|n| super::dom::name(n).is_some_and(|own| own == "figcaption"));
        let images = super::dom::below(node)
            .into_iter()
            .filter(|n| super::dom::name(n).is_some_and(|own| own == "img" || own == "amp-img"))
            .collect::<Vec<_>>();
        match (images.as_slice(), &caption) {
            ([image], _) if first(node, &["table", "iframe", "video"]).is_none() => {
                let words = caption.as_ref().map(super::dom::text).unwrap_or_default();
                self.image(image, &words);
            }
            _ => {
                // A table, an embed or several pictures: the caption follows.
                self.children(node, depth);
                self.end_line();
            }
        }
    }

    fn gallery(&mut self, node: &Handle) {
        self.end_line();
        let images = media::gallery(node, self);
        match <[_; 1]>::try_from(images) {
            Ok([image]) => self.push(Block::Image(image)),
            Err(images) if images.is_empty() => {}
            Err(images) => self.push(Block::Gallery(images)),
        }
    }

    fn image(&mut self, node: &Handle, caption: &str) {
        if let Some(image) = media::image(node, caption, self) {
            self.end_line();
            self.push(Block::Image(image));
        }
    }

    fn block_of(&mut self, read: impl FnOnce(&mut Self) -> Option<Block>) {
        self.end_line();
        if let Some(block) = read(self) {
            self.push(block);
        }
    }

    fn push(&mut self, block: Block) {
        self.end_line();
        self.blocks.push(block);
    }

    fn end_line(&mut self) {
        let line = self.line.take();
        if !line.is_empty() {
            self.blocks.push(Block::Paragraph(line));
        }
    }
}

fn parent(node: &Handle) -> Option<Handle> {
    let above = node.parent.take();
    let found = above.as_ref().and_then(std::rc::Weak::upgrade);
    node.parent.set(above);
    found
}

/// Takes a node out of the tree.
fn detach(node: &Handle) {
    if let Some(parent) = parent(node) {
        parent.children.borrow_mut().retain(|child| !std::rc::Rc::ptr_eq(child, node));
        node.parent.set(None);
    }
}
