//! The reader's pages on the native target, through `snapshot`: the HTML is
//! read by the parser that browsers are measured by, and asked as a page is.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod components {
    mod addresses;
    mod article;
    mod blocks;
    mod check;
    mod dom;
    mod edition;
    mod every_page;
    mod front;
    mod head;
    mod hostile;
    mod lists;
    mod own;
}
