//! Views: data in, markup out, no I/O.
//!
//! What has no state of its own is a plain function that borrows its data;
//! what has is a Leptos component.

pub mod article;
pub mod bookmark;
pub mod breadcrumb;
pub mod byline;
pub mod card;
pub mod consent;
pub mod fault;
pub mod footer;
pub mod header;
pub mod icon;
pub mod keep;
pub mod look;
pub mod notices;
pub mod offline;
pub mod outward;
pub mod pager;
pub mod picture;
pub mod skeleton;
pub mod subsections;
pub mod when;
