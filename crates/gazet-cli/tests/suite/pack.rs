//! Editions in one file.

use crate::support::keys::{paper, refused};
use crate::support::{names, run, succeed};
use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::Path;
use std::time::{Duration, SystemTime};
use tempfile::TempDir;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// Names and bytes, in their order.
type Entries = Vec<(String, Vec<u8>)>;

const UNIX_LINK: u32 = 0o120_777 << 16;

/// A folder with a signed edition in `a.gazet`.
fn packed() -> TempDir {
    let folder = paper();
    let root = folder.path();
    // Of a drawing that leads an article there is a card.
    let article = root.join("edition/articles/fourth.md");
    let text = fs::read_to_string(&article).unwrap();
    let image = "image:\n  src: drop.svg\n  alt: A drop.\nauthor: ";
    fs::write(article, text.replace("author: ", image)).unwrap();
    succeed(root, "import markdown edition --out bundle");
    succeed(root, "build bundle --app app --out site --precompress");
    succeed(root, "pack site --out a.gazet --key own.key");
    folder
}

/// What is in an archive.
fn entries(path: &Path) -> Entries {
    let mut zip = ZipArchive::new(File::open(path).unwrap()).unwrap();
    let count = zip.len();
    let entry = |index| {
        let mut file = zip.by_index(index).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        (file.name().unwrap().into_owned(), bytes)
    };
    (0..count).map(entry).collect()
}

fn write(path: &Path, entries: &[(String, Vec<u8>)], attributes: Option<u32>) {
    let mut zip = ZipWriter::new(File::create(path).unwrap());
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (index, (name, bytes)) in entries.iter().enumerate() {
        // Only the last one is anything but a file.
        let last = index + 1 == entries.len();
        let options = match attributes.filter(|_| last) {
            Some(attributes) => options.external_attributes(attributes),
            None => options,
        };
        zip.start_file(name.as_str(), options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap();
}

#[test]
fn one_site_is_one_file() {
    let folder = packed();
    let root = folder.path();
    let bytes = fs::read(root.join("a.gazet")).unwrap();
    assert_eq!(&bytes[30..58], b"mimetypeapplication/vnd.gazet".get(..28).unwrap());
    // Neither the clock nor the times of the files are in it.
    let touched = root.join("site/bundle.json");
    let old = SystemTime::now() - Duration::from_secs(86_400);
    File::options().write(true).open(touched).unwrap().set_modified(old).unwrap();
    succeed(root, "pack site --out b.gazet --key own.key");
    assert_eq!(fs::read(root.join("b.gazet")).unwrap(), bytes);
    // It may be packed anew, and nothing else may be written over.
    succeed(root, "pack site --out a.gazet");
    assert_ne!(fs::read(root.join("a.gazet")).unwrap(), bytes);
    fs::write(root.join("c.gazet"), "a letter").unwrap();
    for out in ["c.gazet", "site/c.gazet", "app"] {
        let output = run(root, &format!("pack site --out {out}"));
        assert_eq!(output.status.code(), Some(3), "{out}");
    }
    assert_eq!(fs::read(root.join("c.gazet")).unwrap(), b"a letter");
    refused(root, "pack bundle --out d.gazet", "bundle: is no site");
    // A file of nothing but holes, which takes no room on the disk.
    let large = File::create(root.join("site/images/large.png")).unwrap();
    large.set_len(4_000_000_000).unwrap();
    refused(root, "pack site --out d.gazet", "bytes to pack, and one file may hold 4000000000");
    let left: Vec<_> = names(root).into_iter().filter(|name| name.contains("gazet")).collect();
    assert_eq!(left, ["a.gazet", "b.gazet", "c.gazet"]);
}

#[test]
fn it_holds_the_edition_and_nothing_else() {
    let folder = packed();
    let root = folder.path();
    assert!(root.join("site/images/drop.svg.card.jpg").exists());
    let entries = entries(&root.join("a.gazet"));
    let listed: Vec<&str> = entries.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(listed[..4], ["mimetype", "SHA256SUMS", "SHA256SUMS.minisig", "bundle.json"]);
    assert!(listed[1..].is_sorted());
    let mut expected = vec!["bundle.json".to_owned()];
    for folder in ["images", "parts"] {
        let kept = names(&root.join("site").join(folder)).into_iter();
        let kept = kept.filter(|n| ![".br", ".gz", ".card.jpg"].iter().any(|end| n.ends_with(end)));
        expected.extend(kept.map(|name| format!("{folder}/{name}")));
    }
    assert_eq!(listed[3..], expected);
    for (name, bytes) in &entries[3..] {
        assert_eq!(&fs::read(root.join("site").join(name)).unwrap(), bytes, "{name}");
    }
    let sums = String::from_utf8(entries[1].1.clone()).unwrap();
    let mut summed: Vec<_> = sums.lines().map(|line| &line[66..]).collect();
    assert!(summed.is_sorted() && sums.lines().all(|line| &line[64..66] == "  "), "{sums}");
    summed.retain(|name| *name != "mimetype");
    assert_eq!(summed, expected);
    // The list is signed as any file is.
    let key = fs::read_to_string(root.join("own.pub")).unwrap();
    let key = minisign_verify::PublicKey::decode(&key).unwrap();
    let signature = std::str::from_utf8(&entries[2].1).unwrap();
    let signature = minisign_verify::Signature::decode(signature).unwrap();
    key.verify(&entries[1].1, &signature, false).unwrap();
    let said = succeed(root, "verify a.gazet --public-key own.pub --json");
    let said: serde_json::Value = serde_json::from_str(&said).unwrap();
    assert_eq!((&said["files"], &said["signed"]), (&expected.len().into(), &true.into()));
}

#[test]
fn what_was_changed_is_named() {
    let folder = packed();
    let root = folder.path();
    let good = entries(&root.join("a.gazet"));
    let check = |change: &dyn Fn(&mut Entries), part: &str| {
        let mut entries = good.clone();
        change(&mut entries);
        write(&root.join("bad.gazet"), &entries, None);
        refused(root, "verify bad.gazet --public-key own.pub", part);
    };
    let place = |end: &str| good.iter().position(|(name, _)| name.ends_with(end)).unwrap();
    let (picture, part) = (place(".png"), good.len() - 1);
    let name = |index: usize| good[index].0.clone();
    let differ = "is not what SHA256SUMS promises";
    check(&|all| all[picture].1[99] ^= 1, &format!("{}: {differ}", name(picture)));
    check(&|all| all[part].1[9] ^= 1, &format!("{}: {differ}", name(part)));
    check(&|all| all[3].1[9] ^= 1, &format!("bundle.json: {differ}"));
    check(&|all| drop(all.remove(picture)), &format!("{}: is missing", name(picture)));
    check(&|all| all.push(("images/z.svg".into(), vec![])), "images/z.svg: is not in SHA256SUMS");
    check(&|all| all[1].1[0] ^= 1, "SHA256SUMS in it is not what was signed");
    check(&|all| drop(all.remove(2)), "bad.gazet: is not signed");
    check(&|all| drop(all.remove(1)), "bad.gazet: has no SHA256SUMS in it");
    check(&|all| drop(all.remove(0)), "is no packed edition");
    check(&|all| all[0].1[0] ^= 1, "is no packed edition");
    // Where nobody asks who made it, damage is still seen.
    let mut entries = good.clone();
    entries[picture].1[99] ^= 1;
    write(&root.join("bad.gazet"), &entries, None);
    refused(root, "verify bad.gazet", &format!("{}: {differ}", name(picture)));
    entries = good.clone();
    entries.remove(2);
    write(&root.join("bad.gazet"), &entries, None);
    let said = succeed(root, "verify bad.gazet");
    assert!(said.contains("who made them was not asked"), "{said}");
    // It may be signed from outside.
    succeed(root, "sign bad.gazet --key own.key");
    succeed(root, "verify bad.gazet --public-key own.pub");
    refused(root, "verify bad.gazet --public-key other.pub", "was made with the key ");
    refused(root, "verify a.gazet --public-key other.pub", "SHA256SUMS.minisig in it was made");
}

#[test]
fn names_that_lead_elsewhere_are_refused() {
    let folder = packed();
    let root = folder.path();
    let good = entries(&root.join("a.gazet"));
    let path = root.join("bad.gazet");
    let check = |name: &str, attributes: Option<u32>, part: &str| {
        let mut entries = good.clone();
        entries.push((name.to_owned(), b"x".to_vec()));
        write(&path, &entries, attributes);
        refused(root, "verify bad.gazet", part);
    };
    check("../x", None, "leaves its folder");
    check("images/../../x", None, "leaves its folder");
    check("images//x", None, "leaves its folder");
    check("/x", None, "is that of a place outside");
    check("C:/x", None, "is that of a place outside");
    check("images\\..\\x", None, "is not safe everywhere");
    check("images/a\nb", None, "is not safe everywhere");
    check("index.html", None, "does not belong to an edition");
    check("parts/a/b.json", None, "does not belong to an edition");
    check("images/x", Some(UNIX_LINK), "is a symbolic link");
    // Of two files with one name each program might take another one.
    check("images/dr0p.svg", None, "images/dr0p.svg: is not in SHA256SUMS");
    let mut bytes = fs::read(&path).unwrap();
    let name = b"images/dr0p.svg";
    for at in 0..bytes.len() - name.len() {
        if bytes[at..].starts_with(name) {
            bytes[at..at + name.len()].copy_from_slice(b"images/drop.svg");
        }
    }
    fs::write(&path, bytes).unwrap();
    refused(root, "verify bad.gazet", "is no whole ZIP");
    assert!(!root.join("x").exists() && !root.parent().unwrap().join("x").exists());
}

#[test]
fn half_a_file_is_refused() {
    let folder = packed();
    let root = folder.path();
    let bytes = fs::read(root.join("a.gazet")).unwrap();
    for piece in 0..24 {
        fs::write(root.join("half.gazet"), &bytes[..bytes.len() * piece / 24]).unwrap();
        refused(root, "verify half.gazet --public-key own.pub", "half.gazet: is no ");
    }
    // A byte anywhere is seen, unless it says nothing of the edition.
    let good = entries(&root.join("a.gazet"));
    let mut seen = 0;
    for at in (0..bytes.len()).step_by(bytes.len() / 40) {
        let mut bytes = bytes.clone();
        bytes[at] ^= 0x10;
        fs::write(root.join("half.gazet"), &bytes).unwrap();
        let words = "verify half.gazet --public-key own.pub";
        if run(root, words).status.success() {
            assert_eq!(entries(&root.join("half.gazet")), good, "byte {at}");
        } else {
            refused(root, words, "half.gazet");
            seen += 1;
        }
    }
    assert!(seen > 35, "{seen}");
}
