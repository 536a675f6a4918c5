//! Faults of bodies and of the pictures in them.

use super::Change::{Remove, Replace, Write};
use super::{SECOND, check};

/// A fault of a body, at a line of `second.md` counted from its text.
fn check_body(body: &str, expected: &[(usize, &str)]) {
    let old = "Wind turbines stand in the sea, and cables carry the current of the turbines to the shore.";
    let places: Vec<String> =
        expected.iter().map(|(line, _)| format!("articles/second.md:{}", 8 + line)).collect();
    let expected: Vec<(&str, &str)> =
        places.iter().zip(expected).map(|(place, (_, part))| (place.as_str(), *part)).collect();
    check(&[Replace(SECOND, old, body)], &expected);
}

#[test]
fn tags() {
    check_body("A <b>bold</b> word.", &[(1, "the tag <b> is not allowed")]);
    check_body("One\n<b>a</b>\n<B>b</B> <br>.", &[(2, "<b>"), (3, "<b>"), (3, "<br>")]);
    check_body(
        "x\n\n<div class=\"a\">\n<script>alert(1)</script>\n</div>",
        &[(3, "the tag <div>"), (4, "the tag <script>")],
    );
    check_body("A <sub>low word.", &[(1, "<sub> is not closed")]);
    check_body("A low</sub> word.", &[(1, "</sub> closes nothing")]);
    check_body("A <sub onclick=\"x()\">low</sub> word.", &[(1, "the attribute \"onclick\"")]);
    check_body(
        "A <abbr>COP</abbr> and <span>x</span>.",
        &[(1, "<abbr> needs a title"), (1, "<span> needs a lang")],
    );
}

#[test]
fn links_and_notes() {
    check_body(
        "[a](/article/nothing), [b](/news/water/),\n[c](other.md) and [d](#place).",
        &[
            (1, "\"/article/nothing\" leads to no article, section or page"),
            (1, "\"/news/water/\" leads to no"),
            (2, "\"#place\" should begin with /"),
            (2, "\"other.md\" should begin with /"),
        ],
    );
    check_body(
        "[x](javascript:alert(1)) and\n[y](//evil.example)",
        &[
            (1, "the scheme \"javascript\" is not allowed"),
            (2, "names a host without naming it in full"),
        ],
    );
    check_body(
        "[](/article/third) and [see][nowhere].",
        &[(1, "has a link without text"), (1, "refers to [nowhere], which is not defined")],
    );
    check_body(
        "A note[^1].\n\nAnother[^two].\n\n[^1]: Here.",
        &[(3, "the footnote [^two] is not defined")],
    );
}

#[test]
fn blocks() {
    check_body("# Too high", &[(1, "a heading of level 1")]);
    check_body("Text and ![a](drop.svg) together.", &[(1, "a picture should stand alone")]);
    check_body(
        "![a](images/drop.svg)\n\n![b](none.svg)",
        &[
            (1, "should be named by its file alone: drop.svg"),
            (3, "there is no picture \"none.svg\""),
        ],
    );
    check_body(
        "```embed\nurl: http://a.example/\ntitle: A\nsize: 3\n```",
        &[(1, "is not loaded over https"), (4, "\"size\" is not a key of an embed")],
    );
    check_body("```embed\ntitle: A\n```", &[(1, "the embed has no \"url\"")]);
    check_body("```pullquote\nOne.\n\nTwo.\n```", &[(1, "should hold one paragraph")]);
    let deep = format!("{}x", "> ".repeat(2_000));
    check_body(
        &deep,
        &[(1, "has blocks nested deeper than 12"), (1, "the text nests deeper than 48 levels")],
    );
}

#[test]
fn pictures() {
    let svg = |inner: &str| {
        format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\">\n{inner}</svg>")
    };
    check(
        &[Write(
            "images/drop.svg",
            svg("<script/>\n<rect onload=\"x()\"/>\n<image href=\"https://x.example/\"/>")
                .as_bytes(),
        )],
        &[
            ("images/drop.svg:2", "<script>"),
            ("images/drop.svg:3", "the event handler onload"),
            ("images/drop.svg:4", "outside itself"),
        ],
    );
    check(
        &[Remove("images/photo.png")],
        &[("articles/everything.md:13", "there is no picture \"photo.png\"")],
    );
    check(
        &[Write("images/photo.png", b"\x89PNG\r\n\x1a\nbroken")],
        &[("images/photo.png", "cannot be read")],
    );
    check(
        &[Write("images/photo.png", svg("").as_bytes())],
        &[("images/photo.png", "is no picture, whatever its name says")],
    );
    check(
        &[
            Write("images/a b.svg", svg("").as_bytes()),
            Write("images/a.tif", b"II*\0"),
            Write("images/b.gif", b"GIF89a"),
            Write("images/b.jpg", b"x"),
        ],
        &[
            ("images/a b.svg", "the name holds ' '"),
            ("images/a.tif", "use svg, jpg, png, webp, gif or avif"),
            ("images/b.gif", "cannot be read"),
            ("images/b.jpg", "is no picture"),
        ],
    );
}
