//! From the command line to the verbs.

mod feed;
mod markdown;
mod media;
mod own;
mod publish;
mod rest;
mod sign;

use crate::args::{Build, Check, Cli, Command, Import, ImportWordpress, Least, Serve, Unpublished};
use crate::build::{self, Options};
use crate::error::IoContext;
use crate::import::wordpress::{Include, Report};
use crate::sign::{PublicKey, SecretKey};
use crate::{Console, Error, Result, check, import, serve};
use gazet_bundle::{Level, Timestamp};
use serde_json::json;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

/// Does what the command line asks and returns the exit code, having said
/// what went wrong.
#[must_use]
pub fn run(cli: Cli) -> u8 {
    let console = Console::new(cli.quiet).answering_json(cli.json);
    let done = match cli.command {
        Command::Import(Import::Feed(args)) => feed::import(&args, &console),
        Command::Import(Import::WordpressRest(args)) => rest::import(&args, &console),
        Command::Import(Import::Markdown(args)) => markdown::import(&args, &console),
        Command::Import(Import::Wordpress(args)) => import_wordpress(&args, &console),
        Command::Check(args) => check_bundle(&args, &console),
        Command::Build(args) => build_site(&args, &console),
        Command::Serve(args) => serve_site(&args, &console),
        Command::Keygen(args) => sign::keygen(&args, &console),
        Command::Sign(args) => sign::sign(&args, &console),
        Command::Verify(args) => sign::verify(&args, &console),
        Command::Pack(args) => sign::pack(&args, &console),
        Command::Publish(args) => publish::publish(&args, &console),
        Command::Completions(args) => {
            own::completions(&args);
            Ok(())
        }
        Command::Man(args) => own::man(&args, &console),
    };
    match done {
        Ok(()) => 0,
        Err(error) => {
            let (code, message) = (error.exit_code(), error.to_string());
            match &error {
                // A machine has the answer of the check.
                Error::Problems { root, faults, .. } => console.faults(root, faults),
                Error::Faults { root, faults } | Error::Unverified { root, faults } => {
                    console.faults(root, faults);
                    console.failure(code, &message, root, faults);
                }
                _ => console.failure(code, &message, Path::new(""), &[]),
            }
            console.error(&message);
            code
        }
    }
}

fn import_wordpress(args: &ImportWordpress, console: &Console) -> Result<()> {
    let (mut edition, mut report) = import::wordpress::read(&args.file, include(&args.include))?;
    report.pictures = media::bring(&mut edition, &args.media, &args.out, console)?;
    let edition = import::merge(edition, &args.out)?;
    import::write(edition, &args.file, &args.out)?;
    tell(&report, args.report.as_deref(), &args.out, console)
}

fn include(kinds: &[Unpublished]) -> Include {
    let has = |kind| kinds.contains(&kind);
    Include {
        drafts: has(Unpublished::Drafts),
        private: has(Unpublished::Private),
        scheduled: has(Unpublished::Scheduled),
        protected: has(Unpublished::Protected),
    }
}

/// Writes the report and says what is in it.
fn tell(report: &Report, path: Option<&Path>, out: &Path, console: &Console) -> Result<()> {
    if let Some(path) = path {
        std::fs::write(path, report.json()).at("cannot write", path)?;
    }
    let out = out.display().to_string();
    let text = format!(
        "{} and {} of {} written to {out}",
        count(report.articles, "article"),
        count(report.pages, "page"),
        count(report.items, "item"),
    );
    let object = json!({
        "out": out, "articles": report.articles, "pages": report.pages, "items": report.items,
        "left_out": report.left_out, "comments": report.comments, "lost": report.count(),
    });
    console.result(&text, object);
    for (reason, number) in &report.left_out {
        console.say(&format!("Left out: {number} ({reason}); --include publishes some of them."));
    }
    if report.comments > 0 {
        console.say(&format!("Not imported: {}.", count(report.comments, "comment")));
    }
    if report.count() > 0 {
        console.warn(&format!(
            "{} lost or guessed; --report FILE names each",
            count(report.count(), "thing")
        ));
    }
    Ok(())
}

fn check_bundle(args: &Check, console: &Console) -> Result<()> {
    let now = args.now.unwrap_or_else(|| {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Timestamp::from_unix(i64::try_from(since.as_secs()).unwrap_or(i64::MAX), 0)
    });
    let mut problems = check::check(&args.bundle, now)?;
    if args.level == Least::Error {
        problems.retain(|problem| problem.level == Level::Error);
    }
    if console.is_json() {
        console.answer(&check::json(&problems));
    }
    let errors = problems.iter().filter(|problem| problem.level == Level::Error).count();
    let faults: Vec<_> = problems.into_iter().map(check::fault).collect();
    if errors > 0 {
        // Said once, by whoever reads the error, unless a machine was told.
        let faults = if console.is_json() { Vec::new() } else { faults };
        return Err(Error::Problems { root: args.bundle.clone(), faults, errors });
    }
    if !console.is_json() {
        console.faults(&args.bundle, &faults);
        console.say(&match faults.len() {
            0 => "No problems.".to_owned(),
            warnings => format!("No errors, {}.", count(warnings, "warning")),
        });
    }
    Ok(())
}

fn build_site(args: &Build, console: &Console) -> Result<()> {
    let secret = args.key.as_deref().map(SecretKey::read).transpose()?;
    let given = args.public_key.as_deref().map(PublicKey::given).transpose()?;
    let options = Options {
        bundle: &args.bundle,
        app: args.app.as_deref(),
        out: &args.out,
        base: args.base_path.clone(),
        front: args.front_articles,
        precompress: args.precompress,
        search: !args.no_search,
        key: secret.as_ref().map(SecretKey::public).or(given),
        secret: secret.as_ref(),
    };
    let summary = build::build(&options, console)?;
    let out = args.out.display().to_string();
    let text = format!(
        "{}, {} and {} written to {out}",
        count(summary.pages, "page"),
        count(summary.parts, "part"),
        count(summary.images, "picture"),
    );
    let object = json!({
        "out": out, "pages": summary.pages, "parts": summary.parts, "pictures": summary.images,
        "written": summary.written, "key": options.key.map(|key| key.id()),
    });
    console.result(&text, object);
    Ok(())
}

fn serve_site(args: &Serve, console: &Console) -> Result<()> {
    let (site, base) = (args.site.as_path(), args.base_path.clone());
    serve::serve(&serve::Options { site, port: args.port, base, watch: args.watch }, console)
}

/// `1 page`, `2 pages`.
fn count(number: usize, thing: &str) -> String {
    let ending = if number == 1 { "" } else { "s" };
    format!("{number} {thing}{ending}")
}
