//! What tells no size before it is read: pipes, devices, packed files.

#![cfg(unix)]

use crate::support::{copy, edition, fixture, gazet, names, succeed};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output};

/// The program in so many kilobytes of addresses, beside something that writes
/// without an end into the pipe `pipe`.
fn beside_an_endless_pipe(root: &Path, kilobytes: u64, words: &str) -> Output {
    let program = gazet(root).get_program().to_owned();
    let script = format!(
        "rm -f pipe; mkfifo pipe; yes '<item>' >pipe 2>/dev/null & \
         ulimit -v {kilobytes}; exec \"$0\" {words}"
    );
    let mut command = Command::new("timeout");
    command.args(["60", "sh", "-c"]).arg(script).arg(program);
    command.current_dir(root).env("NO_COLOR", "1").output().unwrap()
}

/// The run ended by the input's fault and with one sentence with this part.
fn check(output: &Output, part: &str) {
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains(part), "{said}\ndoes not hold {part:?}");
}

#[test]
fn a_pipe_without_an_end_is_read_up_to_the_limit() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let big = "goes on after 536870912 bytes, which is the limit";
    // What is read, and half a gigabyte for everything else.
    for (words, kilobytes, part) in [
        ("import feed pipe --out new", 600_000, "goes on after 67108864 bytes, which is the limit"),
        ("import wordpress pipe --out new", 1_050_000, big),
        ("import wordpress-rest pipe --out new", 1_050_000, big),
        ("sign x --key pipe", 600_000, "it goes on after 65536 bytes"),
        ("verify x --public-key pipe", 600_000, "goes on after 65536 bytes"),
    ] {
        check(&beside_an_endless_pipe(root, kilobytes, words), part);
        assert!(!root.join("new").exists(), "{words}");
    }
}

#[test]
fn a_pipe_with_an_end_is_read_as_a_file_is() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let export = fixture("wordpress/export.xml");
    let program = gazet(root).get_program().to_owned();
    let script = "mkfifo pipe; cat \"$1\" >pipe & \"$0\" import wordpress pipe --out piped";
    let mut command = Command::new("sh");
    command.args(["-c", script]).arg(program).arg(&export).current_dir(root);
    assert!(command.status().unwrap().success());
    succeed(root, &format!("import wordpress {} --out read", export.display()));
    let bundle = |name: &str| fs::read(root.join(name).join("bundle.json")).unwrap();
    assert_eq!(bundle("piped"), bundle("read"));
}

#[test]
fn a_pipe_among_the_files_of_a_folder_keeps_nobody_waiting() {
    let folder = edition();
    let root = folder.path();
    copy(&fixture("build/app"), &root.join("app"));
    succeed(root, "import markdown edition --out bundle");
    fs::create_dir(root.join("texts")).unwrap();
    fs::write(root.join("texts/a.md"), "---\ntitle: A\ndate: 2020-01-01\n---\n\nText.\n").unwrap();
    let run = |script: &str, words: &str| {
        let program = gazet(root).get_program().to_owned();
        let mut command = Command::new("timeout");
        command.args(["20", "sh", "-c"]).arg(format!("{script}; exec \"$0\" {words}"));
        command.arg(program).current_dir(root).env("NO_COLOR", "1").output().unwrap()
    };
    let said = "is a pipe or a device, not a file";
    let output = run("mkfifo edition/articles/pipe.md", "import markdown edition --out new");
    check(&output, &format!("articles/pipe.md: the file {said}"));
    let output =
        run("mkfifo texts/pipe.md", "import markdown texts --out new --report report.json");
    assert!(output.status.success());
    assert!(fs::read_to_string(root.join("report.json")).unwrap().contains(said));
    let bundle = "rm bundle/bundle.json; mkfifo bundle/bundle.json";
    check(&run(bundle, "check bundle"), &format!("bundle.json: {said}"));
    check(&run("true", "build bundle --app app --out site"), &format!("bundle.json: {said}"));
    assert!(!names(root).contains(&"site".to_owned()));
}

/// Packs what `write` writes.
fn packed(write: impl FnOnce(&mut GzEncoder<Vec<u8>>)) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
    write(&mut packer);
    packer.finish().unwrap()
}

#[test]
fn a_packed_export_that_breaks_off_is_read_up_to_there() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let mut whole = packed(|packer| {
        packer.write_all(&fs::read(fixture("wordpress/export.xml")).unwrap()).unwrap();
    });
    whole.truncate(whole.len() * 9 / 10);
    fs::write(root.join("cut.xml.gz"), whole).unwrap();
    succeed(root, "import wordpress cut.xml.gz --out bundle --report report.json");
    let report = fs::read_to_string(root.join("report.json")).unwrap();
    assert!(report.contains("the rest of the gzip file, which is broken"), "{report}");
}

#[test]
fn a_packed_export_that_swells_is_refused_at_the_limit() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    // 600 megabytes of nothing in 3.
    let bomb = packed(|packer| {
        let nothing = vec![b' '; 1_000_000];
        (0..600).for_each(|_| packer.write_all(&nothing).unwrap());
    });
    fs::write(root.join("bomb.xml.gz"), bomb).unwrap();
    let program = gazet(root).get_program().to_owned();
    let script = "ulimit -v 1050000; exec \"$0\" import wordpress bomb.xml.gz --out new";
    let mut command = Command::new("sh");
    let output = command.args(["-c", script]).arg(program).current_dir(root).output().unwrap();
    check(&output, "unpacks to more than 536870912 bytes");
    assert!(!root.join("new").exists());
}
