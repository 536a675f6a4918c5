//! The tree that a browser would make of a text.

use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, QualName, local_name, ns, parse_fragment};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

/// A parsed text.
pub(crate) struct Dom(RcDom);

impl Dom {
    /// Parses what would stand in the body of a page.
    pub(crate) fn parse(html: &str) -> Self {
        let body = QualName::new(None, ns!(html), local_name!("body"));
        let parser =
            parse_fragment(RcDom::default(), ParseOpts::default(), body, Vec::new(), false);
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
    below(node).into_iter().find(|n| name(n).is_some_and(|own| names.contains(&own.as_str())))
}

/// The text of a node as it stands, code and line breaks included; scripts and
/// styles are no text.
pub(crate) fn raw_text(node: &Handle) -> String {
    let mut text = String::new();
    let mut stack: Vec<Handle> = node.children.borrow().iter().rev().cloned().collect();
    while let Some(next) = stack.pop() {
        match &next.data {
            NodeData::Text { contents } => text.push_str(&contents.borrow()),
            NodeData::Element { name, .. } => match &*name.local {
                "script" | "style" | "template" => {}
                "br" => text.push('\n'),
                _ => stack.extend(next.children.borrow().iter().rev().cloned()),
            },
            _ => {}
        }
    }
    sanitize(&text)
}

/// The text of a node on one line.
pub(crate) fn text(node: &Handle) -> String {
    squeeze(&raw_text(node))
}

/// What is read of HTML, on one line.
pub(crate) fn plain(html: &str) -> String {
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
