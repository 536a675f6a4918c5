//! Addresses as browsers read them.

/// The host of an address as it is asked for, in ASCII, with its port.
#[cfg(target_arch = "wasm32")]
#[must_use]
pub fn host(address: &str) -> Option<String> {
    web_sys::Url::new(address).ok().map(|url| url.host())
}

/// The host of an address as it is asked for, in ASCII, with its port.
#[cfg(not(target_arch = "wasm32"))]
#[must_use]
pub fn host(address: &str) -> Option<String> {
    let url = url::Url::parse(address).ok()?;
    let host = url.host_str()?;
    Some(url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}")))
}
