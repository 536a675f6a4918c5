//! Pictures made of the paper's own identity: the icons of the installed app,
//! and the cards that link previews show.
//!
//! Drawn as SVG and rendered by resvg with fonts that are in this program, so
//! that every machine makes the same bytes.

mod card;
mod draw;
mod icon;

pub(super) use card::{put_cards, put_own_card};
pub(super) use icon::icons;

use gazet_bundle::Site;

/// The reader's own mark: the eight-pointed star of regional carpets, 32 units
/// wide.
const STAR: &str =
    "M16 0l4.7 4.7h6.6v6.6L32 16l-4.7 4.7v6.6h-6.6L16 32l-4.7-4.7H4.7v-6.6L0 16l4.7-4.7V4.7h6.6z";

/// The same star, open in the middle.
const OPEN_STAR: &str = "M16 8.5l-2.2 2.2h-3.1v3.1L8.5 16l2.2 2.2v3.1h3.1l2.2 2.2 2.2-2.2h3.1v-3.1l2.2-2.2-2.2-2.2v-3.1h-3.1z";

/// The accent, ink and paper of the reader's light theme (`style/tokens.css`).
const ACCENT: &str = "#a3262b";
const INK: &str = "#1d1b18";
const PAPER: &str = "#fffdf8";
const QUIET: &str = "#5f5a52";

/// What stands for the name of the paper in an icon: its first letter, where
/// the fonts have it.
fn initial(site: &Site) -> Option<String> {
    let first = site.title.chars().find(|c| c.is_alphanumeric())?;
    // A capital of one letter: what grows to two is no initial.
    let mut capital = first.to_uppercase();
    let letter = match (capital.next(), capital.next()) {
        (Some(letter), None) => letter,
        _ => first,
    };
    draw::has_glyphs(&letter.to_string()).then(|| letter.to_string())
}
