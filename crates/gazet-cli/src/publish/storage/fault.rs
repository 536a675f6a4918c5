//! What a store says, as a sentence for the person who has to do something.

use object_store::Error;
use object_store::client::{HttpError, HttpErrorKind};
use std::error::Error as StdError;

/// The sentence.
pub(super) fn sentence(error: &Error) -> String {
    let text = chain(error);
    if let Some(kind) = kind(error) {
        return match kind {
            HttpErrorKind::Connect => {
                format!("cannot be reached ({}); is the endpoint right?", innermost(error))
            }
            HttpErrorKind::Timeout => "does not answer in time".to_owned(),
            _ => format!("the connection failed: {}", innermost(error)),
        };
    }
    let code = between(&text, "<Code>", "</Code>");
    let message = between(&text, "<Message>", "</Message>");
    match (code, message) {
        (Some("NoSuchBucket"), _) => "there is no such bucket".to_owned(),
        (Some("InvalidAccessKeyId" | "SignatureDoesNotMatch" | "ExpiredToken"), _) => format!(
            "the credentials are refused ({}); look at AWS_ACCESS_KEY_ID, \
             AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN",
            code.unwrap_or_default()
        ),
        (Some("AccessDenied"), _) => "these credentials may not do that; publishing needs \
             to list, read, write and delete objects there (AccessDenied)"
            .to_owned(),
        (Some(code), Some(message)) if !message.is_empty() => format!("{message} ({code})"),
        (Some(code), _) => code.to_owned(),
        _ => match error {
            Error::PermissionDenied { .. } | Error::Unauthenticated { .. } => {
                "the credentials are refused".to_owned()
            }
            Error::NotFound { .. } => "there is no such bucket or endpoint".to_owned(),
            _ => innermost(error),
        },
    }
}

/// Whether the store does not know a condition that it was given.
pub(super) fn is_not_implemented(error: &Error) -> bool {
    matches!(error, Error::NotImplemented { .. })
        || between(&chain(error), "<Code>", "</Code>") == Some("NotImplemented")
}

/// What the network said, when it was the network.
fn kind(error: &Error) -> Option<HttpErrorKind> {
    let mut next: Option<&(dyn StdError + 'static)> = Some(error);
    while let Some(error) = next {
        if let Some(error) = error.downcast_ref::<HttpError>() {
            return Some(error.kind());
        }
        next = error.source();
    }
    None
}

/// The last error of the chain: what the machine said.
fn innermost(error: &Error) -> String {
    let mut last: &dyn StdError = error;
    while let Some(next) = last.source() {
        last = next;
    }
    last.to_string()
}

fn chain(error: &Error) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(error) = next {
        text.push_str(&error.to_string());
        next = error.source();
    }
    text
}

fn between<'t>(text: &'t str, start: &str, end: &str) -> Option<&'t str> {
    let (_, rest) = text.split_once(start)?;
    Some(rest.split_once(end)?.0)
}
