//! SVG: its size, and nothing in it that runs or loads.

use super::PictureError;
use crate::fault::Log;
use gazet_bundle::{Level, limits};
use roxmltree::{Document, Node, ParsingOptions};

/// Size in CSS pixels of a picture that gives none, by CSS 2.2, 10.3.2.
const DEFAULT_SIZE: (u32, u32) = (300, 150);

/// Elements that run code, load something or hold HTML.
const REFUSED: [&str; 6] = ["script", "foreignObject", "iframe", "embed", "object", "handler"];

/// Checks the picture. A fault leaves it usable for further checks, so that
/// its width and height are given whenever they are known.
pub(crate) fn look_at(bytes: &[u8], log: &mut Log) -> Option<(u32, u32)> {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let line = 1 + bytes[..error.valid_up_to()].iter().filter(|&&b| b == b'\n').count();
            log.error(line, "the SVG is not UTF-8");
            return None;
        }
    };
    // A DTD may declare entities: it is refused whole.
    let options = ParsingOptions { allow_dtd: false, nodes_limit: 500_000, ..Default::default() };
    let document = match Document::parse_with_options(text, options) {
        Ok(document) => document,
        Err(error) => {
            log.error(error.pos().row as usize, format!("the SVG cannot be read: {error}"));
            return None;
        }
    };
    let root = document.root_element();
    if root.tag_name().name() != "svg" {
        log.error(line(&document, root), "the file has no <svg> around it");
        return None;
    }
    for node in document.descendants() {
        check(&document, node, log);
    }
    let (width, height) = size(root);
    if width == 0 || height == 0 {
        log.error(line(&document, root), "the SVG has no width or height");
        return None;
    }
    Some((width, height))
}

/// Width and height of a picture that nothing is wrong with.
pub(super) fn safe(bytes: &[u8]) -> Result<(u32, u32), PictureError> {
    let mut log = Log::new("");
    let size = look_at(bytes, &mut log);
    let mut faults = log.into_faults().into_iter().filter(|fault| fault.level == Level::Error);
    match (faults.next(), size) {
        (None, Some((width, height))) if width.max(height) <= limits::SIDE => Ok((width, height)),
        (None, Some((width, height))) => Err(PictureError::TooManyPixels(width, height)),
        (Some(fault), _) => Err(PictureError::Unsafe(fault.message)),
        (None, None) => Err(PictureError::None),
    }
}

fn check(document: &Document<'_>, node: Node<'_, '_>, log: &mut Log) {
    let line = line(document, node);
    if let Some(instruction) = node.pi() {
        log.error(line, format!("the SVG holds the instruction <?{}?>", instruction.target));
    }
    if !node.is_element() {
        return;
    }
    let name = node.tag_name().name();
    let html = node.tag_name().namespace() == Some("http://www.w3.org/1999/xhtml");
    if html || REFUSED.iter().any(|refused| refused.eq_ignore_ascii_case(name)) {
        log.error(line, format!("the SVG holds <{name}>, which is not allowed"));
    }
    if name == "style" {
        let css: String = node.descendants().filter_map(|child| child.text()).collect();
        check_css(&css, line, log);
    }
    for attribute in node.attributes() {
        let (key, value) = (attribute.name().to_ascii_lowercase(), attribute.value());
        let animates_link =
            key == "attributename" && value.trim().to_ascii_lowercase().ends_with("href");
        if key.starts_with("on") {
            log.error(line, format!("the SVG holds the event handler {key}"));
        } else if animates_link {
            log.error(line, "the SVG animates a link, which is not allowed");
        } else if matches!(key.as_str(), "href" | "src" | "base") {
            if !is_internal(value) {
                log.error(line, format!("the SVG refers to {:?} outside itself", excerpt(value)));
            }
        } else {
            check_css(value, line, log);
        }
    }
}

/// Refuses CSS that loads something.
fn check_css(css: &str, line: usize, log: &mut Log) {
    let lower = css.to_ascii_lowercase();
    // An escape could spell `url` in another way: `\75rl(...)`.
    if lower.contains("@import") || (lower.contains('\\') && lower.contains('(')) {
        log.error(line, "the SVG holds CSS that loads something, or may");
    }
    for (at, _) in lower.match_indices("url(") {
        let rest = css[at + 4..].trim_start().trim_start_matches(['"', '\'']);
        let target = rest.split([')', '"', '\'']).next().unwrap_or_default();
        if !is_internal(target) {
            log.error(line, format!("the SVG refers to {:?} outside itself", excerpt(target)));
        }
    }
}

/// A place in the picture itself, or pixels that are written into it.
fn is_internal(target: &str) -> bool {
    let target = target.trim();
    let pixels = ["data:image/png;", "data:image/jpeg;", "data:image/webp;"];
    target.is_empty()
        || target.starts_with('#')
        || pixels.iter().any(|start| target.starts_with(start))
}

fn excerpt(text: &str) -> String {
    text.chars().take(60).collect()
}

fn size(root: Node<'_, '_>) -> (u32, u32) {
    let view_box: Vec<f64> = root
        .attribute("viewBox")
        .unwrap_or_default()
        .split(|c: char| c == ',' || c.is_ascii_whitespace())
        .filter_map(|number| number.parse().ok())
        .collect();
    let view_box = match view_box.as_slice() {
        [_, _, width, height] if *width > 0.0 && *height > 0.0 => Some((*width, *height)),
        _ => None,
    };
    let width = root.attribute("width").and_then(pixels);
    let height = root.attribute("height").and_then(pixels);
    let size = match (width, height, view_box) {
        (Some(width), Some(height), _) => (width, height),
        (Some(width), None, Some((w, h))) => (width, width * h / w),
        (None, Some(height), Some((w, h))) => (height * w / h, height),
        (None, None, Some(size)) => size,
        (_, _, None) => return DEFAULT_SIZE,
    };
    // Rounded to whole pixels; a float's cast to an integer saturates.
    (size.0.round().max(1.0) as u32, size.1.round().max(1.0) as u32)
}

/// A CSS length in pixels; `None` for a share of something unknown.
fn pixels(length: &str) -> Option<f64> {
    let length = length.trim();
    let end = length.find(|c: char| c.is_ascii_alphabetic() || c == '%').unwrap_or(length.len());
    let (number, unit) = length.split_at(end);
    // Factors by CSS Values 4, 6.2: an inch is 96 pixels and 72 points.
    let factor = match unit {
        "" | "px" => 1.0,
        "pt" => 96.0 / 72.0,
        "pc" => 16.0,
        "in" => 96.0,
        "cm" => 96.0 / 2.54,
        "mm" => 96.0 / 25.4,
        _ => return None,
    };
    number.trim().parse::<f64>().ok().filter(|n| n.is_finite() && *n > 0.0).map(|n| n * factor)
}

fn line(document: &Document<'_>, node: Node<'_, '_>) -> usize {
    document.text_pos_at(node.range().start).row as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look(body: &str) -> (Option<(u32, u32)>, Vec<String>) {
        let mut log = Log::new("a.svg");
        let size = look_at(body.as_bytes(), &mut log);
        let faults = log.into_faults().into_iter().map(|fault| fault.to_string()).collect();
        (size, faults)
    }

    #[test]
    fn sizes_are_those_a_browser_takes() {
        let check = |attributes: &str, size: (u32, u32)| {
            let svg = format!("<svg xmlns='http://www.w3.org/2000/svg' {attributes}/>");
            assert_eq!(look(&svg), (Some(size), vec![]), "{attributes}");
        };
        check("width='640' height='480px'", (640, 480));
        check("viewBox='0 0 1200 675'", (1200, 675));
        check("viewBox='0,0,30.4,20'", (30, 20));
        check("width='100%' height='100%' viewBox='0 0 16 9'", (16, 9));
        check("width='320' viewBox='0 0 16 9'", (320, 180));
        check("width='1in' height='36pt'", (96, 48));
        check("", DEFAULT_SIZE);
    }

    #[test]
    fn what_runs_or_loads_is_refused() {
        let check = |inner: &str, part: &str| {
            let svg = format!(
                "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' viewBox='0 0 2 1'>\n{inner}</svg>"
            );
            let (size, faults) = look(&svg);
            assert_eq!(size, Some((2, 1)), "{inner}");
            assert!(
                faults.iter().any(|f| f.starts_with("a.svg:2: ") && f.contains(part)),
                "{inner}: {faults:?}"
            );
        };
        check("<script>alert(1)</script>", "<script>");
        check("<SCRIPT/>", "<SCRIPT>");
        check("<rect onload='x()'/>", "onload");
        check("<image href='https://x.example/a.png'/>", "outside itself");
        check("<image xlink:href='//x.example/a.png'/>", "outside itself");
        check("<a href='javascript:x()'/>", "outside itself");
        check("<image href='data:image/svg+xml,x'/>", "outside itself");
        check("<rect fill='url(https://x.example/#a)'/>", "outside itself");
        check("<rect style='fill: URL( \"x.svg#a\" )'/>", "outside itself");
        check("<style>@import 'x.css';</style>", "CSS that loads");
        check("<style>a { fill: \\75rl(x) }</style>", "CSS that loads");
        check("<style>@font-face { src: url(a.woff2) }</style>", "outside itself");
        check("<set attributeName='xlink:href' to='x'/>", "animates");
        check("<foreignObject/>", "foreignObject");
        check("<p xmlns='http://www.w3.org/1999/xhtml'/>", "<p>");
        check("<?xml-stylesheet href='x.css'?>", "xml-stylesheet");
    }

    #[test]
    fn what_stays_inside_is_allowed() {
        let svg = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 2 1'>\
            <style>.a { fill: url(#g) }</style><use href='#a'/>\
            <image href='data:image/png;base64,AAAA'/><rect fill='url(#g)'/></svg>";
        assert_eq!(look(svg), (Some((2, 1)), vec![]));
    }

    #[test]
    fn what_is_no_svg_is_said() {
        for (text, line) in [
            ("<svg", 1),
            ("<html/>", 1),
            ("<!DOCTYPE svg [<!ENTITY a 'b'>]>\n<svg/>", 1),
            ("not xml", 1),
        ] {
            let (size, faults) = look(text);
            assert_eq!(size, None, "{text}");
            assert!(faults[0].starts_with(&format!("a.svg:{line}: ")), "{faults:?}");
        }
    }
}
