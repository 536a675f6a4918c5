//! What a run of a test says of a mutant.

use super::list::Test;

/// What became of a mutant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// The test failed, as it should.
    Caught,
    /// The test passed, so it does not hold what it is named for.
    Survived,
    /// The test did not run: the mutant does not compile, or there is no such
    /// test.
    NotRun,
}

impl Verdict {
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Caught => "caught",
            Self::Survived => "SURVIVED",
            Self::NotRun => "DID NOT RUN",
        }
    }
}

/// Reads what a test runner prints.
pub(super) struct Watch {
    name: String,
    passed: bool,
    failed: bool,
    log: String,
}

impl Watch {
    pub(super) fn new(test: &Test) -> Self {
        let name = test.place().1.to_owned();
        Self { name, passed: false, failed: false, log: String::new() }
    }

    /// Takes a line of Cargo's, wasm-bindgen's, Node's or Playwright's.
    pub(super) fn line(&mut self, line: &str) {
        self.log += line;
        self.log.push('\n');
        if !line.contains(&self.name) {
            return;
        }
        let line = line.trim();
        let has = |start: &str, end: &str| line.starts_with(start) && line.ends_with(end);
        self.failed |=
            has("test ", "FAILED") || has("test ", "FAIL") || line.starts_with(['✘', '✖']);
        self.passed |= has("test ", "ok") || line.starts_with(['✓', '✔']);
    }

    /// The verdict, and everything that was printed.
    pub(super) fn end(self) -> (Verdict, String) {
        let verdict = match (self.failed, self.passed) {
            (true, _) => Verdict::Caught,
            (false, true) => Verdict::Survived,
            (false, false) => Verdict::NotRun,
        };
        (verdict, self.log)
    }
}

/// A regular expression of JavaScript that finds this text.
pub(super) fn pattern(text: &str) -> String {
    text.chars().fold(String::new(), |mut out, c| {
        if r".*+?^${}()|[]\".contains(c) {
            out.push('\\');
        }
        out.push(c);
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(test: &str, lines: &[&str]) -> Verdict {
        let mut watch = Watch::new(&Test::try_from(test.to_owned()).expect(test));
        lines.iter().for_each(|line| watch.line(line));
        watch.end().0
    }

    #[test]
    fn only_the_named_test_counts() {
        let cargo = "cli/kill.rs: it_ends";
        assert_eq!(verdict(cargo, &["test kill::it_ends ... FAILED"]), Verdict::Caught);
        assert_eq!(verdict(cargo, &["test kill::it_ends ... ok"]), Verdict::Survived);
        assert_eq!(verdict(cargo, &["test kill::other ... FAILED"]), Verdict::NotRun);
        assert_eq!(verdict(cargo, &["error: could not compile `it_ends`"]), Verdict::NotRun);
        assert_eq!(verdict("web/a.rs: it_ends", &["test web::it_ends ... FAIL"]), Verdict::Caught);
        let journey = "a.spec.ts: it ends";
        let line = "  ✘  1 tests/journeys/a.spec.ts:3:1 › it ends (3s)";
        assert_eq!(verdict(journey, &[line]), Verdict::Caught);
        assert_eq!(verdict("a.test.mjs: it ends", &["    ✖ it ends (1ms)"]), Verdict::Caught);
    }

    #[test]
    fn a_title_is_found_as_it_is_written() {
        assert_eq!(pattern("100 % (a.b)?"), r"100 % \(a\.b\)\?");
    }
}
