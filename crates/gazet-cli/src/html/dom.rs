//! The tree that a browser would make of a text.

use html5ever::tendril::TendrilSink;
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{ParseOpts, QualName, local_name, ns, parse_fragment};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use std::rc::{Rc, Weak};

/// A parsed text.
pub(crate) struct Dom(RcDom);

impl Dom {
    /// Parses what would stand in the body of a page.
    pub(crate) fn parse(html: &str) -> Self {
        let body = QualName::new(None, ns!(html), local_name!("body"));
        // Nothing runs here, so what is meant for such readers is read.
        let tree_builder = TreeBuilderOpts { scripting_enabled: false, ..Default::default() };
        let options = ParseOpts { tree_builder, ..ParseOpts::default() };
        let parser = parse_fragment(RcDom::default(), options, body, Vec::new(), false);
        // Marks of XML that were left in a text would hide what they hold: a
        // browser takes them for a comment.
        if html.contains("<![CDATA[") {
            return Self(parser.one(html.replace("<![CDATA[", "").replace("]]>", "")));
        }
        Self(parser.one(html))
    }

    /// The element that holds the text.
    pub(crate) fn body(&self) -> Handle {
        let root = self.0.document.children.borrow().first().cloned();
        root.unwrap_or_else(|| self.0.document.clone())
    }
}

/// The name of an element.
pub(crate) fn name(node: &Handle) -> Option<String> {
    match &node.data {
        NodeData::Element { name, .. } => Some(name.local.to_string()),
        _ => None,
    }
}

/// Whether an element has one of these names.
pub(crate) fn is(node: &Handle, names: &[&str]) -> bool {
    match &node.data {
        NodeData::Element { name, .. } => names.contains(&&*name.local),
        _ => false,
    }
}

/// The value of an attribute.
pub(crate) fn attribute(node: &Handle, name: &str) -> Option<String> {
    let NodeData::Element { attrs, .. } = &node.data else { return None };
    let attrs = attrs.borrow();
    attrs.iter().find(|a| &*a.name.local == name).map(|a| a.value.to_string())
}

/// Whether an element has a class.
pub(crate) fn has_class(node: &Handle, class: &str) -> bool {
    attribute(node, "class").is_some_and(|own| own.split_whitespace().any(|c| c == class))
}

/// Whether the old site hides an element from every reader.
pub(crate) fn is_hidden(node: &Handle) -> bool {
    let style = attribute(node, "style").unwrap_or_default().to_ascii_lowercase();
    attribute(node, "hidden").is_some_and(|value| value != "until-found")
        || style.replace(' ', "").contains("display:none")
}

/// The nodes below one, in the order of the document, itself left out.
pub(crate) fn below(node: &Handle) -> Vec<Handle> {
    let mut found = Vec::new();
    let mut stack: Vec<Handle> = node.children.borrow().iter().rev().cloned().collect();
    while let Some(next) = stack.pop() {
        stack.extend(next.children.borrow().iter().rev().cloned());
        found.push(next);
    }
    found
}

/// The first element below a node with one of these names.
pub(crate) fn first(node: &Handle, names: &[&str]) -> Option<Handle> {
    let mut stack: Vec<Handle> = node.children.borrow().iter().rev().cloned().collect();
    while let Some(next) = stack.pop() {
        if is(&next, names) {
            return Some(next);
        }
        stack.extend(next.children.borrow().iter().rev().cloned());
    }
    None
}

/// The node that holds another.
pub(crate) fn parent(node: &Handle) -> Option<Handle> {
    let above = node.parent.take();
    let found = above.as_ref().and_then(Weak::upgrade);
    node.parent.set(above);
    found
}

/// The nearest element around a node with one of these names, below `root`.
pub(crate) fn around(node: &Handle, names: &[&str], root: &Handle) -> Option<Handle> {
    let mut above = parent(node);
    while let Some(next) = above.filter(|next| !Rc::ptr_eq(next, root)) {
        if is(&next, names) {
            return Some(next);
        }
        above = parent(&next);
    }
    None
}

/// Takes a node out of the tree.
pub(crate) fn detach(node: &Handle) {
    if let Some(parent) = parent(node) {
        parent.children.borrow_mut().retain(|child| !Rc::ptr_eq(child, node));
        node.parent.set(None);
    }
}

/// Elements that begin a new line.
const BLOCKS: [&str; 42] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "option",
    "p",
    "pre",
    "search",
    "section",
    "summary",
    "table",
    "td",
    "th",
    "tr",
    "ul",
];

/// Whether an element begins a new line.
pub(crate) fn is_block(name: &str) -> bool {
    BLOCKS.binary_search(&name).is_ok()
}

/// The text of a node as it stands, code and line breaks included; scripts and
/// styles are no text.
pub(crate) fn raw_text(node: &Handle) -> String {
    let mut text = String::new();
    collect(node, &mut text, &|_, _| {});
    sanitize(&text)
}

/// The text of a node on one line.
pub(crate) fn text(node: &Handle) -> String {
    let mut text = String::new();
    collect(node, &mut text, &|name, text| {
        if is_block(name) {
            text.push(' ');
        }
    });
    squeeze(&sanitize(&text))
}

fn collect(node: &Handle, text: &mut String, edge: &dyn Fn(&str, &mut String)) {
    /// A node that begins, or the name of one that ends.
    enum Step {
        Begin(Handle),
        End(String),
    }
    let mut stack: Vec<Step> =
        node.children.borrow().iter().rev().cloned().map(Step::Begin).collect();
    while let Some(step) = stack.pop() {
        let next = match step {
            Step::Begin(next) => next,
            Step::End(name) => {
                edge(&name, text);
                continue;
            }
        };
        match &next.data {
            NodeData::Text { contents } => text.push_str(&contents.borrow()),
            NodeData::Element { name, .. } => match &*name.local {
                "script" | "style" | "template" => {}
                "br" => text.push('\n'),
                name => {
                    edge(name, text);
                    stack.push(Step::End(name.to_owned()));
                    stack.extend(next.children.borrow().iter().rev().cloned().map(Step::Begin));
                }
            },
            _ => {}
        }
    }
}

/// What is read of HTML, on one line.
pub(crate) fn plain(html: &str) -> String {
    if !html.contains(['<', '&']) {
        return squeeze(&sanitize(html));
    }
    text(&Dom::parse(html).body())
}

/// White space as a browser shows it: one space for any run, none at the ends.
pub(crate) fn squeeze(text: &str) -> String {
    text.split([' ', '\t', '\n', '\r', '\u{c}'])
        .filter(|w| !w.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The text without characters that no feed can carry.
pub(crate) fn sanitize(text: &str) -> String {
    text.chars()
        .filter(|&c| {
            matches!(c, '\t' | '\n' | '\r')
                || !(c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}'))
        })
        .collect()
}
