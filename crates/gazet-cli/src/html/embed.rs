//! What other sites show: players, posts, maps.

use super::Context;
use super::dom::{attribute, first, has_class, sanitize, squeeze};
use super::fit;
use gazet_bundle::{Embed, limits};
use markup5ever_rcdom::Handle;

/// A host, the name that readers know it by, and whether WordPress turns an
/// address there that stands alone on a line into what it shows.
const PROVIDERS: [(&str, &str, bool); 44] = [
    ("youtube.com", "YouTube", true),
    ("youtube-nocookie.com", "YouTube", true),
    ("youtu.be", "YouTube", true),
    ("vimeo.com", "Vimeo", true),
    ("twitter.com", "Twitter", true),
    ("x.com", "X", true),
    ("instagram.com", "Instagram", true),
    ("facebook.com", "Facebook", true),
    ("fb.watch", "Facebook", true),
    ("threads.net", "Threads", true),
    ("bsky.app", "Bluesky", true),
    ("soundcloud.com", "SoundCloud", true),
    ("spotify.com", "Spotify", true),
    ("mixcloud.com", "Mixcloud", true),
    ("podcasts.apple.com", "Apple Podcasts", true),
    ("music.apple.com", "Apple Music", true),
    ("tiktok.com", "TikTok", true),
    ("openstreetmap.org", "OpenStreetMap", false),
    ("google.com", "Google", false),
    ("flickr.com", "Flickr", true),
    ("flic.kr", "Flickr", true),
    ("videopress.com", "VideoPress", true),
    ("wordpress.tv", "WordPress.tv", true),
    ("bandcamp.com", "Bandcamp", false),
    ("reddit.com", "Reddit", true),
    ("dailymotion.com", "Dailymotion", true),
    ("dai.ly", "Dailymotion", true),
    ("rutube.ru", "RuTube", true),
    ("vk.com", "VK", false),
    ("ok.ru", "OK", false),
    ("ted.com", "TED", true),
    ("t.me", "Telegram", true),
    ("twitch.tv", "Twitch", true),
    ("imgur.com", "Imgur", true),
    ("pinterest.com", "Pinterest", true),
    ("tumblr.com", "Tumblr", true),
    ("issuu.com", "Issuu", true),
    ("scribd.com", "Scribd", true),
    ("slideshare.net", "SlideShare", true),
    ("datawrapper.de", "Datawrapper", true),
    ("dwcdn.net", "Datawrapper", true),
    ("flourish.studio", "Flourish", true),
    ("documentcloud.org", "DocumentCloud", true),
    ("archive.org", "Internet Archive", false),
];

/// Whether an address leads to something that is shown in the page.
pub(crate) fn is_player(address: &str) -> bool {
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"));
    let Some((host, path)) = rest.and_then(|rest| rest.split_once('/')) else { return false };
    // The front door of such a site shows nothing.
    !path.is_empty() && known(host).is_some_and(|(_, _, is_player)| *is_player)
}

/// What a frame or a player shows, when its address is `https`.
pub(super) fn read(node: &Handle, name: &str, context: &Context<'_>) -> Option<Embed> {
    let own = |node: &Handle| {
        let names = ["src", "data-src", "data-lazy-src", "data"];
        names.into_iter().filter_map(|name| attribute(node, name)).find(|src| {
            let src = src.trim();
            !src.is_empty() && !src.starts_with("about:")
        })
    };
    let src =
        own(node).or_else(|| first(node, &["source", "embed", "iframe"]).and_then(|n| own(&n)))?;
    let title = attribute(node, "title").or_else(|| attribute(node, "aria-label"));
    of(&src, title.as_deref(), name, context)
}

/// The card of an address as it stands in a text.
pub(super) fn of(
    src: &str,
    title: Option<&str>,
    kind: &str,
    context: &Context<'_>,
) -> Option<Embed> {
    let mut address = match &context.base {
        Some(base) => base.join(src.trim()).ok()?,
        None => url::Url::parse(src.trim()).ok()?,
    };
    // What lay beside the text may lie elsewhere now.
    if let Some(now) = (context.resolve)(address.as_str()) {
        address = url::Url::parse(&now).ok()?;
    }
    if address.scheme() == "http" {
        // Every player of today answers there; a frame without it would not
        // be shown on a page that has it.
        address.set_scheme("https").ok()?;
    }
    of_url(address.as_str(), title, kind)
}

/// The card of a quotation that a script would turn into a post of elsewhere.
/// What it quotes can be read without, so most of them stay quotations.
pub(super) fn of_quote(node: &Handle, context: &Context<'_>) -> Option<Embed> {
    let address = ["data-instgrm-permalink", "data-video-from", "cite", "data-href"]
        .into_iter()
        .find_map(|name| attribute(node, name));
    let classes = ["instagram-media", "tiktok-embed", "fb-post", "fb-video", "text-post-media"];
    let is_post = classes.iter().any(|class| has_class(node, class));
    let linked = || first(node, &["a"]).and_then(|link| attribute(&link, "href"));
    of(&address.or_else(linked).filter(|_| is_post)?, None, "post", context)
}

/// The card of an address.
pub(crate) fn of_url(address: &str, title: Option<&str>, kind: &str) -> Option<Embed> {
    let url = gazet_bundle::Url::new(address).ok()?;
    let is_https = address.to_ascii_lowercase().starts_with("https://");
    let host = url.host().filter(|_| is_https)?.to_owned();
    let title = title.map(|title| squeeze(&sanitize(title))).filter(|title| !title.is_empty());
    let provider = provider(&host);
    let title = title.unwrap_or_else(|| match (kind, told(address)) {
        ("video" | "audio", Some(told)) => told,
        (_, Some(told)) => format!("{provider}: {told}"),
        (_, None) => provider.clone(),
    });
    Some(Embed {
        url,
        title: fit::cut(&title, limits::TITLE),
        provider: fit::cut(&provider, limits::LABEL),
    })
}

/// The piece of an address that says most: who wrote, or what is shown.
fn told(address: &str) -> Option<String> {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let path = path.split('#').next()?.split_once("://")?.1;
    let pieces: Vec<&str> = path.split('/').skip(1).filter(|piece| !piece.is_empty()).collect();
    let of_query = query.split('&').find_map(|pair| pair.strip_prefix("v="));
    if let Some(at) = pieces.iter().position(|piece| matches!(*piece, "status" | "statuses")) {
        return at.checked_sub(1).and_then(|at| pieces.get(at)).map(|user| format!("@{user}"));
    }
    let last = of_query.or(pieces.iter().find(|piece| piece.starts_with('@')).copied());
    let last = last.or(pieces.last().copied())?;
    let decoded = percent_encoding::percent_decode_str(last).decode_utf8_lossy();
    let told = squeeze(&sanitize(&decoded));
    (!told.is_empty()).then_some(told)
}

/// The name that readers know a host by.
fn provider(host: &str) -> String {
    let host = host.split(':').next().unwrap_or(host);
    known(host).map_or_else(
        || host.strip_prefix("www.").unwrap_or(host).to_owned(),
        |(_, name, _)| (*name).to_owned(),
    )
}

fn known(host: &str) -> Option<&'static (&'static str, &'static str, bool)> {
    let host = host.to_ascii_lowercase();
    PROVIDERS.iter().find(|(own, ..)| {
        host == *own || host.strip_suffix(own).is_some_and(|rest| rest.ends_with('.'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cards_say_who_shows_what() {
        let check = |address: &str, expected: Option<(&str, &str)>| {
            let found = of_url(address, None, "iframe");
            let found = found.as_ref().map(|e| (e.title.as_str(), e.provider.as_str()));
            assert_eq!(found, expected, "{address}");
        };
        check("https://www.youtube.com/watch?v=abc&t=1", Some(("YouTube: abc", "YouTube")));
        check("https://twitter.com/who/status/12", Some(("Twitter: @who", "Twitter")));
        check("https://www.tiktok.com/@who/video/1", Some(("TikTok: @who", "TikTok")));
        check("https://maps.example/", Some(("maps.example", "maps.example")));
        check("http://maps.example/", None);
        check("javascript:alert(1)", None);
        assert!(is_player("https://youtu.be/x") && !is_player("https://youtube.com/"));
        assert!(!is_player("https://notyoutube.com/x"));
    }
}
