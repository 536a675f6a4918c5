//! Checks of the articles.

use super::image::{self, Alt};
use super::place::Place;
use super::{Report, body};
use crate::{Article, Body, Bundle, Credit, Direction, LanguageTag, Section, Slug};
use std::collections::{BTreeMap, BTreeSet};

/// What articles refer to. Looking each up in the bundle itself would take
/// the square of their number.
struct Known<'a> {
    bundle: &'a Bundle,
    sections: BTreeSet<&'a str>,
    authors: BTreeSet<&'a str>,
    articles: BTreeMap<&'a str, &'a Article>,
}

pub(super) fn check(bundle: &Bundle, report: &mut Report) {
    let mut sections = BTreeSet::new();
    collect(&bundle.sections, 1, &mut sections);
    let known = Known {
        bundle,
        sections,
        authors: bundle.authors.iter().map(|author| author.slug.as_str()).collect(),
        articles: bundle.articles.iter().map(|a| (a.slug.as_str(), a)).collect(),
    };
    let list = Place::Root("articles");
    for article in &bundle.articles {
        check_article(article, &known, &list.named(article.slug.as_str()), report);
    }
    let newer = bundle.articles.windows(2).find_map(|pair| match pair {
        [a, b] if a.published.unix() < b.published.unix() => Some(b),
        _ => None,
    });
    if let Some(article) = newer {
        let place = list.named(article.slug.as_str());
        report.error(&place, "is newer than the one before it; articles go newest first");
    }
    let sticky: Vec<_> = bundle.articles.iter().filter(|article| article.sticky).collect();
    if let [first, rest @ ..] = sticky.as_slice() {
        for article in rest {
            let place = list.named(article.slug.as_str());
            report.warning(&place.key("sticky"), format!("has no effect beside {}", first.slug));
        }
    }
}

fn collect<'a>(sections: &'a [Section], depth: usize, paths: &mut BTreeSet<&'a str>) {
    for section in sections {
        paths.insert(section.path.as_str());
        if depth < crate::limits::SECTION_DEPTH {
            collect(&section.sections, depth + 1, paths);
        }
    }
}

fn check_article(article: &Article, known: &Known<'_>, place: &Place<'_>, report: &mut Report) {
    if !known.sections.contains(article.section.as_str()) {
        let message = format!("{:?} is not a section of the site", article.section.as_str());
        report.error(&place.key("section"), message);
    }
    report.required(&place.key("title"), &article.title);
    report.characters(&place.key("deck"), &article.deck);
    report.characters(&place.key("kicker"), &article.kicker);
    for author in &article.authors {
        if !known.authors.contains(author.as_str()) {
            let message = format!("{:?} is not an author of the site", author.as_str());
            report.error(&place.key("authors"), message);
        }
    }
    if article.updated.is_some_and(|updated| updated.unix() < article.published.unix()) {
        report.error(&place.key("updated"), "is before the date of publication");
    }
    check_language(&article.title, known.bundle.language_of(article), place, report);
    if article.minutes == 0 {
        report.error(&place.key("minutes"), "is 0; the least is 1");
    }
    if let Some(image) = &article.image {
        image::check(image, Alt::Needed, &place.key("image"), report);
    }
    check_tags(&article.tags, &place.key("tags"), report);
    if let Some(Credit { text, .. }) = &article.source {
        report.required(&place.key("source").key("text"), text);
    }
    check_original(article, known, &place.key("translation_of"), report);
    if let Body::Inline(part) = &article.body {
        for slug in &part.related {
            let related = place.key("body");
            let related = related.key("related");
            if *slug == article.slug {
                report.error(&related, "names the article itself");
            } else if !known.articles.contains_key(slug.as_str()) {
                report.error(&related, format!("there is no article {:?}", slug.as_str()));
            }
        }
        body::check(part, place, report);
    }
}

/// A headline whose letters run the other way than its language has most
/// likely been given no language at all.
fn check_language(title: &str, language: &LanguageTag, place: &Place<'_>, report: &mut Report) {
    let letters = title.chars().filter(|c| c.is_alphabetic()).count();
    let right_to_left = title.chars().filter(|&c| c.is_alphabetic() && is_right_to_left(c)).count();
    let direction = if right_to_left * 2 > letters { Direction::Rtl } else { Direction::Ltr };
    if letters > 0 && direction != language.direction() {
        let message = format!("is {language}, but the headline runs {}", direction.as_str());
        report.warning(&place.key("language"), message);
    }
}

/// The blocks of Hebrew, Arabic and their neighbours (Unicode, Blocks.txt).
fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

fn check_tags(tags: &[String], place: &Place<'_>, report: &mut Report) {
    let mut seen: BTreeMap<Slug, &str> = BTreeMap::new();
    for tag in tags {
        report.characters(place, tag);
        match Slug::from_label(tag) {
            None => report.error(place, format!("{tag:?} has no letter or digit")),
            Some(slug) => {
                if let Some(other) = seen.insert(slug, tag)
                    && other != tag
                {
                    report.warning(place, format!("{other:?} and {tag:?} are one tag"));
                }
            }
        }
    }
}

fn check_original(article: &Article, known: &Known<'_>, place: &Place<'_>, report: &mut Report) {
    let Some(slug) = &article.translation_of else { return };
    match known.articles.get(slug.as_str()) {
        None => report.error(place, format!("there is no article {:?}", slug.as_str())),
        Some(_) if *slug == article.slug => report.error(place, "is the article itself"),
        Some(original) => {
            let language = known.bundle.language_of(article);
            if known.bundle.language_of(original) == language {
                report.warning(place, format!("{:?} is in {language} too", slug.as_str()));
            }
        }
    }
}
