//! The preview server, asked through a real socket.

use crate::support::{gazet, run};
use flate2::read::GzDecoder;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Stdio};
use std::time::{Duration, SystemTime};
use tempfile::TempDir;

/// A site that is served while the value lives.
struct Server {
    child: Child,
    host: String,
    base: String,
    folder: TempDir,
}

/// An answer, with the names of its headers in lower case.
struct Answer {
    status: u16,
    headers: BTreeMap<String, String>,
    body: Vec<u8>,
}

impl Server {
    fn start(arguments: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let site = folder.path().join("site");
        let long = "Words, and words again. ".repeat(100);
        for (name, text) in [
            (".gazet", "gazet site 1\nbase /repo/\n"),
            ("index.html", &format!("<p>Front {long}")),
            ("404.html", "<p>Not here"),
            ("news/index.html", "<p>News"),
            ("tag/баку/index.html", "<p>Баку"),
            ("bundle.json", &format!("{{\"a\":\"{long}\"}}")),
            ("bundle.json.minisig", "untrusted comment: a"),
            ("manifest.webmanifest", "{}"),
            ("app-0123456789abcdef.js", &format!("// {long}")),
            ("app-0123456789abcdef_bg.wasm", &format!("\0asm{long}")),
            ("parts/0123456789abcdef0123456789abcdef.json", "{}"),
            ("images/a.svg", "<svg/>"),
            ("empty/a.txt", "a"),
        ] {
            let path = site.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        fs::write(folder.path().join("secret.txt"), "secret").unwrap();
        let mut command = gazet(folder.path());
        command.args(["serve", "site", "--port", "0"]).args(arguments);
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let (host, base) = line.trim().strip_prefix("http://").unwrap().split_once('/').unwrap();
        Self { child, host: host.to_owned(), base: format!("/{base}"), folder }
    }

    fn ask(&self, method: &str, path: &str, headers: &str) -> Answer {
        let mut stream = TcpStream::connect(&self.host).unwrap();
        let host = &self.host;
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{headers}\r\n"
        )
        .unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").unwrap();
        let head = std::str::from_utf8(&bytes[..end]).unwrap();
        let mut lines = head.split("\r\n");
        let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
        let headers = lines
            .map(|line| line.split_once(": ").unwrap())
            .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
            .collect();
        Answer { status, headers, body: bytes[end + 4..].to_vec() }
    }

    /// The answer to a path has this status and these headers.
    fn check(&self, path: &str, status: u16, expected: &[(&str, &str)]) -> Answer {
        let answer = self.ask("GET", path, "");
        assert_eq!(answer.status, status, "{path}");
        for (name, value) in expected {
            assert_eq!(answer.header(name), *value, "{path}: {name}");
        }
        answer
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Answer {
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }
}

const FOR_EVER: &str = "public, max-age=31536000, immutable";

#[test]
fn files_have_their_types_and_ages() {
    let server = Server::start(&["--base-path", "/"]);
    assert_eq!(server.base, "/");
    let check = |path: &str, kind: &str, age: &str| {
        let headers =
            [("content-type", kind), ("cache-control", age), ("x-content-type-options", "nosniff")];
        server.check(path, 200, &headers);
    };
    check("/", "text/html; charset=utf-8", "no-cache");
    check("/news/", "text/html; charset=utf-8", "no-cache");
    check("/tag/%D0%B1%D0%B0%D0%BA%D1%83/", "text/html; charset=utf-8", "no-cache");
    check("/bundle.json", "application/json", "no-cache");
    check("/bundle.json.minisig", "text/plain; charset=utf-8", "no-cache");
    check("/manifest.webmanifest", "application/manifest+json", "no-cache");
    check("/app-0123456789abcdef.js", "text/javascript; charset=utf-8", FOR_EVER);
    check("/app-0123456789abcdef_bg.wasm", "application/wasm", FOR_EVER);
    check("/parts/0123456789abcdef0123456789abcdef.json", "application/json", FOR_EVER);
    check("/images/a.svg", "image/svg+xml", "no-cache");
    let answer = server.check("/images/a.svg?x=1", 200, &[("content-length", "6")]);
    assert_eq!(answer.body, b"<svg/>");
}

#[test]
fn folders_and_missing_pages() {
    let server = Server::start(&["--base-path", "/"]);
    server.check("/news", 301, &[("location", "/news/")]);
    server.check("/news?a=b", 301, &[("location", "/news/?a=b")]);
    for path in [
        "/nothing",
        "/nothing/",
        "/empty",
        "/empty/",
        "/news//",
        "//news/",
        "//evil.example/",
        "/index.html/",
    ] {
        let answer = server.check(path, 404, &[("content-type", "text/html; charset=utf-8")]);
        assert_eq!(answer.body, b"<p>Not here", "{path}");
    }
    assert_eq!(server.ask("HEAD", "/news/", "").status, 200);
    assert_eq!(server.ask("HEAD", "/news/", "").body, b"");
    let refused = server.ask("POST", "/", "Content-Length: 0\r\n");
    assert_eq!((refused.status, refused.header("allow")), (405, "GET, HEAD"));
}

#[test]
fn nothing_outside_the_site_is_served() {
    let server = Server::start(&["--base-path", "/"]);
    for path in [
        "/../secret.txt",
        "/..%2fsecret.txt",
        "/%2e%2e/secret.txt",
        "/news/../../secret.txt",
        "/..\\secret.txt",
        "/%2e%2e%5csecret.txt",
        "/.gazet",
        "/%2egazet",
        "/%00",
        "/%ff",
        "/%",
        "/etc/passwd",
        "/C:/secret.txt",
    ] {
        let answer = server.check(path, 404, &[]);
        assert!(!answer.body.windows(6).any(|six| six == b"secret"), "{path}");
    }
    #[cfg(unix)]
    {
        let target = server.folder.path().join("secret.txt");
        std::os::unix::fs::symlink(target, server.folder.path().join("site/link.txt")).unwrap();
        server.check("/link.txt", 404, &[]);
    }
    assert_eq!(fs::read(server.folder.path().join("secret.txt")).unwrap(), b"secret");
}

#[test]
fn texts_travel_compressed() {
    let server = Server::start(&["--base-path", "/"]);
    let plain =
        server.check("/bundle.json", 200, &[("vary", "Accept-Encoding"), ("content-encoding", "")]);
    for path in ["/bundle.json", "/", "/app-0123456789abcdef_bg.wasm", "/app-0123456789abcdef.js"] {
        // The second answer comes from memory.
        for _ in 0..2 {
            let answer = server.ask("GET", path, "Accept-Encoding: gzip, deflate, br\r\n");
            assert_eq!(answer.header("content-encoding"), "br", "{path}");
            let mut text = Vec::new();
            brotli::Decompressor::new(answer.body.as_slice(), 4096).read_to_end(&mut text).unwrap();
            assert_eq!(text, server.ask("GET", path, "").body, "{path}");
            assert!(answer.body.len() < text.len() / 4, "{path}");
        }
    }
    let answer = server.ask("GET", "/bundle.json", "Accept-Encoding: gzip, br;q=0\r\n");
    assert_eq!(answer.header("content-encoding"), "gzip");
    let mut text = Vec::new();
    GzDecoder::new(answer.body.as_slice()).read_to_end(&mut text).unwrap();
    assert_eq!(text, plain.body);
    // What is too small to gain stays as it is.
    let small = server.ask("GET", "/images/a.svg", "Accept-Encoding: br\r\n");
    assert_eq!((small.header("content-encoding"), small.body.as_slice()), ("", &b"<svg/>"[..]));
}

#[test]
fn what_is_known_is_not_sent_again_until_it_changes() {
    let server = Server::start(&["--base-path", "/"]);
    let first = server.ask("GET", "/", "Accept-Encoding: br\r\n");
    let tag = first.header("etag").to_owned();
    let again = server.ask(
        "GET",
        "/",
        &format!("Accept-Encoding: br\r\nIf-None-Match: W/\"x\", {tag}\r\n"),
    );
    assert_eq!((again.status, again.body.len(), again.header("etag")), (304, 0, tag.as_str()));
    // Another form of the same file has a tag of its own.
    let other = server.ask("GET", "/", &format!("If-None-Match: {tag}\r\n"));
    assert_eq!(other.status, 200);
    fs::write(server.folder.path().join("site/index.html"), "<p>New").unwrap();
    let changed =
        server.ask("GET", "/", &format!("Accept-Encoding: br\r\nIf-None-Match: {tag}\r\n"));
    assert_eq!((changed.status, changed.body.as_slice()), (200, &b"<p>New"[..]));
}

#[test]
fn the_base_path_is_the_one_the_site_was_built_for() {
    let server = Server::start(&[]);
    assert_eq!(server.base, "/repo/");
    server.check("/repo/news/", 200, &[]);
    server.check("/repo/news", 301, &[("location", "/repo/news/")]);
    server.check("/repo", 301, &[("location", "/repo/")]);
    server.check("/", 301, &[("location", "/repo/")]);
    server.check("/news/", 404, &[]);
    server.check("/repository/", 404, &[]);
}

#[test]
fn what_the_build_compressed_is_sent() {
    let server = Server::start(&["--base-path", "/"]);
    let beside = |name: &str, bytes: &[u8]| {
        fs::write(server.folder.path().join("site").join(name), bytes).unwrap();
    };
    beside("bundle.json.br", b"made by the build");
    let answer = server.ask("GET", "/bundle.json", "Accept-Encoding: br\r\n");
    let sent = (answer.header("content-encoding"), answer.body.as_slice());
    assert_eq!(sent, ("br", &b"made by the build"[..]));
    assert_eq!(answer.header("content-type"), "application/json");
    // One that is older than its file belongs to another one.
    beside("index.html.gz", b"of an earlier page");
    let old = SystemTime::now() - Duration::from_secs(60);
    let path = server.folder.path().join("site/index.html.gz");
    File::options().write(true).open(path).unwrap().set_modified(old).unwrap();
    let answer = server.ask("GET", "/", "Accept-Encoding: gzip\r\n");
    assert_eq!(answer.header("content-encoding"), "gzip");
    assert_ne!(answer.body, b"of an earlier page");
}

#[test]
fn open_pages_hear_of_a_new_edition() {
    let server = Server::start(&["--watch"]);
    // The script comes from the site itself, as its policy asks.
    let page = server.check("/repo/", 200, &[("cache-control", "no-cache")]);
    let text = String::from_utf8(page.body).unwrap();
    assert!(text.ends_with("<script src=\"/repo/_gazet/live.js\" defer></script>\n"), "{text}");
    let files = server.folder.path().join("site");
    assert!(!fs::read_to_string(files.join("index.html")).unwrap().contains("live.js"));
    let kind = ("content-type", "text/javascript; charset=utf-8");
    server.check("/repo/_gazet/live.js", 200, &[kind, ("cache-control", "no-store")]);
    let worker = server.check("/repo/sw.js", 200, &[kind, ("cache-control", "no-store")]);
    assert!(!String::from_utf8(worker.body).unwrap().contains("\"fetch\""));
    server.check("/_gazet/live", 404, &[]);

    let mut stream = TcpStream::connect(&server.host).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    let host = &server.host;
    write!(stream, "GET /repo/_gazet/live HTTP/1.1\r\nHost: {host}\r\n\r\n").unwrap();
    let mut lines = BufReader::new(stream).lines().map(Result::unwrap);
    let mut edition =
        || lines.by_ref().find_map(|line| line.strip_prefix("data: ").map(str::to_owned)).unwrap();
    let first = edition();
    // A file is changed in its place.
    fs::write(files.join("index.html"), "<p>Second edition").unwrap();
    let second = edition();
    assert_ne!(first, second);
    // A build gives the folder's name to another one, twice.
    for (old, text) in [("old", "<p>Third edition"), ("older", "<p>Fourth edition, longer")] {
        let new = server.folder.path().join("new");
        fs::create_dir(&new).unwrap();
        fs::write(new.join("index.html"), text).unwrap();
        fs::rename(&files, server.folder.path().join(old)).unwrap();
        fs::rename(&new, &files).unwrap();
        assert_ne!(edition(), second);
        let page = String::from_utf8(server.ask("GET", "/repo/", "").body).unwrap();
        assert!(page.starts_with(text), "{page}");
    }
    // Somebody else's file beside it is no news; the next line is the change.
    fs::write(server.folder.path().join("note.txt"), "x").unwrap();
    fs::write(files.join("index.html"), "<p>Fifth").unwrap();
    assert_ne!(edition(), second);
}

#[test]
fn without_watch_nothing_is_added() {
    let server = Server::start(&["--base-path", "/"]);
    server.check("/_gazet/live.js", 404, &[]);
    server.check("/sw.js", 404, &[]);
    assert!(!server.ask("GET", "/", "").body.windows(7).any(|seven| seven == b"live.js"));
}

#[test]
fn a_taken_port_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let output = run(folder.path(), &format!("serve . --port {port}"));
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(3), "{said}");
    assert!(said.starts_with(&format!("gazet: port {port} cannot be used: ")), "{said}");
    let output = run(folder.path(), "serve nowhere");
    assert_eq!(output.status.code(), Some(3));
}
