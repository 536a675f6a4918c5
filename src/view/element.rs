//! An element and all that can be said of it.

use super::node::{IntoNode, Node};
use super::value::{IntoValue, Value};
use leptos::html::ElementType;
use leptos::tachys::html::node_ref::NodeRefContainer;
use wasm_bindgen::{JsCast, JsValue};

/// A value that follows signals.
pub(super) type Follows<T> = Box<dyn Fn() -> T + Send>;

/// What an event calls.
pub(super) type Handler = Box<dyn FnMut(JsValue) + Send>;

/// What is told of the element of the page.
pub(super) type Fill = Box<dyn FnOnce(&web_sys::Element) + Send>;

/// An element. The data is boxed: the calls that build it then pass one
/// pointer from one to the next.
pub struct Element(pub(super) Box<Data>);

#[derive(Default)]
pub(super) struct Data {
    pub(super) tag: &'static str,
    pub(super) attributes: Vec<(&'static str, Value)>,
    pub(super) classes: Vec<(&'static str, Follows<bool>)>,
    pub(super) properties: Vec<(&'static str, Follows<JsValue>)>,
    pub(super) handlers: Vec<(&'static str, Handler)>,
    pub(super) refs: Vec<Fill>,
    pub(super) children: Vec<Node>,
}

/// Begins an element.
#[must_use]
pub fn element(tag: &'static str) -> Element {
    Element(Box::new(Data { tag, ..Data::default() }))
}

macro_rules! events {
    ($($method:ident, $name:literal, $kind:ident;)*) => {$(
        #[doc = concat!("Calls `handle` on the event `", $name, "`.")]
        #[must_use]
        pub fn $method(self, mut handle: impl FnMut(web_sys::$kind) + Send + 'static) -> Self {
            self.on($name, Box::new(move |event| handle(event.unchecked_into())))
        }
    )*};
}

impl Element {
    events! {
        on_click, "click", MouseEvent;
        on_close, "close", Event;
        on_input, "input", Event;
        on_change, "change", Event;
        on_submit, "submit", Event;
        on_keydown, "keydown", KeyboardEvent;
        on_focusout, "focusout", FocusEvent;
    }

    /// Adds an attribute.
    #[must_use]
    pub fn attribute(self, name: &'static str, value: impl IntoValue) -> Self {
        self.with_attribute(name, value.into_value())
    }

    /// Adds a class while a signal says so.
    #[must_use]
    pub fn class_if(
        mut self,
        name: &'static str,
        is_on: impl Fn() -> bool + Send + 'static,
    ) -> Self {
        self.0.classes.push((name, Box::new(is_on)));
        self
    }

    /// Sets a property of the element in the browser, following signals.
    #[must_use]
    pub fn property<T: Into<JsValue>>(
        mut self,
        name: &'static str,
        value: impl Fn() -> T + Send + 'static,
    ) -> Self {
        self.0.properties.push((name, Box::new(move || value().into())));
        self
    }

    /// Fills a reference with the element of the page.
    #[must_use]
    pub fn node_ref<E: ElementType>(mut self, container: impl NodeRefContainer<E>) -> Self {
        self.0.refs.push(Box::new(move |element| container.load(element)));
        self
    }

    /// Adds a child.
    #[must_use]
    pub fn child(self, child: impl IntoNode) -> Self {
        self.with_child(child.into_node())
    }

    // The generic calls above only convert; the code below stands once.

    fn with_attribute(mut self, name: &'static str, value: Value) -> Self {
        if !matches!(value, Value::Absent) {
            self.0.attributes.push((name, value));
        }
        self
    }

    fn with_child(mut self, child: Node) -> Self {
        if !matches!(child, Node::Empty) {
            self.0.children.push(child);
        }
        self
    }

    fn on(mut self, name: &'static str, handle: Handler) -> Self {
        self.0.handlers.push((name, handle));
        self
    }
}
