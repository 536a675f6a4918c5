//! The place to publish to: a bucket, or a folder that is treated as one.

mod fault;
mod target;

use super::record::{Listing, Object};
use crate::build::{ASK, FOR_EVER, is_immutable};
use crate::kinds;
use futures_util::TryStreamExt;
use futures_util::stream::{self, StreamExt};
use object_store::path::Path as Key;
use object_store::{
    Attribute, Attributes, Error as StoreError, GetResult, ObjectStore, ObjectStoreExt, PutMode,
    PutMultipartOptions, PutOptions, PutPayload, UpdateVersion, WriteMultipart,
};
use std::fmt;

pub use target::{Target, TargetError};

/// Bytes above which a file is uploaded in pieces, so that a fault costs one
/// piece: 16 MiB, of which S3 takes 10,000.
const IN_PIECES: usize = 16 * 1024 * 1024;

/// Why publishing ended: a sentence without the place.
#[derive(Debug)]
pub(super) struct Lost(pub(super) String);

/// Why publishing ended.
pub(super) fn lost(message: impl Into<String>) -> Lost {
    Lost(message.into())
}

/// The objects under a prefix of a store.
pub(super) struct Storage {
    store: Box<dyn ObjectStore>,
    prefix: Key,
    /// Whether an object keeps the headers that it is sent with.
    keeps_headers: bool,
}

impl Storage {
    /// Every object under the prefix.
    pub(super) async fn list(&self) -> Result<Listing, Lost> {
        let listed = self.store.list(Some(&self.prefix)).map_ok(|meta| {
            let name = self.name(&meta.location);
            let etag = meta.e_tag.map(|etag| plain(&etag));
            name.map(|name| (name, Object { size: meta.size, etag }))
        });
        let listed = listed.try_filter_map(|object| async { Ok(object) });
        listed.try_collect().await.map_err(|error| self.lost(&error))
    }

    /// An object and its version; `None` when there is none.
    pub(super) async fn get(&self, name: &str) -> Result<Option<(Vec<u8>, UpdateVersion)>, Lost> {
        let got: Result<GetResult, _> = self.store.get(&self.key(name)?).await;
        let got = match got {
            // A bucket that is missing says so when it is listed or written.
            Err(StoreError::NotFound { .. }) => return Ok(None),
            got => got.map_err(|error| self.lost(&error))?,
        };
        let version =
            UpdateVersion { e_tag: got.meta.e_tag.clone(), version: got.meta.version.clone() };
        let bytes = got.bytes().await.map_err(|error| self.lost(&error))?;
        Ok(Some((bytes.to_vec(), version)))
    }

    /// Writes an object for this program alone, which nothing may keep.
    pub(super) async fn note(&self, name: &str, bytes: Vec<u8>) -> Result<(), Lost> {
        let done = self.swap(name, bytes, PutMode::Overwrite).await;
        done.map(drop).map_err(|error| self.lost(&error))
    }

    /// Writes a small object of this program under a condition.
    pub(super) async fn swap(
        &self,
        name: &str,
        bytes: Vec<u8>,
        mode: PutMode,
    ) -> Result<UpdateVersion, StoreError> {
        let key = Key::parse(format!("{}/{name}", self.prefix))?;
        let attributes = self.attributes("application/json", "no-store");
        let put = |mode| {
            let options = PutOptions { mode, attributes: attributes.clone(), ..Default::default() };
            self.store.put_opts(&key, PutPayload::from(bytes.clone()), options)
        };
        let done = match put(mode.clone()).await {
            Err(error) if fault::is_not_implemented(&error) => {
                // Without a condition of the store's own: what is there is
                // looked at just before, which leaves a moment.
                if let PutMode::Update(version) = mode {
                    let now = self.store.head(&key).await?;
                    if now.e_tag != version.e_tag {
                        let path = key.to_string();
                        return Err(StoreError::Precondition { path, source: "changed".into() });
                    }
                }
                put(PutMode::Overwrite).await?
            }
            done => done?,
        };
        Ok(UpdateVersion { e_tag: done.e_tag, version: done.version })
    }

    /// Uploads a file of the site with its headers; returns what the store
    /// calls this version.
    pub(super) async fn upload(&self, name: &str, bytes: Vec<u8>) -> Result<Option<String>, Lost> {
        let key = self.key(name)?;
        let age = if is_immutable(name) { FOR_EVER } else { ASK };
        let attributes = self.attributes(kinds::kind(name).content_type, age);
        let done = if bytes.len() > IN_PIECES {
            let options = PutMultipartOptions { attributes, ..Default::default() };
            let upload = self.store.put_multipart_opts(&key, options).await;
            let mut upload = WriteMultipart::new_with_chunk_size(
                upload.map_err(|error| self.lost(&error))?,
                IN_PIECES / 2,
            );
            upload.put(bytes.into());
            upload.finish().await
        } else {
            let options = PutOptions { attributes, ..Default::default() };
            self.store.put_opts(&key, PutPayload::from(bytes), options).await
        };
        let done = done.map_err(|error| lost(format!("{name}: {}", self.lost(&error).0)))?;
        Ok(done.e_tag.map(|etag| plain(&etag)))
    }

    /// Removes an object; one that is not there is removed.
    pub(super) async fn delete(&self, name: &str) -> Result<(), Lost> {
        self.delete_all(&[name.to_owned()]).await
    }

    /// Removes objects, up to a thousand with one request.
    pub(super) async fn delete_all(&self, names: &[String]) -> Result<(), Lost> {
        let keys: Result<Vec<_>, Lost> = names.iter().map(|name| self.key(name)).collect();
        let keys = stream::iter(keys?.into_iter().map(Ok)).boxed();
        let mut deleted = self.store.delete_stream(keys);
        while let Some(deleted) = deleted.next().await {
            match deleted {
                Ok(_) | Err(StoreError::NotFound { .. }) => {}
                Err(error) => return Err(self.lost(&error)),
            }
        }
        Ok(())
    }

    /// A fault of the store as a sentence.
    pub(super) fn lost(&self, error: &StoreError) -> Lost {
        lost(fault::sentence(error))
    }

    fn key(&self, name: &str) -> Result<Key, Lost> {
        let key = Key::parse(format!("{}/{name}", self.prefix));
        key.map_err(|error| lost(format!("{name}: cannot be the name of an object: {error}")))
    }

    /// The name in the site of an object.
    fn name(&self, key: &Key) -> Option<String> {
        let name = key.as_ref().strip_prefix(self.prefix.as_ref())?;
        Some(name.strip_prefix('/').unwrap_or(name).to_owned())
    }

    fn attributes(&self, content_type: &'static str, age: &'static str) -> Attributes {
        if !self.keeps_headers {
            return Attributes::new();
        }
        Attributes::from_iter([
            (Attribute::ContentType, content_type),
            (Attribute::CacheControl, age),
        ])
    }
}

impl fmt::Debug for Storage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Storage({}, {})", self.store, self.prefix)
    }
}

/// An `ETag` without its quotation marks.
fn plain(etag: &str) -> String {
    etag.trim_start_matches("W/").trim_matches('"').to_owned()
}
