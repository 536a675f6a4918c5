//! Pictures, and what other sites show.

use super::blocks::Reader;
use super::dom::{attribute, below, first, has_class, name, sanitize, squeeze, text};
use super::{Context, fit};
use gazet_bundle::{Embed, Focal, Image, limits};
use markup5ever_rcdom::Handle;

/// Size in CSS pixels of a picture of which nothing tells it: 3:2, as most
/// cameras have it.
const UNKNOWN: (u32, u32) = (1200, 800);

/// Whether an element holds the pictures of a gallery.
pub(super) fn is_gallery(node: &Handle) -> bool {
    ["wp-block-gallery", "gallery", "blocks-gallery-grid", "tiled-gallery", "kg-gallery-card"]
        .iter()
        .any(|class| has_class(node, class))
}

/// The pictures of a gallery, each with its caption.
pub(super) fn gallery(node: &Handle, reader: &mut Reader<'_>) -> Vec<Image> {
    let mut images = Vec::new();
    let nodes = below(node);
    for (at, found) in nodes.iter().enumerate() {
        if name(found).as_deref() != Some("img") {
            continue;
        }
        // The caption stands between this picture and the next.
        let caption = nodes[at + 1..]
            .iter()
            .take_while(|n| name(n).as_deref() != Some("img"))
            .find(|n| {
                matches!(name(n).as_deref(), Some("figcaption" | "dd"))
                    && !has_class(n, "blocks-gallery-caption")
            })
            .map(text)
            .unwrap_or_default();
        images.extend(image(found, &caption, reader));
    }
    images.truncate(limits::GALLERY);
    images
}

/// A picture, unless it is there to track.
pub(super) fn image(node: &Handle, caption: &str, reader: &mut Reader<'_>) -> Option<Image> {
    let number = |name: &str| -> Option<u32> {
        let value = attribute(node, name)?;
        let digits: String = value.trim().chars().take_while(char::is_ascii_digit).collect();
        digits.parse().ok().filter(|side| (1..=limits::SIDE).contains(side))
    };
    let raw = |name: &str| attribute(node, name).filter(|value| !value.trim().is_empty());
    // Pictures that wait for a script name themselves elsewhere.
    let src = ["data-src", "data-lazy-src", "data-orig-file", "src"]
        .into_iter()
        .filter_map(raw)
        .find(|src| !src.trim_start().to_ascii_lowercase().starts_with("data:"));
    let is_pixel = |side: Option<&str>| side.is_some_and(|side| matches!(side.trim(), "0" | "1"));
    let (width, height) = (attribute(node, "width"), attribute(node, "height"));
    if is_pixel(width.as_deref()) && is_pixel(height.as_deref()) {
        reader.losses.note("a tracking pixel");
        return None;
    }
    let Some(url) = src.as_deref().and_then(|src| reader.context.url(src)) else {
        reader.losses.note("a picture without an address that is allowed");
        return None;
    };
    if !(url.is_relative() || url.host().is_some()) {
        reader.losses.note("a picture without an address that is allowed");
        return None;
    }
    let (width, height) = match (number("width"), number("height")) {
        (Some(width), Some(height)) => (width, height),
        (width, height) => match (size_of_name(url.as_str()), width, height) {
            (Some(size), _, _) => size,
            (None, None, None) => {
                reader.losses.note("the size of a picture is not told; 1200 by 800 is taken");
                UNKNOWN
            }
            (None, width, height) => {
                reader.losses.note("the size of a picture is not told; 3 by 2 is taken");
                let width = width.or(height.map(|h| h.saturating_mul(3) / 2)).unwrap_or(UNKNOWN.0);
                let width = width.clamp(1, limits::SIDE);
                (width, height.unwrap_or((width * 2 / 3).max(1)))
            }
        },
    };
    let words = |text: &str| fit::cut(&squeeze(&sanitize(text)), limits::CAPTION);
    Some(Image {
        src: url,
        width,
        height,
        alt: words(&attribute(node, "alt").unwrap_or_default()),
        caption: words(caption),
        credit: String::new(),
        focal: Focal::default(),
        placeholder: None,
        variants: Vec::new(),
    })
}

/// `name-1024x683.jpg`, as WordPress names its smaller versions.
pub(crate) fn size_of_name(url: &str) -> Option<(u32, u32)> {
    let path = url.split(['?', '#']).next()?;
    let (stem, _) = path.rsplit_once('.')?;
    let (_, size) = stem.rsplit_once('-')?;
    let (width, height) = size.split_once('x')?;
    let side = |text: &str| text.parse().ok().filter(|side| (1..=limits::SIDE).contains(side));
    Some((side(width)?, side(height)?))
}

/// What a frame or a player shows, when its address is `https`.
pub(super) fn embed(node: &Handle, name: &str, context: &Context<'_>) -> Option<Embed> {
    let own = |node: &Handle| {
        ["src", "data-src", "data"].into_iter().find_map(|name| attribute(node, name))
    };
    let src =
        own(node).or_else(|| first(node, &["source", "embed", "iframe"]).and_then(|n| own(&n)))?;
    let mut address = match &context.base {
        Some(base) => base.join(src.trim()).ok()?,
        None => url::Url::parse(src.trim()).ok()?,
    };
    if address.scheme() == "http" {
        // Every player of today answers there; a frame without it would not
        // be shown on a page that has it.
        address.set_scheme("https").ok()?;
    }
    let title = attribute(node, "title").or_else(|| attribute(node, "aria-label"));
    of_url(address.as_str(), title.as_deref(), name)
}

/// The card of an address.
pub(crate) fn of_url(address: &str, title: Option<&str>, kind: &str) -> Option<Embed> {
    let url = gazet_bundle::Url::new(address).ok()?;
    let is_https = address.to_ascii_lowercase().starts_with("https://");
    let host = url.host().filter(|_| is_https)?.to_owned();
    let title = title.map(|title| squeeze(&sanitize(title))).filter(|title| !title.is_empty());
    let provider = provider(&host);
    let title = title.unwrap_or_else(|| match kind {
        "video" | "audio" => file_name(address),
        _ => format!("{provider}: {}", file_name(address)),
    });
    Some(Embed {
        url,
        title: fit::cut(&title, limits::TITLE),
        provider: fit::cut(&provider, limits::LABEL),
    })
}

/// The last piece of an address that says something.
fn file_name(address: &str) -> String {
    let path = address.split(['?', '#']).next().unwrap_or(address).trim_end_matches('/');
    path.rsplit('/').next().unwrap_or(path).to_owned()
}

/// The name that readers know a host by.
fn provider(host: &str) -> String {
    let host = host.split(':').next().unwrap_or(host);
    let known = [
        ("youtube.com", "YouTube"),
        ("youtube-nocookie.com", "YouTube"),
        ("youtu.be", "YouTube"),
        ("vimeo.com", "Vimeo"),
        ("twitter.com", "Twitter"),
        ("x.com", "X"),
        ("instagram.com", "Instagram"),
        ("facebook.com", "Facebook"),
        ("soundcloud.com", "SoundCloud"),
        ("spotify.com", "Spotify"),
        ("tiktok.com", "TikTok"),
        ("openstreetmap.org", "OpenStreetMap"),
        ("google.com", "Google"),
        ("flickr.com", "Flickr"),
        ("videopress.com", "VideoPress"),
        ("wordpress.tv", "WordPress.tv"),
        ("bandcamp.com", "Bandcamp"),
        ("reddit.com", "Reddit"),
        ("dailymotion.com", "Dailymotion"),
        ("ted.com", "TED"),
        ("t.me", "Telegram"),
    ];
    let of = known.iter().find(|(own, _)| {
        host == *own || host.strip_suffix(own).is_some_and(|rest| rest.ends_with('.'))
    });
    of.map_or_else(
        || host.strip_prefix("www.").unwrap_or(host).to_owned(),
        |(_, n)| (*n).to_owned(),
    )
}
