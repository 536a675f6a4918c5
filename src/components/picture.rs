//! Pictures that hold their place before they arrive.

use crate::routes::Links;
use crate::state::consent::use_consent;
use crate::view::{IntoNode, Node, view};
use gazet_bundle::{Image, Url, modern_kind};

/// The shape into which a picture is cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Crop {
    /// As it is.
    Whole,
    /// 3:2, for stories.
    Story,
    /// 16:9, for leads.
    Lead,
    /// 1:1, for faces and small lists.
    Square,
}

/// How soon a picture is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Priority {
    /// It is the first thing on the page.
    First,
    /// When it comes near the screen.
    Lazy,
}

/// An image element with sizes, crop and focal point, inside a `picture` where
/// it has versions that some browsers do not know. `sizes` is the width at
/// which it is shown, in the words of the HTML attribute.
#[must_use]
pub fn picture(
    image: &Image,
    links: &Links,
    crop: Crop,
    sizes: &'static str,
    priority: Priority,
) -> Node {
    let crop = match crop {
        Crop::Whole => "whole",
        Crop::Story => "story",
        Crop::Lead => "lead",
        Crop::Square => "square",
    };
    let class =
        format!("picture picture--{crop} {}{}", focal_class(image), placeholder_class(image));
    let first = priority == Priority::First;
    let (image, links) = (image.clone(), links.clone());
    let is_own = image.src.is_relative();
    let shown = move || {
        let own = modern_kind(&image.src);
        let set = srcset(&image, own, &links);
        let img = view! {
            <img
                class=class.clone()
                src=links.resolve(&image.src)
                sizes=set.is_some().then_some(sizes)
                srcset=set
                width=image.width.to_string()
                height=image.height.to_string()
                alt=image.alt.clone()
                loading=if first { "eager" } else { "lazy" }
                fetchpriority=if first { "high" } else { "auto" }
                decoding="async"
                referrerpolicy=(!is_own).then_some("no-referrer")
            />
        };
        let sources = sources(&image, own, sizes, &links);
        if sources.is_empty() {
            img
        } else {
            view! { <picture>{sources}{img}</picture> }
        }
    };
    if is_own {
        return shown();
    }
    // Another site would learn who reads: its place is kept, and filled when
    // the reader consents.
    let consent = use_consent();
    let place = format!("picture picture--{crop}");
    (move || {
        if consent.choice().embeds {
            shown()
        } else {
            view! { <span class=place.clone() aria-hidden="true"></span> }
        }
    })
    .into_node()
}

/// The versions of other kinds than that of the picture: of these a browser
/// takes the first that it knows.
fn sources(
    image: &Image,
    own: Option<&'static str>,
    sizes: &'static str,
    links: &Links,
) -> Vec<Node> {
    let modern = ["image/avif", "image/webp"].into_iter().filter(|kind| Some(*kind) != own);
    let source = |kind| {
        let set = srcset(image, Some(kind), links)?;
        Some(view! { <source type=kind srcset=set sizes=sizes/> })
    };
    modern.filter_map(source).collect()
}

/// The versions of a kind, with the picture itself where it is of that kind;
/// `None` when there are none.
fn srcset(image: &Image, kind: Option<&'static str>, links: &Links) -> Option<String> {
    let one = |src: &Url, width: u32| format!("{} {width}w", links.resolve(src));
    let mut set: Vec<_> = image.versions(kind).map(|v| one(&v.src, v.width)).collect();
    if set.is_empty() {
        return None;
    }
    if modern_kind(&image.src) == kind {
        set.push(one(&image.src, image.width));
    }
    Some(set.join(", "))
}

/// The focal point to the nearest quarter, as classes: a strict policy allows
/// no style attribute, and a quarter is finer than any crop here.
fn focal_class(image: &Image) -> String {
    let quarter = |percent: u8| (u16::from(percent) + 12) / 25;
    format!("fx-{} fy-{}", quarter(image.focal.x), quarter(image.focal.y))
}

/// The colour that stands in for the picture, as classes: each channel to the
/// nearest of five levels.
fn placeholder_class(image: &Image) -> String {
    let level = |channel: u8| (u16::from(channel) + 32) / 64;
    image.placeholder.map_or_else(String::new, |colour| {
        format!(" pr-{} pg-{} pb-{}", level(colour.red), level(colour.green), level(colour.blue))
    })
}

/// Caption and credit; nothing when there is neither.
#[must_use]
pub fn caption(image: &Image) -> Option<Node> {
    if image.caption.is_empty() && image.credit.is_empty() {
        return None;
    }
    let credit = (!image.credit.is_empty())
        .then(|| view! { <span class="credit">{image.credit.clone()}</span> });
    Some(view! { <figcaption>{image.caption.clone()}" "{credit}</figcaption> })
}
