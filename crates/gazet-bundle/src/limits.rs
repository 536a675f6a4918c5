//! Upper bounds of everything a bundle holds, each with its reason.
//!
//! A bundle comes from the network and may be hostile: without bounds a small
//! file can cost a tab. Lengths are in Unicode scalar values unless a name
//! says bytes.

/// Bytes of one document, bundle or part: 8 MiB. A front document of 10,000
/// article heads of about 600 bytes is 6 MB; a decompression bomb is stopped
/// here before it fills the tab's memory.
pub const DOCUMENT_BYTES: usize = 8 * 1024 * 1024;

/// Levels of blocks inside blocks (a list in a quotation is 2). Browsers lay
/// out 512 nested lists, and a renderer was seen to crash at 1,000; no
/// newspaper needs more than 12.
pub const BLOCK_DEPTH: usize = 12;

/// Levels of spans inside spans. Five kinds of emphasis may sensibly nest.
pub const SPAN_DEPTH: usize = 8;

/// Articles listed in one document; the rest of an archive is linked.
pub const ARTICLES: usize = 10_000;

/// Shards of an archive: with [`LEAVES`] enough for 40 million pages.
pub const SHARDS: usize = 4_096;

/// Leaves of one shard; a shard of 200 is 12 KB.
pub const LEAVES: usize = 10_000;

/// Articles of one leaf: an article with its two neighbours, its original and
/// [`RELATED`] like it, or the 12 of one page of a list.
pub const LEAF: usize = 17;

/// Bytes of a route in a shard: four slugs and the number of a page.
pub const ROUTE_BYTES: usize = 1_024;

/// Sections, counted over the whole tree. A navigation of more is unusable.
pub const SECTIONS: usize = 500;

/// Levels of the section tree: `news/energy/wind/offshore` is 4.
pub const SECTION_DEPTH: usize = 4;

/// Authors in one bundle.
pub const AUTHORS: usize = 10_000;

/// Static pages in one bundle.
pub const PAGES: usize = 200;

/// Blocks of one body, counted at every level, list items and footnotes as
/// one each. A book chapter has about 500.
pub const BLOCKS: usize = 10_000;

/// Pictures of one gallery.
pub const GALLERY: usize = 200;

/// Cells of one table; a row counts one more, so that empty rows count too.
pub const TABLE_CELLS: usize = 10_000;

/// Spans of one body, counted at every level. An article of 20,000 words
/// with a link in every sentence has about 3,000.
pub const SPANS: usize = 50_000;

/// Bytes of text in one body: 2 MiB, a novel of 300,000 words. Longer ones
/// freeze the layout of a phone for seconds.
pub const BODY_BYTES: usize = 2 * 1024 * 1024;

/// A headline; the longest of the national papers are near 200.
pub const TITLE: usize = 300;

/// A deck, or a section's description.
pub const DECK: usize = 600;

/// A name, label, kicker or tag.
pub const LABEL: usize = 120;

/// A credit line: the licences of a photo montage can take two lines.
pub const CREDIT: usize = 300;

/// A caption or an alternative text.
pub const CAPTION: usize = 1_000;

/// Links to social networks, and as many to partners. A footer of more is
/// a page.
pub const LINKS: usize = 50;

/// Smaller versions of one picture; sets of 4 to 6 widths are usual.
pub const VARIANTS: usize = 12;

/// Width or height of a picture in pixels: the most that JPEG can express.
pub const SIDE: u32 = 65_535;

/// Tags of one article.
pub const TAGS: usize = 20;

/// Authors of one article.
pub const BYLINE: usize = 12;

/// A slug in characters.
pub const SLUG: usize = 96;

/// A slug in bytes: file systems allow names of 255, and a suffix such as
/// `.json` must fit too. It bites where a letter takes three bytes or more.
pub const SLUG_BYTES: usize = 240;

/// Related articles carried with a body: 5 in the text and 8 below it.
pub const RELATED: usize = 13;

/// A URL in bytes. Browsers and proxies are safe up to about 2,000.
pub const URL_BYTES: usize = 2_048;
