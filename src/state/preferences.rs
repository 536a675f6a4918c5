//! How the reader likes the paper to look. Applied as attributes of the root,
//! where `public/boot.js` puts them before the first paint and the style
//! sheets read them.

use crate::i18n;
use crate::services::{page, storage};
use crate::state::notices::Notices;
use gazet_bundle::json::{Fault, Fields, FromJson, Json};
use leptos::prelude::*;
use serde::Serialize;

/// The storage key.
pub const KEY: &str = "gazet:prefs";

/// Steps of the text size; the fourth is the browser's own size.
pub const SIZES: std::ops::RangeInclusive<u8> = 1..=9;

/// Steps of line height and of the measure.
pub const STEPS: std::ops::RangeInclusive<u8> = 1..=3;

/// The look.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Preferences {
    /// Step of the text size, in [`SIZES`].
    pub size: u8,
    /// Typeface.
    pub face: Face,
    /// Step of the line height, in [`STEPS`].
    pub leading: u8,
    /// Step of the line length, in [`STEPS`].
    pub measure: u8,
    /// Colours.
    pub theme: Theme,
    /// Whether both edges of the text are straight.
    pub justified: bool,
}

/// A typeface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Face {
    /// The system's text serif.
    Serif,
    /// The system's sans serif.
    Sans,
    /// Atkinson Hyperlegible, fetched when it is first chosen.
    Legible,
}

/// A set of colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// As the system is set.
    Auto,
    /// Ink on paper.
    Light,
    /// Warm paper.
    Sepia,
    /// Warm charcoal.
    Dark,
    /// Black, white and nothing between.
    Contrast,
}

impl Default for Preferences {
    fn default() -> Self {
        Self {
            size: 4,
            face: Face::Serif,
            leading: 2,
            measure: 2,
            theme: Theme::Auto,
            justified: false,
        }
    }
}

impl FromJson for Preferences {
    fn from_json(json: Json) -> Result<Self, Fault> {
        let mut fields = Fields::of(json)?;
        let usual = Self::default();
        let mut step = |name: &str, usual: u8| {
            fields.optional::<Option<u8>>(name).map(|step| step.unwrap_or(usual))
        };
        let (size, leading, measure) = (
            step("size", usual.size)?,
            step("leading", usual.leading)?,
            step("measure", usual.measure)?,
        );
        let named = |fields: &mut Fields, name: &str| fields.optional::<String>(name);
        let face = named(&mut fields, "face")?;
        let theme = named(&mut fields, "theme")?;
        Ok(Self {
            size,
            face: Face::ALL.into_iter().find(|own| own.value() == face).unwrap_or(usual.face),
            leading,
            measure,
            theme: Theme::ALL.into_iter().find(|own| own.value() == theme).unwrap_or(usual.theme),
            justified: fields.optional("justified")?,
        })
    }
}

impl Face {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Serif, Self::Sans, Self::Legible];

    /// The value of the attribute.
    #[must_use]
    pub fn value(self) -> &'static str {
        match self {
            Self::Serif => "serif",
            Self::Sans => "sans",
            Self::Legible => "legible",
        }
    }
}

impl Theme {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 5] = [Self::Auto, Self::Light, Self::Sepia, Self::Dark, Self::Contrast];

    /// The value of the attribute.
    #[must_use]
    pub fn value(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Sepia => "sepia",
            Self::Dark => "dark",
            Self::Contrast => "contrast",
        }
    }
}

/// The reader's look, kept.
#[derive(Clone, Copy)]
pub struct Look {
    value: RwSignal<Preferences>,
    notices: Notices,
}

/// Makes the look known to everything below.
pub fn provide_look(notices: Notices) -> Look {
    let value =
        RwSignal::new(if cfg!(target_arch = "wasm32") { load() } else { Preferences::default() });
    let look = Look { value, notices };
    if cfg!(target_arch = "wasm32") {
        apply(&value.get_untracked());
        storage::on_change(KEY, move |_| {
            let preferences = load();
            apply(&preferences);
            value.set(preferences);
        });
    }
    provide_context(look);
    look
}

/// The look.
#[must_use]
pub fn use_look() -> Look {
    use_context().unwrap_or_else(|| provide_look(crate::state::notices::use_notices()))
}

impl Look {
    /// The look, reactively.
    #[must_use]
    pub fn get(self) -> Preferences {
        self.value.get()
    }

    /// Changes the look, shows it at once and keeps it.
    pub fn change(self, change: impl FnOnce(&mut Preferences)) {
        let mut preferences = self.value.get_untracked();
        change(&mut preferences);
        preferences.tidy();
        apply(&preferences);
        self.value.set(preferences.clone());
        if let Err(fault) = storage::write(KEY, &preferences) {
            self.notices.fault(i18n::not_saved(i18n::THE_LOOK, fault));
        }
    }

    /// Back to how the paper was designed.
    pub fn reset(self) {
        self.change(|preferences| *preferences = Preferences::default());
    }
}

impl Preferences {
    /// Brings steps from an edited or damaged store back into their ranges.
    fn tidy(&mut self) {
        self.size = self.size.clamp(*SIZES.start(), *SIZES.end());
        self.leading = self.leading.clamp(*STEPS.start(), *STEPS.end());
        self.measure = self.measure.clamp(*STEPS.start(), *STEPS.end());
    }
}

fn load() -> Preferences {
    match storage::read::<Preferences>(KEY) {
        storage::Stored::Value(mut preferences) => {
            preferences.tidy();
            preferences
        }
        _ => Preferences::default(),
    }
}

fn apply(preferences: &Preferences) {
    page::set_root("data-size", Some(&preferences.size.to_string()));
    page::set_root("data-leading", Some(&preferences.leading.to_string()));
    page::set_root("data-measure", Some(&preferences.measure.to_string()));
    page::set_root("data-face", Some(preferences.face.value()));
    page::set_root("data-theme", Some(preferences.theme.value()));
    page::set_root("data-align", Some(if preferences.justified { "justify" } else { "start" }));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_damaged_look_is_tidied() {
        let mut look: Preferences =
            FromJson::from_json(serde_json::from_str(r#"{"size":200,"leading":0}"#).unwrap())
                .unwrap();
        look.tidy();
        assert_eq!(look, Preferences { size: 9, leading: 1, ..Preferences::default() });
    }
}
