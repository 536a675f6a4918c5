//! Summaries that say what the text says.

/// Whether a summary is how the text begins, as most programs make it.
pub(super) fn repeats(summary: &str, text: &str) -> bool {
    let mut start = summary.trim();
    // `[…] The post … appeared first on …`, `Continue reading …`.
    for mark in ["[…]", "[...]", "…", "...", "Continue reading", "Read more", "The post "] {
        if let Some((before, _)) = start.split_once(mark).filter(|(b, _)| b.len() > 20) {
            start = before.trim();
        }
    }
    let letters = |text: &str| -> String { text.chars().filter(|c| c.is_alphanumeric()).collect() };
    // As much as a reader notices.
    let start: String = letters(start).chars().take(200).collect();
    start.is_empty() || letters(text).starts_with(&start)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_beginning_of_a_text_is_no_summary() {
        let text = "The wind blows over the sea at night, and the turbines turn. More follows.";
        let check = |summary: &str, expected: bool| {
            assert_eq!(super::repeats(summary, text), expected, "{summary}");
        };
        check("The wind blows over the sea at night […]", true);
        check("The wind blows over the sea at night… Continue reading Wind", true);
        check("The wind blows over the sea", true);
        check("", true);
        check("Why turbines turn at night", false);
    }
}
