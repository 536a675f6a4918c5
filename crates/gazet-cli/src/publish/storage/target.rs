//! Where to publish, as the command line and the environment say it.

use super::Storage;
use crate::error::{Error, IoContext, Result};
use object_store::aws::AmazonS3Builder;
use object_store::local::LocalFileSystem;
use object_store::path::Path as Key;
use object_store::{BackoffConfig, ClientOptions, ObjectStore, RetryConfig};
use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;
use thiserror::Error as ThisError;
use url::Url;

/// How long a connection may take.
const CONNECT: Duration = Duration::from_secs(10);

/// How long a request may take: eight pieces of 8 MiB at once on a line of
/// 1 Mbit/s take nine minutes.
const REQUEST: Duration = Duration::from_secs(10 * 60);

/// How often a request is tried again; with the pauses between, about half a
/// minute.
const RETRIES: usize = 6;

/// Variables of the environment of which one has to be there, since it names
/// credentials. Without them the library would ask the network of a cloud's
/// own machines, and elsewhere wait for an answer in vain.
const CREDENTIALS: [&str; 5] = [
    "AWS_ACCESS_KEY_ID",
    "AWS_WEB_IDENTITY_TOKEN_FILE",
    "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
    "AWS_CONTAINER_CREDENTIALS_FULL_URI",
    "AWS_METADATA_ENDPOINT",
];

/// Variables that become headers of a request, which the library does not
/// look at. A secret of a build server easily ends with a line break.
const PLAIN: [&str; 3] = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"];

/// A place to publish to: `s3://bucket/prefix` or `file:///folder`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A bucket of S3 or a compatible host, and what every name in it begins
    /// with.
    Bucket {
        /// Its name.
        bucket: String,
        /// Folders in it, without `/` at either end; empty for none.
        prefix: String,
    },
    /// A folder, which may be a mounted one.
    Folder(PathBuf),
}

/// A text that is no place to publish to.
#[derive(Debug, Clone, PartialEq, Eq, ThisError)]
#[error("a place to publish to looks like s3://bucket, s3://bucket/prefix or file:///folder")]
pub struct TargetError;

impl FromStr for Target {
    type Err = TargetError;

    fn from_str(text: &str) -> Result<Self, TargetError> {
        if let Some(folder) = text.strip_prefix("file://") {
            let folder = PathBuf::from(folder);
            return if folder.is_absolute() { Ok(Self::Folder(folder)) } else { Err(TargetError) };
        }
        let rest = text.strip_prefix("s3://").ok_or(TargetError)?;
        let (bucket, prefix) = rest.split_once('/').unwrap_or((rest, ""));
        // The characters of a bucket's name, which becomes part of a host's.
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_');
        if bucket.is_empty()
            || !bucket.chars().all(plain)
            || prefix.starts_with('/')
            || text.contains(['?', '#'])
        {
            return Err(TargetError);
        }
        let prefix = Key::parse(prefix).map_err(|_| TargetError)?.to_string();
        Ok(Self::Bucket { bucket: bucket.to_owned(), prefix })
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bucket { bucket, prefix } if prefix.is_empty() => write!(f, "s3://{bucket}"),
            Self::Bucket { bucket, prefix } => write!(f, "s3://{bucket}/{prefix}"),
            Self::Folder(folder) => write!(f, "file://{}", folder.display()),
        }
    }
}

impl Target {
    /// Opens the place. `endpoint` and `region` go before the environment.
    pub(in crate::publish) fn open(
        &self,
        endpoint: Option<&str>,
        region: Option<&str>,
    ) -> Result<Storage> {
        let unusable = |message: String| Error::Storage { to: self.to_string(), message };
        let (bucket, prefix) = match self {
            Self::Bucket { bucket, prefix } => (bucket, prefix),
            Self::Folder(folder) => {
                std::fs::create_dir_all(folder).at("cannot create", folder)?;
                let store = LocalFileSystem::new_with_prefix(folder)
                    .map_err(|error| unusable(super::fault::sentence(&error)))?
                    .with_automatic_cleanup(true);
                return Ok(storage(store, "", false));
            }
        };
        if !CREDENTIALS.iter().any(|name| std::env::var_os(name).is_some()) {
            return Err(unusable(
                "there are no credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY".into(),
            ));
        }
        for name in PLAIN {
            let odd = |c: char| c.is_whitespace() || c.is_control();
            if std::env::var(name).is_ok_and(|value| value.contains(odd)) {
                let message = format!("{name} holds white space or a control character");
                return Err(unusable(message));
            }
        }
        let client = ClientOptions::new()
            .with_connect_timeout(CONNECT)
            .with_timeout(REQUEST)
            .with_user_agent(header(concat!("gazet/", env!("CARGO_PKG_VERSION"))));
        let backoff = BackoffConfig {
            init_backoff: Duration::from_millis(200),
            max_backoff: Duration::from_secs(10),
            base: 2.0,
        };
        let retry = RetryConfig { backoff, max_retries: RETRIES, ..RetryConfig::default() };
        let mut builder = AmazonS3Builder::from_env()
            .with_bucket_name(bucket)
            .with_client_options(client)
            .with_retry(retry);
        let variable = |name| std::env::var(name).ok();
        let endpoint = endpoint
            .map(str::to_owned)
            .or_else(|| variable("AWS_ENDPOINT_URL_S3"))
            .or_else(|| variable("AWS_ENDPOINT_URL"))
            .or_else(|| variable("AWS_ENDPOINT"));
        if let Some(endpoint) = endpoint {
            if !is_address(&endpoint) {
                return Err(unusable(format!(
                    "{endpoint:?} is no address of a host; it looks like https://s3.example.com"
                )));
            }
            // Whoever writes http:// means it: a server on this machine.
            builder = builder.with_allow_http(endpoint.starts_with("http://"));
            builder = builder.with_endpoint(endpoint);
        }
        let region = region
            .map(str::to_owned)
            .or_else(|| variable("AWS_REGION"))
            .or_else(|| variable("AWS_DEFAULT_REGION"));
        if let Some(region) = region {
            if !region.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') {
                return Err(unusable(format!("{region:?} is no region")));
            }
            builder = builder.with_region(region);
        }
        let store = builder.build().map_err(|error| unusable(super::fault::sentence(&error)))?;
        Ok(storage(store, prefix, true))
    }
}

/// Whether a text is the address of a host, with a scheme of the web.
fn is_address(text: &str) -> bool {
    Url::parse(text).is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
}

fn storage(store: impl ObjectStore, prefix: &str, keeps_headers: bool) -> Storage {
    // Looked at when the target was read.
    let prefix = Key::parse(prefix).unwrap_or_default();
    Storage { store: Box::new(store), prefix, keeps_headers }
}

#[cfg(test)]
impl Storage {
    /// A store that is forgotten with the value.
    pub(in crate::publish) fn in_memory() -> Self {
        storage(object_store::memory::InMemory::new(), "", true)
    }
}

fn header(text: &'static str) -> object_store::HeaderValue {
    object_store::HeaderValue::from_static(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_to_publish_to() {
        let check = |text: &str, expected: Option<&str>| {
            let shown = text.parse::<Target>().ok().map(|target| target.to_string());
            assert_eq!(shown.as_deref(), expected, "{text:?}");
        };
        check("s3://bucket", Some("s3://bucket"));
        check("s3://bucket/", Some("s3://bucket"));
        check("s3://bucket/some/paper/", Some("s3://bucket/some/paper"));
        check("file:///srv/paper", Some("file:///srv/paper"));
        let bad = ["bucket", "s3://", "s3:///a", "s3://a//b", "s3://a/../b", "s3://a?x", "gs://a"];
        for text in bad.into_iter().chain(["file://srv", "https://a.example/", "s3://a b"]) {
            check(text, None);
        }
    }
}
