//! Writing the ZIP: nothing in it tells when or where it was made.

use crate::error::{Error, Result};
use std::io::{self, Seek, Write};
use std::path::{Path, PathBuf};
use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

/// The best that deflate does: packed once, carried often.
const LEVEL: i64 = 9;

pub(super) struct Archive<W: Write + Seek> {
    zip: ZipWriter<W>,
    path: PathBuf,
}

impl<W: Write + Seek> Archive<W> {
    /// `path` is named when something goes wrong.
    pub(super) fn new(file: W, path: &Path) -> Self {
        Self { zip: ZipWriter::new(file), path: path.to_owned() }
    }

    /// Puts bytes in as they are.
    pub(super) fn store(&mut self, name: &str, bytes: &[u8]) -> Result<()> {
        self.put(name, bytes, options().compression_method(CompressionMethod::Stored))
    }

    /// Puts bytes in compressed.
    pub(super) fn deflate(&mut self, name: &str, bytes: &[u8]) -> Result<()> {
        let deflated = options().compression_method(CompressionMethod::Deflated);
        self.put(name, bytes, deflated.compression_level(Some(LEVEL)))
    }

    fn put(&mut self, name: &str, bytes: &[u8], options: SimpleFileOptions) -> Result<()> {
        self.zip.start_file(name, options).map_err(|error| failed(&self.path, error))?;
        self.zip.write_all(bytes).map_err(|error| failed(&self.path, error.into()))
    }

    pub(super) fn finish(self) -> Result<()> {
        let Self { zip, path } = self;
        zip.finish().map(drop).map_err(|error| failed(&path, error))
    }
}

fn options() -> SimpleFileOptions {
    SimpleFileOptions::default()
        .last_modified_time(DateTime::DEFAULT)
        .unix_permissions(0o644)
        .system(System::Unix)
}

fn failed(path: &Path, error: ZipError) -> Error {
    let source = match error {
        ZipError::Io(error) => error,
        other => io::Error::other(other),
    };
    Error::Io { action: "cannot write", path: path.to_owned(), source }
}
