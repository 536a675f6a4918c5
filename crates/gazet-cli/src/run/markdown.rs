//! `gazet import markdown`.

use super::count;
use crate::args::{ImportMarkdown, Kind};
use crate::error::IoContext;
use crate::import::markdown::{self, foreign};
use crate::{Console, Result, import};

/// Imports a folder: all or nothing of one that was written for this program,
/// every readable document of another.
pub(super) fn import(args: &ImportMarkdown, console: &Console) -> Result<()> {
    if args.dir.is_dir() && !foreign::is_native(&args.dir) {
        return import_foreign(args, console);
    }
    let (edition, warnings) = markdown::read(&args.dir)?;
    let made = format!(
        "{}, {} and {}",
        count(edition.bundle.articles.len(), "article"),
        count(edition.bundle.pages.len(), "page"),
        count(edition.pictures.len(), "picture"),
    );
    import::write(edition, &args.dir, &args.out)?;
    console.faults(&args.dir, &warnings);
    console.say(&format!("{made} written to {}", args.out.display()));
    Ok(())
}

fn import_foreign(args: &ImportMarkdown, console: &Console) -> Result<()> {
    let options = foreign::Options {
        title: args.title.clone(),
        url: args.url.clone(),
        language: args.language.clone(),
        drafts: args.include.contains(&Kind::Drafts),
    };
    let (edition, report) = foreign::read(&args.dir, &options)?;
    let edition = import::merge(edition, &args.out)?;
    import::write(edition, &args.dir, &args.out)?;
    if let Some(path) = &args.report {
        std::fs::write(path, report.json()).at("cannot write", path)?;
    }
    console.say(&format!(
        "{} and {} of {} written to {}",
        count(report.articles, "article"),
        count(report.pages, "page"),
        count(report.files, "file"),
        args.out.display()
    ));
    for (reason, number) in &report.left_out {
        console.say(&format!("Left out: {number} ({reason})."));
    }
    for (file, reason) in &report.failed {
        console.warn(&format!("{file}: {reason}"));
    }
    if report.count() > 0 {
        console.warn(&format!(
            "{} lost or guessed; --report FILE names each",
            count(report.count(), "thing")
        ));
    }
    Ok(())
}
