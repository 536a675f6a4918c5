//! Publishing to a server that speaks S3, on this machine.

mod bucket;

use crate::support::{gazet, names, tree};
use bucket::{Bucket, NAME};
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::sync::atomic::Ordering;
use std::thread::sleep;
use std::time::{Duration, Instant};
use tempfile::TempDir;

const OLD_PART: &str = "parts/00000000000000000000000000000001.json";
const NEW_PART: &str = "parts/00000000000000000000000000000002.json";

/// The files of a site, but its marker.
const FILES: [(&str, &str); 12] = [
    ("404.html", "not here"),
    ("_headers", "for other hosts"),
    ("app-0123456789abcdef.js", "app"),
    ("bundle.json", "{\"edition\": 1}"),
    ("bundle.json.br", "smaller"),
    ("feed.xml", "<rss/>"),
    ("images/a.svg", "<svg/>"),
    ("index.html", "front 1"),
    (OLD_PART, "{\"part\": 1}"),
    ("precache.js", "list 1"),
    ("sw.js", "worker"),
    ("tag/баку/index.html", "Баку"),
];

fn write(root: &Path, name: &str, text: &str) {
    let path = root.join("site").join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// A folder with a site in it.
fn site() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), ".gazet", "gazet site 1\nbase /\n");
    FILES.iter().for_each(|(name, text)| write(folder.path(), name, text));
    folder
}

/// The next edition: another part, front page and list; a page is gone.
fn next_edition(root: &Path) {
    write(root, NEW_PART, "{\"part\": 2}");
    write(root, "bundle.json", "{\"edition\": 2}");
    write(root, "index.html", "front 2");
    write(root, "precache.js", "list 2");
    fs::remove_file(root.join("site").join(OLD_PART)).unwrap();
    fs::remove_dir_all(root.join("site/tag")).unwrap();
}

/// The command line that publishes the site there.
fn command(root: &Path, to: &Bucket, arguments: &str) -> Command {
    let mut command = gazet(root);
    to.open_to(&mut command);
    command.args(["publish", "site", "--to", &format!("s3://{NAME}/")]);
    command.args(arguments.split_whitespace());
    command
}

fn publish(root: &Path, to: &Bucket, arguments: &str) -> Output {
    command(root, to, arguments).output().unwrap()
}

/// Publishes, which must succeed, and returns what was said.
fn succeed(root: &Path, to: &Bucket, arguments: &str) -> String {
    let output = publish(root, to, arguments);
    let errors = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{errors}");
    String::from_utf8(output.stdout).unwrap() + &errors
}

/// The run ended with this code and one sentence with this part.
fn check(output: &Output, code: i32, part: &str) {
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{said}");
    let last = said.lines().last().unwrap_or_default();
    assert!(last.starts_with("gazet: ") && last.contains(part), "{said}");
    assert!(last.len() < 300, "{said}");
}

#[test]
fn everything_then_nothing() {
    let (folder, bucket) = (site(), Bucket::start());
    let root = folder.path();
    let said = succeed(root, &bucket, "");
    assert!(said.starts_with("10 files uploaded to s3://papers ("), "{said}");
    let order = bucket.puts();
    let of = |name: &str| order.iter().position(|put| put == name).unwrap();
    assert!(of(OLD_PART) < of("images/a.svg") && of("images/a.svg") < of("404.html"));
    assert!(of("404.html") < of("feed.xml") && of("feed.xml") < of("bundle.json"));
    assert_eq!(order[6..], ["bundle.json", "precache.js", "index.html", "sw.js"]);
    let mut objects = bucket.objects();
    let record = objects.remove(".gazet-published.json").unwrap();
    assert!(record.contains("tag/баку/index.html") && !record.contains("pending"), "{record}");
    let mut expected = FILES.to_vec();
    expected.retain(|(name, _)| !["_headers", "bundle.json.br"].contains(name));
    let expected: Vec<_> =
        expected.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
    assert_eq!(objects.into_iter().collect::<Vec<_>>(), expected);
    let headers = bucket.state.headers.lock().unwrap().clone();
    let check = |name: &str, kind: &str, age: &str| {
        assert_eq!(headers[name], (kind.to_owned(), age.to_owned()), "{name}");
    };
    check("index.html", "text/html; charset=utf-8", "no-cache");
    check("sw.js", "text/javascript; charset=utf-8", "no-cache");
    check("images/a.svg", "image/svg+xml", "no-cache");
    check(OLD_PART, "application/json", "public, max-age=31536000, immutable");
    check(
        "app-0123456789abcdef.js",
        "text/javascript; charset=utf-8",
        "public, max-age=31536000, immutable",
    );
    let again = succeed(root, &bucket, "");
    assert!(again.starts_with("0 files uploaded"), "{again}");
    assert_eq!(bucket.puts(), [""; 0]);
    assert_eq!(names(root), ["site"]);
}

#[test]
fn the_signature_goes_up_right_before_what_it_stands_for() {
    let (folder, bucket) = (site(), Bucket::start());
    let root = folder.path();
    write(root, "bundle.json.minisig", "untrusted comment: of a paper");
    succeed(root, &bucket, "");
    let order = bucket.puts();
    let at = order.iter().position(|put| put == "bundle.json").unwrap();
    assert_eq!(order[at - 1], "bundle.json.minisig");
    assert!(order[..at].contains(&"feed.xml".to_owned()), "{order:?}");
    let headers = bucket.state.headers.lock().unwrap()["bundle.json.minisig"].clone();
    assert_eq!(headers, ("text/plain; charset=utf-8".to_owned(), "no-cache".to_owned()));
    // Readers of pages that ask for a key would see nothing new.
    let key = "RWTWGlfrNK0epUgnhx/qdulSFcj0L4hFL0+ZNKU7FL6oZhJtFcw4evr+";
    write(root, ".gazet", &format!("gazet site 1\nbase /\nkey {key}\n"));
    write(root, "index.html", "front 2");
    check(&publish(root, &bucket, ""), 1, "bundle.json.minisig: is no signature of minisign");
    fs::remove_file(root.join("site/bundle.json.minisig")).unwrap();
    check(&publish(root, &bucket, ""), 1, "bundle.json.minisig: is missing");
    assert_eq!(bucket.puts(), [""; 0]);
}

#[test]
fn only_what_changed_and_only_what_is_ours() {
    let (folder, bucket) = (site(), Bucket::start());
    let root = folder.path();
    let theirs = bucket.path().join("theirs/letter.txt");
    fs::create_dir_all(theirs.parent().unwrap()).unwrap();
    fs::write(&theirs, "not ours").unwrap();
    succeed(root, &bucket, "");
    bucket.puts();
    next_edition(root);
    let said = succeed(root, &bucket, "--dry-run");
    assert!(said.contains("upload bundle.json\n") && said.contains("remove tag/баку/index.html\n"));
    assert!(bucket.puts().is_empty() && bucket.objects().contains_key("tag/баку/index.html"));
    let said = succeed(root, &bucket, "");
    assert!(said.contains("5 unchanged, 1 removed, 1 of earlier editions kept"), "{said}");
    assert_eq!(bucket.puts(), [NEW_PART, "bundle.json", "precache.js", "index.html"]);
    let objects = bucket.objects();
    assert_eq!(objects["index.html"], "front 2");
    assert!(objects.contains_key(OLD_PART) && !objects.contains_key("tag/баку/index.html"));
    let said = succeed(root, &bucket, "--keep-hours 0");
    assert!(said.contains("1 removed, 0 of earlier editions"), "{said}");
    let objects = bucket.objects();
    assert!(!objects.contains_key(OLD_PART) && objects[NEW_PART] == "{\"part\": 2}");
    assert_eq!(fs::read(theirs).unwrap(), b"not ours");
}

#[test]
fn a_run_that_ends_in_the_middle_harms_nobody() {
    // The lock and the record are written first, four files, and the record
    // before and after something is removed.
    for allowed in 0..=8 {
        let (folder, bucket) = (site(), Bucket::start());
        let root = folder.path();
        succeed(root, &bucket, "");
        bucket.puts();
        let old = bucket.objects();
        next_edition(root);
        bucket.state.puts_left.store(allowed, Ordering::SeqCst);
        let output = publish(root, &bucket, "");
        if output.status.success() {
            assert_eq!(allowed, 8);
            continue;
        }
        check(&output, 3, "publishing needs to list, read, write and delete");
        let now = bucket.objects();
        // Whatever readers see, its files are there.
        let part = if now["bundle.json"] == old["bundle.json"] { OLD_PART } else { NEW_PART };
        assert!(now.contains_key(part), "after {allowed}");
        assert_eq!(now.contains_key("tag/баку/index.html"), allowed < 7, "after {allowed}");
        if now["index.html"] == "front 2" {
            assert_eq!(now["bundle.json"], "{\"edition\": 2}", "after {allowed}");
        }
        let done = bucket.puts();
        bucket.state.puts_left.store(usize::MAX, Ordering::SeqCst);
        succeed(root, &bucket, "--keep-hours 0");
        let rest = bucket.puts();
        assert_eq!([done, rest].concat(), [NEW_PART, "bundle.json", "precache.js", "index.html"]);
        let objects = bucket.objects();
        assert!(!objects.contains_key(OLD_PART) && objects["index.html"] == "front 2");
    }
}

#[test]
fn a_killed_run_is_taken_up_at_once() {
    let (folder, bucket) = (site(), Bucket::start());
    let root = folder.path();
    bucket.state.slowness.store(100, Ordering::SeqCst);
    let mut child = command(root, &bucket, "").stdout(Stdio::null()).spawn().unwrap();
    while bucket.state.puts.lock().unwrap().len() < 5 {
        sleep(Duration::from_millis(10));
    }
    // As long as it lives, nobody else may.
    let second = tempfile::tempdir().unwrap();
    crate::support::copy(&root.join("site"), &second.path().join("site"));
    let output = publish(second.path(), &bucket, "");
    check(&output, 3, &format!("is being published to by process {} on ", child.id()));
    // A build may not replace what is being read, and is told by whom.
    let other = format!("file://{}", root.join("other").display());
    let output = gazet(root).args(["publish", "site", "--to", &other]).output().unwrap();
    check(&output, 3, &format!("is in use by process {}", child.id()));
    assert!(!root.join("other").exists());
    child.kill().unwrap();
    child.wait().unwrap();
    bucket.state.slowness.store(0, Ordering::SeqCst);
    assert!(bucket.objects().contains_key(".gazet-lock"));
    let start = Instant::now();
    succeed(root, &bucket, "");
    assert!(start.elapsed() < Duration::from_secs(20));
    let objects = bucket.objects();
    assert_eq!(objects["index.html"], "front 1");
    assert!(!objects.contains_key(".gazet-lock"));
}

#[test]
fn a_lost_record_costs_only_time() {
    let (folder, bucket) = (site(), Bucket::start());
    let root = folder.path();
    succeed(root, &bucket, "");
    bucket.puts();
    for spoilt in [None, Some("{\"version\": 1, \"fi")] {
        let record = bucket.path().join(".gazet-published.json");
        match spoilt {
            None => fs::remove_file(record).unwrap(),
            Some(text) => fs::write(record, text).unwrap(),
        }
        let said = succeed(root, &bucket, "");
        assert!(said.contains("10 of the files replace what was not put there by gazet"), "{said}");
        assert_eq!(bucket.puts().len(), 10);
        succeed(root, &bucket, "");
        assert_eq!(bucket.puts().len(), 0);
    }
    // What somebody else changed is put right; what they removed comes back.
    fs::write(bucket.path().join("index.html"), "defaced").unwrap();
    fs::remove_file(bucket.path().join(OLD_PART)).unwrap();
    let said = succeed(root, &bucket, "");
    assert!(said.contains("1 of the files replace what was changed there"), "{said}");
    assert_eq!(bucket.puts(), [OLD_PART, "index.html"]);
}

#[test]
fn a_server_that_knows_less_will_do() {
    let (folder, bucket) = (site(), Bucket::start());
    let root = folder.path();
    bucket.state.is_plain.store(true, Ordering::SeqCst);
    succeed(root, &bucket, "");
    bucket.puts();
    succeed(root, &bucket, "");
    assert_eq!(bucket.puts(), [""; 0]);
    next_edition(root);
    succeed(root, &bucket, "");
    assert_eq!(bucket.puts(), [NEW_PART, "bundle.json", "precache.js", "index.html"]);
}

#[test]
fn large_files_go_in_pieces() {
    let (folder, bucket) = (site(), Bucket::start());
    let root = folder.path();
    let large = vec![b'x'; 17 * 1024 * 1024];
    fs::write(root.join("site/images/large.png"), &large).unwrap();
    succeed(root, &bucket, "");
    assert_eq!(fs::read(bucket.path().join("images/large.png")).unwrap(), large);
    let headers = bucket.state.headers.lock().unwrap().clone();
    assert_eq!(headers["images/large.png"].0, "image/png");
    bucket.puts();
    succeed(root, &bucket, "");
    assert_eq!(bucket.puts(), [""; 0]);
}

#[test]
fn a_folder_is_published_to_as_well() {
    let folder = site();
    let root = folder.path();
    let to = root.join("srv/paper");
    let publish = || {
        let url = format!("file://{}", to.display());
        let output =
            gazet(root).args(["publish", "site", "--json", "--to", &url]).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    fs::create_dir_all(&to).unwrap();
    fs::write(to.join("theirs.txt"), "theirs").unwrap();
    assert!(publish().contains("\"uploaded\":10"));
    next_edition(root);
    let said = publish();
    assert!(said.contains("\"uploaded\":4") && said.contains("\"removed\":1"), "{said}");
    let mut there = tree(&to);
    assert!(there.remove(".gazet-published.json").is_some());
    assert!(there.remove("theirs.txt").is_some() && there.remove(OLD_PART).is_some());
    let mut expected = tree(&root.join("site"));
    for name in [".gazet", "_headers", "bundle.json.br"] {
        expected.remove(name);
    }
    assert_eq!(there, expected);
    assert!(!to.join("tag").exists());
}

#[test]
fn faults_are_told_in_a_sentence() {
    let (folder, bucket) = (site(), Bucket::start());
    let root = folder.path();
    let with = |change: &dyn Fn(&mut Command)| {
        let mut command = gazet(root);
        bucket.open_to(&mut command);
        command.args(["publish", "site", "--to", "s3://papers"]);
        change(&mut command);
        command.output().unwrap()
    };
    let output = with(&|command| {
        command.env("AWS_SECRET_ACCESS_KEY", "wrong");
    });
    check(&output, 3, "s3://papers: the credentials are refused (SignatureDoesNotMatch)");
    let output = with(&|command| {
        command.env_remove("AWS_ACCESS_KEY_ID");
    });
    check(&output, 3, "s3://papers: there are no credentials: set AWS_ACCESS_KEY_ID");
    let output = with(&|command| {
        command.args(["--endpoint", "http://127.0.0.1:9"]);
    });
    check(&output, 3, "s3://papers: cannot be reached (");
    let output = with(&|command| {
        command.args(["--endpoint", "127.0.0.1:9000"]);
    });
    check(&output, 3, "\"127.0.0.1:9000\" is no address of a host; it looks like https://");
    let output = with(&|command| {
        command.env("AWS_SECRET_ACCESS_KEY", "a-secret\n");
    });
    check(&output, 3, "AWS_SECRET_ACCESS_KEY holds white space or a control character");
    let mut other = gazet(root);
    bucket.open_to(&mut other);
    let output = other.args(["publish", "site", "--to", "s3://none"]).output().unwrap();
    check(&output, 3, "s3://none: there is no such bucket");
    fs::create_dir(root.join("empty")).unwrap();
    fs::write(root.join("file"), "x").unwrap();
    for (site, code, part) in [
        ("empty", 1, "empty: is no site"),
        ("file", 1, "file: is a file, not a folder"),
        ("nowhere", 3, "nowhere: cannot read"),
    ] {
        let to = ["--to", "s3://papers"];
        check(&gazet(root).args(["publish", site]).args(to).output().unwrap(), code, part);
    }
    let output = gazet(root).args(["publish", "site", "--to", "ftp://a"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(bucket.objects().is_empty());
}
