//! What the reader allowed. Nothing non-essential is stored and no third
//! party is contacted before it says so.

use crate::i18n;
use crate::services::{clock, page, storage};
use crate::state::notices::Notices;
use gazet_bundle::Timestamp;
use gazet_bundle::json::{Fault, Fields, FromJson, Json};
use leptos::prelude::*;
use serde::Serialize;

/// The storage key.
pub const KEY: &str = "gazet:consent";

/// What was chosen, when, and for which version of the policy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Receipt {
    /// Version of the policy that was shown.
    pub version: u32,
    /// When it was chosen.
    pub at: Timestamp,
    /// Remember what was read.
    pub history: bool,
    /// Load embeds and pictures from other sites.
    pub embeds: bool,
}

/// The categories that need consent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Choice {
    /// Remember what was read.
    pub history: bool,
    /// Load embeds and pictures from other sites.
    pub embeds: bool,
}

impl FromJson for Receipt {
    fn from_json(json: Json) -> Result<Self, Fault> {
        let mut fields = Fields::of(json)?;
        Ok(Self {
            version: fields.required("version")?,
            at: fields.required("at")?,
            history: fields.required("history")?,
            embeds: fields.required("embeds")?,
        })
    }
}

impl Choice {
    /// Everything is allowed.
    pub const ALL: Self = Self { history: true, embeds: true };
    /// Only what is essential.
    pub const NONE: Self = Self { history: false, embeds: false };
}

/// The reader's consent, kept.
#[derive(Clone, Copy)]
pub struct Consent {
    receipt: RwSignal<Option<Receipt>>,
    version: RwSignal<u32>,
    /// Whether the browser sends Global Privacy Control.
    pub privacy_control: bool,
    notices: Notices,
}

/// Makes the consent known to everything below.
pub fn provide_consent(notices: Notices) -> Consent {
    let in_browser = cfg!(target_arch = "wasm32");
    let receipt = RwSignal::new(if in_browser { load() } else { None });
    if in_browser {
        storage::on_change(KEY, move |cleared| {
            receipt.set(load());
            if cleared {
                notices.fault(i18n::DATA_CLEARED);
            }
        });
    }
    let consent = Consent {
        receipt,
        version: RwSignal::new(0),
        privacy_control: in_browser && page::global_privacy_control(),
        notices,
    };
    provide_context(consent);
    consent
}

/// The consent.
#[must_use]
pub fn use_consent() -> Consent {
    use_context().unwrap_or_else(|| provide_consent(crate::state::notices::use_notices()))
}

impl Consent {
    /// Tells which version of the policy the edition has.
    pub fn set_version(self, version: u32) {
        self.version.set(version);
    }

    /// The receipt, whichever version it is for.
    #[must_use]
    pub fn receipt(self) -> Option<Receipt> {
        self.receipt.get()
    }

    /// What is allowed now. Without a valid choice, nothing.
    #[must_use]
    pub fn choice(self) -> Choice {
        match self.valid() {
            Some(receipt) => Choice { history: receipt.history, embeds: receipt.embeds },
            None => Choice::NONE,
        }
    }

    /// Whether the reader must be asked. Global Privacy Control is an answer:
    /// no, until they say otherwise by hand.
    #[must_use]
    pub fn must_ask(self) -> bool {
        self.valid().is_none() && !self.privacy_control
    }

    /// Keeps a choice.
    pub fn choose(self, choice: Choice) {
        let receipt = Receipt {
            version: self.version.get_untracked(),
            at: clock::now().unwrap_or_else(|| Timestamp::from_unix(0, 0)),
            history: choice.history,
            embeds: choice.embeds,
        };
        let kept = storage::write(KEY, &receipt);
        // In force for this visit even if it could not be kept.
        self.receipt.set(Some(receipt));
        match kept {
            Ok(()) => self.notices.say(i18n::CONSENT_KEPT),
            Err(fault) => self.notices.fault(i18n::not_saved(i18n::THE_CHOICE, fault)),
        }
    }

    fn valid(self) -> Option<Receipt> {
        self.receipt.get().filter(|receipt| receipt.version == self.version.get())
    }
}

fn load() -> Option<Receipt> {
    match storage::read(KEY) {
        storage::Stored::Value(receipt) => Some(receipt),
        _ => None,
    }
}
