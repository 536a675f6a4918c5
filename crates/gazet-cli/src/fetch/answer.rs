//! What a server answered.

use ureq::http::HeaderMap;

/// A file as a server gave it, unpacked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Where it was at last, after every redirect.
    pub url: String,
    /// The file.
    pub bytes: Vec<u8>,
    headers: Vec<(String, String)>,
}

impl Answer {
    pub(super) fn new(url: String, headers: &HeaderMap, bytes: Vec<u8>) -> Self {
        let text = |value: &[u8]| String::from_utf8_lossy(value).trim().to_owned();
        let headers =
            headers.iter().map(|(name, value)| (name.as_str().to_owned(), text(value.as_bytes())));
        Self { url, bytes, headers: headers.collect() }
    }

    /// A header, by its name in lower case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// What kind of file it is, in lower case and without parameters:
    /// `image/jpeg`.
    #[must_use]
    pub fn content_type(&self) -> Option<String> {
        let kind = self.header("content-type")?.split(';').next()?.trim().to_ascii_lowercase();
        (!kind.is_empty()).then_some(kind)
    }

    /// The encoding of its text, as the server names it.
    #[must_use]
    pub fn charset(&self) -> Option<&str> {
        let parameters = self.header("content-type")?.split(';').skip(1);
        parameters.filter_map(|parameter| parameter.split_once('=')).find_map(|(name, value)| {
            let value = value.trim().trim_matches(['"', '\'']);
            (name.trim().eq_ignore_ascii_case("charset") && !value.is_empty()).then_some(value)
        })
    }

    /// The mark by which the server tells this version from others.
    #[must_use]
    pub fn etag(&self) -> Option<&str> {
        self.header("etag")
    }
}
