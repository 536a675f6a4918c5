//! Sorting.

/// Sorts by a text key, equals as they came. All lists are sorted through this
/// one instance of the standard sort: each further one costs 3.3 KB of
/// WebAssembly, and no list here is so long that the keys cost time.
#[must_use]
pub fn by_key<T>(items: Vec<T>, key: impl Fn(&T) -> String) -> Vec<T> {
    let mut keys: Vec<(String, usize)> =
        items.iter().enumerate().map(|(at, item)| (key(item), at)).collect();
    keys.sort_unstable();
    let mut items: Vec<Option<T>> = items.into_iter().map(Some).collect();
    keys.into_iter().filter_map(|(_, at)| items[at].take()).collect()
}

/// A key that sorts as the number does.
#[must_use]
pub fn ascending(number: i64) -> String {
    // Moved so that the least number is 0, and padded to its 20 digits.
    format!("{:020}", i128::from(number) - i128::from(i64::MIN))
}

/// A key that sorts the other way round.
#[must_use]
pub fn descending(number: i64) -> String {
    ascending(!number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_sort_as_numbers_do() {
        let numbers = vec![5, -3, i64::MAX, 0, i64::MIN, 12];
        let up = by_key(numbers.clone(), |n| ascending(*n));
        assert_eq!(up, [i64::MIN, -3, 0, 5, 12, i64::MAX]);
        let down = by_key(numbers, |n| descending(*n));
        assert_eq!(down, [i64::MAX, 12, 5, 0, -3, i64::MIN]);
    }
}
