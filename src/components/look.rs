//! “Aa”: how the reader likes the paper to look.

use crate::i18n;
use crate::state::preferences::{Face, SIZES, Theme, use_look};
use crate::view::{Node, view};
use leptos::prelude::*;

/// Id of the panel, which the “Aa” buttons open.
pub const PANEL: &str = "look";

/// The panel. The browser opens it, closes it on Escape and on a click
/// outside, and gives the keyboard back (HTML `popover`).
#[component]
pub fn LookPanel() -> impl IntoView {
    let look = use_look();
    let step = move |by: i8| look.change(|p| p.size = p.size.saturating_add_signed(by));
    let slide = move |event| {
        if let Ok(size) = event_target_value(&event).parse() {
            look.change(|p| p.size = size);
        }
    };
    let leading = [(1, i18n::STEP_TIGHT), (2, i18n::STEP_NORMAL), (3, i18n::STEP_AIRY)];
    let measure = [(1, i18n::STEP_SHORT), (2, i18n::STEP_NORMAL), (3, i18n::STEP_LONG)];
    view! {
        <div id=PANEL class="look" popover="auto" role="dialog" aria-label=i18n::LOOK>
            <fieldset class="look__size">
                <legend>{i18n::LOOK_SIZE}</legend>
                <button type="button" aria-label=i18n::LOOK_SMALLER on:click=move |_| step(-1)>"A"</button>
                <input
                    type="range"
                    aria-label=i18n::LOOK_SIZE
                    min=SIZES.start().to_string()
                    max=SIZES.end().to_string()
                    prop:value=move || look.get().size.to_string()
                    on:input=slide
                />
                <button type="button" aria-label=i18n::LOOK_LARGER on:click=move |_| step(1)>"A"</button>
            </fieldset>
            {choices(i18n::LOOK_FACE, "face", Face::ALL.map(|face| {
                let pick = move || look.change(|p| p.face = face);
                (face_name(face), face.value(), Signal::derive(move || look.get().face == face), Callback::new(move |()| pick()))
            }))}
            {choices(i18n::LOOK_LEADING, "leading", leading.map(|(step, name)| {
                let pick = move || look.change(|p| p.leading = step);
                (name, name, Signal::derive(move || look.get().leading == step), Callback::new(move |()| pick()))
            }))}
            {choices(i18n::LOOK_MEASURE, "measure", measure.map(|(step, name)| {
                let pick = move || look.change(|p| p.measure = step);
                (name, name, Signal::derive(move || look.get().measure == step), Callback::new(move |()| pick()))
            }))}
            {choices(i18n::LOOK_ALIGN, "align", [(false, i18n::ALIGN_START), (true, i18n::ALIGN_JUSTIFY)].map(|(on, name)| {
                let pick = move || look.change(|p| p.justified = on);
                (name, name, Signal::derive(move || look.get().justified == on), Callback::new(move |()| pick()))
            }))}
            {choices(i18n::LOOK_THEME, "theme", Theme::ALL.map(|theme| {
                let pick = move || look.change(|p| p.theme = theme);
                (theme_name(theme), theme.value(), Signal::derive(move || look.get().theme == theme), Callback::new(move |()| pick()))
            }))}
            <p class="look__sample">{i18n::LOOK_SAMPLE}</p>
            <button type="button" class="button" on:click=move |_| look.reset()>{i18n::LOOK_RESET}</button>
        </div>
    }
}

/// A label, the value of its swatch, whether it is chosen, and its choosing.
type Choice = (&'static str, &'static str, Signal<bool>, Callback<()>);

fn choices<const N: usize>(legend: &'static str, name: &'static str, choices: [Choice; N]) -> Node {
    let radios = choices
        .into_iter()
        .map(|(label, value, is_chosen, choose)| {
            view! {
                <label data-value=value>
                    <input
                        type="radio"
                        name=format!("look-{name}")
                        prop:checked=move || is_chosen.get()
                        on:change=move |_| choose.run(())
                    />
                    <span>{label}</span>
                </label>
            }
        })
        .collect_view();
    view! { <fieldset class=format!("look__{name}")><legend>{legend}</legend>{radios}</fieldset> }
}

fn face_name(face: Face) -> &'static str {
    match face {
        Face::Serif => i18n::FACE_SERIF,
        Face::Sans => i18n::FACE_SANS,
        Face::Legible => i18n::FACE_LEGIBLE,
    }
}

fn theme_name(theme: Theme) -> &'static str {
    match theme {
        Theme::Auto => i18n::THEME_AUTO,
        Theme::Light => i18n::THEME_LIGHT,
        Theme::Sepia => i18n::THEME_SEPIA,
        Theme::Dark => i18n::THEME_DARK,
        Theme::Contrast => i18n::THEME_CONTRAST,
    }
}
