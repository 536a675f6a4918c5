//! Which word follows which in the default edition.

use super::random::Random;
use anyhow::{Context, Result, ensure};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Words of a sentence after which it ends at the next full stop or by force.
const LONGEST: usize = 40;

pub(super) struct Words {
    words: Vec<String>,
    /// The words that follow a pair of words.
    after: BTreeMap<(u32, u32), Vec<u32>>,
    /// Pairs with which a sentence begins.
    starts: Vec<(u32, u32)>,
}

impl Words {
    /// The words of the English articles in a folder.
    pub(super) fn of(folder: &Path) -> Result<Self> {
        let mut files: Vec<_> = fs::read_dir(folder)
            .with_context(|| folder.display().to_string())?
            .map(|entry| entry.map(|entry| entry.path()))
            .collect::<std::io::Result<_>>()?;
        files.sort();
        let mut own = Self { words: Vec::new(), after: BTreeMap::new(), starts: Vec::new() };
        let mut numbers = BTreeMap::new();
        for file in files {
            let text = fs::read_to_string(&file).with_context(|| file.display().to_string())?;
            let Some((head, body)) = text.split_once("\n---\n") else { continue };
            if !head.contains("\nlang:") {
                own.read(body, &mut numbers);
            }
        }
        ensure!(!own.starts.is_empty(), "{} has no sentences", folder.display());
        Ok(own)
    }

    fn read(&mut self, body: &str, numbers: &mut BTreeMap<String, u32>) {
        // What is no running text has marks of its own.
        let lines = body.lines().filter(|line| line.starts_with(|c: char| c.is_alphabetic()));
        for line in lines {
            let plain =
                |word: &&str| word.chars().all(|c| c.is_alphanumeric() || ",.;:’-–?!".contains(c));
            let words: Vec<u32> = line
                .split(' ')
                .filter(plain)
                .filter(|word| !word.is_empty())
                .map(|word| {
                    *numbers.entry(word.to_owned()).or_insert_with(|| {
                        self.words.push(word.to_owned());
                        u32::try_from(self.words.len() - 1).unwrap_or_default()
                    })
                })
                .collect();
            for (at, three) in words.windows(3).enumerate() {
                let pair = (three[0], three[1]);
                self.after.entry(pair).or_default().push(three[2]);
                if at == 0 || self.is_end(words[at - 1]) {
                    self.starts.push(pair);
                }
            }
        }
    }

    /// A sentence, with its full stop.
    pub(super) fn sentence(&self, random: &mut Random) -> String {
        let mut pair = self.starts[random.below(self.starts.len())];
        let mut text = format!("{} {}", self.word(pair.0), self.word(pair.1));
        for _ in 0..LONGEST {
            if self.is_end(pair.1) {
                return text;
            }
            let Some(next) = self.after.get(&pair) else { break };
            pair = (pair.1, next[random.below(next.len())]);
            text.push(' ');
            text.push_str(self.word(pair.1));
        }
        text.truncate(text.trim_end_matches([',', ';', ':', '.', '?', '!', '–', ' ']).len());
        text.push('.');
        text
    }

    /// The beginning of a sentence, as a headline has it.
    pub(super) fn phrase(&self, random: &mut Random) -> String {
        let length = 4 + random.below(6);
        let sentence = self.sentence(random);
        let words: Vec<&str> = sentence.split(' ').take(length).collect();
        words.join(" ").trim_end_matches([',', ';', ':', '.', '?', '!', '–', ' ']).to_owned()
    }

    /// Names of two words, no two alike.
    pub(super) fn names(&self, count: usize, random: &mut Random) -> Vec<String> {
        let long: Vec<&String> = self
            .words
            .iter()
            .filter(|word| word.len() > 4 && word.bytes().all(|b| b.is_ascii_lowercase()))
            .collect();
        let mut names = Vec::new();
        while names.len() < count {
            let mut name = || {
                let word = long[random.below(long.len())];
                let (first, rest) = word.split_at(1);
                format!("{}{rest}", first.to_uppercase())
            };
            let name = format!("{} {}", name(), name());
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    fn word(&self, number: u32) -> &str {
        &self.words[number as usize]
    }

    fn is_end(&self, number: u32) -> bool {
        self.word(number).ends_with(['.', '?', '!'])
    }
}
