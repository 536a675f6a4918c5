//! All browser I/O. Nothing else in the crate talks to the browser, save for
//! what an event hands to its handler.

pub mod address;
pub mod bundle;
pub mod clock;
pub mod dates;
pub mod fetch;
pub mod files;
pub mod head;
pub mod keys;
pub mod module;
pub mod navigation;
pub mod offline;
pub mod page;
pub mod search;
pub mod share;
pub mod signature;
pub mod storage;
pub mod worker;
