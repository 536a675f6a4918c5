//! Short messages at the edge of the page, with at most one thing to do.

use leptos::prelude::*;
use std::sync::Arc;
use std::time::Duration;

/// What a message offers. It belongs to no view: the one that offered it is
/// often gone when the reader takes it up.
pub type Action = Arc<dyn Fn() + Send + Sync>;

/// A message.
#[derive(Clone)]
pub struct Notice {
    id: u32,
    /// What it says.
    pub text: String,
    /// What can be done about it: the button's label, and what it does.
    pub action: Option<(&'static str, Action)>,
    /// Whether it tells of a fault, which stays until it is closed.
    pub is_fault: bool,
}

/// The messages on screen.
#[derive(Clone, Copy)]
pub struct Notices {
    list: RwSignal<Vec<Notice>>,
    next: StoredValue<u32>,
}

/// How long a message stays: twice the 5 s that are the usual least, since
/// undoing must be possible for slow readers too.
const STAYS: Duration = Duration::from_secs(10);

/// Makes the messages known to everything below.
pub fn provide_notices() -> Notices {
    let notices = Notices { list: RwSignal::new(Vec::new()), next: StoredValue::new(0) };
    provide_context(notices);
    notices
}

/// The messages.
#[must_use]
pub fn use_notices() -> Notices {
    use_context().unwrap_or_else(provide_notices)
}

impl Notices {
    /// The messages on screen, oldest first.
    #[must_use]
    pub fn list(self) -> Vec<Notice> {
        self.list.get()
    }

    /// Says something.
    pub fn say(self, text: impl Into<String>) {
        self.show(text.into(), None, false);
    }

    /// Says something that can be undone or followed.
    pub fn offer(
        self,
        text: impl Into<String>,
        label: &'static str,
        run: impl Fn() + Send + Sync + 'static,
    ) {
        self.show(text.into(), Some((label, Arc::new(run))), false);
    }

    /// Tells of a fault.
    pub fn fault(self, text: impl Into<String>) {
        self.show(text.into(), None, true);
    }

    /// Takes a message away.
    pub fn close(self, notice: &Notice) {
        self.remove(notice.id);
    }

    fn show(self, text: String, action: Option<(&'static str, Action)>, is_fault: bool) {
        let id = self.next.get_value();
        self.next.set_value(id.wrapping_add(1));
        self.list.update(|list| {
            // The same message again replaces the first; three fit a phone.
            list.retain(|notice| notice.text != text);
            if list.len() >= 3 {
                list.remove(0);
            }
            list.push(Notice { id, text, action, is_fault });
        });
        if !is_fault {
            set_timeout(move || self.remove(id), STAYS);
        }
    }

    fn remove(self, id: u32) {
        self.list.try_update(|list| list.retain(|notice| notice.id != id));
    }
}
