//! In which order files are uploaded, so that nothing that readers can reach
//! names a file that is not there yet.

use crate::build::is_immutable;

/// Files that go together; a tier begins when the one before is there whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tier {
    /// Named by their content: until something names them, nobody asks.
    Hashed,
    /// What pages show: pictures, icons, fonts.
    Assets,
    /// Pages.
    Pages,
    /// What machines read: feeds, the sitemap, the manifest of the app, and
    /// what names the shards of the search.
    Feeds,
    /// What says whose the front document is.
    Signature,
    /// The document that the app reads first.
    Front,
    /// What says that there is a new edition: the list of the service worker,
    /// the front page, then the worker itself.
    Door(u8),
}

/// The tier of a file.
pub(super) fn tier(name: &str) -> Tier {
    match name {
        "bundle.json.minisig" => Tier::Signature,
        "bundle.json" => Tier::Front,
        "precache.js" => Tier::Door(0),
        "index.html" => Tier::Door(1),
        "sw.js" => Tier::Door(2),
        _ if is_immutable(name) => Tier::Hashed,
        _ if name.ends_with(".html") => Tier::Pages,
        _ => {
            let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
            let for_machines = matches!(extension, "xml" | "json" | "txt" | "webmanifest");
            if for_machines { Tier::Feeds } else { Tier::Assets }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_front_door_is_last() {
        let check = |names: &[&str]| {
            let mut sorted = names.to_vec();
            sorted.reverse();
            sorted.sort_by_key(|name| tier(name));
            assert_eq!(sorted, names);
        };
        check(&[
            "parts/0123456789abcdef0123456789abcdef.json",
            "images/a.svg",
            "news/index.html",
            "news/feed.xml",
            "bundle.json.minisig",
            "bundle.json",
            "precache.js",
            "index.html",
            "sw.js",
        ]);
        check(&["gazet-reader-0123456789abcdef.js", "icons/icon.svg", "404.html", "robots.txt"]);
        check(&["pagefind/12/en_0123456.pf_index", "shell/index.html", "search.json", "sw.js"]);
    }
}
