//! Where things are.

use anyhow::{Context, Result};
use std::env;
use std::path::{Path, PathBuf};

/// Features for every native build, so that one build of each dependency
/// serves the checks, the tests, the schema and the publisher.
pub(crate) const NATIVE_FEATURES: &str = "gazet-reader/ssr,gazet-bundle/schema";

/// The target of the web build.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// The places of this repository.
pub(crate) struct Project {
    root: PathBuf,
    target: PathBuf,
}

impl Project {
    /// The repository that this program was built from.
    pub(crate) fn find() -> Result<Self> {
        let manifest = env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = manifest.parent().context("xtask stands in no repository")?.to_owned();
        let target = env::var_os("CARGO_TARGET_DIR").map_or_else(
            || root.join("target"),
            // Cargo takes a relative folder from where it was started.
            |folder| root.join(folder),
        );
        Ok(Self { root, target })
    }

    /// A copy of the repository.
    pub(crate) fn in_folder(root: PathBuf) -> Self {
        Self { target: root.join("target"), root }
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// A file or folder of the repository.
    pub(crate) fn at(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    /// A file or folder among the build products.
    pub(crate) fn target(&self, path: &str) -> PathBuf {
        self.target.join(path)
    }

    /// A program that Cargo built in the development profile.
    pub(crate) fn program(&self, name: &str) -> PathBuf {
        self.target(&format!("debug/{name}{}", env::consts::EXE_SUFFIX))
    }

    /// A path as a reader of the terminal knows it.
    pub(crate) fn shown<'a>(&self, path: &'a Path) -> std::path::Display<'a> {
        path.strip_prefix(&self.root).unwrap_or(path).display()
    }
}
