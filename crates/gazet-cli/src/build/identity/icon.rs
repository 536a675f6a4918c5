//! The icons of the installed app and of the browser's tab.

use super::draw::{FAMILY, draw};
use super::{ACCENT, OPEN_STAR, PAPER, STAR, initial};
use crate::build::feeds::{escape, picture_type};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use gazet_bundle::Site;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The part of a maskable icon that every mask leaves, 80 per cent (W3C,
/// Application Manifest, 1.10.1), less a margin.
const SAFE: f32 = 0.62;

/// Sides of the icons in pixels.
const LARGE: u32 = 512;
const SMALL: u32 = 192;

/// Names and bytes of the icons. `folder` is that of the bundle, which holds
/// the logo.
pub(in crate::build) fn icons(site: &Site, folder: &Path) -> BTreeMap<&'static str, Vec<u8>> {
    let mark = logo(site, folder).unwrap_or_else(|| star(site, ACCENT, PAPER));
    let full = svg(&mark, None, 1.0);
    let masked = svg(&mark, Some(PAPER), SAFE);
    // One colour on nothing: the system paints it.
    let mono = svg(&star(site, "#000", "none"), None, 1.0);
    let mut icons = BTreeMap::from([("icons/icon.svg", full.clone().into_bytes())]);
    let drawn = [
        ("icons/icon-192.png", &full, SMALL),
        ("icons/icon-512.png", &full, LARGE),
        ("icons/icon-maskable-512.png", &masked, LARGE),
        ("icons/icon-monochrome-512.png", &mono, LARGE),
    ];
    for (name, svg, side) in drawn {
        let png = draw(svg.as_bytes(), side, side).and_then(|pixels| pixels.encode_png().ok());
        icons.extend(png.map(|png| (name, png)));
    }
    icons
}

/// A drawing of 32 units around a mark of 32 units.
fn svg(mark: &str, ground: Option<&str>, scale: f32) -> String {
    let ground = ground
        .map_or_else(String::new, |fill| format!("<path fill=\"{fill}\" d=\"M0 0h32v32H0z\"/>"));
    let offset = 16.0 * (1.0 - scale);
    let mark = match scale {
        1.0 => mark.to_owned(),
        _ => format!("<g transform=\"translate({offset} {offset}) scale({scale})\">{mark}</g>"),
    };
    format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 32 32\">{ground}{mark}</svg>")
}

/// The star with the first letter of the paper's name; `letter` is the colour
/// of the letter, or `none` to cut it out.
fn star(site: &Site, colour: &str, letter: &str) -> String {
    let Some(initial) = initial(site) else {
        return format!("<path fill=\"{colour}\" fill-rule=\"evenodd\" d=\"{STAR}{OPEN_STAR}\"/>");
    };
    let initial = escape(&initial);
    let text = |fill: &str| {
        format!(
            "<text x=\"16\" y=\"21.2\" fill=\"{fill}\" font-family=\"{FAMILY}, serif\" font-weight=\"700\" font-size=\"14.5\" text-anchor=\"middle\">{initial}</text>"
        )
    };
    match letter {
        "none" => format!(
            "<mask id=\"m\"><path fill=\"#fff\" d=\"M0 0h32v32H0z\"/>{}</mask><path mask=\"url(#m)\" fill=\"{colour}\" d=\"{STAR}\"/>",
            text("#000")
        ),
        fill => format!("<path fill=\"{colour}\" d=\"{STAR}\"/>{}", text(fill)),
    }
}

/// The paper's logo, fitted into 32 units; `None` when it has none of its own
/// or none that is a picture.
fn logo(site: &Site, folder: &Path) -> Option<String> {
    let logo = site.logo.as_ref().filter(|logo| logo.src.is_relative())?;
    let kind = picture_type(logo.src.as_str())?;
    let bytes = fs::read(folder.join(logo.src.as_str())).ok()?;
    let data = STANDARD.encode(bytes);
    Some(format!("<image width=\"32\" height=\"32\" href=\"data:{kind};base64,{data}\"/>"))
}
