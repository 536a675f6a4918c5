//! The path under which a site lives.

use std::fmt;
use std::str::FromStr;
use thiserror::Error;

/// A path that begins and ends with `/`: `/` or `/repo/`. It holds only
/// characters that mean the same in a URL, in HTML, in JavaScript and in CSS,
/// since it is put into all of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BasePath(String);

/// A text that is no base path.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("a base path looks like / or /repo/ and holds only a-z, A-Z, 0-9, '-', '_' and '.'")]
pub struct BasePathError;

impl BasePath {
    /// The path as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address of a file of the site.
    #[must_use]
    pub fn file(&self, name: &str) -> String {
        format!("{}{name}", self.0)
    }
}

impl Default for BasePath {
    fn default() -> Self {
        Self("/".to_owned())
    }
}

impl FromStr for BasePath {
    type Err = BasePathError;

    /// Reads a base path; a missing first or last `/` is added.
    fn from_str(text: &str) -> Result<Self, BasePathError> {
        if matches!(text, "" | "/") {
            return Ok(Self::default());
        }
        let inner = text.strip_prefix('/').unwrap_or(text);
        let inner = inner.strip_suffix('/').unwrap_or(inner);
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
        let name =
            |piece: &str| !piece.is_empty() && !piece.starts_with('.') && piece.chars().all(plain);
        if inner.split('/').all(name) { Ok(Self(format!("/{inner}/"))) } else { Err(BasePathError) }
    }
}

impl fmt::Display for BasePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_path_begins_and_ends_with_a_slash() {
        let check = |text: &str, expected: Option<&str>| {
            let read = text.parse::<BasePath>().ok();
            assert_eq!(read.as_ref().map(BasePath::as_str), expected, "{text:?}");
        };
        check("", Some("/"));
        check("/", Some("/"));
        check("repo", Some("/repo/"));
        check("/some/repo.name/", Some("/some/repo.name/"));
        for bad in
            ["//", "/a//b/", "/../", "/a b/", "/a\"b/", "https://x.example/", "/a?b/", "/.x/"]
        {
            check(bad, None);
        }
    }
}
