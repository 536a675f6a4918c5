//! Dates in the many ways that people write them.

use gazet_bundle::Timestamp;

/// Reads a date, with its time and zone when it has them. A day without a time
/// begins at midnight, a time without a zone is that of Greenwich.
pub(super) fn read(text: &str) -> Option<Timestamp> {
    let text = text.trim().trim_matches(['"', '\'']);
    if let Ok(time) = Timestamp::new(text) {
        return Some(time);
    }
    if text.len() == 10 && text.bytes().all(|b| b.is_ascii_digit()) {
        return Some(Timestamp::from_unix(text.parse().ok()?, 0));
    }
    // `2020-01-02T03:04:05Z` has no spaces.
    let mut cleaned = String::with_capacity(text.len() + 4);
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        let after_digit = cleaned.ends_with(|c: char| c.is_ascii_digit());
        let before_digit = letters.peek().is_some_and(char::is_ascii_digit);
        match c {
            'T' | 't' if after_digit && before_digit => cleaned.push(' '),
            'Z' if after_digit => cleaned.push_str(" Z"),
            ',' => cleaned.push(' '),
            _ => cleaned.push(c),
        }
    }
    let words: Vec<&str> = cleaned.split_whitespace().collect();
    let (day, used) = day(&words)?;
    let (time, zone) = time(&words[used..]);
    Timestamp::new(&format!("{day}T{time}{zone}")).ok()
}

/// The day at the start of a file's name, and the rest of the name.
pub(super) fn of_name(name: &str) -> Option<(Timestamp, &str)> {
    let mut parts = name.splitn(4, '-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let rest = parts.next().unwrap_or_default();
    let is_number = |part: &str, most: usize| {
        (1..=most).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit())
    };
    if year.len() != 4 || !is_number(year, 4) || !is_number(month, 2) {
        return None;
    }
    if is_number(day, 2) {
        return Some((read(&format!("{year}-{month:0>2}-{day:0>2}"))?, rest));
    }
    // A month alone: its first day.
    let at = year.len() + month.len() + 2;
    Some((read(&format!("{year}-{month:0>2}-01"))?, &name[at..]))
}

/// The day as `2024-03-18`, and how many words it took.
fn day(words: &[&str]) -> Option<(String, usize)> {
    // The name of the day of the week says nothing new.
    let skipped = usize::from(
        words.first()?.len() >= 3
            && month(words.first()?).is_none()
            && words.first()?.chars().all(char::is_alphabetic),
    );
    let rest = words.get(skipped..)?;
    let first = rest.first()?;
    let parts: Vec<&str> = first.split(['-', '/', '.']).collect();
    let written = |year: &str, month: u32, day: &str| {
        let day = day.trim_end_matches(|c: char| c.is_alphabetic() || c == '.');
        let (year, day): (u32, u32) = (year.parse().ok()?, day.parse().ok()?);
        (year > 999).then(|| format!("{year:04}-{month:02}-{day:02}"))
    };
    if let [a, b, c] = parts[..] {
        let of_month = |text: &str| text.parse::<u32>().ok().or_else(|| month(text));
        let found = if a.len() == 4 {
            written(a, of_month(b)?, c)
        } else if first.contains('/') && b.parse::<u32>().is_ok_and(|b| b > 12) {
            // Where the month comes first.
            written(c, of_month(a)?, b)
        } else if first.contains('/') && a.parse::<u32>().is_ok_and(|a| a <= 12) {
            written(c, of_month(a)?, b)
        } else {
            written(c, of_month(b)?, a)
        };
        return Some((found?, skipped + 1));
    }
    let (second, third) = (rest.get(1)?, rest.get(2)?);
    let found = match (month(first), month(second)) {
        (Some(month), _) => written(third, month, second),
        (None, Some(month)) => written(third, month, first),
        (None, None) => None,
    };
    Some((found?, skipped + 3))
}

fn month(word: &str) -> Option<u32> {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let word = word.to_lowercase();
    let at = MONTHS.iter().position(|own| word.starts_with(own))?;
    u32::try_from(at + 1).ok()
}

fn time(words: &[&str]) -> (String, String) {
    let mut time = "00:00:00".to_owned();
    let mut zone = "Z".to_owned();
    let mut afternoon = None;
    for word in words {
        let lower = word.to_lowercase();
        let (clock, rest) = match word.find(['+', '-']).filter(|at| *at > 0) {
            Some(at) => word.split_at(at),
            None => (*word, ""),
        };
        if let Some(read) = clock_of(clock) {
            time = read;
            zone = zone_of(rest).unwrap_or(zone);
        } else if lower.starts_with("am") || lower.starts_with("pm") {
            afternoon = Some(lower.starts_with("pm"));
        } else {
            zone = zone_of(word).unwrap_or(zone);
        }
    }
    if let Some((hour, rest)) = time.split_once(':') {
        let hour: u32 = hour.parse().unwrap_or_default();
        let hour = match afternoon {
            Some(true) if hour < 12 => hour + 12,
            Some(false) if hour == 12 => 0,
            _ => hour,
        };
        return (format!("{hour:02}:{rest}"), zone);
    }
    (time, zone)
}

/// `9:30`, `18:46:00.5` as `18:46:00`.
fn clock_of(word: &str) -> Option<String> {
    let (hour, rest) = word.split_once(':')?;
    let rest = rest.trim_end_matches(|c: char| c.is_alphabetic());
    let (minute, second) = rest.split_once(':').unwrap_or((rest, "0"));
    let number = |text: &str| text.split('.').next()?.parse::<u32>().ok();
    Some(format!("{:02}:{:02}:{:02}", number(hour)?, number(minute)?, number(second)?))
}

/// `+0400`, `+04:00`, `UTC`, and the zones that mail names.
fn zone_of(word: &str) -> Option<String> {
    let digits: String = word.chars().filter(char::is_ascii_digit).collect();
    let sign = word.chars().next()?;
    if matches!(sign, '+' | '-') && digits.len() == 4 {
        return Some(format!("{sign}{}:{}", &digits[..2], &digits[2..]));
    }
    if matches!(sign, '+' | '-') && digits.len() == 2 {
        return Some(format!("{sign}{digits}:00"));
    }
    let hours = match word.to_ascii_uppercase().as_str() {
        "EST" | "CDT" => -5,
        "EDT" => -4,
        "CST" | "MDT" => -6,
        "MST" | "PDT" => -7,
        "PST" => -8,
        "CET" | "BST" => 1,
        "CEST" | "EET" => 2,
        "EEST" | "MSK" => 3,
        "Z" | "UTC" | "GMT" => return Some("Z".to_owned()),
        _ => return None,
    };
    Some(format!("{}{:02}:00", if hours < 0 { '-' } else { '+' }, i32::abs(hours)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(read(text).map(|time| time.to_string()).as_deref(), expected, "{text}");
        };
        check("2024-03-18T09:00:00+04:00", Some("2024-03-18T09:00:00+04:00"));
        check("2013-06-07 18:46", Some("2013-06-07T18:46:00Z"));
        check("2013-6-7", Some("2013-06-07T00:00:00Z"));
        check("2020-01-02 03:04:05 +0400", Some("2020-01-02T03:04:05+04:00"));
        check("2020-01-02T03:04:05.123Z", Some("2020-01-02T03:04:05Z"));
        check("2020/01/02", Some("2020-01-02T00:00:00Z"));
        check("31.12.2019", Some("2019-12-31T00:00:00Z"));
        check("12/31/2019 5:30 PM EST", Some("2019-12-31T17:30:00-05:00"));
        check("January 5th, 2012", Some("2012-01-05T00:00:00Z"));
        check("Thu, 05 Jan 2012 14:30:46 GMT", Some("2012-01-05T14:30:46Z"));
        check("5 Sept 2012", Some("2012-09-05T00:00:00Z"));
        check("1577934245", Some("2020-01-02T03:04:05Z"));
        check("soon", None);
        check("2020-13-40", None);
    }

    #[test]
    fn days_in_names_are_read() {
        let check = |name: &str, expected: Option<(&str, &str)>| {
            let found = of_name(name).map(|(time, rest)| (time.to_string()[..10].to_owned(), rest));
            let found = found.as_ref().map(|(day, rest)| (day.as_str(), *rest));
            assert_eq!(found, expected, "{name}");
        };
        check("2021-08-23-basic-post", Some(("2021-08-23", "basic-post")));
        check("2021-9-1-alt", Some(("2021-09-01", "alt")));
        check("2017-01-tokio-0-1", Some(("2017-01-01", "tokio-0-1")));
        check("my-first-post", None);
    }
}
