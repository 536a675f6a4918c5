//! What is said on the terminal.

mod progress;

use crate::Fault;
use gazet_bundle::Level;
use serde_json::{Value, json};
use std::io::{IsTerminal, Write};
use std::path::Path;

pub(crate) use progress::Progress;

/// Says what happens: results on standard output, faults and progress on
/// standard error.
#[derive(Debug, Clone, Copy)]
pub struct Console {
    quiet: bool,
    json: bool,
    colour: bool,
}

impl Console {
    /// A console that leaves out everything but errors when `quiet`. Colours
    /// are used on a terminal, as the environment allows.
    #[must_use]
    pub fn new(quiet: bool) -> Self {
        let variable = |name: &str| std::env::var(name).ok();
        let colour = colours(variable, std::io::stderr().is_terminal());
        Self { quiet, json: false, colour }
    }

    /// The same console, which answers a machine when `json`: standard output
    /// then holds one object and nothing else.
    #[must_use]
    pub fn answering_json(self, json: bool) -> Self {
        Self { json, ..self }
    }

    /// Whether a machine listens.
    #[must_use]
    pub fn is_json(&self) -> bool {
        self.json
    }

    /// Says what was done, to people.
    pub fn say(&self, text: &str) {
        if !self.quiet && !self.json {
            // Nobody is left to tell when standard output is closed.
            let _ = writeln!(std::io::stdout(), "{text}");
        }
    }

    /// Says the result: a sentence to people, an object to a machine, to which
    /// `"ok": true` is added.
    pub fn result(&self, text: &str, mut object: Value) {
        if self.json {
            if let Some(fields) = object.as_object_mut() {
                fields.insert("ok".to_owned(), Value::Bool(true));
            }
            self.answer(&object.to_string());
        } else {
            self.say(text);
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
            let fault = under(root, fault);
            let _ = writeln!(out, "{}", self.paint(&fault.to_string(), fault.level));
        }
    }

    /// Says why the run ended.
    pub fn error(&self, message: &str) {
        let start = if self.colour { "\u{1b}[1;31mgazet:\u{1b}[0m" } else { "gazet:" };
        let _ = writeln!(std::io::stderr(), "{start} {message}");
    }

    /// Tells a machine why the run ended; people read it from [`Self::error`].
    pub fn failure(&self, code: u8, message: &str, root: &Path, faults: &[Fault]) {
        if !self.json {
            return;
        }
        let problems = Self::problems(root, faults);
        let object = json!({"ok": false, "exit": code, "error": message, "problems": problems});
        self.answer(&object.to_string());
    }

    /// Faults as a machine reads them.
    #[must_use]
    pub fn problems(root: &Path, faults: &[Fault]) -> Value {
        let problem = |fault: &Fault| {
            let Fault { file, line, message, .. } = under(root, fault);
            json!({"file": file, "line": line, "level": fault.level_name(), "message": message})
        };
        faults.iter().map(problem).collect()
    }

    /// Shows how far a long work is: `total` steps, counted by the value that
    /// is returned. Drawn on a terminal only, and not when quiet.
    pub(crate) fn progress(&self, what: &str, total: usize) -> Progress {
        let shown = !self.quiet && std::io::stderr().is_terminal();
        Progress::new(what, total, shown, self.colour)
    }

    fn paint(&self, line: &str, level: Level) -> String {
        match level {
            Level::Warning if self.colour => format!("\u{1b}[33m{line}\u{1b}[0m"),
            _ => line.to_owned(),
        }
    }
}

fn under(root: &Path, fault: &Fault) -> Fault {
    Fault { file: root.join(&fault.file).display().to_string(), ..fault.clone() }
}

/// Whether to use colours. `NO_COLOR` with any text forbids them
/// (<https://no-color.org>); `CLICOLOR_FORCE` asks for them and `CLICOLOR=0`
/// refuses them (<https://bixense.com/clicolors>); a dumb terminal has none.
fn colours(variable: impl Fn(&str) -> Option<String>, terminal: bool) -> bool {
    let is_set = |name| variable(name).is_some_and(|value| !value.is_empty() && value != "0");
    if variable("NO_COLOR").is_some_and(|value| !value.is_empty()) {
        return false;
    }
    if is_set("CLICOLOR_FORCE") {
        return true;
    }
    let is = |name, text| variable(name).is_some_and(|value| value == text);
    terminal && !is("CLICOLOR", "0") && !is("TERM", "dumb")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_as_the_environment_says() {
        let check = |variables: &[(&str, &str)], terminal, expected| {
            let variable = |name: &str| {
                let found = variables.iter().find(|(known, _)| *known == name);
                found.map(|(_, value)| (*value).to_owned())
            };
            assert_eq!(colours(variable, terminal), expected, "{variables:?}");
        };
        check(&[], true, true);
        check(&[], false, false);
        check(&[("NO_COLOR", "")], true, true);
        check(&[("NO_COLOR", "0")], true, false);
        check(&[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")], true, false);
        check(&[("CLICOLOR_FORCE", "1")], false, true);
        check(&[("CLICOLOR_FORCE", "0")], false, false);
        check(&[("CLICOLOR", "0")], true, false);
        check(&[("CLICOLOR", "1")], false, false);
        check(&[("TERM", "dumb")], true, false);
    }
}
