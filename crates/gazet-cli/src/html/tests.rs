//! Foreign HTML and the blocks that come of it.

use super::*;
use proptest::prelude::*;
use serde_json::{Value, json};

fn read(html: &str, breaks: bool) -> (Value, Losses) {
    let base = url::Url::parse("https://old.example/2020/post/").ok();
    let resolve = |url: &str| {
        url.strip_prefix("https://old.example/known/").map(|_| "/article/known".to_owned())
    };
    let converted = convert(html, &Context { base, breaks, resolve: &resolve, picture: &|_| None });
    (serde_json::to_value(&converted.blocks).unwrap_or_default(), converted.losses)
}

fn check(html: &str, expected: Value) {
    assert_eq!(read(html, false).0, expected, "{html}");
}

#[test]
fn text_and_its_marks() {
    check(
        "<p>One  <b>two</b>\n<i>three <u>four</u></i><br>five</p>",
        json!([{"paragraph": ["One ", {"strong": ["two"]}, " ", {"em": ["three four"]}, {"break": true}, "five"]}]),
    );
    check("bare <code>x &lt; y</code>", json!([{"paragraph": ["bare ", {"code": "x < y"}]}]));
    check(
        "<h1>A</h1><h5>B <em>c</em></h5><h2> </h2>",
        json!([{"heading": {"level": 2, "text": ["A"]}}, {"heading": {"level": 5, "text": ["B ", {"em": ["c"]}]}}]),
    );
    check(
        "<p>H<sub>2</sub>O <abbr title='World'>W</abbr> <span lang=ar>سلام</span> <span>x</span></p>",
        json!([{"paragraph": ["H", {"sub": ["2"]}, "O ", {"abbr": {"text": "W", "title": "World"}}, " ", {"lang": {"lang": "ar", "text": ["سلام"]}}, " x"]}]),
    );
}

#[test]
fn links_lead_where_they_led() {
    check(
        "<a href='../other/?a=1'>a</a> <a href='/known/'>b</a> <a href='mailto:a@b.example'>c</a>",
        json!([{"paragraph": [
            {"link": {"to": "https://old.example/2020/other/?a=1", "text": ["a"]}}, " ",
            {"link": {"to": "/article/known", "text": ["b"]}}, " ",
            {"link": {"to": "mailto:a@b.example", "text": ["c"]}}]}]),
    );
    let (blocks, losses) = read("<a href=' java\nscript:alert(1)'>run</a>", false);
    assert_eq!(blocks, json!([{"paragraph": ["run"]}]));
    assert_eq!(losses.count(), 1);
}

#[test]
fn lists_quotes_and_code() {
    check(
        "<ul><li>a<ol start=3><li>b</ol><li><p>c</p></ul>",
        json!([{"list": {"items": [
            [{"paragraph": ["a"]}, {"list": {"start": 3, "items": [[{"paragraph": ["b"]}]]}}],
            [{"paragraph": ["c"]}]]}}]),
    );
    check(
        "<blockquote><p>q</p><cite>who</cite></blockquote><figure class='wp-block-pullquote'><blockquote><p>pull</p></blockquote></figure>",
        json!([{"quote": {"blocks": [{"paragraph": ["q"]}], "cite": ["who"]}}, {"pull-quote": ["pull"]}]),
    );
    check(
        "<pre><code class='language-rust'>fn a() {\n}</code></pre><hr>",
        json!([{"code": {"language": "rust", "text": "fn a() {\n}"}}, {"divider": true}]),
    );
    check("<ul></ul><blockquote> </blockquote>", json!([]));
}

#[test]
fn tables_keep_their_cells() {
    check(
        "<table><caption>T</caption><thead><tr><th>a<th align=right>b</thead><tr><td colspan=2>c<tr><td>d<td><b>e</b></table>",
        json!([{"table": {"head": [["a"], ["b"]], "align": ["start", "end"], "caption": ["T"],
            "rows": [[["c"], []], [["d"], [{"strong": ["e"]}]]]}}]),
    );
}

#[test]
fn pictures_and_embeds() {
    check(
        "<p>a <img src=/b-300x200.jpg alt=B> c</p>",
        json!([{"paragraph": ["a"]},
            {"image": {"src": "https://old.example/b-300x200.jpg", "width": 300, "height": 200, "alt": "B"}},
            {"paragraph": ["c"]}]),
    );
    check(
        "<figure><a href=x><img src=b.jpg width=30 height=20></a><figcaption>It <i>is</i></figcaption></figure>",
        json!([{"image": {"src": "https://old.example/2020/post/b.jpg", "width": 30, "height": 20, "caption": "It is"}}]),
    );
    check(
        "<figure class='wp-block-gallery'><ul><li><img src=a.jpg width=3 height=2></li><li><figure><img src=b.jpg width=3 height=2><figcaption>B</figcaption></figure></li></ul></figure>",
        json!([{"gallery": [
            {"src": "https://old.example/2020/post/a.jpg", "width": 3, "height": 2},
            {"src": "https://old.example/2020/post/b.jpg", "width": 3, "height": 2, "caption": "B"}]}]),
    );
    check(
        "<iframe src='//www.youtube.com/embed/abc?x=1' title='A film'></iframe>",
        json!([{"embed": {"url": "https://www.youtube.com/embed/abc?x=1", "title": "A film", "provider": "YouTube"}}]),
    );
}

#[test]
fn what_runs_is_dropped_and_named() {
    let (blocks, losses) = read(
        "<p onclick=x>a</p><script>b</script><style>c</style><form><label>d</label><input></form><img src=p.gif width=1 height=1>",
        false,
    );
    assert_eq!(blocks, json!([{"paragraph": ["a"]}, {"paragraph": ["d"]}]));
    let names = ["script", "style", "form", "tracking pixel"];
    for name in names {
        assert!(losses.0.keys().any(|what| what.contains(name)), "{name}: {losses:?}");
    }
}

#[test]
fn line_breaks_mean_something_in_the_classic_editor() {
    let (blocks, _) =
        read("One\ntwo\n\nThree <b>four</b>\n<ul>\n<li>five</li>\n</ul>\n\nsix", true);
    assert_eq!(
        blocks,
        json!([{"paragraph": ["One", {"break": true}, "two"]},
            {"paragraph": ["Three ", {"strong": ["four"]}]},
            {"list": {"items": [[{"paragraph": ["five"]}]]}},
            {"paragraph": ["six"]}])
    );
}

#[test]
fn depth_and_length_are_held_to_the_limits() {
    let deep = "<blockquote>".repeat(10_000) + "deep";
    let (blocks, losses) = read(&deep, false);
    assert!(blocks.to_string().contains("deep"));
    assert!(!losses.is_empty());
    let bold = "<b><i>".repeat(1_000) + "bold";
    assert!(read(&bold, false).0.to_string().contains("bold"));
    let long = format!("<p>{}</p>", "word ".repeat(1_000_000));
    let (blocks, losses) = read(&long, false);
    assert!(blocks.to_string().len() <= gazet_bundle::limits::BODY_BYTES + 200);
    assert!(losses.0.keys().any(|what| what.contains("limit")), "{losses:?}");
}

/// What a text becomes is known to hold these pieces of JSON.
fn check_holds(html: &str, pieces: &[&str]) {
    let found = read(html, false).0.to_string();
    pieces.iter().for_each(|piece| assert!(found.contains(piece), "{piece} in {found}"));
}

#[test]
fn footnotes_are_found_whoever_wrote_them() {
    let expected = json!([
        {"paragraph": ["a", {"note": "1"}, " b"]},
        {"footnotes": [{"label": "1", "blocks": [{"paragraph": ["The note."]}]}]}]);
    check(
        "<p>a<sup class=fn data-fn=x><a href=#x id=x-link>1</a></sup> b</p><ol class=wp-block-footnotes><li id=x>The note. <a href=#x-link>↩︎</a></li></ol>",
        expected.clone(),
    );
    check(
        "<p>a<sup class=footnote-reference><a href=#1>1</a></sup> b</p><div class=footnote-definition id=1><sup class=footnote-definition-label>1</sup><p>The note.</p></div>",
        expected,
    );
    // A list that only looks like it, and a link to nothing.
    check(
        "<p>a <a href=#y>1</a></p>",
        json!([{"paragraph": ["a ", {"link": {"to": "#y", "text": ["1"]}}]}]),
    );
}

#[test]
fn pictures_that_wait_for_a_script_are_found() {
    let src = "\"src\":\"https://old.example/a.jpg\"";
    check_holds("<img src='data:image/gif;base64,x' data-src=/a.jpg width=3 height=2>", &[src]);
    check_holds("<img src='data:x'><noscript><img src=/a.jpg width=3 height=2></noscript>", &[src]);
    check_holds("<img srcset='/s.jpg 300w, /a.jpg 900w' width=3 height=2>", &[src]);
    check_holds("<picture><source srcset='/a.jpg 2x'><img width=3 height=2></picture>", &[src]);
    check("<p>a <img class=emoji alt='🙂' src=x.png> b</p>", json!([{"paragraph": ["a 🙂 b"]}]));
    let twice = "<figure><img data-src=/a.jpg src='data:x' width=3 height=2><noscript><img src=/a.jpg width=3 height=2></noscript><figcaption>C</figcaption></figure>";
    check(
        twice,
        json!([{"image": {"src": "https://old.example/a.jpg", "width": 3, "height": 2, "caption": "C"}}]),
    );
}

#[test]
fn old_and_odd_pages_keep_their_text() {
    check(
        "one<br><br>two<br>three",
        json!([{"paragraph": ["one"]}, {"paragraph": ["two", {"break": true}, "three"]}]),
    );
    check(
        "<table><tr><td><p>a</p><p>b</p></td></tr></table>",
        json!([{"paragraph": ["a"]}, {"paragraph": ["b"]}]),
    );
    check(
        "<table><tr><th>x</th><td><p>a</p><p>b</p></td></tr></table>",
        json!([{"table": {"rows": [[["x"], ["a", {"break": true}, "b"]]]}}]),
    );
    check(
        "<a href=/known/><h3>T</h3><p>t</p></a>",
        json!([{"heading": {"level": 3, "text": [{"link": {"to": "/article/known", "text": ["T"]}}]}},
            {"paragraph": [{"link": {"to": "/article/known", "text": ["t"]}}]}]),
    );
    check(
        "<ul>x<li>a</li><ul><li>b</li></ul></ul>",
        json!([{"list": {"items": [
        [{"paragraph": ["x"]}],
        [{"paragraph": ["a"]}, {"list": {"items": [[{"paragraph": ["b"]}]]}}]]}}]),
    );
    check(
        "<ruby>漢<rt>kan</rt></ruby> <math alttext='x^2'><mi>x</mi></math>",
        json!([{"paragraph": ["漢(kan) x^2"]}]),
    );
    check(
        "<h2>T <img src=/b.jpg width=3 height=2></h2>",
        json!([
        {"heading": {"level": 2, "text": ["T"]}},
        {"image": {"src": "https://old.example/b.jpg", "width": 3, "height": 2}}]),
    );
    check(
        "<blockquote class=twitter-tweet><p>words</p>&mdash; Who (@who) <a href=https://twitter.com/who/status/1>May 1</a></blockquote>",
        json!([{"quote": {"blocks": [{"paragraph": ["words"]}],
            "cite": ["Who (@who) ", {"link": {"to": "https://twitter.com/who/status/1", "text": ["May 1"]}}]}}]),
    );
    check(
        "<p lang=fa dir=rtl>متن</p>",
        json!([{"paragraph": [{"lang": {"lang": "fa", "text": ["متن"]}}]}]),
    );
}

#[test]
fn blocks_of_wordpress_keep_what_they_show() {
    check(
        "<figure class='wp-block-embed is-provider-youtube'><div class=wp-block-embed__wrapper>\nhttps://youtu.be/x\n</div><figcaption>C</figcaption></figure>",
        json!([{"embed": {"url": "https://youtu.be/x", "title": "YouTube: x", "provider": "YouTube"}}, {"paragraph": ["C"]}]),
    );
    check(
        "<figure class=wp-block-table><table><tr><td>a<td>b<tr><td>c<td>d</table><figcaption>C</figcaption></figure>",
        json!([{"table": {"rows": [[["a"], ["b"]], [["c"], ["d"]]], "caption": ["C"]}}]),
    );
    check(
        "<figure class='wp-block-gallery'><figure><img src=/a.jpg width=3 height=2></figure><figure><img src=/b.jpg width=3 height=2><figcaption>B</figcaption></figure><figcaption class=blocks-gallery-caption>All</figcaption></figure>",
        json!([{"gallery": [
            {"src": "https://old.example/a.jpg", "width": 3, "height": 2},
            {"src": "https://old.example/b.jpg", "width": 3, "height": 2, "caption": "B"}]},
            {"paragraph": ["All"]}]),
    );
}

/// Words of what is made, in whatever they stand.
fn words(value: &Value, all: &mut String) {
    match value {
        Value::String(text) => {
            all.push_str(text);
            all.push(' ');
        }
        Value::Array(list) => list.iter().for_each(|value| words(value, all)),
        Value::Object(map) => map.values().for_each(|value| words(value, all)),
        _ => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever comes in, what goes out is a body that readers accept.
    #[test]
    fn any_html_makes_a_body_without_errors(
        pieces in proptest::collection::vec(proptest::sample::select(vec![
            "<p>", "</p>", "<b>", "</b>", "<a href='javascript:x'>", "<a href=' data:x'>", "<a href=/x>", "</a>",
            "<ul>", "<li>", "</ul>", "<table>", "<tr>", "<td colspan=99>", "<td rowspan=3>", "</table>", "<img src=x>",
            "<img src='javascript:x'>", "<figure>", "<figcaption>", "</figure>", "<blockquote>", "<cite>", "<pre>",
            "<iframe src=http://a.example>", "<iframe src='https://a.example'>", "</iframe>", "<h1>", "</h1>", "text", " ",
            "\n\n", "\u{1}", "&#8;", "<svg>", "<math>", "<template>", "<sub>", "<code>", "<br>", "<hr>", "<abbr title=x>",
            "<span lang=xx-bad-1>", "<details>", "<summary>", "<dl><dt>", "<dd>", "<!--", "-->", "<select><option>",
        ]), 0..40),
        breaks: bool,
    ) {
        let html = pieces.concat();
        let base = url::Url::parse("https://old.example/").ok();
        let converted = convert(&html, &Context { base, breaks, resolve: &|_| None, picture: &|_| None });
        let part = gazet_bundle::Part { blocks: converted.blocks, related: Vec::new() };
        let json = serde_json::to_vec(&part).unwrap_or_default();
        prop_assert!(gazet_bundle::read_part(&json).is_ok());
        let errors: Vec<_> = gazet_bundle::validate_part(&part, "part")
            .into_iter()
            .filter(|problem| problem.level == gazet_bundle::Level::Error)
            .collect();
        prop_assert!(errors.is_empty(), "{html}: {errors:?}");
        for block in &part.blocks {
            let mut addresses = Vec::new();
            let images = std::cell::RefCell::new(Vec::new());
            crate::check::look(
                block,
                &mut |url| addresses.push(url.as_str().to_ascii_lowercase()),
                &mut |image| images.borrow_mut().push(image.src.as_str().to_ascii_lowercase()),
            );
            for address in addresses.into_iter().chain(images.into_inner()) {
                let scheme = address.split(':').next().unwrap_or_default();
                prop_assert!(["http", "https", "mailto", "tel"].contains(&scheme), "{address}");
            }
        }
    }

    /// No word is lost that a reader of the old site could see.
    #[test]
    fn no_visible_word_is_lost(
        pieces in proptest::collection::vec(proptest::sample::select(vec![
            "<p>", "</p>", "<b>", "</b>", "<a href=/x>", "</a>", "<a>", "<ul>", "<li>", "</ul>", "<ol>", "</ol>", "<table>", "<tr>",
            "<td>", "<th>", "<td rowspan=2>", "</table>", "<img src=/x.jpg>", "<figure>", "<figcaption>", "</figure>", "<blockquote>",
            "</blockquote>", "<cite>", "</cite>", "<footer>", "<pre>", "</pre>", "<h1>", "</h1>", "<h3>", "</h3>", "<sub>", "<code>",
            "</code>", "<br>", "<hr>", "<abbr title=x>", "<span lang=fa>", "<details>", "<summary>", "<dl><dt>", "<dd>", "</dl>",
            "<ruby>", "<rt>", "</ruby>", "<q>", "</q>", "<div class=wp-block-gallery>", "</div>", "<figure class=wp-block-pullquote>",
            "<blockquote class=twitter-tweet>", "<div class=footnotes>", "<li id=n>", "<a href=#n>", "<caption>", "<font>", "<center>",
            "<section>", "</section>", "<div hidden>", "<label>",
        ]), 0..30),
        breaks: bool,
    ) {
        let mut html = String::new();
        for (at, piece) in pieces.iter().enumerate() {
            html.push_str(&format!("{piece} w{at}w "));
        }
        let base = url::Url::parse("https://old.example/").ok();
        let context = Context { base, breaks, resolve: &|_| None, picture: &|_| None };
        let converted = convert(&html, &context);
        let mut kept = String::new();
        words(&serde_json::to_value(&converted.blocks).unwrap_or_default(), &mut kept);
        let is_named = converted.losses.0.keys().any(|what| what.contains("hides"));
        let seen = super::dom::text(&super::dom::Dom::parse(&html).body());
        for word in seen.split(' ').filter(|word| word.starts_with('w') && word.ends_with('w')) {
            prop_assert!(is_named || kept.contains(word), "{word} of {html}: {kept}");
        }
    }
}
