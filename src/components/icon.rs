//! The icons and the mark, drawn for this project on a grid of 24.

use crate::view::{Node, view};

/// An icon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Icon {
    /// Three lines.
    Menu,
    /// A cross.
    Close,
    /// A magnifying glass.
    Search,
    /// A ribbon.
    Bookmark,
    /// A chevron downwards.
    Down,
    /// An arrow in the direction of reading.
    Onward,
    /// An arrow against the direction of reading.
    Back,
    /// An arrow upwards.
    Up,
    /// A sheet with an arrow out of it.
    Share,
    /// A tray with an arrow into it.
    Keep,
}

impl Icon {
    fn path(self) -> &'static str {
        match self {
            Self::Menu => "M3 6h18M3 12h18M3 18h18",
            Self::Close => "M5 5l14 14M19 5L5 19",
            Self::Search => "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.5 15.5L21 21",
            Self::Bookmark => "M6 3h12v18l-6-5-6 5z",
            Self::Down => "M5 9l7 7 7-7",
            Self::Onward => "M4 12h16M13 5l7 7-7 7",
            Self::Back => "M20 12H4M11 5l-7 7 7 7",
            Self::Up => "M12 20V4M5 11l7-7 7 7",
            Self::Keep => "M12 3v12M7.5 10.5L12 15l4.5-4.5M4 16v5h16v-5",
            Self::Share => "M12 15V3M7.5 7.5L12 3l4.5 4.5M5 12v9h14v-9",
        }
    }
}

/// Draws an icon; its meaning must stand beside it or in a label.
#[must_use]
pub fn icon(icon: Icon) -> Node {
    // Arrows along the line turn with the direction of the script.
    let class = match icon {
        Icon::Onward | Icon::Back => "icon icon--directed",
        _ => "icon",
    };
    view! {
        <svg class=class viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d=icon.path()></path>
        </svg>
    }
}

/// The mark of the house: the eight-pointed star of the region's carpets, two
/// squares turned by 45 degrees around an open centre.
#[must_use]
pub fn mark() -> Node {
    view! {
        <svg class="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
            <path
                fill-rule="evenodd"
                d="M16 0l4.7 4.7h6.6v6.6L32 16l-4.7 4.7v6.6h-6.6L16 32l-4.7-4.7H4.7v-6.6L0 16l4.7-4.7V4.7h6.6zM16 8.5l-2.2 2.2h-3.1v3.1L8.5 16l2.2 2.2v3.1h3.1l2.2 2.2 2.2-2.2h3.1v-3.1l2.2-2.2-2.2-2.2v-3.1h-3.1z"
            ></path>
        </svg>
    }
}
