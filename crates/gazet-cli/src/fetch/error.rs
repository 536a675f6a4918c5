//! Why a file could not be had.

use thiserror::Error;

/// A file that could not be had.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{url}: {reason}")]
pub struct FetchError {
    /// What was asked for.
    pub url: String,
    /// What came of it.
    pub reason: Reason,
}

/// What came of a request.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Reason {
    /// The address is none of the web.
    #[error("is no http or https address")]
    Address,
    /// The server answered, but not with the file.
    #[error("the server answers {0}{text}", text = told(*.0))]
    Status(u16),
    /// The file is larger than it may be.
    #[error("has more than the {0} bytes that are allowed")]
    TooLarge(usize),
    /// Each address leads to another.
    #[error("is redirected too often")]
    Redirects,
    /// Nothing came in time.
    #[error("the server did not answer in time")]
    Late,
    /// No server has this name.
    #[error("no server of this name is found")]
    Host,
    /// The certificate is not to be trusted, or the handshake failed.
    #[error("the connection is not secure: {0}")]
    Insecure(String),
    /// The connection failed or broke off.
    #[error("the connection failed: {0}")]
    Connection(String),
}

impl Reason {
    /// Whether the next try may do better.
    pub(super) fn may_pass(&self) -> bool {
        match self {
            Self::Status(status) => matches!(status, 408 | 425 | 429 | 500..=599),
            Self::Late | Self::Connection(_) => true,
            Self::Address
            | Self::TooLarge(_)
            | Self::Redirects
            | Self::Host
            | Self::Insecure(_) => false,
        }
    }

    pub(super) fn of(error: ureq::Error) -> Self {
        use ureq::Error;
        match error {
            Error::StatusCode(status) => Self::Status(status),
            Error::BadUri(_) | Error::Http(_) => Self::Address,
            Error::TooManyRedirects | Error::RedirectFailed => Self::Redirects,
            Error::Timeout(_) => Self::Late,
            Error::HostNotFound => Self::Host,
            Error::Tls(what) => Self::Insecure(what.to_owned()),
            Error::Rustls(what) => Self::Insecure(what.to_string()),
            Error::Io(what) if what.kind() == std::io::ErrorKind::TimedOut => Self::Late,
            Error::Io(what) => Self::Connection(what.to_string()),
            other => Self::Connection(other.to_string()),
        }
    }
}

/// What a number of HTTP means, for those who do not know them by heart.
fn told(status: u16) -> &'static str {
    match status {
        204 => " (nothing)",
        401 => " (asks for a password)",
        403 => " (forbidden)",
        404 => " (not found)",
        410 => " (gone)",
        429 => " (too many requests)",
        500..=599 => " (it has a fault)",
        _ => "",
    }
}
