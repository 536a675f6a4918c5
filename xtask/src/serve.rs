//! Building the site and serving it on this machine.

use crate::arguments::ServeOptions;
use crate::process::{Run, say};
use crate::project::Project;
use crate::site;
use anyhow::{Context, Result, bail};
use std::net::{Ipv4Addr, TcpListener};

/// The first port that is tried.
const FIRST: u16 = 8080;

/// How many ports are tried.
const TRIES: u16 = 50;

pub(crate) fn serve(project: &Project, options: &ServeOptions) -> Result<()> {
    // Before the build, which may take minutes.
    let port = match options.port {
        Some(port) if is_free(port) => port,
        Some(port) => bail!("port {port} is taken; leave --port out to get a free one"),
        None => (FIRST..FIRST + TRIES).find(|port| is_free(*port)).with_context(|| {
            format!("ports {FIRST} to {} are all taken; name one with --port", FIRST + TRIES - 1)
        })?,
    };
    let site = site::build(project, &options.build)?;
    say("Serving the site; Ctrl-C ends it");
    Run::new(project, project.program("gazet"))
        .args(["serve"])
        .args([&site])
        .args(["--port", &port.to_string()])
        .replace()
}

fn is_free(port: u16) -> bool {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_in_use_is_not_free() {
        let held = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port of the system");
        assert!(!is_free(held.local_addr().expect("an address").port()));
    }
}
