//! Why something could not be loaded, or is not the newest.

use crate::error::Fault;

/// Why an older edition is on the screen, and when it came.
#[must_use]
pub fn held(why: &str, at: &str) -> String {
    let why = match why {
        "file" => {
            return format!(
                "This edition was opened from the file “{at}”. It is not from this site."
            );
        }
        "signed" => {
            return format!(
                "This edition was opened from the file “{at}”, signed by the publisher of this site."
            );
        }
        "offline" => "There is no connection.",
        "late" => "The connection is very slow.",
        "html" => {
            "A web page came instead of the new edition; you may have to sign in to this network."
        }
        "signature" => "The new edition is not signed by the publisher of this paper.",
        "large" => "The new edition is larger than this app reads.",
        "newer" => {
            "There is an edition for a newer version of this app; close the paper and open it again."
        }
        why => match why.strip_prefix("status ") {
            Some(status) => {
                return format!(
                    "The server of the paper answered with an error (status {status}).{}",
                    of(at)
                );
            }
            None => "The new edition did not arrive whole.",
        },
    };
    format!("{why}{}", of(at))
}

fn of(at: &str) -> String {
    if at.is_empty() { String::new() } else { format!(" You are reading the edition of {at}.") }
}

/// Who signed the edition.
#[must_use]
pub fn signed(id: &str) -> String {
    format!("Signed by the publisher with the key {id}")
}

/// What a fault of loading means for the reader.
#[must_use]
pub fn fault(fault: &Fault) -> String {
    match fault {
        Fault::Unreachable => {
            "The paper could not be reached. Check your connection and try again.".to_owned()
        }
        Fault::Timeout => "The paper did not answer in time. The network may be slow; try again.".to_owned(),
        Fault::Status(404) => "This part of the paper is missing on its server (status 404).".to_owned(),
        Fault::Status(status) => {
            format!("The server of the paper answered with an error (status {status}). Try again later.")
        }
        Fault::Truncated => "The transfer broke off in the middle. Try again.".to_owned(),
        Fault::TooLarge(limit) => {
            format!("The answer was larger than {} MB and was not read.", limit / (1024 * 1024))
        }
        Fault::Html => {
            "A web page came instead of the paper's data. You may have to sign in to this network first."
                .to_owned()
        }
        Fault::TooNew(format) => {
            format!("This edition has format {format}, which is newer than this app. Reload the page to update it.")
        }
        Fault::Malformed(problem) => format!("This edition is damaged and cannot be shown ({problem})."),
        Fault::WrongHash => {
            "This text is not the one that the edition names. It may just have been updated; reload the page."
                .to_owned()
        }
        Fault::WrongSignature => {
            "This edition is not signed by the publisher of this paper, so it is not shown. Try again later."
                .to_owned()
        }
    }
}
