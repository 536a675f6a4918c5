//! Icons and cards are those of the paper.

use crate::support::{copy, edition, fixture, succeed, tree};
use image::GenericImageView as _;
use std::collections::BTreeMap;
use std::fs;

/// The site of an edition whose `site.yaml` was changed.
fn site(change: impl Fn(String) -> String) -> BTreeMap<String, Vec<u8>> {
    let folder = edition();
    let root = folder.path();
    copy(&fixture("build/app"), &root.join("app"));
    let file = root.join("edition/site.yaml");
    fs::write(&file, change(fs::read_to_string(&file).unwrap())).unwrap();
    succeed(root, "import markdown edition --out bundle");
    succeed(root, "build bundle --app app --out site");
    tree(&root.join("site"))
}

fn check(site: &BTreeMap<String, Vec<u8>>, name: &str, size: (u32, u32)) {
    let picture = image::load_from_memory(&site[name]).unwrap();
    assert_eq!(picture.dimensions(), size, "{name}");
    let first = picture.get_pixel(size.0 / 2, size.1 / 2);
    let is_plain = picture.pixels().all(|(_, _, pixel)| pixel == first);
    assert!(!is_plain, "{name} is of one colour");
}

#[test]
fn a_paper_has_icons_and_a_card() {
    let with_logo = site(|text| text + "logo: drop.svg\n");
    let without = site(|text| text);
    for site in [&with_logo, &without] {
        check(site, "icons/icon-192.png", (192, 192));
        check(site, "icons/icon-512.png", (512, 512));
        check(site, "icons/icon-maskable-512.png", (512, 512));
        check(site, "icons/icon-monochrome-512.png", (512, 512));
        check(site, "icons/card.jpg", (1200, 630));
        check(site, "icons/card.jpg", (1200, 630));
    }
    assert!(with_logo["icons/icon-512.png"] != without["icons/icon-512.png"]);
}

#[test]
fn a_name_in_any_letters_has_a_card() {
    let named = |name: &str| {
        let site = site(|text| text.replace("The Daily Test", name));
        check(&site, "icons/card.jpg", (1200, 630));
        check(&site, "icons/icon-192.png", (192, 192));
        site["icons/card.jpg"].clone()
    };
    let cards = [
        "Günəş",
        "Заря",
        "الصباح",
        "מעריב",
        "დილა",
        "日報",
        "A very long name of a paper that has to be set small to fit",
    ]
    .map(named);
    for (at, card) in cards.iter().enumerate() {
        assert!(!cards[..at].contains(card), "{at}");
    }
}

#[test]
fn a_drawing_that_leads_an_article_has_a_card() {
    let folder = edition();
    let root = folder.path();
    copy(&fixture("build/app"), &root.join("app"));
    let file = root.join("edition/articles/everything.md");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replacen("src: photo.png", "src: drop.svg", 1)).unwrap();
    succeed(root, "import markdown edition --out bundle");
    succeed(root, "build bundle --app app --out site");
    let site = tree(&root.join("site"));
    check(&site, "images/drop.svg.card.jpg", (1200, 630));
    let page = String::from_utf8(site["article/everything/index.html"].clone()).unwrap();
    assert!(page.contains("content=\"https://test.example/paper/images/drop.svg.card.jpg\""));
}
