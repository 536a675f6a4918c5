//! The last lines: what the test runners said of themselves.

use std::fmt;

/// Lines kept from the runners' output, as they were.
#[derive(Debug, Default)]
pub(crate) struct Summary {
    lines: Vec<String>,
}

impl Summary {
    /// Keeps the summary lines of cargo and of wasm-bindgen's test runner.
    pub(crate) fn cargo(&mut self, line: &str) {
        if line.starts_with("test result:") {
            self.lines.push(line.to_owned());
        }
    }

    /// Keeps what Node says of its tests: `ℹ pass 12`, `ℹ fail 0`.
    pub(crate) fn node(&mut self, line: &str) {
        let mut words = line.split_whitespace();
        let kinds = ["tests", "pass", "fail", "cancelled", "skipped"];
        let kind = if words.next() == Some("ℹ") { words.next() } else { None };
        let counted = words.next().is_some_and(|word| word.parse::<u32>().is_ok());
        if counted && kind.is_some_and(|kind| kinds.contains(&kind)) {
            self.lines.push(line.to_owned());
        }
    }

    /// Keeps the summary lines of Playwright: `  3 failed`, `  20 passed (1.2m)`.
    pub(crate) fn playwright(&mut self, line: &str) {
        let mut words = line.split_whitespace();
        let counted = words.next().is_some_and(|word| word.parse::<u32>().is_ok());
        let verdict = words.next().unwrap_or_default();
        let known = ["passed", "failed", "flaky", "skipped", "interrupted", "did"];
        if counted && known.contains(&verdict) {
            self.lines.push(line.to_owned());
        }
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.lines.iter().try_for_each(|line| writeln!(f, "{line}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_runners_own_summaries_are_kept() {
        let mut summary = Summary::default();
        let ok = "test result: ok. 3 passed; 0 failed; 0 ignored; finished in 0.1s";
        for line in ["running 3 tests", "test a ... ok", ok] {
            summary.cargo(line);
        }
        for line in ["Running 4 tests using 2 workers", "  ✓  1 a (1s)", "  3 passed (1.2m)"] {
            summary.playwright(line);
        }
        summary.playwright("  2 did not run");
        for line in ["✔ a term (1ms)", "ℹ tests 12", "ℹ pass 12", "ℹ pass on", "ℹ duration_ms 9.1"]
        {
            summary.node(line);
        }
        let said = "  3 passed (1.2m)\n  2 did not run\nℹ tests 12\nℹ pass 12\n";
        let expected = format!("{ok}\n{said}");
        assert_eq!(summary.to_string(), expected);
    }
}
