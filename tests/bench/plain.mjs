// The yardstick: the same article as a plain HTML page, with the same lead
// picture and a small style sheet. Nothing that shows this text can be faster.

const STYLE = `body{margin:0 auto;max-inline-size:40rem;padding:1rem;font:1.125rem/1.6 Georgia,serif;
color:#1d1b18;background:#fbf8f1}h1{font-size:2rem;line-height:1.15}img{inline-size:100%;
block-size:auto}figure{margin:1rem 0}figcaption{font-size:.875rem}table{border-collapse:collapse}
td,th{padding:.25rem .5rem;border:1px solid}pre{overflow:auto}`;

/** File name and text of each file of the page. */
export function plainPage(article, body, language) {
  const { title, deck = '', image } = article;
  const html = `<!doctype html>
<html lang="${escape(article.language ?? language)}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title>
<link rel="stylesheet" href="/plain.css">
<main><article>
<h1>${escape(title)}</h1>
<p>${escape(deck)}</p>
${image ? figure(image, true) : ''}
${blocks(body.blocks)}
</article></main>
</html>
`;
  return { 'plain.html': html, 'plain.css': STYLE };
}

function blocks(list) {
  return list.map(block).join('\n');
}

function block(value) {
  const [kind, inner] = Object.entries(value)[0];
  switch (kind) {
    case 'paragraph':
      return `<p>${spans(inner)}</p>`;
    case 'heading':
      return `<h${inner.level}>${spans(inner.text)}</h${inner.level}>`;
    case 'list': {
      const tag = inner.start === undefined ? 'ul' : 'ol';
      return `<${tag}>${inner.items.map(item => `<li>${blocks(item)}</li>`).join('')}</${tag}>`;
    }
    case 'quote':
      return `<blockquote>${blocks(inner.blocks)}${inner.cite ? `<p>${spans(inner.cite)}</p>` : ''}</blockquote>`;
    case 'pull-quote':
      return `<blockquote><p>${spans(inner)}</p></blockquote>`;
    case 'image':
      return figure(inner, false);
    case 'gallery':
      return inner.map(image => figure(image, false)).join('\n');
    case 'table':
      return table(inner);
    case 'code':
      return `<pre><code>${escape(inner.text)}</code></pre>`;
    case 'divider':
      return '<hr>';
    case 'embed':
      return `<p><a href="${escape(inner.url)}">${escape(inner.title)}</a></p>`;
    case 'footnotes':
      return `<ol>${inner.map(note => `<li>${blocks(note.blocks)}</li>`).join('')}</ol>`;
    default:
      throw new Error(`a block of kind ${kind} is not known to the bench`);
  }
}

function table({ head = [], rows, caption = [] }) {
  const row = (cells, tag) =>
    `<tr>${cells.map(cell => `<${tag}>${spans(cell)}</${tag}>`).join('')}</tr>`;
  return `<table><caption>${spans(caption)}</caption>${head.length ? row(head, 'th') : ''}${rows
    .map(cells => row(cells, 'td'))
    .join('')}</table>`;
}

function spans(list) {
  return list.map(span => (typeof span === 'string' ? escape(span) : rich(span))).join('');
}

const TAGS = { em: 'em', strong: 'strong', strike: 's', mark: 'mark', sub: 'sub', sup: 'sup' };

function rich(span) {
  const [kind, inner] = Object.entries(span)[0];
  if (kind in TAGS) return `<${TAGS[kind]}>${spans(inner)}</${TAGS[kind]}>`;
  switch (kind) {
    case 'code':
      return `<code>${escape(inner)}</code>`;
    case 'link':
      return `<a href="${escape(inner.to)}">${spans(inner.text)}</a>`;
    case 'abbr':
      return `<abbr title="${escape(inner.title)}">${escape(inner.text)}</abbr>`;
    case 'lang':
      return `<span lang="${escape(inner.lang)}">${spans(inner.text)}</span>`;
    case 'note':
      return `<sup>${escape(inner)}</sup>`;
    case 'break':
      return '<br>';
    default:
      throw new Error(`a span of kind ${kind} is not known to the bench`);
  }
}

/** The lead picture is fetched at once, as any page would. */
function figure(image, lead) {
  const { src, width, height, alt = '', caption = '', variants = [] } = image;
  const at = address => (/^[a-z]+:/.test(address) ? address : `/${address.replace(/^\//, '')}`);
  const set = [...variants, { src, width }].map(one => `${escape(at(one.src))} ${one.width}w`);
  const loading = lead ? 'fetchpriority="high"' : 'loading="lazy"';
  return `<figure><img src="${escape(at(src))}" srcset="${set.join(', ')}" sizes="(min-width: 40rem) 40rem, 100vw" width="${width}" height="${height}" alt="${escape(alt)}" ${loading}><figcaption>${escape(caption)}</figcaption></figure>`;
}

function escape(text) {
  const entities = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return String(text).replace(/[&<>"]/g, character => entities[character]);
}
