// The edition as the publisher wrote it, read from the site's folder.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The site's bundle. */
export function readEdition(site) {
  return JSON.parse(readFileSync(join(site, 'bundle.json'), 'utf8'));
}

/** The body of an article, from the bundle or from its part. */
export function readBody(site, article) {
  const { inline, part } = article.body;
  return inline ?? JSON.parse(readFileSync(join(site, 'parts', `${part}.json`), 'utf8'));
}

/** An article of middling length with a lead picture, in the site's language:
 * the same one in every run of the same edition. */
export function typicalArticle(edition, slug) {
  if (slug) {
    const named = edition.articles.find(article => article.slug === slug);
    if (!named) throw new Error(`the edition has no article ${slug}`);
    return named;
  }
  const usual = edition.articles
    .filter(article => article.image && !article.language)
    .sort((a, b) => a.minutes - b.minutes || (a.slug < b.slug ? -1 : 1));
  if (usual.length === 0) throw new Error('the edition has no article with a picture to measure');
  return usual[usual.length >> 1];
}

/** What is read in a list of spans. */
export function plainText(spans) {
  return spans.map(span => (typeof span === 'string' ? span : plainRich(span))).join('');
}

function plainRich(span) {
  const [kind, value] = Object.entries(span)[0];
  if (kind === 'note') return '';
  if (kind === 'break') return ' ';
  if (typeof value === 'string') return value;
  const text = Array.isArray(value) ? value : value.text;
  return typeof text === 'string' ? text : plainText(text);
}

/** The beginning of the first paragraph, by which an article is known to be
 * on the screen. Forty characters tell any two articles apart. */
export function opening(body) {
  const first = body.blocks.find(block => block.paragraph);
  if (!first) throw new Error('the article has no paragraph');
  return plainText(first.paragraph).replace(/\s+/g, ' ').trim().slice(0, 40);
}
