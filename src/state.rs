//! What the reader's page knows and keeps: one concern a file.

pub mod bookmarks;
pub mod consent;
pub mod edition;
pub mod history;
pub mod location;
pub mod notices;
pub mod offline;
pub mod overlays;
pub mod preferences;
