//! What each type of the format is read from.

use super::{Fault, Fields, FromJson, Json};
use crate::{
    Align, Archive, Article, Author, Block, Body, Bundle, Credit, Direction, Embed, Focal,
    Footnote, Image, Leaf, Link, List, Page, Part, Partner, Quote, Rich, Section, Shard, Site,
    Span, Table, Variant,
};
use serde::de::{Deserialize, Deserializer, Error};

/// Reads objects field by field: those before `;` must be there, those behind
/// it have a default.
macro_rules! objects {
    ($($kind:ident { $($required:ident)*; $($optional:ident)* })*) => {$(
        impl FromJson for $kind {
            fn from_json(json: Json) -> Result<Self, Fault> {
                let mut fields = Fields::of(json)?;
                Ok(Self {
                    $($required: fields.required(stringify!($required))?,)*
                    $($optional: fields.optional(stringify!($optional))?,)*
                })
            }
        }
    )*};
}

/// Lets serde read the types too, wherever it may be asked to.
macro_rules! deserialize {
    ($($kind:ident)*) => {$(
        impl<'de> Deserialize<'de> for $kind {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Self::from_json(Json::deserialize(deserializer)?).map_err(D::Error::custom)
            }
        }
    )*};
}

objects! {
    Bundle { format site sections authors pages articles; archive }
    Archive { shards; }
    Shard { leaves; }
    Leaf { articles; total label earlier later }
    Site {
        title language url;
        tagline logo about email copyright founded social partners policy_version
    }
    Link { name url; }
    Partner { name url logo; }
    Section { path name; about sections }
    Author { slug name; role bio portrait }
    Page { slug title body; deck updated }
    Article {
        id slug section title published minutes body;
        deck kicker authors updated language image tags source translation_of sticky
    }
    Credit { text; url }
    Part { blocks; related }
    Image { src width height; alt caption credit focal placeholder variants }
    Variant { src width; }
    List { items; start }
    Quote { blocks; cite }
    Table { rows; head align caption }
    Embed { url title; provider }
    Footnote { label blocks; }
}

deserialize! {
    Archive Shard Leaf Bundle Site Link Partner Section Author Page Article Credit Body Part Image Variant Focal
    Block List Quote Table Align Embed Footnote Span Rich
}

impl FromJson for Body {
    fn from_json(json: Json) -> Result<Self, Fault> {
        let (name, value) = json.variant()?;
        let read = match name.as_str() {
            "inline" => Part::from_json(value).map(Self::Inline),
            "part" => FromJson::from_json(value).map(Self::Part),
            _ => return Err(unknown(&name)),
        };
        read.map_err(|fault| fault.in_field(&name))
    }
}

impl FromJson for Block {
    fn from_json(json: Json) -> Result<Self, Fault> {
        let (name, value) = json.variant()?;
        let read = match name.as_str() {
            "paragraph" => FromJson::from_json(value).map(Self::Paragraph),
            "heading" => Fields::of(value).and_then(|mut fields| {
                Ok(Self::Heading {
                    level: fields.required("level")?,
                    text: fields.required("text")?,
                })
            }),
            "list" => FromJson::from_json(value).map(Self::List),
            "quote" => FromJson::from_json(value).map(Self::Quote),
            "pull-quote" => FromJson::from_json(value).map(Self::PullQuote),
            "image" => FromJson::from_json(value).map(Self::Image),
            "gallery" => FromJson::from_json(value).map(Self::Gallery),
            "table" => FromJson::from_json(value).map(Self::Table),
            "code" => Fields::of(value).and_then(|mut fields| {
                Ok(Self::Code {
                    language: fields.optional("language")?,
                    text: fields.required("text")?,
                })
            }),
            "divider" => FromJson::from_json(value).map(Self::Divider),
            "embed" => FromJson::from_json(value).map(Self::Embed),
            "footnotes" => FromJson::from_json(value).map(Self::Footnotes),
            _ => return Err(unknown(&name)),
        };
        read.map_err(|fault| fault.in_field(&name))
    }
}

impl FromJson for Span {
    fn from_json(json: Json) -> Result<Self, Fault> {
        match json {
            Json::Text(text) => Ok(Self::Text(text)),
            Json::Object(_) => Rich::from_json(json).map(Self::Rich),
            other => Err(other.is_not("a text or an inline element")),
        }
    }
}

impl FromJson for Rich {
    fn from_json(json: Json) -> Result<Self, Fault> {
        let (name, value) = json.variant()?;
        let read = match name.as_str() {
            "em" => FromJson::from_json(value).map(Self::Em),
            "strong" => FromJson::from_json(value).map(Self::Strong),
            "strike" => FromJson::from_json(value).map(Self::Strike),
            "mark" => FromJson::from_json(value).map(Self::Mark),
            "sub" => FromJson::from_json(value).map(Self::Sub),
            "sup" => FromJson::from_json(value).map(Self::Sup),
            "code" => FromJson::from_json(value).map(Self::Code),
            "link" => Fields::of(value).and_then(|mut fields| {
                Ok(Self::Link { to: fields.required("to")?, text: fields.required("text")? })
            }),
            "abbr" => Fields::of(value).and_then(|mut fields| {
                Ok(Self::Abbr { text: fields.required("text")?, title: fields.required("title")? })
            }),
            "lang" => Fields::of(value).and_then(|mut fields| {
                Ok(Self::Lang {
                    lang: fields.required("lang")?,
                    dir: fields.optional("dir")?,
                    text: fields.required("text")?,
                })
            }),
            "note" => FromJson::from_json(value).map(Self::Note),
            "break" => FromJson::from_json(value).map(Self::Break),
            _ => return Err(unknown(&name)),
        };
        read.map_err(|fault| fault.in_field(&name))
    }
}

impl FromJson for Align {
    fn from_json(json: Json) -> Result<Self, Fault> {
        let name = String::from_json(json)?;
        match name.as_str() {
            "start" => Ok(Self::Start),
            "center" => Ok(Self::Center),
            "end" => Ok(Self::End),
            _ => Err(unknown(&name)),
        }
    }
}

impl FromJson for Direction {
    fn from_json(json: Json) -> Result<Self, Fault> {
        let name = String::from_json(json)?;
        match name.as_str() {
            "ltr" => Ok(Self::Ltr),
            "rtl" => Ok(Self::Rtl),
            _ => Err(unknown(&name)),
        }
    }
}

impl FromJson for Focal {
    fn from_json(json: Json) -> Result<Self, Fault> {
        let numbers: Vec<u8> = FromJson::from_json(json)?;
        match numbers.as_slice() {
            [x, y] => Ok(Self::from((*x, *y))),
            _ => Err(Fault::new("is not two numbers")),
        }
    }
}

fn unknown(name: &str) -> Fault {
    Fault::new(format_args!("{name:?} is not known"))
}
