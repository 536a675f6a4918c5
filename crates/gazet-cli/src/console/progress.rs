//! A bar that shows how far a long work is.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Counts the steps of one work and takes its bar away at the end. It can be
/// shared between threads.
#[derive(Debug)]
pub(crate) struct Progress(ProgressBar);

impl Progress {
    pub(super) fn new(what: &str, total: usize, shown: bool, colour: bool) -> Self {
        let target =
            if shown { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(Some(total as u64), target);
        let template = if colour {
            "{msg} {wide_bar:.cyan} {human_pos}/{human_len} {eta}"
        } else {
            "{msg} {wide_bar} {human_pos}/{human_len} {eta}"
        };
        // A template that cannot be read leaves the bar in its plain form.
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        bar.set_message(what.to_owned());
        Self(bar)
    }

    /// Counts steps that are done.
    pub(crate) fn advance(&self, steps: usize) {
        self.0.inc(steps as u64);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
