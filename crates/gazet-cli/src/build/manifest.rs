//! The web app manifest, from the identity of the site.

use super::app::App;
use super::base::BasePath;
use super::parts::Data;
use crate::Console;
use crate::error::{Error, Result};
use gazet_reader::i18n;
use gazet_reader::routes::Route;
use image::ImageReader;
use serde::Serialize;
use std::io::Cursor;

/// Name of the manifest.
pub(super) const FILE: &str = "manifest.webmanifest";

/// Icons of the app: file, size and purpose.
const ICONS: [(&str, &str, &str); 4] = [
    ("icons/icon-192.png", "192x192", "any"),
    ("icons/icon-512.png", "512x512", "any"),
    ("icons/icon-maskable-512.png", "512x512", "maskable"),
    ("icons/icon-monochrome-512.png", "512x512", "monochrome"),
];

/// The paper's colour when the template names none.
const PAPER: &str = "#ffffff";

/// The members of a manifest, as W3C Application Manifest and Manifest App
/// Info name them.
#[derive(Serialize)]
struct Manifest<'a> {
    id: &'a str,
    name: &'a str,
    short_name: &'a str,
    description: &'a str,
    lang: &'a str,
    dir: &'a str,
    start_url: &'a str,
    scope: &'a str,
    display: &'a str,
    display_override: [&'a str; 2],
    background_color: &'a str,
    theme_color: &'a str,
    categories: [&'a str; 1],
    icons: Vec<Picture>,
    shortcuts: Vec<Shortcut<'a>>,
    share_target: Target,
    file_handlers: [Handler; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    screenshots: Vec<Picture>,
}

#[derive(Serialize)]
struct Picture {
    src: String,
    sizes: String,
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    purpose: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    form_factor: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<String>,
}

#[derive(Serialize)]
struct Shortcut<'a> {
    name: &'a str,
    url: String,
}

/// Where the system hands a text that is shared with the paper.
#[derive(Serialize)]
struct Target {
    action: String,
    method: &'static str,
    params: Params,
}

/// The names of its parts in the query.
#[derive(Serialize)]
struct Params {
    text: &'static str,
}

/// Where the system hands a file that is opened with the paper.
#[derive(Serialize)]
struct Handler {
    action: String,
    accept: Accept,
}

/// Endings by type.
#[derive(Serialize)]
struct Accept {
    #[serde(rename = "application/vnd.gazet")]
    edition: [&'static str; 1],
}

/// The manifest as JSON.
pub(super) fn manifest(
    data: &Data,
    app: &App,
    base: &BasePath,
    console: &Console,
) -> Result<Vec<u8>> {
    let site = &data.front().site;
    let colour = app.template().theme_colour().unwrap_or_else(|| PAPER.to_owned());
    let description = if site.about.is_empty() { &site.tagline } else { &site.about };
    let shortcut = |name, route: Route| Shortcut { name, url: base.file(&route.path()) };
    let manifest = Manifest {
        id: base.as_str(),
        name: &site.title,
        short_name: &site.title,
        description,
        lang: site.language.as_str(),
        dir: site.language.direction().as_str(),
        start_url: base.as_str(),
        scope: base.as_str(),
        display: "standalone",
        display_override: ["standalone", "minimal-ui"],
        background_color: &colour,
        theme_color: &colour,
        categories: ["news"],
        icons: icons(app, base, console),
        shortcuts: vec![
            shortcut(i18n::SAVED, Route::Saved),
            shortcut(i18n::SEARCH, Route::Search),
            shortcut(i18n::OFFLINE, Route::Storage),
        ],
        share_target: Target {
            action: base.file(&Route::Search.path()),
            method: "GET",
            params: Params { text: "q" },
        },
        file_handlers: [Handler {
            action: base.file(&Route::Storage.path()),
            accept: Accept { edition: [".gazet"] },
        }],
        screenshots: screenshots(app, base),
    };
    serde_json::to_vec_pretty(&manifest)
        .map_err(|error| Error::input(FILE, format!("cannot be written as JSON: {error}")))
}

fn icons(app: &App, base: &BasePath, console: &Console) -> Vec<Picture> {
    let mut icons = Vec::new();
    for (file, sizes, purpose) in ICONS {
        if app.file(file).is_none() {
            console.warn(&format!("the app has no {file}, so the manifest leaves it out"));
            continue;
        }
        icons.push(Picture {
            src: base.file(file),
            sizes: sizes.to_owned(),
            kind: "image/png",
            purpose: Some(purpose),
            form_factor: None,
            label: None,
        });
    }
    icons
}

/// The app's own pictures of itself, labelled by their file names.
fn screenshots(app: &App, base: &BasePath) -> Vec<Picture> {
    let mut screenshots = Vec::new();
    for (file, bytes) in app.files() {
        let Some(name) = file.strip_prefix("screenshots/") else { continue };
        let (stem, kind) = match name.rsplit_once('.') {
            Some((stem, "png")) => (stem, "image/png"),
            Some((stem, "webp")) => (stem, "image/webp"),
            Some((stem, "jpg")) => (stem, "image/jpeg"),
            _ => continue,
        };
        let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format();
        let Some((width, height)) = reader.ok().and_then(|r| r.into_dimensions().ok()) else {
            continue;
        };
        screenshots.push(Picture {
            src: base.file(file),
            sizes: format!("{width}x{height}"),
            kind,
            purpose: None,
            form_factor: Some(if width > height { "wide" } else { "narrow" }),
            label: Some(stem.replace('-', " ")),
        });
    }
    screenshots
}
