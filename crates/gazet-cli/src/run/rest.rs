//! `gazet import wordpress-rest`.

use super::{media, tell};
use crate::args::ImportRest;
use crate::import::wordpress::rest;
use crate::{Console, Result, import};
use std::path::Path;

pub(super) fn import(args: &ImportRest, console: &Console) -> Result<()> {
    let (mut edition, mut report) = rest::read(&args.input, super::include(&args.include))?;
    report.pictures = media::bring(&mut edition, &args.media, &args.out, console)?;
    let edition = import::merge(edition, &args.out)?;
    let file = Path::new(&args.input);
    let inputs = if file.exists() { vec![file] } else { Vec::new() };
    import::write_from(edition, &inputs, &args.out)?;
    tell(&report, args.report.as_deref(), &args.out, console)
}
