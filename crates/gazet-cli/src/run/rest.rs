//! `gazet import wordpress-rest`.

use crate::args::ImportRest;
use crate::{Console, Result};

pub(super) fn import(args: &ImportRest, console: &Console) -> Result<()> {
    let _ = (args, console);
    Ok(())
}
