//! The fixture: a small paper with something of everything.

use gazet_bundle::*;

/// 40 articles in seven sections, one author of 13, one tag of 13.
pub(super) fn edition() -> Bundle {
    let mut bundle = Bundle {
        format: FORMAT,
        site: site(),
        sections: sections(),
        authors: vec![author("ada-reed", "Ada Reed"), author("bo-lind", "Bo Lind")],
        pages: vec![page("about", "Who we are"), page("cookies-policy", "Cookies policy")],
        articles: Vec::new(),
        archive: None,
    };
    let counts = [
        ("news", 9),
        ("news/energy", 5),
        ("opinion", 4),
        ("culture", 6),
        ("science", 5),
        ("history", 5),
        ("sport", 5),
        ("travel", 1),
    ];
    for (section, count) in counts {
        for number in 1..=count {
            bundle.articles.push(article(section, number));
        }
    }
    // Newest first, one a day, in the order in which they were made.
    for (index, article) in bundle.articles.iter_mut().enumerate() {
        let day = 1_717_236_000 - i64::try_from(index).unwrap() * 86_400;
        article.published = Timestamp::from_unix(day, 240);
        article.authors = vec![slug(if index < 13 { "ada-reed" } else { "bo-lind" })];
        article.tags = vec![if index < 13 { "Wind power" } else { "Other" }.to_owned()];
    }
    bundle
}

/// The article at this address, to be changed.
pub(super) fn edit<'a>(bundle: &'a mut Bundle, slug: &str) -> &'a mut Article {
    bundle.articles.iter_mut().find(|article| article.slug.as_str() == slug).unwrap()
}

/// The edition with these blocks in its first article, `news-1`.
pub(super) fn with_blocks(blocks: Vec<Block>) -> Bundle {
    let mut bundle = edition();
    edit(&mut bundle, "news-1").body = Body::Inline(Part { blocks, related: Vec::new() });
    bundle
}

/// An article of a section: `news/energy` and 2 is `news-energy-2`.
pub(super) fn article(section: &str, number: u32) -> Article {
    let name = format!("{}-{number}", section.replace('/', "-"));
    Article {
        id: ArticleId::new(format!("id-{name}")).unwrap(),
        slug: slug(&name),
        section: SectionPath::new(section).unwrap(),
        title: format!("Headline of {name}"),
        deck: format!("Deck of {name}."),
        kicker: String::new(),
        authors: Vec::new(),
        published: Timestamp::from_unix(0, 0),
        updated: None,
        language: None,
        minutes: 4,
        image: Some(image(&format!("images/{name}.jpg"))),
        tags: Vec::new(),
        source: None,
        translation_of: None,
        sticky: false,
        body: Body::Inline(Part {
            blocks: vec![paragraph(&format!("Text of {name}."))],
            related: Vec::new(),
        }),
    }
}

/// A picture with a smaller version.
pub(super) fn image(src: &str) -> Image {
    Image {
        src: url(src),
        width: 1600,
        height: 900,
        alt: "What is seen".into(),
        caption: "What it shows".into(),
        credit: "Who made it".into(),
        focal: Focal { x: 20, y: 80 },
        placeholder: Some(Colour { red: 255, green: 100, blue: 0 }),
        variants: vec![Variant { src: url(&format!("{src}?w=480")), width: 480 }],
    }
}

pub(super) fn paragraph(text: &str) -> Block {
    Block::Paragraph(vec![Span::text(text)])
}

pub(super) fn slug(text: &str) -> Slug {
    Slug::new(text).unwrap()
}

pub(super) fn url(text: &str) -> Url {
    Url::new(text).unwrap()
}

pub(super) fn language(text: &str) -> LanguageTag {
    LanguageTag::new(text).unwrap()
}

pub(super) fn section(path: &str, name: &str) -> Section {
    Section {
        path: SectionPath::new(path).unwrap(),
        name: name.into(),
        about: format!("About {name}."),
        sections: Vec::new(),
    }
}

fn site() -> Site {
    Site {
        title: "The Paper".into(),
        tagline: "Daily".into(),
        logo: None,
        language: language("en"),
        url: url("https://paper.example/repo/"),
        about: "A paper for tests.".into(),
        email: "desk@paper.example".into(),
        copyright: "© The Paper".into(),
        founded: Some(2021),
        social: vec![Link { name: "Mastodon".into(), url: url("https://social.example/@paper") }],
        partners: vec![Partner {
            name: "The Partner".into(),
            url: url("https://partner.example/"),
            logo: Image { alt: String::new(), ..image("images/partner.svg") },
        }],
        policy_version: 1,
    }
}

fn sections() -> Vec<Section> {
    let mut news = section("news", "News");
    news.sections = vec![section("news/energy", "Energy")];
    let tops = [
        ("opinion", "Opinion"),
        ("culture", "Culture"),
        ("science", "Science"),
        ("history", "History"),
        ("sport", "Sport"),
        ("travel", "Travel"),
    ];
    let tops = tops.into_iter().map(|(path, name)| section(path, name));
    std::iter::once(news).chain(tops).collect()
}

fn author(address: &str, name: &str) -> Author {
    Author {
        slug: slug(address),
        name: name.into(),
        role: "Reporter".into(),
        bio: format!("{name} reports."),
        portrait: Some(image(&format!("images/{address}.jpg"))),
    }
}

fn page(address: &str, title: &str) -> gazet_bundle::Page {
    gazet_bundle::Page {
        slug: slug(address),
        title: title.into(),
        deck: format!("About “{title}”."),
        updated: Timestamp::new("2024-03-01T10:00:00+04:00").ok(),
        body: Body::Inline(Part {
            blocks: vec![paragraph(&format!("Text of “{title}”."))],
            related: Vec::new(),
        }),
    }
}
