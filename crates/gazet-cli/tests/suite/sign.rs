//! Signed editions: who may sign, what is verified, what a build does.

use crate::support::keys::{paper, refused};
use crate::support::{copy, gazet, names, run, succeed, tree};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::fs;
use std::path::Path;

const COMMENT: &str = "file:bundle.json\tedition:The Daily Test\ttimestamp:1710828000";
const SIGNATURE: &str = "site/bundle.json.minisig";

fn build(root: &Path, arguments: &str) {
    succeed(root, &format!("build bundle --app app --out site {arguments}"));
}

fn text(root: &Path, name: &str) -> String {
    fs::read_to_string(root.join(name)).unwrap()
}

/// The line of a public key.
fn line(root: &Path, name: &str) -> String {
    text(root, name).lines().nth(1).unwrap().to_owned()
}

/// The text of an article of the site.
fn part(root: &Path) -> String {
    let bundle = gazet_bundle::read(&fs::read(root.join("site/bundle.json")).unwrap()).unwrap();
    let gazet_bundle::Body::Part(name) = &bundle.articles[0].body else {
        panic!("a body stands in the front document")
    };
    format!("parts/{name}.json")
}

/// A change of a text, in its title or only in what it says.
fn edit(root: &Path, from: &str, to: &str) {
    let path = root.join("edition/articles/second.md");
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(from));
    fs::write(path, text.replace(from, to)).unwrap();
    succeed(root, "import markdown edition --out bundle");
}

#[test]
fn a_signature_is_one_of_minisign() {
    let folder = paper();
    let root = folder.path();
    build(root, "");
    succeed(root, "sign site --key own.key");
    let signature = text(root, SIGNATURE);
    let key = minisign_verify::PublicKey::decode(&text(root, "own.pub")).unwrap();
    let read = minisign_verify::Signature::decode(&signature).unwrap();
    assert_eq!(read.trusted_comment(), COMMENT);
    let bytes = fs::read(root.join("site/bundle.json")).unwrap();
    key.verify(&bytes, &read, false).unwrap();
    assert!(key.verify(&bytes[1..], &read, false).is_err());
    // Nothing of the clock or of chance is in it.
    succeed(root, "sign site --key own.key");
    assert_eq!(text(root, SIGNATURE), signature);
    let said = succeed(root, "verify site --public-key own.pub --json");
    let said: serde_json::Value = serde_json::from_str(&said).unwrap();
    assert_eq!((&said["comment"], &said["ok"]), (&COMMENT.into(), &true.into()));
    let parts = names(&root.join("site/parts")).len();
    assert_eq!((&said["files"], &said["signed"]), (&(parts + 1).into(), &true.into()));
    let id = said["id"].as_str().unwrap();
    assert!(
        text(root, "own.pub")
            .starts_with(&format!("untrusted comment: minisign public key: {id}\n"))
    );
    succeed(root, &format!("verify site --public-key {}", line(root, "own.pub")));
    // One file, and the folder of a bundle.
    fs::copy(root.join("bundle/bundle.json"), root.join("whole.json")).unwrap();
    succeed(root, "sign whole.json --key own.key");
    let said = succeed(root, "verify whole.json --public-key own.pub");
    assert!(said.contains("file:whole.json, edition:The Daily Test"), "{said}");
    succeed(root, "sign bundle --key own.key");
    succeed(root, "verify bundle --public-key own.pub");
    fs::write(root.join("other.json"), "{}").unwrap();
    refused(root, "sign other.json --key own.key", "other.json: ");
    fs::write(root.join("whole.json.minisig"), "a letter").unwrap();
    let output = run(root, "sign whole.json --key own.key");
    assert_eq!(output.status.code(), Some(3));
    assert_eq!(text(root, "whole.json.minisig"), "a letter");
    assert!(names(root).iter().all(|name| !name.contains(".gazet-")), "{:?}", names(root));
}

#[test]
fn what_was_changed_is_named() {
    let folder = paper();
    let root = folder.path();
    build(root, "");
    succeed(root, "sign site --key own.key");
    copy(&root.join("site"), &root.join("good"));
    let part = part(root);
    let check =
        |file: &str, change: &dyn Fn(String) -> Option<String>, key: &str, message: &str| {
            fs::remove_dir_all(root.join("site")).unwrap();
            copy(&root.join("good"), &root.join("site"));
            let path = root.join("site").join(file);
            match change(fs::read_to_string(&path).unwrap()) {
                Some(text) => fs::write(path, text).unwrap(),
                None => fs::remove_file(path).unwrap(),
            }
            refused(root, &format!("verify site --public-key {key}.pub"), message);
        };
    let flip = |text: String| Some(text.replacen(":", ": ", 1));
    let (bundle, signature) = ("bundle.json", "bundle.json.minisig");
    check(bundle, &flip, "own", "bundle.json: is not what was signed: its bytes differ");
    check(&part, &flip, "own", &format!("{part}: is not what its name promises"));
    check(&part, &|_| None, "own", &format!("{part}: is missing"));
    check(signature, &|_| None, "own", "minisig: is missing: bundle.json is not signed");
    check(signature, &|text| Some(text), "other", "minisig: was made with the key ");
    let older = |text: String| Some(text.replace("timestamp:1", "timestamp:2"));
    check(signature, &older, "own", "minisig: has a comment that was changed");
    for lines in 0..4 {
        let short = |text: String| Some(text.lines().take(lines).collect::<Vec<_>>().join("\n"));
        check(signature, &short, "own", "minisig: is no signature of minisign");
    }
    for letter in ["", "A", "RUQ="] {
        let broken = |text: String| {
            let lines: Vec<_> = text.lines().collect();
            Some([lines[0], lines[1], lines[2], letter].join("\n"))
        };
        check(signature, &broken, "own", "minisig: is no signature of minisign");
    }
    refused(root, "verify good", "good: cannot be verified without --public-key");
    refused(root, "verify good --public-key good/bundle.json", "holds no public key of minisign");
    let said = run(root, "verify site --public-key own.pub --json").stdout;
    let said: serde_json::Value = serde_json::from_slice(&said).unwrap();
    assert_eq!((&said["ok"], &said["exit"]), (&false.into(), &1.into()));
}

#[test]
fn a_key_is_never_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let check = |words: &str, part: &str| {
        let output = run(root, words);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.code() == Some(3) && said.contains(part), "{said}");
    };
    check("keygen --secret a.key --public a.pub", "GAZET_KEY_PASSWORD");
    check("keygen --secret a.key --public a.pub", "--no-password");
    assert!(names(root).is_empty());
    succeed(root, "keygen --secret a.key --public a.pub --no-password");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(root.join("a.key")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    let before = tree(root);
    check("keygen --secret a.key --public b.pub --no-password", "a.key: is there already");
    check("keygen --secret b.key --public a.pub --no-password", "a.pub: is there already");
    check("keygen --secret b.key --public none/b.pub --no-password", "none/b.pub: cannot create");
    assert_eq!(tree(root), before);
}

#[test]
fn a_password_is_asked_for() {
    let folder = paper();
    let root = folder.path();
    build(root, "");
    let with = |password: &str, words: &str| {
        let mut command = gazet(root);
        command.env("GAZET_KEY_PASSWORD", password).args(words.split(' ')).output().unwrap()
    };
    assert!(with("a sturgeon", "keygen --secret p.key --public p.pub").status.success());
    for word in ["sign site --key p.key", "build bundle --app app --out site --key p.key"] {
        refused(root, word, "p.key: is kept under a password, which GAZET_KEY_PASSWORD");
        let said = with("a beluga", word).stderr;
        assert!(String::from_utf8_lossy(&said).contains("p.key: cannot be read"), "{word}");
        assert!(!root.join(SIGNATURE).exists());
    }
    assert!(with("a sturgeon", "sign site --key p.key").status.success());
    succeed(root, "verify site --public-key p.pub");
    refused(root, "sign site --key p.pub", "p.pub: is no secret key of minisign");
    // minisign leaves the checksum of a key without a password out.
    let spoil = |at: std::ops::Range<usize>, with: fn(u8) -> u8| {
        let mut lines: Vec<String> = text(root, "own.key").lines().map(str::to_owned).collect();
        let mut bytes = STANDARD.decode(&lines[1]).unwrap();
        bytes[at].iter_mut().for_each(|byte| *byte = with(*byte));
        lines[1] = STANDARD.encode(bytes);
        fs::write(root.join("spoilt.key"), lines.join("\n")).unwrap();
    };
    spoil(126..158, |_| 0);
    succeed(root, "sign site --key spoilt.key");
    succeed(root, "verify site --public-key own.pub");
    spoil(62..63, |byte| !byte);
    refused(
        root,
        "sign site --key spoilt.key",
        "spoilt.key: is no secret key of minisign: its two",
    );
}

/// Made by minisign 0.11 of Debian 12.
#[test]
fn what_minisign_signed_is_verified() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let key = "RWT7wKQnWCs1EysgeFjgVilShv+VSb05XNqemJOYqf1LjpbBZqxnyefb";
    let signature = "\
untrusted comment: signature from minisign secret key\n\
RUT7wKQnWCs1E8cbIt/cUAwiLtXxLWQLms6dmvFkVfT5FjdtfLHme36pa6SlnQKX9H8wbAGva7XUEwwEqw1Sb8C+CwClE980HAA=\n\
trusted comment: of a sea\n\
xSh4gjHQDgt8GN0kpHbKzJdB/ah9Igyf+hp4UcYQV7HIZtK3tBPCh9pAhwyY3ZPTDRIp5dB9JYXKFmEkwNRmAA==\n\n";
    fs::write(root.join("letter.txt"), "The Caspian.\n").unwrap();
    fs::write(root.join("letter.txt.minisig"), signature).unwrap();
    let said = succeed(root, &format!("verify letter.txt --public-key {key}"));
    assert!(said.ends_with(": of a sea\n"), "{said}");
    fs::write(root.join("letter.txt"), "The caspian.\n").unwrap();
    refused(root, &format!("verify letter.txt --public-key {key}"), "letter.txt: is not what");
}

#[test]
fn a_build_keeps_a_signature_as_long_as_it_stands() {
    // A short paper is made anew; of a long one the edition before is used.
    for arguments in ["", "--front-articles 2"] {
        let folder = paper();
        let root = folder.path();
        build(root, arguments);
        succeed(root, "sign site --key own.key");
        let signature = text(root, SIGNATURE);
        for _ in 0..3 {
            build(root, arguments);
            assert_eq!(text(root, SIGNATURE), signature);
        }
        edit(root, "title: Wind turbines", "title: Turbines");
        for _ in 0..3 {
            build(root, arguments);
            assert!(!root.join(SIGNATURE).exists(), "a stale signature was kept");
        }
        edit(root, "title: Turbines", "title: Wind turbines");
        build(root, arguments);
        assert!(!root.join(SIGNATURE).exists(), "an older signature came back");
    }
}

#[test]
fn pages_ask_for_a_key() {
    for arguments in ["", "--front-articles 2"] {
        let folder = paper();
        let root = folder.path();
        let check = |key: &str| {
            let attribute = format!(" data-key=\"{key}\"");
            for (name, bytes) in tree(&root.join("site")) {
                if name.ends_with(".html") {
                    let page = String::from_utf8(bytes).unwrap();
                    let (head, _) = page.split_once("<head").unwrap();
                    assert_eq!(
                        head.matches("data-key").count(),
                        usize::from(!key.is_empty()),
                        "{name}"
                    );
                    assert!(key.is_empty() || head.contains(&attribute), "{name}: {head}");
                }
            }
            let list = text(root, "site/precache.js");
            assert!(list.contains(&format!("\"key\":\"{key}\"")), "{list}");
        };
        build(root, arguments);
        check("");
        let output = run(
            root,
            &format!("build bundle --app app --out site {arguments} --public-key own.pub"),
        );
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains("gazet sign") && output.status.success(), "{said}");
        check(&line(root, "own.pub"));
        refused(root, "sign site --key other.key", "its pages ask for the key ");
        succeed(root, "sign site --key own.key");
        let signature = text(root, SIGNATURE);
        build(root, &format!("{arguments} --public-key own.pub"));
        assert_eq!(text(root, SIGNATURE), signature);
        // The same in one step, for another key and for a new edition.
        build(root, &format!("{arguments} --key other.key"));
        check(&line(root, "other.pub"));
        succeed(root, "verify site --public-key other.pub");
        edit(root, "title: Wind turbines", "title: Turbines");
        build(root, &format!("{arguments} --key other.key"));
        succeed(root, "verify site --public-key other.pub");
        // A signature of another key does not stand for these pages.
        build(root, &format!("{arguments} --public-key own.pub"));
        assert!(!root.join(SIGNATURE).exists());
        build(root, arguments);
        check("");
    }
}

#[cfg(unix)]
#[test]
fn a_signed_build_after_a_build_writes_nothing() {
    use std::os::unix::fs::MetadataExt;
    let folder = paper();
    let root = folder.path();
    let words = "build bundle --app app --out site --front-articles 2 --key own.key --json";
    succeed(root, words);
    succeed(root, words);
    let inode = |name: &str| fs::metadata(root.join(name)).unwrap().ino();
    let before = (inode(SIGNATURE), inode("site/index.html"));
    let said = succeed(root, words);
    assert!(said.contains("\"written\":0"), "{said}");
    assert_eq!((inode(SIGNATURE), inode("site/index.html")), before);
}
