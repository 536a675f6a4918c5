//! The reader of Gazet: a newspaper that opens in a browser and needs no
//! server.
//!
//! Data flows one way: [`services`] fetch and store, [`state`] keeps signals,
//! [`pages`] read them and hand plain data to [`components`]. The same
//! components run on the native target, where [`snapshot`] turns a route into
//! HTML. `docs/architecture.md` has the map.

// View types nest as deep as the markup does.
#![recursion_limit = "256"]

mod app;
pub mod components;
pub mod error;
pub mod i18n;
pub mod meta;
pub mod order;
pub mod pages;
pub mod paper;
pub mod routes;
pub mod services;
#[cfg(feature = "ssr")]
pub mod snapshot;
pub mod state;
mod takeover;
pub mod view;

pub use app::App;
pub use takeover::start;
