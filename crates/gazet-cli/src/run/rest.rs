//! `gazet import wordpress-rest`.

use super::tell;
use crate::args::ImportRest;
use crate::import::wordpress::rest;
use crate::{Console, Result, import};
use std::path::Path;

pub(super) fn import(args: &ImportRest, console: &Console) -> Result<()> {
    let (edition, report) = rest::read(&args.input, super::include(&args.include))?;
    let edition = import::merge(edition, &args.out)?;
    let file = Path::new(&args.input);
    let inputs = if file.exists() { vec![file] } else { Vec::new() };
    import::write_from(edition, &inputs, &args.out)?;
    tell(&report, args.report.as_deref(), &args.out, console)
}
