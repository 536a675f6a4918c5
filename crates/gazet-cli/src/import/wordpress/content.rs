//! What only WordPress writes into a text: block comments, shortcodes,
//! addresses alone on a line.

use crate::html::Losses;

/// A text as HTML, and whether its line breaks mean something.
pub(super) struct Content {
    pub(super) html: String,
    pub(super) breaks: bool,
}

/// Pictures of a gallery, by their numbers: the HTML that shows them.
pub(super) type Pictures<'p> = &'p dyn Fn(&[u64]) -> String;

/// Reads a text.
pub(super) fn read(text: &str, pictures: Pictures<'_>, losses: &mut Losses) -> Content {
    // Blocks say where paragraphs end; the classic editor left that to breaks.
    let breaks = !text.contains("<!-- wp:");
    dynamic(text, losses);
    let html = shortcodes(text, pictures, losses);
    Content { html: embeds(&html), breaks }
}

/// Names the blocks that hold nothing: WordPress fills them when it answers.
fn dynamic(text: &str, losses: &mut Losses) {
    for piece in text.split("<!-- wp:").skip(1) {
        let Some((comment, _)) = piece.split_once("-->") else { continue };
        if let Some(comment) = comment.trim_end().strip_suffix('/') {
            let name = comment.split([' ', '{']).next().unwrap_or_default();
            if !matches!(name, "more" | "nextpage" | "spacer" | "separator") {
                losses.note(format!("the block {name}, which WordPress fills by itself"));
            }
        }
    }
}

/// Shortcodes to HTML. Those of plugins lose their tag and keep their text.
fn shortcodes(text: &str, pictures: Pictures<'_>, losses: &mut Losses) -> String {
    let mut html = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('[') {
        html.push_str(&rest[..start]);
        let Some(code) = shortcode(&rest[start..]) else {
            html.push('[');
            rest = &rest[start + 1..];
            continue;
        };
        rest = &rest[start + code.length..];
        if code.is_escaped {
            html.push_str(code.inside);
            continue;
        }
        match code.name {
            "caption" | "wp_caption" => {
                // The picture and its link, then the words.
                let end = ["</a>", "/>", ">"]
                    .into_iter()
                    .find_map(|mark| code.inside.find(mark).map(|at| at + mark.len()));
                let (image, words) = code.inside.split_at(end.unwrap_or(0));
                let words = code.attribute("caption").unwrap_or_else(|| words.trim().to_owned());
                html.push_str(&format!("<figure>{image}<figcaption>{words}</figcaption></figure>"));
            }
            "gallery" => {
                let ids = code.attribute("ids").or_else(|| code.attribute("include"));
                let ids: Vec<u64> = ids
                    .unwrap_or_default()
                    .split(',')
                    .filter_map(|id| id.trim().parse().ok())
                    .collect();
                let shown = pictures(&ids);
                if shown.is_empty() {
                    losses.note("[gallery] whose pictures the export does not name");
                }
                html.push_str(&shown);
            }
            "embed" | "youtube" | "vimeo" => {
                html.push_str(&format!("\n\n{}\n\n", code.inside.trim()));
            }
            "audio" | "video" => {
                let src = ["src", "mp4", "m4v", "webm", "ogv", "mp3", "m4a", "ogg", "wav"]
                    .into_iter()
                    .find_map(|key| code.attribute(key));
                match src {
                    Some(src) => html.push_str(&format!(
                        "<{0} src=\"{1}\"></{0}>",
                        code.name,
                        src.replace('"', "&quot;")
                    )),
                    None => losses.note(format!("[{}]", code.name)),
                }
            }
            name => {
                losses.note(format!("[{name}]"));
                html.push_str(&shortcodes(code.inside, pictures, losses));
            }
        }
    }
    html.push_str(rest);
    html
}

/// A shortcode at the start of a text.
struct Shortcode<'t> {
    name: &'t str,
    attributes: &'t str,
    inside: &'t str,
    length: usize,
    /// `[[gallery]]`, which is shown and not run.
    is_escaped: bool,
}

/// Shortcodes that are closed by a tag of their own.
const CLOSED: [&str; 6] = ["caption", "wp_caption", "embed", "audio", "video", "playlist"];

fn shortcode(text: &str) -> Option<Shortcode<'_>> {
    if let Some(inner) = text.strip_prefix("[[") {
        let end = inner.find("]]")?;
        let code = &text[1..end + 3];
        shortcode(code).filter(|code| code.name.len() > 2)?;
        return Some(Shortcode {
            name: "",
            attributes: "",
            inside: code,
            length: end + 4,
            is_escaped: true,
        });
    }
    let rest = text.strip_prefix('[')?;
    let end = rest.find(']')?;
    let tag = &rest[..end];
    let name_end = tag.find([' ', '\n', '\t', '=', ':']).unwrap_or(tag.len());
    let name = tag[..name_end].trim_end_matches('/');
    let is_name = name.len() > 2
        && name.starts_with(|c: char| c.is_ascii_lowercase())
        && name
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '-'));
    let attributes = &tag[name_end..];
    // A word in brackets is a word in brackets, unless something says more.
    let says_more = attributes.contains('=') || tag.ends_with('/');
    if !is_name {
        return None;
    }
    let after = &rest[end + 1..];
    let close = format!("[/{name}]");
    let closing = after.find(&close);
    if !says_more && closing.is_none() && name != "gallery" {
        return None;
    }
    let closing = closing.filter(|_| !tag.ends_with('/'));
    // One that may stand alone is not closed by that of a later one.
    let closing =
        closing.filter(|at| CLOSED.contains(&name) || !after[..*at].contains(&format!("[{name}")));
    let (inside, length) = match closing {
        Some(at) => (&after[..at], end + 2 + at + close.len()),
        None => ("", end + 2),
    };
    Some(Shortcode { name, attributes, inside, length, is_escaped: false })
}

impl Shortcode<'_> {
    fn attribute(&self, key: &str) -> Option<String> {
        let mut rest = self.attributes;
        while let Some((before, after)) = rest.split_once('=') {
            let own = before.split_whitespace().next_back().unwrap_or_default();
            let after = after.trim_start();
            let (value, left) = match after.chars().next() {
                Some(quote @ ('"' | '\'' | '“' | '”')) => {
                    let after = &after[quote.len_utf8()..];
                    let end = after.find(['"', '\'', '“', '”']).unwrap_or(after.len());
                    (&after[..end], after[end..].trim_start_matches(['"', '\'', '“', '”']))
                }
                _ => {
                    let end = after.find(char::is_whitespace).unwrap_or(after.len());
                    (&after[..end], &after[end..])
                }
            };
            if own == key {
                return Some(value.to_owned());
            }
            rest = left;
        }
        None
    }
}

/// Hosts whose address alone on a line WordPress turns into a player.
const PLAYERS: [&str; 16] = [
    "youtube.com/",
    "youtu.be/",
    "vimeo.com/",
    "twitter.com/",
    "x.com/",
    "instagram.com/p/",
    "facebook.com/",
    "soundcloud.com/",
    "open.spotify.com/",
    "tiktok.com/@",
    "wordpress.tv/",
    "flickr.com/",
    "dailymotion.com/",
    "ted.com/talks",
    "videopress.com/",
    "reddit.com/r/",
];

/// Addresses alone on a line, and those of embed blocks, as frames.
fn embeds(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    for (at, line) in html.split('\n').enumerate() {
        if at > 0 {
            out.push('\n');
        }
        let address = line.trim();
        let bare =
            address.strip_prefix("<p>").and_then(|a| a.strip_suffix("</p>")).unwrap_or(address);
        let host = bare.strip_prefix("https://").or_else(|| bare.strip_prefix("http://"));
        let host = host.map(|host| host.strip_prefix("www.").unwrap_or(host));
        let is_player = host.is_some_and(|host| {
            PLAYERS
                .iter()
                .any(|player| host.starts_with(player) || host.contains(&format!(".{player}")))
        });
        if is_player && !bare.contains([' ', '<', '"']) {
            out.push_str(&format!("<iframe src=\"{bare}\"></iframe>"));
        } else {
            out.push_str(line);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let pictures = |ids: &[u64]| format!("<gallery {ids:?}>");
        assert_eq!(read(text, &pictures, &mut Losses::default()).html, expected, "{text}");
    }

    #[test]
    fn shortcodes_become_html_or_lose_their_tags() {
        check(
            "[caption id=\"a\" width=\"300\"]<a href=x><img src=y></a> The words[/caption]",
            "<figure><a href=x><img src=y></a><figcaption>The words</figcaption></figure>",
        );
        check("[gallery ids=\"1, 2\"]x", "<gallery [1, 2]>x");
        check("[[gallery]] and [sic] and a[0] [x]", "[gallery] and [sic] and a[0] [x]");
        check("a [fancy colour=\"red\"]text [b]c[/b][/fancy] d", "a text [b]c[/b] d");
        check("[video mp4=\"a.mp4\"][/video]", "<video src=\"a.mp4\"></video>");
        check(
            "x\nhttps://www.youtube.com/watch?v=1\ny https://youtu.be/2",
            "x\n<iframe src=\"https://www.youtube.com/watch?v=1\"></iframe>\ny https://youtu.be/2",
        );
    }
}
