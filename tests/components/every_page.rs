//! What holds for every page of an edition.

use super::check::{check, document, page, snapshot};
use super::dom::Page;
use super::edition::{article, edit, edition, image, language, paragraph, slug, url};
use gazet_bundle::*;
use gazet_reader::routes::Route;
use gazet_reader::snapshot::routes;
use std::collections::BTreeSet;
use std::sync::OnceLock;

/// An edition whose first article has something of everything.
fn rich() -> Bundle {
    let mut bundle = edition();
    let note = Footnote { label: "a".into(), blocks: vec![paragraph("The note.")] };
    let quote = Quote { blocks: vec![paragraph("Said.")], cite: vec![Span::text("Someone")] };
    let mut remote = image("https://elsewhere.example/a.jpg");
    remote.variants.clear();
    let mut blocks: Vec<Block> = (0..8).map(|number| paragraph(&number.to_string())).collect();
    blocks.extend([
        Block::Paragraph(vec![Span::Rich(Rich::Note("a".into()))]),
        Block::Heading { level: 2, text: vec![Span::text("Head")] },
        Block::List(List { start: Some(2), items: vec![vec![paragraph("one")]] }),
        Block::Quote(quote),
        Block::PullQuote(vec![Span::text("Large")]),
        Block::Gallery(vec![image("images/a.jpg"), image("images/b.jpg")]),
        Block::Image(remote),
        Block::Code { language: String::new(), text: "code".into() },
        Block::Divider(true),
        Block::Embed(Embed {
            url: url("https://elsewhere.example/"),
            title: "A film".into(),
            provider: String::new(),
        }),
        Block::Footnotes(vec![note]),
    ]);
    let related = bundle.articles[20..33].iter().map(|article| article.slug.clone()).collect();
    let changed = edit(&mut bundle, "news-1");
    changed.body = Body::Inline(Part { blocks, related });
    changed.tags.push("Şuşa".into());
    changed.source = Some(Credit { text: "From".into(), url: Some(url("https://a.example/")) });
    changed.translation_of = Some(slug("culture-1"));
    edit(&mut bundle, "news-2").language = Some(language("fa"));
    bundle
}

/// Calls `look` with every page, not-found included.
fn on_every_page(look: impl Fn(&Route, &Page)) {
    static PAGES: OnceLock<Vec<(Route, String)>> = OnceLock::new();
    let pages = PAGES.get_or_init(|| {
        let bundle = rich();
        let routes = routes(&bundle).into_iter().chain([Route::Unknown]);
        routes.map(|route| (route.clone(), document(&snapshot(&bundle, &route)))).collect()
    });
    for (route, html) in pages {
        look(route, &Page::new(html));
    }
}

#[test]
fn every_route_of_the_edition_has_its_own_page() {
    let bundle = rich();
    let routes = routes(&bundle);
    let paths: BTreeSet<String> = routes.iter().map(Route::path).collect();
    assert_eq!(paths.len(), routes.len());
    for path in ["", "saved/", "search/", "news/page/2/", "news/energy/", "author/ada-reed/page/2/"]
    {
        assert!(paths.contains(path), "{path}");
    }
    for path in ["tag/wind-power/page/2/", "tag/susa/", "about/", "article/travel-1/"] {
        assert!(paths.contains(path), "{path}");
    }
    for route in &routes {
        let page = page(&bundle, route);
        assert_eq!(page.all("main h1").len(), 1, "{route:?}");
        assert_ne!(page.texts("main h1"), ["Page not found"], "{route:?}");
        assert_eq!(Route::parse(&route.path()), *route);
    }
}

#[test]
fn a_tag_that_one_article_spells_twice_counts_it_once() {
    let mut bundle = edition();
    bundle.articles = (1..=12).map(|number| article("news", number)).collect();
    for article in &mut bundle.articles {
        article.tags = vec!["Wind".into(), "wind".into()];
    }
    for route in routes(&bundle) {
        assert_ne!(page(&bundle, &route).texts("main h1"), ["Page not found"], "{route:?}");
    }
}

#[test]
fn the_parser_has_nothing_to_mend() {
    on_every_page(|route, page| {
        assert_eq!(page.errors(), Vec::<String>::new(), "{route:?}");
        assert_eq!(page.comments(), Vec::<String>::new(), "{route:?}");
    });
}

#[test]
fn no_element_has_a_style_or_a_handler() {
    on_every_page(|route, page| {
        for element in page.all("*") {
            for (name, value) in element.attributes() {
                let forbidden = name == "style" || name.starts_with("on");
                assert!(!forbidden, "{name}={value} in {route:?}");
                let runs = value.trim_start().to_ascii_lowercase().starts_with("javascript:");
                assert!(!runs, "{name}={value} in {route:?}");
            }
        }
        assert!(page.all("body script").is_empty() && page.all("style").is_empty(), "{route:?}");
    });
}

#[test]
fn ids_are_unique_and_what_is_referred_to_is_there() {
    on_every_page(|route, page| {
        let mut ids = BTreeSet::new();
        for element in page.all("*") {
            if let Some(id) = element.attribute("id") {
                assert!(ids.insert(id.clone()), "#{id} stands twice in {route:?}");
            }
        }
        for element in page.all("*") {
            for (name, value) in element.attributes() {
                let named: Vec<&str> = match name.as_str() {
                    "aria-labelledby" | "aria-describedby" | "aria-controls" => {
                        value.split(' ').collect()
                    }
                    "for" | "popovertarget" => vec![&value],
                    "href" => value.strip_prefix('#').into_iter().collect(),
                    _ => continue,
                };
                for id in named {
                    assert!(ids.contains(id), "{name} names #{id} in {route:?}");
                }
            }
        }
    });
}

#[test]
fn everything_that_is_used_has_a_name() {
    on_every_page(|route, page| {
        for element in page.all("*") {
            let labelled = ["aria-label", "aria-labelledby"]
                .iter()
                .any(|name| element.attribute(name).is_some_and(|value| !value.is_empty()));
            let pictured = element
                .all("img")
                .iter()
                .any(|image| image.attribute("alt").is_some_and(|alt| !alt.is_empty()));
            let in_label = element.ancestors().iter().any(|around| around.name() == "label");
            let has_for = element.attribute("id").is_some_and(|id| {
                page.all("label").iter().any(|l| l.attribute("for").as_deref() == Some(&id))
            });
            let is_named = match element.name() {
                "a" | "button" => labelled || pictured || !element.text().is_empty(),
                "input" | "select" => labelled || in_label || has_for,
                "img" => element.attribute("alt").is_some(),
                "nav" | "dialog" | "section" | "aside" => {
                    labelled || element.attribute("aria-hidden").is_some()
                }
                "html" => element.attribute("lang").is_some(),
                _ => true,
            };
            assert!(is_named, "{} {:?} in {route:?}", element.name(), element.attributes());
        }
    });
}

#[test]
fn what_is_hidden_from_readers_holds_nothing_to_reach() {
    on_every_page(|route, page| {
        for hidden in page.all("[aria-hidden=true]") {
            let within = hidden.all("*");
            for element in within.iter().chain([&hidden]) {
                let reached = matches!(element.name(), "a" | "button" | "input" | "select")
                    && element.attribute("tabindex").as_deref() != Some("-1");
                assert!(!reached, "{:?} in {route:?}", element.attributes());
            }
        }
    });
}

#[test]
fn captions_belong_to_their_figures() {
    on_every_page(|route, page| {
        for caption in page.all("figcaption") {
            assert_eq!(caption.ancestors()[0].name(), "figure", "{} in {route:?}", caption.text());
        }
        for item in page.all("li") {
            assert!(matches!(item.ancestors()[0].name(), "ul" | "ol"), "{route:?}");
        }
    });
}

#[test]
fn every_page_has_the_furniture_of_the_house() {
    on_every_page(|_, page| {
        let skip = page.all("body a")[0].clone();
        assert_eq!(skip.text(), "Skip to the text");
        assert_eq!(skip.attribute("href").as_deref(), Some("#main"));
        assert_eq!(page.all("main").len(), 1);
        check(page, "footer p.footer__name", &["The Paper"]);
        check(page, "nav.footer__pages a", &["Who we are", "Cookies policy", "Reading offline"]);
        check(
            page,
            "ul.drawer__pages a",
            &["Search", "Saved", "Reading offline", "Who we are", "Cookies policy"],
        );
        let partner = page.one("section.footer__partners img");
        assert_eq!(partner.attribute("alt").as_deref(), Some("The Partner"));
    });
}

#[test]
fn the_navigation_knows_where_the_reader_is() {
    let bundle = rich();
    let here = |path: &str| {
        let page = page(&bundle, &Route::parse(path));
        let links = page.all("nav.nav a[aria-current]");
        let said = |name: &str| links.iter().filter_map(|link| link.attribute(name)).collect();
        let (hrefs, currents): (Vec<String>, Vec<String>) = (said("href"), said("aria-current"));
        let mut found: Vec<_> = hrefs.into_iter().zip(currents).collect();
        // “More” repeats what a narrow line leaves out.
        found.dedup();
        found
    };
    let pair = |href: &str, value: &str| (href.to_owned(), value.to_owned());
    assert_eq!(here(""), [pair("/repo/", "page")]);
    assert_eq!(here("news/"), [pair("/repo/news/", "page")]);
    assert_eq!(
        here("news/energy/"),
        [pair("/repo/news/", "true"), pair("/repo/news/energy/", "page"),]
    );
    assert_eq!(
        here("article/news-energy-1/"),
        [pair("/repo/news/", "true"), pair("/repo/news/energy/", "true"),]
    );
    assert_eq!(here("about/"), []);
}

#[test]
fn the_same_edition_gives_the_same_bytes() {
    let bundle = rich();
    for route in routes(&bundle) {
        let (first, second) = (snapshot(&bundle, &route), snapshot(&rich(), &route));
        assert!(document(&first) == document(&second), "{route:?}");
        assert_eq!(first, second);
    }
}

#[test]
fn a_paper_with_a_logo_shows_it_in_place_of_the_readers_mark() {
    let shown = |bundle: &Bundle| {
        let page = page(bundle, &Route::Front);
        let count = |selector: &str| page.all(selector).len();
        (count(".wordmark .mark"), count(".wordmark img[src=/repo/images/logo.svg]"))
    };
    let mut bundle = edition();
    assert_eq!(shown(&bundle), (2, 0));
    bundle.site.logo = Some(image("images/logo.svg"));
    assert_eq!(shown(&bundle), (0, 2));
}
