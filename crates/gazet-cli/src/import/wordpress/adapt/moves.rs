//! Where things were, and where they are now.

use super::super::wire::Fields;
use super::names::decoded;
use std::collections::HashMap;

/// New addresses by old ones.
pub(super) struct Moves {
    home: String,
    moved: HashMap<String, String>,
}

impl Moves {
    /// `home` is the address of the old site, without a last `/`.
    pub(super) fn new(home: &str) -> Self {
        let mut moves = Self { home: home.to_owned(), moved: HashMap::new() };
        moves.note("/", "/");
        moves
    }

    /// Notes an article or a page.
    pub(super) fn item(&mut self, item: &Fields<'_>, now: &str) {
        let number = item.text("wp:post_id");
        let olds = [item.text("link"), item.text("guid")].map(str::to_owned);
        for old in olds.iter().filter(|old| old.contains("://")) {
            self.add(old, now);
        }
        if !number.is_empty() {
            for key in ["p", "page_id"] {
                self.note(&format!("/?{key}={number}"), now);
            }
        }
    }

    /// Notes what lies at an address of the old site.
    pub(super) fn note(&mut self, path: &str, now: &str) {
        let old = format!("{}{path}", self.home);
        self.add(&old, now);
    }

    /// Notes what lies at a full address.
    pub(super) fn add(&mut self, old: &str, now: &str) {
        self.moved.entry(normal(old)).or_insert_with(|| now.to_owned());
    }

    /// The address on the new site of one on the old.
    pub(super) fn now(&self, address: &str) -> Option<String> {
        let (page, anchor) = address.split_once('#').unwrap_or((address, ""));
        let now = self.moved.get(&normal(page))?;
        // What WordPress itself puts on every page has no place on the new one.
        let is_own = ["more-", "respond", "comment"].iter().any(|own| anchor.starts_with(own));
        Some(match anchor {
            "" => now.clone(),
            _ if is_own => now.clone(),
            _ => format!("{now}#{anchor}"),
        })
    }
}

/// An address without what does not tell pages apart.
fn normal(address: &str) -> String {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let rest = rest.strip_prefix("www.").unwrap_or(rest);
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (host, path) = path.split_once('/').unwrap_or((path, ""));
    let path = path.trim_end_matches('/');
    let path = path.strip_suffix("index.php").unwrap_or(path).trim_end_matches('/');
    let path = path.strip_suffix("/amp").unwrap_or(path);
    let path = decoded(path);
    let host = host.to_ascii_lowercase();
    // Only these tell pages apart; others count visits.
    let keys = ["p=", "page_id=", "attachment_id=", "cat="];
    match query.split(['&', ';']).find(|pair| keys.iter().any(|key| pair.starts_with(key))) {
        Some(query) => format!("{host}/{path}?{query}"),
        None => format!("{host}/{path}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_addresses_lead_to_new_ones() {
        let mut moves = Moves::new("https://www.old.example/blog");
        moves.add("http://old.example/blog/2020/%d0%bc%d0%be%d1%81%d1%82/", "/article/bridge");
        moves.note("/?p=7", "/article/seven");
        let check = |address: &str, expected: Option<&str>| {
            assert_eq!(moves.now(address).as_deref(), expected, "{address}");
        };
        check("https://old.example/blog/2020/мост", Some("/article/bridge"));
        check(
            "https://www.OLD.example/blog/2020/%D0%BC%D0%BE%D1%81%D1%82/?utm=1#part",
            Some("/article/bridge#part"),
        );
        check("https://old.example/blog/2020/мост/#more-7", Some("/article/bridge"));
        check("http://old.example/blog/index.php?x=1&p=7", Some("/article/seven"));
        check("https://old.example/blog/", Some("/"));
        check("https://old.example/blog/?p=8", None);
        check("https://other.example/blog/?p=7", None);
    }
}
