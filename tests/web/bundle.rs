//! The edition as it comes from a host, or does not.

use super::browser::Patch;
use gazet_bundle::{Body, Part, PartRef};
use gazet_reader::error::Fault;
use gazet_reader::routes::Links;
use gazet_reader::services::bundle::{load, load_part};
use sha2::{Digest, Sha256};
use wasm_bindgen_test::wasm_bindgen_test;

/// The host answers every address with this.
fn host(text: &str) -> Patch {
    Patch::fetch(&format!("window.asked = url; return new Response({})", serde_json::json!(text)))
}

fn asked() -> Option<String> {
    super::browser::js("return window.asked").as_string()
}

fn named(text: &str) -> Body {
    let digest = Sha256::digest(text.as_bytes());
    let name: String = digest[..16].iter().map(|byte| format!("{byte:02x}")).collect();
    Body::Part(PartRef::new(name).unwrap())
}

#[wasm_bindgen_test]
async fn each_fault_of_an_edition_is_told_apart() {
    let links = Links::new("/repo/");
    let newer = r#"{"format":9,"site":"else"}"#;
    let faults = [
        ("<!doctype html><title>Sign in</title>", Fault::Html),
        (r#"{"format":1,"site":{"#, Fault::Truncated),
        (newer, Fault::TooNew(9)),
    ];
    for (text, fault) in faults {
        let _host = host(text);
        assert_eq!(load(&links).await, Err(fault), "{text}");
        assert_eq!(asked().as_deref(), Some("/repo/bundle.json"));
    }
    let _host = host("[]");
    assert!(matches!(load(&links).await, Err(Fault::Malformed(_))));
}

#[wasm_bindgen_test]
async fn only_the_named_bytes_are_a_part() {
    let links = Links::new("/repo/");
    let text = r#"{"blocks":[{"paragraph":["Said."]}]}"#;
    let body = named(text);
    let Body::Part(name) = &body else { panic!("a part is named") };
    {
        let _host = host(text);
        assert_eq!(load_part(&links, &body).await.unwrap().blocks.len(), 1);
        assert_eq!(asked(), Some(format!("/repo/parts/{name}.json")));
    }
    {
        let _host = host(r#"{"blocks":[{"paragraph":["Other."]}]}"#);
        assert_eq!(load_part(&links, &body).await, Err(Fault::WrongHash));
    }
    let _host = host("<!doctype html><title>Not found</title>");
    assert_eq!(load_part(&links, &body).await, Err(Fault::Html));
}

#[wasm_bindgen_test]
async fn a_body_inside_the_edition_is_not_asked_for() {
    let _host = Patch::fetch("throw new TypeError('offline')");
    let body = Body::Inline(Part::default());
    assert!(load_part(&Links::new("/"), &body).await.is_ok());
    assert_eq!(super::browser::tries(), 0);
}
