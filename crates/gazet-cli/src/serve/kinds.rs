//! What a file is, by its name.

/// What is known of a file by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Kind {
    /// The value of `Content-Type`.
    pub(super) content_type: &'static str,
    /// Whether compressing it is worth the time.
    pub(super) compressible: bool,
}

/// The kind of a file.
pub(super) fn kind(name: &str) -> Kind {
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
        "ico" => ("image/x-icon", true),
        "png" => ("image/png", false),
        "jpg" | "jpeg" => ("image/jpeg", false),
        "webp" => ("image/webp", false),
        "avif" => ("image/avif", false),
        "woff2" => ("font/woff2", false),
        _ => ("application/octet-stream", false),
    };
    Kind { content_type, compressible }
}

/// Whether the bytes of a file never change under its name: the name holds a
/// hash of them, as Trunk and the parts of a bundle do it.
pub(super) fn is_immutable(path: &str) -> bool {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    if folder == "parts" {
        return true;
    }
    // Pictures keep the names their publisher gave them.
    if folder == "images" {
        return false;
    }
    // `app-0123456789abcdef.js`, `app-0123456789abcdef_bg.wasm`; Trunk's
    // hashes are 64 bits with leading zeroes left out.
    name.split_once('.').is_some_and(|(stem, _)| {
        stem.split(['-', '_']).skip(1).any(|piece| {
            (12..=64).contains(&piece.len())
                && piece.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_hashed_names_are_immutable() {
        for name in [
            "gazet-reader-0123456789abcdef.js",
            "gazet-reader-123456789abcdef_bg.wasm",
            "parts/0123456789abcdef0123456789abcdef.json",
            "style/all-0123456789abcdef.css",
        ] {
            assert!(is_immutable(name), "{name}");
        }
        for name in [
            "index.html",
            "bundle.json",
            "images/author-deadbeefdeadbeef.svg",
            "article/0123456789abcdef/index.html",
            "0123456789abcdef.js",
            "sw.js",
        ] {
            assert!(!is_immutable(name), "{name}");
        }
    }
}
