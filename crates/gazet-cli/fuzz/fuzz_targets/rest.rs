#![no_main]

#[path = "../checks/accepted.rs"]
mod accepted;
#[path = "../checks/rest.rs"]
mod rest;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| rest::check(bytes));
