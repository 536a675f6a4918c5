//! Figures and galleries.

use super::super::dom::{attribute, below, detach, first, has_class, is, text};
use super::super::{embed, media, table};
use super::Reader;
use gazet_bundle::{Block, Image, Rich, Span, Url, limits};
use markup5ever_rcdom::Handle;

impl Reader<'_, '_> {
    pub(super) fn figure(&mut self, node: &Handle, depth: usize) {
        self.end_line();
        if has_class(node, "wp-block-pullquote") {
            return self.pull_quote(node, depth);
        }
        if has_class(node, "wp-block-embed") && self.embed_block(node) {
            return self.caption(node, depth);
        }
        let all = below(node);
        let of = |names: &[&str]| all.iter().filter(|n| is(n, names)).cloned().collect::<Vec<_>>();
        let images: Vec<Handle> = of(&["img", "amp-img"]);
        let has_other =
            !of(&["table", "iframe", "video", "audio", "pre", "blockquote", "figure", "object"])
                .is_empty();
        match (images.as_slice(), of(&["table"]).as_slice()) {
            ([image, twins @ ..], _)
                if !has_other && twins.iter().all(|twin| is_twin(twin, node)) =>
            {
                let caption = of(&["figcaption"]);
                let words: Vec<String> = caption.iter().map(text).collect();
                if !of(&["noscript"]).is_empty() || !caption.is_empty() {
                    caption.iter().chain(&of(&["noscript"])).for_each(detach);
                }
                // What stands beside the caption says who made the picture.
                let beside = text(node);
                let words: Vec<&str> = words
                    .iter()
                    .chain([&beside])
                    .map(String::as_str)
                    .filter(|w| !w.is_empty())
                    .collect();
                let image = twins.last().filter(|_| is_waiting(image)).unwrap_or(image);
                let words = words.join(" ");
                let before = self.blocks.len();
                self.image(image, &words);
                if self.blocks.len() == before {
                    // The words of a picture that is not there.
                    self.line.text(&words);
                    self.end_line();
                }
            }
            ([], [only]) if !table::is_layout(only) => {
                let caption = first(node, &["figcaption"]);
                let words = caption.as_ref().map(|c| self.line_of(c)).unwrap_or_default();
                caption.iter().for_each(detach);
                let mut table = table::read(only, self);
                let is_free = table.caption.is_empty();
                if is_free {
                    table.caption.clone_from(&words);
                }
                self.push_table(table);
                if !is_free && !words.is_empty() {
                    self.push(Block::Paragraph(words));
                }
                // What stands beside the table.
                detach(only);
                self.children(node, depth);
                self.end_line();
            }
            _ => {
                // An embed or several pictures: the caption follows.
                self.children(node, depth);
                self.end_line();
            }
        }
    }

    pub(super) fn gallery(&mut self, node: &Handle, depth: usize) {
        self.end_line();
        let (mut images, read) = media::gallery(node, self.scope, &mut self.losses);
        match images.as_slice() {
            [] => {}
            [_] => images.into_iter().for_each(|image| self.push(Block::Image(image))),
            _ => {
                while !images.is_empty() {
                    let rest = images.split_off(images.len().min(limits::GALLERY));
                    self.push(gallery_of(std::mem::replace(&mut images, rest)));
                }
            }
        }
        // What is neither a picture nor its caption stands behind them.
        read.iter().for_each(detach);
        self.block(node, "div", depth);
    }

    /// What an embed block shows: an address, which WordPress replaces when it
    /// answers. `false` when the block holds more than that.
    fn embed_block(&mut self, node: &Handle) -> bool {
        if first(node, &["iframe", "video", "audio", "blockquote", "img"]).is_some() {
            return false;
        }
        let wrapper = below(node).into_iter().find(|n| has_class(n, "wp-block-embed__wrapper"));
        let wrapper = wrapper.unwrap_or_else(|| node.clone());
        let address = text(&wrapper);
        if address.contains(' ') || !address.starts_with("http") {
            return false;
        }
        match self.scope.url(&address) {
            // A page of the paper itself.
            Some(own) if own.is_relative() => self.push_link(own, &address),
            _ => match embed::of(&address, None, "embed", self.scope) {
                Some(embed) => self.push(Block::Embed(embed)),
                None => {
                    self.losses.note("an embed of an address that is not allowed");
                    self.push(Block::Paragraph(vec![Span::text(address)]));
                }
            },
        }
        true
    }

    fn push_link(&mut self, to: Url, words: &str) {
        let text = vec![Span::text(words)];
        self.push(Block::Paragraph(vec![Span::Rich(Rich::Link { to, text })]));
    }

    fn caption(&mut self, node: &Handle, depth: usize) {
        for caption in below(node).iter().filter(|n| is(n, &["figcaption"])) {
            self.block(caption, "figcaption", depth);
        }
    }
}

fn gallery_of(images: Vec<Image>) -> Block {
    match <[_; 1]>::try_from(images) {
        Ok([image]) => Block::Image(image),
        Err(images) => Block::Gallery(images),
    }
}

/// Whether a picture is the one of a figure again, for readers without scripts.
fn is_twin(image: &Handle, figure: &Handle) -> bool {
    super::super::dom::around(image, &["noscript"], figure).is_some()
}

/// Whether a picture waits for a script to give it its address.
fn is_waiting(image: &Handle) -> bool {
    let src = attribute(image, "src").unwrap_or_default();
    let is_lazy =
        attribute(image, "data-src").is_some() || attribute(image, "data-lazy-src").is_some();
    !is_lazy && (src.trim().is_empty() || src.trim_start().starts_with("data:"))
}
