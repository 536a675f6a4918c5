//! What search engines read: the map of the site, and where it is.

use super::feeds::{Xml, absolute};
use super::output::Output;
use super::parts::Data;
use crate::error::{Error, Result};
use gazet_bundle::{Article, Bundle, Timestamp};
use gazet_reader::routes::Route;
use std::io;

/// Addresses in one map, by the protocol of sitemaps.org.
const ADDRESSES: usize = 50_000;

/// Seconds during which an article is news to the news extension: two days,
/// counted back from the newest article, so that the same edition gives the
/// same bytes.
const NEWS: i64 = 2 * 24 * 60 * 60;

const NAMESPACES: [(&str, &str); 3] = [
    ("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9"),
    ("xmlns:image", "http://www.google.com/schemas/sitemap-image/1.1"),
    ("xmlns:news", "http://www.google.com/schemas/sitemap-news/0.9"),
];

/// Makes every map, and `robots.txt`.
pub(super) fn make(data: &Data, output: &Output) -> Result<()> {
    let all = data.all();
    let routes: Vec<Route> = data
        .routes()
        .into_iter()
        // What is the reader's own is nobody else's business.
        .filter(|route| {
            !matches!(route, Route::Saved | Route::Search | Route::Storage | Route::Unknown)
        })
        .collect();
    let articles = all.articles.iter().map(|article| (article.slug.as_str(), article)).collect();
    let written = |result: io::Result<Vec<u8>>, name: &str| {
        result.map_err(|source| Error::Io { action: "cannot write", path: name.into(), source })
    };
    let maps: Vec<&[Route]> = routes.chunks(ADDRESSES).collect();
    if let [map] = maps.as_slice() {
        output.put("sitemap.xml", &written(self::map(all, &articles, map), "sitemap.xml")?)?;
    } else {
        let mut names = Vec::new();
        for (number, map) in (1..).zip(&maps) {
            let name = format!("sitemap-{number}.xml");
            output.put(&name, &written(self::map(all, &articles, map), &name)?)?;
            names.push(name);
        }
        output.put("sitemap.xml", &written(index(all, &names), "sitemap.xml")?)?;
    }
    let robots =
        format!("User-agent: *\nAllow: /\n\nSitemap: {}\n", absolute(&all.site, "sitemap.xml"));
    output.put("robots.txt", robots.as_bytes())
}

fn map(all: &Bundle, articles: &Articles<'_>, routes: &[Route]) -> io::Result<Vec<u8>> {
    let newest = all.articles.first().map_or(0, |article| article.published.unix());
    let mut xml = Xml::new()?;
    xml.within("urlset", &NAMESPACES, |xml| {
        routes.iter().try_for_each(|route| {
            let article = match route {
                Route::Article(slug) => articles.get(slug.as_str()).copied(),
                _ => None,
            };
            xml.within("url", &[], |xml| {
                xml.text("loc", &absolute(&all.site, &route.path()))?;
                if let Some(article) = article {
                    let changed: Timestamp = article.updated.unwrap_or(article.published);
                    xml.text("lastmod", &changed.to_string())?;
                    if article.published.unix() > newest - NEWS {
                        news(xml, all, article)?;
                    }
                    if let Some(image) = &article.image {
                        let src = match image.src.is_relative() {
                            true => absolute(&all.site, image.src.as_str()),
                            false => image.src.as_str().to_owned(),
                        };
                        xml.within("image:image", &[], |xml| xml.text("image:loc", &src))?;
                    }
                }
                Ok(())
            })
        })
    })?;
    Ok(xml.finish())
}

/// Articles by their slugs.
type Articles<'a> = std::collections::HashMap<&'a str, &'a Article>;

fn news(xml: &mut Xml, all: &Bundle, article: &Article) -> io::Result<()> {
    xml.within("news:news", &[], |xml| {
        xml.within("news:publication", &[], |xml| {
            xml.text("news:name", &all.site.title)?;
            xml.text("news:language", &all.language_of(article).primary())
        })?;
        xml.text("news:publication_date", &article.published.to_string())?;
        xml.text("news:title", &article.title)
    })
}

fn index(all: &Bundle, names: &[String]) -> io::Result<Vec<u8>> {
    let mut xml = Xml::new()?;
    xml.within("sitemapindex", &NAMESPACES[..1], |xml| {
        names.iter().try_for_each(|name| {
            xml.within("sitemap", &[], |xml| xml.text("loc", &absolute(&all.site, name)))
        })
    })?;
    Ok(xml.finish())
}
