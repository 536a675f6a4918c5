//! A preview server for this machine alone, which answers as a good static
//! host does.

mod answer;
mod files;
mod kinds;

use crate::Console;
use crate::build::BasePath;
use crate::error::{Error, IoContext, Result};
use crate::folder;
use answer::Site;
use axum::Router;
use axum::extract::{Request, State};
use axum::response::Response;
use std::net::Ipv4Addr;
use std::path::Path;
use std::sync::Arc;
use tokio::net::TcpListener;

/// Serves the folder on 127.0.0.1 until the process is told to end. Without
/// `base` the site lives under the path it was built for.
///
/// # Errors
/// [`Error::Port`] when the port cannot be used, [`Error::Io`] when the
/// folder cannot be read.
pub fn serve(folder: &Path, port: u16, base: Option<BasePath>, console: &Console) -> Result<()> {
    let root = std::fs::canonicalize(folder).at("cannot read", folder)?;
    if !root.is_dir() {
        return Err(Error::input(folder, "is a file, not a folder"));
    }
    let built_for = || folder::base_of_site(&root).and_then(|base| base.parse().ok());
    let base = base.or_else(built_for).unwrap_or_default();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .at("cannot start serving", folder)?;
    let site = Arc::new(Site::new(root, base.clone()));
    runtime.block_on(async {
        let unusable = |source| Error::Port { port, source };
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await.map_err(unusable)?;
        let address = listener.local_addr().map_err(unusable)?;
        console.say(&format!("http://{address}{base}"));
        let app = Router::new().fallback(answer).with_state(site);
        tokio::select! {
            ended = axum::serve(listener, app) => ended.at("cannot serve", folder),
            // Without a handler for it, the signal ends the process anyway.
            _ = tokio::signal::ctrl_c() => Ok(()),
        }
    })
}

async fn answer(State(site): State<Arc<Site>>, request: Request) -> Response {
    // Reading and compressing block, so they do it on a thread made for that.
    let (parts, _) = request.into_parts();
    let answered = tokio::task::spawn_blocking(move || site.answer(&parts)).await;
    answered.unwrap_or_else(|_| answer::failed())
}
