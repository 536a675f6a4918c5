//! What only WordPress writes into a text: block comments, shortcodes,
//! addresses alone on a line.

mod blocks;
mod embeds;
mod marks;
mod notes;
mod shortcodes;

pub(super) use marks::marks;

use crate::html::Losses;

/// A text as HTML, and whether its line breaks mean something.
pub(super) struct Content {
    pub(super) html: String,
    pub(super) breaks: bool,
}

/// What a text takes from elsewhere in the export.
pub(super) struct Sources<'s> {
    /// The HTML of a gallery of these pictures, by their numbers; of those of
    /// the item itself when there are none.
    pub(super) gallery: &'s dyn Fn(&[u64]) -> String,
    /// The address of a file of the library.
    pub(super) file: &'s dyn Fn(u64) -> Option<String>,
    /// The text of a pattern that several items share.
    pub(super) pattern: &'s dyn Fn(u64) -> Option<&'s str>,
    /// Footnotes, as the block editor keeps them beside the text: JSON.
    pub(super) notes: Option<&'s str>,
}

/// Reads a text.
pub(super) fn read(text: &str, sources: &Sources<'_>, losses: &mut Losses) -> Content {
    // Blocks say where paragraphs end; the classic editor left that to breaks.
    let breaks = !text.contains("<!-- wp:");
    let mut html = if breaks { text.to_owned() } else { blocks::read(text, sources, losses) };
    html = shortcodes::read(&html, sources, losses);
    html = embeds::read(&html);
    if !html.contains("wp-block-footnotes") && html.contains("data-fn=") {
        html.push_str(&notes::read(sources.notes, losses));
    }
    Content { html, breaks }
}

/// Text as it stands in HTML.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let sources = Sources {
            gallery: &|ids| format!("<gallery {ids:?}>"),
            file: &|id| (id == 7).then(|| "https://a.example/7.mp3".to_owned()),
            pattern: &|id| {
                (id == 5).then_some("<!-- wp:paragraph --><p>shared <!-- wp:block {\"ref\":5} /--></p><!-- /wp:paragraph -->")
            },
            notes: Some("[{\"id\":\"a\",\"content\":\"A <em>note</em>\"}]"),
        };
        assert_eq!(read(text, &sources, &mut Losses::default()).html, expected, "{text}");
    }

    #[test]
    fn shortcodes_become_html_or_lose_their_tags() {
        check(
            "[caption id=\"a\" width=\"300\"]<a href=x><img src=y></a> The words[/caption]",
            "<figure><a href=x><img src=y></a><figcaption>The words</figcaption></figure>",
        );
        check(
            "[caption]<img src=y /> See <a href=z>this</a>[/caption]",
            "<figure><img src=y /><figcaption>See <a href=z>this</a></figcaption></figure>",
        );
        check("[gallery ids=\"1, 2\"]x", "<gallery [1, 2]>x");
        // Found by fuzzing: a comment that is over before its own end.
        check("a<!--> b <!---> c", "a<!--> b <!---> c");
        check("[[gallery]] and [sic] and a[0] [x]", "[gallery] and [sic] and a[0] [x]");
        check("a [fancy colour=\"red\"]text [bold]c[/bold][/fancy] d", "a text c d");
        check("[box_a][box_a]x[/box_a][/box_a] [su_menu] [/odd]", "x  [/odd]");
        check("[video mp4=\"a.mp4\"][/video]", "<video src=\"a.mp4\"></video>");
        check("[playlist ids=\"7,8\"]", "<audio src=\"https://a.example/7.mp3\"></audio>");
        check(
            "<pre>[fancy a=b]</pre> <a title=\"[x y=z]\">t</a>",
            "<pre>[fancy a=b]</pre> <a title=\"[x y=z]\">t</a>",
        );
        check(
            "[code lang=\"c\"]a < b[0][/code]",
            "<pre><code class=\"language-c\">a &lt; b[0]</code></pre>",
        );
        check("[toggle title=\"More\"]text[/toggle]", "\n\n<strong>More</strong>\n\ntext");
        check("[su_button url=\"/go\"]Go[/su_button]", "<a href=\"/go\">Go</a>");
        check("[vc_single_image image=\"12\"]", "<gallery [12]>");
        check(
            "[youtube abcdefghijk]",
            "\n\n<iframe src=\"https://www.youtube.com/watch?v=abcdefghijk\"></iframe>\n\n",
        );
    }

    #[test]
    fn addresses_alone_become_players_or_links() {
        check(
            "x\nhttps://www.youtube.com/watch?v=1\ny https://youtu.be/2",
            "x\n<iframe src=\"https://www.youtube.com/watch?v=1\"></iframe>\ny https://youtu.be/2",
        );
        check(
            "[embed]https://vimeo.com/3[/embed]",
            "\n\n<iframe src=\"https://vimeo.com/3\"></iframe>\n\n",
        );
        check(
            "<p>https://a.example/b</p>",
            "<p><a href=\"https://a.example/b\">https://a.example/b</a></p>",
        );
    }

    #[test]
    fn blocks_give_what_they_hold() {
        check("<!-- wp:paragraph {\"a\":1} --><p>x</p><!-- /wp:paragraph -->", "<p>x</p>");
        check("<!-- wp:block {\"ref\":5} /-->", "<p>shared </p>");
        check(
            "<!-- wp:heading --><h2>a</h2><!-- /wp:heading -->\n\nOld\ntext\n<!-- wp:spacer /-->",
            "<h2>a</h2><div data-classic>\n\nOld\ntext\n</div>",
        );
        check(
            "<!-- wp:social-link {\"url\":\"https://a.example\",\"service\":\"mastodon\"} /-->",
            "<li><a href=\"https://a.example\">mastodon</a></li>",
        );
        check(
            "<!-- wp:paragraph --><p>x<sup data-fn=\"a\"><a href=\"#a\">1</a></sup></p><!-- /wp:paragraph --><!-- wp:footnotes /-->",
            "<p>x<sup data-fn=\"a\"><a href=\"#a\">1</a></sup></p><ol class=\"wp-block-footnotes\"><li id=\"a\">A <em>note</em></li></ol>",
        );
    }
}
