//! One publisher at a time: a lock in the bucket.
//!
//! A bucket frees no lock when its holder dies, so the holder shows that it is
//! alive by changing the lock every few seconds. Whoever finds a lock looks at
//! it for a while; one that does not change is taken over. No clock is
//! compared with another's.

use super::storage::{Lost, Storage, lost};
use crate::Console;
use object_store::{Error as StoreError, PutMode, UpdateVersion};
use serde::{Deserialize, Serialize};
use std::future::Future;
use std::time::Duration;
use tokio::time::{Instant, sleep};

/// Name of the lock in the bucket.
pub(super) const FILE: &str = ".gazet-lock";

/// How often the holder shows that it is alive.
const BEAT: Duration = Duration::from_secs(5);

/// How long a lock may stay the same while its holder lives: some beats that
/// a slow network delays.
const PATIENCE: Duration = Duration::from_secs(30);

/// How often a lock is looked at.
const LOOK: Duration = Duration::from_secs(2);

/// What the lock says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Lock {
    /// The machine of the holder.
    host: String,
    /// Its process.
    process: u32,
    /// Changes while the holder lives.
    beat: u64,
}

/// The lock, while it is held.
#[derive(Debug)]
pub(super) struct Hold<'s> {
    storage: &'s Storage,
    lock: Lock,
    version: UpdateVersion,
}

impl Lock {
    fn own() -> Self {
        Self { host: host(), process: std::process::id(), beat: 0 }
    }

    fn bytes(&self) -> Vec<u8> {
        // Texts and numbers cannot fail to be JSON.
        serde_json::to_vec(self).unwrap_or_default()
    }

    fn holder(&self) -> String {
        format!("process {} on {}", self.process, self.host)
    }

    /// Whether the holder is known to live or not to; `None` when it is on
    /// another machine.
    fn is_alive(&self) -> Option<bool> {
        (self.host == host()).then(|| process_lives(self.process)).flatten()
    }
}

impl<'s> Hold<'s> {
    /// Takes the lock.
    pub(super) async fn take(storage: &'s Storage, console: &Console) -> Result<Self, Lost> {
        let lock = Lock::own();
        loop {
            match storage.swap(FILE, lock.bytes(), PutMode::Create).await {
                Ok(version) => return Ok(Self { storage, lock, version }),
                Err(StoreError::AlreadyExists { .. }) => {}
                Err(error) => return Err(storage.lost(&error)),
            }
            let Some((bytes, version)) = storage.get(FILE).await? else { continue };
            // A lock that cannot be read has no holder that could be named.
            let other: Option<Lock> = serde_json::from_slice(&bytes).ok();
            let holder = other.as_ref().map_or_else(|| "another process".to_owned(), Lock::holder);
            let refused = || lost(format!("is being published to by {holder}"));
            match other.as_ref().and_then(Lock::is_alive) {
                Some(true) => return Err(refused()),
                Some(false) => {}
                None => {
                    let seconds = PATIENCE.as_secs();
                    console.warn(&format!(
                        "{holder} publishes there or was stopped; looking for up to {seconds} seconds"
                    ));
                    match Self::watch(storage, &version).await? {
                        Watched::Alive => return Err(refused()),
                        Watched::Free => continue,
                        Watched::Dead => {}
                    }
                }
            }
            match storage.swap(FILE, lock.bytes(), PutMode::Update(version)).await {
                Ok(version) => return Ok(Self { storage, lock, version }),
                Err(StoreError::Precondition { .. }) => return Err(refused()),
                Err(error) => return Err(storage.lost(&error)),
            }
        }
    }

    async fn watch(storage: &Storage, version: &UpdateVersion) -> Result<Watched, Lost> {
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            sleep(LOOK).await;
            match storage.get(FILE).await? {
                None => return Ok(Watched::Free),
                Some((_, now)) if now.e_tag != version.e_tag => return Ok(Watched::Alive),
                Some(_) => {}
            }
        }
        Ok(Watched::Dead)
    }

    /// Does some work while the lock is kept alive, and gives it back
    /// whatever comes of the work. Work that has lost the lock ends.
    pub(super) async fn during<T>(
        mut self,
        work: impl Future<Output = Result<T, Lost>>,
    ) -> Result<T, Lost> {
        let done = tokio::select! {
            done = work => done,
            lost = self.beat() => return Err(lost),
        };
        let freed = self.storage.delete(FILE).await;
        let done = done?;
        freed.map(|()| done)
    }

    /// Ends only when the lock is lost.
    async fn beat(&mut self) -> Lost {
        loop {
            sleep(BEAT).await;
            self.lock.beat += 1;
            let mode = PutMode::Update(self.version.clone());
            match self.storage.swap(FILE, self.lock.bytes(), mode).await {
                Ok(version) => self.version = version,
                Err(StoreError::Precondition { .. } | StoreError::NotFound { .. }) => {
                    return lost(
                        "another run has taken over, since this one stood still; \
                         run it again when the other is done",
                    );
                }
                // The work itself tells a network that does not come back.
                Err(_) => {}
            }
        }
    }
}

enum Watched {
    Alive,
    Free,
    Dead,
}

#[cfg(unix)]
fn host() -> String {
    rustix::system::uname().nodename().to_string_lossy().into_owned()
}

#[cfg(not(unix))]
fn host() -> String {
    std::env::var("COMPUTERNAME").unwrap_or_default()
}

#[cfg(unix)]
fn process_lives(process: u32) -> Option<bool> {
    use rustix::io::Errno;
    let id = rustix::process::Pid::from_raw(i32::try_from(process).ok()?)?;
    match rustix::process::test_kill_process(id) {
        Err(Errno::SRCH) => Some(false),
        // One of another user may not be signalled, but it lives.
        _ => Some(true),
    }
}

#[cfg(not(unix))]
fn process_lives(_: u32) -> Option<bool> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;
    use tokio::task::yield_now;

    fn elsewhere(beat: u64) -> Vec<u8> {
        Lock { host: "elsewhere".to_owned(), process: 7, beat }.bytes()
    }

    /// Takes a lock that another machine left, which then does `something`.
    async fn take(something: impl Future<Output = ()>, storage: &Storage) -> Result<(), String> {
        storage.note(FILE, elsewhere(0)).await.unwrap();
        let console = Console::new(true);
        let (taken, ()) = tokio::join!(Hold::take(storage, &console), something);
        taken.map(drop).map_err(|Lost(message)| message)
    }

    #[tokio::test(start_paused = true)]
    async fn a_lock_is_taken_over_when_its_holder_stands_still() {
        let storage = Storage::in_memory();
        let start = Instant::now();
        assert_eq!(take(async {}, &storage).await, Ok(()));
        assert!(start.elapsed() >= PATIENCE);
        let alive = async {
            sleep(BEAT).await;
            storage.note(FILE, elsewhere(1)).await.unwrap();
        };
        let refused = "is being published to by process 7 on elsewhere";
        assert_eq!(take(alive, &storage).await, Err(refused.to_owned()));
        let done = async {
            sleep(BEAT).await;
            storage.delete(FILE).await.unwrap();
        };
        assert_eq!(take(done, &storage).await, Ok(()));
    }

    #[tokio::test(start_paused = true)]
    async fn a_run_that_lost_its_lock_ends() {
        let storage = Arc::new(Storage::in_memory());
        let console = Console::new(true);
        let work = |seconds| async move {
            sleep(Duration::from_secs(seconds)).await;
            Ok(())
        };
        let hold = Hold::take(&storage, &console).await.unwrap();
        // Its own beats do not disturb it, and the lock is given back.
        hold.during(work(100)).await.unwrap();
        assert!(storage.get(FILE).await.unwrap().is_none());
        let hold = Hold::take(&storage, &console).await.unwrap();
        let thief = storage.clone();
        let stolen = tokio::spawn(async move {
            yield_now().await;
            thief.note(FILE, elsewhere(0)).await.unwrap();
        });
        let Lost(message) = hold.during(work(100)).await.unwrap_err();
        stolen.await.unwrap();
        assert!(message.starts_with("another run has taken over"), "{message}");
        assert!(storage.get(FILE).await.unwrap().is_some());
    }

    #[test]
    fn a_process_of_this_machine_is_known_to_live_or_not() {
        let check = |lock: Lock, expected| assert_eq!(lock.is_alive(), expected, "{lock:?}");
        check(Lock::own(), if cfg!(unix) { Some(true) } else { None });
        check(Lock { host: "elsewhere".to_owned(), ..Lock::own() }, None);
        let mut child = std::process::Command::new("true").spawn().unwrap();
        child.wait().unwrap();
        check(
            Lock { process: child.id(), ..Lock::own() },
            if cfg!(unix) { Some(false) } else { None },
        );
    }
}
