//! The time of day, which only a browser has: a snapshot has no "now".

use gazet_bundle::Timestamp;

/// Seconds since 1970 and the reader's offset from UTC in minutes; `None` on
/// the native target.
#[must_use]
pub fn now() -> Option<Timestamp> {
    if !cfg!(target_arch = "wasm32") {
        return None;
    }
    let date = js_sys::Date::new_0();
    // JavaScript counts minutes west of UTC.
    Some(Timestamp::from_unix(
        (date.get_time() / 1000.0) as i64,
        -(date.get_timezone_offset() as i16),
    ))
}
