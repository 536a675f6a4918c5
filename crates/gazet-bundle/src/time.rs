//! A moment with the offset in which it was written.

use serde::{Deserialize, Serialize};
use std::fmt;
use thiserror::Error;

/// A moment: RFC 3339 on the wire, seconds since 1970 inside. The offset is
/// kept, so that an article of 23:30 in Baku bears the date of Baku.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "schema", schemars(with = "String", extend("format" = "date-time")))]
pub struct Timestamp {
    unix: i64,
    offset_minutes: i16,
}

/// 23:59 in minutes.
const OFFSET_MAX: i16 = 23 * 60 + 59;

/// 0000-01-01T00:00:00 in seconds since 1970.
const LOCAL_MIN: i64 = -62_167_219_200;

/// 9999-12-31T23:59:59 in seconds since 1970.
const LOCAL_MAX: i64 = 253_402_300_799;

/// Date and time of day at the timestamp's own offset.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Civil {
    /// Year of the proleptic Gregorian calendar.
    pub year: i64,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day of the month, 1 to 31.
    pub day: u8,
    /// Hour, 0 to 23.
    pub hour: u8,
    /// Minute, 0 to 59.
    pub minute: u8,
    /// Second, 0 to 59.
    pub second: u8,
}

/// A text that is not an RFC 3339 timestamp.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{0:?} is not a date and time such as 2024-03-18T09:00:00+04:00")]
pub struct TimeError(pub String);

impl Timestamp {
    /// Reads an RFC 3339 timestamp. Fractions of a second are dropped.
    ///
    /// # Errors
    /// [`TimeError`] holds the refused text.
    pub fn new(text: &str) -> Result<Self, TimeError> {
        parse(text.trim()).ok_or_else(|| TimeError(text.to_owned()))
    }

    /// A moment from seconds since 1970 and an offset in minutes east of UTC.
    /// What RFC 3339 cannot write is moved to the nearest that it can: years
    /// 0000 to 9999, offsets of at most 23:59.
    #[must_use]
    pub fn from_unix(unix: i64, offset_minutes: i16) -> Self {
        let offset_minutes = offset_minutes.clamp(-OFFSET_MAX, OFFSET_MAX);
        let offset = i64::from(offset_minutes) * 60;
        let local = unix.saturating_add(offset).clamp(LOCAL_MIN, LOCAL_MAX);
        Self { unix: local - offset, offset_minutes }
    }

    /// Seconds since 1970-01-01T00:00:00Z.
    #[must_use]
    pub fn unix(self) -> i64 {
        self.unix
    }

    /// Minutes east of UTC.
    #[must_use]
    pub fn offset_minutes(self) -> i16 {
        self.offset_minutes
    }

    /// Date and time of day where it was written.
    #[must_use]
    pub fn civil(self) -> Civil {
        let local = self.unix + i64::from(self.offset_minutes) * 60;
        let (year, month, day) = civil_from_days(local.div_euclid(86_400));
        let seconds = local.rem_euclid(86_400);
        Civil {
            year,
            month,
            day,
            hour: (seconds / 3600) as u8,
            minute: (seconds / 60 % 60) as u8,
            second: (seconds % 60) as u8,
        }
    }
}

impl PartialOrd for Timestamp {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Timestamp {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.unix, self.offset_minutes).cmp(&(other.unix, other.offset_minutes))
    }
}

impl TryFrom<String> for Timestamp {
    type Error = TimeError;
    fn try_from(text: String) -> Result<Self, TimeError> {
        Self::new(&text)
    }
}

impl From<Timestamp> for String {
    fn from(time: Timestamp) -> Self {
        time.to_string()
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Civil { year, month, day, hour, minute, second } = self.civil();
        write!(f, "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}")?;
        if self.offset_minutes == 0 {
            return f.write_str("Z");
        }
        let sign = if self.offset_minutes < 0 { '-' } else { '+' };
        let offset = self.offset_minutes.abs();
        write!(f, "{sign}{:02}:{:02}", offset / 60, offset % 60)
    }
}

fn parse(text: &str) -> Option<Timestamp> {
    let number = |range: std::ops::Range<usize>| -> Option<i64> {
        let digits = text.get(range)?;
        digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok())?
    };
    let mark = |at: usize, allowed: &[u8]| allowed.contains(text.as_bytes().get(at)?).then_some(());
    mark(4, b"-")?;
    mark(7, b"-")?;
    mark(10, b"Tt ")?;
    mark(13, b":")?;
    mark(16, b":")?;
    let (year, month, day) = (number(0..4)?, number(5..7)?, number(8..10)?);
    let (hour, minute, second) = (number(11..13)?, number(14..16)?, number(17..19)?);
    let zone = text.get(19..)?;
    let zone = match zone.strip_prefix('.') {
        Some(fraction) if fraction.starts_with(|c: char| c.is_ascii_digit()) => {
            fraction.trim_start_matches(|c: char| c.is_ascii_digit())
        }
        Some(_) => return None,
        None => zone,
    };
    let offset = parse_offset(zone)?;
    let days = days_from_civil(year, month, day);
    // A day that does not exist (30 February) does not come back as it went.
    let real = civil_from_days(days) == (year, month as u8, day as u8);
    // A leap second, :60, is the last second of its minute here.
    if !real || !(1..=12).contains(&month) || hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    let local = days * 86_400 + hour * 3600 + minute * 60 + second.min(59);
    Some(Timestamp { unix: local - i64::from(offset) * 60, offset_minutes: offset })
}

fn parse_offset(zone: &str) -> Option<i16> {
    if zone.eq_ignore_ascii_case("z") {
        return Some(0);
    }
    let sign = match zone.as_bytes().first()? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let (hours, minutes) = zone.get(1..)?.split_once(':')?;
    let two = |s: &str| {
        (s.len() == 2 && s.bytes().all(|b| b.is_ascii_digit())).then(|| s.parse::<i16>().ok())?
    };
    let (hours, minutes) = (two(hours)?, two(minutes)?);
    (hours <= 23 && minutes <= 59).then_some(sign * (hours * 60 + minutes))
}

/// Days since 1970-01-01, by Howard Hinnant's "chrono-Compatible Low-Level
/// Date Algorithms".
fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// The inverse of [`days_from_civil`], from the same source.
fn civil_from_days(days: i64) -> (i64, u8, u8) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = (day_of_year - (153 * shifted_month + 2) / 5 + 1) as u8;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 } as u8;
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn timestamps_keep_their_offset() {
        let check = |text: &str, unix: i64| {
            let time = Timestamp::new(text).unwrap();
            assert_eq!(time.unix(), unix, "{text}");
            assert_eq!(time.to_string(), text);
        };
        check("1970-01-01T00:00:00Z", 0);
        check("2024-02-29T23:30:00+04:00", 1_709_235_000);
        check("1969-12-31T19:00:00-05:00", 0);
        check("2000-01-01T05:30:00+05:30", 946_684_800);
    }

    #[test]
    fn what_is_no_moment_is_refused() {
        let bad = [
            "",
            "2024",
            "2024-02-30T00:00:00Z",
            "2023-02-29T00:00:00Z",
            "2024-13-01T00:00:00Z",
            "2024-01-01T24:00:00Z",
            "2024-01-01T00:00:00",
            "2024-01-01T00:00:00+4:00",
            "yesterday",
            "２０２４-01-01T00:00:00Z",
            "2024-01-01T00:00:00+24:00",
            "2024-01-01T00:00:00.Z",
        ];
        for text in bad {
            assert!(Timestamp::new(text).is_err(), "{text:?}");
        }
        assert!(Timestamp::new("2024-01-01T00:00:00.123456Z").is_ok());
    }
}
