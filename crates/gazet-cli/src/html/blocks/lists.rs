//! Lists, and the notes at the foot of a text.

use super::super::dom::{attribute, is, name};
use super::Reader;
use gazet_bundle::{Block, Footnote, List};
use markup5ever_rcdom::{Handle, NodeData};

impl Reader<'_, '_> {
    pub(super) fn list(&mut self, node: &Handle, kind: &str, depth: usize) {
        self.end_line();
        let start = attribute(node, "start").and_then(|start| start.trim().parse().ok());
        let start = (kind == "ol").then(|| start.unwrap_or(1));
        let mut items: Vec<Vec<Block>> = Vec::new();
        let children: Vec<Handle> = node.children.borrow().clone();
        for child in &children {
            if is(child, &["li"]) && self.scope.label(child).is_none() && !super::is_hidden(child) {
                items.push(self.apart(|reader| reader.block(child, "li", depth)));
                continue;
            }
            let is_element = name(child).is_some();
            let is_text = matches!(&child.data, NodeData::Text { contents } if !contents.borrow().trim().is_empty());
            if !is_element && !is_text {
                continue;
            }
            // A list that stands in a list instead of in its item, and text
            // that stands in none.
            let blocks = self.apart(|reader| reader.node(child, depth + 1));
            match items.last_mut().filter(|_| is(child, &["ul", "ol", "menu"])) {
                Some(item) => item.extend(blocks),
                None => items.push(blocks),
            }
        }
        items.retain(|blocks| !blocks.is_empty());
        if !items.is_empty() {
            self.push(Block::List(List { start, items }));
        }
    }

    /// A footnote; all of them stand together at the end.
    pub(super) fn note(&mut self, node: &Handle, label: String, depth: usize) {
        self.end_line();
        let blocks = self.inside(node, depth);
        let is_known = self.scope.found.borrow().iter().any(|note| note.label == label);
        if is_known {
            // Two of the same name: the second is a text like any other.
            blocks.into_iter().for_each(|block| self.push(block));
        } else if !blocks.is_empty() {
            self.scope.found.borrow_mut().push(Footnote { label, blocks });
        }
    }
}
