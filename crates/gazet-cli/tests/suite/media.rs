//! `--media` and `--media-dir`: pictures of hosts and folders of every kind.

use crate::support::pictures::{
    SECRET, bomb, deep, drawing, file, film, photograph, pixels, print,
};
use crate::support::{Reply, Server, names, run, succeed, tree};
use image::{GenericImageView, ImageFormat};
use serde_json::Value;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// Writes an export of one post that shows these addresses, each described by
/// its own last piece.
fn export(folder: &Path, addresses: &[String]) {
    let figures = addresses.iter().map(|address| {
        let alt = address.rsplit('/').next().unwrap();
        format!("<figure><img src='{address}' width='30' height='20' alt='{alt}'></figure>")
    });
    let text = format!(
        "<?xml version='1.0'?><rss><channel><title>Old</title><link>https://old.test.example</link>\
         <item><title>Post</title><wp:post_id>1</wp:post_id><wp:post_type>post</wp:post_type>\
         <wp:status>publish</wp:status><wp:post_name>post</wp:post_name>\
         <wp:post_date>2020-01-01 00:00:00</wp:post_date>\
         <content:encoded><![CDATA[<p>Text.</p>{}]]></content:encoded></item></channel></rss>",
        figures.collect::<String>()
    );
    fs::write(folder.join("export.xml"), text).unwrap();
}

/// The pictures of the post that was imported.
fn shown(folder: &Path) -> Vec<Value> {
    let json = fs::read(folder.join("bundle/bundle.json")).unwrap();
    let bundle: Value = serde_json::from_slice(&json).unwrap();
    let blocks = bundle["articles"][0]["body"]["inline"]["blocks"].as_array().unwrap();
    let mut images: Vec<Value> =
        blocks.iter().map(|block| block["image"].clone()).filter(Value::is_object).collect();
    // The first may have become the lead.
    images.extend(Some(bundle["articles"][0]["image"].clone()).filter(Value::is_object));
    images
}

/// The picture that is described like this.
fn one(folder: &Path, alt: &str) -> Value {
    shown(folder).into_iter().find(|image| image["alt"] == alt).unwrap()
}

fn report(folder: &Path) -> Value {
    serde_json::from_slice(&fs::read(folder.join("report.json")).unwrap()).unwrap()
}

const IMPORT: &str = "import wordpress export.xml --out bundle --report report.json";

/// Imports what a server has at these paths.
fn imported(
    paths: &[&str],
    answer: impl Fn(&str, usize) -> Reply + Send + Sync + 'static,
) -> (TempDir, Server) {
    let server = Server::start(move |path, before, _| answer(path, before));
    let folder = tempfile::tempdir().unwrap();
    let addresses: Vec<String> = paths.iter().map(|path| server.url(path)).collect();
    export(folder.path(), &addresses);
    succeed(folder.path(), &format!("{IMPORT} --media"));
    (folder, server)
}

fn jpeg(bytes: Vec<u8>) -> Reply {
    Reply::good("image/jpeg", bytes)
}

/// The bytes of an address in the bundle.
fn bytes(folder: &Path, src: &Value) -> Vec<u8> {
    fs::read(folder.join("bundle").join(src.as_str().unwrap())).unwrap()
}

#[test]
fn a_photograph_gets_versions_and_keeps_its_credit_but_not_its_place() {
    let (folder, _server) =
        imported(&["/a/Photo%20One.jpg"], |_, _| jpeg(photograph(2400, 1800, 6)));
    let root = folder.path();
    let image = one(root, "Photo%20One.jpg");
    // It lay on its side, and is no wider than 1600 pixels.
    assert_eq!((&image["width"], &image["height"]), (&1600.into(), &2133.into()));
    assert_eq!(image["credit"], "Ada Lens");
    assert!(image["placeholder"].as_str().unwrap().starts_with('#'));
    let src = image["src"].as_str().unwrap();
    assert!(src.starts_with("images/photo-one-") && src.ends_with(".jpg"), "{src}");
    let versions: Vec<(u64, String)> = image["variants"]
        .as_array()
        .unwrap()
        .iter()
        .map(|version| {
            let src = version["src"].as_str().unwrap();
            (version["width"].as_u64().unwrap(), src.rsplit('.').next().unwrap().to_owned())
        })
        .collect();
    let webp = |width| (width, "webp".to_owned());
    let expected = [webp(480), (800, "jpg".to_owned()), webp(800), webp(1200), webp(1600)];
    assert_eq!(versions, expected);
    let files = image["variants"].as_array().unwrap().iter().chain([&image]);
    for file in files {
        let picture = image::load_from_memory(&bytes(root, &file["src"])).unwrap();
        assert_eq!(u64::from(picture.width()), file["width"].as_u64().unwrap());
        // Turned to the right, the red quarter is at the top right.
        let (x, y) = (picture.width() * 3 / 4, picture.height() / 4);
        let [red, green, blue, _] = picture.get_pixel(x, y).0;
        assert!(red > 180 && green < 90 && blue < 90, "{file}: {red} {green} {blue}");
    }
    for (name, bytes) in tree(&root.join("bundle")) {
        assert!(!bytes.windows(SECRET.len()).any(|w| w == SECRET.as_bytes()), "{name}");
        assert!(!bytes.windows(4).any(|w| w == b"Exif"), "{name}");
    }
    assert_eq!(succeed(root, "check bundle --level error"), "No problems.\n");
}

#[test]
fn a_light_photograph_keeps_its_pixels() {
    let source = photograph(900, 600, 1);
    let served = source.clone();
    let (folder, _server) = imported(&["/a.jpg"], move |_, _| jpeg(served.clone()));
    let image = one(folder.path(), "a.jpg");
    let own = bytes(folder.path(), &image["src"]);
    let decode = |bytes: &[u8]| image::load_from_memory(bytes).unwrap().to_rgb8();
    assert!(decode(&own) == decode(&source));
    assert!(own.len() < source.len() - 3 * SECRET.len());
}

#[test]
fn every_kind_of_picture_is_brought_as_far_as_it_can_be() {
    let good = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 90 60'/>";
    let (folder, _server) = imported(
        &[
            "/deep.png",
            "/clear.png",
            "/film.gif",
            "/print.jpg",
            "/map.svg",
            "/lie.jpg",
            "/still.webp",
        ],
        move |path, _| match path {
            "/deep.png" => Reply::good("image/png", deep(700, 500)),
            "/clear.png" => Reply::good("image/png", file(drawing(1000, 700), ImageFormat::Png)),
            "/film.gif" => Reply::good("image/gif", film()),
            // Half of yellow alone.
            "/print.jpg" => jpeg(print(300, 200, [0, 0, 128, 0])),
            "/map.svg" => Reply::good("image/svg+xml", good),
            "/lie.jpg" => Reply::good("text/html", file(pixels(600, 400), ImageFormat::Png)),
            _ => jpeg(file(pixels(600, 400), ImageFormat::WebP)),
        },
    );
    let root = folder.path();
    assert_eq!(report(root)["pictures"]["left"], serde_json::json!({}));
    let check = |alt: &str, ending: &str, size: (u64, u64)| {
        let image = one(root, alt);
        let own = (image["width"].as_u64().unwrap(), image["height"].as_u64().unwrap());
        assert_eq!(own, size, "{alt}");
        let src = image["src"].as_str().unwrap().to_owned();
        assert!(src.ends_with(ending), "{alt}: {src}");
        bytes(root, &image["src"])
    };
    check("deep.png", ".jpg", (700, 500));
    let clear = image::load_from_memory(&check("clear.png", ".png", (1000, 700))).unwrap();
    assert_eq!(clear.get_pixel(5, 5).0[3], 0);
    assert_eq!(check("film.gif", ".gif", (120, 80)), film());
    let print = image::load_from_memory(&check("print.jpg", ".jpg", (300, 200))).unwrap();
    let [red, green, blue, _] = print.get_pixel(150, 100).0;
    assert!(red > 245 && green > 245 && (110..150).contains(&blue), "{red} {green} {blue}");
    assert_eq!(check("map.svg", ".svg", (90, 60)), good.as_bytes());
    check("lie.jpg", ".jpg", (600, 400));
    check("still.webp", ".jpg", (600, 400));
    let clear = one(root, "clear.png");
    assert_eq!(clear["placeholder"], Value::Null);
    for version in clear["variants"].as_array().unwrap() {
        assert!(!version["src"].as_str().unwrap().ends_with(".jpg"), "{version}");
    }
}

#[test]
fn what_cannot_be_had_stays_where_it_is_and_is_named() {
    let cases = [
        ("/gone.jpg", "404"),
        ("/page.jpg", "is a web page"),
        ("/empty.jpg", "is empty"),
        ("/bomb.png", "has 65535 by 65535 pixels"),
        ("/evil.svg", "<script>"),
        ("/broken.png", "cannot be read"),
        ("/half.jpg", "failed"),
        ("/scan.tif", "TIFF"),
    ];
    let paths = cases.map(|(path, _)| path);
    let (folder, server) = imported(&paths, |path, _| match path {
        "/page.jpg" => jpeg(b"<!doctype html><title>Not found</title>".to_vec()),
        "/empty.jpg" => jpeg(Vec::new()),
        "/bomb.png" => Reply::good("image/png", bomb()),
        "/evil.svg" => {
            let svg = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><script/></svg>";
            Reply::good("image/svg+xml", svg)
        }
        "/broken.png" => Reply::good("image/png", b"\x89PNG\r\n\x1a\nbroken".to_vec()),
        "/half.jpg" => Reply::BreaksOff,
        "/scan.tif" => Reply::good("image/tiff", b"II*\0\x08\0\0\0".to_vec()),
        _ => Reply::status(404),
    });
    let report = report(folder.path());
    assert_eq!(report["pictures"]["brought"], 0);
    for (path, reason) in cases {
        let url = server.url(path);
        let told = report["pictures"]["left"][&url].as_str().unwrap_or_default();
        assert!(told.contains(reason), "{path}: {told}");
        assert!(shown(folder.path()).iter().any(|image| image["src"] == url.as_str()), "{path}");
    }
    assert!(!folder.path().join("bundle/images").exists());
}

#[test]
fn names_of_any_kind_stay_apart_and_inside() {
    let paths = [
        "/a/photo.jpg",
        "/b/photo.jpg",
        "/photo.jpg?size=large",
        "/twin/other.jpg",
        "/..%2f..%2fescape.jpg",
        "/%D1%84%D0%BE%D1%82%D0%BE",
    ];
    let (folder, _server) = imported(&paths, |path, _| {
        let width = match path {
            "/a/photo.jpg" | "/twin/other.jpg" => 500,
            "/b/photo.jpg" => 510,
            "/photo.jpg?size=large" => 520,
            "/..%2f..%2fescape.jpg" => 530,
            _ => 540,
        };
        jpeg(photograph(width, 300, 1))
    });
    let images = shown(folder.path());
    assert_eq!(images.len(), paths.len());
    let mut sources: Vec<&str> = images.iter().map(|i| i["src"].as_str().unwrap()).collect();
    sources.sort_unstable();
    sources.dedup();
    // Two addresses have the same picture, which is kept once.
    assert_eq!(sources.len(), paths.len() - 1, "{sources:?}");
    for src in sources {
        let name = src.strip_prefix("images/").unwrap();
        assert!(name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-.".contains(&b)), "{name}");
        assert!(folder.path().join("bundle").join(src).is_file());
    }
    assert_eq!(names(folder.path()), ["bundle", "export.xml", "report.json"]);
}

#[test]
fn a_second_import_asks_only_for_what_is_missing_and_gives_the_same_bytes() {
    let (folder, server) =
        imported(&["/a.jpg", "/late.jpg"], |path, before| match (path, before) {
            ("/late.jpg", 0) => Reply::status(404),
            ("/late.jpg", 1) => Reply::status(500),
            _ => jpeg(photograph(1000, 600, 1)),
        });
    let root = folder.path();
    assert_eq!(report(root)["pictures"]["brought"], 1);
    succeed(root, &format!("{IMPORT} --media"));
    assert_eq!(report(root)["pictures"]["brought"], 2);
    let asked = server.asked();
    assert_eq!(asked.iter().filter(|path| *path == "/a.jpg").count(), 1);
    assert_eq!(asked.iter().filter(|path| *path == "/late.jpg").count(), 3);
    let first = tree(&root.join("bundle"));
    succeed(root, &format!("{IMPORT} --media"));
    assert_eq!(tree(&root.join("bundle")), first);
    assert_eq!(server.asked().len(), asked.len());
    // A spoilt file of the cache is made again, and all of it may be lost.
    for (name, _) in tree(&root.join(".bundle.gazet-media/made")) {
        fs::write(root.join(".bundle.gazet-media/made").join(name), "spoilt").unwrap();
    }
    succeed(root, &format!("{IMPORT} --media"));
    assert_eq!(tree(&root.join("bundle")), first);
    fs::remove_dir_all(root.join(".bundle.gazet-media")).unwrap();
    succeed(root, &format!("{IMPORT} --media"));
    assert_eq!(tree(&root.join("bundle")), first);
    // Without pictures asked for, none is left over.
    succeed(root, IMPORT);
    assert!(!root.join("bundle/images").exists());
}

#[test]
fn a_copy_of_the_old_files_is_taken_first_and_alone_asks_nobody() {
    let server = Server::start(|_, _, _| jpeg(photograph(640, 400, 1)));
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let uploads = root.join("uploads/2024/05");
    fs::create_dir_all(&uploads).unwrap();
    fs::write(uploads.join("wide.jpg"), photograph(1200, 800, 1)).unwrap();
    fs::write(uploads.join("wide-300x200.jpg"), photograph(300, 200, 1)).unwrap();
    fs::write(uploads.join("wide-150x150.jpg"), photograph(150, 150, 1)).unwrap();
    fs::write(root.join("export.xml.jpg"), photograph(100, 100, 1)).unwrap();
    let paths = [
        "/wp-content/uploads/2024/05/wide-300x200.jpg",
        "/wp-content/uploads/2024/05/wide-150x150.jpg",
        "/wp-content/uploads/2024/06/wide.jpg",
        "/x/..%2fexport.xml.jpg",
    ];
    export(root, &paths.map(|path| server.url(path)));
    let width = |alt: &str| one(root, alt)["width"].as_u64().unwrap();
    succeed(root, &format!("{IMPORT} --media-dir uploads"));
    // A smaller version is taken from its original, a cut-out is not.
    assert_eq!(width("wide-300x200.jpg"), 1200);
    assert_eq!(width("wide-150x150.jpg"), 150);
    let left = report(root)["pictures"]["left"].clone();
    for path in &paths[2..] {
        assert_eq!(left[server.url(path)], "is not in the folder of --media-dir", "{left}");
    }
    assert_eq!(server.asked(), Vec::<String>::new());
    succeed(root, &format!("{IMPORT} --media-dir uploads --media"));
    assert_eq!(width("wide.jpg"), 640);
    assert_eq!(server.asked().len(), 2);
    let output = run(root, &format!("{IMPORT} --media-dir none"));
    assert_eq!(output.status.code(), Some(3));
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_copy_is_not_followed() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    fs::create_dir_all(root.join("uploads")).unwrap();
    fs::write(root.join("secret.jpg"), photograph(640, 400, 1)).unwrap();
    std::os::unix::fs::symlink(root.join("secret.jpg"), root.join("uploads/a.jpg")).unwrap();
    export(root, &["https://old.test.example/a.jpg".to_owned()]);
    succeed(root, &format!("{IMPORT} --media-dir uploads"));
    assert_eq!(report(root)["pictures"]["brought"], 0);
}

#[test]
fn a_host_that_is_gone_is_given_up() {
    // Nobody listens on a port that was just free.
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let gone = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let folder = tempfile::tempdir().unwrap();
    let addresses: Vec<String> = (0..12).map(|n| format!("{gone}/{n}.jpg")).collect();
    export(folder.path(), &addresses);
    succeed(folder.path(), &format!("{IMPORT} --media"));
    let report = report(folder.path());
    let left = report["pictures"]["left"].as_object().unwrap();
    assert_eq!(left.len(), 12);
    let given_up = left.values().filter(|why| why.as_str().unwrap().contains("given up")).count();
    assert!(given_up > 0, "{left:?}");
}
