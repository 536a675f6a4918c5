//! Everything that is wrong with a bundle, at once, each problem with its
//! place. Beyond what `gazet_bundle::validate` says: what only its folder, the
//! other articles or the clock can tell.

mod bodies;
mod near;

#[cfg(test)]
pub(crate) use bodies::look;

use crate::edition;
use crate::error::Result;
use crate::fault::Fault;
use crate::input;
use crate::links::Addresses;
use gazet_bundle::{
    Body, Bundle, Image, Level, Part, Problem, Section, Timestamp, limits, read_part, text,
    validate, validate_part,
};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The file of a bundle's folder.
const FRONT: &str = "bundle.json";

/// Reads the folder of a bundle and returns every problem, errors first, in
/// the order of the document. `now` tells what lies in the future.
///
/// # Errors
/// [`Error::Input`](crate::Error::Input) when the bundle cannot be read at all,
/// [`Error::Io`](crate::Error::Io) when the machine fails.
pub fn check(folder: &Path, now: Timestamp) -> Result<Vec<Problem>> {
    let bundle = edition::open(&folder.join(FRONT))?;
    let mut check =
        Check { folder, addresses: Addresses::of(&bundle), problems: validate(&bundle) };
    check.images_of(&bundle);
    check.sections(&bundle, &bundle.sections);
    check.titles(&bundle);
    check.times(&bundle, now);
    near::check(&bundle, &mut |place, message| check.warning(place, message));
    let articles = bundle.articles.iter().map(|a| ("articles", a.slug.as_str(), &a.body));
    let pages = bundle.pages.iter().map(|p| ("pages", p.slug.as_str(), &p.body));
    for (kind, slug, body) in articles.chain(pages) {
        let place = format!("{kind}[{slug}]");
        match body {
            Body::Inline(part) => check.body(&place, part),
            Body::Part(name) => {
                let path = folder.join("parts").join(format!("{name}.json"));
                let fit = input::read_file(&path, limits::DOCUMENT_BYTES as u64);
                match fit.map(|fit| fit.map(|bytes| read_part(&bytes))) {
                    Ok(Ok(Ok(part))) => {
                        check.problems.extend(validate_part(&part, &place));
                        check.body(&place, &part);
                    }
                    Ok(Ok(Err(error))) => check.error(&format!("{place}.body"), error.to_string()),
                    Ok(Err(unfit)) => {
                        check.error(&format!("{place}.body"), format!("the part {name} {unfit}"));
                    }
                    Err(error) => {
                        check.error(&format!("{place}.body"), format!("the part {name}: {error}"));
                    }
                }
            }
        }
    }
    // Stable: the order of the document stays.
    check.problems.sort_by_key(|problem| problem.level != Level::Error);
    Ok(check.problems)
}

/// The problems as JSON, for machines.
#[must_use]
pub fn json(problems: &[Problem]) -> String {
    let count = |level: Level| problems.iter().filter(|problem| problem.level == level).count();
    let list: Vec<_> = problems
        .iter()
        .map(|problem| {
            serde_json::json!({
                "level": name(problem.level),
                "place": problem.place,
                "message": problem.message,
            })
        })
        .collect();
    serde_json::json!({
        "ok": count(Level::Error) == 0,
        "errors": count(Level::Error),
        "warnings": count(Level::Warning),
        "problems": list,
    })
    .to_string()
}

/// A problem as a fault of the file.
#[must_use]
pub fn fault(problem: Problem) -> Fault {
    let Problem { level, place, message } = problem;
    Fault { file: FRONT.to_owned(), line: None, level, message: format!("{place}: {message}") }
}

fn name(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
    }
}

struct Check<'f> {
    folder: &'f Path,
    addresses: Addresses,
    problems: Vec<Problem>,
}

impl Check<'_> {
    fn error(&mut self, place: &str, message: String) {
        self.problems.push(Problem { level: Level::Error, place: place.to_owned(), message });
    }

    fn warning(&mut self, place: &str, message: String) {
        self.problems.push(Problem { level: Level::Warning, place: place.to_owned(), message });
    }

    /// Pictures beside the text.
    fn images_of(&mut self, bundle: &Bundle) {
        if let Some(logo) = &bundle.site.logo {
            self.image("site.logo", logo);
        }
        for partner in &bundle.site.partners {
            self.image(&format!("site.partners[{}].logo", partner.name), &partner.logo);
        }
        for author in &bundle.authors {
            if let Some(portrait) = &author.portrait {
                self.image(&format!("authors[{}].portrait", author.slug), portrait);
            }
        }
        for article in &bundle.articles {
            if let Some(image) = &article.image {
                self.image(&format!("articles[{}].image", article.slug), image);
            }
        }
    }

    fn image(&mut self, place: &str, image: &Image) {
        let variants = image.variants.iter().map(|variant| &variant.src);
        for src in std::iter::once(&image.src).chain(variants).filter(|src| src.is_relative()) {
            let name = src.as_str();
            if !name.starts_with("images/") || name.split('/').any(|piece| piece == "..") {
                self.error(place, format!("the picture {name} lies outside the folder images"));
            } else if !fs::symlink_metadata(self.folder.join(name)).is_ok_and(|m| m.is_file()) {
                self.error(place, format!("the picture {name} is missing"));
            }
        }
    }

    fn body(&mut self, place: &str, part: &Part) {
        for (at, block) in (0..).zip(&part.blocks) {
            let place = format!("{place}.body.blocks[{at}]");
            let mut links = Vec::new();
            let mut images = Vec::new();
            bodies::look(block, &mut |url| links.push(url), &mut |image| images.push(image));
            for url in links.into_iter().filter(|url| url.is_relative()) {
                match url.as_str().strip_prefix('#') {
                    // The marks of a page are those that the reader sets.
                    Some(anchor) => self.warning(
                        &place,
                        format!("the link \"#{anchor}\" leads to a mark that no page has"),
                    ),
                    None => {
                        if let Some(fault) = self.addresses.fault(url.as_str()) {
                            self.error(&place, fault);
                        }
                    }
                }
            }
            images.into_iter().for_each(|image| self.image(&place, image));
        }
    }

    fn sections(&mut self, bundle: &Bundle, sections: &[Section]) {
        for section in sections {
            let path = section.path.as_str();
            if !bundle.articles.iter().any(|article| article.section.is_within(path)) {
                self.warning(&format!("sections[{path}]"), "has no articles".to_owned());
            }
            self.sections(bundle, &section.sections);
        }
    }

    /// Headlines that are alike for readers: case and accents count for little.
    fn titles(&mut self, bundle: &Bundle) {
        let mut seen: BTreeMap<String, &str> = BTreeMap::new();
        for article in &bundle.articles {
            let slug = article.slug.as_str();
            match seen.get(text::fold(article.title.trim()).as_str()) {
                Some(other) => self.warning(
                    &format!("articles[{slug}].title"),
                    format!("{:?} is the headline of {other}, too", article.title),
                ),
                None => {
                    seen.insert(text::fold(article.title.trim()), slug);
                }
            }
        }
    }

    fn times(&mut self, bundle: &Bundle, now: Timestamp) {
        for article in &bundle.articles {
            let times = [("published", Some(article.published)), ("updated", article.updated)];
            for (name, time) in times {
                if let Some(time) = time.filter(|time| time.unix() > now.unix()) {
                    let place = format!("articles[{}].{name}", article.slug);
                    self.warning(&place, format!("{time} lies in the future"));
                }
            }
        }
    }
}
