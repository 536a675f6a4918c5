//! Brings a site into a bucket, only what changed, so that readers see the old
//! edition or the new one at every moment.
//!
//! Under a lock, the record of what was published and the list of what is
//! there say what to do; names that are about to be uploaded go into the
//! record before they are. Files go up tier by tier, the front door last; what
//! left the site goes after that.

mod hold;
mod order;
mod plan;
mod record;
mod site;
mod storage;

use crate::Console;
use crate::build::FRONT;
use crate::error::{Error, IoContext, Result};
use crate::folder;
use crate::sign::{self, PublicKey};
use futures_util::stream::{self, StreamExt, TryStreamExt};
use hold::Hold;
use order::tier;
use plan::{Plan, plan};
use record::{File, Listing, Record};
use site::Local;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};
use storage::{Lost, Storage, lost};

pub use storage::{Target, TargetError};

/// Files on their way at the same time: enough for the latency of a far
/// bucket, few enough for a small line.
const AT_ONCE: usize = 8;

/// What to publish, and where.
#[derive(Debug, Clone)]
pub struct Options<'a> {
    /// The folder that `gazet build` wrote.
    pub site: &'a Path,
    /// The place to publish to.
    pub to: &'a Target,
    /// The address of a host that is compatible with S3.
    pub endpoint: Option<&'a str>,
    /// The region of the bucket.
    pub region: Option<&'a str>,
    /// Hours for which hashed files that left the site stay.
    pub keep_hours: u32,
    /// Whether to do nothing but say what would be done.
    pub dry_run: bool,
}

/// What was done, or would be.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// Names of the files that were uploaded, in that order.
    pub uploaded: Vec<String>,
    /// Their bytes.
    pub bytes: u64,
    /// Files that were there already.
    pub unchanged: usize,
    /// Names of the files that were removed.
    pub removed: Vec<String>,
    /// Files of earlier editions that stay a while.
    pub kept: usize,
}

/// Publishes a site.
///
/// # Errors
/// [`Error::Input`] when the folder is no site, [`Error::Storage`] when the
/// place refuses or does not answer, or another run publishes to it.
pub fn publish(options: &Options<'_>, console: &Console) -> Result<Summary> {
    let root = site_at(options.site)?;
    // A build that ended now would mix two editions.
    let _lock = folder::hold(&root)?;
    check_signature(&root)?;
    let storage = options.to.open(options.endpoint, options.region)?;
    let files = site::files(&root, console)?;
    if files.is_empty() {
        return Err(Error::input(options.site, "is an empty site"));
    }
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .at("cannot start publishing", options.site)?;
    let run = Run { storage: &storage, root, options, console };
    let done = runtime.block_on(async {
        tokio::select! {
            done = run.run(files) => done,
            // The lock stays behind; the next run on this machine sees that
            // its holder is gone.
            _ = tokio::signal::ctrl_c() => Err(lost(
                "stopped; readers see the old edition or the new one; run it again to go on",
            )),
        }
    });
    done.map_err(|Lost(message)| Error::Storage { to: options.to.to_string(), message })
}

/// The folder of a site, without links.
fn site_at(folder: &Path) -> Result<PathBuf> {
    let root = std::fs::canonicalize(folder).at("cannot read", folder)?;
    if !root.is_dir() {
        return Err(Error::input(folder, "is a file, not a folder"));
    }
    if folder::base_of_site(&root).is_none() {
        return Err(Error::input(folder, "is no site; publish what gazet build wrote"));
    }
    Ok(root)
}

/// Refuses a site whose readers would refuse it: one whose pages ask for a
/// signature that its bundle does not have.
fn check_signature(root: &Path) -> Result<()> {
    let Some(line) = folder::key_of_site(root) else { return Ok(()) };
    let key = PublicKey::given(&line)?;
    sign::check_file(&root.join(FRONT), &key).map(drop)
}

struct Run<'r> {
    storage: &'r Storage,
    root: PathBuf,
    options: &'r Options<'r>,
    console: &'r Console,
}

impl Run<'_> {
    async fn run(&self, files: Vec<Local>) -> Result<Summary, Lost> {
        if self.options.dry_run {
            let (plan, _) = self.plan(files).await?;
            return Ok(summary(&plan));
        }
        let hold = Hold::take(self.storage, self.console).await?;
        hold.during(async {
            let (plan, has_record) = self.plan(files).await?;
            self.warn(&plan, has_record);
            self.carry_out(&plan).await?;
            Ok(summary(&plan))
        })
        .await
    }

    /// What there is to do, and whether there was a record.
    async fn plan(&self, files: Vec<Local>) -> Result<(Plan, bool), Lost> {
        let bytes = self.storage.get(record::FILE).await?;
        let record = bytes.and_then(|(bytes, _)| Record::read(&bytes));
        let objects: Listing = self.storage.list().await?;
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let now = i64::try_from(since.as_secs()).unwrap_or(i64::MAX);
        let keep = i64::from(self.options.keep_hours) * 3600;
        let has_record = record.is_some();
        Ok((plan(files, &record.unwrap_or_default(), &objects, now, keep), has_record))
    }

    fn warn(&self, plan: &Plan, has_record: bool) {
        if !plan.replaced.is_empty() {
            let number = plan.replaced.len();
            let why = if has_record { "was changed there" } else { "was not put there by gazet" };
            self.console.warn(&format!("{number} of the files replace what {why}"));
        }
        for name in &plan.foreign {
            self.console.warn(&format!("{name} was changed there by something else, so it stays"));
        }
    }

    async fn carry_out(&self, plan: &Plan) -> Result<(), Lost> {
        if plan.is_done() {
            return Ok(());
        }
        let note = |record: Record| self.storage.note(record::FILE, record.bytes());
        if !plan.upload.is_empty() {
            note(plan.before.clone()).await?;
        }
        let progress = self.console.progress("Uploading", plan.upload.len());
        let mut uploaded = Vec::new();
        for files in plan.upload.chunk_by(|a, b| tier(&a.name) == tier(&b.name)) {
            let sent: Vec<_> = stream::iter(files)
                .map(|file| async {
                    let sent = self.send(file).await;
                    progress.advance(1);
                    sent
                })
                .buffer_unordered(AT_ONCE)
                .try_collect()
                .await?;
            uploaded.extend(sent);
        }
        let mut record = plan.after(uploaded);
        note(record.clone()).await?;
        if !plan.delete.is_empty() {
            self.storage.delete_all(&plan.delete).await?;
            plan.delete.iter().for_each(|name| drop(record.gone.remove(name)));
            note(record).await?;
        }
        Ok(())
    }

    async fn send(&self, file: &Local) -> Result<(String, File), Lost> {
        let bytes = site::read(&self.root, &file.name).map_err(|error| lost(error.to_string()))?;
        if site::md5(&bytes) != file.md5 {
            let name = &file.name;
            return Err(lost(format!("{name} changed while it was published; run it again")));
        }
        let etag = self.storage.upload(&file.name, bytes).await?;
        Ok((file.name.clone(), File::new(&file.md5, etag.as_deref())))
    }
}

fn summary(plan: &Plan) -> Summary {
    Summary {
        uploaded: plan.upload.iter().map(|file| file.name.clone()).collect(),
        bytes: plan.upload.iter().map(|file| file.size).sum(),
        unchanged: plan.unchanged,
        removed: plan.delete.clone(),
        kept: plan.kept,
    }
}
