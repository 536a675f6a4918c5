//! Every picture of a bundle.

use crate::error::Result;
use gazet_bundle::{Block, Body, Bundle, Image, Part, PartRef};
use rayon::prelude::*;
use std::collections::BTreeSet;

/// Calls `f` with every picture: of the paper, of authors, of articles and in
/// the bodies that stand in the bundle.
pub(super) fn each(bundle: &mut Bundle, f: &mut dyn FnMut(&mut Image)) {
    bundle.site.logo.iter_mut().for_each(&mut *f);
    bundle.site.partners.iter_mut().for_each(|partner| f(&mut partner.logo));
    bundle.authors.iter_mut().filter_map(|author| author.portrait.as_mut()).for_each(&mut *f);
    for article in &mut bundle.articles {
        article.image.iter_mut().for_each(&mut *f);
        body(&mut article.body, f);
    }
    bundle.pages.iter_mut().for_each(|page| body(&mut page.body, f));
}

/// The names of all files that pictures of a bundle have in it; `load` reads a
/// body that stands beside the bundle.
pub(crate) fn own_names(
    bundle: &mut Bundle,
    load: impl Fn(&PartRef) -> Result<Part> + Sync,
) -> Result<BTreeSet<String>> {
    let mut names = BTreeSet::new();
    each(bundle, &mut |image| own(image, &mut names));
    let articles = bundle.articles.par_iter().map(|article| &article.body);
    let bodies = articles.chain(bundle.pages.par_iter().map(|page| &page.body));
    let beside = bodies.map(|body| {
        let mut names = BTreeSet::new();
        if let Body::Part(part) = body {
            blocks(&mut load(part)?.blocks, &mut |image| own(image, &mut names));
        }
        Ok(names)
    });
    names.extend(beside.collect::<Result<Vec<_>>>()?.into_iter().flatten());
    Ok(names)
}

fn own(image: &Image, names: &mut BTreeSet<String>) {
    let variants = image.variants.iter().map(|variant| &variant.src);
    let all = std::iter::once(&image.src).chain(variants).filter(|src| src.is_relative());
    names.extend(all.map(|src| src.as_str().to_owned()));
}

fn body(body: &mut Body, f: &mut dyn FnMut(&mut Image)) {
    if let Body::Inline(part) = body {
        blocks(&mut part.blocks, f);
    }
}

fn blocks(all: &mut [Block], f: &mut dyn FnMut(&mut Image)) {
    for block in all {
        match block {
            Block::Image(image) => f(image),
            Block::Gallery(images) => images.iter_mut().for_each(&mut *f),
            Block::List(list) => list.items.iter_mut().for_each(|item| blocks(item, f)),
            Block::Quote(quote) => blocks(&mut quote.blocks, f),
            Block::Footnotes(notes) => notes.iter_mut().for_each(|n| blocks(&mut n.blocks, f)),
            Block::Paragraph(_)
            | Block::Heading { .. }
            | Block::PullQuote(_)
            | Block::Table(_)
            | Block::Code { .. }
            | Block::Divider(_)
            | Block::Embed(_) => {}
        }
    }
}
