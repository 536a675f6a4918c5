//! `gazet keygen`, `sign`, `verify` and `pack`.

use super::count;
use crate::args::{Keygen, Pack, Sign, Verify};
use crate::pack;
use crate::sign::{self, PublicKey, SecretKey};
use crate::{Console, Result};
use serde_json::json;

pub(super) fn keygen(args: &Keygen, console: &Console) -> Result<()> {
    let made = sign::generate(&args.secret, &args.public, args.no_password)?;
    let (secret, public) = (args.secret.display().to_string(), args.public.display().to_string());
    let (id, key) = (made.public.id(), made.public.line());
    let text = format!(
        "Key {id} made: the secret half in {secret}, the public half in {public}:\n{key}\nWithout \
         the secret half no further edition can be signed, so keep a copy of it."
    );
    let object = json!({
        "secret": secret, "public": public, "id": id, "key": key, "password": made.protected,
    });
    console.result(&text, object);
    Ok(())
}

pub(super) fn sign(args: &Sign, console: &Console) -> Result<()> {
    let signed = sign::sign(&args.path, &SecretKey::read(&args.key)?)?;
    let file = signed.file.display().to_string();
    let text = format!("{file} written with the key {}: {}", signed.id, shown(&signed.comment));
    console.result(&text, json!({"out": file, "id": signed.id, "comment": signed.comment}));
    Ok(())
}

pub(super) fn verify(args: &Verify, console: &Console) -> Result<()> {
    let key = args.public_key.as_deref().map(PublicKey::given).transpose()?;
    let done = sign::verify(&args.path, key.as_ref())?;
    let (path, files) = (args.path.display(), count(done.files, "file"));
    let text = match (&done.id, &done.comment) {
        (Some(id), Some(comment)) => {
            format!("{path}: {files} signed with the key {id}: {}", shown(comment))
        }
        _ => format!("{path}: {files} whole; who made them was not asked (--public-key)"),
    };
    let object = json!({
        "path": path.to_string(), "files": done.files, "id": done.id, "comment": done.comment,
        "signed": done.id.is_some(),
    });
    console.result(&text, object);
    Ok(())
}

pub(super) fn pack(args: &Pack, console: &Console) -> Result<()> {
    let key = args.key.as_deref().map(SecretKey::read).transpose()?;
    let options = pack::Options { site: &args.site, out: &args.out, key: key.as_ref() };
    let done = pack::pack(&options)?;
    let out = args.out.display().to_string();
    let id = key.as_ref().map(SecretKey::id);
    let signed = id
        .as_ref()
        .map_or_else(|| "not signed".to_owned(), |id| format!("signed with the key {id}"));
    let text =
        format!("{} packed into {out} ({} bytes), {signed}", count(done.files, "file"), done.bytes);
    let object = json!({"out": out, "files": done.files, "bytes": done.bytes, "id": id});
    console.result(&text, object);
    Ok(())
}

/// A comment in one line of people's text.
fn shown(comment: &str) -> String {
    comment.replace('\t', ", ")
}
