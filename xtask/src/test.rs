//! Checking everything, piece by piece; a piece that fails stops no other.

mod pieces;
mod summary;

use crate::arguments::TestOptions;
use crate::process::say;
use crate::project::Project;
use anyhow::{Result, bail};
use pieces::PIECES;
use std::process::ExitCode;
use std::time::{Duration, Instant};
use summary::Summary;

/// A piece that has run.
struct Outcome {
    name: &'static str,
    time: Duration,
    error: Option<String>,
}

pub(crate) fn run(project: &Project, options: &TestOptions) -> Result<ExitCode> {
    if let Some(unknown) =
        options.pieces.iter().find(|name| !PIECES.iter().any(|p| p.name == **name))
    {
        let names: Vec<_> = PIECES.iter().map(|piece| piece.name).collect();
        bail!("there is no piece `{unknown}`; there are: {}", names.join(" "));
    }
    let asked = |name: &str| options.pieces.is_empty() || options.pieces.iter().any(|p| p == name);
    let mut summary = Summary::default();
    let mut outcomes = Vec::new();
    for piece in PIECES.iter().filter(|piece| asked(piece.name)) {
        say(format!("{}: {}", piece.name, piece.about));
        let start = Instant::now();
        let result = (piece.run)(project, options, &mut summary);
        let error = result.err().map(|error| format!("{error:#}"));
        if let Some(error) = &error {
            eprintln!("{} FAILED: {error}", piece.name);
        }
        outcomes.push(Outcome { name: piece.name, time: start.elapsed(), error });
    }
    println!("\n{}", table(&outcomes));
    // The runners' own words come last, where people and machines look.
    print!("{summary}");
    let failed = outcomes.iter().any(|outcome| outcome.error.is_some());
    Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn table(outcomes: &[Outcome]) -> String {
    let mut out = format!("{:<14}{:>9}  result\n", "piece", "time");
    for Outcome { name, time, error } in outcomes {
        let result = error.as_ref().map_or("ok".to_owned(), |error| {
            format!("FAILED: {}", error.lines().next().unwrap_or_default())
        });
        out += &format!("{name:<14}{:>7.1} s  {result}\n", time.as_secs_f32());
    }
    let total: Duration = outcomes.iter().map(|outcome| outcome.time).sum();
    let failed = outcomes.iter().filter(|outcome| outcome.error.is_some()).count();
    let verdict = if failed == 0 { "ok".to_owned() } else { format!("{failed} FAILED") };
    out + &format!("{:<14}{:>7.1} s  {verdict}\n", "all", total.as_secs_f32())
}
