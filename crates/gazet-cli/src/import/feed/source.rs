//! Where a feed comes from: a file or a server.

use crate::fetch::Fetcher;
use crate::input;
use std::path::Path;

/// Bytes of one feed: 64 MiB, ten times the largest that whole archives are
/// published in.
const BYTES: usize = 64 * 1024 * 1024;

/// Gets feeds.
#[derive(Default)]
pub(super) struct Source {
    /// Made for the first address, so that files need no network.
    fetcher: Option<Fetcher>,
}

/// The bytes of a feed, the encoding that the server names, and its address.
type Got = (Vec<u8>, Option<String>, Option<String>);

impl Source {
    /// Gets a feed by what the publisher wrote.
    pub(super) fn get(&mut self, feed: &str) -> Result<Got, String> {
        if let Some(url) = address(feed) {
            let fetcher = self.fetcher.get_or_insert_with(Fetcher::default);
            let answer = fetcher.get(&url, BYTES).map_err(|error| error.reason.to_string())?;
            let charset = answer.charset().map(str::to_owned);
            return Ok((answer.bytes, charset, Some(answer.url)));
        }
        let fit = input::read(Path::new(feed), BYTES as u64);
        let bytes = fit.map_err(|error| format!("cannot be read: {error}"))?;
        Ok((bytes.map_err(|unfit| unfit.to_string())?, None, None))
    }
}

/// An address of the web. `feed:` is what some sites write before it.
fn address(input: &str) -> Option<String> {
    let rest = input.strip_prefix("feed:").unwrap_or(input);
    let rest = if let Some(rest) = rest.strip_prefix("//") {
        format!("http://{rest}")
    } else {
        rest.to_owned()
    };
    let lower = rest.to_ascii_lowercase();
    let is_web = lower.starts_with("http://") || lower.starts_with("https://");
    is_web.then_some(rest)
}
