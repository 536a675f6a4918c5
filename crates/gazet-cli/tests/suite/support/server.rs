//! A server of this machine that says what a test tells it to say.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// What the server says to a request.
pub(crate) enum Reply {
    /// A status, headers and a body.
    Says(u16, Vec<(&'static str, String)>, Vec<u8>),
    /// Nothing, for longer than anyone waits.
    Silence,
    /// Fewer bytes than it promised.
    BreaksOff,
}

impl Reply {
    /// A good answer.
    pub(crate) fn good(kind: &str, body: impl Into<Vec<u8>>) -> Self {
        Self::Says(200, vec![("content-type", kind.to_owned())], body.into())
    }

    /// A status alone.
    pub(crate) fn status(status: u16) -> Self {
        Self::Says(status, vec![], vec![])
    }
}

/// The server; it ends with the process.
pub(crate) struct Server {
    address: SocketAddr,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// Starts one that answers by the path with its query, and by how often
    /// it was asked for before. It may name itself by its address.
    pub(crate) fn start(
        answer: impl Fn(&str, usize, SocketAddr) -> Reply + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let (asked, answer) = (Arc::new(Mutex::new(Vec::new())), Arc::new(answer));
        let (seen, times) = (Arc::clone(&asked), Arc::new(Mutex::new(HashMap::new())));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (seen, times) = (Arc::clone(&seen), Arc::clone(&times));
                let answer = Arc::clone(&answer);
                thread::spawn(move || {
                    let path = request(&stream);
                    seen.lock().unwrap().push(path.clone());
                    let before = {
                        let mut times = times.lock().unwrap();
                        let count: &mut usize = times.entry(path.clone()).or_default();
                        *count += 1;
                        *count - 1
                    };
                    say(stream, answer(&path, before, address));
                });
            }
        });
        Self { address, asked }
    }

    /// The address of a path.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// The paths that were asked for, in their order.
    pub(crate) fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

/// The path of a request, whose headers are read to their end.
fn request(stream: &TcpStream) -> String {
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
    let first = lines.next().unwrap_or_default();
    lines.take_while(|line| !line.is_empty()).for_each(drop);
    first.split(' ').nth(1).unwrap_or_default().to_owned()
}

fn say(mut stream: TcpStream, reply: Reply) {
    let (status, headers, body, length) = match reply {
        Reply::Says(status, headers, body) => {
            let length = body.len();
            (status, headers, body, length)
        }
        Reply::BreaksOff => (200, vec![], b"half".to_vec(), 8),
        Reply::Silence => return thread::sleep(Duration::from_secs(60)),
    };
    let mut head =
        format!("HTTP/1.1 {status} x\r\nconnection: close\r\ncontent-length: {length}\r\n");
    for (name, value) in headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    // A client that has enough may hang up in the middle.
    let _ = stream.write_all(format!("{head}\r\n").as_bytes());
    let _ = stream.write_all(&body);
}
