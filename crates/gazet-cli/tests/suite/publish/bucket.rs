//! A server that speaks S3, on this machine: the crate `s3s-fs`, with the
//! conditions and the `ETag`s of lists that S3 has and it lacks.

use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto::Builder;
use s3s::auth::SimpleAuth;
use s3s::dto::{
    AbortMultipartUploadInput, AbortMultipartUploadOutput, CompleteMultipartUploadInput,
    CompleteMultipartUploadOutput, CreateMultipartUploadInput, CreateMultipartUploadOutput,
    DeleteObjectsInput, DeleteObjectsOutput, GetObjectInput, GetObjectOutput, HeadObjectInput,
    HeadObjectOutput, ListObjectsV2Input, ListObjectsV2Output, PutObjectInput, PutObjectOutput,
    UploadPartInput, UploadPartOutput,
};
use s3s::service::S3ServiceBuilder;
use s3s::{S3, S3Request, S3Response, S3Result, s3_error};
use s3s_fs::FileSystem;
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use tokio::time::sleep;

/// The name of the only bucket.
pub(crate) const NAME: &str = "papers";

const KEY: &str = "a-key";
const SECRET: &str = "a-secret";

/// A bucket that is served while the value lives.
pub(crate) struct Bucket {
    pub(crate) endpoint: String,
    pub(crate) state: Arc<State>,
    folder: TempDir,
    _runtime: Runtime,
}

/// How the server behaves, and what it saw.
#[derive(Default)]
pub(crate) struct State {
    /// Names that were written, in their order.
    pub(crate) puts: Mutex<Vec<String>>,
    /// Content type and cache control of each object.
    pub(crate) headers: Mutex<BTreeMap<String, (String, String)>>,
    /// Requests to write that are answered before all others are refused.
    pub(crate) puts_left: AtomicUsize,
    /// Milliseconds that each request to write takes.
    pub(crate) slowness: AtomicU64,
    /// Whether the server knows neither conditions nor `ETag`s in lists.
    pub(crate) is_plain: AtomicBool,
}

struct Server {
    files: FileSystem,
    root: PathBuf,
    state: Arc<State>,
}

impl Bucket {
    pub(crate) fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join(NAME)).unwrap();
        let state = Arc::new(State::default());
        state.puts_left.store(usize::MAX, Ordering::SeqCst);
        let root = folder.path().to_owned();
        let files = FileSystem::new(&root).unwrap();
        let mut service = S3ServiceBuilder::new(Server { files, root, state: state.clone() });
        service.set_auth(SimpleAuth::from_single(KEY, SECRET));
        let service = service.build().into_shared();
        let runtime = Runtime::new().unwrap();
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
        let endpoint = format!("http://{}", listener.local_addr().unwrap());
        runtime.spawn(async move {
            while let Ok((socket, _)) = listener.accept().await {
                let service = service.clone();
                tokio::spawn(async move {
                    let builder = Builder::new(TokioExecutor::new());
                    // A client that goes away is none of the server's faults.
                    let _ = builder.serve_connection(TokioIo::new(socket), service).await;
                });
            }
        });
        Self { endpoint, state, folder, _runtime: runtime }
    }

    /// What the program needs to write here.
    pub(crate) fn open_to(&self, command: &mut Command) {
        command
            .env("AWS_ACCESS_KEY_ID", KEY)
            .env("AWS_SECRET_ACCESS_KEY", SECRET)
            .env("AWS_REGION", "here-1")
            .env("AWS_ENDPOINT_URL", &self.endpoint);
    }

    /// Where the objects lie.
    pub(crate) fn path(&self) -> PathBuf {
        self.folder.path().join(NAME)
    }

    /// Names and texts of the objects of the site.
    pub(crate) fn objects(&self) -> BTreeMap<String, String> {
        let files = crate::support::tree(&self.path());
        let text = |bytes| String::from_utf8(bytes).unwrap();
        files.into_iter().map(|(name, bytes)| (name, text(bytes))).collect()
    }

    /// Names that were written since the last question, but the notes that
    /// the program makes for itself.
    pub(crate) fn puts(&self) -> Vec<String> {
        let mut puts = std::mem::take(&mut *self.state.puts.lock().unwrap());
        puts.retain(|name| !name.contains(".gazet-"));
        puts
    }
}

impl Server {
    fn etag(&self, key: &str) -> Option<String> {
        let bytes = fs::read(self.root.join(NAME).join(key)).ok()?;
        use md5::{Digest, Md5};
        let digits =
            Md5::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        Some(format!("\"{digits}\""))
    }

    async fn may_put(&self, key: &str) -> S3Result<()> {
        sleep(Duration::from_millis(self.state.slowness.load(Ordering::SeqCst))).await;
        let less = |left: usize| left.checked_sub(1);
        let left = self.state.puts_left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, less);
        left.map_err(|_| s3_error!(AccessDenied, "no more"))?;
        self.state.puts.lock().unwrap().push(key.to_owned());
        Ok(())
    }

    fn note(&self, key: &str, kind: Option<&String>, age: Option<&String>) {
        let text = |value: Option<&String>| value.cloned().unwrap_or_default();
        self.state.headers.lock().unwrap().insert(key.to_owned(), (text(kind), text(age)));
    }
}

#[async_trait::async_trait]
impl S3 for Server {
    async fn put_object(
        &self,
        request: S3Request<PutObjectInput>,
    ) -> S3Result<S3Response<PutObjectOutput>> {
        let input = &request.input;
        if input.bucket != NAME {
            return Err(s3_error!(NoSuchBucket));
        }
        let there = self.etag(&input.key);
        let is_plain = self.state.is_plain.load(Ordering::SeqCst);
        if !is_plain && input.if_none_match.is_some() && there.is_some() {
            return Err(s3_error!(PreconditionFailed));
        }
        if !is_plain && input.if_match.is_some() && there != input.if_match {
            return Err(s3_error!(PreconditionFailed));
        }
        self.may_put(&input.key).await?;
        let kind = input.content_type.as_ref().map(ToString::to_string);
        self.note(&input.key, kind.as_ref(), input.cache_control.as_ref());
        self.files.put_object(request).await
    }

    async fn get_object(
        &self,
        request: S3Request<GetObjectInput>,
    ) -> S3Result<S3Response<GetObjectOutput>> {
        self.files.get_object(request).await
    }

    async fn head_object(
        &self,
        request: S3Request<HeadObjectInput>,
    ) -> S3Result<S3Response<HeadObjectOutput>> {
        self.files.head_object(request).await
    }

    async fn list_objects_v2(
        &self,
        request: S3Request<ListObjectsV2Input>,
    ) -> S3Result<S3Response<ListObjectsV2Output>> {
        let mut response = self.files.list_objects_v2(request).await?;
        if !self.state.is_plain.load(Ordering::SeqCst) {
            for object in response.output.contents.iter_mut().flatten() {
                object.e_tag = object.key.as_deref().and_then(|key| self.etag(key));
            }
        }
        Ok(response)
    }

    async fn delete_objects(
        &self,
        request: S3Request<DeleteObjectsInput>,
    ) -> S3Result<S3Response<DeleteObjectsOutput>> {
        self.files.delete_objects(request).await
    }

    async fn create_multipart_upload(
        &self,
        request: S3Request<CreateMultipartUploadInput>,
    ) -> S3Result<S3Response<CreateMultipartUploadOutput>> {
        let input = &request.input;
        self.may_put(&input.key).await?;
        let kind = input.content_type.as_ref().map(ToString::to_string);
        self.note(&input.key, kind.as_ref(), input.cache_control.as_ref());
        self.files.create_multipart_upload(request).await
    }

    async fn upload_part(
        &self,
        request: S3Request<UploadPartInput>,
    ) -> S3Result<S3Response<UploadPartOutput>> {
        self.files.upload_part(request).await
    }

    async fn complete_multipart_upload(
        &self,
        request: S3Request<CompleteMultipartUploadInput>,
    ) -> S3Result<S3Response<CompleteMultipartUploadOutput>> {
        self.files.complete_multipart_upload(request).await
    }

    async fn abort_multipart_upload(
        &self,
        request: S3Request<AbortMultipartUploadInput>,
    ) -> S3Result<S3Response<AbortMultipartUploadOutput>> {
        self.files.abort_multipart_upload(request).await
    }
}
