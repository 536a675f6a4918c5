//! Markdown to blocks.

use super::fences;
use super::images::Images;
use super::inline::{self, Piece};
use super::links::Link;
use super::source::Lines;
use crate::fault::Log;
use gazet_bundle::{Align, Block, Footnote, List, Quote, Table};
use pulldown_cmark::{
    Alignment, BrokenLink, CodeBlockKind, CowStr, Event, LinkType, Options, Parser, Tag,
};
use std::iter::Peekable;
use std::ops::Range;

/// The body of a document.
#[derive(Debug, Default)]
pub(super) struct Body {
    pub(super) blocks: Vec<Block>,
    /// The line on which each of the blocks begins.
    pub(super) lines: Vec<usize>,
    /// The links that stay on the site.
    pub(super) links: Vec<Link>,
}

/// What all readers of one document share.
pub(super) struct Shared<'s> {
    pub(super) log: &'s mut Log,
    pub(super) images: &'s mut Images,
    pub(super) links: Vec<Link>,
    pub(super) notes: Vec<Note>,
    /// Labels of notes in the order of their references, those of the text
    /// before those of the notes.
    pub(super) referred: [Vec<String>; 2],
    pub(super) in_note: bool,
    /// Names of the tags that were refused, whose ends say nothing new.
    pub(super) refused: Vec<String>,
}

/// A footnote and where it stands.
pub(super) struct Note {
    line: usize,
    note: Footnote,
}

/// Reads the events of one text.
pub(super) struct Reader<'r, 's, 't> {
    pub(super) shared: &'r mut Shared<'s>,
    pub(super) text: &'t str,
    lines: Lines,
    events: Peekable<std::vec::IntoIter<(Event<'t>, Range<usize>)>>,
    depth: usize,
}

/// Levels of blocks and spans together; what is deeper is refused before the
/// format's own limits are looked at, so that no text can exhaust the stack.
const DEPTH: usize = 48;

/// Reads a body that begins on line `first` of its file.
pub(super) fn read(text: &str, first: usize, images: &mut Images, log: &mut Log) -> Body {
    let mut shared = Shared {
        log,
        images,
        links: Vec::new(),
        notes: Vec::new(),
        referred: Default::default(),
        in_note: false,
        refused: Vec::new(),
    };
    let mut reader = Reader::new(text, first, &mut shared);
    let mut body = Body::default();
    while let Some(range) = reader.peek().map(|(_, range)| range.clone()) {
        let line = reader.line(&range);
        reader.block(&mut body.blocks);
        body.lines.resize(body.blocks.len(), line);
    }
    if !shared.notes.is_empty() {
        let order = shared.referred.concat();
        let place = |note: &Note| order.iter().position(|label| *label == note.note.label);
        // Notes without a reference come last, in the order of the text.
        shared.notes.sort_by_key(|note| place(note).unwrap_or(usize::MAX));
        body.lines.push(shared.notes.iter().map(|note| note.line).min().unwrap_or(first));
        let notes = shared.notes.into_iter().map(|note| note.note).collect();
        body.blocks.push(Block::Footnotes(notes));
    }
    body.links = shared.links;
    body
}

impl<'r, 's, 't> Reader<'r, 's, 't> {
    /// A reader of a text that begins on line `first` of its file.
    pub(super) fn new(text: &'t str, first: usize, shared: &'r mut Shared<'s>) -> Self {
        let options =
            Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
        let mut broken = Vec::new();
        let note_broken = |link: BrokenLink<'t>| -> Option<(CowStr<'t>, CowStr<'t>)> {
            // A lone pair of brackets is prose; two of them are a link.
            if matches!(link.link_type, LinkType::Reference | LinkType::Collapsed) {
                broken.push((link.span.start, link.reference.to_string()));
            }
            None
        };
        let parser = Parser::new_with_broken_link_callback(text, options, Some(note_broken));
        let events: Vec<_> = parser.into_offset_iter().collect();
        let lines = Lines::new(text, first);
        for (at, label) in broken {
            let message = format!("the link refers to [{label}], which is not defined");
            shared.log.error(lines.at(at), message);
        }
        Self { shared, text, lines, events: events.into_iter().peekable(), depth: 0 }
    }

    pub(super) fn peek(&mut self) -> Option<&(Event<'t>, Range<usize>)> {
        self.events.peek()
    }

    pub(super) fn next(&mut self) -> Option<(Event<'t>, Range<usize>)> {
        self.events.next()
    }

    pub(super) fn line(&self, range: &Range<usize>) -> usize {
        self.lines.at(range.start)
    }

    /// Reads what is inside an element whose start was taken, and its end.
    /// `None` when it nests too deep.
    pub(super) fn inside<T>(
        &mut self,
        range: &Range<usize>,
        read: impl FnOnce(&mut Self) -> T,
    ) -> Option<T> {
        self.depth += 1;
        let inner = if self.depth <= DEPTH {
            Some(read(self))
        } else {
            let line = self.line(range);
            self.shared.log.error(line, format!("the text nests deeper than {DEPTH} levels"));
            None
        };
        self.depth -= 1;
        let mut open = 1;
        while open > 0 {
            match self.next() {
                Some((Event::Start(_), _)) => open += 1,
                Some((Event::End(_), _)) => open -= 1,
                Some(_) => {}
                None => break,
            }
        }
        inner
    }

    /// Reads blocks up to the end of what holds them.
    pub(super) fn blocks(&mut self) -> Vec<Block> {
        let mut blocks = Vec::new();
        while !matches!(self.peek(), None | Some((Event::End(_), _))) {
            self.block(&mut blocks);
        }
        blocks
    }

    /// Reads one block; text of a tight list item is a paragraph.
    fn block(&mut self, out: &mut Vec<Block>) {
        if self.peek().is_some_and(|(event, _)| inline::is_inline(event)) {
            let pieces = self.pieces();
            out.extend(self.paragraph(pieces));
            return;
        }
        let Some((event, range)) = self.next() else { return };
        match event {
            Event::Start(tag) => self.element(tag, &range, out),
            Event::Rule => out.push(Block::Divider(true)),
            _ => {}
        }
    }

    fn element(&mut self, tag: Tag<'t>, range: &Range<usize>, out: &mut Vec<Block>) {
        match tag {
            Tag::Paragraph => {
                let pieces = self.inside(range, Self::pieces).unwrap_or_default();
                out.extend(self.paragraph(pieces));
            }
            Tag::Heading { level, .. } => {
                let level = level as u8;
                if level == 1 {
                    let line = self.line(range);
                    let message = "a heading of level 1; the headline is that, so begin with ##";
                    self.shared.log.error(line, message);
                }
                let pieces = self.inside(range, Self::pieces).unwrap_or_default();
                let text = self.spans(pieces);
                out.push(Block::Heading { level: level.max(2), text });
            }
            Tag::BlockQuote(_) => out.extend(self.inside(range, Self::quote)),
            Tag::CodeBlock(kind) => {
                let text = self.inside(range, Self::raw).unwrap_or_default();
                out.extend(self.code(&kind, &text, range));
            }
            Tag::HtmlBlock => {
                let html = self.inside(range, Self::raw).unwrap_or_default();
                let line = self.line(range);
                self.refuse_html(&html, line);
            }
            Tag::List(start) => {
                let start = start.map(|number| u32::try_from(number).unwrap_or(u32::MAX));
                let items = self.inside(range, Self::items).unwrap_or_default();
                out.push(Block::List(List { start, items }));
            }
            Tag::FootnoteDefinition(label) => self.note(&label, range),
            Tag::Table(align) => {
                out.extend(self.inside(range, |reader| reader.table(&align)).map(Block::Table));
            }
            // No other element is a block, or is asked for by the options.
            _ => {
                self.inside(range, |_| ());
            }
        }
    }

    fn items(&mut self) -> Vec<Vec<Block>> {
        let mut items = Vec::new();
        while let Some((Event::Start(Tag::Item), _)) = self.peek() {
            let Some((_, range)) = self.next() else { break };
            items.push(self.inside(&range, Self::blocks).unwrap_or_default());
        }
        items
    }

    /// A quotation; a last line that begins with a dash names who said it.
    fn quote(&mut self) -> Block {
        let mut blocks = Vec::new();
        let mut last = None;
        while !matches!(self.peek(), None | Some((Event::End(_), _))) {
            last = None;
            if let Some((Event::Start(Tag::Paragraph), range)) = self.peek().cloned() {
                self.next();
                last = self.inside(&range, Self::pieces);
                let pieces = last.clone().unwrap_or_default();
                blocks.extend(self.paragraph(pieces));
            } else {
                self.block(&mut blocks);
            }
        }
        let mut cite = Vec::new();
        if let Some((before, after)) = last.and_then(inline::split_cite) {
            blocks.pop();
            // Faults of these pieces were logged when they were a paragraph.
            if before.iter().any(|piece| matches!(piece, Piece::Span(_))) {
                blocks.push(Block::Paragraph(inline::join(before)));
            }
            cite = inline::join(after);
        }
        Block::Quote(Quote { blocks, cite })
    }

    fn note(&mut self, label: &str, range: &Range<usize>) {
        let line = self.line(range);
        let before = std::mem::replace(&mut self.shared.in_note, true);
        let blocks = self.inside(range, Self::blocks).unwrap_or_default();
        self.shared.in_note = before;
        let note = Footnote { label: label.to_lowercase(), blocks };
        self.shared.notes.push(Note { line, note });
    }

    fn table(&mut self, align: &[Alignment]) -> Table {
        let mut table =
            Table { head: Vec::new(), rows: Vec::new(), align: Vec::new(), caption: Vec::new() };
        while let Some((Event::Start(tag), range)) = self.next() {
            let cells = self.inside(&range, Self::cells).unwrap_or_default();
            if tag == Tag::TableHead {
                table.head = cells;
            } else {
                table.rows.push(cells);
            }
            if !matches!(self.peek(), Some((Event::Start(_), _))) {
                break;
            }
        }
        if table.head.iter().all(Vec::is_empty) {
            table.head.clear();
        }
        if align.iter().any(|align| *align != Alignment::None) {
            table.align = align.iter().map(column).collect();
        }
        table
    }

    fn cells(&mut self) -> Vec<Vec<gazet_bundle::Span>> {
        let mut cells = Vec::new();
        while let Some((Event::Start(Tag::TableCell), _)) = self.peek() {
            let Some((_, range)) = self.next() else { break };
            let pieces = self.inside(&range, Self::pieces).unwrap_or_default();
            cells.push(self.spans(pieces));
        }
        cells
    }

    /// The text of a code block or an HTML block.
    fn raw(&mut self) -> String {
        let mut text = String::new();
        while let Some((Event::Text(_) | Event::Html(_), _)) = self.peek() {
            if let Some((Event::Text(piece) | Event::Html(piece), _)) = self.next() {
                text.push_str(&piece);
            }
        }
        text
    }

    fn code(
        &mut self,
        kind: &CodeBlockKind<'_>,
        text: &str,
        range: &Range<usize>,
    ) -> Option<Block> {
        let line = self.line(range);
        let info = match kind {
            CodeBlockKind::Fenced(info) => info.split_whitespace().next().unwrap_or_default(),
            CodeBlockKind::Indented => "",
        };
        match info {
            "pullquote" => fences::pull_quote(text, line, self.shared),
            "embed" => fences::embed(text, line, self.shared.log),
            language => Some(Block::Code {
                language: language.to_owned(),
                text: text.strip_suffix('\n').unwrap_or(text).to_owned(),
            }),
        }
    }
}

fn column(align: &Alignment) -> Align {
    match align {
        Alignment::None | Alignment::Left => Align::Start,
        Alignment::Center => Align::Center,
        Alignment::Right => Align::End,
    }
}
