//! Files from a server that may be slow, broken, busy or hostile.

use crate::support::{Reply, Server};
use flate2::Compression;
use flate2::write::GzEncoder;
use gazet_cli::fetch::{Fetcher, Patience, Reason};
use std::io::Write;
use std::time::{Duration, Instant};

const LIMIT: usize = 100_000;

fn fetcher() -> Fetcher {
    Fetcher::new(Patience {
        total: Duration::from_secs(3),
        start: Duration::from_millis(400),
        pause: Duration::from_millis(10),
        tries: 3,
    })
}

/// Asks a server once set up for `/`; the bytes or the reason, and how often
/// it was asked.
fn check(
    answer: impl Fn(usize) -> Reply + Send + Sync + 'static,
    expected: Result<&[u8], Reason>,
    asked: usize,
) {
    let server = Server::start(move |_, before, _| answer(before));
    let found = fetcher().get(&server.url("/"), LIMIT);
    let found = found.map(|answer| answer.bytes).map_err(|error| error.reason);
    assert_eq!(found, expected.map(<[u8]>::to_vec));
    assert_eq!(server.asked().len(), asked);
}

/// Packs before the server is asked, for packing a bomb takes its time.
fn packed(bytes: &[u8]) -> impl Fn(usize) -> Reply + Send + Sync + use<> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    let bytes = encoder.finish().unwrap();
    move |_| Reply::Says(200, vec![("content-encoding", "gzip".into())], bytes.clone())
}

#[test]
fn what_may_pass_is_asked_for_again() {
    let good = || Reply::good("text/plain", "good");
    let then = move |first: fn() -> Reply| move |before| if before == 0 { first() } else { good() };
    check(then(|| Reply::status(500)), Ok(b"good"), 2);
    check(then(|| Reply::BreaksOff), Ok(b"good"), 2);
    check(then(|| Reply::Silence), Ok(b"good"), 2);
    check(|_| Reply::status(503), Err(Reason::Status(503)), 3);
    check(|_| Reply::status(404), Err(Reason::Status(404)), 1);
}

#[test]
fn a_busy_server_is_given_the_time_it_asks_for() {
    let server = Server::start(|_, before, _| match before {
        0 => Reply::Says(429, vec![("retry-after", "1".into())], vec![]),
        _ => Reply::good("text/plain", "good"),
    });
    let start = Instant::now();
    assert_eq!(fetcher().get(&server.url("/"), LIMIT).unwrap().bytes, b"good");
    assert!(start.elapsed() >= Duration::from_secs(1));
    // An hour is more than anyone waits, and more than this fetcher may.
    let ask = |_: &str, _, _| Reply::Says(429, vec![("retry-after", "3600".into())], vec![]);
    let server = Server::start(ask);
    let start = Instant::now();
    let error = fetcher().get(&server.url("/"), LIMIT).unwrap_err();
    assert_eq!(error.reason, Reason::Status(429));
    assert!(start.elapsed() < Duration::from_secs(3));
}

#[test]
fn nothing_is_waited_for_without_end() {
    let server = Server::start(|_, _, _| Reply::Silence);
    let start = Instant::now();
    let error = fetcher().get(&server.url("/"), LIMIT).unwrap_err();
    assert_eq!(error.reason, Reason::Late);
    assert!(start.elapsed() < Duration::from_secs(4));
    assert_eq!(
        error.to_string(),
        format!("{}: the server did not answer in time", server.url("/"))
    );
}

#[test]
fn the_limit_is_that_of_the_unpacked_file() {
    let small = vec![b'a'; LIMIT];
    check(packed(&[b'a'; LIMIT]), Ok(&small), 1);
    check(packed(&vec![0; 50_000_000]), Err(Reason::TooLarge(LIMIT)), 1);
    check(|_| Reply::good("text/plain", vec![b'a'; LIMIT + 1]), Err(Reason::TooLarge(LIMIT)), 1);
}

#[test]
fn redirects_are_followed_as_far_as_they_lead_somewhere_on_the_web() {
    let server = Server::start(|path, _, own| match path {
        "/old" => Reply::Says(301, vec![("location", "/new?a=1".into())], vec![]),
        "/new?a=1" => Reply::good("Text/XML; charset=\"utf-8\"", "good"),
        "/file" => Reply::Says(302, vec![("location", "file:///etc/passwd".into())], vec![]),
        _ => Reply::Says(302, vec![("location", format!("http://{own}/loop"))], vec![]),
    });
    let answer = fetcher().get(&server.url("/old"), LIMIT).unwrap();
    assert_eq!(answer.url, server.url("/new?a=1"));
    assert_eq!(answer.content_type().as_deref(), Some("text/xml"));
    assert_eq!(answer.charset(), Some("utf-8"));
    let error = fetcher().get(&server.url("/loop"), LIMIT).unwrap_err();
    assert_eq!(error.reason, Reason::Redirects);
    assert!(fetcher().get(&server.url("/file"), LIMIT).is_err());
    for url in ["file:///etc/passwd", "ftp://a.example/", "/x", "http://"] {
        assert_eq!(fetcher().get(url, LIMIT).unwrap_err().reason, Reason::Address, "{url}");
    }
}
