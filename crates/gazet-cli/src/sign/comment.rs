//! What a signature says of the edition that it stands for.

use gazet_bundle::Bundle;

/// The trusted comment: `file:`, `edition:` and `timestamp:`, parted by tabs.
/// The time is that of the last change of an article, so that the same edition
/// has the same signature whenever it is signed.
pub(crate) fn comment(file: &str, bundle: &Bundle) -> String {
    let plain = |text: &str| text.replace(char::is_control, " ").trim().to_owned();
    let times = bundle.articles.iter().map(|a| a.updated.unwrap_or(a.published).unix());
    let (file, title) = (plain(file), plain(&bundle.site.title));
    format!("file:{file}\tedition:{title}\ttimestamp:{}", times.max().unwrap_or_default())
}
