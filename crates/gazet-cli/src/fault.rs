//! What is wrong with the input, and where.

use gazet_bundle::Level;
use std::fmt;

/// One fault of one file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// The file, relative to the folder that is read, with `/` between names.
    pub file: String,
    /// The line, from 1; `None` when the fault has no line.
    pub line: Option<usize>,
    /// Whether it stops the run.
    pub level: Level,
    /// What is wrong, naming the value.
    pub message: String,
}

impl Fault {
    /// The level as machines read it.
    pub(crate) fn level_name(&self) -> &'static str {
        match self.level {
            Level::Error => "error",
            Level::Warning => "warning",
        }
    }
}

impl fmt::Display for Fault {
    /// `file:line: message`, the form that editors and terminals make a link.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        f.write_str(match self.level {
            Level::Error => ": ",
            Level::Warning => ": warning: ",
        })?;
        f.write_str(&self.message)
    }
}

/// Collects the faults of one file.
#[derive(Debug)]
pub(crate) struct Log {
    file: String,
    faults: Vec<Fault>,
}

impl Log {
    pub(crate) fn new(file: impl Into<String>) -> Self {
        Self { file: file.into(), faults: Vec::new() }
    }

    pub(crate) fn file(&self) -> &str {
        &self.file
    }

    pub(crate) fn error(&mut self, line: impl Into<Option<usize>>, message: impl Into<String>) {
        self.push(Level::Error, line.into(), message.into());
    }

    pub(crate) fn warning(&mut self, line: impl Into<Option<usize>>, message: impl Into<String>) {
        self.push(Level::Warning, line.into(), message.into());
    }

    pub(crate) fn into_faults(self) -> Vec<Fault> {
        self.faults
    }

    fn push(&mut self, level: Level, line: Option<usize>, message: String) {
        self.faults.push(Fault { file: self.file.clone(), line, level, message });
    }
}

/// Puts faults in the order of files and lines and drops those said twice.
pub(crate) fn sort(faults: &mut Vec<Fault>) {
    faults.sort();
    faults.dedup();
}

/// Whether a fault is among them that stops the run.
pub(crate) fn any_error(faults: &[Fault]) -> bool {
    faults.iter().any(|fault| fault.level == Level::Error)
}
