//! `gazet import markdown`.

use super::count;
use crate::args::{ImportMarkdown, Kind};
use crate::error::IoContext;
use crate::import::markdown::{self, foreign};
use crate::{Console, Result, import};
use serde_json::json;

/// Imports a folder: all or nothing of one that was written for this program,
/// every readable document of another.
pub(super) fn import(args: &ImportMarkdown, console: &Console) -> Result<()> {
    if args.dir.is_dir() && !foreign::is_native(&args.dir) {
        return import_foreign(args, console);
    }
    let (edition, warnings) = markdown::read(&args.dir, &args.out)?;
    let (articles, pages) = (edition.bundle.articles.len(), edition.bundle.pages.len());
    let pictures = edition.pictures.len();
    import::write(edition, &args.dir, &args.out)?;
    console.faults(&args.dir, &warnings);
    let out = args.out.display().to_string();
    let text = format!(
        "{}, {} and {} written to {out}",
        count(articles, "article"),
        count(pages, "page"),
        count(pictures, "picture"),
    );
    let problems = Console::problems(&args.dir, &warnings);
    let object = json!({
        "out": out, "articles": articles, "pages": pages, "pictures": pictures,
        "problems": problems,
    });
    console.result(&text, object);
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
    let out = args.out.display().to_string();
    let text = format!(
        "{} and {} of {} written to {out}",
        count(report.articles, "article"),
        count(report.pages, "page"),
        count(report.files, "file"),
    );
    let object = json!({
        "out": out, "articles": report.articles, "pages": report.pages, "files": report.files,
        "left_out": report.left_out, "failed": report.failed, "lost": report.count(),
    });
    console.result(&text, object);
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
