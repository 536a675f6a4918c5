//! Folding and counting of text, shared by search, slugs and reading times.

use crate::Block;

/// Words per minute in silent reading of English non-fiction: 238, the mean
/// of 190 studies in M. Brysbaert, "How many words do we read per minute?",
/// Journal of Memory and Language 109 (2019).
pub const WORDS_PER_MINUTE: usize = 238;

/// Characters per minute for scripts that part no words (Chinese, Japanese,
/// Thai): 255 Chinese characters, from S. Trauzettel-Klosinski and K. Dietz,
/// "Standardized Assessment of Reading Performance", IOVS 53 (2012).
pub const CHARACTERS_PER_MINUTE: usize = 255;

/// Minutes to read a body, at least 1.
#[must_use]
pub fn minutes(blocks: &[Block]) -> u16 {
    let mut text = String::new();
    blocks.iter().for_each(|block| block.plain_text(&mut text));
    let characters = text.chars().filter(|&c| is_unspaced(c)).count();
    let words = words(&text);
    // In 1/10,000 of a minute, rounded up, so that the sum stays in integers.
    // Wide enough for 8 MiB of text where `usize` has 32 bits.
    let share = |count: usize, rate: usize| count as u64 * 10_000 / rate as u64;
    let ten_thousandths = share(words, WORDS_PER_MINUTE) + share(characters, CHARACTERS_PER_MINUTE);
    u16::try_from(ten_thousandths.div_ceil(10_000)).unwrap_or(u16::MAX).max(1)
}

/// Words of a text: runs between white space that hold a letter or a digit
/// and no character of a script without word spaces.
#[must_use]
pub fn words(text: &str) -> usize {
    text.split_whitespace()
        .filter(|word| word.chars().any(char::is_alphanumeric) && !word.chars().any(is_unspaced))
        .count()
}

/// Cuts a text into the pieces that the full-text search counts as words: what
/// stands between white space, and in scripts that part no words every
/// character with the marks on it. White space is left out.
pub fn pieces(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace().flat_map(|word| {
        let mut rest = word;
        std::iter::from_fn(move || {
            let first = rest.chars().next()?;
            let mut ends = rest.char_indices().skip(1);
            let end = ends.find_map(|(at, c)| {
                let parts = (is_unspaced(c) && !is_on_the_one_before(c))
                    || (is_unspaced(first) && !is_unspaced(c) && c.is_alphanumeric());
                parts.then_some(at)
            });
            let (piece, tail) = rest.split_at(end.unwrap_or(rest.len()));
            rest = tail;
            Some(piece)
        })
    })
}

/// Vowels and tones of Thai, Lao, Burmese and Khmer that are written on the
/// letter before them, and the sound marks of kana.
fn is_on_the_one_before(c: char) -> bool {
    matches!(c, '\u{e31}' | '\u{e34}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}' | '\u{eb1}'
        | '\u{eb4}'..='\u{ebc}' | '\u{ec8}'..='\u{ece}' | '\u{102b}'..='\u{103e}'
        | '\u{1056}'..='\u{1059}' | '\u{17b4}'..='\u{17d3}' | '\u{3099}' | '\u{309a}')
}

fn is_unspaced(c: char) -> bool {
    // Thai and Lao, Burmese, Khmer, kana, and Chinese characters.
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

/// Folds a text for comparison: lower case, no combining marks, no marks on
/// the letters of Europe's Latin alphabets and of Vietnamese, the letters of
/// Azerbaijani, Turkish and Russian that readers type without their marks
/// (`ə` as `e`, `ı` as `i`, `ё` as `е`), and the variants of Arabic letters.
/// To fold twice changes nothing.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        match fold_char(lower(c)) {
            Fold::As(base) => folded.push(base),
            Fold::Two(pair) => folded.push_str(pair),
            Fold::Drop => {}
        }
    }
    folded
}

/// The lower-case letter of Latin, Greek, Cyrillic and Armenian; other scripts
/// have no case. The standard library's table of all of Unicode is 11 KB of
/// WebAssembly that hardly compresses; the blocks of these scripts are laid
/// out by rule.
pub(crate) fn lower(c: char) -> char {
    let code = u32::from(c);
    let moved = match code {
        0x41..=0x5a | 0xc0..=0xd6 | 0xd8..=0xde => code + 32,
        // Turkish and Azerbaijani İ: its dot is a mark, which folding drops.
        0x130 => 0x69,
        0x178 => 0xff,
        0x18f => 0x259,
        // Pairs that begin at an odd place.
        0x139..=0x148 | 0x179..=0x17e => code + code % 2,
        // Pairs that begin at an even one.
        0x100..=0x137 | 0x14a..=0x177 | 0x1de..=0x1ef | 0x1f4 | 0x1f8..=0x21f | 0x222..=0x233 => {
            code | 1
        }
        0x386 => 0x3ac,
        0x388..=0x38a => code + 37,
        0x38c => 0x3cc,
        0x38e | 0x38f => code + 63,
        0x391..=0x3a1 | 0x3a3..=0x3ab => code + 32,
        0x400..=0x40f => code + 80,
        0x410..=0x42f => code + 32,
        0x460..=0x481 | 0x48a..=0x4bf | 0x4d0..=0x52f => code | 1,
        0x4c0 => 0x4cf,
        0x4c1..=0x4ce => code + code % 2,
        0x531..=0x556 => code + 48,
        0x1e00..=0x1e95 | 0x1ea0..=0x1eff => code | 1,
        _ => code,
    };
    char::from_u32(moved).unwrap_or(c)
}

/// What a lower-case character is compared as.
pub enum Fold {
    /// One other, or itself.
    As(char),
    /// Two letters.
    Two(&'static str),
    /// Nothing: a mark on the letter before it.
    Drop,
}

/// Folds one lower-case character; see [`fold`].
#[must_use]
pub fn fold_char(c: char) -> Fold {
    Fold::As(match c {
        'a'..='z' | '0'..='9' | ' ' => c,
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'ǎ' | 'ạ'..='ặ' => 'a',
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => 'c',
        'ď' | 'đ' | 'ð' => 'd',
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' | 'ə' | 'ǝ' | 'ẹ'..='ệ' => 'e',
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => 'g',
        'ĥ' | 'ħ' => 'h',
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' | 'ỉ'..='ị' => 'i',
        'ĵ' => 'j',
        'ķ' => 'k',
        'ĺ' | 'ļ' | 'ľ' | 'ł' => 'l',
        'ñ' | 'ń' | 'ņ' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' | 'ơ' | 'ọ'..='ợ' => 'o',
        'ŕ' | 'ŗ' | 'ř' => 'r',
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => 's',
        'ţ' | 'ť' | 'ŧ' | 'ț' => 't',
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' | 'ư' | 'ụ'..='ự' => 'u',
        'ŵ' => 'w',
        'ý' | 'ÿ' | 'ŷ' | 'ỳ'..='ỹ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        'ß' => return Fold::Two("ss"),
        'æ' => return Fold::Two("ae"),
        'œ' => return Fold::Two("oe"),
        'þ' => return Fold::Two("th"),
        'ё' => 'е',
        'й' => 'и',
        'ї' => 'і',
        'ў' => 'у',
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ى' | 'ی' => 'ي',
        'ک' => 'ك',
        'ة' => 'ه',
        // Combining marks, Hebrew and Arabic points, the tatweel, and what
        // has no width: soft hyphen, joiners, direction marks.
        '\u{300}'..='\u{36f}'
        | '\u{591}'..='\u{5c7}'
        | '\u{610}'..='\u{61a}'
        | '\u{640}'
        | '\u{64b}'..='\u{65f}'
        | '\u{670}'
        | '\u{ad}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}'
        | '\u{feff}' => return Fold::Drop,
        '’' | '‘' | 'ʼ' => '\'',
        other => other,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Span;

    #[test]
    fn folding_forgives_what_readers_leave_out() {
        let check = |text: &str, folded: &str| assert_eq!(fold(text), folded, "{text}");
        check("Xəzər Dənizi", "xezer denizi");
        check("Işıq, İstanbul", "isiq, istanbul");
        check("Ağdam ŞUŞA", "agdam susa");
        check("Ёлка", "елка");
        check("e\u{301}te\u{301}", "ete");
        check("مُقَام", "مقام");
        check("Straße", "strasse");
        check("Tiếng Việt", "tieng viet");
    }

    #[test]
    fn pieces_are_words_or_characters() {
        let check = |text: &str, expected: &[&str]| {
            assert_eq!(pieces(text).collect::<Vec<_>>(), expected, "{text}");
        };
        check("  one, two\nthree ", &["one,", "two", "three"]);
        check("北京大学。COP29 in", &["北", "京", "大", "学。", "COP29", "in"]);
        check("วิกิ", &["วิ", "กิ"]);
        check("", &[]);
    }

    #[test]
    fn lowering_is_that_of_unicode_in_the_scripts_it_knows() {
        let blocks = [
            0x0..0x180,
            0x1de..0x234,
            0x386..0x3cf,
            0x400..0x530,
            0x531..0x588,
            0x1e00..0x1e96,
            0x1ea0..0x1f00,
        ];
        for c in blocks.into_iter().flatten().filter_map(char::from_u32) {
            // İ becomes two characters, of which folding drops the second.
            let expected = c.to_lowercase().next().unwrap();
            // Digraphs of Croatian, and letters that moved out of their pair.
            let exceptions = ['\u{1f1}', '\u{1f2}', '\u{1f6}', '\u{1f7}', '\u{220}', '\u{1e9e}'];
            if !exceptions.contains(&c) {
                assert_eq!(lower(c), expected, "{c} U+{:04X}", u32::from(c));
            }
        }
    }

    #[test]
    fn minutes_are_words_by_rate() {
        let body = |words: usize| vec![Block::Paragraph(vec![Span::text("word ".repeat(words))])];
        assert_eq!(minutes(&[]), 1);
        assert_eq!(minutes(&body(238)), 1);
        assert_eq!(minutes(&body(239)), 2);
        assert_eq!(minutes(&body(2_380)), 10);
        let chinese = vec![Block::Paragraph(vec![Span::text("字".repeat(510))])];
        assert_eq!(minutes(&chinese), 2);
    }
}
