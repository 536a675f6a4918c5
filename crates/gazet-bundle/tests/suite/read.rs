//! What `read` refuses, and with which error.

use crate::docs::example;
use gazet_bundle::{
    Block, Body, List, Part, ReadError, Rich, Span, limits, read, read_archive, read_leaf,
    read_part, read_shard,
};
use serde_json::{Value, json};

fn malformed(message: &str) -> Result<(), ReadError> {
    Err(ReadError::Malformed(message.to_owned()))
}

fn check(document: impl AsRef<[u8]>, expected: Result<(), ReadError>) {
    let bytes = document.as_ref();
    let shown = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]);
    assert_eq!(read(bytes).map(|_| ()), expected, "{shown}");
}

/// Checks only that the document is malformed and that the message says so.
fn check_malformed(document: impl AsRef<[u8]>, part_of_message: &str) {
    match read(document.as_ref()) {
        Err(ReadError::Malformed(message)) => {
            assert!(message.contains(part_of_message), "{message}");
        }
        other => panic!("{part_of_message:?} was expected of {other:?}"),
    }
}

/// The example bundle with the value at a place replaced.
fn with(place: &str, value: Value) -> Vec<u8> {
    let mut document: Value = serde_json::from_str(example()).unwrap();
    *document.pointer_mut(place).unwrap_or_else(|| panic!("{place}")) = value;
    serde_json::to_vec(&document).unwrap()
}

/// The example bundle with other blocks in its second article.
fn with_blocks(blocks: Value) -> Vec<u8> {
    with("/articles/1/body/inline/blocks", blocks)
}

fn check_blocks(blocks: Value, expected: Result<(), &str>) {
    let place = "articles[wind-over-the-caspian].body";
    let expected = match expected {
        Ok(()) => Ok(()),
        Err(message) => malformed(&format!("{place}{message}")),
    };
    check(with_blocks(blocks), expected);
}

#[test]
fn the_example_is_read_with_and_without_a_byte_order_mark() {
    check(example(), Ok(()));
    check(format!("\u{feff}{example}", example = example()), Ok(()));
    check(format!("\r\n\t {}\n", example()), Ok(()));
}

#[test]
fn a_web_page_is_told_from_json() {
    check("<!doctype html><title>404</title>", Err(ReadError::Html));
    check(" \r\n\t<html>", Err(ReadError::Html));
    check("\u{feff}<html>", Err(ReadError::Html));
    check("<", Err(ReadError::Html));
}

#[test]
fn every_cut_is_told_from_a_mistake() {
    let whole = example().trim_end().as_bytes();
    let cuts = (0..whole.len()).filter(|&at| std::str::from_utf8(&whole[..at]).is_ok());
    for at in cuts {
        check(&whole[..at], Err(ReadError::Truncated));
    }
}

#[test]
fn a_cut_is_told_even_behind_a_mistake() {
    check(r#"{"format": 2, "site": 7, "articles": [{"id": "a"#, Err(ReadError::Truncated));
}

#[test]
fn what_is_too_large_is_not_parsed() {
    let size = limits::DOCUMENT_BYTES;
    check(vec![b' '; size], Err(ReadError::Truncated));
    check(vec![b' '; size + 1], Err(ReadError::TooLarge(size + 1, size)));
    check(vec![b'<'; size + 1], Err(ReadError::TooLarge(size + 1, size)));
}

#[test]
fn a_newer_format_is_told_whether_it_parses_or_not() {
    check(with("/format", json!(2)), Err(ReadError::TooNew(2)));
    check(r#"{"format": 7}"#, Err(ReadError::TooNew(7)));
    check(r#"{"articles": {"by": "year"}, "format": 3, "site": []}"#, Err(ReadError::TooNew(3)));
    let block = json!([{"hologram": {"of": "a carpet"}}]);
    let mut newer: Value = serde_json::from_slice(&with_blocks(block)).unwrap();
    newer["format"] = json!(2);
    check(newer.to_string(), Err(ReadError::TooNew(2)));
}

#[test]
fn a_format_that_does_not_exist_is_malformed() {
    check(with("/format", json!(0)), malformed("format 0 does not exist"));
    check_malformed(
        with("/format", json!(-1)),
        "format: a number stands where a whole number that fits u32 is expected",
    );
    check_malformed(with("/format", json!("1")), "format: a text stands where a whole number");
    check(with("/format", json!(4_294_967_296_u64)), Err(ReadError::TooNew(u32::MAX)));
}

#[test]
fn what_is_json_and_no_bundle_is_malformed() {
    check_malformed("null", "null stands where an object is expected");
    check_malformed(r#"{"message": "Not Found"}"#, "format: is missing");
    check_malformed("not json", "expected ident at line 1");
    check_malformed(b"\xff\xfe{\0}\0", "expected value");
    check_malformed(format!("{} {}", example(), "{}"), "trailing characters");
    check_malformed(
        with("/site/title", json!(7)),
        "site.title: a number stands where a text is expected",
    );
    check_malformed(
        with_blocks(json!([{"hologram": {}}])),
        "body.inline.blocks[0]: \"hologram\" is not known",
    );
    check_malformed(with_blocks(json!([{}])), "blocks[0]: has 0 keys; exactly one is expected");
    check_malformed(with_blocks(json!(["divider"])), "a text stands where an object with one key");
    check_malformed(with_blocks(json!([{"paragraph": [7]}])), "a text or an inline element");
    check_malformed(with_blocks(json!([{"paragraph": [null]}])), "a text or an inline element");
    let two = json!([{"paragraph": [{"em": [], "strong": []}]}]);
    check_malformed(with_blocks(two), "has 2 keys");
    check_malformed(with_blocks(json!([{"divider": true, "paragraph": []}])), "has 2 keys");
}

#[test]
fn no_dangerous_value_is_read() {
    let link = |to: &str| json!([{"paragraph": [{"link": {"to": to, "text": ["x"]}}]}]);
    check(with_blocks(link("https://a.example/")), Ok(()));
    check_malformed(with_blocks(link("javascript:alert(1)")), "the scheme \"javascript\"");
    check_malformed(with_blocks(link("java\nscript:alert(1)")), "the character '\\n'");
    check_malformed(with("/site/url", json!("//evil.example/")), "without naming it in full");
    check_malformed(with("/articles/0/slug", json!("../etc")), "it holds '.'");
    check_malformed(with("/articles/0/section", json!("a/b/c/d/e")), "it has 5 levels");
    check_malformed(with("/articles/0/language", json!("en-a")), "not a BCP 47 language tag");
    check_malformed(with("/articles/0/body/part", json!("../../x")), "32 lower-case");
    check_malformed(with("/articles/0/published", json!("yesterday")), "not a date and time");
}

#[test]
fn a_field_that_stands_twice_is_malformed() {
    check_malformed(r#"{"format": 1, "format": 2}"#, "format: stands twice");
    let twice = example().replacen("\"title\":", "\"title\": \"Another\", \"title\":", 1);
    check_malformed(twice, "site.title: stands twice");
}

#[test]
fn unknown_fields_are_passed_over() {
    let plain = read(example().as_bytes()).unwrap();
    let deep = format!("{}{}", "[".repeat(100), "]".repeat(100));
    let check = |field: &str| {
        // In the site, the pages and the articles, and twice in each.
        let document = example().replace("\"title\":", &format!("{field}, {field}, \"title\":"));
        assert_ne!(document, example());
        assert_eq!(read(document.as_bytes()).as_ref(), Ok(&plain));
    };
    check(r#""__proto__": {"polluted": true}"#);
    check(r#""constructor": null"#);
    check(r#""\u0000\ufffe": -1.5e40"#);
    check(&format!("\"deep\": {deep}"));
}

#[test]
fn a_lone_surrogate_is_no_character() {
    let title = |escape: &str| example().replacen("The Caspian Courier", escape, 1);
    check(title(r"\ud83d\ude00"), Ok(()));
    check_malformed(title(r"\ud800"), "");
    check_malformed(title(r"\udc00\ud800"), "surrogate");
    check_malformed(title(r"\ud800\u0041"), "surrogate");
    let mut raw = title("X").into_bytes();
    let at = raw.iter().position(|&b| b == b'X').unwrap();
    // The three bytes of U+D800 in what would be UTF-8 if it were a character.
    raw.splice(at..=at, [0xed, 0xa0, 0x80]);
    check_malformed(raw, "invalid unicode code point");
}

/// Lists inside lists, around one paragraph.
fn nested_blocks(depth: usize) -> Value {
    let mut blocks = json!([{"paragraph": []}]);
    for _ in 1..depth {
        blocks = json!([{"list": {"items": [blocks]}}]);
    }
    blocks
}

fn nested_spans(depth: usize) -> Value {
    let mut spans = json!(["x"]);
    for _ in 1..depth {
        spans = json!([{"link": {"to": "/a", "text": spans}}]);
    }
    spans
}

#[test]
fn depth_ends_at_its_limit() {
    let (blocks, spans) = (limits::BLOCK_DEPTH, limits::SPAN_DEPTH);
    check_blocks(nested_blocks(blocks), Ok(()));
    check_blocks(nested_blocks(blocks + 1), Err(" has blocks nested deeper than 12"));
    check_blocks(json!([{"paragraph": nested_spans(spans)}]), Ok(()));
    let deep = json!([{"paragraph": nested_spans(spans + 1)}]);
    check_blocks(deep, Err(" has spans nested deeper than 8"));
    let mut both = nested_blocks(blocks);
    let leaf = "/0/list/items/0".repeat(blocks - 1) + "/0/paragraph";
    *both.pointer_mut(&leaf).unwrap() = nested_spans(spans);
    check_blocks(both, Ok(()));
}

#[test]
fn depth_beyond_the_parser_is_malformed() {
    check_malformed(with_blocks(nested_blocks(31)), "recursion limit exceeded");
    let open = r#"{"blocks":["#.to_owned() + &r#"{"list":{"items":[["#.repeat(200_000);
    assert!(matches!(
        read_part(open.as_bytes()),
        Err(ReadError::Malformed(_) | ReadError::Truncated)
    ));
    let closed = open + &"]]}}".repeat(200_000) + "]}";
    assert!(matches!(read_part(closed.as_bytes()), Err(ReadError::Malformed(_))));
}

#[test]
fn what_costs_nothing_to_write_is_counted() {
    let many = |value: Value, count: usize| Value::Array(vec![value; count]);
    let blocks = limits::BLOCKS;
    check_blocks(many(json!({"divider": true}), blocks), Ok(()));
    let message = " has 10001 blocks; the limit is 10000";
    check_blocks(many(json!({"divider": true}), blocks + 1), Err(message));
    check_blocks(json!([{"list": {"items": many(json!([]), blocks)}}]), Err(message));
    let note = |_| json!({"label": "a", "blocks": []});
    check_blocks(json!([{"footnotes": (0..blocks).map(note).collect::<Value>()}]), Err(message));
    let rows = json!([{"table": {"rows": many(json!([]), limits::TABLE_CELLS + 1)}}]);
    check_blocks(rows, Err(".blocks[0] has 10001 cells and rows; the limit is 10000"));
    let spans = json!([{"paragraph": many(json!(""), limits::SPANS + 1)}]);
    check_blocks(spans, Err(" has 50001 spans; the limit is 50000"));
    let text = json!([{"paragraph": ["x".repeat(limits::BODY_BYTES + 1)]}]);
    check_blocks(text, Err(" has 2097153 bytes of text; the limit is 2097152"));
    let image = json!({"src": "a.svg", "width": 1, "height": 1});
    let gallery = json!([{"gallery": many(image, limits::GALLERY + 1)}]);
    check_blocks(gallery, Err(".blocks[0] has 201 pictures; the limit is 200"));
}

#[test]
fn measures_that_no_component_could_use_are_refused() {
    let heading = |level: u8| json!([{"heading": {"level": level, "text": ["x"]}}]);
    check_blocks(heading(6), Ok(()));
    for level in [0, 1, 7, 255] {
        let message = format!(".blocks[0] is a heading of level {level}; 2 to 6 are allowed");
        check_blocks(heading(level), Err(&message));
    }
    let image = |width: u32| json!([{"image": {"src": "a.svg", "width": width, "height": 9}}]);
    check_blocks(image(65_535), Ok(()));
    check_blocks(image(0), Err(".blocks[0] measures 0 by 9; 1 to 65535 are allowed"));
    check_blocks(image(65_536), Err(".blocks[0] measures 65536 by 9; 1 to 65535 are allowed"));
}

#[test]
fn identifiers_stand_once() {
    let check = |pointer, value, place: &str, name: &str| {
        check(
            with(pointer, value),
            malformed(&format!("{place} has {name:?}, which stands twice")),
        );
    };
    let slug = "wind-over-the-caspian";
    check("/articles/0/slug", json!(slug), &format!("articles[{slug}]"), slug);
    check("/articles/0/id", json!("wind"), &format!("articles[{slug}].id"), "wind");
    let section = json!([{"path": "news", "name": "N"}, {"path": "news", "name": "N"}]);
    check("/sections", section, "sections[news]", "news");
    let author = json!([{"slug": "a", "name": "A"}, {"slug": "a", "name": "B"}]);
    check("/authors", author, "authors[a]", "a");
    let page = json!({"slug": "a", "title": "A", "body": {"inline": {"blocks": []}}});
    check("/pages", json!([page, page]), "pages[a]", "a");
    let tags = json!(["Sea", "sea", "Sea"]);
    check("/articles/1/tags", tags, &format!("articles[{slug}].tags"), "Sea");
    let related = json!(["a", "b", "a"]);
    let place = format!("articles[{slug}].body.related");
    check("/articles/1/body/inline/related", related, &place, "a");
}

#[test]
fn long_and_many_are_refused_with_their_place() {
    let long = |limit: usize| json!("ə".repeat(limit + 1));
    let whole = |limit: usize| json!("ə".repeat(limit));
    let places = [
        ("/site/title", "site.title", limits::LABEL),
        ("/site/email", "site.email", limits::LABEL),
        ("/site/social/0/name", "site.social[0].name", limits::LABEL),
        ("/site/partners/0/name", "site.partners[0].name", limits::LABEL),
        ("/sections/0/sections/0/name", "sections[news/energy].name", limits::LABEL),
        ("/authors/0/role", "authors[a-writer].role", limits::LABEL),
        ("/pages/0/title", "pages[privacy].title", limits::TITLE),
        ("/articles/0/title", "articles[xezerde-kulek].title", limits::TITLE),
        ("/articles/1/deck", "articles[wind-over-the-caspian].deck", limits::DECK),
        ("/articles/1/tags/1", "articles[wind-over-the-caspian].tags[1]", limits::LABEL),
        ("/articles/1/source/text", "articles[wind-over-the-caspian].source.text", limits::CREDIT),
        (
            "/articles/1/image/credit",
            "articles[wind-over-the-caspian].image.credit",
            limits::CREDIT,
        ),
        ("/articles/1/image/alt", "articles[wind-over-the-caspian].image.alt", limits::CAPTION),
    ];
    for (pointer, place, limit) in places {
        check(with(pointer, whole(limit)), Ok(()));
        let message = format!("{place} has {} characters; the limit is {limit}", limit + 1);
        check(with(pointer, long(limit)), malformed(&message));
    }
    let link = json!({"name": "A", "url": "/a"});
    let message = "site.social has 51 items; the limit is 50";
    check(with("/site/social", json!(vec![link; limits::LINKS + 1])), malformed(message));
    let many: Vec<_> =
        (0..10_000).map(|at| json!({"path": format!("s{at}"), "name": "S"})).collect();
    let message = "sections has 10000 sections; the limit is 500";
    check(with("/sections", json!(many)), malformed(message));
    let tree = (1..=5).fold(
        json!([]),
        |under, level| json!([{"path": format!("s{level}"), "name": "S", "sections": under}]),
    );
    check(with("/sections", tree), malformed("sections[s2] has sections nested deeper than 4"));
}

#[test]
fn a_part_is_bounded_as_a_body_is() {
    let related: Vec<_> = (0..14).map(|number| format!("a-{number}")).collect();
    let part = json!({"blocks": nested_blocks(13), "related": related}).to_string();
    let message = "part.body has blocks nested deeper than 12".to_owned();
    assert_eq!(read_part(part.as_bytes()), Err(ReadError::Malformed(message)));
    let part = json!({"blocks": [], "related": related}).to_string();
    let message = "part.body.related has 14 items; the limit is 13".to_owned();
    assert_eq!(read_part(part.as_bytes()), Err(ReadError::Malformed(message)));
}

#[test]
fn checking_a_body_that_no_parser_has_bounded_ends() {
    let mut blocks = vec![];
    for _ in 0..2_000 {
        blocks = vec![Block::List(List { start: None, items: vec![blocks] })];
    }
    let mut spans = vec![Span::text("x")];
    for _ in 0..2_000 {
        spans = vec![Span::Rich(Rich::Em(spans))];
    }
    blocks.push(Block::Heading { level: 2, text: spans });
    let mut bundle = read(example().as_bytes()).unwrap();
    bundle.pages[0].body = Body::Inline(Part { blocks, related: vec![] });
    let problems = gazet_bundle::validate(&bundle);
    assert_eq!(problems.len(), 2, "{problems:?}");
}

#[test]
fn an_archive_keeps_its_limits() {
    let name = "0123456789abcdef0123456789abcdef";
    let malformed = |message: &str| Some(ReadError::Malformed(message.to_owned()));
    let archive =
        |shards: usize| read_archive(json!({"shards": vec![name; shards]}).to_string().as_bytes());
    assert_eq!(archive(limits::SHARDS).map(|archive| archive.shards.len()), Ok(limits::SHARDS));
    assert_eq!(archive(limits::SHARDS + 1).err(), malformed("has 4097 shards; the limit is 4096"));
    let shard = |leaf: Value| read_shard(json!({"leaves": [leaf]}).to_string().as_bytes()).err();
    assert_eq!(shard(json!(["news", name])), None);
    assert_eq!(shard(json!(["news"])), malformed("leaves[0]: is not a list of two"));
    assert!(shard(json!(["news", "x"])).is_some());
    let route = "x".repeat(limits::ROUTE_BYTES + 1);
    assert_eq!(
        shard(json!([route, name])),
        malformed("has 1025 bytes of a route; the limit is 1024")
    );
    let document: Value = serde_json::from_str(example()).unwrap();
    let article = &document["articles"][0];
    let leaf = |count: usize| {
        read_leaf(json!({"articles": vec![article.clone(); count]}).to_string().as_bytes()).err()
    };
    assert_eq!(leaf(1), None);
    assert_eq!(
        leaf(2),
        malformed("articles[xezerde-kulek] has \"xezerde-kulek\", which stands twice")
    );
    assert_eq!(leaf(18), malformed("has 18 articles of a leaf; the limit is 17"));
    assert_eq!(read_leaf(b"<!doctype html>").err(), Some(ReadError::Html));
}
