//! Inline text.

use super::blocks::Notes;
use crate::components::outward;
use crate::i18n;
use crate::routes::Links;
use crate::view::{IntoNode, Node, view};
use gazet_bundle::{Rich, Span};

/// What is needed to show inline text.
#[derive(Clone, Copy)]
pub(super) struct Inline<'a> {
    pub(super) links: &'a Links,
    pub(super) notes: &'a Notes,
}

impl Inline<'_> {
    /// A run of spans.
    pub(super) fn spans(self, spans: &[Span]) -> Vec<Node> {
        spans.iter().map(|span| self.span(span)).collect()
    }

    fn span(self, span: &Span) -> Node {
        match span {
            Span::Text(text) => text.clone().into_node(),
            Span::Rich(rich) => self.rich(rich),
        }
    }

    fn rich(self, rich: &Rich) -> Node {
        let inside = self.spans(rich.children());
        match rich {
            Rich::Em(_) => view! { <em>{inside}</em> },
            Rich::Strong(_) => view! { <strong>{inside}</strong> },
            Rich::Strike(_) => view! { <s>{inside}</s> },
            Rich::Mark(_) => view! { <mark>{inside}</mark> },
            Rich::Sub(_) => view! { <sub>{inside}</sub> },
            Rich::Sup(_) => view! { <sup>{inside}</sup> },
            Rich::Code(text) => view! { <code>{text.clone()}</code> },
            Rich::Break(_) => view! { <br/> },
            Rich::Abbr { text, title } => {
                view! { <abbr title=title.clone()>{text.clone()}</abbr> }
            }
            Rich::Lang { lang, dir, .. } => {
                let dir = dir.unwrap_or_else(|| lang.direction()).as_str();
                view! { <bdi lang=lang.as_str().to_owned() dir=dir>{inside}</bdi> }
            }
            Rich::Link { to, .. } => outward::link(self.links, to, "noopener noreferrer", inside),
            Rich::Note(label) => self.note(label),
        }
    }

    fn note(self, label: &str) -> Node {
        let Some(number) = self.notes.number(label) else { return Node::Empty };
        let name = format!("{} {number}", i18n::FOOTNOTE);
        let id = self.notes.is_first(number).then(|| format!("note-ref-{number}"));
        view! {
            <sup class="note-ref">
                <a id=id href=format!("#note-{number}") role="doc-noteref" aria-label=name>
                    {number}
                </a>
            </sup>
        }
    }
}
