//! Views as a tree that is built at run time.
//!
//! Leptos' own macro gives every piece of markup a type of its own, and each
//! type its own copy of the code that builds, updates and removes it. A
//! newspaper is markup above all: that was more than half of the WebAssembly.
//! Here every element is the same type. Signals, effects, contexts and
//! components are those of Leptos, and a [`Node`] is a Leptos view like any
//! other (decision 014).

mod effect;
mod element;
mod html;
mod node;
mod render;
mod value;

pub use effect::effect;
pub use element::{Element, element};
pub use gazet_view::view;
pub use node::{IntoNode, Node};
pub use value::{IntoValue, Text, Value};
