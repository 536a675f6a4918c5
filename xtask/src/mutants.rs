//! Breaking the product on purpose, to see that its tests notice.
//!
//! A mutant takes one protection out of the code; the test that
//! `docs/reliability.md` names for that fault has to fail then. Decision 028
//! has the reasons.

mod list;
mod verdict;

use crate::app;
use crate::arguments::MutantsOptions;
use crate::files::walk;
use crate::process::{Run, say};
use crate::project::{NATIVE_FEATURES, Project};
use crate::tools::node;
use anyhow::{Context, Result, bail};
use list::{Mutant, Test};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;
use verdict::{Verdict, Watch};

/// The web build of a mutant is thrown away after one test, so it is compiled
/// quickly rather than small.
const QUICK: [(&str, &str); 5] = [
    (app::QUICK, "1"),
    ("CARGO_PROFILE_WASM_OPT_LEVEL", "1"),
    ("CARGO_PROFILE_WASM_LTO", "off"),
    ("CARGO_PROFILE_WASM_CODEGEN_UNITS", "256"),
    ("CARGO_PROFILE_WASM_INCREMENTAL", "true"),
];

/// Runs the mutants that were asked for.
pub(crate) fn run(project: &Project, options: &MutantsOptions) -> Result<ExitCode> {
    let all = list::read(project)?;
    let chosen: Vec<_> = all.iter().filter(|mutant| mutant.is_asked_for(&options.words)).collect();
    if chosen.is_empty() {
        bail!("no mutant of tests/mutants has these words");
    }
    say(format!(
        "Trying {} mutants in {} (a quarter of an hour from nothing, then half a minute each)",
        chosen.len(),
        project.shown(&project.target("mutants"))
    ));
    let copy = Copy::make(project)?;
    let (mut caught, start) = (0, Instant::now());
    for (index, mutant) in chosen.iter().enumerate() {
        let began = Instant::now();
        let verdict = copy.try_mutant(mutant)?;
        caught += usize::from(verdict == Verdict::Caught);
        println!(
            "{:>3} {:<11} {:>4} s  {}: {}\n{:22}{}",
            index + 1,
            verdict.word(),
            began.elapsed().as_secs(),
            mutant.fault,
            mutant.breaks,
            "",
            mutant.test,
        );
    }
    println!(
        "{caught} of {} mutants were caught, in {} s",
        chosen.len(),
        start.elapsed().as_secs()
    );
    Ok(if caught == chosen.len() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// A copy of the repository in which things are broken, with a target folder of
/// its own.
struct Copy {
    root: PathBuf,
    logs: PathBuf,
}

impl Copy {
    /// Makes the copy, or brings an older one up to date. Files that are the
    /// same keep their times, so that little is compiled anew.
    fn make(project: &Project) -> Result<Self> {
        let root = project.target("mutants/tree");
        let logs = project.target("mutants/logs");
        fs::create_dir_all(&root).with_context(|| root.display().to_string())?;
        fs::create_dir_all(&logs)?;
        let listed = Run::new(project, "git")
            .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
            .read()?;
        let files: Vec<&str> = listed.split_terminator('\0').collect();
        for folder in ["src", "public", "style", "edition", "crates", "tests"] {
            for old in walk(&root.join(folder))? {
                let name = old.strip_prefix(&root)?.to_string_lossy().replace('\\', "/");
                if !files.contains(&name.as_str()) {
                    fs::remove_file(&old)?;
                }
            }
        }
        for file in files {
            // What was removed and not committed yet is listed all the same.
            let Ok(bytes) = fs::read(project.at(file)) else { continue };
            write(&root.join(file), &bytes)?;
        }
        Ok(Self { root, logs })
    }

    /// Breaks one thing, runs the test of it, and mends the thing again.
    fn try_mutant(&self, mutant: &Mutant) -> Result<Verdict> {
        let file = self.root.join(&mutant.file);
        let whole = fs::read_to_string(&file).with_context(|| mutant.file.clone())?;
        write(&file, mutant.broken(&whole)?.as_bytes())?;
        let watch = self.test(mutant);
        write(&file, whole.as_bytes())?;
        let (verdict, log) = watch?.end();
        fs::write(self.logs.join(format!("{}.log", mutant.slug())), log)?;
        Ok(verdict)
    }

    fn test(&self, mutant: &Mutant) -> Result<Watch> {
        let project = Project::in_folder(self.root.clone());
        let mut watch = Watch::new(&mutant.test);
        let run = match &mutant.test {
            Test::Native { target, filter, .. } => Run::cargo(&project)
                .args(["test", "--workspace", "--features", NATIVE_FEATURES])
                .args(["--test", target.as_str(), filter.as_str()]),
            Test::Web { .. } => self.xtask(&project)?.args(["test", "wasm"]),
            Test::Script { file, .. } => {
                node::ensure(&project)?;
                Run::new(&project, "node").args(["--test", "--test-reporter=spec", file.as_str()])
            }
            Test::Journey { file, title } => {
                let built = self.xtask(&project)?.args(["build"]).pour(|line| watch.line(line))?;
                if !built {
                    return Ok(watch);
                }
                self.xtask(&project)?
                    .args(["test", "browser", "--", file.as_str()])
                    .args(["--grep", verdict::pattern(title).as_str()])
            }
        };
        run.without_env("CARGO_TARGET_DIR").pour(|line| watch.line(line))?;
        Ok(watch)
    }

    /// This program, at work in the copy.
    fn xtask(&self, project: &Project) -> Result<Run> {
        let run = Run::new(project, env::current_exe().context("where is this program?")?)
            .env("CARGO_MANIFEST_DIR", self.root.join("xtask"))
            .without_env("CARGO_TARGET_DIR");
        Ok(QUICK.iter().fold(run, |run, (key, value)| run.env(key, value)))
    }
}

/// Writes a file, unless that is what stands there.
fn write(file: &Path, bytes: &[u8]) -> Result<()> {
    if fs::read(file).is_ok_and(|old| old == bytes) {
        return Ok(());
    }
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(file, bytes).with_context(|| file.display().to_string())
}
