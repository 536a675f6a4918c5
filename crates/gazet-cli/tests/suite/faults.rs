//! Bad input: all problems at once, each with its line, and nothing written.

mod body;

use crate::support::{edition, names, run};
use std::fs;
use std::path::Path;

/// A change to the good edition.
enum Change<'a> {
    /// Replaces a text that stands in the file once.
    Replace(&'a str, &'a str, &'a str),
    /// Writes a file.
    Write(&'a str, &'a [u8]),
    /// Removes a file or folder.
    Remove(&'a str),
}

use Change::{Remove, Replace, Write};

impl Change<'_> {
    fn apply(&self, root: &Path) {
        match self {
            Replace(file, from, to) => {
                let text = fs::read_to_string(root.join(file)).unwrap();
                assert_eq!(text.matches(from).count(), 1, "{file}: {from}");
                fs::write(root.join(file), text.replace(from, to)).unwrap();
            }
            Write(file, bytes) => {
                fs::create_dir_all(root.join(file).parent().unwrap()).unwrap();
                fs::write(root.join(file), bytes).unwrap();
            }
            Remove(name) if root.join(name).is_dir() => {
                fs::remove_dir_all(root.join(name)).unwrap();
            }
            Remove(name) => fs::remove_file(root.join(name)).unwrap(),
        }
    }
}

/// The faults of the changed edition are exactly these: each line begins with
/// `file:line: ` and holds the second text.
fn check(changes: &[Change<'_>], expected: &[(&str, &str)]) {
    let folder = edition();
    changes.iter().for_each(|change| change.apply(&folder.path().join("edition")));
    let output = run(folder.path(), "import markdown edition --out bundle");
    let said = String::from_utf8(output.stderr).unwrap();
    let mut lines: Vec<&str> = said.lines().collect();
    let problems =
        if expected.len() == 1 { "1 problem" } else { &format!("{} problems", expected.len()) };
    assert_eq!(
        lines.pop(),
        Some(format!("gazet: {problems}; nothing was written").as_str()),
        "{said}"
    );
    lines.retain(|line| !line.contains(": warning: "));
    assert_eq!(lines.len(), expected.len(), "{said}");
    for (line, (place, part)) in lines.iter().zip(expected) {
        assert!(line.starts_with(&format!("edition/{place}: ")), "{line}\nis not at {place}");
        assert!(line.contains(part), "{line}\ndoes not hold {part:?}");
    }
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(output.stdout, b"");
    assert_eq!(names(folder.path()), ["edition"], "something was written");
}

const SECOND: &str = "articles/second.md";

#[test]
fn front_matter() {
    check(
        &[Write(SECOND, b"No front matter.\n")],
        &[("articles/second.md:1", "does not begin with front matter")],
    );
    check(&[Write(SECOND, b"---\ntitle: x\n")], &[("articles/second.md:1", "does not end")]);
    check(
        &[Replace(SECOND, "tags: [Caspian Sea, wind]", "tags: [Caspian Sea, wind")],
        &[("articles/second.md:7", "the YAML cannot be read")],
    );
    check(
        &[Replace(SECOND, "author: ben-type", "autor: ben-type")],
        &[
            ("articles/second.md:1", "has no \"author\""),
            (
                "articles/second.md:4",
                "\"autor\" is not a key of the front matter; known are title, deck",
            ),
        ],
    );
    check(
        &[Replace(SECOND, "title: Wind turbines in the Caspian Sea", "title:")],
        &[("articles/second.md:2", "\"title\" is empty")],
    );
    check(
        &[Replace(SECOND, "author: ben-type", "author: [ben-type, ben-type]\nsection: x")],
        &[
            ("articles/second.md:4", "\"ben-type\", which stands twice"),
            ("articles/second.md:5", "stands here and on line 3"),
        ],
    );
    check(
        &[Replace("pages/who-we-are.md", "deck: Nobody.", "section: news")],
        &[("pages/who-we-are.md:3", "\"section\" is not a key")],
    );
}

#[test]
fn values() {
    check(
        &[Replace(SECOND, "date: 2024-03-17T09:00:00+04:00", "date: 17 March")],
        &[("articles/second.md:5", "\"date\": \"17 March\" is not a date and time")],
    );
    check(
        &[Replace(SECOND, "author: ben-type", "author: ben-type\nupdated: 2023-01-01T00:00:00Z")],
        &[("articles/second.md:5", "before the date of publication")],
    );
    check(
        &[Replace(SECOND, "section: news/energy", "section: news/water")],
        &[("articles/second.md:3", "\"news/water\" is not a section of the site")],
    );
    check(
        &[Replace(SECOND, "section: news/energy", "section: News")],
        &[("articles/second.md:3", "\"section\" is \"News\": it holds 'N'")],
    );
    check(
        &[Replace(SECOND, "author: ben-type", "author: cem-type")],
        &[("articles/second.md:4", "\"cem-type\" is not an author of the site")],
    );
    check(
        &[Replace(SECOND, "author: ben-type", "author: ben-type\nlang: en_GB\nsticky: yes")],
        &[
            ("articles/second.md:5", "\"lang\": \"en_GB\" is not a BCP 47 language tag"),
            ("articles/second.md:6", "\"sticky\" is \"yes\": it should be true or false"),
        ],
    );
    check(
        &[Replace(SECOND, "tags: [Caspian Sea, wind]", "tags: [wind, Wind, '***']")],
        &[("articles/second.md:6", "\"***\" has no letter")],
    );
    check(
        &[Replace("articles/everything.md", "focal: 20 80", "focal: 20 800")],
        &[("articles/everything.md:17", "from 0 to 100")],
    );
    check(
        &[Replace(
            "articles/everything.md",
            "https://test.example/original",
            "javascript:alert(1)",
        )],
        &[("articles/everything.md:20", "the scheme \"javascript\" is not allowed")],
    );
    check(
        &[Replace("articles/kuleyin-sesi.md", "translation_of: second", "translation_of: first")],
        &[("articles/kuleyin-sesi.md:8", "there is no article \"first\"")],
    );
    let long = format!("title: {}", "x".repeat(301));
    check(
        &[Replace(SECOND, "title: Wind turbines in the Caspian Sea", &long)],
        &[("articles/second.md:2", "has 301 characters; the limit is 300")],
    );
}

#[test]
fn names_and_identifiers() {
    check(
        &[Replace("articles/third.md", "author: ben-type", "author: ben-type\nid: second")],
        &[("articles/third.md:5", "twice")],
    );
    check(&[Write("articles/Bad_Name.md", b"---\ntitle: a\nsection: news\nauthor: ada-type\ndate: 2024-01-01T00:00:00Z\n---\n\nx\n")], &[
        ("articles/Bad_Name.md", "the file name \"Bad_Name\" is no slug"),
    ]);
    check(&[Write("articles/2024/old.md", b"")], &[("articles/2024", "is a folder")]);
    check(
        &[Write("pages/culture.md", b"---\ntitle: a\n---\n\nx\n")],
        &[("pages/culture.md:1", "shares its address with a section")],
    );
    check(
        &[
            Replace("authors.yaml", "slug: ben-type", "slug: ada-type"),
            Replace("articles/everything.md", "[ada-type, ben-type]", "ada-type"),
            Remove(SECOND),
            Remove("articles/third.md"),
            Remove("articles/kuleyin-sesi.md"),
            Replace("articles/everything.md", "[2](/article/second)", "2"),
        ],
        &[("authors.yaml:6", "stands twice")],
    );
    check(
        &[
            Replace(
                "site.yaml",
                "{ slug: economy, name: Economy }",
                "{ slug: energy, name: Economy }",
            ),
            Remove("articles/fourth.md"),
        ],
        &[("site.yaml:15", "stands twice")],
    );
}

#[test]
fn site_and_authors() {
    check(
        &[Remove("site.yaml")],
        &[
            ("articles/everything.md:7", "\"culture\" is not a section"),
            ("articles/fourth.md:3", "is not a section"),
            ("articles/kuleyin-sesi.md:3", "is not a section"),
            ("articles/qiymet.md:3", "is not a section"),
            ("articles/second.md:3", "is not a section"),
            ("articles/third.md:3", "is not a section"),
            ("pages/who-we-are.md:7", "\"/news/energy/\" leads to no article"),
            ("site.yaml", "the file is missing"),
        ],
    );
    check(
        &[
            Replace("site.yaml", "language: en-GB", "language: English language"),
            Replace("site.yaml", "desk@test.example", "desk"),
            Replace("site.yaml", "version: 3", "versions: 3"),
            Replace("site.yaml", "logo: logo.svg", "logo: none.svg"),
        ],
        &[
            ("site.yaml:3", "is not a BCP 47 language tag"),
            ("site.yaml:8", "is not an e-mail address"),
            ("site.yaml:20", "there is no picture \"none.svg\""),
            ("site.yaml:22", "\"versions\" is not a key of policies"),
        ],
    );
    check(
        &[
            Replace("authors.yaml", "  name: Ben Type\n", ""),
            Replace("authors.yaml", "role:", "job:"),
        ],
        &[
            ("authors.yaml:3", "\"job\" is not a key of an author"),
            ("authors.yaml:6", "an author has no \"name\""),
        ],
    );
}

#[test]
fn encodings() {
    check(
        &[Write(
            "authors.yaml",
            b"- slug: ada-type\n  name: Ada\n- slug: ben-type\n  name: B\xe9n\n",
        )],
        &[
            ("articles/everything.md:8", "\"ada-type\" is not an author"),
            ("articles/everything.md:8", "\"ben-type\" is not an author"),
            ("articles/fourth.md:4", "is not an author"),
            ("articles/kuleyin-sesi.md:4", "is not an author"),
            ("articles/qiymet.md:4", "is not an author"),
            ("articles/second.md:4", "is not an author"),
            ("articles/third.md:4", "is not an author"),
            ("authors.yaml:4", "the byte 0xe9 is not UTF-8"),
            ("pages/who-we-are.md:7", "\"/author/ada-type\" leads to no article"),
        ],
    );
    check(
        &[Write("articles/extra.md", b"---\ntitle: a\n---\n\nna\xefve\n")],
        &[("articles/extra.md:5", "the byte 0xef is not UTF-8")],
    );
    check(
        &[Replace(SECOND, "Wind turbines stand", "Wind\0turbines stand")],
        &[
            ("articles/everything.md:57", "\"/article/second\" leads to no article"),
            ("articles/kuleyin-sesi.md:8", "there is no article \"second\""),
            ("articles/second.md:9", "NUL"),
        ],
    );
}

#[test]
fn everything_at_once() {
    check(
        &[
            Replace("site.yaml", "url: https://test.example/paper/", "url: ftp://test.example/"),
            Replace("authors.yaml", "portrait: face.svg", "portrait: nobody.svg"),
            Replace(SECOND, "date: 2024-03-17T09:00:00+04:00", "date: soon"),
            Replace(SECOND, "section: news/energy", "section: sport"),
            Replace(
                SECOND,
                "Wind turbines stand",
                "<b>Wind</b> [turbines](/article/none)[^n] stand",
            ),
            Write("articles/broken.md", b"\xff"),
            Write("images/drop.svg", b"<svg"),
        ],
        &[
            ("articles/broken.md:1", "0xff"),
            ("articles/second.md:3", "\"sport\" is not a section"),
            ("articles/second.md:5", "\"soon\" is not a date"),
            ("articles/second.md:9", "the footnote [^n]"),
            ("articles/second.md:9", "\"/article/none\" leads to no"),
            ("articles/second.md:9", "the tag <b>"),
            ("authors.yaml:5", "nobody.svg"),
            ("images/drop.svg:1", "cannot be read"),
            ("site.yaml:4", "the scheme \"ftp\" is not allowed"),
        ],
    );
}
