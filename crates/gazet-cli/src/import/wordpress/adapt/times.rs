//! The times of an item.

use super::super::wire::Fields;
use crate::html::Losses;
use gazet_bundle::Timestamp;

/// When an item was published, with the zone of the old site: the difference
/// of its local time and that of Greenwich.
pub(super) fn published(item: &Fields<'_>, losses: &mut Losses) -> Timestamp {
    if let Some(time) = of(item, "wp:post_date", "wp:post_date_gmt") {
        return time;
    }
    if let Some(time) = of_mail(item.text("pubDate")) {
        return time;
    }
    if let Some(time) = of(item, "wp:post_modified", "wp:post_modified_gmt") {
        losses.note("the date; the item has none, and that of its last change stands for it");
        return time;
    }
    losses.note("the date; the item has none that can be read, and 1970 stands for it");
    Timestamp::from_unix(0, 0)
}

/// When it was last changed, when that is a minute or more after.
pub(super) fn updated(item: &Fields<'_>, published: Timestamp) -> Option<Timestamp> {
    let time = of(item, "wp:post_modified", "wp:post_modified_gmt")?;
    (time.unix() >= published.unix() + 60).then_some(time)
}

fn of(item: &Fields<'_>, local: &str, greenwich: &str) -> Option<Timestamp> {
    let read = |name: &str| {
        let (day, time) = item.text(name).split_once(' ')?;
        // WordPress writes 0000-00-00 for what is not known.
        Timestamp::new(&format!("{day}T{time}Z")).ok()
    };
    match (read(local), read(greenwich)) {
        (Some(local), Some(greenwich)) => {
            let minutes = (local.unix() - greenwich.unix()) / 60;
            // No zone is further from Greenwich than 14 hours.
            let zone = i16::try_from(minutes).ok().filter(|zone| zone.abs() <= 14 * 60);
            Some(Timestamp::from_unix(greenwich.unix(), zone.unwrap_or(0)))
        }
        (one, other) => one.or(other),
    }
}

/// `Thu, 05 Jan 2012 14:30:46 +0000`.
fn of_mail(text: &str) -> Option<Timestamp> {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let words: Vec<&str> = text.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    let [.., day, month, year, time, zone] = words.as_slice() else { return None };
    let month = MONTHS.iter().position(|own| month.starts_with(own))? + 1;
    let zone = match zone.split_at_checked(3) {
        Some((hours, minutes)) if minutes.len() == 2 => format!("{hours}:{minutes}"),
        _ => "Z".to_owned(),
    };
    Timestamp::new(&format!("{year}-{month:02}-{day:0>2}T{time}{zone}")).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_mail_are_read() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(of_mail(text).map(|time| time.to_string()).as_deref(), expected, "{text}");
        };
        check("Thu, 05 Jan 2012 14:30:46 +0000", Some("2012-01-05T14:30:46Z"));
        check("5 Jan 2012 14:30:46 -0330", Some("2012-01-05T14:30:46-03:30"));
        check("yesterday", None);
    }
}
