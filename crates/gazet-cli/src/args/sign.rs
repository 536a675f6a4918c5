//! `gazet keygen`, `sign`, `verify` and `pack`.

use clap::Args;
use std::path::PathBuf;

const ENVIRONMENT: &str = "Environment: GAZET_KEY_PASSWORD, the password of the secret key.";

/// `gazet keygen`.
#[derive(Debug, Args)]
#[command(after_help = ENVIRONMENT)]
pub struct Keygen {
    /// The file to write the secret key into, which signs; keep it safe and
    /// where no site is.
    #[arg(long, value_name = "FILE")]
    pub secret: PathBuf,
    /// The file to write the public key into, which is for everyone.
    #[arg(long, value_name = "FILE")]
    pub public: PathBuf,
    /// Keep the secret key without a password.
    #[arg(long)]
    pub no_password: bool,
}

/// `gazet sign`.
#[derive(Debug, Args)]
#[command(after_help = ENVIRONMENT)]
pub struct Sign {
    /// The folder that `gazet build` wrote, or a file of an edition.
    #[arg(value_name = "SITE|FILE")]
    pub path: PathBuf,
    /// The secret key.
    #[arg(long, value_name = "FILE")]
    pub key: PathBuf,
}

/// `gazet verify`.
#[derive(Debug, Args)]
pub struct Verify {
    /// A folder with a bundle, a signed file or a packed edition.
    #[arg(value_name = "DIR|FILE")]
    pub path: PathBuf,
    /// The public key of the publisher, or its file. A packed edition can be
    /// verified without, against damage alone.
    #[arg(long, value_name = "KEY|FILE")]
    pub public_key: Option<String>,
}

/// `gazet pack`.
#[derive(Debug, Args)]
#[command(after_help = ENVIRONMENT)]
pub struct Pack {
    /// The folder that `gazet build` wrote.
    pub site: PathBuf,
    /// The file to write, EDITION.gazet; it is replaced when gazet made it.
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    /// Sign the edition with this secret key.
    #[arg(long, value_name = "FILE")]
    pub key: Option<PathBuf>,
}
