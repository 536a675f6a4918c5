//! `gazet publish`.

use super::count;
use crate::args::Publish;
use crate::publish::{self, Options};
use crate::{Console, Result};
use serde_json::json;

pub(super) fn publish(args: &Publish, console: &Console) -> Result<()> {
    let options = Options {
        site: &args.site,
        to: &args.to,
        endpoint: args.endpoint.as_deref(),
        region: args.region.as_deref(),
        keep_hours: args.keep_hours,
        dry_run: args.dry_run,
    };
    let done = publish::publish(&options, console)?;
    if args.dry_run {
        done.uploaded.iter().for_each(|name| console.say(&format!("upload {name}")));
        done.removed.iter().for_each(|name| console.say(&format!("remove {name}")));
    }
    let (uploaded, removed) = (done.uploaded.len(), done.removed.len());
    let text = format!(
        "{}{} uploaded to {} ({} bytes), {} unchanged, {} removed, {} of earlier editions kept",
        if args.dry_run { "Would be done: " } else { "" },
        count(uploaded, "file"),
        args.to,
        done.bytes,
        done.unchanged,
        removed,
        done.kept
    );
    let object = json!({
        "to": args.to.to_string(),
        "dry_run": args.dry_run,
        "uploaded": uploaded,
        "bytes": done.bytes,
        "unchanged": done.unchanged,
        "removed": removed,
        "kept": done.kept,
    });
    console.result(&text, object);
    Ok(())
}
