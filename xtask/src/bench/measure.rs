//! A program's time and memory, from outside.

use anyhow::{Context, Result, bail};
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// How often memory is looked at: a program that grows by less than this
/// between two looks and then ends is measured a little low.
const LOOK: Duration = Duration::from_millis(5);

/// What a run cost.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cost {
    pub(super) seconds: f64,
    /// The most memory in MiB; `None` where the system does not tell.
    pub(super) memory: Option<f64>,
}

/// Runs a program to its end.
pub(super) fn run(program: &Path, args: &[&str]) -> Result<Cost> {
    let shown = format!("{} {}", program.display(), args.join(" "));
    let mut command = Command::new(program);
    command.args(args).stdout(Stdio::null()).stdin(Stdio::null());
    let start = Instant::now();
    let mut child = command.spawn().with_context(|| shown.clone())?;
    let mut memory = None;
    let status = loop {
        memory = peak(child.id()).or(memory);
        if let Some(status) = child.try_wait()? {
            break status;
        }
        thread::sleep(LOOK);
    };
    let seconds = start.elapsed().as_secs_f64();
    if !status.success() {
        bail!("`{shown}` failed: {status}");
    }
    Ok(Cost { seconds, memory })
}

/// The most memory that a running program has had: `VmHWM` of Linux' proc(5).
fn peak(process: u32) -> Option<f64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kib: f64 = line.trim().trim_end_matches(" kB").parse().ok()?;
    Some(kib / 1024.0)
}
