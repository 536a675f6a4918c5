//! Who publishes: what the command line says, or else the settings of the
//! program that the folder was written for.

use super::Options;
use super::front::{of_toml_value, split};
use super::names::title;
use crate::html::{Losses, cut, plain};
use crate::input;
use gazet_bundle::{LanguageTag, Site, Url, limits};
use serde_json::{Map, Value};
use std::path::Path;

/// Files with settings, in the order in which they are believed.
const FILES: [&str; 12] = [
    "_config.yml",
    "_config.yaml",
    "hugo.toml",
    "config.toml",
    "zola.toml",
    "hugo.yaml",
    "hugo.yml",
    "config.yaml",
    "config.yml",
    "config/_default/hugo.toml",
    "config/_default/config.toml",
    "pelicanconf.py",
];

/// Bytes of settings that are read: more is no settings file.
const BYTES: u64 = 1024 * 1024;

/// Reads who publishes. What nobody says is guessed and named.
pub(super) fn read(root: &Path, options: &Options, losses: &mut Losses) -> Option<Site> {
    let settings = FILES.iter().find_map(|name| {
        let path = root.join(name);
        let text = String::from_utf8(input::read_file(&path, BYTES).ok()?.ok()?).ok()?;
        Some(parse(name, &text, losses))
    });
    let settings = settings.unwrap_or_default();
    let told = |names: &[&str]| {
        let found = names.iter().filter_map(|name| {
            let inner =
                ["params", "extra"].iter().filter_map(|table| settings.get(*table)?.get(*name));
            settings.get(*name).into_iter().chain(inner).find_map(Value::as_str)
        });
        found.map(str::trim).find(|text| !text.is_empty()).map(str::to_owned)
    };
    let name = options.title.clone().or_else(|| told(&["title", "sitename", "name"]));
    let name = name.map(|name| cut(&plain(&name), limits::LABEL)).filter(|name| !name.is_empty());
    let name = name.unwrap_or_else(|| {
        let folder = root
            .canonicalize()
            .ok()
            .and_then(|path| Some(path.file_name()?.to_string_lossy().into_owned()));
        let name = folder
            .map(|folder| cut(&title(&folder), limits::LABEL))
            .filter(|name| !name.is_empty());
        let name = name.unwrap_or_else(|| "Newspaper".to_owned());
        losses.note(format!("the name of the paper, for which {name:?} stands; --title says it"));
        name
    });
    let address = options.url.clone().or_else(|| {
        let base = told(&["url", "baseurl", "base_url", "siteurl"])?;
        let below = told(&["baseurl"]).filter(|below| below.starts_with('/'));
        Some(base + &below.unwrap_or_default())
    });
    let address = address.map(|address| format!("{}/", address.trim_end_matches('/')));
    let url = address.and_then(|address| Url::new(address).ok()).filter(|url| url.host().is_some());
    if url.is_none() {
        losses
            .note("the address of the paper, for which https://example.com/ stands; --url says it");
    }
    let language = options.language.clone().or_else(|| {
        told(&[
            "lang",
            "language",
            "languagecode",
            "defaultcontentlanguage",
            "default_language",
            "locale",
            "default_lang",
        ])
    });
    let language = language.and_then(|own| LanguageTag::new(own.replace('_', "-")).ok());
    if language.is_none() {
        losses.note("the language of the paper, for which English stands; --language says it");
    }
    Some(Site {
        title: name,
        tagline: cut(
            &plain(
                &told(&["tagline", "description", "subtitle", "sitesubtitle"]).unwrap_or_default(),
            ),
            limits::LABEL,
        ),
        logo: None,
        language: language.or_else(|| LanguageTag::new("en").ok())?,
        url: url.or_else(|| Url::new("https://example.com/").ok())?,
        about: String::new(),
        email: String::new(),
        copyright: String::new(),
        founded: None,
        social: Vec::new(),
        partners: Vec::new(),
        policy_version: 0,
    })
}

fn parse(name: &str, text: &str, losses: &mut Losses) -> Map<String, Value> {
    if name.ends_with(".toml") {
        let table = text.parse::<toml::Table>().unwrap_or_default();
        return table
            .into_iter()
            .map(|(key, value)| (key.to_lowercase(), of_toml_value(value)))
            .collect();
    }
    if name.ends_with(".py") {
        // `SITENAME = 'The name'`
        let pairs = text.lines().filter_map(|line| line.split_once('='));
        let plain = pairs.map(|(key, value)| {
            (
                key.trim().to_lowercase(),
                Value::String(value.trim().trim_matches(['\'', '"', 'u']).to_owned()),
            )
        });
        return plain.collect();
    }
    let begun = text.strip_prefix("---\n").unwrap_or(text);
    split(&format!("---\n{begun}\n---\n"), losses).keys
}
