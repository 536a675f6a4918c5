//! Live reload: open pages hear of a new edition and load themselves anew.
//!
//! A page gets one more script, of this server and so within the page's own
//! policy; nothing is written into the site. The service worker is replaced by
//! one that keeps nothing, so that no page comes from an earlier edition.

use crate::error::{Error, Result};
use axum::body::Body;
use axum::http::header;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use std::convert::Infallible;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;
use tokio::sync::watch;

/// Path of the script. No page or file of a site begins with `_`, but the one
/// that names headers.
pub(super) const SCRIPT: &str = "_gazet/live.js";

/// Path of the news, beside the script.
const NEWS: &str = "_gazet/live";

/// How long the folder must be still before it counts as written.
const STILL: Duration = Duration::from_millis(150);

/// Files whose change is a new edition: every build writes them.
const SIGNS: [&str; 4] = ["index.html", "bundle.json", "precache.js", crate::MARKER];

const JAVASCRIPT: &str = "\
// Loads the page anew when there is another edition than the one it shows.
(() => {
  let shown;
  const news = new EventSource(new URL(\"live\", document.currentScript.src));
  news.addEventListener(\"edition\", ({ data }) => {
    if (shown !== undefined && shown !== data) location.reload();
    shown = data;
  });
})();
";

/// In the place of the site's own.
const WORKER: &str = "\
// The preview keeps nothing: this worker takes the place of one that does, and
// lets every request through.
self.addEventListener(\"install\", () => self.skipWaiting());
self.addEventListener(\"activate\", (event) => event.waitUntil(self.clients.claim()));
";

/// Watches a site while the value lives.
pub(super) struct Live {
    edition: watch::Receiver<String>,
}

impl Live {
    /// Watches the folder of a site, in which a build changes files or which
    /// it replaces.
    pub(super) fn watch(root: &Path) -> Result<Self> {
        let (tell, edition) = watch::channel(edition(root).unwrap_or_default());
        let (send, events) = channel();
        let unusable = |error: notify::Error| {
            let source = std::io::Error::other(error);
            Error::Io { action: "cannot watch", path: root.to_owned(), source }
        };
        let mut watcher = notify::recommended_watcher(move |event| {
            // The receiver lives as long as the process.
            let _ = send.send(event);
        })
        .map_err(unusable)?;
        let parent = root.parent().unwrap_or(root);
        watcher.watch(parent, RecursiveMode::NonRecursive).map_err(unusable)?;
        watcher.watch(root, RecursiveMode::NonRecursive).map_err(unusable)?;
        let root = root.to_owned();
        std::thread::spawn(move || follow(&root, watcher, &events, &tell));
        Ok(Self { edition })
    }

    /// What a page gets into its head; `base` is the path of the site.
    pub(super) fn tag(base: &str) -> String {
        format!("<script src=\"{base}{SCRIPT}\" defer></script>\n")
    }

    /// The answer to a path relative to the base, when it is one of these.
    pub(super) fn answer(&self, path: &str) -> Option<Response> {
        match path {
            NEWS => Some(self.news()),
            SCRIPT => Some(script(JAVASCRIPT)),
            "sw.js" => Some(script(WORKER)),
            _ => None,
        }
    }

    /// The edition, now and whenever it changes.
    fn news(&self) -> Response {
        let mut edition = self.edition.clone();
        edition.mark_changed();
        let news = stream::unfold(edition, |mut edition| async move {
            edition.changed().await.ok()?;
            let name = edition.borrow_and_update().clone();
            let event = Event::default().event("edition").data(name);
            Some((Ok::<_, Infallible>(event), edition))
        });
        Sse::new(news).keep_alive(KeepAlive::default()).into_response()
    }
}

fn script(text: &'static str) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/javascript; charset=utf-8"),
        (header::CACHE_CONTROL, "no-store"),
    ];
    (headers, Body::from(text)).into_response()
}

type Events = Receiver<notify::Result<notify::Event>>;

fn follow(
    root: &PathBuf,
    mut watcher: RecommendedWatcher,
    events: &Events,
    tell: &watch::Sender<String>,
) {
    let concerns = |event: &notify::Result<notify::Event>| match event {
        // This server reads the files itself.
        Ok(event) if matches!(event.kind, EventKind::Access(_)) => false,
        Ok(event) => {
            event.paths.is_empty() || event.paths.iter().any(|path| path.starts_with(root))
        }
        // Events were lost: better one look too many.
        Err(_) => true,
    };
    while let Ok(event) = events.recv() {
        if !concerns(&event) {
            continue;
        }
        while events.recv_timeout(STILL).is_ok() {}
        // A build gives the name to another folder, which nobody watches yet.
        let _ = watcher.unwatch(root);
        let _ = watcher.watch(root, RecursiveMode::NonRecursive);
        if let Some(now) = edition(root) {
            tell.send_if_modified(|known| {
                let is_new = *known != now;
                *known = now;
                is_new
            });
        }
    }
}

/// What tells an edition from another; `None` while there is none.
fn edition(root: &Path) -> Option<String> {
    let mut signs = Vec::new();
    for name in SIGNS {
        let Ok(metadata) = fs::metadata(root.join(name)) else { continue };
        let changed = metadata.modified().ok()?.duration_since(std::time::UNIX_EPOCH).ok()?;
        signs.push(format!("{:x}.{:x}", changed.as_nanos(), metadata.len()));
    }
    root.join("index.html").is_file().then(|| signs.join("-"))
}
