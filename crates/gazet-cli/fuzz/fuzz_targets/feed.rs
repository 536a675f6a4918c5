#![no_main]

#[path = "../checks/accepted.rs"]
mod accepted;
#[path = "../checks/feed.rs"]
mod feed;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| feed::check(bytes));
