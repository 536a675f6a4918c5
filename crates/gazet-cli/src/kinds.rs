//! What a file is, by its name.

/// What is known of a file by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Kind {
    /// The value of `Content-Type`.
    pub(crate) content_type: &'static str,
    /// Whether compressing it is worth the time.
    pub(crate) compressible: bool,
}

/// The kind of a file.
pub(crate) fn kind(name: &str) -> Kind {
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    let (content_type, compressible) = match extension {
        "html" => ("text/html; charset=utf-8", true),
        "css" => ("text/css; charset=utf-8", true),
        "js" | "mjs" => ("text/javascript; charset=utf-8", true),
        "json" | "map" => ("application/json", true),
        "webmanifest" => ("application/manifest+json", true),
        "wasm" => ("application/wasm", true),
        "svg" => ("image/svg+xml", true),
        "xml" => ("application/xml", true),
        "txt" => ("text/plain; charset=utf-8", true),
        "minisig" => ("text/plain; charset=utf-8", false),
        "gazet" => ("application/vnd.gazet", false),
        "ico" => ("image/x-icon", true),
        "gif" => ("image/gif", false),
        "png" => ("image/png", false),
        "jpg" | "jpeg" => ("image/jpeg", false),
        "webp" => ("image/webp", false),
        "avif" => ("image/avif", false),
        "woff2" => ("font/woff2", false),
        _ => ("application/octet-stream", false),
    };
    Kind { content_type, compressible }
}
