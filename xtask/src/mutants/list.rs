//! The mutants of `tests/mutants/`.

use crate::files::walk;
use crate::project::Project;
use anyhow::{Context, Result, anyhow, bail};
use serde::Deserialize;
use std::fmt;
use std::fs;

/// One thing that is broken, and the test that has to notice.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Mutant {
    /// The row of `docs/reliability.md`.
    pub(super) fault: String,
    /// What the broken code does wrong.
    pub(super) breaks: String,
    pub(super) file: String,
    /// What is replaced; found once in the file.
    find: String,
    replace: String,
    pub(super) test: Test,
    /// The file it stands in, without its ending.
    #[serde(skip)]
    area: String,
}

/// A test as `docs/reliability.md` names it.
#[derive(Debug, Deserialize)]
#[serde(try_from = "String")]
pub(super) enum Test {
    /// `cli/x.rs: name`, `bundle/x.rs: name` and `components/x.rs: name`.
    Native { file: String, target: String, filter: String, name: String },
    /// `web/x.rs: name`.
    Web { file: String, name: String },
    /// `x.test.mjs: title`.
    Script { file: String, title: String },
    /// `x.spec.ts: title`.
    Journey { file: String, title: String },
}

impl TryFrom<String> for Test {
    type Error = anyhow::Error;

    fn try_from(text: String) -> Result<Self> {
        let (file, name) = text.split_once(": ").with_context(|| format!("{text}: no `: `"))?;
        let name = name.to_owned();
        if file.ends_with(".spec.ts") {
            return Ok(Self::Journey { file: format!("tests/journeys/{file}"), title: name });
        }
        if file.ends_with(".test.mjs") {
            return Ok(Self::Script { file: format!("tests/scripts/{file}"), title: name });
        }
        let (kind, module) =
            file.split_once('/').with_context(|| format!("{text}: what is it?"))?;
        let filter = format!("{}::{name}", module.trim_end_matches(".rs"));
        let (folder, target) = match kind {
            "cli" => ("crates/gazet-cli/tests/suite", "suite"),
            "bundle" => ("crates/gazet-bundle/tests/suite", "suite"),
            "components" => ("tests/components", "components"),
            "web" => return Ok(Self::Web { file: format!("tests/web/{module}"), name }),
            _ => bail!("{text}: there are no such tests"),
        };
        let (file, target) = (format!("{folder}/{module}"), target.to_owned());
        Ok(Self::Native { file, target, filter, name })
    }
}

impl Test {
    /// Its file, and what its runner prints of it.
    pub(super) fn place(&self) -> (&str, &str) {
        match self {
            Self::Native { file, name, .. }
            | Self::Web { file, name }
            | Self::Script { file, title: name }
            | Self::Journey { file, title: name } => (file, name),
        }
    }
}

impl fmt::Display for Test {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (file, name) = self.place();
        write!(f, "{file}: {name}")
    }
}

impl Mutant {
    /// Whether every word stands in its area, fault, file or test.
    pub(super) fn is_asked_for(&self, words: &[String]) -> bool {
        let Self { fault, breaks, file, test, area, .. } = self;
        let text = format!("{area} {fault} {breaks} {file} {test}");
        words.iter().all(|word| text.contains(word.as_str()))
    }

    /// The file, broken.
    pub(super) fn broken(&self, whole: &str) -> Result<String> {
        let Self { file, find, replace, breaks, .. } = self;
        match whole.matches(find.as_str()).count() {
            1 => Ok(whole.replacen(find, replace, 1)),
            0 => Err(anyhow!("{file} no longer has what the mutant “{breaks}” replaces")),
            n => Err(anyhow!("{file} has {n} times what the mutant “{breaks}” replaces")),
        }
    }

    /// A name for a file.
    pub(super) fn slug(&self) -> String {
        let kept = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
        format!("{}-{}", self.area, self.breaks.chars().map(kept).take(80).collect::<String>())
    }
}

/// All mutants, in the order in which little is compiled twice.
pub(super) fn read(project: &Project) -> Result<Vec<Mutant>> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct List {
        mutant: Vec<Mutant>,
    }

    let mut all = Vec::new();
    for file in walk(&project.at("tests/mutants"))? {
        let text = fs::read_to_string(&file).with_context(|| file.display().to_string())?;
        let list: List = toml::from_str(&text).with_context(|| file.display().to_string())?;
        let area = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        all.extend(list.mutant.into_iter().map(|mutant| Mutant { area: area.clone(), ..mutant }));
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn project() -> Project {
        Project::find().expect("this is a repository")
    }

    #[test]
    fn every_mutant_still_breaks_its_file() {
        let project = project();
        for mutant in read(&project).expect("a readable list") {
            let whole = fs::read_to_string(project.at(&mutant.file)).expect(&mutant.file);
            let broken = mutant.broken(&whole).expect(&mutant.breaks);
            assert_ne!(broken, whole, "{}", mutant.breaks);
        }
    }

    /// Whether a line of a test file makes a test of this title. Those of a
    /// loop have places that are filled in.
    fn makes(line: &str, title: &str) -> bool {
        let Some((_, rest)) = line.split_once("test(") else { return false };
        let Some(quote) = rest.chars().next().filter(|c| "'`\"".contains(*c)) else { return false };
        let Some(written) = rest[1..].split(quote).next() else { return false };
        let mut pieces = written.split("${");
        let Some(mut left) = title.strip_prefix(pieces.next().unwrap_or_default()) else {
            return false;
        };
        for piece in pieces {
            let text = piece.split_once('}').map_or("", |(_, text)| text);
            let Some(at) = left.rfind(text) else { return false };
            left = &left[at + text.len()..];
        }
        left.is_empty()
    }

    #[test]
    fn every_mutant_names_a_test_that_is_there() {
        let project = project();
        for mutant in read(&project).expect("a readable list") {
            let (file, name) = mutant.test.place();
            let text = fs::read_to_string(project.at(file)).expect(file);
            let is_rust = file.ends_with(".rs");
            let is_there = |line: &str| {
                if is_rust { line.contains(&format!("fn {name}(")) } else { makes(line, name) }
            };
            assert!(text.lines().any(is_there), "{}", mutant.test);
        }
    }

    #[test]
    fn every_fault_of_the_tables_has_a_mutant_and_every_mutant_a_fault() {
        let project = project();
        let page = fs::read_to_string(project.at("docs/reliability.md")).expect("a page");
        let mut within = false;
        let mut faults = BTreeSet::new();
        for line in page.lines() {
            let Some(row) = line.strip_prefix("| ") else {
                within = false;
                continue;
            };
            let first = row.split(" | ").next().unwrap_or_default();
            if first == "fault" {
                within = true;
            } else if within && !first.starts_with("---") {
                faults.insert(first.to_owned());
            }
        }
        let mutants = read(&project).expect("a readable list");
        let broken: BTreeSet<_> = mutants.into_iter().map(|mutant| mutant.fault).collect();
        assert_eq!(faults, broken);
    }
}
