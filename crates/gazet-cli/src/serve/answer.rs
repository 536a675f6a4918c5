//! From a request to its answer.

use super::files::{Encoding, File, Files};
use crate::build::{ASK, BasePath, COMMON, FOR_EVER, is_immutable};
use crate::kinds;
use axum::body::Body;
use axum::http::request::Parts;
use axum::http::response::Builder;
use axum::http::{HeaderName, Method, StatusCode, header};
use axum::response::Response;
use gazet_reader::routes::decode;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The page for what is not there.
const NOT_FOUND: &str = "404.html";

/// A folder that is served.
#[derive(Debug)]
pub(super) struct Site {
    /// Without links, so that what lies in it can be told from what does not.
    root: PathBuf,
    base: BasePath,
    files: Files,
}

/// What a path leads to.
enum Found {
    /// A file, by its path in the site.
    File(String),
    /// A folder whose address lacks its last `/`.
    Folder,
    Nothing,
}

impl Site {
    /// A folder whose pages get `into_pages` into their heads.
    pub(super) fn new(root: PathBuf, base: BasePath, into_pages: Option<String>) -> Self {
        Self { root, base, files: Files::with(into_pages) }
    }

    /// Answers a request; only its head matters.
    pub(super) fn answer(&self, request: &Parts) -> Response {
        if request.method != Method::GET && request.method != Method::HEAD {
            let answer = start(StatusCode::METHOD_NOT_ALLOWED).header(header::ALLOW, "GET, HEAD");
            return finish(answer, Body::from("Only GET and HEAD are answered.\n"));
        }
        let path = request.uri.path();
        let Some(relative) = path.strip_prefix(self.base.as_str()) else {
            // `/repo` for a site at `/repo/`, and the front door of the host.
            let near = path == "/" || self.base.as_str().strip_suffix('/') == Some(path);
            return if near {
                self.redirect(self.base.as_str(), request)
            } else {
                self.not_found(request)
            };
        };
        match self.find(relative) {
            Found::File(name) => match self.read(&name) {
                Some(file) => send(&file, &name, StatusCode::OK, request),
                None => self.not_found(request),
            },
            Found::Folder => self.redirect(&format!("{path}/"), request),
            Found::Nothing => self.not_found(request),
        }
    }

    /// What a path relative to the base leads to. Only plain names are
    /// looked at, so none leaves the folder.
    fn find(&self, relative: &str) -> Found {
        let Some(decoded) = decode(relative) else { return Found::Nothing };
        let is_folder = decoded.is_empty() || decoded.ends_with('/');
        let names = decoded.strip_suffix('/').unwrap_or(&decoded);
        let plain =
            |name: &str| !name.is_empty() && !name.starts_with('.') && !name.contains(['\\', ':']);
        if !decoded.is_empty() && !names.split('/').all(plain) {
            return Found::Nothing;
        }
        let path = self.root.join(names);
        if path.is_dir() {
            return match (is_folder, names) {
                (true, "") => Found::File("index.html".to_owned()),
                (true, names) => Found::File(format!("{names}/index.html")),
                (false, _) if path.join("index.html").is_file() => Found::Folder,
                (false, _) => Found::Nothing,
            };
        }
        if is_folder { Found::Nothing } else { Found::File(names.to_owned()) }
    }

    /// Reads a file that lies in the site, not behind a link out of it.
    fn read(&self, name: &str) -> Option<Arc<File>> {
        let path = std::fs::canonicalize(self.root.join(name)).ok()?;
        let inside: &Path = &self.root;
        if !path.starts_with(inside) || !path.is_file() {
            return None;
        }
        self.files.get(&path).ok()
    }

    fn redirect(&self, to: &str, request: &Parts) -> Response {
        let query = request.uri.query().map(|query| format!("?{query}")).unwrap_or_default();
        let answer = start(StatusCode::MOVED_PERMANENTLY)
            .header(header::LOCATION, format!("{to}{query}"))
            .header(header::CACHE_CONTROL, ASK);
        finish(answer, Body::empty())
    }

    fn not_found(&self, request: &Parts) -> Response {
        match self.read(NOT_FOUND) {
            Some(file) => send(&file, NOT_FOUND, StatusCode::NOT_FOUND, request),
            None => finish(start(StatusCode::NOT_FOUND), Body::from("There is no such page.\n")),
        }
    }
}

/// The answer when this program is at fault.
pub(super) fn failed() -> Response {
    finish(start(StatusCode::INTERNAL_SERVER_ERROR), Body::from("The server failed.\n"))
}

fn send(file: &File, name: &str, status: StatusCode, request: &Parts) -> Response {
    let asked = |name: HeaderName| {
        request.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    };
    let wanted = Encoding::best(asked(header::ACCEPT_ENCODING));
    let (bytes, encoding) = file.encoded(wanted);
    let tag = file.tag(encoding);
    let kept = asked(header::IF_NONE_MATCH)
        .split(',')
        .any(|known| known.trim().trim_start_matches("W/") == tag || known.trim() == "*");
    let unchanged = kept && status == StatusCode::OK;
    let cached = if is_immutable(name) { FOR_EVER } else { ASK };
    let answer = start(if unchanged { StatusCode::NOT_MODIFIED } else { status })
        .header(header::ETAG, tag)
        .header(header::CACHE_CONTROL, cached)
        .header(header::VARY, "Accept-Encoding");
    if unchanged {
        return finish(answer, Body::empty());
    }
    let mut answer = answer.header(header::CONTENT_TYPE, kinds::kind(name).content_type);
    if let Some(name) = encoding.name() {
        answer = answer.header(header::CONTENT_ENCODING, name);
    }
    finish(answer, Body::from(bytes))
}

fn start(status: StatusCode) -> Builder {
    // What `_headers` asks a host to send.
    COMMON.into_iter().fold(Response::builder().status(status), |answer, (name, value)| {
        answer.header(name, value)
    })
}

fn finish(answer: Builder, body: Body) -> Response {
    answer.body(body).unwrap_or_else(|_| {
        // A header that cannot be written: nothing is said but that.
        let mut failed = Response::default();
        *failed.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
        failed
    })
}
