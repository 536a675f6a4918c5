#![no_main]

#[path = "../checks/accepted.rs"]
mod accepted;
#[path = "../checks/wordpress.rs"]
mod wordpress;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| wordpress::check(bytes));
