//! Where the items of an export begin and end.

use memchr::memmem::Finder;

/// An item found by its tags.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Item<'t> {
    /// Where its tag begins in the text.
    pub(super) start: usize,
    /// Where it ends in the text.
    pub(super) end: usize,
    /// What stands between its tags.
    pub(super) inside: &'t str,
    pub(super) is_closed: bool,
}

/// The items of a text, outside character data. One that is not closed ends
/// where the next begins. Every mark is looked for once, so the time grows
/// with the length alone.
pub(super) fn find(text: &str) -> Vec<Item<'_>> {
    let mut marks = Marks {
        text,
        open: Seek::new("<item"),
        close: Seek::new("</item>"),
        data: Seek::new("<![CDATA["),
        data_end: Seek::new("]]>"),
        text_open: Seek::new("<content:encoded>"),
        text_close: Seek::new("]]></content:encoded>"),
    };
    let mut items = Vec::new();
    let mut at = 0;
    while let Some(start) = marks.item(at) {
        let Some(inside) = text[start..].find('>').map(|end| start + end + 1) else { break };
        let (inside_end, end, is_closed) = marks.end(inside);
        items.push(Item { start, end, inside: &text[inside..inside_end], is_closed });
        at = end;
    }
    items
}

struct Marks<'t> {
    text: &'t str,
    open: Seek,
    close: Seek,
    data: Seek,
    data_end: Seek,
    text_open: Seek,
    text_close: Seek,
}

impl Marks<'_> {
    /// The next item at or after `at`, outside character data.
    fn item(&mut self, mut at: usize) -> Option<usize> {
        loop {
            let open = self.opening(at)?;
            match self.data.from(self.text, at).filter(|data| *data < open) {
                None => return Some(open),
                Some(data) => match self.data_end.from(self.text, data) {
                    Some(end) => at = end + 3,
                    // Character data that never ends hides nothing.
                    None => return Some(open),
                },
            }
        }
    }

    /// Where an item ends whose tag ends at `at`: its content, itself, and
    /// whether it is closed.
    fn end(&mut self, mut at: usize) -> (usize, usize, bool) {
        loop {
            let close = self.close.from(self.text, at);
            let open = self.opening(at).unwrap_or(self.text.len());
            let nearest = close.unwrap_or(usize::MAX).min(open);
            let ended = match close {
                Some(close) if close < open => (close, close + "</item>".len(), true),
                _ => (open, open, false),
            };
            let Some(data) = self.data.from(self.text, at).filter(|data| *data < nearest) else {
                return ended;
            };
            match self.data_end.from(self.text, data) {
                None => return ended,
                // What looks like the next item is one, when the text that is
                // open here never ends before another begins: the file was cut.
                Some(end) if open < end && self.begins_anew(open) => return (open, open, false),
                Some(end) => at = end + 3,
            }
        }
    }

    fn begins_anew(&mut self, at: usize) -> bool {
        let open = self.text_open.from(self.text, at).unwrap_or(usize::MAX);
        open <= self.text_close.from(self.text, at).unwrap_or(usize::MAX)
    }

    /// The next `<item>` that holds an element, as every item does, while one
    /// that is spoken of in a text rarely does.
    fn opening(&mut self, mut at: usize) -> Option<usize> {
        loop {
            let open = self.open.from(self.text, at)?;
            let rest = &self.text[open + "<item".len()..];
            let is_item = rest.starts_with(['>', ' ', '\t', '\n', '\r'])
                && rest
                    .split_once('>')
                    .is_some_and(|(_, inside)| inside.trim_start().starts_with('<'));
            if is_item {
                return Some(open);
            }
            at = open + 1;
        }
    }
}

/// The places of a mark, found in rising order.
struct Seek {
    finder: Finder<'static>,
    next: Option<usize>,
    from: usize,
}

impl Seek {
    fn new(mark: &'static str) -> Self {
        Self { finder: Finder::new(mark), next: Some(0), from: usize::MAX }
    }

    /// The first place at or after `from`.
    fn from(&mut self, text: &str, from: usize) -> Option<usize> {
        let is_known = self.from <= from && self.next.is_none_or(|next| next >= from);
        if !is_known {
            self.next = self.finder.find(&text.as_bytes()[from..]).map(|at| from + at);
            self.from = from;
        }
        self.next
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_end_where_they_end() {
        let check = |text: &str, expected: &[(&str, bool)]| {
            let found: Vec<_> = find(text).iter().map(|i| (i.inside, i.is_closed)).collect();
            assert_eq!(found, expected, "{text}");
        };
        check(
            "<item><a>1</a></item><items/><item x=\"1\"> <a/></item>",
            &[("<a>1</a>", true), (" <a/>", true)],
        );
        check("<item><a>1<item><a>2</item>", &[("<a>1", false), ("<a>2", true)]);
        check(
            "<item><a><![CDATA[</item><item>]]></a></item>",
            &[("<a><![CDATA[</item><item>]]></a>", true)],
        );
        // A text that speaks of exports.
        let inside = "<content:encoded><![CDATA[<item><title>x</title></item>]]></content:encoded>";
        check(&format!("<item>{inside}</item>"), &[(inside, true)]);
        // A file that was cut inside a text, and another behind it.
        let (cut, whole) = (
            "<content:encoded><![CDATA[half",
            "<title>x</title><content:encoded><![CDATA[y]]></content:encoded>",
        );
        check(&format!("<item>{cut}<item>{whole}</item>"), &[(cut, false), (whole, true)]);
        check("<item><a>cut", &[("<a>cut", false)]);
    }
}
