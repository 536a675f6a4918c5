//! Keys, in the files that minisign writes and reads.

use crate::error::{Error, IoContext, Result};
use crate::input;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ring::signature::Ed25519KeyPair;
use std::fmt;
use std::fs;
use std::io::Write;
use std::path::Path;

/// The variable that holds the password of a secret key.
const PASSWORD: &str = "GAZET_KEY_PASSWORD";

/// What the bytes of a public key begin with.
const ALGORITHM: &[u8] = b"Ed";

/// Bytes of a secret key: three names of two, a salt of 32, two limits of 8;
/// then id, seed, public key and checksum.
const BYTES: usize = 54 + 8 + 32 + 32 + 32;

/// Who may sign, as everyone may know it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PublicKey {
    pub(super) id: [u8; 8],
    pub(super) key: [u8; 32],
}

/// What signs. Its `Debug` does not tell it.
#[derive(Clone)]
pub struct SecretKey {
    pub(super) id: [u8; 8],
    pub(super) seed: [u8; 32],
    pub(super) key: [u8; 32],
}

/// A pair that was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewKey {
    /// Its public half.
    pub public: PublicKey,
    /// Whether a password is asked for.
    pub protected: bool,
}

impl PublicKey {
    /// The key of the command line: itself, or the file that holds it.
    ///
    /// # Errors
    /// [`Error::Input`] when the file holds none, [`Error::Io`] when there is
    /// no such file.
    pub fn given(key: &str) -> Result<Self> {
        if let Some(key) = Self::read(key) {
            return Ok(key);
        }
        let fit = input::note(Path::new(key));
        let fit = fit.at("is no public key, and as a file cannot be read", key)?;
        let text = fit.map_err(|unfit| Error::input(key, unfit.to_string()))?;
        let mut lines = text.lines().filter(|line| !line.starts_with("untrusted comment:"));
        let found = lines.next().and_then(|line| Self::read(line.trim()));
        found.ok_or_else(|| Error::input(key, "holds no public key of minisign"))
    }

    /// The line of a key.
    pub(crate) fn read(line: &str) -> Option<Self> {
        let bytes = STANDARD.decode(line).ok()?;
        let rest = bytes.strip_prefix(ALGORITHM)?;
        let (id, key) = rest.split_first_chunk()?;
        Some(Self { id: *id, key: key.try_into().ok()? })
    }

    /// The key in one line of Base64, which is what pages name.
    #[must_use]
    pub fn line(&self) -> String {
        STANDARD.encode([ALGORITHM, &self.id, &self.key].concat())
    }

    /// Its id, as minisign writes it.
    #[must_use]
    pub fn id(&self) -> String {
        written(self.id)
    }
}

/// The id of a key: a number whose lowest byte comes first.
pub(super) fn written(id: [u8; 8]) -> String {
    format!("{:016X}", u64::from_le_bytes(id))
}

impl SecretKey {
    /// Reads the file of a key, with the password of the environment when it
    /// has one.
    ///
    /// # Errors
    /// [`Error::Input`] when the file holds no key, or the password is not
    /// that of the key.
    pub fn read(path: &Path) -> Result<Self> {
        let wrong = |why: &str| Error::input(path, format!("is no secret key of minisign: {why}"));
        let fit = input::note(path).at("cannot read", path)?;
        let text = fit.map_err(|unfit| wrong(&format!("it {unfit}")))?;
        let line = text.lines().nth(1).ok_or_else(|| wrong("it has no second line"))?;
        let bytes = STANDARD.decode(line.trim()).map_err(|error| wrong(&error.to_string()))?;
        if bytes.len() != BYTES {
            return Err(wrong("it has another length"));
        }
        // Of a key without a password minisign leaves the checksum out.
        let key = if bytes[2..4] == [0, 0] {
            minisign::SecretKey::from_bytes(&bytes).map_err(|error| wrong(&error.to_string()))?
        } else {
            let boxed = minisign::SecretKeyBox::from(text);
            let Some(password) = password() else {
                let message = format!("is kept under a password, which {PASSWORD} has to hold");
                return Err(Error::input(path, message));
            };
            boxed.into_secret_key(Some(password)).map_err(|error| {
                Error::input(path, format!("cannot be read with the {PASSWORD} given: {error}"))
            })?
        };
        let key = Self::of(&key).ok_or_else(|| wrong("it has another length"))?;
        match Ed25519KeyPair::from_seed_and_public_key(&key.seed, &key.key) {
            Ok(_) => Ok(key),
            Err(_) => Err(wrong("its two halves do not belong together")),
        }
    }

    fn of(key: &minisign::SecretKey) -> Option<Self> {
        let bytes = key.to_bytes();
        let (id, rest) = bytes.get(54..)?.split_first_chunk()?;
        let (seed, rest) = rest.split_first_chunk()?;
        Some(Self { id: *id, seed: *seed, key: *rest.first_chunk()? })
    }

    /// The public half.
    #[must_use]
    pub fn public(&self) -> PublicKey {
        PublicKey { id: self.id, key: self.key }
    }

    /// The id of the key.
    #[must_use]
    pub fn id(&self) -> String {
        written(self.id)
    }
}

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SecretKey({})", self.id())
    }
}

fn password() -> Option<String> {
    std::env::var(PASSWORD).ok().filter(|password| !password.is_empty())
}

/// Makes a pair of keys. Neither file may be there.
///
/// # Errors
/// [`Error::Refused`] when a file is there or no password is given where one
/// is wanted.
pub fn generate(secret: &Path, public: &Path, plain: bool) -> Result<NewKey> {
    let password = if plain { None } else { password() };
    if password.is_none() && !plain {
        let message = format!(
            "needs a password: put one into the variable {PASSWORD}, or keep the key open to \
             everyone who can read the file with --no-password"
        );
        return Err(Error::refused(secret, message));
    }
    let secret_file = create(secret, 0o600)?;
    let done = create(public, 0o644).and_then(|public_file| {
        let made = write((secret_file, secret), (public_file, public), password);
        made.inspect_err(|_| drop(fs::remove_file(public)))
    });
    // Half a pair is of no use, and would stand in the way of the next one.
    done.inspect_err(|_| drop(fs::remove_file(secret)))
}

fn write(
    (mut secret, secret_path): (fs::File, &Path),
    (mut public, public_path): (fs::File, &Path),
    password: Option<String>,
) -> Result<NewKey> {
    let failed = |error: minisign::PError| Error::refused(secret_path, error.to_string());
    let protected = password.is_some();
    let pair = match password {
        Some(_) => minisign::KeyPair::generate_encrypted_keypair(password),
        None => minisign::KeyPair::generate_unencrypted_keypair(),
    }
    .map_err(failed)?;
    let comment = if protected { "minisign encrypted secret key" } else { "minisign secret key" };
    let boxed = pair.sk.to_box(Some(comment)).map_err(failed)?;
    secret.write_all(&boxed.to_bytes()).at("cannot write", secret_path)?;
    let boxed = pair.pk.to_box().map_err(failed)?;
    public.write_all(&boxed.to_bytes()).at("cannot write", public_path)?;
    secret.sync_all().at("cannot write", secret_path)?;
    let public = PublicKey::read(&pair.pk.to_base64());
    let public = public.ok_or_else(|| Error::refused(public_path, "cannot be read again"))?;
    Ok(NewKey { public, protected })
}

/// A new file of this mode.
#[cfg_attr(not(unix), expect(unused_variables, reason = "other systems know no mode"))]
fn create(path: &Path, mode: u32) -> Result<fs::File> {
    let mut options = fs::File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, mode);
    options.open(path).map_err(|source| match source.kind() {
        std::io::ErrorKind::AlreadyExists => {
            Error::refused(path, "is there already; a key is never written over another file")
        }
        _ => Error::Io { action: "cannot create", path: path.to_owned(), source },
    })
}
