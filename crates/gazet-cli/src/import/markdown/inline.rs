//! Markdown to spans.

use super::blocks::Reader;
use super::elements::Open;
use super::links::Link;
use gazet_bundle::{Block, Image, Rich, Span, Url};
use pulldown_cmark::{Event, LinkType, Tag};
use std::ops::Range;

/// A piece of a paragraph before it is known what the paragraph is.
#[derive(Debug, Clone)]
pub(super) enum Piece {
    Span(Span),
    /// A line break of the file.
    Soft,
    /// A line break of the text.
    Hard,
    /// A picture and its line.
    Image(Box<Image>, usize),
}

pub(super) fn is_inline(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => matches!(
            tag,
            Tag::Emphasis
                | Tag::Strong
                | Tag::Strikethrough
                | Tag::Superscript
                | Tag::Subscript
                | Tag::Link { .. }
                | Tag::Image { .. }
        ),
        Event::End(_) | Event::Html(_) | Event::Rule => false,
        _ => true,
    }
}

/// Joins pieces to spans. Pictures are left out.
pub(super) fn join(pieces: Vec<Piece>) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for piece in pieces {
        let span = match piece {
            Piece::Span(span) => span,
            Piece::Soft => Span::text(" "),
            Piece::Hard => Span::Rich(Rich::Break(true)),
            Piece::Image(..) => continue,
        };
        match (spans.last_mut(), span) {
            (_, Span::Text(text)) if text.is_empty() => {}
            (Some(Span::Text(before)), Span::Text(text)) => before.push_str(&text),
            (_, span) => spans.push(span),
        }
    }
    spans
}

/// Parts the last line when it begins with a dash and a space.
pub(super) fn split_cite(mut pieces: Vec<Piece>) -> Option<(Vec<Piece>, Vec<Piece>)> {
    let is_break = |piece: &Piece| matches!(piece, Piece::Soft | Piece::Hard);
    let start = pieces.iter().rposition(is_break).map_or(0, |at| at + 1);
    let Some(Piece::Span(Span::Text(text))) = pieces.get(start) else { return None };
    let rest = text.strip_prefix('—')?.strip_prefix([' ', '\u{a0}'])?.trim_start().to_owned();
    let mut cite = pieces.split_off(start);
    cite[0] = Piece::Span(Span::Text(rest));
    pieces.pop();
    Some((pieces, cite))
}

impl<'t> Reader<'_, '_, 't> {
    /// Reads inline text up to the end of what holds it.
    pub(super) fn pieces(&mut self) -> Vec<Piece> {
        let mut open: Vec<Open> = Vec::new();
        let mut pieces = Vec::new();
        while self.peek().is_some_and(|(event, _)| is_inline(event)) {
            let Some((event, range)) = self.next() else { break };
            if let Event::InlineHtml(html) = &event {
                self.tag(html, &range, &mut open, &mut pieces);
                continue;
            }
            let target = open.last_mut().map_or(&mut pieces, |open| &mut open.pieces);
            target.extend(self.piece(event, &range));
        }
        while let Some(unclosed) = open.pop() {
            let message = format!("<{}> is not closed in its paragraph", unclosed.name);
            self.shared.log.error(unclosed.line, message);
            open.last_mut().map_or(&mut pieces, |o| &mut o.pieces).extend(unclosed.pieces);
        }
        pieces
    }

    /// Joins pieces where no picture may stand.
    pub(super) fn spans(&mut self, pieces: Vec<Piece>) -> Vec<Span> {
        for piece in &pieces {
            if let Piece::Image(_, line) = piece {
                self.shared.log.error(*line, "a picture should stand alone in its paragraph");
            }
        }
        join(pieces)
    }

    /// Makes a paragraph, a picture or a gallery of what a paragraph holds.
    pub(super) fn paragraph(&mut self, pieces: Vec<Piece>) -> Option<Block> {
        let is_space = |piece: &Piece| match piece {
            Piece::Soft | Piece::Hard => true,
            Piece::Span(Span::Text(text)) => text.trim().is_empty(),
            Piece::Span(_) | Piece::Image(..) => false,
        };
        let is_image = |piece: &Piece| matches!(piece, Piece::Image(..));
        let pictures = pieces.iter().any(is_image)
            && pieces.iter().all(|piece| is_image(piece) || is_space(piece));
        if pictures {
            let mut images: Vec<Image> = pieces
                .into_iter()
                .filter_map(|piece| match piece {
                    Piece::Image(image, _) => Some(*image),
                    _ => None,
                })
                .collect();
            return match images.len() {
                1 => images.pop().map(Block::Image),
                _ => Some(Block::Gallery(images)),
            };
        }
        let spans = self.spans(pieces);
        (!spans.is_empty()).then_some(Block::Paragraph(spans))
    }

    fn piece(&mut self, event: Event<'t>, range: &Range<usize>) -> Vec<Piece> {
        let rich = |rich| vec![Piece::Span(Span::Rich(rich))];
        match event {
            Event::Text(text) => {
                self.find_dangling_notes(range);
                vec![Piece::Span(Span::text(text.as_ref()))]
            }
            Event::Code(text) => rich(Rich::Code(text.into_string())),
            Event::SoftBreak => vec![Piece::Soft],
            Event::HardBreak => vec![Piece::Hard],
            Event::FootnoteReference(label) => {
                let label = label.to_lowercase();
                let referred = &mut self.shared.referred[usize::from(self.shared.in_note)];
                if !referred.contains(&label) {
                    referred.push(label.clone());
                }
                rich(Rich::Note(label))
            }
            Event::Start(Tag::Image { dest_url, title, .. }) => {
                let alt = self.inside(range, Self::pieces).unwrap_or_default();
                self.image(&dest_url, &title, alt, range).into_iter().collect()
            }
            Event::Start(Tag::Link { link_type, dest_url, title, .. }) => {
                let text = self.inside(range, Self::pieces).unwrap_or_default();
                let text = self.spans(text);
                self.link(link_type, &dest_url, &title, text, range)
            }
            Event::Start(tag) => {
                let text = self.inside(range, Self::pieces).unwrap_or_default();
                let text = self.spans(text);
                match tag {
                    Tag::Emphasis => rich(Rich::Em(text)),
                    Tag::Strong => rich(Rich::Strong(text)),
                    Tag::Strikethrough => rich(Rich::Strike(text)),
                    _ => text.into_iter().map(Piece::Span).collect(),
                }
            }
            _ => Vec::new(),
        }
    }

    fn image(
        &mut self,
        src: &str,
        title: &str,
        alt: Vec<Piece>,
        range: &Range<usize>,
    ) -> Option<Piece> {
        let line = self.line(range);
        let mut image = self.shared.images.image(src, line, self.shared.log)?;
        let alt = self.spans(alt);
        alt.iter().for_each(|span| span.plain_text(&mut image.alt));
        let (caption, credit) = title.rsplit_once('|').unwrap_or((title, ""));
        image.caption = caption.trim().to_owned();
        if !credit.trim().is_empty() {
            image.credit = credit.trim().to_owned();
        }
        Some(Piece::Image(Box::new(image), line))
    }

    fn link(
        &mut self,
        link_type: LinkType,
        to: &str,
        title: &str,
        text: Vec<Span>,
        range: &Range<usize>,
    ) -> Vec<Piece> {
        let line = self.line(range);
        if !title.is_empty() {
            self.shared.log.warning(line, format!("the title {title:?} of a link is not shown"));
        }
        let to = if link_type == LinkType::Email { format!("mailto:{to}") } else { to.to_owned() };
        match Url::new(&to) {
            Ok(to) => {
                if to.is_relative() {
                    self.shared.links.push(Link { line, to: to.to_string() });
                }
                vec![Piece::Span(Span::Rich(Rich::Link { to, text }))]
            }
            Err(error) => {
                self.shared.log.error(line, format!("the link {to:?}: {error}"));
                text.into_iter().map(Piece::Span).collect()
            }
        }
    }

    /// Markdown takes `[^x]` for text when the note `x` does not exist.
    fn find_dangling_notes(&mut self, range: &Range<usize>) {
        let text: &'t str = self.text;
        for (at, _) in text[range.clone()].match_indices('[') {
            let at = range.start + at;
            let Some(label) = text[at..].strip_prefix("[^").and_then(|rest| rest.split(']').next())
            else {
                continue;
            };
            let closed = text[at..].contains(']');
            if !closed || label.is_empty() || label.contains(char::is_whitespace) {
                continue;
            }
            if !text[..at].ends_with('\\') {
                let line = self.line(&(at..at));
                self.shared.log.error(line, format!("the footnote [^{label}] is not defined"));
            }
        }
    }
}
