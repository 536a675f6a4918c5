//! What has to be done to bring a site into a bucket. Nothing is done here.

use super::order::tier;
use super::record::{File, Gone, Listing, Pending, Record};
use super::site::Local;
use crate::build::is_immutable;
use std::collections::BTreeSet;

/// What has to be done.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// Files to upload, in the order of their tiers.
    pub(super) upload: Vec<Local>,
    /// Files that are there already.
    pub(super) unchanged: usize,
    /// Names among the uploads under which the bucket holds what is not of
    /// this program.
    pub(super) replaced: Vec<String>,
    /// Names to remove at the end.
    pub(super) delete: Vec<String>,
    /// Files of earlier editions that stay a while.
    pub(super) kept: usize,
    /// Names that left the site, under which somebody else has put something.
    pub(super) foreign: Vec<String>,
    /// The record to leave before the first upload.
    pub(super) before: Record,
    /// Whether the record in the bucket says something else.
    pub(super) is_record_stale: bool,
}

impl Plan {
    /// Whether the bucket is as it should be.
    pub(super) fn is_done(&self) -> bool {
        self.upload.is_empty() && self.delete.is_empty() && !self.is_record_stale
    }

    /// The record to leave when everything is uploaded and before anything is
    /// removed: `uploaded` are names and versions.
    pub(super) fn after(&self, uploaded: Vec<(String, File)>) -> Record {
        let mut record = self.before.clone();
        record.pending.clear();
        record.files.extend(uploaded);
        record
    }
}

/// Compares a site with what is known of the bucket. Hashed files that left
/// the site stay for `keep` seconds, since open pages may still ask for them;
/// `now` is in seconds since 1970.
pub(super) fn plan(
    site: Vec<Local>,
    record: &Record,
    objects: &Listing,
    now: i64,
    keep: i64,
) -> Plan {
    let mut plan = Plan::default();
    let in_site: BTreeSet<String> = site.iter().map(|file| file.name.clone()).collect();
    for local in site {
        let object = objects.get(&local.name);
        let known = object.and_then(|object| record.known(&local.name, object));
        let size = object.map(|object| object.size);
        match known {
            Some(file) if file.md5 == local.md5 && size == Some(local.size) => {
                plan.before.files.insert(local.name, file);
                plan.unchanged += 1;
                continue;
            }
            Some(file) => {
                plan.before.files.insert(local.name.clone(), file);
            }
            None if object.is_some() => plan.replaced.push(local.name.clone()),
            None => {}
        }
        let pending = Pending { md5: local.md5.clone(), fresh: object.is_none() };
        plan.before.pending.insert(local.name.clone(), pending);
        plan.upload.push(local);
    }
    // Stable: within a tier the names stay in order.
    plan.upload.sort_by_key(|local| tier(&local.name));
    let left: BTreeSet<_> = record.names().filter(|name| !in_site.contains(*name)).collect();
    for name in left {
        let Some(object) = objects.get(name) else { continue };
        let Some(file) = record.known(name, object) else {
            plan.foreign.push(name.clone());
            continue;
        };
        let since = record.gone.get(name).map_or(now, |gone| gone.since);
        plan.before.gone.insert(name.clone(), Gone { since, file });
        if is_immutable(name) && now.saturating_sub(since) < keep {
            plan.kept += 1;
        } else {
            plan.delete.push(name.clone());
        }
    }
    plan.is_record_stale = plan.after(Vec::new()) != *record;
    plan
}

#[cfg(test)]
mod tests {
    use super::super::record::Object;
    use super::super::site::md5;
    use super::*;

    const PART: &str = "parts/0123456789abcdef0123456789abcdef.json";
    const DAY: i64 = 86_400;

    fn local(name: &str, text: &str) -> Local {
        Local { name: name.to_owned(), size: text.len() as u64, md5: md5(text.as_bytes()) }
    }

    fn objects(files: &[(&str, &str)]) -> Listing {
        let object =
            |text: &str| Object { size: text.len() as u64, etag: Some(md5(text.as_bytes())) };
        files.iter().map(|(name, text)| ((*name).to_owned(), object(text))).collect()
    }

    fn record(files: &[(&str, &str)]) -> Record {
        let file = |text: &str| File::new(&md5(text.as_bytes()), None);
        let files = files.iter().map(|(name, text)| ((*name).to_owned(), file(text))).collect();
        Record { files, ..Record::default() }
    }

    /// The plan uploads and removes exactly these.
    fn check(plan: &Plan, upload: &[&str], delete: &[&str]) {
        let names: Vec<_> = plan.upload.iter().map(|local| local.name.as_str()).collect();
        assert_eq!(names, upload);
        assert_eq!(plan.delete, delete);
    }

    #[test]
    fn only_what_changed_is_uploaded() {
        let there = [("a.html", "a"), ("b.html", "b"), ("c.html", "c"), ("other", "x")];
        let site = vec![local("a.html", "a"), local("b.html", "B"), local("d.html", "d")];
        let plan = plan(site, &record(&there[..3]), &objects(&there), 0, DAY);
        check(&plan, &["b.html", "d.html"], &["c.html"]);
        assert_eq!((plan.unchanged, plan.replaced.len(), plan.foreign.len()), (1, 0, 0));
    }

    #[test]
    fn what_is_not_in_the_record_is_not_ours() {
        let there = [("a.html", "a"), ("b.html", "b")];
        // Without a record everything is uploaded again and nothing removed.
        let lost = plan(vec![local("a.html", "a")], &Record::default(), &objects(&there), 0, DAY);
        check(&lost, &["a.html"], &[]);
        assert_eq!(lost.replaced, ["a.html"]);
        // Somebody put something else under a name that was ours.
        let changed = plan(vec![], &record(&there), &objects(&[("a.html", "theirs")]), 0, DAY);
        check(&changed, &[], &[]);
        assert_eq!(changed.foreign, ["a.html"]);
        // Somebody changed a page of the site.
        let site = vec![local("a.html", "a")];
        let changed = plan(site, &record(&there[..1]), &objects(&[("a.html", "theirs")]), 0, DAY);
        check(&changed, &["a.html"], &[]);
    }

    #[test]
    fn an_interrupted_run_is_taken_up() {
        let first = plan(
            vec![local("a.html", "a"), local("b.html", "b"), local(PART, "p")],
            &Record::default(),
            &objects(&[]),
            0,
            DAY,
        );
        // The part and the first page arrived.
        let there = objects(&[(PART, "p"), ("a.html", "a")]);
        let site = vec![local("b.html", "b"), local(PART, "p")];
        let second = plan(site, &first.before, &there, 0, DAY);
        check(&second, &["b.html"], &["a.html"]);
        assert_eq!((second.unchanged, second.foreign.len()), (1, 0));
    }

    #[test]
    fn hashed_files_stay_for_open_pages() {
        let there = [(PART, "p")];
        let run = |record: &Record, now, keep| plan(vec![], record, &objects(&there), now, keep);
        let first = run(&record(&there), 1000, DAY);
        check(&first, &[], &[]);
        assert!(first.is_record_stale && first.kept == 1 && !first.is_done());
        let record = first.after(Vec::new());
        let second = run(&record, 1000 + DAY - 1, DAY);
        assert!(second.is_done());
        check(&run(&record, 1000 + DAY, DAY), &[], &[PART]);
        check(&run(&record, 1000, 0), &[], &[PART]);
    }

    #[test]
    fn a_file_that_comes_back_is_there_already() {
        let there = [(PART, "p")];
        let gone = plan(vec![], &record(&there), &objects(&there), 0, DAY).after(Vec::new());
        let back = plan(vec![local(PART, "p")], &gone, &objects(&there), DAY * 2, DAY);
        check(&back, &[], &[]);
        assert!(back.before.gone.is_empty() && back.unchanged == 1);
    }

    #[test]
    fn a_bucket_that_encrypts_names_versions_in_its_own_way() {
        let mut known = record(&[]);
        known.files.insert("a.html".to_owned(), File::new(&md5(b"a"), Some("version-1")));
        let object = |etag: &str| {
            Listing::from([("a.html".to_owned(), Object { size: 1, etag: Some(etag.to_owned()) })])
        };
        let run = |etag| plan(vec![local("a.html", "a")], &known, &object(etag), 0, DAY);
        check(&run("version-1"), &[], &[]);
        check(&run("version-2"), &["a.html"], &[]);
    }
}
