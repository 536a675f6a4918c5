//! What lies behind the front document of a long archive.
//!
//! The front document of a large site holds only its newest articles, so that
//! its size does not grow with the archive. Every page beyond it has a
//! **leaf**: the heads that this one page shows. A page's leaf is found by its
//! route, in the **shard** that the route falls into; the **archive** names
//! the shards. All three are parts: named by their bytes and verified.

use crate::{Article, PartRef};
use serde::Serialize;

/// The shards of an archive, by number.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Archive {
    /// At least one.
    pub shards: Vec<PartRef>,
}

/// The leaves of the routes that fall into one shard.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Shard {
    /// Route and leaf, sorted by route.
    pub leaves: Vec<(String, PartRef)>,
}

/// The heads that one page shows: of an article's page the article itself
/// first, then those before and after it and those like it; of a list the
/// articles of one page of it, newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Leaf {
    /// The heads. Their bodies are in parts.
    pub articles: Vec<Article>,
    /// Articles in the whole list, on all its pages; 0 for an article.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub total: u32,
    /// The label of a tag, as readers see it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub label: String,
    /// Slug of the article before this one in its section.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub earlier: Option<crate::Slug>,
    /// Slug of the article after it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub later: Option<crate::Slug>,
}

impl Archive {
    /// The shard that a route falls into: its FNV-1a hash (32 bits) modulo
    /// the number of shards. A route is written as in an address, without
    /// slashes at its ends: `article/some-slug`, `news/energy/page/2`.
    #[must_use]
    pub fn shard(&self, route: &str) -> Option<&PartRef> {
        self.shards.get(shard_of(route, self.shards.len())?)
    }
}

/// The number of the shard, of so many, that a route falls into; `None` of
/// none.
#[must_use]
pub fn shard_of(route: &str, shards: usize) -> Option<usize> {
    // Offset basis and prime: draft-eastlake-fnv, section 5.
    let hash = route
        .bytes()
        .fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    usize::try_from(hash).ok()?.checked_rem(shards)
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_zero(number: &u32) -> bool {
    *number == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn routes_fall_where_every_reader_looks() {
        // FNV-1a test vectors: "" is the offset basis, "a" is 0xe40c292c.
        assert_eq!(shard_of("", 1 << 16), Some(0x9dc5));
        assert_eq!(shard_of("a", 1 << 16), Some(0x292c));
        assert_eq!(shard_of("a", 0), None);
    }
}
