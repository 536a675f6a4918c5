//! Measuring the site: bytes here, time and memory in a browser; and the
//! publisher.

mod load;
mod measure;
mod publisher;

use crate::arguments::{BenchOptions, BuildOptions, Measure};
use crate::process::{Run, say};
use crate::project::Project;
use crate::sizes::{Size, Sizes};
use crate::tools::{chromium, node};
use crate::{budgets, site};
use anyhow::{Context, Result};
use std::fs;

pub(crate) fn run(project: &Project, options: &BenchOptions) -> Result<()> {
    match options.what {
        Measure::Publisher => return publisher::bench(project, options),
        Measure::Load => return load::bench(project, options),
        Measure::All | Measure::Sizes | Measure::Lighthouse => {}
    }
    let site = site::build(project, &BuildOptions::default())?;
    let sizes = Sizes::of(&site)?;
    if options.what == Measure::Sizes {
        if options.json {
            println!("{}", json(&sizes));
        } else {
            print!("{}", sizes.table());
        }
        return if options.check { budgets::check(&site) } else { Ok(()) };
    }
    node::ensure(project)?;
    let chromium = chromium::browser(project)?;
    let script = if options.what == Measure::Lighthouse {
        node::ensure_lighthouse(project)?;
        say("Running Lighthouse (about 3 minutes)");
        "tests/bench/lighthouse/run.mjs"
    } else {
        say("Measuring in Chromium (about 10 minutes; leave the machine alone)");
        "tests/bench/run.mjs"
    };
    // The sizes are handed on, so that the report is one document.
    let handed = project.target("xtask/sizes.json");
    if let Some(folder) = handed.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(&handed, json(&sizes)).with_context(|| handed.display().to_string())?;
    let mut run = Run::new(project, "node")
        .args([script])
        .env("GAZET_CHROMIUM", chromium)
        .env("GAZET_BIN", project.program("gazet"))
        .env("GAZET_SITE", &site)
        .env("GAZET_SIZES", &handed);
    if let Some(runs) = options.runs {
        run = run.args(["--runs", &runs.to_string()]);
    }
    if options.json {
        run = run.args(["--json"]);
    } else if options.what == Measure::All {
        print!("{}", sizes.table());
    }
    if options.check {
        run = run.args(["--check"]);
    }
    run.check()
}

/// The sizes for machines.
fn json(sizes: &Sizes) -> String {
    let rows = sizes.rows().map(|(name, Size { files, raw, gzip, brotli })| {
        format!(r#""{name}":{{"files":{files},"raw":{raw},"gzip":{gzip},"brotli":{brotli}}}"#)
    });
    format!("{{{}}}", rows.join(","))
}
