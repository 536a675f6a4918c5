//! Every address stays under the base path, and leads to a page that is there.

use super::check::{BASE, at, page};
use super::edition::{edit, edition, url};
use gazet_bundle::*;
use gazet_reader::routes::{Links, Route};
use gazet_reader::snapshot::routes;

/// An edition whose links are of every form that a publisher writes.
fn linked() -> Bundle {
    let mut bundle = edition();
    bundle.site.social[0].url = url("/about");
    bundle.site.partners[0].url = url("news/");
    edit(&mut bundle, "news-1").source =
        Some(Credit { text: "a".into(), url: Some(url("/about")) });
    let link = |to: &str| {
        Block::Paragraph(vec![Span::Rich(Rich::Link { to: url(to), text: vec![Span::text(to)] })])
    };
    let targets = ["/article/culture-1", "article/culture-1", "/news/energy/", "/", "#a", "/a.pdf"];
    let blocks = targets.map(link).to_vec();
    edit(&mut bundle, "news-1").body = Body::Inline(Part { blocks, related: Vec::new() });
    bundle
}

#[test]
fn no_address_leaves_the_base_path() {
    let bundle = linked();
    for route in routes(&bundle).into_iter().chain([Route::Unknown]) {
        for element in page(&bundle, &route).all("*") {
            for (name, value) in element.attributes() {
                let addresses: Vec<&str> = match name.as_str() {
                    "href" | "src" | "action" | "poster" => vec![&value],
                    "srcset" => value.split(", ").collect(),
                    _ => continue,
                };
                for address in addresses {
                    let outside = ["https:", "mailto:", "#"];
                    let is_good = address.starts_with(BASE)
                        || outside.iter().any(|start| address.starts_with(start));
                    assert!(is_good, "{name}={address} in {route:?}");
                }
            }
        }
    }
}

#[test]
fn links_inward_lead_to_pages_that_are_there() {
    let bundle = linked();
    let links = Links::new(BASE);
    let there = routes(&bundle);
    for route in &there {
        for link in page(&bundle, route).all("a") {
            let href = link.attribute("href").unwrap();
            let path = href.split(['?', '#']).next().unwrap();
            if !path.starts_with(BASE) || path.ends_with(".pdf") {
                continue;
            }
            let target = links.route(path).unwrap();
            assert!(there.contains(&target), "{href} in {route:?}");
            // A host would answer the address without its `/` by a redirect.
            assert!(path.ends_with('/'), "{href} in {route:?}");
        }
    }
}

#[test]
fn links_outward_do_not_hand_the_window_over() {
    let bundle = linked();
    for route in routes(&edition()) {
        for link in page(&bundle, &route).all("a") {
            let href = link.attribute("href").unwrap();
            if href.starts_with("https:") {
                let rel = link.attribute("rel").unwrap_or_default();
                assert!(rel.contains("noopener"), "{href} in {route:?}");
            }
        }
    }
}

#[test]
fn addresses_within_the_text_are_resolved() {
    let article = page(&linked(), &at("article/news-1/"));
    let hrefs: Vec<_> =
        article.all("div.prose a").iter().filter_map(|link| link.attribute("href")).collect();
    assert_eq!(
        hrefs,
        [
            "/repo/article/culture-1/",
            "/repo/article/culture-1/",
            "/repo/news/energy/",
            "/repo/",
            "#a",
            "/repo/a.pdf",
        ]
    );
}
