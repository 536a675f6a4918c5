//! What something is made of, as a number: equal numbers, equal files.

use sha2::{Digest, Sha256};

/// The first half of a SHA-256: two keys that meet by chance are less likely
/// than a broken disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub(super) struct Key(pub(super) u128);

impl Key {
    pub(super) fn bytes(self) -> [u8; 16] {
        self.0.to_le_bytes()
    }
}

/// The key of some pieces in their order. Each is counted with its length, so
/// that no two lists of pieces read alike.
pub(super) fn key_of(pieces: &[&[u8]]) -> Key {
    let mut hash = Sha256::new();
    for piece in pieces {
        hash.update((piece.len() as u64).to_le_bytes());
        hash.update(piece);
    }
    let digest = hash.finalize();
    let mut first = [0; 16];
    first.copy_from_slice(&digest[..16]);
    Key(u128::from_le_bytes(first))
}
