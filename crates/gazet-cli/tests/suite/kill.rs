//! A build that is killed at any moment leaves the old site or the new one,
//! and the next run succeeds.
//!
//! `GAZET_KILLS=200 cargo test -p gazet-cli --test suite kill -- --nocapture`
//! kills it more often and says what was hit.

use crate::support::{copy, edition, fixture, gazet, names, succeed};
use sha2::{Digest, Sha256};
use std::process::Stdio;
use std::thread::sleep;
use std::time::{Duration, Instant};
use std::{env, fs, path::Path};

/// Kills of a usual test run; some seconds.
const KILLS: u32 = 12;

const BUILD: &str = "build bundle --app app --out site";

/// Pseudo-random numbers, the same in every run (Marsaglia, "Xorshift RNGs").
struct Random(u64);

impl Random {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % bound
    }
}

/// Names and contents of all files in their order, as one digest.
fn digest(folder: &Path) -> String {
    let mut hash = Sha256::new();
    for (name, bytes) in crate::support::tree(folder) {
        hash.update(format!("{name}\0{}\0", bytes.len()));
        hash.update(bytes);
    }
    format!("{:x}", hash.finalize())
}

/// A folder with two editions, an app, and a site of the first edition; what
/// the sites of both come to.
fn made(options: &str) -> (tempfile::TempDir, [String; 2]) {
    let folder = edition();
    let root = folder.path();
    copy(&fixture("build/app"), &root.join("app"));
    succeed(root, "import markdown edition --out first");
    let article = root.join("edition/articles/second.md");
    fs::write(&article, fs::read_to_string(&article).unwrap() + "\nMore.\n").unwrap();
    succeed(root, "import markdown edition --out second");
    succeed(root, &format!("build second --app app --out other {options}"));
    succeed(root, &format!("build first --app app --out site {options}"));
    let digests = [digest(&root.join("site")), digest(&root.join("other"))];
    assert_ne!(digests[0], digests[1]);
    (folder, digests)
}

/// How long a build takes that nobody disturbs and that changes the site; the
/// site is that of the first edition again.
fn usual(root: &Path, options: &str) -> Duration {
    let take = |bundle: &str| {
        let start = Instant::now();
        succeed(root, &format!("build {bundle} --app app --out site {options}"));
        start.elapsed()
    };
    take("second").max(take("first"))
}

fn check(options: &str, seed: u64) {
    let kills = env::var("GAZET_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(KILLS);
    let (folder, digests) = made(options);
    let root = folder.path();
    let mut random = Random(seed);
    let start = Instant::now();
    let mut hit = [0_u32; 3];
    // The site that stands, as a place in `digests`.
    let mut stands = 0;
    // Half of the kills come at any moment, the others about the end, which is
    // looked for: that is where the old site gives way to the new one.
    let mut end = usual(root, options).as_micros() as u64;
    for kill in 0..kills {
        let next = 1 - stands;
        let mut command = gazet(root);
        command.args(BUILD.split(' ')).args(options.split_whitespace());
        command.current_dir(root).stdout(Stdio::null()).stderr(Stdio::null());
        let bundle = ["first", "second"][next];
        fs::remove_dir_all(root.join("bundle")).ok();
        copy(&root.join(bundle), &root.join("bundle"));
        let near = kill % 2 == 1;
        let delay = if near { end * 9 / 10 + random.below(end / 5) } else { random.below(end) };
        let delay = Duration::from_micros(delay);
        let mut child = command.spawn().unwrap();
        sleep(delay);
        child.kill().unwrap();
        let ended = child.wait().unwrap().success();
        let left = digest(&root.join("site"));
        let found = digests.iter().position(|whole| *whole == left);
        let Some(found) = found else {
            panic!("kill {kill} after {delay:?} left a site that is mixed");
        };
        let after = usize::from(found == next) + usize::from(ended);
        hit[after] += 1;
        match after {
            0 if near => end = end * 21 / 20,
            2 => end = end * 19 / 20,
            _ => {}
        }
        assert!(!ended || found == next, "a build that ended well left the old site");
        stands = found;
        // Every fifth time the next run is left to end; otherwise the next kill
        // meets what this one left behind.
        if kill % 5 == 4 {
            succeed(root, &format!("{BUILD} {options}"));
            assert_eq!(digest(&root.join("site")), digests[next], "the run after kill {kill}");
            stands = next;
        }
    }
    let [old, new, late] = hit;
    println!(
        "{kills} kills of `gazet build {options}`: {old} left the old site, {new} the new one, \
         {late} came after its end; {:.1} s",
        start.elapsed().as_secs_f64()
    );
    assert!(old > 0, "no kill came before the exchange");
    succeed(root, &format!("{BUILD} {options}"));
    let mut left = names(root);
    left.retain(|name| !name.ends_with(".gazet-kept"));
    assert_eq!(left, ["app", "bundle", "edition", "first", "other", "second", "site"]);
}

#[test]
fn killed_builds_leave_the_old_site_or_the_new_one() {
    check("", 0x9e37_79b9_7f4a_7c15);
}

#[test]
fn killed_builds_of_an_archive_do_so_too() {
    check("--front-articles 2", 0xd1b5_4a32_d192_ed03);
}
