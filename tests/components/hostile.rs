//! Hostile text is text, wherever it stands.

use super::check::{at, document, page, snapshot};
use super::dom::Page;
use super::edition::{edit, edition, image, paragraph};
use gazet_bundle::*;

/// What a text might try: to open an element, to end an attribute, to end the
/// title, a script or a comment, to turn the line around.
const ATTACKS: [&str; 8] = [
    "<script>alert(1)</script>",
    "\" autofocus onfocus=\"alert(1)",
    "' onmouseover='alert(1)",
    "</title></head><script>alert(1)</script>",
    "</script><script>alert(1)</script><!--",
    "--><img src=x onerror=alert(1)>",
    "&lt;b&gt; &amp; &#60;i&#62;",
    "\u{202e}txt.exe\u{202c} `${alert(1)}`",
];

/// One page of each kind.
const PATHS: [&str; 9] = [
    "",
    "news/",
    "author/ada-reed/",
    "about/",
    "article/news-1/",
    "article/news-2/",
    "saved/",
    "search/",
    "404.html",
];

/// An edition that says it everywhere that a text can stand.
fn hostile(attack: &str) -> Bundle {
    let mut bundle = edition();
    let said = || attack.to_owned();
    let spans = || vec![Span::text(attack)];
    bundle.site.title = said();
    bundle.site.tagline = said();
    bundle.site.about = said();
    bundle.site.copyright = said();
    bundle.site.email = said();
    bundle.site.social[0].name = said();
    bundle.site.partners[0].name = said();
    bundle.sections[0].name = said();
    bundle.sections[0].about = said();
    bundle.authors[0].name = said();
    bundle.authors[0].role = said();
    bundle.authors[0].bio = said();
    bundle.pages[0].title = said();
    bundle.pages[0].deck = said();
    let shown = |src: &str| Image {
        alt: attack.to_owned(),
        caption: attack.to_owned(),
        credit: attack.to_owned(),
        ..image(src)
    };
    let blocks = vec![
        paragraph(attack),
        Block::Code { language: said(), text: said() },
        Block::Image(shown("images/a.jpg")),
        Block::Image(shown("https://elsewhere.example/a.jpg")),
        Block::Embed(Embed {
            url: Url::new("https://elsewhere.example/").unwrap(),
            title: said(),
            provider: said(),
        }),
        Block::Table(Table {
            head: vec![spans()],
            rows: vec![vec![spans()]],
            align: Vec::new(),
            caption: spans(),
        }),
        Block::Paragraph(vec![
            Span::Rich(Rich::Abbr { text: said(), title: said() }),
            Span::Rich(Rich::Code(said())),
            Span::Rich(Rich::Note(said())),
        ]),
        Block::Footnotes(vec![Footnote { label: said(), blocks: vec![paragraph(attack)] }]),
    ];
    let article = edit(&mut bundle, "news-1");
    article.title = said();
    article.deck = said();
    article.kicker = said();
    article.tags = vec![said()];
    article.image = Some(shown("images/news-1.jpg"));
    article.source = Some(Credit { text: said(), url: None });
    article.body = Body::Inline(Part { blocks, related: Vec::new() });
    bundle
}

/// The elements of a page with the names of their attributes.
fn shape(page: &Page) -> Vec<(String, Vec<String>)> {
    let names = |element: &super::dom::Element| {
        element.attributes().into_iter().map(|(name, _)| name).collect()
    };
    page.all("*").iter().map(|element| (element.name().to_owned(), names(element))).collect()
}

#[test]
fn hostile_text_changes_no_page() {
    for attack in ATTACKS {
        // Of the same length: the navigation makes room for names.
        let (bundle, harmless) = (hostile(attack), hostile(&"a".repeat(attack.chars().count())));
        for path in PATHS {
            let (shown, expected) = (page(&bundle, &at(path)), page(&harmless, &at(path)));
            assert!(shape(&shown) == shape(&expected), "{attack} changes {path}");
        }
    }
}

#[test]
fn hostile_text_is_read_as_it_was_written() {
    for attack in ATTACKS {
        let article = page(&hostile(attack), &at("article/news-1/"));
        let selectors = [
            "main h1",
            "header.head p.deck",
            "header.head p.kicker",
            "span.byline a",
            "div.prose pre",
            "div.prose caption",
            "div.prose td",
            "div.prose abbr",
            "nav.tags a",
            "p.source",
            "footer p.footer__name",
        ];
        for selector in selectors {
            assert_eq!(article.texts(selector), [attack.trim()], "{selector}");
        }
        assert_eq!(article.one("title").text(), format!("{attack} · {attack}"));
        let alt = article.one("figure.lead-picture img").attribute("alt");
        assert_eq!(alt.as_deref(), Some(attack));
        assert_eq!(article.one("abbr").attribute("title").as_deref(), Some(attack));
        let save = article.one("header.head button.save").attribute("aria-label");
        assert_eq!(save, Some(format!("Save: {attack}")));
    }
}

#[test]
fn a_text_that_turns_the_line_stays_in_its_own_direction() {
    let bundle = hostile("\u{202e}txt.exe");
    let article = page(&bundle, &at("article/news-1/"));
    for selector in ["main h1", "header.head p.deck", "nav.tags a", "div.prose pre"] {
        let element = article.one(selector);
        let mut around = element.ancestors();
        around.insert(0, element);
        // A direction of its own isolates (HTML standard, 15.3.6).
        let isolated = around.iter().take_while(|element| element.name() != "main");
        assert!(isolated.into_iter().any(|e| e.attribute("dir").is_some()), "{selector}");
    }
}

#[test]
fn an_address_of_a_mail_stays_one() {
    let mut bundle = edition();
    bundle.site.email = "\"><script>alert(1)</script>".into();
    let html = document(&snapshot(&bundle, &at("")));
    let links = Page::new(&html).all("footer a");
    let mail = links.iter().filter_map(|link| link.attribute("href")).find(|h| h.contains("alert"));
    assert!(mail.is_some_and(|href| href.starts_with("mailto:")));
    assert!(!html.contains("<script>alert"));
}
