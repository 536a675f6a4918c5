//! How well one word answers another, and which words of a text to mark.

/// How a word answers a term, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Match {
    /// It is the term.
    Whole,
    /// It begins with the term.
    Prefix,
    /// It holds the term.
    Inside,
    /// It, or its beginning, is the term but for a typo.
    Typo,
}

/// Typos forgiven in a term: none below 4 letters, where another word is
/// always near; one from 4; two from 8. The steps are those of Lucene's and
/// Meilisearch's defaults, rounded to the stricter side.
fn forgiven(length: usize) -> usize {
    match length {
        0..4 => 0,
        4..8 => 1,
        _ => 2,
    }
}

/// How `word` answers `term`; both folded.
#[must_use]
pub fn rank(word: &str, term: &str) -> Option<Match> {
    if let Some(rest) = word.strip_prefix(term) {
        return Some(if rest.is_empty() { Match::Whole } else { Match::Prefix });
    }
    let length = term.chars().count();
    if length >= 3 && word.contains(term) {
        return Some(Match::Inside);
    }
    let allowed = forgiven(length);
    (allowed > 0 && prefix_distance(word, term) <= allowed).then_some(Match::Typo)
}

/// The least number of insertions, deletions, replacements and swaps of
/// neighbours that make `term` from `word` or from a beginning of it: the
/// optimal string alignment distance, the least of its last row.
fn prefix_distance(word: &str, term: &str) -> usize {
    let term: Vec<char> = term.chars().collect();
    // A beginning that is longer by more than the typos cannot come nearer.
    let word: Vec<char> = word.chars().take(term.len() + 2).collect();
    if word.len() + 2 < term.len() {
        return usize::MAX;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=term.len()).collect();
    let mut best = last[term.len()];
    for (i, &w) in word.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, &t) in term.iter().enumerate() {
            let mut cost = (last[j] + usize::from(w != t)).min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && w == term[j - 1] && word[i - 1] == t {
                cost = cost.min(before[j - 1] + 1);
            }
            row.push(cost);
        }
        best = best.min(row[term.len()]);
        before = std::mem::replace(&mut last, row);
    }
    best
}

/// Cuts a text into runs, each with whether it answers one of the terms.
#[must_use]
pub fn mark(text: &str, terms: &[String]) -> Vec<(String, bool)> {
    let mut runs: Vec<(String, bool)> = Vec::new();
    let mut push = |piece: &str, marked: bool| match runs.last_mut() {
        Some((run, was)) if *was == marked => run.push_str(piece),
        _ => runs.push((piece.to_owned(), marked)),
    };
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let is_word = |c: char| c.is_alphanumeric() || is_mark(c);
        let in_word = is_word(first);
        let end = rest.find(|c| is_word(c) != in_word).unwrap_or(rest.len());
        let (piece, tail) = rest.split_at(end);
        let folded = gazet_bundle::text::fold(piece);
        push(piece, in_word && terms.iter().any(|term| rank(&folded, term).is_some()));
        rest = tail;
    }
    runs
}

/// Marks and apostrophes that stand inside words.
pub(super) fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{610}'..='\u{65f}' | '\u{670}' | '\'' | '’')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_answers_a_term() {
        let check = |word: &str, term: &str, expected: Option<Match>| {
            assert_eq!(rank(word, term), expected, "{word} / {term}");
        };
        check("carpet", "carpet", Some(Match::Whole));
        check("carpets", "carpet", Some(Match::Prefix));
        check("supermarket", "market", Some(Match::Inside));
        check("carpet", "capret", Some(Match::Typo));
        check("carpet", "carpwt", Some(Match::Typo));
        check("observatory", "obsrvatori", Some(Match::Typo));
        check("carpets", "crpet", Some(Match::Typo));
        check("cat", "car", None);
        check("wind", "sea", None);
        check("a", "observatory", None);
    }

    #[test]
    fn marks_cover_whole_words() {
        let terms = vec!["seher".to_owned(), "baki".to_owned()];
        let runs = mark("Bakı: İçəri Şəhər.", &terms);
        let marked: Vec<&str> = runs.iter().filter(|r| r.1).map(|r| r.0.as_str()).collect();
        assert_eq!(marked, ["Bakı", "Şəhər"]);
        assert_eq!(runs.iter().map(|r| r.0.as_str()).collect::<String>(), "Bakı: İçəri Şəhər.");
    }
}
