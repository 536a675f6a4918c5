//! A page to ask questions of: elements by selectors of the kind
//! `nav.pager a[aria-current=page]`.

use html5ever::tendril::TendrilSink;
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use std::rc::Rc;

/// A parsed document.
pub(super) struct Page(Rc<RcDom>);

/// An element of it. A document that goes takes what it holds with it, so
/// each keeps it.
#[derive(Clone)]
pub(super) struct Element(Handle, Rc<RcDom>);

impl Page {
    /// Reads a document; what the parser had to mend is kept.
    pub(super) fn new(html: &str) -> Self {
        let tree_builder = TreeBuilderOpts { exact_errors: true, ..Default::default() };
        let options = ParseOpts { tree_builder, ..Default::default() };
        Self(Rc::new(parse_document(RcDom::default(), options).one(html)))
    }

    /// What the parser had to mend.
    pub(super) fn errors(&self) -> Vec<String> {
        self.0.errors.borrow().iter().map(|error| error.clone().into_owned()).collect()
    }

    /// Every comment.
    pub(super) fn comments(&self) -> Vec<String> {
        let mut found = Vec::new();
        walk(&self.0.document, &mut |node| {
            if let NodeData::Comment { contents } = &node.data {
                found.push(contents.to_string());
            }
        });
        found
    }

    /// The elements that a selector finds, in the order of the page.
    pub(super) fn all(&self, selector: &str) -> Vec<Element> {
        find(&self.0.document, &self.0, selector)
    }

    /// The one element that a selector finds.
    pub(super) fn one(&self, selector: &str) -> Element {
        only(self.all(selector), selector)
    }

    /// The texts of the elements that a selector finds.
    pub(super) fn texts(&self, selector: &str) -> Vec<String> {
        self.all(selector).iter().map(Element::text).collect()
    }
}

impl Element {
    /// The elements below that a selector finds.
    pub(super) fn all(&self, selector: &str) -> Vec<Self> {
        find(&self.0, &self.1, selector)
    }

    /// The one element below that a selector finds.
    pub(super) fn one(&self, selector: &str) -> Self {
        only(self.all(selector), selector)
    }

    /// Its name.
    pub(super) fn name(&self) -> &str {
        match &self.0.data {
            NodeData::Element { name, .. } => &name.local,
            _ => "",
        }
    }

    /// Its attributes in order.
    pub(super) fn attributes(&self) -> Vec<(String, String)> {
        match &self.0.data {
            NodeData::Element { attrs, .. } => {
                let attrs = attrs.borrow();
                attrs.iter().map(|a| (a.name.local.to_string(), a.value.to_string())).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The value of an attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        self.attributes().into_iter().find(|(own, _)| own == name).map(|(_, value)| value)
    }

    /// Its text, white space at the ends dropped.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        walk(&self.0, &mut |node| {
            if let NodeData::Text { contents } = &node.data {
                text.push_str(&contents.borrow());
            }
        });
        text.trim().to_owned()
    }

    /// The elements directly inside.
    pub(super) fn children(&self) -> Vec<Self> {
        let all = self.0.children.borrow();
        all.iter().filter(|node| is_element(node)).map(|node| self.beside(node)).collect()
    }

    /// The elements around it, the nearest first.
    pub(super) fn ancestors(&self) -> Vec<Self> {
        let around = std::iter::successors(parent(&self.0), parent).filter(is_element);
        around.map(|node| self.beside(&node)).collect()
    }

    fn beside(&self, node: &Handle) -> Self {
        Self(node.clone(), self.1.clone())
    }

    /// Whether it is what one step of a selector describes.
    pub(super) fn is(&self, step: &str) -> bool {
        let (step, wanted) = match step.split_once('[') {
            Some((step, rest)) => (step, rest.strip_suffix(']')),
            None => (step, None),
        };
        let has_attribute = wanted.is_none_or(|wanted| match wanted.split_once('=') {
            Some((name, value)) => self.attribute(name).as_deref() == Some(value),
            None => self.attribute(wanted).is_some(),
        });
        let (step, id) = step.split_once('#').map_or((step, None), |(step, id)| (step, Some(id)));
        let mut parts = step.split('.');
        let name = parts.next().unwrap_or_default();
        let classes = self.attribute("class").unwrap_or_default();
        let has_class = |wanted: &str| classes.split_whitespace().any(|own| own == wanted);
        has_attribute
            && (name.is_empty() || name == "*" || name == self.name())
            && id.is_none_or(|id| self.attribute("id").as_deref() == Some(id))
            && parts.all(has_class)
    }
}

fn find(root: &Handle, page: &Rc<RcDom>, selector: &str) -> Vec<Element> {
    let steps: Vec<&str> = selector.split_whitespace().collect();
    let (last, above) = steps.split_last().unwrap();
    let mut found = Vec::new();
    walk(root, &mut |node| {
        let element = Element(node.clone(), page.clone());
        if Rc::ptr_eq(node, root) || !is_element(node) || !element.is(last) {
            return;
        }
        // Each step must hold for an element above the one of the step after.
        let mut ancestors = element.ancestors().into_iter();
        if above.iter().rev().all(|step| ancestors.any(|ancestor| ancestor.is(step))) {
            found.push(element);
        }
    });
    found
}

fn only(mut found: Vec<Element>, selector: &str) -> Element {
    match found.len() {
        1 => found.remove(0),
        count => panic!("{selector} finds {count} elements"),
    }
}

fn walk(node: &Handle, visit: &mut impl FnMut(&Handle)) {
    visit(node);
    node.children.borrow().iter().for_each(|child| walk(child, visit));
}

fn is_element(node: &Handle) -> bool {
    matches!(node.data, NodeData::Element { .. })
}

fn parent(node: &Handle) -> Option<Handle> {
    let above = node.parent.take();
    let found = above.as_ref().and_then(std::rc::Weak::upgrade);
    node.parent.set(above);
    found
}
