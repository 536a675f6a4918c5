//! Shortcodes whose meaning is known: those of WordPress itself and what many
//! plugins share.

use super::super::escape;
use super::Reader;
use super::tag::Tag;
use crate::html::is_player;
use base64::Engine;

/// Players by the names of their shortcodes.
const PLAYERS: [&str; 16] = [
    "youtube",
    "vimeo",
    "tweet",
    "twitter",
    "instagram",
    "facebook",
    "soundcloud",
    "spotify",
    "dailymotion",
    "tiktok",
    "su_youtube",
    "su_vimeo",
    "vc_video",
    "fusion_youtube",
    "fusion_vimeo",
    "et_pb_video",
];

/// Code by the names of the shortcodes that colour it.
const CODE: [&str; 8] = ["code", "sourcecode", "php", "css", "javascript", "python", "bash", "sql"];

impl Reader<'_, '_> {
    /// The HTML of a shortcode that is known, and whether that is all of its
    /// content too.
    pub(super) fn known(
        &mut self,
        tag: &Tag<'_>,
        content: Option<&str>,
        depth: usize,
    ) -> Option<(String, bool)> {
        let content = content.unwrap_or_default();
        let is_blank = content.trim().is_empty();
        Some(match tag.name {
            "caption" | "wp_caption" => {
                let (picture, words) = picture(content);
                let words = tag.attribute("caption").unwrap_or_else(|| words.trim().to_owned());
                let words = self.read(&words, depth + 1);
                (format!("<figure>{picture}<figcaption>{words}</figcaption></figure>"), true)
            }
            "gallery" => {
                let shown = (self.sources.gallery)(&tag.numbers(&["ids", "include"]));
                if shown.is_empty() {
                    self.losses.note("[gallery] whose pictures the export does not name");
                }
                (shown, false)
            }
            "embed" => (framed(content.trim()), true),
            name if PLAYERS.contains(&name) => (framed(&player(tag, content)?), true),
            "audio" | "video" => (self.media(tag, content)?, true),
            "playlist" => (self.playlist(tag), false),
            name if CODE.contains(&name) && !is_blank => (code(tag, content), true),
            "efn_note" | "footnote" | "mfn" | "ref" if !is_blank => {
                let note = self.read(content, depth + 1);
                self.notes.push(note);
                let number = self.notes.len();
                (format!("<sup><a href=\"#shortcode-note-{number}\">{number}</a></sup>"), true)
            }
            "pullquote" if !is_blank => {
                let text = self.read(content, depth + 1);
                let quote = format!("<blockquote>{text}</blockquote>");
                (format!("<figure class=\"wp-block-pullquote\">{quote}</figure>"), true)
            }
            "vc_raw_html" => {
                let bytes =
                    base64::engine::general_purpose::STANDARD.decode(content.trim()).ok()?;
                let html = percent_encoding::percent_decode(&bytes).decode_utf8().ok()?;
                (html.into_owned(), true)
            }
            "vc_raw_js" => {
                self.losses.note("[vc_raw_js]");
                (String::new(), true)
            }
            _ => return None,
        })
    }

    /// What stands before and after the content of a plugin's shortcode.
    pub(super) fn of_plugin(&self, tag: &Tag<'_>, is_closed: bool) -> (String, &'static str) {
        let any = |keys: &[&str]| keys.iter().find_map(|key| tag.attribute(key));
        let src = any(&["src", "image_url", "image_src", "image"]).filter(|src| is_picture(src));
        if let Some(src) = src {
            let alt = any(&["alt", "title"]).unwrap_or_default();
            return (format!("<img src=\"{}\" alt=\"{}\">", escape(&src), escape(&alt)), "");
        }
        let numbers = tag.numbers(&["images", "image", "image_id", "gallery_ids"]);
        if !numbers.is_empty() {
            return ((self.sources.gallery)(&numbers), "");
        }
        let address = any(&["url", "link", "href", "button_url"])
            .filter(|url| url.starts_with("http") || url.starts_with('/'));
        if let Some(player) = address.as_deref().filter(|url| is_player(url)) {
            return (framed(player), "");
        }
        let label = any(&["text", "title", "heading", "button_text"]);
        if let Some(address) = address.filter(|_| tag.name.contains("button")) {
            let label = label.filter(|_| !is_closed);
            let label =
                label.unwrap_or_else(|| if is_closed { String::new() } else { address.clone() });
            return (format!("<a href=\"{}\">{}", escape(&address), escape(&label)), "</a>");
        }
        // A title is shown by what holds a text, and names what holds none.
        let is_shown = is_closed || tag.name.contains("heading") || tag.name.contains("title");
        let shown = label.filter(|_| is_shown);
        let shown = shown.map(|label| format!("\n\n<strong>{}</strong>\n\n", escape(&label)));
        (shown.unwrap_or_default(), "")
    }

    /// The notes as a list at the end of the text.
    pub(super) fn listed_notes(&self) -> String {
        let items = self.notes.iter().enumerate();
        let items =
            items.map(|(at, note)| format!("<li id=\"shortcode-note-{}\">{note}</li>", at + 1));
        format!("<ol class=\"wp-block-footnotes\">{}</ol>", items.collect::<String>())
    }

    fn playlist(&mut self, tag: &Tag<'_>) -> String {
        let numbers = tag.numbers(&["ids"]);
        let files = numbers.into_iter().filter_map(|id| (self.sources.file)(id));
        let kind = tag.attribute("type").filter(|kind| kind == "video");
        let kind = kind.as_deref().unwrap_or("audio");
        let shown: String =
            files.map(|file| format!("<{kind} src=\"{}\"></{kind}>", escape(&file))).collect();
        if shown.is_empty() {
            self.losses.note("[playlist] whose files the export does not name");
        }
        shown
    }

    fn media(&mut self, tag: &Tag<'_>, content: &str) -> Option<String> {
        let keys = ["src", "mp4", "m4v", "webm", "ogv", "mp3", "m4a", "ogg", "wav", "url"];
        let src = keys.into_iter().find_map(|key| tag.attribute(key));
        let id = tag.numbers(&["id"]).first().and_then(|id| (self.sources.file)(*id));
        let bare = content.trim();
        let bare = bare.starts_with("http").then(|| bare.to_owned());
        let Some(src) = src.or(id).or(bare) else {
            // Without an address it is a word in brackets.
            return (!tag.attributes.is_empty()).then(|| {
                self.losses.note(format!("[{}]", tag.name));
                content.to_owned()
            });
        };
        if is_player(&src) {
            return Some(framed(&src));
        }
        Some(format!("<{0} src=\"{1}\"></{0}>", tag.name, escape(&src)))
    }
}

/// The address of a player: in an attribute, behind the name, or between the
/// tags; a bare number is one of the player that the shortcode is called by.
fn player(tag: &Tag<'_>, content: &str) -> Option<String> {
    let words = tag.attributes.trim_start_matches('=').split_whitespace();
    let bare = words.filter(|word| !word.contains('=') || word.starts_with("http"));
    let named = ["url", "src", "link", "id"].iter().filter_map(|key| tag.attribute(key));
    let found = named
        .chain(bare.map(str::to_owned))
        .chain([content.trim().to_owned()])
        .find(|word| !word.is_empty())?;
    let found = found.trim_matches('"');
    if found.starts_with("http") {
        return Some(found.to_owned());
    }
    let is_id = found.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    let base = match tag.name {
        name if name.ends_with("youtube") => "https://www.youtube.com/watch?v=",
        name if name.ends_with("vimeo") => "https://vimeo.com/",
        _ => return None,
    };
    is_id.then(|| format!("{base}{found}"))
}

fn code(tag: &Tag<'_>, content: &str) -> String {
    let language = ["lang", "language"].iter().find_map(|key| tag.attribute(key));
    let own = if tag.name.ends_with("code") { "" } else { tag.name };
    let language = language.unwrap_or_else(|| own.to_owned());
    // The plugin takes marks and references alike.
    let text = content.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    let text = escape(text.replace("&amp;", "&").trim_matches('\n'));
    format!("<pre><code class=\"language-{}\">{text}</code></pre>", escape(&language))
}

/// The picture with its link, and the words behind it.
fn picture(content: &str) -> (&str, &str) {
    let trimmed = content.trim_start();
    let start = content.len() - trimmed.len();
    let mark = if trimmed.starts_with("<a") { "</a>" } else { ">" };
    let end = trimmed.find(mark).map_or(0, |at| start + at + mark.len());
    content.split_at(end)
}

fn framed(address: &str) -> String {
    match is_player(address) {
        true => {
            let address = escape(&address.replace("&amp;", "&"));
            format!("\n\n<iframe src=\"{address}\"></iframe>\n\n")
        }
        false => format!("\n\n{address}\n\n"),
    }
}

fn is_picture(src: &str) -> bool {
    let path = src.split(['?', '#']).next().unwrap_or(src).to_ascii_lowercase();
    let kinds = [".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg"];
    kinds.iter().any(|end| path.ends_with(end))
}
