//! Pictures.

use crate::Url;
use serde::Serialize;

/// A picture with all that is needed to show it without a layout shift.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Image {
    /// The picture in its full size.
    pub src: Url,
    /// Width of `src` in CSS pixels.
    pub width: u32,
    /// Height of `src` in CSS pixels.
    pub height: u32,
    /// What is seen, for those who do not see it. Empty only where a name
    /// stands beside it (a logo, a portrait) or for decoration.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub alt: String,
    /// The line under the picture.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub caption: String,
    /// Who made it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub credit: String,
    /// The point that every crop must keep.
    #[serde(default, skip_serializing_if = "Focal::is_centre")]
    pub focal: Focal,
    /// The mean colour of the picture, shown in its place until it arrives.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub placeholder: Option<Colour>,
    /// The same picture at other widths and in other kinds, narrowest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub variants: Vec<Variant>,
}

/// The same picture at another width or in another kind, which its name tells:
/// `.webp`, `.avif`, else a kind that every browser shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Variant {
    /// Where it is.
    pub src: Url,
    /// Its width in pixels.
    pub width: u32,
}

/// A pair of numbers: a point in per cent of width (from the left) and height (from the top).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(into = "(u8, u8)")]
#[cfg_attr(feature = "schema", schemars(with = "[u8; 2]"))]
pub struct Focal {
    /// 0 is the left edge, 100 the right one.
    pub x: u8,
    /// 0 is the top edge, 100 the bottom one.
    pub y: u8,
}

/// An sRGB colour, written `#rrggbb` as CSS does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(into = "String")]
#[cfg_attr(feature = "schema", schemars(with = "String", extend("pattern" = "^#[0-9a-f]{6}$")))]
pub struct Colour {
    /// 0 to 255.
    pub red: u8,
    /// 0 to 255.
    pub green: u8,
    /// 0 to 255.
    pub blue: u8,
}

impl Image {
    /// The versions of a kind, as [`modern_kind`] tells it.
    pub fn versions(&self, kind: Option<&'static str>) -> impl Iterator<Item = &Variant> {
        self.variants.iter().filter(move |variant| modern_kind(&variant.src) == kind)
    }
}

/// The media type of a picture that some browsers do not know, by the end of
/// its name; `None` for every other.
#[must_use]
pub fn modern_kind(src: &Url) -> Option<&'static str> {
    let path = src.as_str().split(['?', '#']).next().unwrap_or_default();
    let ends = |end: &str| {
        path.len()
            .checked_sub(end.len())
            .and_then(|at| path.get(at..))
            .is_some_and(|own| own.eq_ignore_ascii_case(end))
    };
    [(".avif", "image/avif"), (".webp", "image/webp")]
        .into_iter()
        .find_map(|(end, kind)| ends(end).then_some(kind))
}

impl TryFrom<String> for Colour {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6);
        let number = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
        match number {
            Some(number) => {
                let [_, red, green, blue] = number.to_be_bytes();
                Ok(Self { red, green, blue })
            }
            None => Err("a colour is # and six hexadecimal digits"),
        }
    }
}

impl From<Colour> for String {
    fn from(colour: Colour) -> Self {
        format!("#{:02x}{:02x}{:02x}", colour.red, colour.green, colour.blue)
    }
}

impl Focal {
    fn is_centre(&self) -> bool {
        *self == Self::default()
    }
}

impl Default for Focal {
    fn default() -> Self {
        Self { x: 50, y: 50 }
    }
}

impl From<(u8, u8)> for Focal {
    fn from((x, y): (u8, u8)) -> Self {
        Self { x: x.min(100), y: y.min(100) }
    }
}

impl From<Focal> for (u8, u8) {
    fn from(focal: Focal) -> Self {
        (focal.x, focal.y)
    }
}
