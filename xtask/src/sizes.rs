//! How many bytes the site costs on the wire.

use crate::files::walk;
use anyhow::{Context, Result};
use flate2::{Compression, write::GzEncoder};
use std::fs;
use std::io::{Cursor, Write};
use std::ops::AddAssign;
use std::path::Path;

/// Bytes of one or more files: as they are, and compressed one by one.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Size {
    pub(crate) files: usize,
    pub(crate) raw: usize,
    /// gzip -9.
    pub(crate) gzip: usize,
    /// Brotli, quality 11.
    pub(crate) brotli: usize,
}

impl Size {
    pub(crate) fn of(bytes: &[u8]) -> Result<Self> {
        let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
        gzip.write_all(bytes)?;
        let options = brotli::enc::BrotliEncoderParams {
            quality: 11,
            size_hint: bytes.len(),
            ..Default::default()
        };
        let mut small = Vec::new();
        brotli::BrotliCompress(&mut Cursor::new(bytes), &mut small, &options)?;
        Ok(Self { files: 1, raw: bytes.len(), gzip: gzip.finish()?.len(), brotli: small.len() })
    }
}

impl AddAssign for Size {
    fn add_assign(&mut self, other: Self) {
        self.files += other.files;
        self.raw += other.raw;
        self.gzip += other.gzip;
        self.brotli += other.brotli;
    }
}

/// What the reader's browser is sent, by kind.
#[derive(Debug, Default)]
pub(crate) struct Sizes {
    pub(crate) wasm: Size,
    /// Every script that is shipped, with what stands inline in `index.html`.
    pub(crate) js: Size,
    /// Every style sheet, with what stands inline in `index.html`.
    pub(crate) css: Size,
    /// The document that every page needs: `index.html`.
    pub(crate) html: Size,
    /// The bundle without its parts.
    pub(crate) bundle: Size,
    /// The bodies of articles and pages.
    pub(crate) parts: Size,
    /// What the first search in the full text loads beside its words: the
    /// script and Pagefind's program.
    pub(crate) search: Size,
    /// What keeping articles offline loads.
    pub(crate) offline: Size,
    /// What is loaded when the app has ended.
    pub(crate) fault: Size,
    /// What is loaded after the page: newer editions, installing.
    pub(crate) visit: Size,
    /// What a site with a pinned key loads.
    pub(crate) verify: Size,
    /// The index of the full text, of which a search loads a few files.
    pub(crate) index: Size,
}

impl Sizes {
    /// Measures a site.
    pub(crate) fn of(site: &Path) -> Result<Self> {
        let mut sizes = Self::default();
        for file in walk(site)? {
            let name = file.strip_prefix(site).unwrap_or(&file).to_string_lossy().into_owned();
            let measured =
                || Size::of(&fs::read(&file).with_context(|| file.display().to_string())?);
            match name.rsplit_once('.').map(|(_, extension)| extension) {
                _ if name.starts_with("offline-") && name.ends_with(".js") => {
                    sizes.offline += measured()?;
                }
                _ if name.starts_with("visit-") => sizes.visit += measured()?,
                _ if name.starts_with("verify-") => sizes.verify += measured()?,
                _ if name.starts_with("fault-") => sizes.fault += measured()?,
                _ if name.starts_with("search-") || name.starts_with("pagefind/wasm-") => {
                    sizes.search += measured()?;
                }
                _ if name.starts_with("pagefind/") => sizes.index += measured()?,
                Some("wasm") => sizes.wasm += measured()?,
                Some("js" | "mjs") => sizes.js += measured()?,
                Some("css") => sizes.css += measured()?,
                Some("json") if name.contains("parts/") => sizes.parts += measured()?,
                Some("json") if name.contains("bundle") => sizes.bundle += measured()?,
                Some("html") if name == "index.html" => {
                    sizes.html += measured()?;
                    let html = fs::read_to_string(&file)?;
                    for (tag, sum) in [("script", &mut sizes.js), ("style", &mut sizes.css)] {
                        let text = inline(&html, tag);
                        if !text.is_empty() {
                            *sum += Size::of(text.as_bytes())?;
                        }
                    }
                }
                _ => {}
            }
        }
        Ok(sizes)
    }

    /// The rows of a table, in the order of their weight on a first visit.
    pub(crate) fn rows(&self) -> [(&'static str, Size); 12] {
        [
            ("wasm", self.wasm),
            ("JS", self.js),
            ("CSS", self.css),
            ("index.html", self.html),
            ("bundle", self.bundle),
            ("parts, all", self.parts),
            ("search, on demand", self.search),
            ("offline, on demand", self.offline),
            ("fault, on demand", self.fault),
            ("visit, after it", self.visit),
            ("verify, if signed", self.verify),
            ("index, all", self.index),
        ]
    }

    /// A table for people.
    pub(crate) fn table(&self) -> String {
        let mut out =
            format!("{:<18}{:>6}{:>12}{:>12}{:>12}\n", "", "files", "raw", "gzip -9", "brotli 11");
        for (name, size) in self.rows() {
            let Size { files, raw, gzip, brotli } = size;
            out += &format!("{name:<18}{files:>6}{raw:>12}{gzip:>12}{brotli:>12}\n");
        }
        out
    }
}

/// What stands inside the elements of this name: scripts with a source of
/// their own are empty, and data blocks (`type="...json"`) are no scripts.
fn inline(html: &str, tag: &str) -> String {
    let (open, close) = (format!("<{tag}"), format!("</{tag}>"));
    let mut text = String::new();
    let mut rest = html;
    while let Some(at) = rest.find(&open) {
        rest = &rest[at + open.len()..];
        let Some((attributes, after)) = rest.split_once('>') else { break };
        let Some((content, after)) = after.split_once(&close) else { break };
        if !attributes.contains("json") {
            text.push_str(content);
        }
        rest = after;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compressed_sizes_are_those_of_the_standard_tools() {
        let text = "Gazet is a newspaper that needs no server. ".repeat(100);
        let size = Size::of(text.as_bytes()).expect("memory does not fail");
        assert_eq!(size.raw, 4300);
        // A repeated sentence costs little more than the sentence.
        assert!((40..120).contains(&size.gzip), "{size:?}");
        assert!((30..size.gzip).contains(&size.brotli), "{size:?}");
    }

    #[test]
    fn only_inline_code_is_counted() {
        let html = "<script src=a.js></script><script type=module>boot()</script>\
            <script type=\"application/ld+json\">{}</script><style>a{}</style>";
        assert_eq!(inline(html, "script"), "boot()");
        assert_eq!(inline(html, "style"), "a{}");
    }
}
