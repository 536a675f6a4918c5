//! Asking for consent, and changing one's mind.

mod form;

use crate::i18n;
use crate::paper::Paper;
use crate::routes::Route;
use crate::services::dates::{self, Style};
use crate::services::page;
use crate::state::consent::{Choice, use_consent};
use crate::state::location::use_location;
use crate::state::overlays::use_overlays;
use crate::view::{Node, effect, view};
use form::ConsentForm;
use leptos::prelude::*;

/// Where the cookies policy stands, when the site has one.
const POLICY: &str = "cookies-policy";

fn policy_link(paper: &Paper) -> Option<Node> {
    let page = paper.bundle.page(POLICY)?;
    let href = paper.links.to(&Route::Place(page.slug.as_str().to_owned(), 1));
    Some(view! { <a href=href>{page.title.clone()}</a> })
}

/// The question, until it is answered. It lies at the foot of the window, or
/// in the flow of the very page that explains it.
#[component]
pub fn ConsentBanner(
    /// The edition, whose policy is asked about.
    paper: Paper,
) -> impl IntoView {
    let consent = use_consent();
    let route = use_location().route();
    let is_choosing = RwSignal::new(false);
    let pages = paper.clone();
    let in_flow = move || match route.get() {
        Route::Place(path, _) => pages.bundle.page(&path).is_some(),
        _ => false,
    };
    let choose = move |choice| consent.choose(choice);
    let buttons = move || {
        view! {
            <div class="consent__buttons">
                <button type="button" class="button" on:click=move |_| choose(Choice::ALL)>{i18n::CONSENT_ACCEPT}</button>
                <button type="button" class="button" on:click=move |_| choose(Choice::NONE)>{i18n::CONSENT_REJECT}</button>
                <button
                    type="button"
                    class="button"
                    aria-expanded=move || if is_choosing.get() { "true" } else { "false" }
                    on:click=move |_| is_choosing.update(|on| *on = !*on)
                >
                    {i18n::CONSENT_CHOOSE}
                </button>
            </div>
        }
    };
    let banner = move || {
        view! {
            <section class="consent" class:consent--in-flow=in_flow.clone() aria-labelledby="consent-title">
                <div class="wrap">
                    <h2 id="consent-title">{i18n::CONSENT_TITLE}</h2>
                    <p>{i18n::CONSENT_TEXT}" "{policy_link(&paper)}</p>
                    {buttons()}
                    <Show when=move || is_choosing.get()>
                        <ConsentForm prefix="banner"/>
                    </Show>
                </div>
            </section>
        }
    };
    // A snapshot does not know whether the reader has answered.
    move || (cfg!(target_arch = "wasm32") && consent.must_ask()).then(|| banner.clone()())
}

/// The settings that the footer opens: the receipt and the choice.
#[component]
pub fn CookieSettings(
    /// The edition, whose policy is asked about.
    paper: Paper,
) -> impl IntoView {
    let consent = use_consent();
    let overlays = use_overlays();
    let dialog = NodeRef::<leptos::html::Dialog>::new();
    effect(move || {
        if let Some(dialog) = dialog.get() {
            page::set_modal(&dialog, overlays.cookies.get());
        }
    });
    let route = use_location().route();
    effect(move || {
        route.get();
        overlays.cookies.set(false);
    });
    let language = paper.bundle.site.language.as_str().to_owned();
    let version = paper.bundle.site.policy_version;
    let receipt = move || match consent.receipt() {
        Some(receipt) => {
            let at = dates::format(receipt.at, &language, Style::Full);
            let said = i18n::receipt(receipt.history, receipt.embeds, &at, receipt.version);
            if receipt.version == version {
                said
            } else {
                format!("{said} {}", i18n::CONSENT_OUTDATED)
            }
        }
        None => i18n::CONSENT_NO_RECEIPT.to_owned(),
    };
    view! {
        <dialog
            node_ref=dialog
            class="dialog"
            aria-labelledby="cookies-title"
            on:close=move |_| overlays.cookies.set(false)
            on:click=move |event| if page::is_on_link(&event) { overlays.cookies.set(false) }
        >
            <h2 id="cookies-title">{i18n::COOKIE_SETTINGS}</h2>
            <h3>{i18n::RECEIPT}</h3>
            <p class="consent__receipt">{receipt}</p>
            {consent.privacy_control.then(|| view! { <p>{i18n::CONSENT_GPC}</p> })}
            <div class="consent__buttons">
                <button type="button" class="button" on:click=move |_| consent.choose(Choice::ALL)>{i18n::CONSENT_ACCEPT}</button>
                <button type="button" class="button" on:click=move |_| consent.choose(Choice::NONE)>{i18n::CONSENT_REJECT}</button>
            </div>
            <ConsentForm prefix="settings"/>
            <p>{policy_link(&paper)}</p>
            <button type="button" class="button" on:click=move |_| overlays.cookies.set(false)>{i18n::CLOSE}</button>
        </dialog>
    }
}
