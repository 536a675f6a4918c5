#![no_main]

#[path = "../checks/accepted.rs"]
mod accepted;
#[path = "../checks/markdown.rs"]
mod markdown;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| markdown::check(bytes));
