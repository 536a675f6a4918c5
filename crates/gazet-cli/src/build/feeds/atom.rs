//! Atom, RFC 4287.

use super::{Feed, Item, Xml};
use gazet_bundle::{Article, Timestamp};
use std::io;

pub(super) fn write(feed: &Feed<'_>) -> io::Result<Vec<u8>> {
    let mut xml = Xml::new()?;
    let language = feed.site.language.as_str();
    let namespace = [("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", language)];
    let (own, home) = (feed.url("atom.xml"), feed.home());
    xml.within("feed", &namespace, |xml| {
        xml.text("title", &feed.title)?;
        xml.text("subtitle", feed.about)?;
        xml.text("id", &own)?;
        xml.empty("link", &[("rel", "self"), ("type", "application/atom+xml"), ("href", &own)])?;
        xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &home)])?;
        // A feed without articles was never updated; the element is required.
        let updated = feed.updated().unwrap_or_else(|| Timestamp::from_unix(0, 0));
        xml.text("updated", &updated.to_string())?;
        xml.within("author", &[], |xml| xml.text("name", &feed.site.title))?;
        if !feed.site.copyright.is_empty() {
            xml.text("rights", &feed.site.copyright)?;
        }
        feed.items.iter().try_for_each(|item| entry(xml, feed, item))
    })?;
    Ok(xml.finish())
}

fn entry(xml: &mut Xml, feed: &Feed<'_>, item: &Item<'_>) -> io::Result<()> {
    let article = item.article;
    xml.within("entry", &[("xml:lang", item.language)], |xml| {
        xml.text("title", &article.title)?;
        xml.text("id", &id(feed, article))?;
        xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &item.url)])?;
        xml.text("published", &article.published.to_string())?;
        xml.text("updated", &article.updated.unwrap_or(article.published).to_string())?;
        for name in &item.authors {
            xml.within("author", &[], |xml| xml.text("name", name))?;
        }
        for label in std::iter::once(item.section).chain(article.tags.iter().map(String::as_str)) {
            xml.empty("category", &[("term", label)])?;
        }
        if !article.deck.is_empty() {
            xml.text("summary", &article.deck)?;
        }
        xml.text_with("content", &[("type", "html")], &item.html)
    })
}

/// What never changes about an article: a tag URI (RFC 4151) of the host, the
/// day of publication and the article's id, so that a new slug or headline is
/// no new article to those who follow the feed.
pub(super) fn id(feed: &Feed<'_>, article: &Article) -> String {
    let host = feed.site.url.host().unwrap_or("localhost");
    let host = host.split(':').next().unwrap_or(host);
    let day = article.published.civil();
    let id = super::encode(article.id.as_str());
    format!("tag:{host},{:04}-{:02}-{:02}:{id}", day.year, day.month, day.day)
}
