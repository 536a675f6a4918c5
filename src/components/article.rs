//! An article: its head, its body, and what follows it.

mod blocks;
mod embed;
mod foot;
mod head;
mod inline;
mod progress;
mod table;

pub use blocks::body;
pub use foot::{also_like, inline_related, neighbours, new_articles, source, tags};
pub use head::{head, lead_picture};
pub use progress::Progress;
