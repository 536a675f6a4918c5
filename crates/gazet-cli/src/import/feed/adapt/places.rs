//! Addresses: what they stand beside, and where they lead now.

use super::super::wire::{Feed, Item};
use std::collections::HashMap;
use url::Url;

/// Where a feed stands.
pub(super) struct Places {
    /// The page of the feed or the feed itself.
    base: Option<Url>,
}

impl Places {
    pub(super) fn new(feed: &Feed, url: Option<&str>) -> Self {
        let own = url.and_then(|url| Url::parse(url).ok());
        let told = [feed.base.as_deref(), feed.link.as_deref()];
        let told = told.into_iter().flatten().find_map(|told| {
            Url::parse(told.trim())
                .or_else(|error| match &own {
                    Some(own) => own.join(told.trim()),
                    None => Err(error),
                })
                .ok()
        });
        Self { base: told.or(own) }
    }

    /// The host of the feed.
    pub(super) fn host(&self) -> &str {
        self.base.as_ref().and_then(Url::host_str).unwrap_or_default()
    }

    /// An address of an item in full.
    pub(super) fn page(&self, item: &Item, address: &str) -> Option<Url> {
        let address = address.trim();
        Url::parse(address).ok().or_else(|| self.own(item)?.join(address).ok())
    }

    /// What the addresses in an item's text stand beside.
    pub(super) fn beside(&self, item: &Item) -> Option<Url> {
        let link = item.link.as_deref().and_then(|link| self.page(item, link));
        item.base
            .as_deref()
            .and_then(|base| self.page_of(base))
            .or(link)
            .or_else(|| self.base.clone())
    }

    fn own(&self, item: &Item) -> Option<Url> {
        item.base.as_deref().and_then(|base| self.page_of(base)).or_else(|| self.base.clone())
    }

    fn page_of(&self, address: &str) -> Option<Url> {
        let address = address.trim();
        Url::parse(address).ok().or_else(|| self.base.as_ref()?.join(address).ok())
    }
}

/// Pages of the old site that are articles of the new one.
pub(super) struct Moved(HashMap<String, String>);

impl Moved {
    pub(super) fn new<'m>(pages: impl Iterator<Item = (Url, &'m str)>) -> Self {
        let mut moved = HashMap::new();
        for (page, slug) in pages {
            moved.entry(normal(page.as_str())).or_insert_with(|| format!("/article/{slug}"));
        }
        Self(moved)
    }

    /// The new address of an old one. A place on a page is the page, unless
    /// it is an item of its own.
    pub(super) fn to(&self, address: &str) -> Option<String> {
        let page = address.split('#').next().unwrap_or(address);
        self.0.get(&normal(address)).or_else(|| self.0.get(&normal(page))).cloned()
    }
}

/// An address without what does not tell pages apart: the scheme, `www.`, a
/// last `/` and marks that count visits.
pub(super) fn normal(address: &str) -> String {
    let (address, place) = address.split_once('#').unwrap_or((address, ""));
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let rest = rest.strip_prefix("www.").unwrap_or(rest);
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let own = query.split('&').filter(|part| !part.is_empty() && !part.starts_with("utm_"));
    let own = own.collect::<Vec<_>>().join("&");
    format!("{}?{own}#{place}", path.trim_end_matches('/'))
}

#[cfg(test)]
mod tests {
    #[test]
    fn an_address_has_one_form() {
        let check = |address: &str, expected: &str| {
            assert_eq!(super::normal(address), expected, "{address}");
        };
        check("https://www.a.example/b/", "a.example/b?#");
        check("http://a.example/b?utm_source=x&p=1&utm_medium=y", "a.example/b?p=1#");
        check("https://a.example/b#c", "a.example/b?#c");
    }
}
