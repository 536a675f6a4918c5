//! From the places of the format's own checks to files and lines.

use crate::Fault;
use gazet_bundle::Problem;
use std::collections::BTreeMap;

/// Where each part of the bundle was written.
#[derive(Debug, Default)]
pub(super) struct Places(BTreeMap<String, (String, usize)>);

impl Places {
    /// Notes that `place` was written on a line of a file.
    pub(super) fn note(&mut self, place: impl Into<String>, file: &str, line: usize) {
        self.0.insert(place.into(), (file.to_owned(), line));
    }

    /// The problem as a fault of the nearest file and line that is known.
    pub(super) fn fault(&self, problem: Problem) -> Fault {
        let Problem { level, place, message } = problem;
        let found = ancestors(&place).find_map(|known| self.0.get(known).map(|at| (known, at)));
        match found {
            None => Fault {
                file: super::site::FILE.to_owned(),
                line: None,
                level,
                message: format!("{place}: {message}"),
            },
            Some((_, (file, line))) => {
                // The file says which article it is, so its name is left out.
                let rest = match place.split_once("].") {
                    Some((_, rest)) => rest,
                    None => &place,
                };
                let message = format!("{rest}: {message}");
                Fault { file: file.clone(), line: Some(*line), level, message }
            }
        }
    }
}

/// The place and those around it: `a[b].c[3]`, `a[b].c`, `a[b]`, `a`.
fn ancestors(place: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(place), |place| {
        place.rfind(['.', '[']).map(|end| &place[..end]).filter(|place| !place.is_empty())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use gazet_bundle::Level;

    #[test]
    fn the_nearest_known_place_is_named() {
        let mut places = Places::default();
        places.note("articles[a]", "articles/a.md", 1);
        places.note("articles[a].body.blocks[1]", "articles/a.md", 9);
        let check = |place: &str, expected: &str| {
            let problem =
                Problem { level: Level::Error, place: place.into(), message: "is bad".into() };
            assert_eq!(places.fault(problem).to_string(), expected);
        };
        check(
            "articles[a].body.blocks[1].items[0]",
            "articles/a.md:9: body.blocks[1].items[0]: is bad",
        );
        check("articles[a].title", "articles/a.md:1: title: is bad");
        check("articles[a]", "articles/a.md:1: articles[a]: is bad");
        check("site.url", "site.yaml: site.url: is bad");
    }
}
