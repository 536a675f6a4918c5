//! `index.html` of the app, with the places where a page is put in.

use super::{html, policy};

/// A page to be put into the template.
#[derive(Debug, Clone, Default)]
pub(super) struct Page<'p> {
    pub(super) lang: &'p str,
    pub(super) dir: &'p str,
    /// The leaf that the page shows; the app need not look for it.
    pub(super) leaf: Option<&'p str>,
    pub(super) head: &'p str,
    pub(super) body: &'p str,
}

/// The template, cut at its marks.
#[derive(Debug, Clone)]
pub(super) struct Template {
    /// Up to the root element's `<html`.
    doctype: String,
    /// The attributes of the root element, without those that are put in.
    root: String,
    /// What stands before the policy, head and body, and after the body.
    pieces: [String; 4],
    /// The policy of every page: what is put in holds no script that runs.
    policy: String,
}

const MARKS: [&str; 3] = ["<!-- gazet:policy -->", "<!-- gazet:head -->", "<!-- gazet:body -->"];

/// Attributes of the root element that are not the template's own.
const PUT_IN: [&str; 3] = ["lang", "dir", "data-key"];

impl Template {
    /// Reads the template.
    ///
    /// # Errors
    /// A sentence that says which mark is missing.
    pub(super) fn new(text: &str) -> Result<Self, String> {
        // The hash of an inline script is that of the parsed page, in which
        // a browser has made every line break a line feed.
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let tags = html::tags(&text);
        let Some(root) = tags.iter().find(|tag| tag.name == "html") else {
            return Err("has no <html>".to_owned());
        };
        let attributes = root.attributes.iter();
        let kept = attributes.filter(|a| !PUT_IN.contains(&a.name.as_str()));
        let kept: String = kept.map(|a| format!(" {}", &text[a.range.0..a.range.1])).collect();
        let mut rest = &text[root.end..];
        let mut pieces = Vec::new();
        for mark in MARKS {
            let Some((before, after)) = rest.split_once(mark) else {
                return Err(format!(
                    "has no {mark} where it is expected; HTML minification removes such marks"
                ));
            };
            pieces.push(before.to_owned());
            rest = after;
        }
        pieces.push(rest.to_owned());
        let doctype = text[..root.start].to_owned();
        let pieces = pieces.try_into().map_err(|_| "has too many marks".to_owned())?;
        let policy = policy::policy(&text);
        Ok(Self { doctype, root: kept, pieces, policy })
    }

    /// Names the key that the pages ask for: Base64, which needs no escape.
    pub(super) fn pin(&mut self, key: &str) {
        self.root.push_str(&format!(" data-key=\"{key}\""));
    }

    /// The page as a whole document, with its policy.
    pub(super) fn fill(&self, page: &Page<'_>) -> String {
        let Self { doctype, root, pieces, policy } = self;
        let [before_policy, before_head, before_body, after_body] = pieces;
        let Page { lang, dir, leaf, head, body } = *page;
        let leaf = leaf.map_or_else(String::new, |leaf| format!(" data-leaf=\"{leaf}\""));
        let start = format!("<html lang=\"{lang}\" dir=\"{dir}\"{root}{leaf}>");
        let meta = format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">");
        [doctype, &start, before_policy, &meta, before_head, head, before_body, body, after_body]
            .concat()
    }

    /// The policy of every page.
    pub(super) fn policy(&self) -> &str {
        &self.policy
    }

    /// All of its text.
    pub(super) fn text(&self) -> String {
        [&self.doctype, &self.root].into_iter().chain(&self.pieces).map(String::as_str).collect()
    }

    /// The first colour that the template names for the browser's frame.
    pub(super) fn theme_colour(&self) -> Option<String> {
        let metas = self.pieces.iter().flat_map(|piece| html::tags(piece));
        let mut themes = metas.filter(|tag| tag.attribute("name") == Some("theme-color"));
        themes.next().and_then(|tag| tag.attribute("content")).map(str::to_owned)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_put_into_its_places() {
        let text = "<!doctype html>\r\n<html lang=\"en\" dir=ltr data-base='/x/'><head>\
            <!-- gazet:policy --><meta name=theme-color content=\"#abc\"><!-- gazet:head -->\
            </head><body><!-- gazet:body --></body></html>";
        let template = Template::new(text);
        let page =
            Page { lang: "ar", dir: "rtl", leaf: None, head: "<title>T</title>", body: "<p>B</p>" };
        let html = template.as_ref().map(|t| t.fill(&page)).unwrap_or_default();
        assert!(html.starts_with("<!doctype html>\n<html lang=\"ar\" dir=\"rtl\" data-base='/x/'><head><meta http-equiv="), "{html}");
        assert!(
            html.ends_with("content=\"#abc\"><title>T</title></head><body><p>B</p></body></html>"),
            "{html}"
        );
        assert_eq!(template.ok().and_then(|t| t.theme_colour()), Some("#abc".to_owned()));
    }

    #[test]
    fn a_missing_mark_is_named() {
        let text = "<html><!-- gazet:policy --><!-- gazet:body -->";
        let error = Template::new(text).err().unwrap_or_default();
        assert!(error.starts_with("has no <!-- gazet:head -->"), "{error}");
    }
}
