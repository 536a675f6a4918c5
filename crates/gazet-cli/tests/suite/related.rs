//! What to read next is what is most alike.

use crate::support::{edition, succeed};
use gazet_bundle::{Body, Bundle};
use std::fs;

fn related<'a>(bundle: &'a Bundle, slug: &str) -> Vec<&'a str> {
    let Some(Body::Inline(part)) = bundle.article(slug).map(|article| &article.body) else {
        panic!("{slug} has no body of its own");
    };
    part.related.iter().map(gazet_bundle::Slug::as_str).collect()
}

/// The related articles of `slug` begin with these.
fn check(bundle: &Bundle, slug: &str, expected: &[&str]) {
    assert_eq!(&related(bundle, slug)[..expected.len()], expected, "{slug}");
}

fn bundle(folder: &std::path::Path) -> Bundle {
    succeed(folder, "import markdown edition --out bundle");
    gazet_bundle::read(&fs::read(folder.join("bundle/bundle.json")).unwrap()).unwrap()
}

#[test]
fn words_section_and_tags_decide() {
    let folder = edition();
    let bundle = bundle(folder.path());
    check(&bundle, "second", &["third"]);
    check(&bundle, "third", &["second"]);
    // A tag in common counts for more than nothing in common.
    check(&bundle, "everything", &["second"]);
    // Of the same language first, though another shares section and tags.
    check(&bundle, "kuleyin-sesi", &["qiymet", "second", "third"]);
}

#[test]
fn no_article_is_related_to_itself_or_twice_and_thirteen_are_enough() {
    let folder = edition();
    for number in 0..30 {
        let text = format!(
            "---\ntitle: Number {number}\nsection: news\nauthor: ada-type\n\
             date: 2020-01-{:02}T00:00:00Z\n---\n\nOne of many.\n",
            number % 28 + 1
        );
        fs::write(folder.path().join(format!("edition/articles/number-{number}.md")), text)
            .unwrap();
    }
    let bundle = bundle(folder.path());
    assert_eq!(bundle.articles.len(), 36);
    for article in &bundle.articles {
        let mut related = related(&bundle, article.slug.as_str());
        assert_eq!(related.len(), 13, "{}", article.slug);
        assert!(!related.contains(&article.slug.as_str()), "{}", article.slug);
        related.sort_unstable();
        related.dedup();
        assert_eq!(related.len(), 13, "{}", article.slug);
    }
    // Of equals the newer comes first: 28 January, the newest, leads.
    check(&bundle, "number-0", &["number-27", "number-26", "number-25"]);
}
