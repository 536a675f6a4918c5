//! Asking for a file, with a deadline, a limit and a second try.

use crate::error::Fault;
use crate::services::page;
use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, ReadableStreamDefaultReader, RequestInit, Response};

/// Milliseconds until an answer must be there in full. On the slowest network
/// that Gazet is measured on (1.6 Mbit/s) 2 MB arrive in it.
pub const DEADLINE_MS: i32 = 12_000;

/// Milliseconds before each further try: a short one for a dropped
/// connection, a longer one for a server that is starting.
const RETRY_AFTER_MS: [i32; 2] = [300, 1_500];

/// Whether a fault may be gone a moment later.
fn is_passing(fault: &Fault) -> bool {
    match fault {
        Fault::Unreachable | Fault::Timeout | Fault::Truncated => true,
        Fault::Status(status) => *status >= 500 || *status == 429,
        _ => false,
    }
}

/// The bytes of a file.
///
/// # Errors
/// The [`Fault`] of the last try. What may pass is tried three times.
pub async fn bytes(url: &str, limit: usize) -> Result<Vec<u8>, Fault> {
    answer(url, limit, &|_| {}).await
}

/// The bytes of a file, when `look` has seen the head of the answer.
///
/// # Errors
/// As [`bytes`].
pub async fn answer(url: &str, limit: usize, look: &dyn Fn(&Response)) -> Result<Vec<u8>, Fault> {
    let mut waits = RETRY_AFTER_MS.into_iter();
    loop {
        match once(url, limit, look).await {
            Err(fault) if is_passing(&fault) => match waits.next() {
                Some(wait) => page::sleep(wait).await,
                None => return Err(fault),
            },
            answer => return answer,
        }
    }
}

async fn once(url: &str, limit: usize, look: &dyn Fn(&Response)) -> Result<Vec<u8>, Fault> {
    let abort = AbortController::new().map_err(|_| Fault::Unreachable)?;
    let timer = {
        let abort = abort.clone();
        leptos::prelude::set_timeout_with_handle(
            move || abort.abort(),
            std::time::Duration::from_millis(DEADLINE_MS as u64),
        )
    };
    let answer = receive(url, limit, &abort, look).await;
    if let Ok(timer) = timer {
        timer.clear();
    }
    match answer {
        Err(Fault::Unreachable | Fault::Truncated) if abort.signal().aborted() => {
            Err(Fault::Timeout)
        }
        Err(Fault::TooLarge(limit)) => {
            abort.abort();
            Err(Fault::TooLarge(limit))
        }
        answer => answer,
    }
}

async fn receive(
    url: &str,
    limit: usize,
    abort: &AbortController,
    look: &dyn Fn(&Response),
) -> Result<Vec<u8>, Fault> {
    let init = RequestInit::new();
    init.set_signal(Some(&abort.signal()));
    let response = JsFuture::from(leptos::prelude::window().fetch_with_str_and_init(url, &init))
        .await
        .map_err(|_| Fault::Unreachable)?;
    let response: Response = response.dyn_into().map_err(|_| Fault::Unreachable)?;
    if !response.ok() {
        return Err(Fault::Status(response.status()));
    }
    look(&response);
    let Some(body) = response.body() else { return Ok(Vec::new()) };
    let reader: ReadableStreamDefaultReader =
        body.get_reader().dyn_into().map_err(|_| Fault::Truncated)?;
    let mut bytes = Vec::new();
    // Read piece by piece: a small compressed answer can grow without bound,
    // and its size is not known before.
    loop {
        let piece = JsFuture::from(reader.read()).await.map_err(|_| Fault::Truncated)?;
        let get = |name: &str| Reflect::get(&piece, &JsValue::from_str(name));
        if get("done").is_ok_and(|done| done.is_truthy()) {
            return Ok(bytes);
        }
        let chunk: Uint8Array =
            get("value").ok().and_then(|value| value.dyn_into().ok()).ok_or(Fault::Truncated)?;
        let length = chunk.length() as usize;
        if bytes.len() + length > limit {
            return Err(Fault::TooLarge(limit));
        }
        let start = bytes.len();
        bytes.resize(start + length, 0);
        chunk.copy_to(&mut bytes[start..]);
    }
}
