//! Quotations.

use super::super::dom::{detach, first, has_class, is, parent, text};
use super::super::embed;
use super::Reader;
use gazet_bundle::{Block, Quote, Rich, Span};
use markup5ever_rcdom::{Handle, NodeData};
use std::rc::Rc;

impl Reader<'_, '_> {
    pub(super) fn quote(&mut self, node: &Handle, depth: usize) {
        self.end_line();
        if has_class(node, "wp-block-pullquote") || has_class(node, "pullquote") {
            return self.pull_quote(node, depth);
        }
        let cite_node = first(node, &["cite", "footer"]).filter(|cite| {
            parent(cite)
                .is_some_and(|p| Rc::ptr_eq(&p, node) || is(&p, &["p"]) && text(&p) == text(cite))
        });
        let mut cite = cite_node.as_ref().map(|cite| self.line_of(cite)).unwrap_or_default();
        if let Some(cite) = &cite_node {
            detach(cite);
        }
        if has_class(node, "twitter-tweet") && cite.is_empty() {
            cite = self.author_of_post(node);
        }
        let card = embed::of_quote(node, self.scope);
        let blocks = self.apart(|reader| reader.block(node, "blockquote", depth));
        if !blocks.is_empty() {
            self.push(Block::Quote(Quote { blocks, cite }));
        } else if !cite.is_empty() {
            self.push(Block::Paragraph(cite));
        }
        if let Some(card) = card {
            self.push(Block::Embed(card));
        }
    }

    /// `— Name (@name) <a>date</a>`, which stands behind the words of a post.
    fn author_of_post(&mut self, node: &Handle) -> Vec<Span> {
        let children: Vec<Handle> = node.children.borrow().clone();
        let after = children.iter().rev().take_while(|child| match &child.data {
            NodeData::Text { .. } => true,
            _ => is(child, &["a"]),
        });
        let mut line = super::Line::default();
        let after: Vec<&Handle> = after.collect();
        for child in after.into_iter().rev() {
            line.read(child, self.scope, &mut self.losses);
            detach(child);
        }
        let mut spans = line.take();
        if let Some(Span::Text(first)) = spans.first_mut() {
            *first = first.trim_start_matches(['—', '–', '-', ' ']).to_owned();
        }
        spans.retain(|span| *span != Span::text(""));
        spans
    }

    pub(super) fn pull_quote(&mut self, node: &Handle, depth: usize) {
        let quote = first(node, &["blockquote"]).unwrap_or_else(|| node.clone());
        let cite = first(node, &["cite", "footer", "figcaption"]);
        if let Some(cite) = &cite {
            detach(cite);
        }
        let mut spans = self.line_of(&quote);
        let words = cite.as_ref().map(text).filter(|words| !words.is_empty());
        if let Some(words) = words {
            if !spans.is_empty() {
                spans.push(Span::Rich(Rich::Break(true)));
            }
            spans.push(Span::text(format!("— {words}")));
        }
        if !spans.is_empty() {
            self.push(Block::PullQuote(spans));
        }
        self.end_line();
        if !Rc::ptr_eq(&quote, node) {
            // What stands beside the quotation.
            detach(&quote);
            self.children(node, depth);
            self.end_line();
        }
    }
}
