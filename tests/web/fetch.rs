//! Asking for a file: all of it, within a limit, within a time, more than once.

use super::browser::{Patch, js, tries};
use gazet_reader::error::Fault;
use gazet_reader::services::fetch::bytes;
use wasm_bindgen_test::wasm_bindgen_test;

/// An address of a blob with this text so many times over.
fn blob(text: &str, times: usize) -> String {
    let make = format!("return URL.createObjectURL(new Blob(['{text}'.repeat({times})]))");
    js(&make).as_string().unwrap()
}

/// What comes of a patched `fetch`, and how often it was asked.
async fn check(fetch: &str, expected: Result<&[u8], Fault>, asked: u32) {
    let _timers = Patch::fast_timers();
    let _fetch = Patch::fetch(fetch);
    let answer = bytes("/bundle.json", 1_000).await;
    assert_eq!(answer.as_deref(), expected.as_ref().map(|bytes| *bytes), "{fetch}");
    assert_eq!(tries(), asked, "{fetch}");
}

#[wasm_bindgen_test]
async fn a_file_comes_whole() {
    assert_eq!(bytes(&blob("şəhər", 1), 100).await.unwrap(), "şəhər".as_bytes());
    assert_eq!(bytes(&blob("", 1), 100).await.unwrap(), b"");
    // Larger than the pieces in which it comes.
    let large = bytes(&blob("0123456789", 300_000), 3_000_000).await.unwrap();
    assert_eq!(large, "0123456789".repeat(300_000).as_bytes());
}

#[wasm_bindgen_test]
async fn a_file_over_the_limit_is_not_read() {
    let ten = blob("x", 10);
    assert_eq!(bytes(&ten, 10).await.unwrap().len(), 10);
    assert_eq!(bytes(&ten, 9).await, Err(Fault::TooLarge(9)));
}

#[wasm_bindgen_test]
async fn an_endless_answer_is_broken_off() {
    let endless = "window.signal = init.signal; window.pieces = 0;
        return new Response(new ReadableStream({
            pull(own) { window.pieces++; own.enqueue(new Uint8Array(400)); },
        }));";
    check(endless, Err(Fault::TooLarge(1_000)), 1).await;
    assert!(js("return window.signal.aborted && window.pieces < 10").is_truthy());
}

#[wasm_bindgen_test]
async fn no_answer_is_told_after_three_tries() {
    check("throw new TypeError('offline')", Err(Fault::Unreachable), 3).await;
    let address = blob("x", 1);
    js(&format!("URL.revokeObjectURL('{address}')"));
    let _timers = Patch::fast_timers();
    assert_eq!(bytes(&address, 10).await, Err(Fault::Unreachable));
}

#[wasm_bindgen_test]
async fn only_a_status_that_may_pass_is_tried_again() {
    let status = |status: u16| format!("return new Response('', {{ status: {status} }})");
    check(&status(404), Err(Fault::Status(404)), 1).await;
    check(&status(403), Err(Fault::Status(403)), 1).await;
    check(&status(429), Err(Fault::Status(429)), 3).await;
    check(&status(503), Err(Fault::Status(503)), 3).await;
}

#[wasm_bindgen_test]
async fn a_second_try_may_succeed() {
    let fetch = "return tries < 2 ? new Response('', { status: 503 }) : new Response('there')";
    check(fetch, Ok(b"there"), 2).await;
}

#[wasm_bindgen_test]
async fn an_answer_that_breaks_off_is_told() {
    let broken = "return new Response(new ReadableStream({
        start(own) { own.enqueue(new Uint8Array(4)); },
        pull(own) { own.error(new TypeError('network error')); },
    }))";
    check(broken, Err(Fault::Truncated), 3).await;
}

#[wasm_bindgen_test]
async fn an_answer_that_never_comes_or_never_ends_is_given_up() {
    let never = "return new Promise((_, refuse) => {
        init.signal.addEventListener('abort', () => refuse(init.signal.reason));
    })";
    check(never, Err(Fault::Timeout), 3).await;
    let endless = "return new Response(new ReadableStream({
        start(own) {
            own.enqueue(new Uint8Array(4));
            init.signal.addEventListener('abort', () => own.error(init.signal.reason));
        },
    }))";
    check(endless, Err(Fault::Timeout), 3).await;
}
