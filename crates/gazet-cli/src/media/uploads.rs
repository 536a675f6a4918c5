//! Pictures in a copy of the old site's files.

use crate::error::{Error, IoContext, Result};
use crate::html::size_of_name;
use std::fs;
use std::path::{Path, PathBuf};

/// A folder such as a copy of `wp-content/uploads`.
#[derive(Debug)]
pub(super) struct Uploads(PathBuf);

impl Uploads {
    pub(super) fn open(folder: &Path) -> Result<Self> {
        let real = fs::canonicalize(folder).at("cannot read", folder)?;
        if !real.is_dir() {
            return Err(Error::input(folder, "is no folder"));
        }
        Ok(Self(real))
    }

    /// The file of an address: the one whose path ends the address with most
    /// of its pieces. For a smaller version, which WordPress names by its
    /// size, the picture that it was made of is better.
    pub(super) fn find(&self, address: &url::Url) -> Option<PathBuf> {
        let decode = |piece: &str| gazet_reader::routes::decode(piece);
        let pieces: Vec<String> = address.path_segments()?.map(decode).collect::<Option<_>>()?;
        let is_plain = |piece: &String| {
            !piece.is_empty() && piece != "." && piece != ".." && !piece.contains(['/', '\\', '\0'])
        };
        let whole = pieces.last().and_then(|name| whole_name(name));
        (0..pieces.len()).find_map(|start| {
            let pieces = &pieces[start..];
            if !pieces.iter().all(is_plain) {
                return None;
            }
            let path = self.0.join(pieces.iter().collect::<PathBuf>());
            let original = whole.as_ref().and_then(|(name, size)| {
                self.file(path.with_file_name(name)).filter(|path| is_scaled(path, *size))
            });
            original.or_else(|| self.file(path))
        })
    }

    /// The file, unless it is none or a link leads out of the folder.
    fn file(&self, path: PathBuf) -> Option<PathBuf> {
        let real = fs::canonicalize(path).ok()?;
        (real.starts_with(&self.0) && real.is_file()).then_some(real)
    }
}

/// `a.jpg` and 300 by 200 of `a-300x200.jpg`.
fn whole_name(name: &str) -> Option<(String, (u32, u32))> {
    let size = size_of_name(name)?;
    let (stem, extension) = name.rsplit_once('.')?;
    let (stem, _) = stem.rsplit_once('-')?;
    Some((format!("{stem}.{extension}"), size))
}

/// Whether a size is that of a picture made smaller, not of one cut out of it.
fn is_scaled(path: &Path, (width, height): (u32, u32)) -> bool {
    let Ok(size) = imagesize::size(path) else { return false };
    let (full_width, full_height) = (size.width as u64, size.height as u64);
    let (width, height) = (u64::from(width), u64::from(height));
    // One of the sides was rounded to a whole pixel.
    (full_width * height).abs_diff(full_height * width) <= full_width.max(full_height)
}
