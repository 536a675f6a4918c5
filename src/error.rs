//! Every fault that a reader sees; `i18n` has the sentence for each.

use gazet_bundle::ReadError;
use thiserror::Error;

/// Why something could not be loaded.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Fault {
    /// No answer at all: offline, or the host is gone.
    #[error("no answer")]
    Unreachable,
    /// No answer, or no whole one, within the deadline.
    #[error("no answer in time")]
    Timeout,
    /// An answer with this HTTP status.
    #[error("HTTP status {0}")]
    Status(u16),
    /// An answer that broke off.
    #[error("broken off")]
    Truncated,
    /// An answer larger than the limit, in bytes.
    #[error("larger than {0} bytes")]
    TooLarge(usize),
    /// A web page where data was expected.
    #[error("a web page where data was expected")]
    Html,
    /// Written by a newer Gazet.
    #[error("format {0}")]
    TooNew(u32),
    /// Not the data of an edition; what is wrong with it.
    #[error("malformed: {0}")]
    Malformed(String),
    /// Not the bytes that the edition named.
    #[error("not the bytes that the edition named")]
    WrongHash,
    /// Not signed with the key that the site pins.
    #[error("not signed with the key of the site")]
    WrongSignature,
}

impl From<ReadError> for Fault {
    fn from(error: ReadError) -> Self {
        match error {
            ReadError::TooLarge(_, limit) => Self::TooLarge(limit),
            ReadError::Html => Self::Html,
            ReadError::Truncated => Self::Truncated,
            ReadError::TooNew(format) => Self::TooNew(format),
            ReadError::Malformed(problem) => Self::Malformed(problem),
        }
    }
}

/// Why something could not be kept on the device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum SaveFault {
    /// The browser gives the page no storage.
    #[error("storage is not available")]
    Unavailable,
    /// The storage is full.
    #[error("storage is full")]
    Full,
    /// What is stored was written by a newer version and must not be
    /// overwritten.
    #[error("what is stored is newer than this program")]
    Newer,
}

/// Something that is on its way, there, or failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Load<T> {
    /// On its way.
    Loading,
    /// There.
    Ready(T),
    /// Failed.
    Failed(Fault),
}
