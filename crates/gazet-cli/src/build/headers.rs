//! What a host should send with each file: `_headers`, as Netlify and
//! Cloudflare Pages read it. `docs/hosting.md` says the same for other hosts.

use super::app::App;
use super::base::BasePath;
use super::signature;
use crate::kinds::kind;

/// Sent with every file. The rest of the policy stands in the page, since it
/// names scripts by their hashes; framing can only be refused here.
pub(crate) const COMMON: [(&str, &str); 5] = [
    ("Content-Security-Policy", "frame-ancestors 'none'"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ("Referrer-Policy", "same-origin"),
    ("X-Content-Type-Options", "nosniff"),
];

/// For files whose name changes with their content: a year, the longest that
/// RFC 9111 has caches keep anything.
pub(crate) const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// For everything else: kept, but asked about each time.
pub(crate) const ASK: &str = "no-cache";

/// The file.
pub(super) fn headers(app: &App, base: &BasePath) -> String {
    let mut text = String::new();
    let mut rule = |path: &str, headers: &[(&str, &str)]| {
        text.push_str(&base.file(path));
        text.push('\n');
        for (name, value) in headers {
            text.push_str(&format!("  {name}: {value}\n"));
        }
    };
    // A host that reads this file asks about every other file by itself.
    let [(policy, framing), others @ ..] = COMMON;
    let policy = (policy, format!("{}; {framing}", app.template().policy()));
    let all: Vec<_> = std::iter::once((policy.0, policy.1.as_str())).chain(others).collect();
    rule("*", &all);
    rule("parts/*", &[("Cache-Control", FOR_EVER)]);
    rule(&format!("{}/*", super::search::FOLDER), &[("Cache-Control", FOR_EVER)]);
    // A name that no host knows the kind of.
    let kind = kind(signature::FILE).content_type;
    rule(signature::FILE, &[("Cache-Control", ASK), ("Content-Type", kind)]);
    for (name, _) in app.files().filter(|(name, _)| is_immutable(name)) {
        rule(name, &[("Cache-Control", FOR_EVER)]);
    }
    text
}

/// Whether the bytes of a file never change under its name: the name holds a
/// hash of them, as Trunk and the parts of a bundle do it.
pub(crate) fn is_immutable(path: &str) -> bool {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    if folder == "parts" || folder.split('/').next() == Some(super::search::FOLDER) {
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

    /// The configurations for hosts say what `serve` and `_headers` say.
    #[test]
    fn other_hosts_send_the_same() {
        let check = |text: &str, separator: &str| {
            for (name, value) in COMMON {
                let plain = format!("{name}{separator}{value}");
                let quoted = format!("{name}{separator}\"{value}\"");
                assert!(text.contains(&plain) || text.contains(&quoted), "{name}: {text}");
            }
            assert!(text.contains(FOR_EVER) && text.contains(ASK), "{text}");
        };
        check(include_str!("../../../../docs/hosting/nginx.conf"), " ");
        check(include_str!("../../../../docs/hosting/Caddyfile"), " ");
        check(include_str!("../../../../docs/hosting.md"), ": ");
    }

    #[test]
    fn only_hashed_names_are_immutable() {
        for name in [
            "gazet-reader-0123456789abcdef.js",
            "gazet-reader-123456789abcdef_bg.wasm",
            "parts/0123456789abcdef0123456789abcdef.json",
            "style/all-0123456789abcdef.css",
            "pagefind/wasm-0123456789abcdef.pagefind",
            "pagefind/12/en_0123456.pf_index",
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
            "search.json",
        ] {
            assert!(!is_immutable(name), "{name}");
        }
    }
}
