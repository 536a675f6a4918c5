//! One document as an article or a page.

use super::files::Document;
use super::head::Head;
use super::names::{own_name, title};
use super::pictures::Pictures;
use super::text;
use crate::html::{Context, Losses, convert, cut, cut_named, plain};
use crate::import::markdown::foreign::adapt::Moves;
use gazet_bundle::{Block, Image, LanguageTag, Span, Url, limits};

/// A document whose text was read.
pub(super) struct Read {
    pub(super) title: String,
    pub(super) deck: String,
    pub(super) blocks: Vec<Block>,
    pub(super) image: Option<Image>,
    pub(super) language: Option<LanguageTag>,
}

/// Reads the text of a document.
pub(super) fn read(
    document: &Document,
    head: &Head,
    body: &str,
    moves: &Moves<'_>,
    pictures: &Pictures,
    losses: &mut Losses,
) -> Read {
    let html = match document.is_html() {
        true => text::of_html(body, losses),
        false => text::of_markdown(body, losses),
    };
    let base = Moves::base(document);
    let resolve = |address: &str| moves.now(address, pictures);
    let context =
        Context { base: base.clone(), breaks: false, resolve: &resolve, picture: &|_| None };
    let converted = convert(&html, &context);
    losses.add(converted.losses);
    let mut blocks = converted.blocks;
    blocks.iter_mut().for_each(|block| measure(block, pictures));
    let title = headline(document, head, &mut blocks, losses);
    let mut image = head.image.as_ref().and_then(|picture| {
        let address = base?.join(&picture.src).ok()?;
        let own = pictures.image(&Moves::path(&address));
        let remote = || {
            let url =
                Url::new(resolve(address.as_str()).unwrap_or_else(|| address.to_string())).ok()?;
            Some(Image { src: url, ..blank()? })
        };
        let image = own.or_else(remote);
        if image.is_none() {
            losses.note("the picture above the text, whose address is not allowed");
        }
        Some(Image {
            alt: cut(&plain(&picture.alt), limits::CAPTION),
            caption: cut(&plain(&picture.caption), limits::CAPTION),
            ..image?
        })
    });
    // A picture before the first word is the lead in all but name.
    if let (None, Some(Block::Image(first))) = (&image, blocks.first()) {
        image = Some(first.clone());
        blocks.remove(0);
    }
    // Some themes print the date there.
    let is_date = super::dates::read(&head.deck).is_some();
    let deck = if is_date { String::new() } else { head.deck.clone() };
    let language = LanguageTag::new(&head.language).ok().filter(|_| !head.language.is_empty());
    Read {
        title,
        deck: cut_named(&deck, limits::DECK, "a description", losses),
        blocks,
        image,
        language,
    }
}

/// A picture of which nothing is told: 3:2, as most cameras have it.
fn blank() -> Option<Image> {
    Some(Image {
        src: Url::new("images/none").ok()?,
        width: 1200,
        height: 800,
        alt: String::new(),
        caption: String::new(),
        credit: String::new(),
        focal: gazet_bundle::Focal::default(),
        placeholder: None,
        variants: Vec::new(),
    })
}

/// The headline: what the head says, or the first heading, or the file's name.
fn headline(
    document: &Document,
    head: &Head,
    blocks: &mut Vec<Block>,
    losses: &mut Losses,
) -> String {
    let first = match blocks.first() {
        Some(Block::Heading { text, .. }) => {
            let mut words = String::new();
            text.iter().for_each(|span: &Span| span.plain_text(&mut words));
            words.trim().to_owned()
        }
        _ => String::new(),
    };
    if !first.is_empty() && (head.title.is_empty() || head.title == first) {
        blocks.remove(0);
        return cut_named(&first, limits::TITLE, "a headline", losses);
    }
    if !head.title.is_empty() {
        return cut_named(&head.title, limits::TITLE, "a headline", losses);
    }
    losses.note("a headline; the document has none, and the name of its file stands for it");
    let name = own_name(document);
    let name = super::dates::of_name(name).map_or(name, |(_, rest)| rest);
    let shown = title(name);
    cut(if shown.is_empty() { "Untitled" } else { &shown }, limits::TITLE)
}

/// Gives pictures of the folder their own size.
fn measure(block: &mut Block, pictures: &Pictures) {
    let set = |image: &mut Image| {
        if let Some(size) = pictures.size(image.src.as_str()) {
            (image.width, image.height) = size;
        }
    };
    match block {
        Block::Image(image) => set(image),
        Block::Gallery(images) => images.iter_mut().for_each(set),
        Block::List(list) => list.items.iter_mut().flatten().for_each(|b| measure(b, pictures)),
        Block::Quote(quote) => quote.blocks.iter_mut().for_each(|b| measure(b, pictures)),
        Block::Footnotes(notes) => {
            notes.iter_mut().flat_map(|note| &mut note.blocks).for_each(|b| measure(b, pictures));
        }
        _ => {}
    }
}
