//! The text of an article as plain HTML, for readers of feeds: every address
//! is a full one, and nothing needs a style sheet or a script.

use super::{absolute, escape};
use gazet_bundle::{Article, Block, Image, Part, Rich, Site, Span, Table, Url};

/// Lead picture and text.
pub(super) fn article(site: &Site, article: &Article, part: Option<&Part>) -> String {
    let mut html = Html { site, text: String::new() };
    if let Some(image) = &article.image {
        html.image(image);
    }
    if let Some(part) = part {
        html.blocks(&part.blocks);
    }
    if let Some(source) = &article.source {
        html.text.push_str("<p><small>");
        match &source.url {
            Some(url) => html.link(url, |html| html.escaped(&source.text)),
            None => html.escaped(&source.text),
        }
        html.text.push_str("</small></p>\n");
    }
    html.text
}

/// The full address of what an article names.
pub(super) fn address(site: &Site, url: &Url) -> String {
    let text = url.as_str();
    if url.is_relative() && !text.starts_with('#') { absolute(site, text) } else { text.to_owned() }
}

struct Html<'s> {
    site: &'s Site,
    text: String,
}

impl Html<'_> {
    fn escaped(&mut self, text: &str) {
        self.text.push_str(&escape(text));
    }

    fn within(&mut self, tag: &str, inside: impl FnOnce(&mut Self)) {
        self.text.push_str(&format!("<{tag}>"));
        inside(self);
        let name = tag.split(' ').next().unwrap_or(tag);
        self.text.push_str(&format!("</{name}>"));
    }

    fn line(&mut self, tag: &str, inside: impl FnOnce(&mut Self)) {
        self.within(tag, inside);
        self.text.push('\n');
    }

    fn link(&mut self, to: &Url, inside: impl FnOnce(&mut Self)) {
        let href = escape(&address(self.site, to));
        self.within(&format!("a href=\"{href}\""), inside);
    }

    fn blocks(&mut self, blocks: &[Block]) {
        blocks.iter().for_each(|block| self.block(block));
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph(spans) => self.line("p", |html| html.spans(spans)),
            Block::Heading { level, text } => {
                self.line(&format!("h{level}"), |html| html.spans(text));
            }
            Block::List(list) => {
                let tag = match list.start {
                    Some(1) => "ol".to_owned(),
                    Some(start) => format!("ol start=\"{start}\""),
                    None => "ul".to_owned(),
                };
                self.line(&tag, |html| {
                    list.items.iter().for_each(|item| html.line("li", |html| html.blocks(item)));
                });
            }
            Block::Quote(quote) => self.line("blockquote", |html| {
                html.blocks(&quote.blocks);
                if !quote.cite.is_empty() {
                    html.line("p", |html| html.within("cite", |html| html.spans(&quote.cite)));
                }
            }),
            // It repeats a sentence of the text, which only a page has room for.
            Block::PullQuote(_) => {}
            Block::Image(image) => self.image(image),
            Block::Gallery(images) => images.iter().for_each(|image| self.image(image)),
            Block::Table(table) => self.table(table),
            Block::Code { text, .. } => {
                self.line("pre", |html| html.within("code", |html| html.escaped(text)));
            }
            Block::Divider(_) => self.text.push_str("<hr>\n"),
            Block::Embed(embed) => self.line("p", |html| {
                html.link(&embed.url, |html| html.escaped(&embed.title));
            }),
            Block::Footnotes(notes) => {
                self.text.push_str("<hr>\n");
                self.line("ol", |html| {
                    notes.iter().for_each(|note| html.line("li", |html| html.blocks(&note.blocks)));
                });
            }
        }
    }

    fn image(&mut self, image: &Image) {
        self.line("figure", |html| {
            let Image { src, width, height, alt, .. } = image;
            let (src, alt) = (escape(&address(html.site, src)), escape(alt));
            html.text.push_str(&format!(
                "<img src=\"{src}\" width=\"{width}\" height=\"{height}\" alt=\"{alt}\">"
            ));
            let words = [image.caption.as_str(), image.credit.as_str()];
            let words: Vec<&str> = words.into_iter().filter(|words| !words.is_empty()).collect();
            if !words.is_empty() {
                html.within("figcaption", |html| html.escaped(&words.join(" ")));
            }
        });
    }

    fn table(&mut self, table: &Table) {
        self.line("table", |html| {
            if !table.caption.is_empty() {
                html.line("caption", |html| html.spans(&table.caption));
            }
            let mut row = |cells: &[Vec<Span>], tag: &str| {
                html.line("tr", |html| {
                    cells.iter().for_each(|cell| html.within(tag, |html| html.spans(cell)));
                });
            };
            if !table.head.is_empty() {
                row(&table.head, "th");
            }
            table.rows.iter().for_each(|cells| row(cells, "td"));
        });
    }

    fn spans(&mut self, spans: &[Span]) {
        for span in spans {
            match span {
                Span::Text(text) => self.escaped(text),
                Span::Rich(rich) => self.rich(rich),
            }
        }
    }

    fn rich(&mut self, rich: &Rich) {
        match rich {
            Rich::Em(spans) => self.within("em", |html| html.spans(spans)),
            Rich::Strong(spans) => self.within("strong", |html| html.spans(spans)),
            Rich::Strike(spans) => self.within("s", |html| html.spans(spans)),
            Rich::Mark(spans) => self.within("mark", |html| html.spans(spans)),
            Rich::Sub(spans) => self.within("sub", |html| html.spans(spans)),
            Rich::Sup(spans) => self.within("sup", |html| html.spans(spans)),
            Rich::Code(text) => self.within("code", |html| html.escaped(text)),
            Rich::Link { to, text } => self.link(to, |html| html.spans(text)),
            Rich::Abbr { text, title } => {
                let title = escape(title);
                self.within(&format!("abbr title=\"{title}\""), |html| html.escaped(text));
            }
            Rich::Lang { lang, dir, text } => {
                let dir = dir.unwrap_or_else(|| lang.direction()).as_str();
                self.within(&format!("span lang=\"{lang}\" dir=\"{dir}\""), |html| {
                    html.spans(text);
                });
            }
            // The notes stand in their order at the end.
            Rich::Note(_) => self.text.push('*'),
            Rich::Break(_) => self.text.push_str("<br>"),
        }
    }
}
