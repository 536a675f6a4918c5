//! A piece of a view.

use super::element::Element;
use super::value::Text;
use leptos::prelude::{AnyView, IntoAny, RenderHtml};

/// A piece of a view.
pub enum Node {
    /// Nothing.
    Empty,
    /// Text.
    Text(Text),
    /// An element.
    Element(Element),
    /// Pieces one after the other.
    List(Vec<Node>),
    /// A piece that follows signals.
    Follows(Box<dyn FnMut() -> Node + Send>),
    /// A view of Leptos: a component.
    View(AnyView),
}

/// What can stand in a view.
pub trait IntoNode {
    /// The piece.
    fn into_node(self) -> Node;
}

impl Node {
    /// Pieces one after the other.
    #[must_use]
    pub fn list(nodes: Vec<Node>) -> Self {
        Self::List(nodes)
    }

    /// A component.
    pub fn component(view: impl RenderHtml + 'static) -> Self {
        Self::View(view.into_any())
    }
}

impl From<Element> for Node {
    fn from(element: Element) -> Self {
        Self::Element(element)
    }
}

impl IntoNode for Node {
    fn into_node(self) -> Node {
        self
    }
}

impl IntoNode for Element {
    fn into_node(self) -> Node {
        Node::Element(self)
    }
}

impl IntoNode for AnyView {
    fn into_node(self) -> Node {
        Node::View(self)
    }
}

impl IntoNode for () {
    fn into_node(self) -> Node {
        Node::Empty
    }
}

impl IntoNode for &'static str {
    fn into_node(self) -> Node {
        Node::Text(self.into())
    }
}

impl IntoNode for String {
    fn into_node(self) -> Node {
        Node::Text(self.into())
    }
}

macro_rules! numbers {
    ($($kind:ty)*) => {$(
        impl IntoNode for $kind {
            fn into_node(self) -> Node {
                Node::Text(self.to_string().into())
            }
        }
    )*};
}

numbers! { u16 u32 usize }

impl<T: IntoNode> IntoNode for Option<T> {
    fn into_node(self) -> Node {
        self.map_or(Node::Empty, IntoNode::into_node)
    }
}

impl<T: IntoNode> IntoNode for Vec<T> {
    fn into_node(self) -> Node {
        Node::List(self.into_iter().map(IntoNode::into_node).collect())
    }
}

impl<F, T> IntoNode for F
where
    F: Fn() -> T + Send + 'static,
    T: IntoNode,
{
    fn into_node(self) -> Node {
        Node::Follows(Box::new(move || self().into_node()))
    }
}
