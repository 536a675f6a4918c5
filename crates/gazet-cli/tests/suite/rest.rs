//! A WordPress site by its REST interface, from a server and from files.

use crate::support::{Reply, Server, run, succeed, tree};
use serde_json::{Value, json};
use std::fs;
use std::net::SocketAddr;
use tempfile::TempDir;

fn bundle(folder: &TempDir) -> Value {
    serde_json::from_slice(&fs::read(folder.path().join("bundle/bundle.json")).unwrap()).unwrap()
}

fn report(folder: &TempDir) -> Value {
    serde_json::from_slice(&fs::read(folder.path().join("report.json")).unwrap()).unwrap()
}

fn slugs(bundle: &Value) -> Vec<&str> {
    let articles = bundle["articles"].as_array().unwrap();
    articles.iter().map(|article| article["slug"].as_str().unwrap()).collect()
}

/// A post as WordPress answers it, with what `_embed` adds.
fn post(id: u64, slug: &str, link: &str) -> Value {
    json!({
        "id": id, "type": "post", "status": "publish", "slug": slug, "link": link,
        "date": "2024-03-18T09:00:00", "date_gmt": "2024-03-18T05:00:00",
        "modified": "2024-03-19T09:00:00", "modified_gmt": "2024-03-19T05:00:00",
        "title": {"rendered": "Wind &#8220;at night&#8221;"},
        "content": {"rendered": "<p>It blows\nall night. See\n<a href=\"https://wp.test.example/oil/\">oil</a>.</p>\n", "protected": false},
        "excerpt": {"rendered": "<p>It blows all night. See oil [&hellip;]</p>\n", "protected": false},
        "author": 3, "featured_media": 9, "categories": [5], "tags": [7, 8], "sticky": true,
        "_embedded": {
            "author": [{"id": 3, "name": "A. Writer", "slug": "writer"}],
            "wp:featuredmedia": [{"id": 9, "type": "attachment", "source_url": "https://wp.test.example/t.jpg",
                "alt_text": "A turbine", "caption": {"rendered": "<p>At sea</p>"}, "media_details": {"width": 1600, "height": 900}}],
            "wp:term": [[{"id": 5, "name": "Energy &amp; wind", "slug": "energy", "taxonomy": "category"}],
                [{"id": 7, "name": "Caspian", "slug": "caspian", "taxonomy": "post_tag"}, {"code": "rest_forbidden"}]]
        }
    })
}

fn wind() -> Value {
    post(11, "wind", "https://wp.test.example/wind/")
}

fn bare(id: u64, fields: Value) -> Value {
    let mut post = json!({"id": id, "type": "post", "slug": format!("post-{id}"), "title": {"rendered": format!("T{id}")},
        "date": "2024-01-01T00:00:00", "content": {"rendered": "<p>x</p>"}, "link": format!("https://wp.test.example/{id}/")});
    post.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    post
}

fn list(values: &Value, pages: usize) -> Reply {
    let headers = vec![
        ("content-type", "application/json; charset=UTF-8".to_owned()),
        ("x-wp-totalpages", pages.to_string()),
    ];
    Reply::Says(200, headers, values.to_string().into_bytes())
}

/// A site with two pages of posts, whose users are nobody's business.
fn site(route: &str, own: SocketAddr) -> Reply {
    match route.split('&').next().unwrap() {
        "/" => Reply::good(
            "application/json",
            json!({"name": "The Site", "description": "On wind", "home": format!("http://{own}"), "namespaces": ["wp/v2"]})
                .to_string(),
        ),
        "/wp/v2/posts" if route.contains("page=1&") => list(&json!([wind()]), 2),
        "/wp/v2/posts" => list(&json!([bare(12, json!({"slug": "oil", "link": "https://wp.test.example/oil/", "featured_media": 10, "categories": [6]}))]), 2),
        "/wp/v2/pages" => list(&json!([bare(13, json!({"type": "page", "slug": "about"}))]), 1),
        "/wp/v2/categories" => list(&json!([
            {"id": 5, "name": "Energy &amp; wind", "slug": "energy", "taxonomy": "category", "parent": 6, "description": ""},
            {"id": 6, "name": "News", "slug": "news", "taxonomy": "category", "parent": 0, "description": "All of it"}]), 1),
        "/wp/v2/tags" => list(&json!([{"id": 8, "name": "Sea", "slug": "sea", "taxonomy": "post_tag"}]), 1),
        "/wp/v2/media" => list(&json!([{"id": 10, "type": "attachment", "source_url": "https://wp.test.example/o-300x200.jpg"}]), 1),
        "/wp/v2/users" => Reply::status(401),
        _ => Reply::status(404),
    }
}

/// What a site with two pages of posts becomes.
fn check(bundle: &Value) {
    assert_eq!(bundle["site"]["title"], "The Site");
    assert_eq!(bundle["site"]["language"], "az");
    assert_eq!(slugs(bundle), ["wind", "oil"]);
    let wind = &bundle["articles"][0];
    assert_eq!(wind["id"], "wp-11");
    assert_eq!(wind["title"], "Wind “at night”");
    assert_eq!(wind["deck"], Value::Null);
    assert_eq!(wind["section"], "news/energy");
    assert_eq!(wind["published"], "2024-03-18T09:00:00+04:00");
    assert_eq!(wind["updated"], "2024-03-19T09:00:00+04:00");
    assert_eq!(wind["sticky"], true);
    assert_eq!(wind["tags"], json!(["Caspian", "Sea"]));
    assert_eq!(wind["authors"], json!(["writer"]));
    assert_eq!(wind["image"]["alt"], "A turbine");
    assert_eq!(wind["image"]["width"], 1600);
    let link = json!({"link": {"to": "/article/oil", "text": ["oil"]}});
    assert_eq!(
        wind["body"]["inline"]["blocks"],
        json!([{"paragraph": ["It blows all night. See ", link, "."]}])
    );
    assert_eq!(bundle["articles"][1]["image"]["height"], 200);
    assert_eq!(bundle["pages"][0]["slug"], "about");
    assert_eq!(bundle["authors"][0]["name"], "A. Writer");
}

#[test]
fn a_site_is_asked_page_by_page() {
    let server = Server::start(|path, before, own| match path.strip_prefix("/blog") {
        Some("") => Reply::good("text/html", "<!doctype html><html class=x lang=\"az\"><p>"),
        // A site that is too weak for a hundred posts at once.
        Some(path) if path.contains("/posts?per_page=100") && before < 4 => Reply::status(500),
        Some(path) => match path.strip_prefix("/wp-json") {
            Some(route) => site(&route.replacen('?', "&", 1), own),
            None => Reply::status(404),
        },
        None if path == "/" => Reply::good("text/html", "<html lang=az>"),
        None => Reply::status(404),
    });
    let folder = tempfile::tempdir().unwrap();
    let command =
        format!("import wordpress-rest {} --out bundle --report report.json", server.url("/blog/"));
    succeed(folder.path(), &command);
    check(&bundle(&folder));
    let report = report(&folder);
    assert_eq!((&report["articles"], &report["pages"]), (&json!(2), &json!(1)));
    assert!(
        report["losses"].to_string().contains("/wp/v2/users: the server answers 401"),
        "{report}"
    );
    let asked = server.asked();
    assert!(
        asked.iter().any(|path| path.contains("/posts?per_page=20&page=2&_embed=1")),
        "{asked:?}"
    );
    assert!(
        asked.iter().any(|path| path.contains("/media?per_page=100&page=1&include=10")),
        "{asked:?}"
    );
    let before = tree(&folder.path().join("bundle"));
    succeed(folder.path(), &command);
    assert_eq!(tree(&folder.path().join("bundle")), before);
}

#[test]
fn a_site_without_pretty_addresses_is_asked_too() {
    let server = Server::start(|path, _, own| match path.strip_prefix("/?rest_route=") {
        Some(route) => site(route, own),
        None if path == "/" => Reply::good("text/html", "<html lang='az'>"),
        None => Reply::status(404),
    });
    let folder = tempfile::tempdir().unwrap();
    succeed(folder.path(), &format!("import wordpress-rest {} --out bundle", server.url("")));
    check(&bundle(&folder));
}

#[test]
fn a_server_that_is_no_wordpress_is_named() {
    let server = Server::start(|path, _, _| match path {
        "/" => Reply::good("text/html", "<html>"),
        _ => Reply::status(404),
    });
    let folder = tempfile::tempdir().unwrap();
    let output =
        run(folder.path(), &format!("import wordpress-rest {} --out bundle", server.url("")));
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("has no REST interface of WordPress"), "{said}");
}

/// Writes an answer to a file and imports it.
fn imported(text: &str, options: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("saved.json"), text).unwrap();
    succeed(
        folder.path(),
        &format!("import wordpress-rest saved.json --out bundle --report report.json {options}"),
    );
    assert_eq!(succeed(folder.path(), "check bundle --level error"), "No problems.\n");
    folder
}

#[test]
fn saved_answers_are_read_whatever_holds_them() {
    for text in [
        wind().to_string(),
        json!([wind()]).to_string(),
        json!({"posts": [wind()]}).to_string(),
        format!("{}\n[]\n", json!([wind()])),
    ] {
        let folder = imported(&text, "");
        let bundle = bundle(&folder);
        assert_eq!(bundle["articles"][0]["id"], "wp-11", "{text}");
        assert_eq!(bundle["articles"][0]["section"], "energy");
        assert_eq!(bundle["site"]["url"], "https://wp.test.example/");
        assert!(report(&folder)["losses"].to_string().contains("post_tag 8"));
    }
}

#[test]
fn a_cut_answer_is_read_as_far_as_it_goes() {
    let text = json!([wind(), bare(12, json!({})), bare(13, json!({}))]).to_string();
    let folder = imported(&text[..text.len() - 20], "");
    assert_eq!(slugs(&bundle(&folder)), ["wind", "post-12"]);
    assert_eq!(report(&folder)["losses"]["an item that is no JSON"], 1);
}

#[test]
fn what_nobody_should_see_is_published_only_when_asked_for() {
    let text = json!([
        bare(1, json!({})),
        bare(2, json!({"status": "draft"})),
        bare(3, json!({"status": "private"})),
        bare(4, json!({"status": "future"})),
        bare(5, json!({"content": {"rendered": "", "protected": true}})),
        bare(6, json!({"type": "recipe"})),
        bare(7, json!({"type": "wp_block"})),
        {"id": 8, "slug": "post-1-revision-8", "parent": 1, "title": {"rendered": "Old"}, "content": {"rendered": "<p>old</p>"}},
    ])
    .to_string();
    let folder = imported(&text, "");
    assert_eq!(slugs(&bundle(&folder)), ["post-1", "post-6"]);
    assert_eq!(
        report(&folder)["left_out"],
        json!({"a revision": 1, "behind a password": 1, "draft": 1, "private": 1, "scheduled": 1})
    );
    assert_eq!(report(&folder)["other"], json!({"wp_block": 1}));
    let all = imported(&text, "--include drafts,private,scheduled,protected");
    assert_eq!(slugs(&bundle(&all)).len(), 6);
}

#[test]
fn files_that_are_no_answer_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    for (text, message) in [
        ("", "is empty"),
        ("<html>", "is no JSON answer"),
        ("[]", "holds no posts"),
        (
            "{\"code\":\"rest_no_route\",\"message\":\"No route\",\"data\":{}}",
            "rest_no_route: No route",
        ),
    ] {
        fs::write(folder.path().join("saved.json"), text).unwrap();
        let output = run(folder.path(), "import wordpress-rest saved.json --out bundle");
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(said.contains(message), "{message}: {said}");
        assert!(!folder.path().join("bundle").exists());
    }
}
