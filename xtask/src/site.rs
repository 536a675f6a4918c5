//! From sources to the finished static site.

use crate::app;
use crate::arguments::BuildOptions;
use crate::process::{Run, say};
use crate::project::{NATIVE_FEATURES, Project};
use crate::stamp::Stamp;
use anyhow::{Context, Result};
use std::fs;
use std::path::PathBuf;

/// Builds the site; the folder it is in.
pub(crate) fn build(project: &Project, options: &BuildOptions) -> Result<PathBuf> {
    let dist = app::build(project)?;
    let gazet = publisher(project)?;
    let edition = edition(project, &gazet)?;
    let site = project.at("site");
    let inputs = [gazet.clone(), edition.clone(), dist.clone()];
    let stamp = Stamp::new(project, "site", &[&options.base_path], &inputs, &site)?;
    if stamp.is_fresh()? {
        say("The site is up to date");
        return Ok(site);
    }
    say(format!("Building the site for {} (some seconds)", options.base_path));
    Run::new(project, gazet)
        .args(["build"])
        .args([&edition])
        .args(["--app".as_ref(), dist.as_os_str()])
        .args(["--out".as_ref(), site.as_os_str()])
        .args(["--base-path", &options.base_path])
        .check()?;
    stamp.write()?;
    Ok(site)
}

/// The publisher's program.
pub(crate) fn publisher(project: &Project) -> Result<PathBuf> {
    say("Building gazet (a minute or two the first time)");
    native(project, &["--bin", "gazet"])?;
    Ok(project.program("gazet"))
}

/// Writes the JSON Schema anew.
pub(crate) fn write_schema(project: &Project) -> Result<()> {
    let schema = Run::new(project, schema_program(project)?).read()?;
    let file = project.at("docs/bundle.schema.json");
    fs::write(&file, schema).with_context(|| file.display().to_string())?;
    println!("Written: {}", project.shown(&file));
    Ok(())
}

/// Fails when the schema in `docs` is not that of the types.
pub(crate) fn check_schema(project: &Project) -> Result<()> {
    Run::new(project, schema_program(project)?)
        .args(["--check", "docs/bundle.schema.json"])
        .check()
        .context("docs/bundle.schema.json has drifted; run `cargo xtask schema`")
}

fn schema_program(project: &Project) -> Result<PathBuf> {
    native(project, &["--example", "schema"])?;
    Ok(project.program("examples/schema"))
}

/// The whole workspace is selected, so that its dependencies are built with
/// the same features as for the tests, and once.
fn native(project: &Project, targets: &[&str]) -> Result<()> {
    Run::cargo(project)
        .args(["build", "--quiet", "--workspace", "--features", NATIVE_FEATURES])
        .args(targets)
        .check()
}

/// The default edition, as a bundle.
fn edition(project: &Project, gazet: &PathBuf) -> Result<PathBuf> {
    let (source, bundle) = (project.at("edition"), project.target("edition"));
    let stamp = Stamp::new(project, "edition", &[], &[gazet.clone(), source.clone()], &bundle)?;
    if stamp.is_fresh()? {
        say("The edition is up to date");
        return Ok(bundle);
    }
    say("Importing the default edition (some seconds)");
    Run::new(project, gazet)
        .args(["import", "markdown"])
        .args([&source])
        .args(["--out".as_ref(), bundle.as_os_str()])
        .check()?;
    stamp.write()?;
    Ok(bundle)
}
