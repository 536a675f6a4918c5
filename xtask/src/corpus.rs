//! A paper of any size, to measure the publisher with: the same number of
//! articles gives the same bytes on every machine.
//!
//! The text is made of the default edition's own: after each two words comes
//! one that follows them there, so words, sentences and their frequencies are
//! those of a real paper. It reads as one, and means nothing.

mod random;
mod words;

use crate::arguments::CorpusOptions;
use crate::files::remove;
use crate::process::say;
use crate::project::Project;
use anyhow::{Context, Result};
use random::Random;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use words::Words;

/// Seconds of a day.
const DAY: i64 = 86_400;

/// The newest article: 1 January 2026, 09:00 in Greenwich.
const NEWEST: i64 = 1_767_258_000;

/// Years over which a paper of any size is spread.
const YEARS: i64 = 10;

/// Words that are tags, and authors; about those of a paper of some size.
const TAGS: usize = 400;
const AUTHORS: usize = 60;

const SECTIONS: [(&str, &str); 12] = [
    ("news", "News"),
    ("news/economy", "Economy"),
    ("news/energy", "Energy"),
    ("news/climate", "Climate"),
    ("opinion", "Opinion"),
    ("culture", "Culture"),
    ("culture/books", "Books"),
    ("science", "Science"),
    ("history", "History"),
    ("transport", "Transport"),
    ("sport", "Sport"),
    ("interview", "Interview"),
];

/// Writes the paper; the folder it is in.
pub(crate) fn write(project: &Project, options: &CorpusOptions) -> Result<PathBuf> {
    let count = options.articles;
    let out = match &options.out {
        Some(out) => project.at(out),
        None => project.target(&format!("corpus/{count}")),
    };
    say(format!("Writing {count} articles to {} (a minute for 100,000)", project.shown(&out)));
    remove(&out)?;
    let words = Words::of(&project.at("edition/articles"))?;
    put(&out.join("site.yaml"), &site())?;
    put(&out.join("authors.yaml"), &authors(&words))?;
    let tags: Vec<String> = words.names(TAGS, &mut Random::new(1));
    // Letters before numbers: no title of two articles makes one address.
    let slugs: Vec<String> = (0..count).map(|at| slug(&words, at)).collect();
    fs::create_dir_all(out.join("articles"))?;
    for at in 0..count {
        let text = article(&words, &tags, &slugs, at);
        let file = out.join("articles").join(format!("{}.md", slugs[at]));
        fs::write(&file, text).with_context(|| file.display().to_string())?;
    }
    for (name, text) in HUGO {
        put(&out.join("hugo").join(name), text)?;
    }
    Ok(out)
}

/// The same site for Hugo: pages, lists, feeds and a map of the same articles.
const HUGO: [(&str, &str); 4] = [
    ("hugo.toml", include_str!("corpus/hugo/hugo.toml")),
    ("layouts/_default/single.html", include_str!("corpus/hugo/single.html")),
    ("layouts/_default/list.html", include_str!("corpus/hugo/list.html")),
    ("layouts/partials/page.html", include_str!("corpus/hugo/page.html")),
];

fn title(words: &Words, at: usize) -> String {
    words.phrase(&mut Random::new(at as u64 * 2 + 11))
}

fn slug(words: &Words, at: usize) -> String {
    let mut slug = String::new();
    for c in title(words, at).to_lowercase().chars() {
        match c {
            'a'..='z' | '0'..='9' => slug.push(c),
            _ if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
            _ => {}
        }
    }
    format!("{}-{at}", slug.trim_end_matches('-'))
}

fn article(words: &Words, tags: &[String], slugs: &[String], at: usize) -> String {
    let random = &mut Random::new(at as u64 * 2 + 10);
    let (section, _) = SECTIONS[random.below(SECTIONS.len())];
    let published = NEWEST - at as i64 * (YEARS * 365 * DAY / slugs.len().max(1) as i64);
    let mut text = String::new();
    let own: Vec<&str> =
        (0..2 + random.below(3)).map(|_| tags[random.few(TAGS)].as_str()).collect();
    let mut own_tags = own.clone();
    own_tags.sort_unstable();
    own_tags.dedup();
    // Writing into a `String` cannot fail.
    let _ = write!(
        text,
        "---\ntitle: \"{}\"\ndeck: \"{}\"\nsection: {section}\nauthor: author-{}\ndate: {}\ntags: [{}]\n---\n\n",
        title(words, at),
        words.sentence(random),
        random.few(AUTHORS),
        time(published),
        own_tags.join(", ")
    );
    let paragraphs = 5 + random.below(9);
    for paragraph in 0..paragraphs {
        if paragraph > 1 && random.below(5) == 0 {
            let _ = write!(text, "## {}\n\n", words.phrase(random));
        }
        match random.below(12) {
            0 => (0..3).for_each(|_| {
                let _ = writeln!(text, "- {}", words.sentence(random));
            }),
            1 => {
                let _ = writeln!(text, "> {}", words.sentence(random));
            }
            _ => {
                let sentences = 2 + random.below(4);
                for sentence in 0..sentences {
                    if sentence == 1 && at > 0 && random.below(4) == 0 {
                        let other = &slugs[random.below(at)];
                        let _ = write!(text, "[{}](/article/{other}/) ", words.phrase(random));
                    }
                    let _ = write!(text, "{} ", words.sentence(random));
                }
                text.push('\n');
            }
        }
        text.push('\n');
    }
    text
}

/// Days and seconds as RFC 3339 has them, by the proleptic Gregorian calendar
/// (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").
fn time(unix: i64) -> String {
    let (days, second) = (unix.div_euclid(DAY) + 719_468, unix.rem_euclid(DAY));
    let (era, day) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let of_year = day - (365 * year + year / 4 - year / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year + era * 400 + i64::from(month <= 2);
    let (hour, minute, second) = (second / 3_600, second / 60 % 60, second % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

fn site() -> String {
    let mut text = "title: The Corpus\ntagline: As long as it takes\nlanguage: en\nurl: https://corpus.example/\nsections:\n".to_owned();
    for (path, name) in SECTIONS {
        let (slug, indent) = match path.rsplit_once('/') {
            Some((_, slug)) => (slug, "      "),
            None => (path, "  "),
        };
        let _ = writeln!(text, "{indent}- slug: {slug}\n{indent}  name: {name}");
        let has_own = SECTIONS
            .iter()
            .any(|(other, _)| other.strip_prefix(path).is_some_and(|rest| rest.starts_with('/')));
        if has_own {
            let _ = writeln!(text, "{indent}  sections:");
        }
    }
    text
}

fn authors(words: &Words) -> String {
    let mut text = String::new();
    for (at, name) in words.names(AUTHORS, &mut Random::new(2)).into_iter().enumerate() {
        let _ = writeln!(text, "- slug: author-{at}\n  name: {name}");
    }
    text
}

fn put(path: &Path, text: &str) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, text).with_context(|| path.display().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_those_of_the_calendar() {
        let check = |unix, expected| assert_eq!(time(unix), expected);
        check(0, "1970-01-01T00:00:00Z");
        check(951_827_696, "2000-02-29T12:34:56Z");
        check(NEWEST, "2026-01-01T09:00:00Z");
    }
}
