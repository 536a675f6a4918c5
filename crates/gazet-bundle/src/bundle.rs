//! The document: a site, its sections, authors, pages and articles.

use crate::{
    ArticleId, Block, Direction, Image, LanguageTag, PartRef, SectionPath, Slug, Timestamp, Url,
};
use serde::Serialize;

/// The version of the format that this crate reads and writes. It grows by
/// one when an older reader would misread a newer bundle; a new optional
/// field is no reason.
pub const FORMAT: u32 = 1;

/// A whole edition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Bundle {
    /// The version of the format: 1.
    pub format: u32,
    /// Who publishes.
    pub site: Site,
    /// The section tree, in the order of the navigation.
    pub sections: Vec<Section>,
    /// Who writes.
    pub authors: Vec<Author>,
    /// Pages beside the articles: privacy, terms, who we are.
    pub pages: Vec<Page>,
    /// The articles, newest first; of a long archive only the newest of the
    /// paper and of each section.
    pub articles: Vec<Article>,
    /// The part that says where the others are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub archive: Option<PartRef>,
}

/// Who publishes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Site {
    /// Name of the paper.
    pub title: String,
    /// The line under the name.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub tagline: String,
    /// Its logo, in place of the reader's own mark beside the name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub logo: Option<Image>,
    /// Language of the furniture and of every article that names no other.
    pub language: LanguageTag,
    /// Where it is published, with the path it lives under.
    pub url: Url,
    /// A paragraph about the paper.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub about: String,
    /// Where readers write to.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub email: String,
    /// The copyright line.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub copyright: String,
    /// The year in which the paper was founded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub founded: Option<u16>,
    /// The paper elsewhere.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub social: Vec<Link>,
    /// Useful links, with logos.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub partners: Vec<Partner>,
    /// Version of the cookie policy: a new one asks every reader again.
    #[serde(default)]
    pub policy_version: u32,
}

/// A named link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Link {
    /// What is read.
    pub name: String,
    /// Where it leads.
    pub url: Url,
}

/// A link with a logo.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Partner {
    /// Name of the partner.
    pub name: String,
    /// Where the link leads.
    pub url: Url,
    /// The logo.
    pub logo: Image,
}

/// A section and those under it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Section {
    /// Its place in the tree.
    pub path: SectionPath,
    /// What is read.
    pub name: String,
    /// A sentence about it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub about: String,
    /// The sections under it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sections: Vec<Section>,
}

/// Who writes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Author {
    /// Address of the author's page.
    pub slug: Slug,
    /// The byline.
    pub name: String,
    /// What they write about.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub role: String,
    /// A short biography.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub bio: String,
    /// Their face, square.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub portrait: Option<Image>,
}

/// A page beside the articles.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Page {
    /// Its address, which no top section may share.
    pub slug: Slug,
    /// Its heading.
    pub title: String,
    /// The sentence under the heading.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub deck: String,
    /// When it was last changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated: Option<Timestamp>,
    /// What it says.
    pub body: Body,
}

/// An article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Article {
    /// What never changes about it.
    pub id: ArticleId,
    /// Its address.
    pub slug: Slug,
    /// Where it belongs.
    pub section: SectionPath,
    /// The headline.
    pub title: String,
    /// The sentence under the headline.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub deck: String,
    /// A label above the headline; the section's name when empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub kicker: String,
    /// Who wrote it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<Slug>,
    /// When it was published.
    pub published: Timestamp,
    /// When it was last changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated: Option<Timestamp>,
    /// Its language; the site's when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<LanguageTag>,
    /// Minutes to read at 238 words a minute, at least 1.
    pub minutes: u16,
    /// The lead picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image: Option<Image>,
    /// Labels, as readers see them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// Where it comes from: "Translated from ...".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Credit>,
    /// The article that this one translates.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub translation_of: Option<Slug>,
    /// Kept as the lead of the front page.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub sticky: bool,
    /// What it says.
    pub body: Body,
}

/// Where an article comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Credit {
    /// The credit line.
    pub text: String,
    /// The original.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<Url>,
}

/// What an article or a page says: in the document itself, or in a part
/// beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Body {
    /// Here.
    Inline(Part),
    /// In `parts/<name>.json`.
    Part(PartRef),
}

/// What stands in a part: the blocks, and what to read next.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Part {
    /// The text.
    pub blocks: Vec<Block>,
    /// Slugs of related articles, the nearest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<Slug>,
}

impl Bundle {
    /// The section with this path.
    #[must_use]
    pub fn section(&self, path: &str) -> Option<&Section> {
        fn find<'a>(sections: &'a [Section], path: &str) -> Option<&'a Section> {
            sections.iter().find_map(|section| {
                if section.path.as_str() == path {
                    Some(section)
                } else {
                    find(&section.sections, path)
                }
            })
        }
        find(&self.sections, path)
    }

    /// The article at this address.
    #[must_use]
    pub fn article(&self, slug: &str) -> Option<&Article> {
        self.articles.iter().find(|article| article.slug.as_str() == slug)
    }

    /// The author at this address.
    #[must_use]
    pub fn author(&self, slug: &str) -> Option<&Author> {
        self.authors.iter().find(|author| author.slug.as_str() == slug)
    }

    /// The page at this address.
    #[must_use]
    pub fn page(&self, slug: &str) -> Option<&Page> {
        self.pages.iter().find(|page| page.slug.as_str() == slug)
    }

    /// The language of an article.
    #[must_use]
    pub fn language_of<'a>(&'a self, article: &'a Article) -> &'a LanguageTag {
        article.language.as_ref().unwrap_or(&self.site.language)
    }

    /// The direction in which an article runs.
    #[must_use]
    pub fn direction_of(&self, article: &Article) -> Direction {
        self.language_of(article).direction()
    }
}
