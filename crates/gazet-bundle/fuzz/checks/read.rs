//! Any bytes are read or refused without a panic; what is read can be
//! checked, and comes back from its own bytes as it went.

use gazet_bundle::{
    read, read_archive, read_leaf, read_part, read_shard, text, validate, validate_part,
};

pub(crate) fn check(bytes: &[u8]) {
    if let Ok(bundle) = read(bytes) {
        let _ = validate(&bundle);
        let written = serde_json::to_vec(&bundle).unwrap();
        assert_eq!(read(&written), Ok(bundle));
    }
    let _ = read_archive(bytes);
    let _ = read_shard(bytes);
    if let Ok(leaf) = read_leaf(bytes) {
        let written = serde_json::to_vec(&leaf).unwrap();
        assert_eq!(read_leaf(&written), Ok(leaf));
    }
    if let Ok(part) = read_part(bytes) {
        let _ = validate_part(&part, "part");
        assert!(text::minutes(&part.blocks) >= 1);
        let written = serde_json::to_vec(&part).unwrap();
        assert_eq!(read_part(&written), Ok(part));
    }
}
