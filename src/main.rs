//! The wasm binary: mounts the reader, nothing else.

fn main() {
    #[cfg(target_arch = "wasm32")]
    gazet_reader::start();
}
