//! RSS 2.0, with Atom's link to itself, the text in `content:encoded` and
//! names in `dc:creator`, as the RSS Advisory Board's profile has them.

use super::{Feed, Xml, picture_type};
use gazet_bundle::Timestamp;
use std::io;

const DAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// The names of the modules in use.
const NAMESPACES: [(&str, &str); 5] = [
    ("version", "2.0"),
    ("xmlns:atom", "http://www.w3.org/2005/Atom"),
    ("xmlns:content", "http://purl.org/rss/1.0/modules/content/"),
    ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
    ("xmlns:media", "http://search.yahoo.com/mrss/"),
];

pub(super) fn write(feed: &Feed<'_>) -> io::Result<Vec<u8>> {
    let mut xml = Xml::new()?;
    let own = feed.url("feed.xml");
    xml.within("rss", &NAMESPACES, |xml| {
        xml.within("channel", &[], |xml| {
            xml.text("title", &feed.title)?;
            xml.text("link", &feed.home())?;
            xml.empty(
                "atom:link",
                &[("href", &own), ("rel", "self"), ("type", "application/rss+xml")],
            )?;
            xml.text("description", feed.about)?;
            xml.text("language", feed.site.language.as_str())?;
            if !feed.site.copyright.is_empty() {
                xml.text("copyright", &feed.site.copyright)?;
            }
            if let Some(updated) = feed.updated() {
                xml.text("lastBuildDate", &date(updated))?;
            }
            feed.items.iter().try_for_each(|item| self::item(xml, feed, item))
        })
    })?;
    Ok(xml.finish())
}

fn item(xml: &mut Xml, feed: &Feed<'_>, item: &super::Item<'_>) -> io::Result<()> {
    let article = item.article;
    xml.within("item", &[], |xml| {
        xml.text("title", &article.title)?;
        xml.text("link", &item.url)?;
        xml.text_with("guid", &[("isPermaLink", "false")], &super::atom::id(feed, article))?;
        xml.text("pubDate", &date(article.published))?;
        item.authors.iter().try_for_each(|name| xml.text("dc:creator", name))?;
        if item.language != feed.site.language.as_str() {
            xml.text("dc:language", item.language)?;
        }
        xml.text("category", item.section)?;
        article.tags.iter().try_for_each(|tag| xml.text("category", tag))?;
        if !article.deck.is_empty() {
            xml.text("description", &article.deck)?;
        }
        if let Some(image) = &article.image {
            let url = super::html::address(feed.site, &image.src);
            let (width, height) = (image.width.to_string(), image.height.to_string());
            let mut attributes = vec![
                ("url", url.as_str()),
                ("medium", "image"),
                ("width", &width),
                ("height", &height),
            ];
            attributes.extend(picture_type(&url).map(|kind| ("type", kind)));
            xml.empty("media:content", &attributes)?;
        }
        xml.text("content:encoded", &item.html)
    })
}

/// `Mon, 18 Mar 2024 09:00:00 +0400` (RFC 822 with the year of RFC 1123).
fn date(time: Timestamp) -> String {
    let civil = time.civil();
    let local = time.unix() + i64::from(time.offset_minutes()) * 60;
    // 1 January 1970 was a Thursday.
    let day = usize::try_from(local.div_euclid(86_400).rem_euclid(7)).unwrap_or_default();
    let month = usize::from(civil.month).saturating_sub(1);
    let (sign, offset) = match time.offset_minutes() {
        offset if offset < 0 => ('-', -i32::from(offset)),
        offset => ('+', i32::from(offset)),
    };
    let seconds = local.rem_euclid(86_400);
    format!(
        "{}, {:02} {} {:04} {:02}:{:02}:{:02} {sign}{:02}{:02}",
        DAYS.get(day).unwrap_or(&"Thu"),
        civil.day,
        MONTHS.get(month).unwrap_or(&"Jan"),
        civil.year,
        seconds / 3600,
        seconds / 60 % 60,
        seconds % 60,
        offset / 60,
        offset % 60,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_those_of_mail() {
        let check = |text: &str, expected: &str| {
            assert_eq!(Timestamp::new(text).map(date), Ok(expected.to_owned()));
        };
        check("2024-03-18T09:00:00+04:00", "Mon, 18 Mar 2024 09:00:00 +0400");
        check("1969-12-31T23:59:59Z", "Wed, 31 Dec 1969 23:59:59 +0000");
        check("2024-02-29T00:30:05-03:30", "Thu, 29 Feb 2024 00:30:05 -0330");
    }
}
