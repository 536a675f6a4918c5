//! What was asked for on the command line.

use lexopt::prelude::*;

/// What `cargo xtask help` prints.
pub(crate) const USAGE: &str = "\
The project's own chores.

    cargo xtask serve [--port N] [--base-path /repo/]
        Builds the default edition and serves it; prints the address last.
    cargo xtask build [--base-path /repo/]
        Leaves the finished static site in site/.
    cargo xtask test [PIECE...] [-- PLAYWRIGHT ARGUMENTS]
        Checks everything, or only these pieces:
        format types clippy clippy-wasm docs unit scripts schema wasm site budgets
        deny browser
    cargo xtask lint
        The pieces format, types, clippy, clippy-wasm and docs.
    cargo xtask mutants [WORD...]
        Breaks the product on purpose, one thing at a time, and sees whether the
        test of it fails; with words, only what has them all in its name.
    cargo xtask bench [sizes|lighthouse] [--runs N] [--json] [--check]
        Measures the site; --check fails when a budget is broken.
    cargo xtask bench publisher [--articles N] [--json]
        Measures gazet beside Hugo, with 100, 10,000 and 100,000 articles.
    cargo xtask bench load [--articles N] [--json]
        Measures a reader who keeps, saves and reads much, with 2,000 articles.
    cargo xtask dist
        Puts the release build of gazet, the app and the site in target/dist.
    cargo xtask corpus --articles N [--out DIR]
        Writes a paper of so many made-up articles in target/corpus/N.
    cargo xtask schema
        Writes docs/bundle.schema.json anew from the Rust types.
    cargo xtask setup
        Installs what the other commands need, and does nothing else.

Tools are kept in the user's cache folder (gazet/tools), Node packages in
node_modules. CHROME_PATH and CHROMEDRIVER name a browser and its driver.
";

/// A command with its options.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Command {
    Help,
    Setup,
    Build(BuildOptions),
    Serve(ServeOptions),
    Test(TestOptions),
    Mutants(MutantsOptions),
    Schema,
    Bench(BenchOptions),
    Dist,
    Corpus(CorpusOptions),
}

/// A paper to measure with.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct CorpusOptions {
    pub(crate) articles: usize,
    /// Where it goes; `target/corpus/N` when absent.
    pub(crate) out: Option<String>,
}

/// How the site is built.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct BuildOptions {
    /// The path the site lives under, with a slash at both ends.
    pub(crate) base_path: String,
}

impl Default for BuildOptions {
    fn default() -> Self {
        Self { base_path: "/".to_owned() }
    }
}

/// Where the site is served.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct ServeOptions {
    pub(crate) build: BuildOptions,
    /// The port asked for; without one, the first free port from 8080 on.
    pub(crate) port: Option<u16>,
}

/// What is checked.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct TestOptions {
    /// Names of pieces; none means all.
    pub(crate) pieces: Vec<String>,
    /// Handed on to Playwright.
    pub(crate) rest: Vec<String>,
}

/// What is broken.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct MutantsOptions {
    /// All of them stand in what is tried; none means everything.
    pub(crate) words: Vec<String>,
}

/// What is measured.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct BenchOptions {
    pub(crate) what: Measure,
    /// Visits of each page; the medians are reported.
    pub(crate) runs: Option<u32>,
    pub(crate) json: bool,
    /// Articles of the paper that is measured with.
    pub(crate) articles: Option<usize>,
    /// Fail when a budget is broken.
    pub(crate) check: bool,
}

/// A part of the bench.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Measure {
    /// Sizes, loading and memory.
    #[default]
    All,
    Sizes,
    Lighthouse,
    Publisher,
    Load,
}

/// Reads the command line.
pub(crate) fn parse(parser: lexopt::Parser) -> anyhow::Result<Command> {
    // Lexopt's errors say their cause twice when they are printed as a chain.
    command(parser).map_err(|error| anyhow::anyhow!("{error}; `cargo xtask help` shows the usage"))
}

fn command(mut parser: lexopt::Parser) -> Result<Command, lexopt::Error> {
    let name = match parser.next()? {
        Some(Value(name)) => name.string()?,
        None | Some(Short('h') | Long("help")) => return Ok(Command::Help),
        Some(other) => return Err(other.unexpected()),
    };
    let command = match name.as_str() {
        "help" => Command::Help,
        "setup" => Command::Setup,
        "schema" => Command::Schema,
        "dist" => Command::Dist,
        "build" => Command::Build(BuildOptions::default()),
        "serve" => Command::Serve(ServeOptions::default()),
        "test" => Command::Test(TestOptions::default()),
        "mutants" => Command::Mutants(MutantsOptions::default()),
        "lint" => Command::Test(TestOptions {
            pieces: ["format", "types", "clippy", "clippy-wasm", "docs"]
                .map(str::to_owned)
                .to_vec(),
            rest: Vec::new(),
        }),
        "corpus" => Command::Corpus(CorpusOptions { articles: 100, out: None }),
        "bench" => Command::Bench(BenchOptions::default()),
        other => return Err(format!("there is no command `{other}`").into()),
    };
    options(parser, command)
}

fn options(mut parser: lexopt::Parser, mut command: Command) -> Result<Command, lexopt::Error> {
    loop {
        if let Command::Test(test) = &mut command
            && let Some(rest) = after_dashes(&mut parser)?
        {
            test.rest = rest;
            return Ok(command);
        }
        let Some(argument) = parser.next()? else { return Ok(command) };
        match (&mut command, argument) {
            (_, Short('h') | Long("help")) => return Ok(Command::Help),
            (
                Command::Build(build) | Command::Serve(ServeOptions { build, .. }),
                Long("base-path"),
            ) => {
                build.base_path = base_path(&parser.value()?.string()?);
            }
            (Command::Serve(serve), Long("port")) => serve.port = Some(parser.value()?.parse()?),
            (Command::Test(test), Value(piece)) => test.pieces.push(piece.string()?),
            (Command::Mutants(mutants), Value(word)) => mutants.words.push(word.string()?),
            (Command::Corpus(corpus), Long("articles")) => {
                corpus.articles = parser.value()?.parse()?;
            }
            (Command::Corpus(corpus), Long("out")) => {
                corpus.out = Some(parser.value()?.string()?);
            }
            (Command::Bench(bench), Value(what)) => {
                bench.what = match what.string()?.as_str() {
                    "sizes" => Measure::Sizes,
                    "lighthouse" => Measure::Lighthouse,
                    "publisher" => Measure::Publisher,
                    "load" => Measure::Load,
                    other => return Err(format!("there is nothing to measure in `{other}`").into()),
                };
            }
            (Command::Bench(bench), Long("runs")) => bench.runs = Some(parser.value()?.parse()?),
            (Command::Bench(bench), Long("articles")) => {
                bench.articles = Some(parser.value()?.parse()?);
            }
            (Command::Bench(bench), Long("json")) => bench.json = true,
            (Command::Bench(bench), Long("check")) => bench.check = true,
            (_, other) => return Err(other.unexpected()),
        }
    }
}

/// What follows `--`, whatever it looks like: it is for another program.
fn after_dashes(parser: &mut lexopt::Parser) -> Result<Option<Vec<String>>, lexopt::Error> {
    let Some(mut raw) = parser.try_raw_args() else { return Ok(None) };
    if raw.peek().is_none_or(|next| next != "--") {
        return Ok(None);
    }
    raw.next();
    Ok(Some(raw.map(ValueExt::string).collect::<Result<_, _>>()?))
}

/// `repo`, `/repo` and `/repo/` are the same place.
fn base_path(given: &str) -> String {
    let inner = given.trim_matches('/');
    if inner.is_empty() { "/".to_owned() } else { format!("/{inner}/") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: &Command) {
        let words = std::iter::once("xtask").chain(line.split_whitespace());
        let parsed = parse(lexopt::Parser::from_iter(words)).expect(line);
        assert_eq!(&parsed, expected, "{line}");
    }

    #[test]
    fn commands_take_their_own_options() {
        check("", &Command::Help);
        check("serve --help", &Command::Help);
        let build = BuildOptions { base_path: "/repo/".to_owned() };
        check(
            "serve --port 9000 --base-path repo",
            &Command::Serve(ServeOptions { build, port: Some(9000) }),
        );
        for spelled in ["/repo/", "/repo", "repo/"] {
            let build = BuildOptions { base_path: "/repo/".to_owned() };
            check(&format!("build --base-path {spelled}"), &Command::Build(build));
        }
        check(
            "mutants worker.spec.ts late",
            &Command::Mutants(MutantsOptions {
                words: ["worker.spec.ts", "late"].map(str::to_owned).to_vec(),
            }),
        );
        check(
            "bench sizes --runs 3 --json",
            &Command::Bench(BenchOptions {
                what: Measure::Sizes,
                runs: Some(3),
                json: true,
                check: false,
                articles: None,
            }),
        );
    }

    #[test]
    fn what_follows_two_dashes_is_for_playwright() {
        check(
            "test browser -- --grep search -x",
            &Command::Test(TestOptions {
                pieces: vec!["browser".to_owned()],
                rest: ["--grep", "search", "-x"].map(str::to_owned).to_vec(),
            }),
        );
        check(
            "test -- wasm",
            &Command::Test(TestOptions { pieces: Vec::new(), rest: vec!["wasm".to_owned()] }),
        );
    }

    #[test]
    fn an_unknown_word_is_refused() {
        for line in ["bake", "build --port 1", "bench speed", "serve --port nine"] {
            let words = std::iter::once("xtask").chain(line.split_whitespace());
            assert!(parse(lexopt::Parser::from_iter(words)).is_err(), "{line}");
        }
    }
}
