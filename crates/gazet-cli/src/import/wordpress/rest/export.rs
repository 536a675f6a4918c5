//! Answers as an export: WXR, of the fields that its importer reads.

use super::wire::{Answers, number, numbers, raw, rendered};
use crate::html::{Losses, plain};
use crate::import::deck::repeats;
use crate::import::json::{Object, string};
use serde_json::Value;
use std::fmt::Write;

/// Taxonomies with a field of their own in a post.
const TAXONOMIES: [(&str, &str); 2] = [("category", "categories"), ("post_tag", "tags")];

/// Types with a page of their own that no reader should find: what WordPress
/// and builders of pages keep beside the posts.
const INTERNAL: [&str; 5] = ["wp_", "nav_menu", "custom", "oembed", "elementor"];

/// Writes an export.
pub(super) fn write(answers: &Answers, losses: &mut Losses) -> String {
    let mut xml = String::from("<rss version=\"2.0\"><channel>");
    site(answers, &mut xml);
    for person in answers.people.values() {
        let mut inside = String::new();
        field(&mut inside, "wp:author_login", &login(person));
        field(&mut inside, "wp:author_display_name", &string(person, "name").unwrap_or_default());
        element(&mut xml, "wp:author", &inside);
    }
    for ((taxonomy, _), term) in &answers.terms {
        if taxonomy == "category" {
            let above = number(term, "parent").filter(|parent| *parent > 0);
            let above = above.and_then(|id| answers.terms.get(&("category".to_owned(), id)));
            let mut inside = String::new();
            field(&mut inside, "wp:category_nicename", &slug(term));
            field(&mut inside, "wp:category_parent", &above.map(slug).unwrap_or_default());
            field(&mut inside, "wp:cat_name", &name(term));
            let about = string(term, "description").unwrap_or_default();
            field(&mut inside, "wp:category_description", &about);
            element(&mut xml, "wp:category", &inside);
        }
    }
    for (id, file) in &answers.files {
        attachment(*id, file, &mut xml);
    }
    for ((kind, id), post) in &answers.posts {
        item(kind, *id, post, answers, &mut xml, losses);
    }
    xml.push_str("</channel></rss>");
    xml
}

fn site(answers: &Answers, xml: &mut String) {
    let told = |name: &str| string(&answers.site, name);
    let home = told("home").or_else(|| told("url")).or_else(|| {
        let links = answers.posts.values().filter_map(|post| string(post, "link"));
        links.filter_map(|link| url::Url::parse(&link).ok()).find_map(|link| {
            let home = link.join("/").ok()?;
            home.has_host().then(|| home.to_string())
        })
    });
    let home = home.unwrap_or_default();
    let host = url::Url::parse(&home).ok().and_then(|url| url.host_str().map(str::to_owned));
    field(xml, "title", &told("name").or(host).unwrap_or_default());
    field(xml, "link", &home);
    field(xml, "description", &told("description").unwrap_or_default());
    let locale = || {
        let yoast = answers.posts.values().find_map(|post| post.get("yoast_head_json"));
        yoast.and_then(Value::as_object).and_then(|head| string(head, "og_locale"))
    };
    let language = told("language").or_else(locale).unwrap_or_default();
    field(xml, "language", &language.replace('_', "-"));
    field(xml, "wp:base_blog_url", &home);
}

fn attachment(id: u64, file: &Object, xml: &mut String) {
    let mut inside = String::new();
    field(&mut inside, "title", &rendered(file, "title").unwrap_or_default());
    field(&mut inside, "link", &string(file, "link").unwrap_or_default());
    field(&mut inside, "wp:post_id", &id.to_string());
    field(&mut inside, "wp:post_type", "attachment");
    field(&mut inside, "wp:status", "inherit");
    let above = number(file, "post").unwrap_or_default();
    field(&mut inside, "wp:post_parent", &above.to_string());
    field(&mut inside, "excerpt:encoded", &rendered(file, "caption").unwrap_or_default());
    let address = string(file, "source_url").or_else(|| rendered(file, "guid"));
    field(&mut inside, "wp:attachment_url", &address.unwrap_or_default());
    let alt = string(file, "alt_text").unwrap_or_default();
    meta(&mut inside, "_wp_attachment_image_alt", &alt);
    let details = file.get("media_details").and_then(Value::as_object);
    let side = |name| details.and_then(|details| number(details, name));
    if let (Some(width), Some(height)) = (side("width"), side("height")) {
        // As PHP writes it.
        let sizes = format!("a:2:{{s:5:\"width\";i:{width};s:6:\"height\";i:{height};}}");
        meta(&mut inside, "_wp_attachment_metadata", &sizes);
    }
    element(xml, "item", &inside);
}

fn item(
    kind: &str,
    id: u64,
    post: &Object,
    answers: &Answers,
    xml: &mut String,
    losses: &mut Losses,
) {
    let told = |name: &str| string(post, name).unwrap_or_default();
    let mut inside = String::new();
    field(&mut inside, "title", &rendered(post, "title").unwrap_or_default());
    field(&mut inside, "link", &told("link"));
    field(&mut inside, "guid", &rendered(post, "guid").unwrap_or_default());
    if let Some(author) = number(post, "author").filter(|author| *author > 0) {
        match answers.people.get(&author) {
            Some(person) => field(&mut inside, "dc:creator", &login(person)),
            None => losses.note(format!("author {author}, whose name was not answered")),
        }
    }
    let (text, excerpt) = texts(post);
    field(&mut inside, "content:encoded", &text);
    field(&mut inside, "excerpt:encoded", &excerpt);
    field(&mut inside, "wp:post_id", &id.to_string());
    for (name, own) in [
        ("wp:post_date", "date"),
        ("wp:post_date_gmt", "date_gmt"),
        ("wp:post_modified", "modified"),
        ("wp:post_modified_gmt", "modified_gmt"),
    ] {
        field(&mut inside, name, &told(own).replace('T', " "));
    }
    field(&mut inside, "wp:post_name", &told("slug"));
    let status = string(post, "status");
    let status =
        status.as_deref().unwrap_or(if kind == "revision" { "inherit" } else { "publish" });
    field(&mut inside, "wp:status", status);
    let kind = match kind {
        // A revision is a post of its time, and is left out for what it is.
        "post" | "page" | "revision" => {
            if kind == "page" {
                kind
            } else {
                "post"
            }
        }
        own if INTERNAL.iter().any(|start| own.starts_with(start)) => own,
        // Type of a plugin or theme: whoever asks for its items wants to read them.
        own => {
            losses.note(format!("the type {own} of an item, which is an article like others"));
            "post"
        }
    };
    field(&mut inside, "wp:post_type", kind);
    field(&mut inside, "wp:post_parent", &number(post, "parent").unwrap_or_default().to_string());
    if is_protected(post) {
        field(&mut inside, "wp:post_password", "-");
    }
    let is_sticky = post.get("sticky").and_then(Value::as_bool).unwrap_or(false);
    field(&mut inside, "wp:is_sticky", if is_sticky { "1" } else { "0" });
    for (taxonomy, own) in TAXONOMIES {
        for term in numbers(post, own) {
            match answers.terms.get(&(taxonomy.to_owned(), term)) {
                Some(term) => {
                    let _ = write!(
                        inside,
                        "<category domain=\"{taxonomy}\" nicename=\"{}\">{}</category>",
                        slug(term)
                            .replace('&', "&amp;")
                            .replace('"', "&quot;")
                            .replace('<', "&lt;"),
                        data(&name(term))
                    );
                }
                None => losses.note(format!("{taxonomy} {term}, whose name was not answered")),
            }
        }
    }
    if let Some(picture) = number(post, "featured_media").filter(|picture| *picture > 0) {
        let has_address = |file: &Object| file.contains_key("source_url");
        if !answers.files.get(&picture).is_some_and(has_address) {
            losses.note(format!("picture {picture}, whose address was not answered"));
        }
        meta(&mut inside, "_thumbnail_id", &picture.to_string());
    }
    element(xml, "item", &inside);
}

/// The text and the excerpt of a post.
fn texts(post: &Object) -> (String, String) {
    let text = raw(post, "content").unwrap_or_else(|| {
        // What a site renders says where its paragraphs end, like a block.
        let text = rendered(post, "content").unwrap_or_default();
        if text.is_empty() { text } else { format!("<!-- wp:html -->{text}<!-- /wp:html -->") }
    });
    // A site makes an excerpt of the text where an editor wrote none.
    let excerpt = raw(post, "excerpt").or_else(|| {
        rendered(post, "excerpt").filter(|excerpt| !repeats(&plain(excerpt), &plain(&text)))
    });
    (text, excerpt.unwrap_or_default())
}

/// Whether a post is behind a password.
fn is_protected(post: &Object) -> bool {
    let says = |name: &str| {
        let text = post.get(name).and_then(Value::as_object);
        text.and_then(|text| text.get("protected")).and_then(Value::as_bool).unwrap_or(false)
    };
    says("content") || says("excerpt") || string(post, "password").is_some()
}

fn login(person: &Object) -> String {
    string(person, "slug").or_else(|| string(person, "name")).unwrap_or_default()
}

fn slug(term: &Object) -> String {
    string(term, "slug").or_else(|| string(term, "name")).unwrap_or_default()
}

fn name(term: &Object) -> String {
    string(term, "name").unwrap_or_else(|| slug(term))
}

fn meta(xml: &mut String, key: &str, value: &str) {
    let mut inside = String::new();
    field(&mut inside, "wp:meta_key", key);
    field(&mut inside, "wp:meta_value", value);
    element(xml, "wp:postmeta", &inside);
}

fn field(xml: &mut String, name: &str, text: &str) {
    element(xml, name, &data(text));
}

fn element(xml: &mut String, name: &str, inside: &str) {
    // Writing to a text cannot fail.
    let _ = write!(xml, "<{name}>{inside}</{name}>");
}

/// A text as character data, which it cannot leave.
fn data(text: &str) -> String {
    format!("<![CDATA[{}]]>", text.replace("]]>", "]]]]><![CDATA[>"))
}
