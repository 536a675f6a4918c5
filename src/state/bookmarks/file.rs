//! Bookmarks as a file: Gazet's own JSON, and the HTML that every browser
//! imports and exports (the "Netscape Bookmark File Format").

use super::Bookmark;
use crate::routes::{Links, Route};
use gazet_bundle::json::{Fields, Json};
use serde::Serialize;

/// The JSON file.
#[derive(Serialize)]
struct File<'f> {
    kind: &'f str,
    version: u32,
    bookmarks: &'f [Bookmark],
}

/// What `kind` says.
const KIND: &str = "gazet-bookmarks";

/// Writes Gazet's own form.
#[must_use]
pub fn to_json(bookmarks: &[Bookmark]) -> String {
    let file = File { kind: KIND, version: 1, bookmarks };
    serde_json::to_string_pretty(&file).unwrap_or_default()
}

/// Writes the browsers' form, with full addresses under `origin`.
#[must_use]
pub fn to_html(bookmarks: &[Bookmark], links: &Links, origin: &str) -> String {
    let mut html = String::from(concat!(
        "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n",
        "<META HTTP-EQUIV=\"Content-Type\" CONTENT=\"text/html; charset=UTF-8\">\n",
        "<TITLE>Bookmarks</TITLE>\n<H1>Bookmarks</H1>\n<DL><p>\n",
    ));
    for bookmark in bookmarks {
        let url = format!("{origin}{}", links.to(&Route::Article(bookmark.slug.clone())));
        html.push_str(&format!(
            "    <DT><A HREF=\"{}\" ADD_DATE=\"{}\">{}</A>\n",
            escape(&url),
            bookmark.added,
            escape(&bookmark.title),
        ));
    }
    html.push_str("</DL><p>\n");
    html
}

/// Reads either form. `None` when it is neither; links that lead to no
/// article of this site are passed over.
#[must_use]
pub fn from_text(text: &str, links: &Links) -> Option<Vec<Bookmark>> {
    if let Ok(json) = Json::parse(text.as_bytes()) {
        let mut fields = Fields::of(json).ok()?;
        let kind: String = fields.required("kind").ok()?;
        let version: u32 = fields.required("version").ok()?;
        return (kind == KIND && version == 1).then(|| fields.required("bookmarks").ok())?;
    }
    let is_html = text.trim_start().get(..9).is_some_and(|s| s.eq_ignore_ascii_case("<!doctype"));
    is_html.then(|| from_html(text, links))
}

fn from_html(text: &str, links: &Links) -> Vec<Bookmark> {
    let mut bookmarks = Vec::new();
    // Only ASCII is lowered, so that places in both texts agree.
    let lower = text.to_ascii_lowercase();
    let mut at = 0;
    while let Some(start) = lower[at..].find("<a ").map(|found| at + found) {
        let Some(tag_end) = lower[start..].find('>').map(|found| start + found) else { break };
        let end = lower[tag_end..].find("</a>").map_or(lower.len(), |found| tag_end + found);
        let tag = &text[start..tag_end];
        let title = unescape(text[tag_end + 1..end].trim());
        let slug = attribute(tag, "href").and_then(|href| article_slug(&unescape(&href), links));
        if let Some(slug) = slug {
            bookmarks.push(Bookmark {
                id: slug.clone(),
                slug,
                title,
                section: String::new(),
                published: None,
                added: attribute(tag, "add_date")
                    .and_then(|s| s.parse().ok())
                    .unwrap_or(0_i64)
                    .max(0),
            });
        }
        at = end;
    }
    bookmarks
}

/// The slug of an article's address on whichever host, since a paper may have
/// moved.
fn article_slug(href: &str, links: &Links) -> Option<String> {
    let after_scheme = href.split_once("://")?.1;
    let path = &after_scheme[after_scheme.find('/')?..];
    let path = path.split(['?', '#']).next()?;
    match links.route(path)? {
        Route::Article(slug) => Some(slug),
        _ => None,
    }
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let lower = tag.to_ascii_lowercase();
    let start = lower.find(&format!("{name}=\""))? + name.len() + 2;
    let end = start + tag[start..].find('"')?;
    Some(tag[start..end].to_owned())
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn unescape(text: &str) -> String {
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    text.replace("&#39;", "'").replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bookmark(slug: &str, title: &str) -> Bookmark {
        Bookmark {
            id: slug.to_owned(),
            slug: slug.to_owned(),
            title: title.to_owned(),
            section: String::new(),
            published: None,
            added: 1_700_000_000,
        }
    }

    #[test]
    fn bookmarks_come_back_from_both_forms() {
        let links = Links::new("/repo/");
        let list = vec![bookmark("a", "A & \"b\" <c>"), bookmark("b", "Şəhər")];
        assert_eq!(from_text(&to_json(&list), &links), Some(list.clone()));
        let html = to_html(&list, &links, "https://x.example");
        assert!(html.contains("https://x.example/repo/article/a/"));
        assert_eq!(from_text(&html, &links), Some(list));
    }

    #[test]
    fn what_is_no_bookmark_file_is_refused() {
        let links = Links::new("/");
        for text in ["", "{}", "[1]", r#"{"kind":"x","version":1,"bookmarks":[]}"#, "hello"] {
            assert_eq!(from_text(text, &links), None, "{text}");
        }
        let foreign = "<!DOCTYPE NETSCAPE-Bookmark-file-1><A HREF=\"javascript:x\">a</A><A HREF=\"https://y.example/\">b</A>";
        assert_eq!(from_text(foreign, &links), Some(vec![]));
    }
}
