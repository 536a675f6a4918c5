//! An article as the full-text index takes it in.

use crate::build::key::key_of;
use crate::build::parts::{Data, FRONT, to_json};
use crate::error::Result;
use gazet_bundle::text::{fold, pieces};
use gazet_bundle::{Article, Bundle};
use std::collections::BTreeMap;
use std::path::Path;

/// What is indexed of an article, and what a result shows of it.
pub(super) struct Record {
    /// Names the article and everything that its result shows.
    pub(super) key: String,
    /// The folded words of its body. Folding is ours, so that `xezer` finds
    /// `Xəzər`: Pagefind drops marks, but `ə` and `ı` are letters.
    pub(super) words: String,
    /// Folded texts beside the body, by field.
    pub(super) fields: BTreeMap<String, String>,
    /// What a search is narrowed by: `section:news`, `year:2024`.
    pub(super) filters: Vec<String>,
    /// A leaf with the article alone, and its text as it was written, in as
    /// many pieces as there are words.
    pub(super) result: Vec<u8>,
}

impl Record {
    pub(super) fn of(data: &Data, article: &Article) -> Result<Self> {
        let all = data.all();
        let mut body = String::new();
        if let Some(part) = data.part(&article.body)? {
            part.value.blocks.iter().for_each(|block| block.plain_text(&mut body));
        }
        let (words, text) = words(&body);
        let path = Path::new(FRONT);
        let mut result = br#"{"articles":["#.to_vec();
        result.extend(to_json(article, path)?);
        result.extend(br#"],"text":"#);
        result.extend(to_json(&text, path)?);
        result.push(b'}');
        let fields = [
            ("title", article.title.clone()),
            ("deck", article.deck.clone()),
            ("about", about(all, article)),
        ];
        let fields: BTreeMap<String, String> = fields
            .into_iter()
            .filter(|(_, text)| !text.is_empty())
            .map(|(name, text)| (name.to_owned(), self::words(&text).0))
            .collect();
        let mut filters: Vec<String> = Vec::new();
        let mut section = String::new();
        for level in article.section.levels() {
            let slash = if section.is_empty() { "" } else { "/" };
            section = format!("{section}{slash}{level}");
            filters.push(format!("section:{section}"));
        }
        filters.extend(article.authors.iter().map(|author| format!("author:{author}")));
        filters.push(format!("language:{}", all.language_of(article).primary()));
        filters.push(format!("year:{}", article.published.civil().year));
        let key = key_of(&[&result, about(all, article).as_bytes()]);
        Ok(Self { key: format!("{:032x}", key.0), words, fields, filters, result })
    }
}

/// What is said of an article beside its headline: who wrote it, its section,
/// its tags.
pub(super) fn about(all: &Bundle, article: &Article) -> String {
    let authors = article.authors.iter().filter_map(|slug| all.author(slug.as_str()));
    let mut about: Vec<&str> = authors.map(|author| author.name.as_str()).collect();
    about.extend(all.section(article.section.as_str()).map(|section| section.name.as_str()));
    about.push(&article.kicker);
    about.extend(article.tags.iter().map(String::as_str));
    about.retain(|text| !text.is_empty());
    about.join(" ")
}

/// The folded words of a text, and its pieces as they were written: a space
/// after each, or a space of no width where the text has none.
fn words(text: &str) -> (String, String) {
    let (mut words, mut written) = (String::new(), String::new());
    let mut end = None;
    for piece in pieces(text) {
        let word = fold(piece);
        // Pagefind counts no word where there is nothing left.
        if word.is_empty() {
            continue;
        }
        if !words.is_empty() {
            words.push(' ');
            let touches = end == Some(piece.as_ptr());
            written.push(if touches { '\u{200b}' } else { ' ' });
        }
        words.push_str(&word);
        written.push_str(piece);
        end = Some(piece.as_bytes().as_ptr_range().end);
    }
    (words, written)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_folded_and_written_piece_by_piece() {
        let check = |text: &str, folded: &str, written: &str| {
            assert_eq!(words(text), (folded.to_owned(), written.to_owned()), "{text}");
        };
        check("Xəzər  Dənizi,\nİstanbul", "xezer denizi, istanbul", "Xəzər Dənizi, İstanbul");
        check("Ёлка и мир", "елка и мир", "Ёлка и мир");
        check("a \u{ad}\u{200b} b", "a b", "a b");
        check("北京 2024", "北 京 2024", "北\u{200b}京 2024");
    }
}
