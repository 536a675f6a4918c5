//! From the fields of an export to a bundle.

mod library;
mod sections;
mod times;

use super::content;
use super::wire::{Export, Fields};
use super::{Include, Report};
use crate::html::{Context, Losses, convert, cut, plain};
use gazet_bundle::{
    Article, ArticleId, Author, Block, Body, Bundle, FORMAT, LanguageTag, Page, Part, RESERVED,
    Site, Slug, Url, limits, text,
};
use library::Library;
use sections::Sections;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Makes the bundle, and reports what became of every item.
///
/// # Errors
/// A sentence, when the site's own address or language cannot be held.
pub(super) fn adapt(
    export: Export,
    include: Include,
    report: &mut Report,
) -> Result<Bundle, String> {
    report.items = export.items.len();
    let mut posts = Vec::new();
    let mut pages = Vec::new();
    for item in &export.items {
        report.comments += item.all("wp:comment").count();
        match item.text("wp:post_type") {
            "attachment" => report.attachments += 1,
            // A feed that is no export names no types: everything is a post.
            "post" | "" => posts.extend(published(item, include, report).then_some(item)),
            "page" => pages.extend(published(item, include, report).then_some(item)),
            other => *report.other.entry(other.to_owned()).or_default() += 1,
        }
    }
    let mut names = Names::default();
    let pages: Vec<(&Fields, Slug)> = pages
        .iter()
        .filter_map(|page| Some((*page, names.slug(page, "pages", |s| RESERVED.contains(&s))?)))
        .collect();
    let posts: Vec<(&Fields, Slug)> = posts
        .iter()
        .filter_map(|post| Some((*post, names.slug(post, "articles", |_| false)?)))
        .collect();
    let taken = pages.iter().map(|(_, slug)| slug.as_str()).collect();
    let mut sections = Sections::new(&export.categories, &taken);
    let mut authors = Authors::new(&export.authors);
    let library = Library::new(&export.items);
    let home = home(&export.channel);

    let mut moved = HashMap::new();
    for (item, slug) in &posts {
        note_moves(item, &home, &format!("/article/{slug}"), &mut moved);
    }
    for (item, slug) in &pages {
        note_moves(item, &home, &format!("/{slug}"), &mut moved);
    }
    let resolve = |address: &str| {
        // Anchors of the old page mean nothing on the new one.
        let page = address.split('#').next().unwrap_or(address);
        moved.get(&normal(page)).cloned()
    };
    let reader = Reader { library: &library, resolve: &resolve };

    let mut articles = Vec::new();
    for (item, slug) in &posts {
        let mut losses = Losses::default();
        let (item, slug) = (*item, slug.clone());
        articles.push(article(
            item,
            slug.clone(),
            &reader,
            &mut sections,
            &mut authors,
            &mut losses,
        )?);
        if !losses.is_empty() {
            report.lost.insert(slug.to_string(), losses);
        }
    }
    articles.sort_by(|a, b| (Reverse(a.published), &a.slug).cmp(&(Reverse(b.published), &b.slug)));
    let mut made = Vec::new();
    for (item, slug) in &pages {
        let mut losses = Losses::default();
        let blocks = reader.read(item, &mut losses);
        let title = title(item, &mut losses);
        let updated = times::published(item, &mut Losses::default());
        let body = Body::Inline(Part { blocks, related: Vec::new() });
        let deck = deck(item);
        made.push(Page { slug: slug.clone(), title, deck, updated: Some(updated), body });
        if !losses.is_empty() {
            report.lost.insert(slug.to_string(), losses);
        }
    }
    if made.len() > limits::PAGES {
        report.losses.note(format!("pages beyond the limit of {}", limits::PAGES));
        made.truncate(limits::PAGES);
    }
    report.articles = articles.len();
    report.pages = made.len();
    let bundle = Bundle {
        format: FORMAT,
        site: site(&export.channel, &home)?,
        sections: sections.used(),
        authors: authors.list,
        pages: made,
        articles,
        archive: None,
    };
    Ok(bundle)
}

/// Whether readers of the old site could see an item, or the publisher asks
/// for it; what is left out is counted by its reason.
fn published(item: &Fields, include: Include, report: &mut Report) -> bool {
    let reason = match item.text("wp:status") {
        "publish" | "" if item.text("wp:post_password").is_empty() => return true,
        "publish" | "" => ("behind a password", include.protected),
        "draft" | "auto-draft" => ("draft", include.drafts),
        "pending" => ("waits for review", include.drafts),
        "private" => ("private", include.private),
        "future" => ("scheduled", include.scheduled),
        "trash" => ("in the trash", false),
        "inherit" => ("a revision", false),
        _ => ("of a status that WordPress does not know", false),
    };
    if !reason.1 {
        *report.left_out.entry(reason.0.to_owned()).or_default() += 1;
    }
    reason.1
}

/// Slugs that are given once in each list, always to the same items.
#[derive(Default)]
struct Names(BTreeSet<(&'static str, String)>);

impl Names {
    /// `None` only when ten thousand others have its name.
    fn slug(
        &mut self,
        item: &Fields,
        list: &'static str,
        refused: impl Fn(&str) -> bool,
    ) -> Option<Slug> {
        let number = item.text("wp:post_id");
        let own = percent_decoded(item.text("wp:post_name"));
        let title = plain(item.text("title"));
        let wanted = [own.as_str(), &title]
            .into_iter()
            .find_map(Slug::from_label)
            .map_or_else(|| format!("post-{number}"), |slug| slug.to_string());
        let mut tries = vec![wanted.clone(), format!("{wanted}-{number}")];
        tries.extend((2..10_000).map(|count| format!("{wanted}-{number}-{count}")));
        let free = |label: &str| {
            let slug = Slug::from_label(label)?;
            (!refused(slug.as_str()) && !self.0.contains(&(list, slug.to_string()))).then_some(slug)
        };
        let slug = tries.iter().find_map(|label| free(label))?;
        self.0.insert((list, slug.to_string()));
        Some(slug)
    }
}

/// What every item is read with.
struct Reader<'r> {
    library: &'r Library,
    resolve: &'r dyn Fn(&str) -> Option<String>,
}

impl Reader<'_> {
    /// The text of an item.
    fn read(&self, item: &Fields, losses: &mut Losses) -> Vec<Block> {
        let base = url::Url::parse(item.text("link")).ok();
        let parent = item.text("wp:post_id");
        let pictures = |ids: &[u64]| self.library.gallery(ids, parent);
        let raw = item.all("content:encoded").map(|field| field.text.as_str()).next();
        let raw = raw.filter(|text| !text.trim().is_empty()).unwrap_or(item.text("description"));
        let content = content::read(raw, &pictures, losses);
        let context = Context { base, breaks: content.breaks, resolve: self.resolve };
        let converted = convert(&content.html, &context);
        losses.add(converted.losses);
        converted.blocks
    }
}

fn article(
    item: &Fields,
    slug: Slug,
    reader: &Reader<'_>,
    sections: &mut Sections,
    authors: &mut Authors,
    losses: &mut Losses,
) -> Result<Article, String> {
    let mut blocks = reader.read(item, losses);
    let featured = item.meta("_thumbnail_id").and_then(|id| reader.library.image(id));
    // A picture before the first word is the lead in all but name.
    let image = featured.or_else(|| match blocks.first() {
        Some(Block::Image(image)) => {
            let image = image.clone();
            blocks.remove(0);
            Some(image)
        }
        _ => None,
    });
    let published = times::published(item, losses);
    let mut tags: Vec<String> = Vec::new();
    for field in item.all("category").filter(|field| field.attribute("domain") == "post_tag") {
        let label = cut(&plain(&field.text), limits::LABEL);
        if !label.is_empty() && !tags.contains(&label) {
            tags.push(label);
        }
    }
    if tags.len() > limits::TAGS {
        losses.note(format!("tags beyond the limit of {}", limits::TAGS));
        tags.truncate(limits::TAGS);
    }
    let number = item.text("wp:post_id");
    let id = if number.is_empty() { slug.to_string() } else { format!("wp-{number}") };
    let id = ArticleId::new(&id).or_else(|_| ArticleId::new(slug.as_str()));
    Ok(Article {
        id: id.map_err(|error| error.to_string())?,
        section: sections.of(item, losses)?,
        title: title(item, losses),
        deck: deck(item),
        kicker: String::new(),
        authors: authors.of(item.text("dc:creator")),
        published,
        updated: times::updated(item, published),
        language: None,
        minutes: text::minutes(&blocks),
        image,
        tags,
        source: None,
        translation_of: None,
        sticky: item.text("wp:is_sticky") == "1",
        body: Body::Inline(Part { blocks, related: Vec::new() }),
        slug,
    })
}

fn title(item: &Fields, losses: &mut Losses) -> String {
    let title = cut(&plain(item.text("title")), limits::TITLE);
    if title.is_empty() {
        losses.note("a title; the item has none");
        return "Untitled".to_owned();
    }
    title
}

fn deck(item: &Fields) -> String {
    cut(&plain(item.text("excerpt:encoded")), limits::DECK)
}

/// The address of the old site, without a last `/`.
fn home(channel: &Fields) -> String {
    let own = [channel.text("wp:base_blog_url"), channel.text("link")];
    let home = own.into_iter().find(|url| !url.is_empty()).unwrap_or("https://example.com");
    home.trim_end_matches('/').to_owned()
}

fn site(channel: &Fields, home: &str) -> Result<Site, String> {
    let title = cut(&plain(channel.text("title")), limits::LABEL);
    let language = LanguageTag::new(channel.text("language")).or_else(|_| LanguageTag::new("en"));
    Ok(Site {
        title: if title.is_empty() { "Newspaper".to_owned() } else { title },
        tagline: cut(&plain(channel.text("description")), limits::LABEL),
        logo: None,
        language: language.map_err(|error| error.to_string())?,
        url: Url::new(format!("{home}/")).map_err(|e| format!("the address {home:?}: {e}"))?,
        about: String::new(),
        email: String::new(),
        copyright: String::new(),
        founded: None,
        social: Vec::new(),
        partners: Vec::new(),
        policy_version: 0,
    })
}

/// Who writes, by the names that items call them.
struct Authors {
    list: Vec<Author>,
    logins: BTreeMap<String, Slug>,
}

impl Authors {
    fn new(authors: &[Fields]) -> Self {
        let mut all = Self { list: Vec::new(), logins: BTreeMap::new() };
        for author in authors {
            let login = author.text("wp:author_login");
            all.add(login, author.text("wp:author_display_name"));
        }
        all
    }

    fn add(&mut self, login: &str, shown: &str) -> Option<Slug> {
        if let Some(slug) = self.logins.get(login) {
            return Some(slug.clone());
        }
        let name = cut(&plain(if shown.is_empty() { login } else { shown }), limits::LABEL);
        let slug = Slug::from_label(login).or_else(|| Slug::from_label(&name))?;
        let is_free = !self.list.iter().any(|author| author.slug == slug);
        if is_free && !name.is_empty() {
            let (role, bio) = (String::new(), String::new());
            self.list.push(Author { slug: slug.clone(), name, role, bio, portrait: None });
        }
        self.logins.insert(login.to_owned(), slug.clone());
        Some(slug)
    }

    fn of(&mut self, login: &str) -> Vec<Slug> {
        if login.is_empty() { Vec::new() } else { self.add(login, "").into_iter().collect() }
    }
}

/// Notes where an item was and where it is now.
fn note_moves(item: &Fields, home: &str, now: &str, moved: &mut HashMap<String, String>) {
    let number = item.text("wp:post_id");
    let olds = [
        item.text("link").to_owned(),
        format!("{home}/?p={number}"),
        format!("{home}/?page_id={number}"),
    ];
    for old in olds {
        moved.entry(normal(&old)).or_insert_with(|| now.to_owned());
    }
}

/// An address without what does not tell pages apart.
fn normal(address: &str) -> String {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let rest = rest.strip_prefix("www.").unwrap_or(rest);
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let path = percent_decoded(path.trim_end_matches('/'));
    // Only these tell pages apart; others count visits.
    match query.split('&').find(|q| q.starts_with("p=") || q.starts_with("page_id=")) {
        Some(query) => format!("{path}?{query}"),
        None => path,
    }
}

/// `%d0%bc` to `м`; what is no UTF-8 stays as it is.
fn percent_decoded(text: &str) -> String {
    gazet_reader::routes::decode(text).unwrap_or_else(|| text.to_owned())
}
