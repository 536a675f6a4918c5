//! Asks a server for a file: HTTP and HTTPS, with a deadline, a limit of size
//! and a second try where one may help.
//!
//! Everything that an importer takes from the network comes through here, so
//! that a server which never ends, never answers or answers with something
//! else cannot hold the program or fill its memory.

mod answer;
mod error;

use std::io::Read;
use std::thread;
use std::time::{Duration, Instant};
use ureq::http::{Response, StatusCode, header};
use ureq::{Agent, Body, ResponseExt};

pub use answer::Answer;
pub use error::{FetchError, Reason};

/// Redirects of one request: browsers give up at 20, and nobody needs a third
/// of it.
const REDIRECTS: u32 = 6;

/// The longest pause that a server may ask for. One that wants more is busy
/// for longer than a publisher waits.
const LONGEST_PAUSE: Duration = Duration::from_secs(10);

/// How long a server is waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// For one file with all its tries and pauses. A minute is 30 MB at
    /// 4 Mbit/s, more than the largest picture of a newsroom.
    pub total: Duration,
    /// For the start of one answer. WordPress takes up to ten seconds to put
    /// a hundred posts together on a shared host.
    pub start: Duration,
    /// Before the second try; doubled before each one after.
    pub pause: Duration,
    /// How often a server is asked.
    pub tries: u32,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            total: Duration::from_secs(60),
            start: Duration::from_secs(20),
            pause: Duration::from_millis(500),
            tries: 4,
        }
    }
}

/// Asks servers, and keeps connections open between requests.
#[derive(Debug)]
pub struct Fetcher {
    agent: Agent,
    patience: Patience,
}

impl Default for Fetcher {
    fn default() -> Self {
        Self::new(Patience::default())
    }
}

impl Fetcher {
    /// A fetcher of this patience. Certificates are checked against the roots
    /// of Mozilla; the variables `HTTPS_PROXY` and `NO_PROXY` are honoured.
    #[must_use]
    pub fn new(patience: Patience) -> Self {
        let config = Agent::config_builder()
            .user_agent(concat!("gazet/", env!("CARGO_PKG_VERSION")))
            .http_status_as_error(false)
            .max_redirects(REDIRECTS)
            .timeout_connect(Some(patience.start))
            .timeout_recv_response(Some(patience.start))
            .build();
        Self { agent: config.into(), patience }
    }

    /// The file at an address, of at most `limit` bytes when unpacked. Asked
    /// again when the server is at fault (5xx), busy (429) or breaks off.
    ///
    /// # Errors
    /// [`FetchError`] names the address and what came of the last try.
    pub fn get(&self, url: &str, limit: usize) -> Result<Answer, FetchError> {
        let failed = |reason| FetchError { url: url.to_owned(), reason };
        let is_web = url::Url::parse(url).is_ok_and(|url| matches!(url.scheme(), "http" | "https"));
        if !is_web {
            return Err(failed(Reason::Address));
        }
        let end = Instant::now() + self.patience.total;
        let mut pause = self.patience.pause;
        let mut tried = 0;
        loop {
            tried += 1;
            let (reason, asked) = match self.once(url, limit, end) {
                Ok(answer) => return Ok(answer),
                Err(failure) => failure,
            };
            let wait = asked.unwrap_or(pause).min(LONGEST_PAUSE);
            let is_late = Instant::now() + wait >= end;
            if !reason.may_pass() || tried >= self.patience.tries || is_late {
                return Err(failed(reason));
            }
            thread::sleep(wait);
            pause *= 2;
        }
    }

    /// One try; with a failure the pause that the server asks for.
    fn once(
        &self,
        url: &str,
        limit: usize,
        end: Instant,
    ) -> Result<Answer, (Reason, Option<Duration>)> {
        let left = end.saturating_duration_since(Instant::now());
        let request = self.agent.get(url).config().timeout_global(Some(left)).build();
        let mut response = request.call().map_err(|error| (Reason::of(error), None))?;
        let status = response.status();
        if !status.is_success() {
            return Err((Reason::Status(status.as_u16()), retry_after(&response)));
        }
        if status == StatusCode::NO_CONTENT {
            return Err((Reason::Status(status.as_u16()), None));
        }
        // What is too large packed is too large unpacked.
        let told = response.body().content_length();
        if told.is_some_and(|told| told > limit as u64) {
            return Err((Reason::TooLarge(limit), None));
        }
        let mut bytes = Vec::new();
        let mut reader = response.body_mut().as_reader().take(limit as u64 + 1);
        reader.read_to_end(&mut bytes).map_err(|error| (Reason::of(error.into()), None))?;
        if bytes.len() > limit {
            return Err((Reason::TooLarge(limit), None));
        }
        Ok(Answer::new(response.get_uri().to_string(), response.headers(), bytes))
    }
}

/// The pause that a busy server asks for, in seconds. The other form, a date,
/// would need a clock that agrees with the server's.
fn retry_after(response: &Response<Body>) -> Option<Duration> {
    let value = response.headers().get(header::RETRY_AFTER)?.to_str().ok()?;
    value.trim().parse().ok().map(Duration::from_secs)
}
