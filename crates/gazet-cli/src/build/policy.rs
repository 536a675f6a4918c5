//! The Content-Security-Policy of a page.

use super::html;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

/// The policy of the pages of a template, as the value of `http-equiv`.
/// Nothing but the site's own files loads; of inline scripts only those of the
/// template run, each named by its hash. The data of `application/ld+json` is no
/// script to a browser, and needs none. No text becomes markup or a script:
/// the one policy for trusted types is that of `public/boot.js`, and of
/// `public/worker/build.js` in the worker; each knows the scripts that it loads.
pub(super) fn policy(template: &str) -> String {
    let mut hashes = BTreeSet::new();
    for tag in html::tags(template) {
        if tag.name == "script" && tag.attribute("src").is_none() {
            let script = html::content(template, &tag);
            hashes.insert(format!(" 'sha256-{}'", STANDARD.encode(Sha256::digest(script))));
        }
    }
    let hashes: String = hashes.into_iter().collect();
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{hashes}; style-src 'self'; \
         img-src 'self' data: https:; font-src 'self'; connect-src 'self'; manifest-src 'self'; \
         worker-src 'self'; frame-src https:; base-uri 'none'; form-action 'none'; \
         require-trusted-types-for 'script'; trusted-types gazet"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inline_scripts_are_named_by_their_hash() {
        // printf "alert('Hello, world.');" | openssl dgst -sha256 -binary | base64,
        // the example of Content Security Policy Level 3, section 2.3.1.
        let page = "<script>alert('Hello, world.');</script><script src=\"a.js\"></script>";
        let policy = policy(page);
        let hash = "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='";
        assert!(policy.contains(&format!("'wasm-unsafe-eval' {hash}; style-src")), "{policy}");
        assert_eq!(policy.matches("sha256-").count(), 1);
    }
}
