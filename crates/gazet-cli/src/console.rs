//! What is said on the terminal.

use crate::Fault;
use gazet_bundle::Level;
use std::io::{IsTerminal, Write};
use std::path::Path;

/// Says what happens: results on standard output, faults on standard error.
#[derive(Debug, Clone, Copy)]
pub struct Console {
    quiet: bool,
    colour: bool,
}

impl Console {
    /// A console that leaves out everything but errors when `quiet`. Colours
    /// are used on a terminal, unless the variable `NO_COLOR` holds a text
    /// (<https://no-color.org>).
    #[must_use]
    pub fn new(quiet: bool) -> Self {
        let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        Self { quiet, colour: !refused && std::io::stderr().is_terminal() }
    }

    /// Says what was done.
    pub fn say(&self, text: &str) {
        if !self.quiet {
            // Nobody is left to tell when standard output is closed.
            let _ = writeln!(std::io::stdout(), "{text}");
        }
    }

    /// Answers a machine, quiet or not.
    pub fn answer(&self, text: &str) {
        let _ = writeln!(std::io::stdout(), "{text}");
    }

    /// Says what an editor should look at, though the work was done.
    pub fn warn(&self, text: &str) {
        if !self.quiet {
            let line = self.paint(&format!("warning: {text}"), Level::Warning);
            let _ = writeln!(std::io::stderr(), "{line}");
        }
    }

    /// Says what is wrong, each fault with its path as the user wrote it.
    pub fn faults(&self, root: &Path, faults: &[Fault]) {
        let mut out = std::io::stderr().lock();
        for fault in faults {
            if self.quiet && fault.level == Level::Warning {
                continue;
            }
            let fault =
                Fault { file: root.join(&fault.file).display().to_string(), ..fault.clone() };
            let _ = writeln!(out, "{}", self.paint(&fault.to_string(), fault.level));
        }
    }

    /// Says why the run ended.
    pub fn error(&self, message: &str) {
        let start = if self.colour { "\u{1b}[1;31mgazet:\u{1b}[0m" } else { "gazet:" };
        let _ = writeln!(std::io::stderr(), "{start} {message}");
    }

    fn paint(&self, line: &str, level: Level) -> String {
        match level {
            Level::Warning if self.colour => format!("\u{1b}[33m{line}\u{1b}[0m"),
            _ => line.to_owned(),
        }
    }
}
