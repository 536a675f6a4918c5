//! `gazet publish`.

use crate::publish::Target;
use clap::Args;
use std::path::PathBuf;

/// `gazet publish`.
#[derive(Debug, Args)]
#[command(after_help = ENVIRONMENT)]
pub struct Publish {
    /// The folder that `gazet build` wrote.
    pub site: PathBuf,
    /// Where to: s3://BUCKET, s3://BUCKET/PREFIX or file:///FOLDER.
    #[arg(long, value_name = "URL")]
    pub to: Target,
    /// The address of a host that is compatible with S3; AWS_ENDPOINT_URL
    /// when absent, and Amazon's own without that.
    #[arg(long, value_name = "URL")]
    pub endpoint: Option<String>,
    /// The region of the bucket; AWS_REGION when absent.
    #[arg(long, value_name = "NAME")]
    pub region: Option<String>,
    /// Hours for which files of earlier editions stay, for pages that are
    /// still open; 0 removes them at once.
    #[arg(long, value_name = "HOURS", default_value_t = 24)]
    pub keep_hours: u32,
    /// Say what would be done, and do nothing.
    #[arg(long)]
    pub dry_run: bool,
}

const ENVIRONMENT: &str = "Environment: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, and where \
     they are used AWS_SESSION_TOKEN, AWS_REGION and AWS_ENDPOINT_URL.";
