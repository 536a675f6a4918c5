//! The tree while it grows.

use super::names::canonical;
use super::{Element, Node};
use crate::html::Losses;

/// Elements inside each other: what lies deeper gives its text to the last
/// that is counted. XHTML in a feed has twenty.
const DEPTH: usize = 100;

/// Elements that do not stand inside their like.
const ITEMS: [&str; 2] = ["item", "entry"];

/// HTML elements that hold nothing and are often written without an end.
const VOID: [&str; 12] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "param", "source", "track", "wbr"];

/// A tree and the place in it where the next piece belongs.
pub(super) struct Tree {
    /// The open elements; the first stands for the document.
    open: Vec<Open>,
    namespaces: Vec<(String, String)>,
}

#[derive(Default)]
struct Open {
    element: Element,
    /// The name as it was written, which its end repeats.
    written: String,
    /// Namespaces that were declared before it.
    namespaces: usize,
}

impl Tree {
    pub(super) fn new() -> Self {
        Self { open: vec![Open::default()], namespaces: Vec::new() }
    }

    /// The name, as written, of the element that is open.
    pub(super) fn written(&self) -> &str {
        self.open.last().map_or("", |open| &open.written)
    }

    /// Whether an item is open.
    pub(super) fn is_in_item(&self) -> bool {
        self.open.iter().any(|open| ITEMS.contains(&open.element.name.as_str()))
    }

    pub(super) fn text(&mut self, text: &str, is_data: bool) {
        let Some(open) = self.open.last_mut() else { return };
        match open.element.children.last_mut() {
            Some(Node::Text(own, kind)) if *kind == is_data => own.push_str(text),
            _ => open.element.children.push(Node::Text(text.to_owned(), is_data)),
        }
    }

    pub(super) fn start(
        &mut self,
        written: &str,
        attributes: Vec<(String, String)>,
        losses: &mut Losses,
    ) {
        if self.open.len() > DEPTH {
            let local = written.rsplit(':').next().unwrap_or(written);
            if !ITEMS.iter().any(|item| local.eq_ignore_ascii_case(item)) {
                return;
            }
            losses.note("the ends of elements that an item lies too deep in");
            self.close(1);
        }
        let before = self.namespaces.len();
        for (name, value) in &attributes {
            let prefix = if name == "xmlns" { Some("") } else { name.strip_prefix("xmlns:") };
            if let Some(prefix) = prefix {
                self.namespaces.push((prefix.to_owned(), value.clone()));
            }
        }
        let (prefix, local) = written.split_once(':').unwrap_or(("", written));
        let of_prefix = self.namespaces.iter().rev().find(|(own, _)| own == prefix);
        let name = canonical(prefix, local, of_prefix.map(|(_, namespace)| namespace.as_str()));
        let written = written.to_owned();
        if ITEMS.contains(&name.as_str()) {
            let same = self.open.iter().rposition(|open| open.element.name == name);
            if let Some(at) = same {
                losses.note("the end of an item; it ends where the next begins");
                self.close(at);
            }
        }
        let is_void = VOID.contains(&name.as_str()) && self.is_in_text();
        let element = Element { name, attributes, children: Vec::new() };
        self.open.push(Open { element, written, namespaces: before });
        if is_void {
            self.close(self.open.len() - 1);
        }
    }

    /// Ends the innermost element of this name, with all that is open inside.
    /// An end without a start says nothing.
    pub(super) fn end(&mut self, written: &str) {
        let found = self.open.iter().rposition(|open| open.written.eq_ignore_ascii_case(written));
        if let Some(at) = found.filter(|at| *at > 0) {
            self.close(at);
        }
    }

    /// The document, with everything that is still open ended.
    pub(super) fn finish(mut self, losses: &mut Losses) -> Element {
        if self.is_in_item() {
            losses.note("the end of the file; it stops inside an item");
        } else if self.open.len() > 1 {
            losses.note("the end of the file; it stops between the items");
        }
        self.close(1);
        self.open.pop().map(|open| open.element).unwrap_or_default()
    }

    /// Whether what is open is a field of an item, or inside one: there
    /// `<source>` and `<link>` are those of HTML.
    fn is_in_text(&self) -> bool {
        let item = self.open.iter().rposition(|o| ITEMS.contains(&o.element.name.as_str()));
        item.is_some_and(|at| self.open.len() > at + 1)
    }

    /// Ends the open elements from this place on.
    fn close(&mut self, from: usize) {
        while self.open.len() > from.max(1) {
            let Some(done) = self.open.pop() else { break };
            self.namespaces.truncate(done.namespaces);
            if let Some(parent) = self.open.last_mut() {
                parent.element.children.push(Node::Element(done.element));
            }
        }
    }
}
