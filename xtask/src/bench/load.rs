//! A reader who keeps, saves and reads much, of a made-up paper.

use crate::arguments::{BenchOptions, CorpusOptions};
use crate::process::{Run, say};
use crate::project::Project;
use crate::tools::{chromium, node};
use crate::{app, corpus, site};
use anyhow::Result;

/// Articles of the paper when no number is named.
const ARTICLES: usize = 2_000;

pub(super) fn bench(project: &Project, options: &BenchOptions) -> Result<()> {
    let articles = options.articles.unwrap_or(ARTICLES);
    let app = app::build(project)?;
    let gazet = site::publisher(project)?;
    let source = corpus::write(project, &CorpusOptions { articles, out: None })?;
    let bundle = project.target(&format!("corpus/{articles}-load/bundle"));
    let out = project.target(&format!("corpus/{articles}-load/site"));
    say("Importing and building the paper (a minute)");
    let gazet_run = || Run::new(project, &gazet).args(["--quiet"]);
    gazet_run()
        .args(["import", "markdown"])
        .args([&source])
        .args(["--out"])
        .args([&bundle])
        .check()?;
    gazet_run()
        .args(["build"])
        .args([&bundle])
        .args(["--out"])
        .args([&out])
        .args(["--app"])
        .args([&app])
        .check()?;
    node::ensure(project)?;
    say("Measuring in Chromium (about 3 minutes; leave the machine alone)");
    let mut run = Run::new(project, "node")
        .args(["tests/bench/load.mjs"])
        .env("GAZET_CHROMIUM", chromium::browser(project)?)
        .env("GAZET_BIN", &gazet)
        .env("GAZET_SITE", &out);
    if options.json {
        run = run.args(["--json"]);
    }
    run.check()
}
