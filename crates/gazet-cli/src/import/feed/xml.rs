//! Foreign XML as a tree, whatever its faults.
//!
//! Feeds are made by templates and cut by hosts: a `&` or `<` stands bare, a
//! tag or character data never ends, a namespace is not declared. The tokens
//! are those of `quick-xml`; where it gives up, this goes on behind the
//! fault, and says so. What declares entities is refused; a document type
//! that only names one is passed over, and nothing it names is opened.

mod names;
mod render;
mod scan;
mod tree;

pub(super) use render::{escape, unescape};
pub(super) use scan::read;

/// An element with its name in lower case and, where its namespace is known,
/// with the usual prefix: `title`, `dc:creator`. The namespaces of RSS and
/// Atom have none.
#[derive(Debug, Default)]
pub(super) struct Element {
    pub(super) name: String,
    pub(super) attributes: Vec<(String, String)>,
    pub(super) children: Vec<Node>,
}

/// What stands inside an element.
#[derive(Debug)]
pub(super) enum Node {
    /// Text with its references resolved; whether it was character data,
    /// in which markup is written as it is.
    Text(String, bool),
    /// An element.
    Element(Element),
}

impl Element {
    /// An attribute that says something.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let own = self.attributes.iter().find(|(own, _)| own == name);
        own.map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    }

    /// The elements directly inside.
    pub(super) fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(..) => None,
        })
    }

    /// The elements of a name directly inside.
    pub(super) fn all<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e Element> {
        self.elements().filter(move |element| element.name == name)
    }

    /// The first element with one of these names that holds something, in the
    /// order of the names.
    pub(super) fn first(&self, names: &[&str]) -> Option<&Element> {
        let filled = |name: &str| self.elements().find(|own| own.name == name && !own.is_blank());
        names.iter().find_map(|name| filled(name))
    }

    /// The text of the first element with one of these names that has some.
    pub(super) fn text_of(&self, names: &[&str]) -> Option<String> {
        self.first(names).map(Element::text).filter(|text| !text.is_empty())
    }

    /// Whether it holds neither text nor elements.
    pub(super) fn is_blank(&self) -> bool {
        self.children.iter().all(|node| match node {
            Node::Text(text, _) => text.trim().is_empty(),
            Node::Element(_) => false,
        })
    }
}
