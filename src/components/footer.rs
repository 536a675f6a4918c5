//! The foot of every page.

use super::icon::{Icon, icon, mark};
use super::outward;
use super::picture::{Crop, Priority, picture};
use crate::i18n;
use crate::paper::Paper;
use crate::routes::Route;
use crate::services::{page, signature};
use crate::state::overlays::use_overlays;
use crate::view::{Node, view};
use leptos::prelude::*;

/// About, policies, partners, and the way back up.
#[must_use]
pub fn footer(paper: &Paper) -> Node {
    let site = &paper.bundle.site;
    let overlays = use_overlays();
    let pages = paper
        .bundle
        .pages
        .iter()
        .map(|page| {
            let href = paper.links.to(&Route::Place(page.slug.as_str().to_owned(), 1));
            view! { <li><a href=href>{page.title.clone()}</a></li> }
        })
        .collect_view();
    let mail = (!site.email.is_empty()).then(|| {
        let href = format!("mailto:{}", site.email);
        view! { <p>{i18n::EMAIL}": "<a href=href>{site.email.clone()}</a></p> }
    });
    let signer = signature::signer();
    let signed = (!signer.is_empty()).then(|| view! { <p>{i18n::signed(&signer)}</p> });
    view! {
        <footer class="footer">
            <div class="wrap footer__grid">
                <section class="footer__about" aria-label=i18n::FOOTER_ABOUT>
                    <p class="footer__name">{mark()}{site.title.clone()}</p>
                    <p>{site.about.clone()}</p>
                    {mail}
                </section>
                <nav class="footer__pages" aria-label=i18n::PAGES>
                    <ul>
                        {pages}
                        <li><a href=paper.links.to(&Route::Storage)>{i18n::OFFLINE}</a></li>
                        <li>
                            <button type="button" class="link" on:click=move |_| overlays.cookies.set(true)>
                                {i18n::COOKIE_SETTINGS}
                            </button>
                        </li>
                    </ul>
                </nav>
                {follow(paper)}
                {partners(paper)}
            </div>
            <div class="wrap footer__end">
                <p>{site.copyright.clone()}</p>
                {signed}
                <button type="button" class="footer__top" on:click=move |_| page::scroll_up()>
                    {icon(Icon::Up)}<span>{i18n::BACK_TO_TOP}</span>
                </button>
            </div>
        </footer>
    }
}

fn follow(paper: &Paper) -> Option<Node> {
    let social = &paper.bundle.site.social;
    if social.is_empty() {
        return None;
    }
    let items = social
        .iter()
        .map(|link| {
            let link = outward::link(&paper.links, &link.url, "me noopener", link.name.clone());
            view! { <li>{link}</li> }
        })
        .collect_view();
    Some(view! {
        <section class="footer__follow" aria-labelledby="follow">
            <h2 id="follow">{i18n::FOLLOW}</h2>
            <ul>{items}</ul>
        </section>
    })
}

fn partners(paper: &Paper) -> Option<Node> {
    let partners = &paper.bundle.site.partners;
    if partners.is_empty() {
        return None;
    }
    let items = partners
        .iter()
        .map(|partner| {
            let mut logo = partner.logo.clone();
            logo.alt.clone_from(&partner.name);
            let logo = picture(&logo, &paper.links, Crop::Whole, "10rem", Priority::Lazy);
            let link = outward::link(&paper.links, &partner.url, "noopener", logo);
            view! { <li>{link}</li> }
        })
        .collect_view();
    Some(view! {
        <section class="footer__partners" aria-labelledby="useful-links">
            <h2 id="useful-links">{i18n::USEFUL_LINKS}</h2>
            <ul>{items}</ul>
        </section>
    })
}
