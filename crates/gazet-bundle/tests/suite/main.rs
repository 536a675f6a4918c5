//! Tests of the format through its public interface.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod arbitrary;
mod docs;
mod properties;
mod read;
mod schema;
mod seeds;
mod validate;
mod values;
