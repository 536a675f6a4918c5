//! Tests of the program `gazet` from the outside.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod build;
mod check;
mod command;
mod compress;
mod endless;
mod faults;
mod feed;
mod feeds;
mod fetch;
mod folders;
mod foreign;
mod hostile_names;
mod identity;
mod import;
mod incremental;
mod kill;
mod large;
mod machine;
mod media;
mod merge;
mod offline;
mod pack;
mod publish;
mod related;
mod rest;
mod search;
mod seeds;
mod serve;
mod sign;
mod support;
mod wordpress;
