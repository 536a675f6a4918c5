//! What a page says about itself to search engines and link previews: the
//! same for the running app and for a snapshot.

mod json;

use crate::i18n;
use crate::paper::Paper;
use crate::routes::Route;
use gazet_bundle::{Article, Author, Image, Section};
use json::Json;

/// The card of the paper, which the publisher draws.
pub const CARD: &str = "icons/card.jpg";

/// The card that the publisher draws of a picture. No link preview draws SVG.
#[must_use]
pub fn card_of(image: &Image) -> Option<String> {
    let source = image.src.as_str();
    (image.src.is_relative() && source.ends_with(".svg"))
        .then(|| format!("{}.card.jpg", source.trim_start_matches('/')))
}

/// The metadata of one page.
#[derive(Debug, Clone, PartialEq)]
pub struct Meta {
    /// The document's title.
    pub title: String,
    /// Language of the page.
    pub language: String,
    /// Direction of the page.
    pub direction: &'static str,
    /// A sentence about it.
    description: String,
    /// Its full address; `None` for pages that are nobody's business.
    canonical: Option<String>,
    /// `article`, `profile` or `website`.
    kind: &'static str,
    image: Option<(String, String)>,
    site: String,
    article: Option<(String, String)>,
    structured: Vec<Json>,
}

/// One element of the head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tag {
    /// `<meta KEY="NAME" content="...">`
    Meta {
        /// `name` or `property`.
        key: &'static str,
        /// What it says.
        name: &'static str,
        /// The value.
        content: String,
    },
    /// `<link rel="canonical">`
    Canonical(String),
    /// `<script type="application/ld+json">`
    JsonLd(String),
}

impl Tag {
    /// The element's name.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Meta { .. } => "meta",
            Self::Canonical(_) => "link",
            Self::JsonLd(_) => "script",
        }
    }
}

impl Meta {
    /// The metadata of a route.
    #[must_use]
    pub fn of(paper: &Paper, route: &Route) -> Self {
        let site = &paper.bundle.site;
        let mut meta = Self {
            title: site.title.clone(),
            language: site.language.as_str().to_owned(),
            direction: site.language.direction().as_str(),
            description: site.about.clone(),
            canonical: Some(absolute(paper, &route.path())),
            kind: "website",
            image: Some((absolute(paper, CARD), site.title.clone())),
            site: site.title.clone(),
            article: None,
            structured: Vec::new(),
        };
        match route {
            Route::Front => meta.front(paper),
            Route::Article(slug) => match paper.article(slug) {
                Some(article) => meta.of_article(paper, article),
                None => meta.unknown(),
            },
            Route::Place(path, page) => {
                let section = paper.bundle.section(path);
                let has_page = |section: &&Section| {
                    paper.page_of(paper.in_section(section.path.as_str()), *page).is_some()
                };
                if let Some(section) = section.filter(has_page) {
                    meta.name(&section.name, *page, &section.about);
                    meta.breadcrumb(paper, &paper.trail(&section.path));
                } else if let Some(own) =
                    paper.bundle.page(path).filter(|_| section.is_none() && *page == 1)
                {
                    meta.name(&own.title, 1, &own.deck);
                } else {
                    meta.unknown();
                }
            }
            Route::Author(slug, page) => match paper.bundle.author(slug) {
                Some(author) if paper.page_of(paper.by_author(slug), *page).is_some() => {
                    meta.name(&author.name, *page, &author.bio);
                    meta.kind = "profile";
                }
                _ => meta.unknown(),
            },
            Route::Tag(slug, page) => match paper.tag_label(slug) {
                Some(label) if paper.page_of(paper.with_tag(slug), *page).is_some() => {
                    meta.name(&label, *page, &i18n::tag_about(&label))
                }
                _ => meta.unknown(),
            },
            Route::Saved => meta.private(i18n::SAVED),
            Route::Storage => meta.private(i18n::OFFLINE),
            Route::Search => meta.private(i18n::SEARCH),
            Route::Unknown => meta.unknown(),
        }
        meta
    }

    /// The elements of the head, in a fixed order.
    #[must_use]
    pub fn tags(&self) -> Vec<Tag> {
        let mut tags = Vec::new();
        let mut meta = |key, name, content: &str| {
            if !content.is_empty() {
                tags.push(Tag::Meta { key, name, content: content.to_owned() });
            }
        };
        meta("name", "description", &self.description);
        meta("property", "og:site_name", &self.site);
        meta("property", "og:type", self.kind);
        meta("property", "og:title", &self.title);
        meta("property", "og:description", &self.description);
        meta("property", "og:locale", &self.language.replace('-', "_"));
        if let Some((url, alt)) = &self.image {
            meta("property", "og:image", url);
            meta("property", "og:image:alt", alt);
        }
        if let Some((published, modified)) = &self.article {
            meta("property", "article:published_time", published);
            meta("property", "article:modified_time", modified);
        }
        meta("name", "twitter:card", "summary_large_image");
        match &self.canonical {
            Some(url) => {
                meta("property", "og:url", url);
                tags.push(Tag::Canonical(url.clone()));
            }
            None => meta("name", "robots", "noindex"),
        }
        tags.extend(self.structured.iter().map(|json| {
            let mut text = String::new();
            json.write(&mut text);
            Tag::JsonLd(text)
        }));
        tags
    }

    fn name(&mut self, name: &str, page: u32, about: &str) {
        let name = if page > 1 { i18n::page_title(name, page) } else { name.to_owned() };
        self.title = i18n::document_title(&name, &self.site);
        if !about.is_empty() {
            self.description = about.to_owned();
        }
    }

    fn private(&mut self, name: &str) {
        self.name(name, 1, "");
        self.canonical = None;
    }

    fn unknown(&mut self) {
        self.private(i18n::NOT_FOUND);
    }

    fn front(&mut self, paper: &Paper) {
        let site = &paper.bundle.site;
        if !site.tagline.is_empty() {
            self.title = i18n::document_title(&site.title, &site.tagline);
        }
        self.structured.push(thing(
            "WebSite",
            vec![
                ("name", site.title.as_str().into()),
                ("url", site.url.as_str().into()),
                ("inLanguage", site.language.as_str().into()),
            ],
        ));
    }

    fn of_article(&mut self, paper: &Paper, article: &Article) {
        let language = paper.bundle.language_of(article);
        self.name(&article.title, 1, &article.deck);
        self.kind = "article";
        let modified = article.updated.unwrap_or(article.published);
        self.article = Some((article.published.to_string(), modified.to_string()));
        if let Some(image) = &article.image {
            self.image = Some(social_image(paper, image));
        }
        let person = |author: &&Author| {
            let url = absolute(paper, &Route::author(&author.slug).path());
            Json::Object(vec![
                ("@type", "Person".into()),
                ("name", author.name.as_str().into()),
                ("url", url.into()),
            ])
        };
        let mut publisher =
            vec![("@type", "NewsMediaOrganization".into()), ("name", self.site.as_str().into())];
        if let Some(year) = paper.bundle.site.founded {
            publisher.push(("foundingDate", year.to_string().into()));
        }
        let tags = article.tags.iter().map(|tag| tag.as_str().into()).collect();
        let address = absolute(paper, &Route::article(&article.slug).path());
        let mut news = vec![
            ("headline", article.title.as_str().into()),
            ("description", article.deck.as_str().into()),
            ("datePublished", article.published.to_string().into()),
            ("dateModified", modified.to_string().into()),
            ("author", Json::List(paper.authors(article).iter().map(person).collect())),
            ("publisher", Json::Object(publisher)),
            ("articleSection", paper.section_name(&article.section).into()),
            ("keywords", Json::List(tags)),
            ("inLanguage", language.as_str().into()),
            ("timeRequired", format!("PT{}M", article.minutes).into()),
            ("mainEntityOfPage", address.into()),
        ];
        if let Some((url, _)) = &self.image {
            news.push(("image", Json::List(vec![url.as_str().into()])));
        }
        self.structured.push(thing("NewsArticle", news));
        self.breadcrumb(paper, &paper.trail(&article.section));
    }

    fn breadcrumb(&mut self, paper: &Paper, trail: &[&gazet_bundle::Section]) {
        let home = (paper.bundle.site.title.clone(), absolute(paper, ""));
        let places = trail.iter().map(|section| {
            (section.name.clone(), absolute(paper, &Route::section(&section.path).path()))
        });
        let item = |(index, (name, url)): (usize, (String, String))| {
            Json::Object(vec![
                ("@type", "ListItem".into()),
                ("position", Json::Number(index + 1)),
                ("name", name.into()),
                ("item", url.into()),
            ])
        };
        let items = std::iter::once(home).chain(places).enumerate().map(item).collect();
        self.structured.push(thing("BreadcrumbList", vec![("itemListElement", Json::List(items))]));
    }
}

/// A thing of schema.org.
fn thing(kind: &'static str, fields: Vec<(&'static str, Json)>) -> Json {
    let mut all = vec![("@context", "https://schema.org".into()), ("@type", kind.into())];
    all.extend(fields);
    Json::Object(all)
}

/// A full address on the published site.
fn absolute(paper: &Paper, path: &str) -> String {
    format!("{}/{path}", paper.bundle.site.url.as_str().trim_end_matches('/'))
}

/// The picture of a link preview.
fn social_image(paper: &Paper, image: &Image) -> (String, String) {
    let source = image.src.as_str();
    let url = match card_of(image) {
        Some(card) => absolute(paper, &card),
        None if image.src.is_relative() => absolute(paper, source.trim_start_matches('/')),
        None => source.to_owned(),
    };
    (url, image.alt.clone())
}
