//! Dates in all the forms that feeds have them.
//!
//! RSS asks for RFC 822, Atom and JSON Feed for RFC 3339, and feeds hold both
//! and more: dates without a zone, with the name of one, with full names of
//! days and months, in the order of Unix or of America.

use gazet_bundle::Timestamp;

/// Names of zones, in minutes east of Greenwich. Those of North America are of
/// RFC 822; the others stand in feeds often enough.
const ZONES: [(&str, i16); 32] = [
    ("z", 0),
    ("ut", 0),
    ("utc", 0),
    ("gmt", 0),
    ("wet", 0),
    ("est", -300),
    ("edt", -240),
    ("cst", -360),
    ("cdt", -300),
    ("mst", -420),
    ("mdt", -360),
    ("pst", -480),
    ("pdt", -420),
    ("akst", -540),
    ("akdt", -480),
    ("hst", -600),
    ("nst", -210),
    ("ast", -240),
    ("adt", -180),
    ("brt", -180),
    ("bst", 60),
    ("west", 60),
    ("cet", 60),
    ("cest", 120),
    ("eet", 120),
    ("eest", 180),
    ("msk", 180),
    ("azt", 240),
    ("ist", 330),
    ("jst", 540),
    ("aest", 600),
    ("aedt", 660),
];

/// The first three letters of the months.
const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Reads a date. Without a zone it is that of Greenwich, without a time it is
/// midnight. `None` when no day can be made out.
pub(super) fn read(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    Timestamp::new(text).ok().or_else(|| epoch(text)).or_else(|| Parts::find(text)?.time())
}

/// Seconds or milliseconds since 1970.
fn epoch(text: &str) -> Option<Timestamp> {
    let is_number = text.bytes().all(|b| b.is_ascii_digit());
    match (is_number, text.len()) {
        (true, 9 | 10) => Some(Timestamp::from_unix(text.parse().ok()?, 0)),
        (true, 12 | 13) => Some(Timestamp::from_unix(text.parse::<i64>().ok()? / 1000, 0)),
        _ => None,
    }
}

#[derive(Debug, Default)]
struct Parts {
    year: Option<i32>,
    month: Option<u8>,
    day: Option<u8>,
    /// Hours, minutes and seconds.
    clock: Option<(u8, u8, u8)>,
    /// Hours that an afternoon adds, and whether it was told.
    half: Option<bool>,
    zone: Option<i16>,
}

impl Parts {
    fn find(text: &str) -> Option<Self> {
        let mut parts = Self::default();
        let lower = text.to_lowercase();
        // `T` parts day and time in ISO 8601; spaces do elsewhere.
        let mut words = Vec::new();
        for word in lower.split([' ', ',', '\t', '\n', '(', ')']).filter(|word| !word.is_empty()) {
            match word.split_once('t') {
                Some((day, time))
                    if day.starts_with(|c: char| c.is_ascii_digit())
                        && time.starts_with(|c: char| c.is_ascii_digit()) =>
                {
                    words.extend([day, time]);
                }
                _ => words.push(word),
            }
        }
        let mut numbers = Vec::new();
        for word in words {
            parts.word(word, &mut numbers)?;
        }
        parts.numbers(&numbers)?;
        Some(parts)
    }

    /// Takes a word. `None` when it makes no date.
    fn word(&mut self, word: &str, numbers: &mut Vec<String>) -> Option<()> {
        let starts_with_digit = word.starts_with(|c: char| c.is_ascii_digit());
        if let Some(zone) = self.zone_of(word) {
            self.zone = self.zone.or(Some(zone));
        } else if word.contains(':') && starts_with_digit {
            self.time_of_day(word)?;
        } else if matches!(word, "am" | "pm" | "a.m." | "p.m.") {
            self.half = Some(word.starts_with('p'));
        } else if starts_with_digit && word.contains(['-', '/', '.']) {
            let pieces: Vec<&str> =
                word.split(['-', '/', '.']).filter(|piece| !piece.is_empty()).collect();
            self.day_of(&pieces, word.contains('/'))?;
        } else if starts_with_digit {
            let digits = word.trim_end_matches(['s', 't', 'n', 'd', 'r', 'h', '.']);
            match digits.len() {
                8 if self.year.is_none() => {
                    self.day_of(&[digits.get(..4)?, digits.get(4..6)?, digits.get(6..)?], false)?;
                }
                1..=4 => numbers.push(digits.to_owned()),
                _ => return None,
            }
        } else if let Some(month) = month(word) {
            self.month = self.month.or(Some(month));
        }
        // Names of days and what is not understood say nothing.
        Some(())
    }

    /// The day and the year that stand beside the name of a month.
    fn numbers(&mut self, numbers: &[String]) -> Option<()> {
        for number in numbers {
            let value: i32 = number.parse().ok()?;
            if number.len() > 2 {
                self.year = self.year.or(Some(value));
            } else if self.day.is_none() {
                self.day = Some(u8::try_from(value).ok()?);
            } else if self.year.is_none() {
                self.year = Some(full_year(value));
            }
        }
        Some(())
    }

    /// `2024-03-18`, `2024-03`, `18-Mar-2024`, `18.03.2024`, and with slashes
    /// `3/18/2024`, which stands for the same in America.
    fn day_of(&mut self, pieces: &[&str], is_american: bool) -> Option<()> {
        let number = |piece: &str| piece.parse::<i32>().ok();
        let small = |piece: &str| piece.parse::<u8>().ok();
        let (year, month_piece, day) = match pieces {
            [year, month, day] if year.len() == 4 => (number(year)?, *month, small(day)?),
            [year, month] if year.len() == 4 => (number(year)?, *month, 1),
            [first, second, year] => {
                let (day, month) = match (small(first)?, small(second)) {
                    (first, Some(second)) if is_american && first <= 12 => (second, first),
                    (first, Some(second)) => (first, second),
                    (first, None) => (first, month(second)?),
                };
                self.month = Some(month);
                let year = if year.len() == 2 { full_year(number(year)?) } else { number(year)? };
                (year, "", day)
            }
            _ => return None,
        };
        if !month_piece.is_empty() {
            self.month = Some(small(month_piece).or_else(|| month(month_piece))?);
        }
        self.year = Some(year);
        self.day = Some(day);
        Some(())
    }

    /// `09:00`, `9:00:05.25`, with a zone or half of the day at its end.
    fn time_of_day(&mut self, word: &str) -> Option<()> {
        let end = word.find(|c: char| !(c.is_ascii_digit() || matches!(c, ':' | '.')));
        let (clock, rest) = word.split_at(end.unwrap_or(word.len()));
        let mut pieces = clock.split(':');
        let mut next = || pieces.next().map(|piece| piece.split('.').next().unwrap_or(piece));
        let hour = next()?.parse().ok()?;
        let minute = next()?.parse().ok()?;
        let second = next().and_then(|second| second.parse().ok()).unwrap_or(0);
        self.clock = Some((hour, minute, second));
        match rest {
            "" => {}
            "am" | "pm" => self.half = Some(rest == "pm"),
            zone => self.zone = self.zone_of(zone).or(self.zone),
        }
        Some(())
    }

    /// `+0400`, `+04:00`, `+04`, `gmt+4`, `est`.
    fn zone_of(&self, word: &str) -> Option<i16> {
        if let Some((_, minutes)) = ZONES.iter().find(|(name, _)| *name == word) {
            return Some(*minutes);
        }
        let digits = word.strip_prefix("gmt").or(word.strip_prefix("utc")).unwrap_or(word);
        let sign = match digits.chars().next()? {
            '+' => 1,
            '-' | '\u{2212}' => -1,
            _ => return None,
        };
        let digits: String = digits.chars().filter(char::is_ascii_digit).collect();
        let (hours, minutes) = match digits.len() {
            1 | 2 => (digits.as_str(), "0"),
            4 => digits.split_at(2),
            _ => return None,
        };
        let minutes = hours.parse::<i16>().ok()? * 60 + minutes.parse::<i16>().ok()?;
        // No zone is further from Greenwich than 14 hours.
        (minutes <= 14 * 60).then_some(sign * minutes)
    }

    fn time(&self) -> Option<Timestamp> {
        let (year, month, day) = (self.year?, self.month?, self.day?);
        let (mut hour, minute, second) = self.clock.unwrap_or_default();
        hour = match self.half {
            Some(true) if hour < 12 => hour + 12,
            Some(false) if hour == 12 => 0,
            _ => hour,
        };
        // 24:00 is the end of a day, and a leap second has no number.
        let (hour, later) = if hour == 24 { (0, 86_400) } else { (hour, 0) };
        let second = second.min(59);
        let text = format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z");
        let local = Timestamp::new(&text).ok()?.unix() + later;
        let zone = self.zone.unwrap_or(0);
        Some(Timestamp::from_unix(local - i64::from(zone) * 60, zone))
    }
}

/// Years of two digits, as RFC 2822 reads them.
fn full_year(year: i32) -> i32 {
    match year {
        0..=49 => 2000 + year,
        50..=99 => 1900 + year,
        other => other,
    }
}

fn month(word: &str) -> Option<u8> {
    let number = MONTHS.iter().position(|month| word.starts_with(month))? + 1;
    u8::try_from(number).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn dates_are_read_in_every_form() {
        let check = |text: &str, expected: &str| {
            let found = read(text).map(|time| time.to_string()).unwrap_or_default();
            assert_eq!(found, expected, "{text}");
        };
        check("Thu, 05 Jan 2012 14:30:46 +0000", "2012-01-05T14:30:46Z");
        check("Thursday, 5 January 12 14:30 EST", "2012-01-05T14:30:00-05:00");
        check(" 05 Jan 2012 14:30:46 GMT+0400 ", "2012-01-05T14:30:46+04:00");
        check("Thu, 05 Jan 2012 24:00:00 Z", "2012-01-06T00:00:00Z");
        check("Thu Jan  5 14:30:46 MSK 2012", "2012-01-05T14:30:46+03:00");
        check("Jan 5, 2012 2:30 PM", "2012-01-05T14:30:00Z");
        check("2012-01-05T14:30:46.123+04:00", "2012-01-05T14:30:46+04:00");
        check("2012-01-05T14:30:46+0400", "2012-01-05T14:30:46+04:00");
        check("2012-01-05 14:30:46", "2012-01-05T14:30:46Z");
        check("2012-01-05T14:30Z", "2012-01-05T14:30:00Z");
        check("2012-01-05 14:30:46 -0330", "2012-01-05T14:30:46-03:30");
        check("2012-01-05", "2012-01-05T00:00:00Z");
        check("2012-01", "2012-01-01T00:00:00Z");
        check("20120105", "2012-01-05T00:00:00Z");
        check("20120105T143046Z", "");
        check("05-Jan-2012", "2012-01-05T00:00:00Z");
        check("05.01.2012 09:15", "2012-01-05T09:15:00Z");
        check("1/5/2012 9:15 AM", "2012-01-05T09:15:00Z");
        check("15/1/2012", "2012-01-15T00:00:00Z");
        check("1325773846", "2012-01-05T14:30:46Z");
        check("1325773846000", "2012-01-05T14:30:46Z");
        for nothing in ["yesterday", "", "12", "Thu, 35 Jan 2012", "13:00", "0000-00-00 00:00:00"] {
            check(nothing, "");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// What this program writes, it reads.
        #[test]
        fn any_time_comes_back(unix in -6_000_000_000_i64..200_000_000_000, zone in -840_i16..=840) {
            let time = Timestamp::from_unix(unix, zone);
            prop_assert_eq!(read(&time.to_string()), Some(time));
        }

        /// No text is too strange.
        #[test]
        fn any_text_is_read_or_refused(text in "[-+0-9:/. TZJanMarapm,é]{0,40}") {
            let _ = read(&text);
        }
    }
}
