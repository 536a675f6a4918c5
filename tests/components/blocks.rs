//! Every kind of block and of span becomes its element.

use super::check::{at, page};
use super::dom::Element;
use super::edition::{image, language, paragraph, url, with_blocks};
use gazet_bundle::*;

/// The text of an article with these blocks.
fn prose(blocks: Vec<Block>) -> Element {
    page(&with_blocks(blocks), &at("article/news-1/")).one("div.prose")
}

fn text(text: &str) -> Vec<Span> {
    vec![Span::text(text)]
}

fn rich(rich: Rich) -> Vec<Span> {
    vec![Span::Rich(rich)]
}

/// A block is shown as one element with this text.
fn check_block(block: Block, selector: &str, said: &str) -> Element {
    let prose = prose(vec![block]);
    let shown = prose.one(selector);
    assert_eq!(shown.text(), said, "{selector}");
    shown
}

/// A span is shown as one element with this text, inside its paragraph.
fn check_span(span: Rich, selector: &str, said: &str) -> Element {
    check_block(Block::Paragraph(rich(span)), &format!("p {selector}"), said)
}

#[test]
fn text_blocks() {
    check_block(paragraph("Said."), "p", "Said.");
    for level in 2..=6 {
        check_block(Block::Heading { level, text: text("Head") }, &format!("h{level}"), "Head");
    }
    check_block(Block::PullQuote(text("Large")), "aside[aria-hidden=true] p", "Large");
    let code = Block::Code { language: "rust".into(), text: "\nfn a() {}\n  b".into() };
    check_block(code, "pre code", "fn a() {}\n  b");
    check_block(Block::Divider(true), "hr", "");
}

#[test]
fn lists() {
    let items = || vec![vec![paragraph("one")], vec![paragraph("two"), paragraph("more")]];
    let bullets = prose(vec![Block::List(List { start: None, items: items() })]);
    assert_eq!(bullets.all("ul li").len(), 2);
    // One paragraph is the item itself; two stay two.
    assert_eq!(bullets.all("li p").len(), 2);
    let from = |start| prose(vec![Block::List(List { start: Some(start), items: items() })]);
    assert_eq!(from(1).one("ol").attribute("start"), None);
    assert_eq!(from(5).one("ol").attribute("start").as_deref(), Some("5"));
}

#[test]
fn quotations() {
    let quote = Quote { blocks: vec![paragraph("Said.")], cite: text("Someone") };
    let shown = prose(vec![Block::Quote(quote.clone())]);
    assert_eq!(shown.one("figure blockquote p").text(), "Said.");
    assert_eq!(shown.one("figure figcaption").text(), "Someone");
    let bare = prose(vec![Block::Quote(Quote { cite: Vec::new(), ..quote })]);
    assert!(bare.all("figcaption").is_empty());
}

#[test]
fn pictures() {
    let one = prose(vec![Block::Image(image("images/a.jpg"))]);
    let shown = one.one("figure img");
    assert_eq!(shown.attribute("src").as_deref(), Some("/repo/images/a.jpg"));
    assert_eq!(shown.attribute("loading").as_deref(), Some("lazy"));
    assert_eq!(one.one("figcaption").text(), "What it shows Who made it");
    let three = ["images/a.jpg", "images/b.jpg", "images/c.jpg"].map(image);
    let gallery = prose(vec![Block::Gallery(three.to_vec())]);
    assert_eq!(gallery.one("div.gallery--3").all("figure img").len(), 3);
}

#[test]
fn what_lies_on_another_site_waits_for_the_reader() {
    let embed = Embed {
        url: url("https://maps.example/embed?x=1"),
        title: "A map".into(),
        provider: "Maps".into(),
    };
    let mut remote = image("https://pictures.example/a.jpg");
    remote.variants.clear();
    let shown = prose(vec![Block::Embed(embed), Block::Image(remote)]);
    assert!(shown.all("iframe").is_empty());
    assert!(shown.all("img").is_empty());
    let texts = |selector: &str| shown.all(selector).iter().map(Element::text).collect::<Vec<_>>();
    assert_eq!(texts("p.embed__title"), ["A map", "What is seen"]);
    assert_eq!(texts("p.embed__from"), ["Maps (maps.example)", "pictures.example"]);
    assert_eq!(texts("figure.embed button"), ["Load it", "Load it"]);
}

#[test]
fn tables() {
    let row = |cells: [&str; 2]| cells.map(text).to_vec();
    let table = Table {
        head: row(["Name", "Size"]),
        rows: vec![row(["a", "1"]), row(["b", "2"])],
        align: vec![Align::Start, Align::End],
        caption: text("Sizes"),
    };
    let shown = prose(vec![Block::Table(table.clone())]);
    assert_eq!(shown.one("table caption").text(), "Sizes");
    let heads = shown.all("thead th[scope=col]");
    assert_eq!(heads.len(), 2);
    assert_eq!(heads[1].attribute("data-align").as_deref(), Some("end"));
    assert_eq!(shown.all("tbody tr").len(), 2);
    assert_eq!(shown.all("tbody td")[3].text(), "2");
    // It scrolls by itself, so it can be reached by keyboard.
    assert_eq!(shown.one("div.table").attribute("tabindex").as_deref(), Some("0"));
    let bare = prose(vec![Block::Table(Table { head: Vec::new(), ..table })]);
    assert!(bare.all("thead").is_empty());
}

#[test]
fn spans() {
    check_span(Rich::Em(text("a")), "em", "a");
    check_span(Rich::Strong(text("a")), "strong", "a");
    check_span(Rich::Strike(text("a")), "s", "a");
    check_span(Rich::Mark(text("a")), "mark", "a");
    check_span(Rich::Sub(text("a")), "sub", "a");
    check_span(Rich::Sup(text("a")), "sup", "a");
    check_span(Rich::Code("a < b".into()), "code", "a < b");
    check_span(Rich::Break(true), "br", "");
    let abbr = check_span(Rich::Abbr { text: "EU".into(), title: "Union".into() }, "abbr", "EU");
    assert_eq!(abbr.attribute("title").as_deref(), Some("Union"));
    check_span(Rich::Em(rich(Rich::Strong(text("both")))), "em strong", "both");
}

#[test]
fn text_in_another_language_runs_its_own_way() {
    let span = |lang: &str, dir| Rich::Lang { lang: language(lang), dir, text: text("مقام") };
    let usual = check_span(span("ar", None), "bdi", "مقام");
    assert_eq!(usual.attribute("dir").as_deref(), Some("rtl"));
    assert_eq!(usual.attribute("lang").as_deref(), Some("ar"));
    let told = check_span(span("ar", Some(Direction::Ltr)), "bdi", "مقام");
    assert_eq!(told.attribute("dir").as_deref(), Some("ltr"));
}

#[test]
fn links_inward_stay_under_the_base_and_links_outward_name_their_host() {
    let link = |to: &str| Rich::Link { to: url(to), text: text("there") };
    let inward = check_span(link("/article/culture-1#a"), "a", "there");
    assert_eq!(inward.attribute("href").as_deref(), Some("/repo/article/culture-1/#a"));
    assert_eq!(inward.attribute("rel"), None);
    let outward = check_span(link("https://bank.example@evil.example/x"), "a", "there");
    assert_eq!(outward.attribute("aria-description").as_deref(), Some("evil.example"));
    assert_eq!(outward.attribute("rel").as_deref(), Some("noopener noreferrer"));
    // Letters that look alike do not hide which name is asked for.
    let alike =
        check_span(link("https://\u{430}\u{440}\u{440}\u{4cf}\u{435}.example:8080/"), "a", "there");
    assert_eq!(
        alike.attribute("aria-description").as_deref(),
        Some("\u{430}\u{440}\u{440}\u{4cf}\u{435}.example:8080 (xn--80ak6aa92e.example:8080)")
    );
    let mail = check_span(link("mailto:desk@paper.example"), "a", "there");
    assert_eq!(mail.attribute("href").as_deref(), Some("mailto:desk@paper.example"));
}

/// Two notes, and a text that refers to them.
fn notes(text: Vec<Span>) -> Vec<Block> {
    let note = |label: &str| Footnote {
        label: label.into(),
        blocks: vec![paragraph(&format!("The note {label}."))],
    };
    vec![Block::Paragraph(text), Block::Footnotes(vec![note("one"), note("two")])]
}

fn note(label: &str) -> Span {
    Span::Rich(Rich::Note(label.into()))
}

#[test]
fn notes_link_there_and_back() {
    let shown = prose(notes(vec![Span::text("Said"), note("two"), note("one"), note("lost")]));
    let references = shown.all("a[role=doc-noteref]");
    let numbers: Vec<_> = references.iter().map(Element::text).collect();
    assert_eq!(numbers, ["2", "1"]);
    assert_eq!(references[0].attribute("aria-label").as_deref(), Some("Note 2"));
    for reference in references {
        let there = reference.attribute("href").unwrap();
        let note = shown.one(&format!("li{there}"));
        let back = note.one("a[role=doc-backlink]").attribute("href").unwrap();
        assert_eq!(back, format!("#{}", reference.attribute("id").unwrap()));
    }
    assert_eq!(shown.one("li#note-2 p").text(), "The note two.");
}

#[test]
fn a_note_that_is_referred_to_twice_keeps_ids_unique() {
    let shown = prose(notes(vec![note("one"), note("two"), note("one")]));
    assert_eq!(shown.all("a[role=doc-noteref]").len(), 3);
    assert_eq!(shown.all("#note-ref-1").len(), 1);
    // The way back leads to a place that is there.
    let back = shown.one("li#note-1 a[role=doc-backlink]").attribute("href").unwrap();
    assert_eq!(shown.all(&back).len(), 1);
}

#[test]
fn a_second_list_of_notes_goes_on_counting() {
    let mut blocks = notes(vec![note("one"), note("three")]);
    blocks.push(Block::Footnotes(vec![Footnote {
        label: "three".into(),
        blocks: vec![paragraph("The note three.")],
    }]));
    let shown = prose(blocks);
    assert_eq!(shown.one("li#note-3 p").text(), "The note three.");
    let list = shown.one("li#note-3").ancestors().remove(0);
    assert_eq!(list.attribute("start").as_deref(), Some("3"));
}

#[test]
fn a_pull_quote_holds_nothing_to_reach_by_keyboard() {
    let link = Rich::Link { to: url("/news/"), text: text("linked") };
    let quote = vec![Span::text("Large, "), Span::Rich(link), note("one")];
    let mut blocks = notes(vec![note("one")]);
    blocks.insert(0, Block::PullQuote(quote));
    let aside = prose(blocks).one("aside.pull-quote");
    assert!(aside.text().starts_with("Large, linked"));
    assert!(aside.all("a").is_empty());
}
