//! Numbers that look like chance and are the same everywhere.

/// SplitMix64 (Steele, Lea and Flood, "Fast Splittable Pseudorandom Number
/// Generators", 2014): small, and good enough to choose words with.
pub(super) struct Random(u64);

impl Random {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `bound`, which is at least 1.
    pub(super) fn below(&mut self, bound: usize) -> usize {
        // What the remainder favours is nothing against 64 bits.
        usize::try_from(self.next() % bound as u64).unwrap_or_default()
    }

    /// A number below `bound`, small ones more often: of some tags there are
    /// many articles, of most a few.
    pub(super) fn few(&mut self, bound: usize) -> usize {
        let first = self.below(bound);
        let second = self.below(bound);
        first * second / bound
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
}
