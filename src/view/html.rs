//! A view as HTML, for snapshots and tests on the native target.

use super::element::Element;
use super::node::Node;
use super::value::Value;
use leptos::prelude::RenderHtml;

/// Elements that have no content and no end tag (HTML standard, 13.1.2).
const VOID: [&str; 7] = ["br", "hr", "img", "input", "link", "meta", "source"];

/// Appends the HTML of a piece. What follows signals is read once.
pub(super) fn write(node: Node, html: &mut String) {
    match node {
        Node::Empty => {}
        Node::Text(text) => escape(&text, html),
        Node::Element(element) => write_element(element, html),
        Node::List(nodes) => nodes.into_iter().for_each(|node| write(node, html)),
        Node::Follows(mut read) => write(read(), html),
        Node::View(view) => html.push_str(&view.to_html()),
    }
}

fn write_element(element: Element, html: &mut String) {
    let data = *element.0;
    html.push('<');
    html.push_str(data.tag);
    let mut on: Vec<&str> =
        data.classes.iter().filter(|(_, is)| is()).map(|(name, _)| *name).collect();
    for (name, value) in data.attributes {
        let value = match value {
            Value::Absent => None,
            Value::Is(text) => Some(text),
            Value::Follows(read) => read(),
        };
        let Some(mut value) = value else { continue };
        if name == "class" {
            for class in on.drain(..) {
                value = format!("{value} {class}").into();
            }
        }
        html.push(' ');
        html.push_str(name);
        if !value.is_empty() {
            html.push_str("=\"");
            escape(&value, html);
            html.push('"');
        }
    }
    if !on.is_empty() {
        html.push_str(" class=\"");
        html.push_str(&on.join(" "));
        html.push('"');
    }
    html.push('>');
    if VOID.contains(&data.tag) {
        return;
    }
    data.children.into_iter().for_each(|child| write(child, html));
    html.push_str("</");
    html.push_str(data.tag);
    html.push('>');
}

fn escape(text: &str, html: &mut String) {
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            other => html.push(other),
        }
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use crate::view::{Node, view};
    use leptos::prelude::RenderHtml;

    fn check(node: Node, html: &str) {
        assert_eq!(node.to_html(), html);
    }

    #[test]
    fn markup_is_written_and_text_is_escaped() {
        let hostile = "<script>\"&".to_owned();
        check(
            view! { <p class="a" title=hostile.clone()>"x "{hostile.clone()}</p> },
            "<p class=\"a\" title=\"&lt;script&gt;&quot;&amp;\">x &lt;script&gt;&quot;&amp;</p>",
        );
    }

    #[test]
    fn what_is_absent_leaves_nothing() {
        let none: Option<String> = None;
        check(
            view! { <input disabled=false required=true value=none/> {None::<String>} <br/> },
            "<input required><br>",
        );
    }

    #[test]
    fn closures_are_read_once() {
        check(
            view! { <b class="x" class:on=|| true class:off=|| false lang=|| "az">{|| Some(3usize)}</b> },
            "<b class=\"x on\" lang=\"az\">3</b>",
        );
    }
}
