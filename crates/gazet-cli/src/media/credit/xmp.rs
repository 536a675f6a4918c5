//! Names in XMP (ISO 16684-1).

use super::Names;
use roxmltree::{Document, Node, ParsingOptions};

const DC: &str = "http://purl.org/dc/elements/1.1/";
const PHOTOSHOP: &str = "http://ns.adobe.com/photoshop/1.0/";
const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

pub(super) fn names(bytes: &[u8]) -> Names {
    let text = String::from_utf8_lossy(bytes);
    let text = text.trim_matches(['\0', '\u{feff}']).trim();
    let options = ParsingOptions { allow_dtd: false, nodes_limit: 100_000, ..Default::default() };
    let Ok(document) = Document::parse_with_options(text, options) else {
        return Names::default();
    };
    let of = |namespace: &str, name: &str| property(&document, namespace, name);
    Names { creator: of(DC, "creator"), line: of(PHOTOSHOP, "Credit"), rights: of(DC, "rights") }
}

/// A property, which may be an attribute, an element or a list in one. Of
/// rights in several languages the first is the default.
fn property(document: &Document<'_>, namespace: &str, name: &str) -> String {
    for node in document.descendants().filter(Node::is_element) {
        if let Some(value) = node.attribute((namespace, name)) {
            return value.to_owned();
        }
        if !node.has_tag_name((namespace, name)) {
            continue;
        }
        let items: Vec<String> =
            node.descendants().filter(|item| item.has_tag_name((RDF, "li"))).map(inside).collect();
        let is_choice = node.descendants().any(|list| list.has_tag_name((RDF, "Alt")));
        return match items.as_slice() {
            [] => inside(node),
            [first, ..] if is_choice => first.clone(),
            all => all.join(", "),
        };
    }
    String::new()
}

fn inside(node: Node<'_, '_>) -> String {
    node.descendants().filter(Node::is_text).filter_map(|text| text.text()).collect()
}
