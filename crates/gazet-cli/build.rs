//! Puts the built reader into the program when `GAZET_APP` names its folder,
//! as `cargo xtask dist` does it.

use std::env;
use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed=GAZET_APP");
    let mut files = Vec::new();
    if let Some(folder) = env::var_os("GAZET_APP").filter(|folder| !folder.is_empty()) {
        let folder = fs::canonicalize(PathBuf::from(folder))?;
        println!("cargo::rerun-if-changed={}", folder.display());
        walk(&folder, "", &mut files)?;
    }
    files.sort();
    let mut text = String::from("&[\n");
    for (name, path) in files {
        writeln!(text, "({name:?}, include_bytes!({:?}).as_slice()),", path.display().to_string())?;
    }
    text.push(']');
    fs::write(Path::new(&env::var("OUT_DIR")?).join("app.rs"), text)?;
    Ok(())
}

fn walk(
    folder: &Path,
    prefix: &str,
    files: &mut Vec<(String, PathBuf)>,
) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().into_string().map_err(|_| "a name is not UTF-8")?;
        // What a tool keeps for itself.
        if name.starts_with('.') {
            continue;
        }
        if entry.file_type()?.is_dir() {
            walk(&entry.path(), &format!("{prefix}{name}/"), files)?;
        } else {
            files.push((format!("{prefix}{name}"), entry.path()));
        }
    }
    Ok(())
}
