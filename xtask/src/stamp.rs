//! Skipping a step whose inputs did not change.

use crate::files::walk;
use crate::project::Project;
use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

/// What a step reads, what it writes and what was written at the last run.
pub(crate) struct Stamp {
    file: PathBuf,
    inputs: String,
    output: PathBuf,
}

impl Stamp {
    /// The stamp of a step. `facts` are inputs that are not files: options,
    /// versions of tools.
    pub(crate) fn new(
        project: &Project,
        name: &str,
        facts: &[&str],
        inputs: &[PathBuf],
        output: &Path,
    ) -> Result<Self> {
        let mut hash = Sha256::new();
        for fact in facts {
            hash.update(fact);
            hash.update([0]);
        }
        for input in inputs {
            add_files(&mut hash, input)?;
        }
        Ok(Self {
            file: project.target("xtask").join(format!("{name}.stamp")),
            inputs: hex(hash),
            output: output.to_owned(),
        })
    }

    /// Whether the output stands as this step left it, from the same inputs.
    pub(crate) fn is_fresh(&self) -> Result<bool> {
        let Ok(stored) = fs::read_to_string(&self.file) else { return Ok(false) };
        Ok(self.output.exists() && stored == self.line()?)
    }

    /// Remembers that the step has run.
    pub(crate) fn write(&self) -> Result<()> {
        if let Some(folder) = self.file.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(&self.file, self.line()?).with_context(|| self.file.display().to_string())
    }

    /// The output is part of it, since another branch or another target
    /// folder may have written it in the meantime.
    fn line(&self) -> Result<String> {
        let mut hash = Sha256::new();
        add_files(&mut hash, &self.output)?;
        Ok(format!("{} {}\n", self.inputs, hex(hash)))
    }
}

/// Names, lengths and times rather than contents, as `make` does: pictures of
/// an edition are megabytes.
fn add_files(hash: &mut Sha256, path: &Path) -> Result<()> {
    for file in walk(path)? {
        let about = file.metadata().with_context(|| file.display().to_string())?;
        let time = about.modified()?.duration_since(UNIX_EPOCH).unwrap_or_default();
        hash.update(file.to_string_lossy().as_bytes());
        hash.update([0]);
        hash.update(about.len().to_le_bytes());
        hash.update(time.as_nanos().to_le_bytes());
    }
    Ok(())
}

/// A digest as it is written.
pub(crate) fn hex(hash: Sha256) -> String {
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_is_fresh_until_its_inputs_or_its_output_change() {
        let folder = std::env::temp_dir().join(format!("gazet-stamp-{}", std::process::id()));
        let (input, output) = (folder.join("in"), folder.join("out"));
        fs::create_dir_all(&input).expect("a temporary folder");
        fs::write(input.join("a"), "1").expect("a file");
        fs::create_dir_all(&output).expect("a temporary folder");
        let project = Project::in_folder(folder.clone());
        let stamp = |fact: &str| {
            Stamp::new(&project, "step", &[fact], std::slice::from_ref(&input), &output)
                .expect("a stamp")
        };
        let fresh = |fact| stamp(fact).is_fresh().expect("readable files");

        assert!(!fresh("/"), "a step that never ran");
        stamp("/").write().expect("a stamp is written");
        assert!(fresh("/"));
        assert!(!fresh("/repo/"), "another option");
        fs::write(output.join("b"), "x").expect("a file");
        assert!(!fresh("/"), "an output written by someone else");
        stamp("/").write().expect("a stamp is written");
        fs::write(input.join("a"), "22").expect("a file");
        assert!(!fresh("/"), "another input");
        fs::remove_dir_all(&folder).expect("the temporary folder");
    }
}
