//! The publisher beside Hugo, on the same Markdown: pages, lists, feeds and a
//! map of a made-up paper of some sizes.

use super::measure::{Cost, run};
use crate::arguments::{BenchOptions, CorpusOptions};
use crate::files::{remove, walk};
use crate::process::{Run, say};
use crate::project::Project;
use crate::sizes::Size;
use crate::tools::{chromium, hugo, node};
use crate::{app, corpus};
use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};

/// Sizes that are measured when none is named.
const SIZES: [usize; 3] = [100, 10_000, 100_000];

/// What one size cost.
struct Row {
    articles: usize,
    import: Cost,
    build: Cost,
    /// Nothing changed since.
    again: Cost,
    /// One article was changed: the import of all, and the build.
    import_changed: Cost,
    changed: Cost,
    /// What Hugo makes too: without the index of the search.
    plain: Cost,
    hugo: Option<Cost>,
    files: usize,
    bytes: u64,
    first_load: usize,
    /// What a first and a later search cost a reader.
    search: [Search; 2],
}

/// A search of the full text in a browser, on a phone's network and processor.
struct Search {
    milliseconds: f64,
    kilobytes: f64,
    requests: u64,
}

pub(super) fn bench(project: &Project, options: &BenchOptions) -> Result<()> {
    let dist = app::build(project)?;
    say("Building the release of gazet (about 8 minutes the first time)");
    Run::cargo(project)
        .args(["build", "--release", "--package", "gazet-cli"])
        .env("GAZET_APP", &dist)
        .check()?;
    let gazet = project.target(&format!("release/gazet{}", std::env::consts::EXE_SUFFIX));
    let hugo = hugo::ensure(project)?;
    if hugo.is_none() {
        say("There is no Hugo here to compare with");
    }
    let sizes = match options.articles {
        Some(articles) => vec![articles],
        None => SIZES.to_vec(),
    };
    for articles in sizes {
        let row = measure(project, &gazet, hugo.as_deref(), articles)?;
        if options.json { println!("{}", row.json()) } else { print!("{}", row.table()) }
    }
    Ok(())
}

fn measure(project: &Project, gazet: &Path, hugo: Option<&Path>, articles: usize) -> Result<Row> {
    let source = corpus::write(project, &CorpusOptions { articles, out: None })?;
    let work = project.target(&format!("corpus/{articles}-work"));
    remove(&work)?;
    fs::create_dir_all(&work)?;
    let path = |name: &str| work.join(name).display().to_string();
    let (bundle, site) = (path("bundle"), path("site"));
    let from = source.display().to_string();
    let import = || run(gazet, &["--quiet", "import", "markdown", &from, "--out", &bundle]);
    let build = || run(gazet, &["--quiet", "build", &bundle, "--out", &site]);
    say(format!("{articles} articles: importing, building, building again"));
    let (imported, built) = (import()?, build()?);
    // The second build shares its files with the first; from then on a build
    // costs what changed.
    let _second = build()?;
    let again = build()?;
    change(&source)?;
    let (import_changed, changed) = (import()?, build()?);
    let plain = path("plain");
    let plain = run(gazet, &["--quiet", "build", &bundle, "--out", &plain, "--no-search"])?;
    let mut files = 0;
    let mut bytes = 0;
    for file in walk(&work.join("site"))? {
        files += 1;
        bytes += fs::metadata(&file).with_context(|| file.display().to_string())?.len();
    }
    let hugo = hugo
        .map(|hugo| {
            say(format!("{articles} articles: Hugo"));
            let site = source.join("hugo").display().to_string();
            run(hugo, &["--quiet", "--source", &site, "--destination", &path("hugo")])
        })
        .transpose()?;
    let first_load = first_load(&work.join("site"))?;
    say(format!("{articles} articles: searching in Chromium"));
    let search = search(project, gazet, &work.join("site"))?;
    Ok(Row {
        articles,
        import: imported,
        build: built,
        again,
        import_changed,
        changed,
        plain,
        hugo,
        files,
        bytes,
        first_load,
        search,
    })
}

fn search(project: &Project, gazet: &Path, site: &Path) -> Result<[Search; 2]> {
    node::ensure(project)?;
    let said = Run::new(project, "node")
        .args(["tests/bench/search.mjs"])
        .env("GAZET_CHROMIUM", chromium::browser(project)?)
        .env("GAZET_BIN", gazet)
        .env("GAZET_SITE", site)
        .read()?;
    let said: serde_json::Value = serde_json::from_str(&said).context("what a search cost")?;
    let cost = |which: &str| -> Result<Search> {
        let of = |name: &str| -> Result<f64> {
            said[which][name].as_f64().context("what a search cost")
        };
        Ok(Search {
            milliseconds: of("milliseconds")?,
            kilobytes: of("wireKB")?,
            requests: of("requests")? as u64,
        })
    };
    Ok([cost("first")?, cost("later")?])
}

/// Adds a sentence to the article in the middle of the archive.
fn change(source: &Path) -> Result<()> {
    let files = walk(&source.join("articles"))?;
    let file = files.get(files.len() / 2).context("the corpus has no articles")?;
    let text = fs::read_to_string(file)? + "\nThis sentence was added.\n";
    fs::write(file, text).with_context(|| file.display().to_string())
}

/// Bytes, in Brotli, before an article can be read in the app: its page, the
/// app, the front document, its leaf and its body.
fn first_load(site: &Path) -> Result<usize> {
    let is_article = |file: &&PathBuf| {
        file.ends_with("index.html")
            && file.strip_prefix(site).is_ok_and(|f| f.starts_with("article"))
    };
    let files = walk(site)?;
    let page = files.iter().find(is_article).context("the site has no article")?;
    let html = fs::read_to_string(page)?;
    let mut bytes = Size::of(html.as_bytes())?.brotli;
    let named = |extension: &'static str| {
        files.iter().filter(move |file| {
            file.parent() == Some(site) && file.extension().is_some_and(|own| own == extension)
        })
    };
    let app = named("wasm").chain(named("css")).chain(named("js"));
    // The service worker comes after the page.
    let app = app.filter(|file| !file.ends_with("sw.js") && !file.ends_with("precache.js"));
    for file in app {
        bytes += Size::of(&fs::read(file)?)?.brotli;
    }
    let asked = "rel=\"preload\" as=\"fetch\" crossorigin href=\"/";
    for piece in html.split(asked).skip(1) {
        let name = piece.split('"').next().unwrap_or_default();
        bytes += Size::of(&fs::read(site.join(name))?)?.brotli;
    }
    Ok(bytes)
}

impl Row {
    fn table(&self) -> String {
        let Self { articles, files, bytes, first_load, .. } = self;
        let line = |name: &str, cost: &Cost| {
            let memory = cost.memory.map_or("–".to_owned(), |mib| format!("{mib:.0}"));
            let speed = *articles as f64 / cost.seconds;
            format!("{name:<28} {:>9.2} s {speed:>10.0}/s {memory:>8} MiB\n", cost.seconds)
        };
        let mut text = format!("\n{articles} articles\n");
        text += &line("import markdown", &self.import);
        text += &line("build", &self.build);
        text += &line("build, nothing changed", &self.again);
        text += &line("import, one changed", &self.import_changed);
        text += &line("build, one changed", &self.changed);
        text += &line("build without a search", &self.plain);
        if let Some(hugo) = &self.hugo {
            text += &line("Hugo, which has none", hugo);
            let ratio = |seconds: f64| seconds / hugo.seconds;
            text += &format!(
                "{:<28} {:>9.2} of Hugo's time\n{:<28} {:>9.2}\n",
                "build without a search",
                ratio(self.plain.seconds),
                "import and build with it",
                ratio(self.import.seconds + self.build.seconds)
            );
        }
        let mib = *bytes as f64 / 1024.0 / 1024.0;
        text += &format!("{:<28} {files:>9} files {mib:>8.1} MiB\n", "site");
        text += &format!("{:<28} {first_load:>9} bytes (Brotli)\n", "first load of an article");
        for (name, search) in ["first search", "later search"].iter().zip(&self.search) {
            let Search { milliseconds, kilobytes, requests } = search;
            text += &format!(
                "{name:<28} {milliseconds:>9.0} ms {kilobytes:>7.0} KiB {requests:>4} requests\n"
            );
        }
        text
    }

    fn json(&self) -> String {
        let cost = |cost: &Cost| {
            let memory = cost.memory.map_or("null".to_owned(), |mib| format!("{mib:.1}"));
            format!("{{\"seconds\":{:.3},\"mib\":{memory}}}", cost.seconds)
        };
        let search = |Search { milliseconds, kilobytes, requests }: &Search| {
            format!("{{\"ms\":{milliseconds:.0},\"kib\":{kilobytes:.1},\"requests\":{requests}}}")
        };
        format!(
            "{{\"articles\":{},\"import\":{},\"build\":{},\"again\":{},\"import_changed\":{},\"changed\":{},\"plain\":{},\"hugo\":{},\"files\":{},\"bytes\":{},\"first_load\":{},\"first_search\":{},\"later_search\":{}}}",
            self.articles,
            cost(&self.import),
            cost(&self.build),
            cost(&self.again),
            cost(&self.import_changed),
            cost(&self.changed),
            cost(&self.plain),
            self.hugo.as_ref().map_or("null".to_owned(), cost),
            self.files,
            self.bytes,
            self.first_load,
            search(&self.search[0]),
            search(&self.search[1])
        )
    }
}
