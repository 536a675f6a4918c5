//! Names of elements, with one prefix for each namespace.

/// Namespaces as feeds spell them, without scheme, `www.` and last `/` or
/// `#`, and the prefix that stands for each; empty for those of the feeds
/// themselves, whose elements never mean two things.
const NAMESPACES: [(&str, &str); 30] = [
    ("purl.org/rss/1.0", ""),
    ("purl.org/net/rss1.1", ""),
    ("my.netscape.com/rdf/simple/0.9", ""),
    ("channel.netscape.com/rdf/simple/0.9", ""),
    ("my.netscape.com/publish/formats/rss-0.91.dtd", ""),
    ("backend.userland.com/rss", ""),
    ("backend.userland.com/rss091", ""),
    ("backend.userland.com/rss2", ""),
    ("blogs.law.harvard.edu/tech/rss", ""),
    ("cyber.law.harvard.edu/rss", ""),
    ("w3.org/2005/atom", ""),
    ("purl.org/atom/ns", ""),
    ("example.com/necho", ""),
    ("w3.org/1999/02/22-rdf-syntax-ns", "rdf"),
    ("purl.org/rss/1.0/modules/content", "content"),
    ("purl.org/dc/elements/1.0", "dc"),
    ("purl.org/dc/elements/1.1", "dc"),
    ("purl.org/dc/terms", "dcterms"),
    ("search.yahoo.com/mrss", "media"),
    ("tools.search.yahoo.com/mrss", "media"),
    ("video.search.yahoo.com/mrss", "media"),
    ("itunes.com/dtds/podcast-1.0.dtd", "itunes"),
    ("w3.org/1999/xhtml", "xhtml"),
    ("youtube.com/xml/schemas/2015", "yt"),
    ("rssnamespace.org/feedburner/ext/1.0", "feedburner"),
    ("w3.org/2007/app", "app"),
    ("purl.org/atom/app", "app"),
    ("prismstandard.org/namespaces/basic/2.0", "prism"),
    ("news.yandex.ru", "yandex"),
    ("turbo.yandex.ru", "turbo"),
];

/// The name of an element of this prefix and namespace.
pub(super) fn canonical(prefix: &str, local: &str, namespace: Option<&str>) -> String {
    let local = local.to_ascii_lowercase();
    let prefix = match namespace.and_then(known) {
        Some(known) => known.to_owned(),
        // A prefix that nobody declared, or a namespace that nobody knows.
        None => match prefix.to_ascii_lowercase().as_str() {
            "atom" | "atom10" | "atom03" | "a10" | "rss" => String::new(),
            other => other.to_owned(),
        },
    };
    if prefix.is_empty() { local } else { format!("{prefix}:{local}") }
}

fn known(namespace: &str) -> Option<&'static str> {
    let lower = namespace.trim().to_ascii_lowercase();
    let rest = lower.split_once("://").map_or(lower.as_str(), |(_, rest)| rest);
    let rest = rest.strip_prefix("www.").unwrap_or(rest).trim_end_matches(['/', '#']);
    NAMESPACES.iter().find(|(own, _)| *own == rest).map(|(_, prefix)| *prefix)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_one_spelling() {
        let check = |prefix: &str, local: &str, namespace: Option<&str>, expected: &str| {
            assert_eq!(canonical(prefix, local, namespace), expected);
        };
        check("", "pubDate", None, "pubdate");
        check("c", "encoded", Some("http://purl.org/rss/1.0/modules/content/"), "content:encoded");
        check("i", "Image", Some(" http://www.itunes.com/DTDs/PodCast-1.0.dtd"), "itunes:image");
        check("", "entry", Some("http://purl.org/atom/ns#"), "entry");
        check("dc", "creator", None, "dc:creator");
        check("atom", "link", None, "link");
        check("custom", "tag", Some("http://a.example/ns"), "custom:tag");
    }
}
