//! Pictures.

use super::dom::{
    around, attribute, below, first, has_class, is, name, parent, sanitize, squeeze, text,
};
use super::scope::Scope;
use super::{Losses, fit};
use gazet_bundle::{Focal, Image, limits};
use markup5ever_rcdom::Handle;

/// Size in CSS pixels of a picture of which nothing tells it: 3:2, as most
/// cameras have it.
const UNKNOWN: (u32, u32) = (1200, 800);

/// Attributes in which a picture that waits for a script keeps its address.
const LAZY: [&str; 6] =
    ["data-src", "data-lazy-src", "data-original", "data-orig-file", "data-full-url", "src"];

/// Hosts and paths of pictures that count readers.
const TRACKERS: [&str; 10] = [
    "pixel.wp.com/",
    "stats.wordpress.com/",
    "feeds.feedburner.com/~r/",
    "google-analytics.com/",
    "doubleclick.net/",
    "scorecardresearch.com/",
    "facebook.com/tr",
    "mc.yandex.ru/",
    "counter.yadro.ru/",
    "top-fwz1.mail.ru/",
];

/// Whether an element holds the pictures of a gallery.
pub(super) fn is_gallery(node: &Handle) -> bool {
    ["wp-block-gallery", "gallery", "blocks-gallery-grid", "tiled-gallery", "kg-gallery-card"]
        .iter()
        .any(|class| has_class(node, class))
        && first(node, &["img", "amp-img"]).is_some()
}

/// The pictures of a gallery, each with its caption, and the nodes that hold
/// what was read.
pub(super) fn gallery(
    node: &Handle,
    scope: &Scope<'_>,
    losses: &mut Losses,
) -> (Vec<Image>, Vec<Handle>) {
    let mut images: Vec<Image> = Vec::new();
    let mut read: Vec<Handle> = Vec::new();
    for found in below(node).into_iter().filter(|n| is(n, &["img", "amp-img"])) {
        if smiley(&found).is_some() {
            continue;
        }
        if let Some(twin) = around(&found, &["noscript"], node).filter(|_| !images.is_empty()) {
            read.push(twin);
            continue;
        }
        let own = around(&found, &["figure", "li", "dl"], node);
        let own = own.and_then(|own| first(&own, &["figcaption", "dd"]));
        // One caption for several pictures is that of the first.
        let own = own.filter(|own| !read.iter().any(|node| std::rc::Rc::ptr_eq(node, own)));
        let caption = own.as_ref().map(text).unwrap_or_default();
        let image = image(&found, &caption, scope, losses);
        read.push(found);
        // The caption of a picture that is not there is a text of its own.
        read.extend(own.filter(|_| image.is_some()));
        images.extend(image);
    }
    (images, read)
}

/// The characters that a picture stands for: that of a smiley.
pub(super) fn smiley(node: &Handle) -> Option<String> {
    let is_smiley =
        ["emoji", "wp-smiley", "emojione", "twemoji"].iter().any(|class| has_class(node, class));
    attribute(node, "alt").filter(|alt| is_smiley && !alt.trim().is_empty())
}

/// A picture, unless it is there to track.
pub(super) fn image(
    node: &Handle,
    caption: &str,
    scope: &Scope<'_>,
    losses: &mut Losses,
) -> Option<Image> {
    let number = |name: &str| -> Option<u32> {
        let value = attribute(node, name)?;
        let digits: String = value.trim().chars().take_while(char::is_ascii_digit).collect();
        digits.parse().ok().filter(|side| (1..=limits::SIDE).contains(side))
    };
    let src = address(node);
    let is_pixel = |side: Option<&str>| side.is_some_and(|side| matches!(side.trim(), "0" | "1"));
    let (width, height) = (attribute(node, "width"), attribute(node, "height"));
    let is_tracker = src.as_deref().is_some_and(|src| TRACKERS.iter().any(|own| src.contains(own)));
    if is_tracker || is_pixel(width.as_deref()) && is_pixel(height.as_deref()) {
        losses.note("a tracking pixel");
        return None;
    }
    let url = src.as_deref().and_then(|src| scope.url(src));
    let Some(url) = url.filter(|url| url.is_relative() || url.host().is_some()) else {
        // Its twin for readers without scripts follows.
        if !next_is_twin(node) {
            losses.note("a picture without an address that is allowed");
        }
        return None;
    };
    let known = (scope.picture)(url.as_str());
    let told = (number("width"), number("height"));
    let size = match told {
        (Some(width), Some(height)) => Some((width, height)),
        _ => size_of_name(url.as_str()),
    };
    let size = size.or(known.filter(|own| own.src == url).map(|own| (own.width, own.height)));
    let (width, height) = size.unwrap_or_else(|| match told {
        (None, None) => {
            losses.note("the size of a picture is not told; 1200 by 800 is taken");
            UNKNOWN
        }
        (width, height) => {
            losses.note("the size of a picture is not told; 3 by 2 is taken");
            let width = width.or(height.map(|h| h.saturating_mul(3) / 2)).unwrap_or(UNKNOWN.0);
            let width = width.clamp(1, limits::SIDE);
            (width, height.unwrap_or((width * 2 / 3).max(1)))
        }
    });
    let words = |text: &str| squeeze(&sanitize(text));
    let alt = words(&attribute(node, "alt").unwrap_or_default());
    let alt = if alt.is_empty() { known.map_or("", |own| &own.alt).to_owned() } else { alt };
    Some(Image {
        src: url,
        width,
        height,
        alt: fit::cut_named(&alt, limits::CAPTION, "a description of a picture", losses),
        caption: fit::cut_named(&words(caption), limits::CAPTION, "a caption", losses),
        credit: known.map(|own| own.credit.clone()).unwrap_or_default(),
        focal: Focal::default(),
        placeholder: None,
        variants: Vec::new(),
    })
}

/// Where a picture lies: the largest of its versions when it names no other.
fn address(node: &Handle) -> Option<String> {
    let raw = |name: &str| attribute(node, name).filter(|value| !value.trim().is_empty());
    let is_data = |src: &String| src.trim_start().to_ascii_lowercase().starts_with("data:");
    let own = LAZY.into_iter().filter_map(raw).find(|src| !is_data(src));
    let sets = ["data-srcset", "data-lazy-srcset", "srcset"];
    own.or_else(|| sets.into_iter().filter_map(raw).find_map(|set| largest(&set))).or_else(|| {
        let around = parent(node).filter(|parent| is(parent, &["picture"]))?;
        let sources = below(&around);
        sources.iter().filter(|n| is(n, &["source"])).find_map(|source| {
            ["data-srcset", "srcset"]
                .into_iter()
                .filter_map(|name| attribute(source, name))
                .find_map(|set| largest(&set))
        })
    })
}

/// The widest of the candidates of a `srcset`.
fn largest(set: &str) -> Option<String> {
    let candidates = set.split(", ").flat_map(|piece| {
        piece.split(",http").enumerate().map(|(at, piece)| {
            // A comma without a space parts candidates only before an address.
            if at > 0 { format!("http{piece}") } else { piece.to_owned() }
        })
    });
    let sized = candidates.filter_map(|candidate| {
        let mut words = candidate.split_whitespace();
        let address = words.next()?.trim_end_matches(',').to_owned();
        let size = words.next().unwrap_or("1x").trim_end_matches(['w', 'x', ',']).parse::<f32>();
        (!address.is_empty() && !address.starts_with("data:"))
            .then(|| (size.unwrap_or(0.0), address))
    });
    sized.max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, address)| address)
}

/// Whether the next element is for readers without scripts and has a picture.
fn next_is_twin(node: &Handle) -> bool {
    let Some(parent) = parent(node) else { return false };
    let children = parent.children.borrow();
    let after = children.iter().skip_while(|child| !std::rc::Rc::ptr_eq(child, node)).skip(1);
    after
        .filter(|child| name(child).is_some())
        .take(1)
        .any(|next| is(next, &["noscript"]) && first(next, &["img", "amp-img"]).is_some())
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
