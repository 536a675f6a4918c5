//! Why a run ended, and the exit code that says so.

use crate::Fault;
use std::io;
use std::path::{Path, PathBuf};
use thiserror::Error;

/// Why a run ended without its work done.
#[derive(Debug, Error)]
pub enum Error {
    /// The input has faults; all of them are here, and nothing was written.
    #[error("{}; nothing was written", count(.faults))]
    Faults {
        /// The folder that was read.
        root: PathBuf,
        /// Every fault, in the order of files and lines.
        faults: Vec<Fault>,
    },
    /// What was checked has problems of the level error.
    #[error("{errors} of them forbid publishing")]
    Problems {
        /// The folder that was read.
        root: PathBuf,
        /// Every problem.
        faults: Vec<Fault>,
        /// How many are errors.
        errors: usize,
    },
    /// An edition is not what it should be by its hashes.
    #[error("{}: this is not what was published", problems(.faults.len()))]
    Unverified {
        /// What was verified.
        root: PathBuf,
        /// What is wrong with which file.
        faults: Vec<Fault>,
    },
    /// The input as a whole is not what it should be.
    #[error("{path}: {message}", path = .path.display())]
    Input {
        /// What was read.
        path: PathBuf,
        /// What is wrong with it.
        message: String,
    },
    /// The output may not be written there.
    #[error("{path}: {message}", path = .path.display())]
    Refused {
        /// Where it should have been written.
        path: PathBuf,
        /// Why it was not.
        message: String,
    },
    /// The machine said no.
    #[error("{path}: {action}: {source}", path = .path.display())]
    Io {
        /// What was being done: "cannot read".
        action: &'static str,
        /// To which file or folder.
        path: PathBuf,
        /// What the machine said.
        source: io::Error,
    },
    /// The place to publish to said no, or did not answer.
    #[error("{to}: {message}")]
    Storage {
        /// The place, as the command line names it.
        to: String,
        /// What happened there, and what to do.
        message: String,
    },
    /// The preview server cannot use its port.
    #[error("port {port} cannot be used: {source}; choose another with --port, or 0 for any")]
    Port {
        /// The port.
        port: u16,
        /// What the machine said.
        source: io::Error,
    },
}

/// What the program's functions return.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// The exit code: 1 for the input's fault, 3 for the machine's. 2 is kept
    /// for a command line that is not understood.
    #[must_use]
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Faults { .. }
            | Self::Problems { .. }
            | Self::Unverified { .. }
            | Self::Input { .. } => 1,
            Self::Refused { .. } | Self::Io { .. } | Self::Storage { .. } | Self::Port { .. } => 3,
        }
    }

    pub(crate) fn input(path: impl AsRef<Path>, message: impl Into<String>) -> Self {
        Self::Input { path: path.as_ref().to_owned(), message: message.into() }
    }

    pub(crate) fn refused(path: impl AsRef<Path>, message: impl Into<String>) -> Self {
        Self::Refused { path: path.as_ref().to_owned(), message: message.into() }
    }
}

/// Names the file of an I/O error.
pub(crate) trait IoContext<T> {
    fn at(self, action: &'static str, path: impl AsRef<Path>) -> Result<T>;
}

impl<T> IoContext<T> for io::Result<T> {
    fn at(self, action: &'static str, path: impl AsRef<Path>) -> Result<T> {
        self.map_err(|source| Error::Io { action, path: path.as_ref().to_owned(), source })
    }
}

fn count(faults: &[Fault]) -> String {
    let errors = faults.iter().filter(|fault| fault.level == gazet_bundle::Level::Error).count();
    problems(errors)
}

fn problems(number: usize) -> String {
    if number == 1 { "1 problem".to_owned() } else { format!("{number} problems") }
}
