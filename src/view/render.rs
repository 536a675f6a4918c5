//! A view in the page.

use super::element::Element;
use super::html;
use super::node::Node;
use super::value::{Text, Value};
use leptos::attr::Attribute;
use leptos::attr::any_attribute::AnyAttribute;
use leptos::prelude::{AnyView, Owner, Render, RenderEffect, RenderHtml};
use leptos::tachys::hydration::Cursor;
use leptos::tachys::renderer::{Rndr, types};
use leptos::tachys::view::add_attr::AddAnyAttr;
use leptos::tachys::view::{Mountable, Position, PositionState};
use wasm_bindgen::JsValue;

/// What stands in the page for a [`Node`].
pub enum State {
    /// A text, or the empty one that keeps the place of nothing.
    Text(types::Text, Text),
    /// An element with its children and what keeps it in step.
    Element(Box<ElementState>),
    /// Pieces, and the empty text that ends them.
    List(Vec<State>, types::Text),
    /// A piece that follows signals.
    Follows(Box<RenderEffect<State>>),
    /// A view of Leptos.
    View(Box<<AnyView as Render>::State>),
}

/// What stands in the page for an [`Element`].
pub struct ElementState {
    element: types::Element,
    /// Dropped with the element, which ends what they follow.
    _children: Vec<State>,
    _effects: Vec<RenderEffect<()>>,
    _listeners: Vec<leptos::tachys::renderer::RemoveEventHandler<types::Element>>,
}

/// Elements of SVG live in a namespace of their own.
fn namespace(tag: &str) -> Option<&'static str> {
    matches!(tag, "svg" | "path" | "g").then_some("http://www.w3.org/2000/svg")
}

impl Render for Node {
    type State = State;

    fn build(self) -> State {
        match self {
            Self::Empty => text("".into()),
            Self::Text(words) => text(words),
            Self::Element(element) => State::Element(Box::new(build_element(element))),
            Self::List(nodes) => {
                let states = nodes.into_iter().map(Render::build).collect();
                State::List(states, Rndr::create_text_node(""))
            }
            Self::Follows(mut read) => {
                let follow = move |before: Option<State>| match before {
                    None => read().build(),
                    Some(mut state) => {
                        read().rebuild(&mut state);
                        state
                    }
                };
                State::Follows(Box::new(RenderEffect::new(follow)))
            }
            Self::View(view) => State::View(Box::new(view.build())),
        }
    }

    fn rebuild(self, state: &mut State) {
        match (self, state) {
            (Self::Text(words), State::Text(node, old)) => {
                if words != *old {
                    Rndr::set_text(node, &words);
                    *old = words;
                }
            }
            (Self::Empty, State::Text(_, old)) if old.is_empty() => {}
            (Self::View(view), State::View(old)) => view.rebuild(old),
            (node, old) => {
                let mut new = node.build();
                old.insert_before_this(&mut new);
                old.unmount();
                *old = new;
            }
        }
    }
}

fn text(words: Text) -> State {
    State::Text(Rndr::create_text_node(&words), words)
}

fn build_element(element: Element) -> ElementState {
    let data = *element.0;
    let element = Rndr::create_element(data.tag, namespace(data.tag));
    let mut effects = Vec::new();
    for (name, value) in data.attributes {
        match value {
            Value::Absent => {}
            Value::Is(text) => Rndr::set_attribute(&element, name, &text),
            Value::Follows(read) => effects.push(follow_attribute(element.clone(), name, read)),
        }
    }
    for (name, is_on) in data.classes {
        let list = element.class_list();
        effects.push(RenderEffect::new(move |_| {
            let _ = list.toggle_with_force(name, is_on());
        }));
    }
    let mut children = Vec::new();
    for child in data.children {
        let mut state = child.build();
        state.mount(&element, None);
        children.push(state);
    }
    // After the children: a list takes the value of an option that is there.
    for (name, value) in data.properties {
        effects.push(follow_property(element.clone(), name, value));
    }
    let mut listeners = Vec::new();
    for (name, mut handle) in data.handlers {
        let owner = Owner::current().unwrap_or_default();
        let call = Box::new(move |event| owner.with(|| handle(event)));
        listeners.push(Rndr::add_event_listener(&element, name, call));
    }
    data.refs.into_iter().for_each(|load| load(&element));
    ElementState { element, _children: children, _effects: effects, _listeners: listeners }
}

fn follow_attribute(
    element: types::Element,
    name: &'static str,
    read: Box<dyn Fn() -> Option<Text> + Send>,
) -> RenderEffect<()> {
    RenderEffect::new(move |_| match read() {
        Some(text) => Rndr::set_attribute(&element, name, &text),
        None => Rndr::remove_attribute(&element, name),
    })
}

fn follow_property(
    element: types::Element,
    name: &'static str,
    read: Box<dyn Fn() -> JsValue + Send>,
) -> RenderEffect<()> {
    RenderEffect::new(move |_| Rndr::set_property(&element, name, &read()))
}

impl State {
    fn inner(&self) -> Option<&dyn Mountable> {
        match self {
            Self::Follows(effect) => Some(&**effect),
            Self::View(view) => Some(&**view),
            _ => None,
        }
    }
}

impl Mountable for State {
    fn unmount(&mut self) {
        match self {
            Self::Text(node, _) => Rndr::remove(node),
            Self::Element(state) => Rndr::remove(&state.element),
            Self::List(states, end) => {
                states.iter_mut().for_each(Mountable::unmount);
                Rndr::remove(end);
            }
            Self::Follows(effect) => effect.unmount(),
            Self::View(view) => view.unmount(),
        }
    }

    fn mount(&mut self, parent: &types::Element, marker: Option<&types::Node>) {
        match self {
            Self::Text(node, _) => Rndr::insert_node(parent, node, marker),
            Self::Element(state) => Rndr::insert_node(parent, &state.element, marker),
            Self::List(states, end) => {
                states.iter_mut().for_each(|state| state.mount(parent, marker));
                Rndr::insert_node(parent, end, marker);
            }
            Self::Follows(effect) => effect.mount(parent, marker),
            Self::View(view) => view.mount(parent, marker),
        }
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        let place: &types::Node = match self {
            Self::Text(node, _) => node,
            Self::Element(state) => &state.element,
            Self::List(states, end) => match states.first() {
                Some(first) => return first.insert_before_this(child),
                None => end,
            },
            _ => return self.inner().is_some_and(|inner| inner.insert_before_this(child)),
        };
        match place.parent_element() {
            Some(parent) => {
                child.mount(&parent, Some(place));
                true
            }
            None => false,
        }
    }

    fn elements(&self) -> Vec<types::Element> {
        match self {
            Self::Text(..) => Vec::new(),
            Self::Element(state) => vec![state.element.clone()],
            Self::List(states, _) => states.iter().flat_map(Mountable::elements).collect(),
            _ => self.inner().map(Mountable::elements).unwrap_or_default(),
        }
    }
}

impl AddAnyAttr for Node {
    type Output<A: Attribute> = Self;

    /// Attributes are given where the element is made; nothing is spread.
    fn add_any_attr<A: Attribute>(self, _: A) -> Self {
        self
    }
}

impl RenderHtml for Node {
    type AsyncOutput = Self;
    type Owned = Self;
    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }

    fn to_html_with_buf(
        self,
        buf: &mut String,
        _: &mut Position,
        _: bool,
        _: bool,
        _: Vec<AnyAttribute>,
    ) {
        html::write(self, buf);
    }

    /// A snapshot is replaced, not hydrated (decision 011).
    fn hydrate<const FROM_SERVER: bool>(self, _: &Cursor, _: &PositionState) -> State {
        self.build()
    }

    fn into_owned(self) -> Self {
        self
    }
}
