//! What `cargo xtask test` is made of.

use crate::arguments::{BuildOptions, TestOptions};
use crate::files::walk;
use crate::process::Run;
use crate::project::{NATIVE_FEATURES, Project, WASM};
use crate::test::summary::Summary;
use crate::tools::{self, cargo, chromium, node};
use crate::{budgets, site};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};

/// A piece of the whole check.
pub(super) struct Piece {
    pub(super) name: &'static str,
    /// What it does, and how long that may take on two cores, from nothing.
    pub(super) about: &'static str,
    pub(super) run: fn(&Project, &TestOptions, &mut Summary) -> Result<()>,
}

/// In an order that shows quick failures first and reuses what was built.
pub(super) const PIECES: [Piece; 13] = [
    Piece { name: "format", about: "rustfmt (a second)", run: |p, _, _| format(p) },
    Piece {
        name: "types",
        about: "the types of the scripts (some seconds)",
        run: |p, _, _| types(p),
    },
    Piece { name: "clippy", about: "lints, native (2 minutes)", run: |p, _, _| clippy(p) },
    Piece { name: "clippy-wasm", about: "lints, web (a minute)", run: |p, _, _| clippy_wasm(p) },
    Piece {
        name: "docs",
        about: "rustdoc without a warning (half a minute)",
        run: |p, _, _| docs(p),
    },
    Piece {
        name: "unit",
        about: "unit and component tests (3 minutes)",
        run: |p, _, s| unit(p, s),
    },
    Piece {
        name: "scripts",
        about: "unit tests of the scripts, in Node (some seconds)",
        run: |p, _, s| scripts(p, s),
    },
    Piece {
        name: "schema",
        about: "the JSON Schema is that of the types (some seconds)",
        run: |p, _, _| site::check_schema(p),
    },
    Piece {
        name: "wasm",
        about: "the services in a headless browser (2 minutes)",
        run: |p, _, s| wasm(p, s),
    },
    Piece {
        name: "site",
        about: "the web build and the default edition (4 minutes)",
        run: |p, _, _| site::build(p, &BuildOptions::default()).map(drop),
    },
    Piece {
        name: "budgets",
        about: "bytes on the wire (some seconds)",
        run: |p, _, _| budgets::check(&p.at("site")),
    },
    Piece {
        name: "deny",
        about: "licences, sources and bans (some seconds)",
        run: |p, _, _| deny(p),
    },
    Piece { name: "browser", about: "journeys in Chromium (some minutes)", run: browser },
];

fn format(project: &Project) -> Result<()> {
    tools::component(project, "rustfmt", "rustfmt")?;
    Run::cargo(project).args(["fmt", "--all", "--check"]).check()
}

/// The scripts of the reader, its service worker, and the journeys: each has
/// other globals, so each is a project of its own.
fn types(project: &Project) -> Result<()> {
    let programs = node::ensure(project)?;
    for scripts in ["tsconfig.json", "tsconfig.worker.json", "tests/tsconfig.json"] {
        Run::new(project, programs.join("tsc")).args(["--project", scripts]).check()?;
    }
    Ok(())
}

fn clippy(project: &Project) -> Result<()> {
    tools::component(project, "clippy", "cargo-clippy")?;
    Run::cargo(project)
        .args(["clippy", "--quiet", "--workspace", "--all-targets", "--features", NATIVE_FEATURES])
        .args(["--", "--deny", "warnings"])
        .check()
}

fn clippy_wasm(project: &Project) -> Result<()> {
    tools::component(project, "clippy", "cargo-clippy")?;
    tools::wasm_target(project)?;
    Run::cargo(project)
        .args(["clippy", "--quiet", "--package", "gazet-reader", "--features", "csr"])
        .args(["--all-targets", "--target", WASM, "--", "--deny", "warnings"])
        .check()
}

fn docs(project: &Project) -> Result<()> {
    Run::cargo(project)
        .args(["doc", "--quiet", "--workspace", "--no-deps"])
        .args(["--features", NATIVE_FEATURES])
        .env("RUSTDOCFLAGS", "--deny warnings")
        .check()
}

fn unit(project: &Project, summary: &mut Summary) -> Result<()> {
    Run::cargo(project)
        .args(["test", "--workspace", "--no-fail-fast", "--features", NATIVE_FEATURES])
        .tee(|line| summary.cargo(line))
}

fn scripts(project: &Project, summary: &mut Summary) -> Result<()> {
    node::ensure(project)?;
    // Which files a folder has is understood otherwise by every other Node.
    let all = walk(&project.at("tests/scripts"))?;
    let tests: Vec<_> =
        all.iter().filter(|file| file.to_string_lossy().ends_with(".test.mjs")).collect();
    if tests.is_empty() {
        bail!("there are no tests in tests/scripts");
    }
    Run::new(project, "node")
        .args(["--test", "--test-reporter=spec"])
        .args(tests)
        .tee(|line| summary.node(line))
}

fn wasm(project: &Project, summary: &mut Summary) -> Result<()> {
    tools::wasm_target(project)?;
    let programs = cargo::ensure(project, &cargo::wasm_bindgen(project)?)?;
    let browser = chromium::browser(project)?;
    let driver = chromium::driver(project, &browser)?;
    Run::cargo(project)
        .args(["test", "--package", "gazet-reader", "--features", "csr"])
        .args(["--target", WASM, "--test", "web"])
        .env(
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER",
            programs.join("wasm-bindgen-test-runner"),
        )
        .env("CHROMEDRIVER", driver)
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", capabilities(project, &browser)?)
        .env("WASM_BINDGEN_TEST_TIMEOUT", "120")
        .tee(|line| summary.cargo(line))
}

/// What the driver is told: `tests/webdriver.json` with the browser's place,
/// since a driver looks only where its own system keeps it.
fn capabilities(project: &Project, browser: &Path) -> Result<PathBuf> {
    let source = project.at("tests/webdriver.json");
    let text = fs::read_to_string(&source).with_context(|| source.display().to_string())?;
    let options = "\"goog:chromeOptions\": {";
    let Some((before, after)) = text.split_once(options) else {
        bail!("{} has no goog:chromeOptions", source.display());
    };
    let file = project.target("xtask/webdriver.json");
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    let path = browser.display().to_string();
    fs::write(&file, format!("{before}{options}\n    \"binary\": {path:?},{after}"))
        .with_context(|| file.display().to_string())?;
    Ok(file)
}

fn deny(project: &Project) -> Result<()> {
    let programs = cargo::ensure(project, &cargo::DENY)?;
    // What this machine does not compile is looked at too, so it is fetched.
    Run::cargo(project).args(["fetch", "--quiet", "--locked"]).check()?;
    Run::new(project, programs.join("cargo-deny"))
        .args(["--offline", "--workspace", "check", "--hide-inclusion-graph"])
        // Advisories change from day to day and need the network.
        .args(["bans", "licenses", "sources"])
        .check()
}

fn browser(project: &Project, options: &TestOptions, summary: &mut Summary) -> Result<()> {
    let site = project.at("site");
    if !site.join("index.html").is_file() {
        bail!("there is no site to test; build it with `cargo xtask build`");
    }
    let programs = node::ensure(project)?;
    Run::new(project, programs.join("playwright"))
        .args(["test"])
        .args(&options.rest)
        .env("GAZET_CHROMIUM", chromium::browser(project)?)
        .env("GAZET_BIN", site::publisher(project)?)
        .env("GAZET_SITE", site)
        .env("GAZET_EDITION", project.target("edition"))
        .env("GAZET_APP", project.at("dist"))
        .tee(|line| summary.playwright(line))
}
