//! Links that stay on the site, and whether they lead anywhere.

use gazet_bundle::{Bundle, Slug};
use std::collections::BTreeSet;

/// The addresses of the site, without first and last `/`.
pub(crate) struct Addresses(BTreeSet<String>);

impl Addresses {
    pub(crate) fn of(bundle: &Bundle) -> Self {
        let mut all: BTreeSet<String> =
            ["", "search", "saved", "storage"].iter().map(|path| (*path).to_owned()).collect();
        all.extend(bundle.articles.iter().map(|article| format!("article/{}", article.slug)));
        all.extend(bundle.authors.iter().map(|author| format!("author/{}", author.slug)));
        all.extend(bundle.pages.iter().map(|page| page.slug.to_string()));
        let tags = bundle.articles.iter().flat_map(|article| &article.tags);
        all.extend(tags.filter_map(|tag| Slug::from_label(tag)).map(|slug| format!("tag/{slug}")));
        let mut sections: Vec<_> = bundle.sections.iter().collect();
        while let Some(section) = sections.pop() {
            all.insert(section.path.to_string());
            sections.extend(&section.sections);
        }
        Self(all)
    }

    /// Why a link leads nowhere; `to` is relative to the site.
    pub(crate) fn fault(&self, to: &str) -> Option<String> {
        let Some(path) = to.strip_prefix('/') else {
            return Some(format!(
                "the link {to:?} should begin with / (on this site) or with https://"
            ));
        };
        let path = path.split(['?', '#']).next().unwrap_or_default();
        if self.0.contains(path.strip_suffix('/').unwrap_or(path)) {
            return None;
        }
        Some(format!("the link {to:?} leads to no article, section or page"))
    }
}
