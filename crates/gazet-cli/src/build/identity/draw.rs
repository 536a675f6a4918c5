//! From SVG to pixels.

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{self, Tree, fontdb};
use skrifa::{FontRef, MetadataProvider as _};
use std::sync::{Arc, LazyLock};

/// Noto Serif Bold and its sisters, cut to the letters of their scripts.
const FONTS: [&[u8]; 5] = [
    include_bytes!("../../../fonts/noto-serif-bold.ttf"),
    include_bytes!("../../../fonts/noto-naskh-arabic-bold.ttf"),
    include_bytes!("../../../fonts/noto-serif-hebrew-bold.ttf"),
    include_bytes!("../../../fonts/noto-serif-armenian-bold.ttf"),
    include_bytes!("../../../fonts/noto-serif-georgian-bold.ttf"),
];

/// The families, in the order in which a letter is looked for.
pub(super) const FAMILY: &str =
    "Noto Serif, Noto Naskh Arabic, Noto Serif Hebrew, Noto Serif Armenian, Noto Serif Georgian";

/// Only the fonts of this program: those of a machine differ.
static DATABASE: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
    let mut database = fontdb::Database::new();
    FONTS.iter().for_each(|font| database.load_font_data(font.to_vec()));
    database.set_serif_family("Noto Serif");
    database.set_sans_serif_family("Noto Serif");
    Arc::new(database)
});

/// A drawing of some width and height. `None` when it cannot be read.
pub(super) fn draw(svg: &[u8], width: u32, height: u32) -> Option<Pixmap> {
    let tree = tree(svg)?;
    let size = tree.size();
    let (x, y) = (width as f32 / size.width(), height as f32 / size.height());
    let mut pixels = Pixmap::new(width, height)?;
    resvg::render(&tree, Transform::from_scale(x, y), &mut pixels.as_mut());
    Some(pixels)
}

/// A drawing that covers some width and height; `focal` is the point in per
/// cent that stays in sight.
pub(super) fn cover(svg: &[u8], width: u32, height: u32, focal: (f32, f32)) -> Option<Pixmap> {
    let tree = tree(svg)?;
    let size = tree.size();
    let (w, h) = (width as f32, height as f32);
    let scale = (w / size.width()).max(h / size.height());
    // As `object-position` moves what is larger than its frame.
    let x = (w - size.width() * scale) * focal.0 / 100.0;
    let y = (h - size.height() * scale) * focal.1 / 100.0;
    let mut pixels = Pixmap::new(width, height)?;
    pixels.fill(resvg::tiny_skia::Color::WHITE);
    let transform = Transform::from_scale(scale, scale).post_translate(x, y);
    resvg::render(&tree, transform, &mut pixels.as_mut());
    Some(pixels)
}

/// Whether the fonts have every letter of a text.
pub(super) fn has_glyphs(text: &str) -> bool {
    let fonts: Vec<FontRef<'_>> = FONTS.iter().filter_map(|font| FontRef::new(font).ok()).collect();
    let has = |c: char| fonts.iter().any(|font| font.charmap().map(c).is_some());
    text.chars().filter(|c| !c.is_whitespace()).all(has)
}

/// Width of a line of text at 100 units.
pub(super) fn width_of(text: &str) -> f32 {
    let text = super::super::feeds::escape(text);
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9000 200\"><text y=\"100\" font-size=\"100\" font-family=\"{FAMILY}\" font-weight=\"700\">{text}</text></svg>"
    );
    tree(svg.as_bytes()).map_or(0.0, |tree| tree.root().abs_bounding_box().width())
}

fn tree(svg: &[u8]) -> Option<Tree> {
    let mut options =
        usvg::Options { font_family: "Noto Serif".to_owned(), ..usvg::Options::default() };
    options.fontdb = DATABASE.clone();
    // A picture inside a picture is read from nowhere: not from this disk.
    options.image_href_resolver.resolve_string = Box::new(|_, _| None);
    Tree::from_data(svg, &options).ok()
}
