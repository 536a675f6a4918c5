//! The manners of the command line: answers for machines, completions, the
//! manual, and a reference that cannot drift.

use crate::support::{copy, edition, fixture, names, run, succeed, tree};
use clap::{Command, CommandFactory};
use gazet_cli::args::Cli;
use serde_json::Value;
use std::fs;
use std::path::Path;

/// Where the reference begins in `docs/cli.md`.
const REFERENCE: &str = "<!-- From `gazet --help`; see CONTRIBUTING.md. -->\n";

/// The only thing on standard output is this object.
fn check(root: &Path, words: &str, code: i32, fields: &[(&str, Value)]) -> Value {
    let output = run(root, words);
    let said = String::from_utf8(output.stdout).unwrap();
    let errors = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(code), "{words}: {said}{errors}");
    assert_eq!(said.lines().count(), 1, "{words}: {said}");
    let object: Value = serde_json::from_str(&said).unwrap();
    for (name, value) in fields {
        assert_eq!(object[name], *value, "{words}: {name} of {said}");
    }
    object
}

#[test]
fn machines_get_one_object() {
    let folder = edition();
    let root = folder.path();
    copy(&fixture("build/app"), &root.join("app"));
    let ok = || ("ok", Value::Bool(true));
    let import = "--json import markdown edition --out bundle";
    let made = check(root, import, 0, &[ok(), ("out", "bundle".into())]);
    assert!(made["articles"].as_u64() > Some(3), "{made}");
    check(root, "check bundle --json --quiet", 0, &[ok(), ("errors", 0.into())]);
    let built = check(root, "build bundle --app app --out site --json", 0, &[ok()]);
    assert!(built["pages"].as_u64() > Some(10), "{built}");
    let publish = format!("publish site --to file://{}/to --json", root.display());
    let published = check(root, &publish, 0, &[ok(), ("removed", 0.into())]);
    assert_eq!(published["uploaded"].as_u64(), Some(tree(&root.join("site")).len() as u64 - 2));
    check(root, &publish, 0, &[ok(), ("uploaded", 0.into())]);

    let no = || ("ok", Value::Bool(false));
    fs::write(root.join("edition/articles/bad.md"), "---\ntitle: x\n").unwrap();
    let failed = check(root, import, 1, &[no(), ("exit", 1.into())]);
    assert_eq!(failed["problems"][0]["file"], "edition/articles/bad.md");
    assert_eq!(failed["problems"][0]["line"], 1);
    fs::write(root.join("bundle/bundle.json"), "{}").unwrap();
    check(root, "check bundle --json", 1, &[no()]);
    let said = check(root, "build nowhere --app app --out site --json", 3, &[no()]);
    assert!(said["error"].as_str().unwrap().starts_with("nowhere: cannot read"), "{said}");
}

#[test]
fn shells_complete_every_verb() {
    let folder = tempfile::tempdir().unwrap();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = succeed(folder.path(), &format!("completions {shell}"));
        for command in Cli::command().get_subcommands() {
            assert!(script.contains(command.get_name()), "{shell}: {}", command.get_name());
        }
        assert!(script.contains("dry-run"), "{shell}");
    }
    assert_eq!(run(folder.path(), "completions csh").status.code(), Some(2));
}

#[test]
fn every_verb_has_a_manual_page() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    succeed(root, "man --out pages");
    let mut expected = Vec::new();
    each(Cli::command(), &mut |path, _| expected.push(format!("{}.1", path.replace(' ', "-"))));
    expected.sort();
    assert_eq!(names(&root.join("pages")), expected);
    let page = fs::read_to_string(root.join("pages/gazet-publish.1")).unwrap();
    assert!(page.contains("s3://BUCKET") && page.contains("AWS_ACCESS_KEY_ID"), "{page}");
    let first = tree(&root.join("pages"));
    succeed(root, "man --out pages");
    assert_eq!(tree(&root.join("pages")), first);
    assert!(succeed(root, "man").contains(".TH gazet 1"));
}

/// Visits a command and those under it, each with its words.
fn each(mut command: Command, visit: &mut impl FnMut(&str, &mut Command)) {
    command = command.disable_help_subcommand(true);
    command.build();
    fn inner(command: &mut Command, path: &str, visit: &mut impl FnMut(&str, &mut Command)) {
        visit(path, command);
        let names: Vec<_> = command.get_subcommands().map(|c| c.get_name().to_owned()).collect();
        for name in names {
            let path = format!("{path} {name}");
            inner(command.find_subcommand_mut(&name).unwrap(), &path, visit);
        }
    }
    inner(&mut command, "gazet", visit);
}

/// `docs/cli.md` ends with what `--help` says of each verb. After a change of
/// the command line, `UPDATE_EXPECT=1` writes it anew.
#[test]
fn the_reference_is_what_help_says() {
    let mut reference = String::new();
    each(Cli::command(), &mut |path, command| {
        let help = command.render_long_help().to_string();
        let help: Vec<_> = help.lines().map(str::trim_end).collect();
        reference.push_str(&format!("\n### {path}\n\n```text\n{}\n```\n", help.join("\n").trim()));
    });
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/cli.md");
    let text = fs::read_to_string(&path).unwrap();
    let (before, after) = text.split_once(REFERENCE).unwrap();
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(&path, format!("{before}{REFERENCE}{reference}")).unwrap();
        return;
    }
    assert!(
        after == reference,
        "docs/cli.md is not what --help says; run UPDATE_EXPECT=1 cargo test -p gazet-cli reference"
    );
}
