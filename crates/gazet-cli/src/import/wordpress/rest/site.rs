//! Asks a site.

use super::wire::{Answers, number};
use crate::fetch::{Answer, FetchError, Fetcher, Reason};
use crate::html::Losses;
use crate::import::json::string;
use serde_json::Value;
use std::collections::BTreeSet;

/// Bytes of one answer: 64 MiB, a hundred posts of a book chapter each with
/// all that plugins add.
const BYTES: usize = 64 * 1024 * 1024;

/// Things asked for at once: the most that WordPress gives, and less for a
/// site that fails at it.
const AT_ONCE: [usize; 3] = [100, 20, 5];

/// Pages of one list: 10,000 hold a million posts. A site that says it has
/// more is not believed.
const PAGES: usize = 10_000;

/// Everything that a site shows to everyone.
///
/// # Errors
/// A sentence, when there is no such interface, or it refuses its posts.
pub(super) fn ask(input: &str, losses: &mut Losses) -> Result<Answers, String> {
    let fetcher = Fetcher::default();
    let mut answers = Answers::default();
    let site = Site { routes: routes(input, &fetcher, &mut answers)?, fetcher };
    site.all("/wp/v2/posts", "&_embed=1&orderby=id&order=asc", "post", &mut answers, losses)?;
    let rest = [
        ("/wp/v2/pages", "&_embed=1&orderby=id&order=asc", "page"),
        ("/wp/v2/categories", "", "category"),
        ("/wp/v2/tags", "", "post_tag"),
        // Many sites keep it to themselves who may write.
        ("/wp/v2/users", "", "user"),
    ];
    for (route, query, kind) in rest {
        if let Err(message) = site.all(route, query, kind, &mut answers, losses) {
            losses.note(format!("the answer to {route}: {message}"));
        }
    }
    site.pictures(&mut answers, losses);
    if !answers.site.contains_key("language") {
        let home = string(&answers.site, "home").unwrap_or_else(|| input.to_owned());
        if let Some(language) = site.language(&home) {
            answers.site.insert("language".to_owned(), Value::String(language));
        }
    }
    Ok(answers)
}

struct Site {
    fetcher: Fetcher,
    /// What a route is put behind: `…/wp-json` or `…/?rest_route=`.
    routes: String,
}

impl Site {
    fn get(&self, route: &str, query: &str) -> Result<Answer, FetchError> {
        let mark = if self.routes.contains('?') { '&' } else { '?' };
        let query = query.trim_start_matches('&');
        self.fetcher.get(&format!("{}{route}{mark}{query}", self.routes), BYTES)
    }

    /// Every page of a list.
    fn all(
        &self,
        route: &str,
        query: &str,
        kind: &str,
        answers: &mut Answers,
        losses: &mut Losses,
    ) -> Result<(), String> {
        let mut failed = String::new();
        for count in AT_ONCE {
            match self.list(route, query, kind, count, answers, losses) {
                Ok(()) => return Ok(()),
                Err(FetchError { reason, .. }) => {
                    failed = reason.to_string();
                    let may_be_much = matches!(
                        reason,
                        Reason::Late | Reason::TooLarge(_) | Reason::Status(500..)
                    );
                    if !may_be_much {
                        break;
                    }
                }
            }
        }
        Err(failed)
    }

    fn list(
        &self,
        route: &str,
        query: &str,
        kind: &str,
        count: usize,
        answers: &mut Answers,
        losses: &mut Losses,
    ) -> Result<(), FetchError> {
        for page in 1..=PAGES {
            let answer = self.get(route, &format!("per_page={count}&page={page}{query}"));
            let answer = match answer {
                // How WordPress says that there are no more.
                Err(FetchError { reason: Reason::Status(400), .. }) if page > 1 => return Ok(()),
                answer => answer?,
            };
            let last = answer.header("x-wp-totalpages").and_then(|pages| pages.parse().ok());
            let mut none = Losses::default();
            let text = crate::import::text::text(&answer.bytes, answer.charset(), &mut none);
            let values = match serde_json::from_str(json_start(&text)) {
                Ok(Value::Array(values)) => values,
                _ => {
                    let message = "an answer that is no list of WordPress".to_owned();
                    let reason = Reason::Connection(message);
                    return Err(FetchError { url: answer.url, reason });
                }
            };
            let got = values.len();
            for value in values {
                if let Err(message) = answers.add(value, Some(kind), losses) {
                    losses.note(message);
                }
            }
            // A site that tells no number of pages is asked until one is not full.
            let is_last = last.map_or(got < count, |last: usize| page >= last);
            if is_last || got == 0 {
                return Ok(());
            }
        }
        losses.note(format!("all of {route} beyond {PAGES} pages"));
        Ok(())
    }

    /// The lead pictures that did not come with their posts.
    fn pictures(&self, answers: &mut Answers, losses: &mut Losses) {
        let wanted = answers.posts.values().filter_map(|post| number(post, "featured_media"));
        let has_address =
            |id: &u64| answers.files.get(id).is_some_and(|file| file.contains_key("source_url"));
        let wanted: BTreeSet<u64> = wanted.filter(|id| *id > 0 && !has_address(id)).collect();
        let wanted: Vec<String> = wanted.iter().map(u64::to_string).collect();
        for some in wanted.chunks(AT_ONCE[0]) {
            let query = format!("&include={}", some.join(","));
            if let Err(message) = self.all("/wp/v2/media", &query, "attachment", answers, losses) {
                losses.note(format!("the answer to /wp/v2/media: {message}"));
                break;
            }
        }
    }

    /// The language of the front page, which the interface does not tell.
    fn language(&self, home: &str) -> Option<String> {
        let answer = self.fetcher.get(home, BYTES).ok()?;
        let head =
            String::from_utf8_lossy(&answer.bytes[..answer.bytes.len().min(4_096)]).into_owned();
        let (_, tag) = head.split_once("<html")?;
        let (_, value) = tag.split('>').next()?.split_once("lang=")?;
        let value = value.trim_start_matches(['"', '\'']);
        value.split(['"', '\'', ' ']).next().map(str::to_owned).filter(|value| !value.is_empty())
    }
}

/// Where the interface is: under its usual name, behind `?rest_route=` on a
/// site without pretty addresses, or where the front page says.
fn routes(input: &str, fetcher: &Fetcher, answers: &mut Answers) -> Result<String, String> {
    let site = input.split(['?', '#']).next().unwrap_or(input);
    let site = site.split("/wp-json").next().unwrap_or(site).trim_end_matches('/');
    let tries = [format!("{site}/wp-json"), format!("{site}/?rest_route=")];
    let mut failed = String::new();
    for routes in tries {
        match index(&routes, fetcher) {
            Ok(Some(found)) => {
                answers.site = found;
                return Ok(routes);
            }
            Ok(None) => failed = "the site answers, but not as WordPress does".to_owned(),
            Err(error) => {
                failed = error.reason.to_string();
                if matches!(error.reason, Reason::Host | Reason::Late | Reason::Connection(_)) {
                    return Err(failed);
                }
            }
        }
    }
    let front = fetcher.get(site, BYTES).map_err(|error| error.reason.to_string())?;
    let front_text = String::from_utf8_lossy(&front.bytes).into_owned();
    let told = front_text.split('<').find_map(|tag| {
        let tag = tag.split('>').next()?.strip_prefix("link ")?;
        let (_, href) = tag.split_once("href=").filter(|_| tag.contains("https://api.w.org/"))?;
        let href = href.trim_start_matches(['"', '\'']).split(['"', '\'']).next()?;
        Some(href.trim_end_matches('/').replace("&#038;", "&").replace("&amp;", "&"))
    });
    let found = told.and_then(|routes| Some((index(&routes, fetcher).ok()??, routes)));
    if let Some((found, routes)) = found {
        answers.site = found;
        return Ok(routes);
    }
    Err(format!("has no REST interface of WordPress that can be asked: {failed}"))
}

/// What the interface says of the site.
fn index(
    routes: &str,
    fetcher: &Fetcher,
) -> Result<Option<crate::import::json::Object>, FetchError> {
    let answer = fetcher.get(&format!("{routes}/"), BYTES)?;
    let text = String::from_utf8_lossy(&answer.bytes).into_owned();
    let found = serde_json::from_str::<crate::import::json::Object>(json_start(&text)).ok();
    Ok(found.filter(|found| found.contains_key("namespaces") || found.contains_key("routes")))
}

/// A text from its first bracket on: plugins print warnings before it.
fn json_start(text: &str) -> &str {
    text.find(['{', '[']).map_or(text, |start| &text[start..])
}
