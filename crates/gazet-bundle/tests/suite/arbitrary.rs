//! Strategies for everything a bundle holds. What they make is readable
//! (`read` takes it) but otherwise as odd as the types allow.

use gazet_bundle::*;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use std::collections::BTreeSet;

/// A text of any characters: scripts, marks, controls, directions.
pub(crate) fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[a-zA-ZəğıİşçöüŞ ,.]{0,24}",
        2 => any::<String>().prop_map(|text| text.chars().take(40).collect()),
        1 => Just("<script>alert(1)</script>".to_owned()),
        1 => Just("\u{202e}\u{0}\\\"\u{feff}\u{10ffff}".to_owned()),
    ]
}

pub(crate) fn slug() -> impl Strategy<Value = Slug> {
    "[a-zəыß0-9٠字]{1,8}(-{1,2}[a-z0-9]{1,5}){0,2}".prop_map(|text| Slug::new(text).unwrap())
}

pub(crate) fn url() -> impl Strategy<Value = Url> {
    let some = prop_oneof![
        "https?://[a-z]{1,8}\\.example(:[0-9]{1,4})?(/[a-z:@%20]{0,9}){0,3}(\\?[a-z=&:]{0,9})?",
        "(/|\\./|\\.\\./)?[a-zə]{1,9}(/[a-z:]{1,9}){0,3}(#[a-z]{0,3})?",
        "mailto:[a-z]{1,9}@[a-z]{1,9}",
        "TEL:\\+[0-9]{3,12}",
    ];
    some.prop_filter_map("an address", |text| Url::new(text).ok())
}

pub(crate) fn language() -> impl Strategy<Value = LanguageTag> {
    "[a-zA-Z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?(-[0-9][a-z0-9]{3})?"
        .prop_map(|text| LanguageTag::new(text).unwrap())
}

pub(crate) fn time() -> impl Strategy<Value = Timestamp> {
    let unix = prop_oneof![any::<i64>(), -99_999_999_999..300_000_000_000_i64];
    (unix, any::<i16>()).prop_map(|(unix, offset)| Timestamp::from_unix(unix, offset))
}

pub(crate) fn image() -> BoxedStrategy<Image> {
    let variant = (url(), 1..3_000_u32).prop_map(|(src, width)| Variant { src, width });
    let focal = (0..=100_u8, 0..=100_u8).prop_map(Focal::from);
    let side = 1..=limits::SIDE;
    let placeholder =
        option::of(any::<[u8; 3]>().prop_map(|[red, green, blue]| Colour { red, green, blue }));
    let texts = [text(), text(), text()];
    (url(), side.clone(), side, texts, focal, placeholder, vec(variant, 0..3))
        .prop_map(|(src, width, height, [alt, caption, credit], focal, placeholder, variants)| {
            Image { src, width, height, alt, caption, credit, focal, placeholder, variants }
        })
        .boxed()
}

pub(crate) fn spans() -> BoxedStrategy<Vec<Span>> {
    let direction = prop_oneof![Just(Direction::Ltr), Just(Direction::Rtl)];
    let leaf = prop_oneof![
        6 => text().prop_map(Span::Text),
        1 => text().prop_map(|text| Span::Rich(Rich::Code(text))),
        1 => text().prop_map(|label| Span::Rich(Rich::Note(label))),
        1 => any::<bool>().prop_map(|value| Span::Rich(Rich::Break(value))),
        1 => (text(), text()).prop_map(|(text, title)| Span::Rich(Rich::Abbr { text, title })),
    ];
    let span = leaf.prop_recursive(limits::SPAN_DEPTH as u32 - 1, 12, 3, move |inner| {
        let inner = vec(inner, 0..3);
        prop_oneof![
            inner.clone().prop_map(Rich::Em),
            inner.clone().prop_map(Rich::Strong),
            inner.clone().prop_map(Rich::Strike),
            inner.clone().prop_map(Rich::Mark),
            inner.clone().prop_map(Rich::Sub),
            inner.clone().prop_map(Rich::Sup),
            (url(), inner.clone()).prop_map(|(to, text)| Rich::Link { to, text }),
            (language(), option::of(direction.clone()), inner)
                .prop_map(|(lang, dir, text)| Rich::Lang { lang, dir, text }),
        ]
        .prop_map(Span::Rich)
    });
    vec(span, 0..4).boxed()
}

pub(crate) fn blocks() -> BoxedStrategy<Vec<Block>> {
    let align = prop_oneof![Just(Align::Start), Just(Align::Center), Just(Align::End)];
    let row = vec(spans(), 0..3);
    let table = (row.clone(), vec(row, 0..3), vec(align, 0..3), spans());
    let leaf = prop_oneof![
        4 => spans().prop_map(Block::Paragraph),
        1 => (2..=6_u8, spans()).prop_map(|(level, text)| Block::Heading { level, text }),
        1 => spans().prop_map(Block::PullQuote),
        1 => image().prop_map(Block::Image),
        1 => vec(image(), 0..3).prop_map(Block::Gallery),
        1 => table.prop_map(|(head, rows, align, caption)| {
            Block::Table(Table { head, rows, align, caption })
        }),
        1 => (text(), text()).prop_map(|(language, text)| Block::Code { language, text }),
        1 => any::<bool>().prop_map(Block::Divider),
        1 => (url(), text(), text())
            .prop_map(|(url, title, provider)| Block::Embed(Embed { url, title, provider })),
    ];
    let block = leaf.prop_recursive(limits::BLOCK_DEPTH as u32 - 1, 8, 2, |inner| {
        let blocks = vec(inner, 0..3);
        let note = (text(), blocks.clone()).prop_map(|(label, blocks)| Footnote { label, blocks });
        prop_oneof![
            (option::of(any::<u32>()), vec(blocks.clone(), 0..3))
                .prop_map(|(start, items)| Block::List(List { start, items })),
            (blocks, spans()).prop_map(|(blocks, cite)| Block::Quote(Quote { blocks, cite })),
            vec(note, 0..3).prop_map(Block::Footnotes),
        ]
    });
    vec(block, 0..4).boxed()
}

fn distinct<T, K: Ord>(mut items: Vec<T>, key: impl Fn(&T) -> K) -> Vec<T> {
    let mut seen = BTreeSet::new();
    items.retain(|item| seen.insert(key(item)));
    items
}

fn slugs(most: usize) -> impl Strategy<Value = Vec<Slug>> {
    vec(slug(), 0..most).prop_map(|slugs| distinct(slugs, Slug::clone))
}

pub(crate) fn part() -> BoxedStrategy<Part> {
    (blocks(), slugs(4)).prop_map(|(blocks, related)| Part { blocks, related }).boxed()
}

fn part_ref() -> impl Strategy<Value = PartRef> {
    "[0-9a-f]{32}".prop_map(|name| PartRef::new(name).unwrap())
}

pub(crate) fn leaf() -> BoxedStrategy<Leaf> {
    let around = (option::of(slug()), option::of(slug()));
    (vec(article(), 0..4), any::<u32>(), text(), around)
        .prop_map(|(articles, total, label, (earlier, later))| {
            let articles = distinct(articles, |article| article.slug.clone());
            let articles = distinct(articles, |article| article.id.clone());
            Leaf { articles, total, label, earlier, later }
        })
        .boxed()
}

fn body() -> BoxedStrategy<Body> {
    prop_oneof![
        3 => part().prop_map(Body::Inline),
        1 => part_ref().prop_map(Body::Part),
    ]
    .boxed()
}

fn article() -> BoxedStrategy<Article> {
    let head = (slug(), slug(), slug(), [text(), text(), text()], slugs(3));
    let tags = vec(text(), 0..4).prop_map(|tags| distinct(tags, String::clone));
    let source = (text(), option::of(url())).prop_map(|(text, url)| Credit { text, url });
    let facts = (time(), option::of(time()), option::of(language()), 1..=u16::MAX, any::<bool>());
    let rest = (option::of(image()), tags, option::of(source), option::of(slug()), body());
    (head, facts, rest)
        .prop_map(|(head, facts, rest)| {
            let (id, slug, section, [title, deck, kicker], authors) = head;
            let (published, updated, language, minutes, sticky) = facts;
            let (image, tags, source, translation_of, body) = rest;
            Article {
                id: ArticleId::new(id.as_str()).unwrap(),
                slug,
                section: SectionPath::new(section.as_str()).unwrap(),
                title,
                deck,
                kicker,
                authors,
                published,
                updated,
                language,
                minutes,
                image,
                tags,
                source,
                translation_of,
                sticky,
                body,
            }
        })
        .boxed()
}

fn site() -> BoxedStrategy<Site> {
    let link = (text(), url()).prop_map(|(name, url)| Link { name, url });
    let partner =
        (text(), url(), image()).prop_map(|(name, url, logo)| Partner { name, url, logo });
    let texts = [text(), text(), text(), text(), text()];
    let links = (vec(link, 0..3), vec(partner, 0..2));
    let facts = (option::of(image()), option::of(any::<u16>()), any::<u32>());
    (texts, language(), url(), links, facts)
        .prop_map(|(texts, language, url, (social, partners), (logo, founded, policy_version))| {
            let [title, tagline, about, email, copyright] = texts;
            Site {
                title,
                tagline,
                logo,
                language,
                url,
                about,
                email,
                copyright,
                founded,
                social,
                partners,
                policy_version,
            }
        })
        .boxed()
}

/// A small tree with sections under the first.
fn sections() -> impl Strategy<Value = Vec<Section>> {
    let one = (slug(), text(), text()).prop_map(|(slug, name, about)| (slug, name, about));
    vec(one, 0..5).prop_map(|flat| {
        let mut tree: Vec<Section> = Vec::new();
        for (index, (slug, name, about)) in
            distinct(flat, |(s, ..)| s.clone()).into_iter().enumerate()
        {
            let parent = if index % 2 == 1 { tree.first_mut() } else { None };
            let path = match &parent {
                Some(parent) => format!("{}/{slug}", parent.path),
                None => slug.to_string(),
            };
            let path = SectionPath::new(path).unwrap();
            let section = Section { path, name, about, sections: vec![] };
            match parent {
                Some(parent) => parent.sections.push(section),
                None => tree.push(section),
            }
        }
        tree
    })
}

pub(crate) fn bundle() -> BoxedStrategy<Bundle> {
    let author = (slug(), text(), text(), text(), option::of(image()))
        .prop_map(|(slug, name, role, bio, portrait)| Author { slug, name, role, bio, portrait });
    let page = (slug(), text(), text(), option::of(time()), body())
        .prop_map(|(slug, title, deck, updated, body)| Page { slug, title, deck, updated, body });
    let people = (vec(author, 0..3), vec(page, 0..3));
    let archive = option::of(part_ref());
    (site(), sections(), people, vec(article(), 0..4), archive)
        .prop_map(|(site, sections, (authors, pages), articles, archive)| {
            let articles = distinct(articles, |article| article.slug.clone());
            Bundle {
                format: FORMAT,
                site,
                sections,
                authors: distinct(authors, |author| author.slug.clone()),
                pages: distinct(pages, |page| page.slug.clone()),
                articles: distinct(articles, |article| article.id.clone()),
                archive,
            }
        })
        .boxed()
}
