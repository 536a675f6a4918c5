//! `view!`, in the words of Leptos' macro of that name and parsed by the same
//! parser, but compiled to calls that build a tree at run time instead of to
//! nested types. Decision 014 has the reason and the figures.
//!
//! What it knows of Leptos' syntax: elements, text, blocks, components,
//! `class:name=`, `prop:name=`, `on:event=` and `node_ref=`. Components are
//! handed to Leptos' own macro. Anything else is an error at compile time.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use rstml::Infallible;
use rstml::node::{KeyedAttribute, Node, NodeAttribute, NodeBlock, NodeElement, NodeName};
use syn::spanned::Spanned;
use syn::{Error, Result, Stmt};

/// Markup to a `crate::view::Node`.
#[proc_macro]
pub fn view(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    let nodes = match rstml::parse2(input.into()) {
        Ok(nodes) => nodes,
        Err(error) => return error.to_compile_error().into(),
    };
    let children: Result<Vec<TokenStream>> = nodes.iter().map(node).collect();
    let tokens = match children {
        Ok(children) => match children.as_slice() {
            [only] => quote!(::core::convert::Into::<crate::view::Node>::into(#only)),
            many => quote!(crate::view::Node::list(
                ::std::vec![#(crate::view::IntoNode::into_node(#many)),*]
            )),
        },
        Err(error) => error.to_compile_error(),
    };
    tokens.into()
}

fn node(node: &Node) -> Result<TokenStream> {
    match node {
        Node::Element(element) => self::element(element),
        Node::Text(text) => {
            let text = text.value_string();
            Ok(quote!(crate::view::IntoNode::into_node(#text)))
        }
        Node::Block(block) => {
            let value = inside(block);
            Ok(quote!(crate::view::IntoNode::into_node(#value)))
        }
        other => Err(Error::new(other.span(), "only elements, texts and blocks stand in a view")),
    }
}

/// The expression of a block that holds nothing else, else the block.
fn inside(block: &NodeBlock) -> TokenStream {
    match block.try_block().map(|block| block.stmts.as_slice()) {
        Some([Stmt::Expr(only, None)]) => only.to_token_stream(),
        _ => block.to_token_stream(),
    }
}

fn element(element: &NodeElement<Infallible>) -> Result<TokenStream> {
    let name = element.name().to_string();
    let last = name.rsplit("::").next().unwrap_or(&name).trim();
    if last.starts_with(|c: char| c.is_ascii_uppercase()) {
        // A component keeps its own type, so Leptos takes it from here.
        return Ok(quote!(crate::view::Node::component(::leptos::view! { #element })));
    }
    let mut tokens = quote!(crate::view::element(#name));
    for attribute in element.attributes() {
        let NodeAttribute::Attribute(attribute) = attribute else {
            return Err(Error::new(attribute.span(), "a block is no attribute here"));
        };
        tokens.extend(self::attribute(attribute)?);
    }
    for child in &element.children {
        let child = node(child)?;
        tokens.extend(quote!(.child(#child)));
    }
    Ok(tokens)
}

fn attribute(attribute: &KeyedAttribute) -> Result<TokenStream> {
    let key = key(&attribute.key);
    let span = attribute.key.span();
    let value = match attribute.value() {
        Some(value) => value.to_token_stream(),
        None => quote!(""),
    };
    Ok(match key.split_once(':') {
        Some(("on", event)) => {
            let method = format_ident!("on_{}", event, span = span);
            quote_spanned!(span=> .#method(#value))
        }
        Some(("class", name)) => quote!(.class_if(#name, #value)),
        Some(("prop", name)) => quote!(.property(#name, #value)),
        Some((prefix, _)) => return Err(unknown(span, prefix)),
        None if key == "node_ref" => quote!(.node_ref(#value)),
        None => quote!(.attribute(#key, #value)),
    })
}

fn unknown(span: Span, prefix: &str) -> Error {
    Error::new(span, format!("{prefix}: is not known to this macro"))
}

/// The name as it is written, without the spaces that tokens leave between
/// punctuation, and without the mark of a raw identifier: `r#for` is `for`.
fn key(name: &NodeName) -> String {
    name.to_string().replace(' ', "").replace("r#", "")
}
