//! `gazet import feed`.

use super::{count, media};
use crate::args::ImportFeed;
use crate::error::IoContext;
use crate::import::feed::Options;
use crate::{Console, Result, import};
use serde_json::json;
use std::path::Path;

pub(super) fn import(args: &ImportFeed, console: &Console) -> Result<()> {
    let options = Options { section: args.section.clone(), title: args.site_title.clone() };
    let (mut edition, mut report) = import::feed::read(&args.feeds, &options, &args.out)?;
    report.pictures = media::bring(&mut edition, &args.media, &args.out, console)?;
    let edition = import::merge(edition, &args.out)?;
    let files = args.feeds.iter().map(Path::new).filter(|path| path.exists());
    import::write_from(edition, &files.collect::<Vec<_>>(), &args.out)?;
    if let Some(path) = &args.report {
        std::fs::write(path, report.json()).at("cannot write", path)?;
    }
    let out = args.out.display().to_string();
    let text = format!(
        "{} of {} in {} written to {out}",
        count(report.articles, "article"),
        count(report.items, "item"),
        count(report.feeds, "feed"),
    );
    let object = json!({
        "out": out, "articles": report.articles, "items": report.items, "feeds": report.feeds,
        "left_out": report.left_out, "lost": report.count(),
    });
    console.result(&text, object);
    for (reason, number) in &report.left_out {
        console.say(&format!("Left out: {number} ({reason})."));
    }
    if report.count() > 0 {
        console.warn(&format!(
            "{} lost or guessed; --report FILE names each",
            count(report.count(), "thing")
        ));
    }
    Ok(())
}
