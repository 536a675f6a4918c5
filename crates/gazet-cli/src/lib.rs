//! The publisher: everything that the program `gazet` does.
//!
//! One verb, one module. [`import`] makes a bundle of what a newsroom has,
//! [`check`] says what is wrong with it, [`build`] makes a site of the bundle
//! and the app, [`serve`] shows the site, [`sign`] says whose it is, [`pack`] makes
//! one file of it, [`publish`] brings it to a bucket.
//! Everything written appears whole or not at all, and the same input gives
//! the same bytes.

pub mod args;
pub mod build;
pub mod check;
mod compress;
mod console;
mod edition;
mod error;
mod fault;
pub mod fetch;
mod folder;
mod html;
pub mod import;
mod input;
mod kinds;
mod links;
pub mod media;
pub mod pack;
pub mod publish;
mod run;
pub mod serve;
pub mod sign;

pub use console::Console;
pub use error::{Error, Result};
pub use fault::Fault;
pub use folder::{Kind, MARKER};
#[doc(hidden)]
pub use html::html_to_blocks;
pub use run::run;
