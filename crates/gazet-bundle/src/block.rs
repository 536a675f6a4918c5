//! The body of an article: a list of typed blocks.

use crate::{Image, Span, Url};
use serde::Serialize;

/// A piece of a body. On the wire an object with one key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Block {
    /// A paragraph.
    Paragraph(Vec<Span>),
    /// A heading inside the article.
    Heading {
        /// 2 to 6; the headline of the article is level 1.
        #[cfg_attr(feature = "schema", schemars(range(min = 2, max = 6)))]
        level: u8,
        /// What is read.
        text: Vec<Span>,
    },
    /// A list.
    List(List),
    /// A quotation.
    Quote(Quote),
    /// A sentence of the article itself, set large.
    PullQuote(Vec<Span>),
    /// One picture.
    Image(Image),
    /// Pictures that belong together.
    Gallery(Vec<Image>),
    /// A table.
    Table(Table),
    /// Preformatted text.
    Code {
        /// Name of the language, or nothing.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        language: String,
        /// The text with its line breaks.
        text: String,
    },
    /// A pause; the value says nothing.
    Divider(bool),
    /// Something from another site, shown as a card until asked for.
    Embed(Embed),
    /// The notes, in the order in which they are numbered.
    Footnotes(Vec<Footnote>),
}

/// A list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct List {
    /// The first number of a numbered list; absent for bullets.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<u32>,
    /// The items, each a body of its own.
    pub items: Vec<Vec<Block>>,
}

/// A quotation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Quote {
    /// What was said.
    pub blocks: Vec<Block>,
    /// Who said it, and where.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cite: Vec<Span>,
}

/// A table: each cell is inline text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Table {
    /// The heading row; empty when there is none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub head: Vec<Vec<Span>>,
    /// The rows.
    pub rows: Vec<Vec<Vec<Span>>>,
    /// How the columns are aligned; missing ones as the script runs.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub align: Vec<Align>,
    /// What the table shows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub caption: Vec<Span>,
}

/// How a column of a table is aligned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Align {
    /// As the script runs.
    Start,
    /// Centred.
    Center,
    /// Against the end of the line, as numbers are.
    End,
}

/// Something that another site shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Embed {
    /// What is loaded when the reader asks.
    pub url: Url,
    /// What it shows.
    pub title: String,
    /// Who shows it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub provider: String,
}

/// A note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Footnote {
    /// What a note span refers to.
    pub label: String,
    /// The note.
    pub blocks: Vec<Block>,
}

impl Block {
    /// Appends what is read, without markup, blocks parted by a line break.
    pub fn plain_text(&self, out: &mut String) {
        let spans = |spans: &[Span], out: &mut String| {
            spans.iter().for_each(|span| span.plain_text(out));
            out.push('\n');
        };
        match self {
            Self::Paragraph(text) | Self::Heading { text, .. } => spans(text, out),
            // A pull quote repeats the article, so it is not read twice.
            Self::PullQuote(_) | Self::Divider(_) => {}
            Self::List(list) => list.items.iter().flatten().for_each(|b| b.plain_text(out)),
            Self::Quote(quote) => {
                quote.blocks.iter().for_each(|b| b.plain_text(out));
                spans(&quote.cite, out);
            }
            Self::Image(image) => push_line(&image.caption, out),
            Self::Gallery(images) => images.iter().for_each(|i| push_line(&i.caption, out)),
            Self::Table(table) => {
                spans(&table.caption, out);
                let cells = table.head.iter().chain(table.rows.iter().flatten());
                cells.for_each(|cell| spans(cell, out));
            }
            Self::Code { text, .. } => push_line(text, out),
            Self::Embed(embed) => push_line(&embed.title, out),
            Self::Footnotes(notes) => {
                notes.iter().flat_map(|n| &n.blocks).for_each(|b| b.plain_text(out));
            }
        }
    }
}

fn push_line(text: &str, out: &mut String) {
    if !text.is_empty() {
        out.push_str(text);
        out.push('\n');
    }
}
