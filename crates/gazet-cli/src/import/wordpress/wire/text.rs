//! The text of a field: character data, references, or markup that nobody
//! protected.

use std::borrow::Cow;

const OPEN: &str = "<![CDATA[";

/// The text of an element's content.
pub(super) fn read(raw: &str) -> Cow<'_, str> {
    let trimmed = raw.trim();
    if let Some(data) = trimmed.strip_prefix(OPEN) {
        let inside = data.strip_suffix("]]>").unwrap_or(data);
        // Where one piece of character data ends and the next begins: so does
        // WordPress write a `]]>` of the text itself.
        return match inside.contains("]]><![CDATA[") {
            true => Cow::Owned(inside.replace("]]><![CDATA[", "")),
            false => Cow::Borrowed(inside),
        };
    }
    let mut text = String::new();
    let mut rest = trimmed;
    while let Some((before, after)) = rest.split_once(OPEN) {
        text.push_str(&unescape(before));
        let (data, after) = after.split_once("]]>").unwrap_or((after, ""));
        text.push_str(data);
        rest = after;
    }
    if text.is_empty() {
        return match is_markup(rest) {
            true => Cow::Borrowed(rest),
            false => unescape(rest),
        };
    }
    text.push_str(&unescape(rest));
    Cow::Owned(text)
}

/// Whether a text holds tags: HTML that was put into the file as it is, whose
/// references are read with it later.
fn is_markup(text: &str) -> bool {
    text.match_indices('<').any(|(at, _)| {
        text[at + 1..].starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!'))
    })
}

/// The text with its references resolved, those to HTML's names left as they
/// are: the text is read as HTML later.
pub(super) fn unescape(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut pieces = text.split('&');
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let name = piece.split(';').next().unwrap_or_default();
        match (character(name), piece.get(name.len() + 1..)) {
            (Some(c), Some(rest)) => {
                out.push(c);
                out.push_str(rest);
            }
            _ => {
                out.push('&');
                out.push_str(piece);
            }
        }
    }
    Cow::Owned(out)
}

fn character(name: &str) -> Option<char> {
    let number = |digits: &str, radix| u32::from_str_radix(digits, radix).ok();
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let digits = name.strip_prefix('#')?;
            let code = match digits.strip_prefix(['x', 'X']) {
                Some(digits) => number(digits, 16),
                None => number(digits, 10),
            };
            code.and_then(char::from_u32)
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn texts_are_read_however_they_are_protected() {
        let check = |raw: &str, expected: &str| assert_eq!(super::read(raw), expected, "{raw}");
        check(" <![CDATA[a < b]]>\n", "a < b");
        check("<![CDATA[a ]]]]><![CDATA[> b]]>", "a ]]> b");
        check("<![CDATA[nested <![CDATA[ tags ]]> :)]]>", "nested <![CDATA[ tags ]]> :)");
        check("<![CDATA[cut off", "cut off");
        check("a &amp; b &#x41;&#66; &nbsp; &nope", "a & b AB &nbsp; &nope");
        check("&lt;p&gt;x &amp;amp; y&lt;/p&gt;", "<p>x &amp; y</p>");
        check("<p>a &amp; b</p>", "<p>a &amp; b</p>");
        check("x <![CDATA[<b>]]> y", "x <b> y");
    }
}
