//! Running other programs.

use crate::project::Project;
use anyhow::{Context, Result, bail};
use std::env;
use std::ffi::{OsStr, OsString};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Says in a line what is done and how long it may take.
pub(crate) fn say(line: impl std::fmt::Display) {
    // Standard error, so that what a command prints for machines stays clean.
    eprintln!("==> {line}");
}

/// A program that is about to run.
pub(crate) struct Run {
    command: Command,
    shown: String,
}

impl Run {
    /// A program, started in the root of the repository.
    pub(crate) fn new(project: &Project, program: impl AsRef<OsStr>) -> Self {
        let program = program.as_ref();
        let mut command = Command::new(program);
        command.current_dir(project.root());
        let name = Path::new(program).file_stem().unwrap_or(program);
        Self { command, shown: name.to_string_lossy().into_owned() }
    }

    /// The Cargo that runs this program.
    pub(crate) fn cargo(project: &Project) -> Self {
        Self::new(project, env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
    }

    pub(crate) fn args<S: AsRef<OsStr>>(mut self, args: impl IntoIterator<Item = S>) -> Self {
        for arg in args {
            self.shown.push(' ');
            self.shown.push_str(&arg.as_ref().to_string_lossy());
            self.command.arg(arg);
        }
        self
    }

    pub(crate) fn env(mut self, key: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(key, value);
        self
    }

    pub(crate) fn without_env(mut self, key: &str) -> Self {
        self.command.env_remove(key);
        self
    }

    /// Puts folders in front of `PATH`.
    pub(crate) fn path(self, folders: &[PathBuf]) -> Result<Self> {
        let old = env::var_os("PATH").unwrap_or_default();
        let all = folders.iter().cloned().chain(env::split_paths(&old));
        let joined: OsString = env::join_paths(all).context("a folder of PATH has a colon")?;
        Ok(self.env("PATH", joined))
    }

    /// Runs it to its end; what it prints is seen.
    pub(crate) fn check(mut self) -> Result<()> {
        let status = self.command.status().with_context(|| self.not_started())?;
        if status.success() { Ok(()) } else { bail!("`{}` failed: {status}", self.shown) }
    }

    /// Becomes this program where the system can do that, so that who ends
    /// `cargo xtask` ends it too.
    pub(crate) fn replace(self) -> Result<()> {
        #[cfg(unix)]
        {
            use std::os::unix::process::CommandExt;
            let Self { mut command, shown } = self;
            // It returns only when it failed.
            Err(command.exec()).with_context(|| format!("`{shown}` could not be started"))
        }
        #[cfg(not(unix))]
        self.check()
    }

    /// Runs it to its end and gives what it printed.
    pub(crate) fn read(mut self) -> Result<String> {
        self.command.stderr(Stdio::inherit()).stdin(Stdio::null());
        let output = self.command.output().with_context(|| self.not_started())?;
        if !output.status.success() {
            bail!("`{}` failed: {}", self.shown, output.status);
        }
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// Runs it to its end; shows each line it prints, and hands it on too.
    pub(crate) fn tee(mut self, mut each: impl FnMut(&str)) -> Result<()> {
        let started = self.command.stdout(Stdio::piped()).spawn();
        let mut child = started.with_context(|| self.not_started())?;
        if let Some(stdout) = child.stdout.take() {
            for line in BufReader::new(stdout).split(b'\n') {
                let line = String::from_utf8_lossy(&line?).into_owned();
                println!("{line}");
                each(&line);
            }
        }
        let status = child.wait()?;
        if status.success() { Ok(()) } else { bail!("`{}` failed: {status}", self.shown) }
    }

    /// Runs it to its end; hands on each line it prints, wherever, and shows
    /// none. Whether it ended well.
    pub(crate) fn pour(mut self, mut each: impl FnMut(&str)) -> Result<bool> {
        let (reader, writer) = std::io::pipe()?;
        self.command.stdout(writer.try_clone()?).stderr(writer).stdin(Stdio::null());
        let mut child = self.command.spawn().with_context(|| self.not_started())?;
        // The pipe ends when nobody can write to it any more.
        drop(self);
        for line in BufReader::new(reader).split(b'\n') {
            each(&String::from_utf8_lossy(&line?));
        }
        Ok(child.wait()?.success())
    }

    fn not_started(&self) -> String {
        format!("`{}` could not be started", self.shown)
    }
}

/// What a program says on `--version`, or nothing when it cannot be run.
pub(crate) fn version(program: impl AsRef<OsStr>) -> Option<String> {
    answer(program, &["--version"])
}

/// What a program says on these arguments, or nothing when it fails.
pub(crate) fn answer(program: impl AsRef<OsStr>, args: &[&str]) -> Option<String> {
    let output = Command::new(program).args(args).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Where a program is on `PATH`.
pub(crate) fn find(program: &str) -> Option<PathBuf> {
    let file = format!("{program}{}", env::consts::EXE_SUFFIX);
    env::split_paths(&env::var_os("PATH")?).map(|dir| dir.join(&file)).find(|path| path.is_file())
}
