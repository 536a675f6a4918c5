//! A preview server for this machine alone, which answers as a good static
//! host does.

mod answer;
mod files;
mod live;

use crate::Console;
use crate::build::BasePath;
use crate::error::{Error, IoContext, Result};
use crate::folder;
use answer::Site;
use axum::Router;
use axum::extract::{Request, State};
use axum::response::Response;
use live::Live;
use serde_json::json;
use std::net::Ipv4Addr;
use std::path::Path;
use std::sync::Arc;
use tokio::net::TcpListener;

/// What to serve, and how.
#[derive(Debug, Clone)]
pub struct Options<'a> {
    /// The folder that `gazet build` wrote.
    pub site: &'a Path,
    /// The port; 0 takes a free one.
    pub port: u16,
    /// The path under which the site is served; the one it was built for when
    /// absent.
    pub base: Option<BasePath>,
    /// Whether open pages load themselves anew when the site changes.
    pub watch: bool,
}

/// A site, and who watches it.
struct Served {
    site: Site,
    base: BasePath,
    live: Option<Live>,
}

/// Serves a folder on 127.0.0.1 until the process is told to end.
///
/// # Errors
/// [`Error::Port`] when the port cannot be used, [`Error::Io`] when the
/// folder cannot be read or watched.
pub fn serve(options: &Options<'_>, console: &Console) -> Result<()> {
    let folder = options.site;
    let root = std::fs::canonicalize(folder).at("cannot read", folder)?;
    if !root.is_dir() {
        return Err(Error::input(folder, "is a file, not a folder"));
    }
    let built_for = || folder::base_of_site(&root).and_then(|base| base.parse().ok());
    let base = options.base.clone().or_else(built_for).unwrap_or_default();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .at("cannot start serving", folder)?;
    let live = options.watch.then(|| Live::watch(&root)).transpose()?;
    let tag = live.as_ref().map(|_| Live::tag(base.as_str()));
    let site = Site::new(root, base.clone(), tag);
    let served = Arc::new(Served { site, base: base.clone(), live });
    runtime.block_on(async {
        let port = options.port;
        let unusable = |source| Error::Port { port, source };
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await.map_err(unusable)?;
        let address = listener.local_addr().map_err(unusable)?;
        let url = format!("http://{address}{base}");
        console.result(&url, json!({"url": url}));
        let app = Router::new().fallback(answer).with_state(served);
        tokio::select! {
            ended = axum::serve(listener, app) => ended.at("cannot serve", folder),
            // Without a handler for it, the signal ends the process anyway.
            _ = tokio::signal::ctrl_c() => Ok(()),
        }
    })
}

async fn answer(State(served): State<Arc<Served>>, request: Request) -> Response {
    // Reading and compressing block, so they do it on a thread made for that.
    let (parts, _) = request.into_parts();
    let path = parts.uri.path().strip_prefix(served.base.as_str());
    if let Some(answer) = served.live.as_ref().zip(path).and_then(|(live, path)| live.answer(path))
    {
        return answer;
    }
    let answered = tokio::task::spawn_blocking(move || served.site.answer(&parts)).await;
    answered.unwrap_or_else(|_| answer::failed())
}
