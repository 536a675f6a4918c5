//! What comes near a limit, so that an editor hears of it before it is passed.

use gazet_bundle::{Body, Bundle, Section, limits};

/// Per cent of a limit from which it is near.
const NEAR: usize = 80;

/// Calls `tell` with the place and the message of everything that is near.
pub(super) fn check(bundle: &Bundle, tell: &mut dyn FnMut(&str, String)) {
    let mut look = |place: &str, count: usize, what: &str, limit: usize| {
        // What passes a limit is an error, which was said before.
        if count <= limit && count * 100 > limit * NEAR {
            tell(place, format!("has {count} {what}; the limit of {limit} is near"));
        }
    };
    look("sections", sections(&bundle.sections), "sections", limits::SECTIONS);
    look("authors", bundle.authors.len(), "authors", limits::AUTHORS);
    look("pages", bundle.pages.len(), "pages", limits::PAGES);
    look("site.social", bundle.site.social.len(), "links", limits::LINKS);
    look("site.partners", bundle.site.partners.len(), "partners", limits::LINKS);
    for article in &bundle.articles {
        let place = |field: &str| format!("articles[{}].{field}", article.slug);
        look(&place("title"), article.title.chars().count(), "characters", limits::TITLE);
        look(&place("deck"), article.deck.chars().count(), "characters", limits::DECK);
        look(&place("tags"), article.tags.len(), "tags", limits::TAGS);
        look(&place("authors"), article.authors.len(), "authors", limits::BYLINE);
        if let Body::Inline(part) = &article.body {
            look(&place("body"), part.blocks.len(), "blocks", limits::BLOCKS);
            let mut text = String::new();
            part.blocks.iter().for_each(|block| block.plain_text(&mut text));
            look(&place("body"), text.len(), "bytes of text", limits::BODY_BYTES);
        }
    }
}

fn sections(tree: &[Section]) -> usize {
    tree.iter().map(|section| 1 + sections(&section.sections)).sum()
}
