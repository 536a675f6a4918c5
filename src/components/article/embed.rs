//! What other sites show: a card until the reader asks.

use crate::components::outward;
use crate::i18n;
use crate::state::consent::use_consent;
use crate::view::{Node, view};
use gazet_bundle::{Embed, Image, Url};
use leptos::prelude::*;

/// Hosts whose player shows an error in a page that does not say where it
/// stands (docs/decisions/026).
const ASK_ORIGIN: [&str; 2] = ["youtube.com", "youtube-nocookie.com"];

/// A card that says what would be loaded and from where, and loads it when it
/// is asked to, or when the reader consented to other sites.
#[component]
pub fn EmbedCard(
    /// What would be loaded.
    embed: Embed,
) -> impl IntoView {
    let url = embed.url.as_str().to_owned();
    let title = embed.title.clone();
    let referrer = referrer(&embed.url);
    let frame = move || {
        view! {
            <iframe
                class="embed__frame"
                src=url.clone()
                title=title.clone()
                referrerpolicy=referrer
                sandbox="allow-scripts allow-same-origin allow-popups allow-presentation"
                allow="fullscreen"
            ></iframe>
        }
    };
    let from = i18n::embed_from(&embed.provider, &outward::host(&embed.url).unwrap_or_default());
    asking(embed.title, from, embed.url.as_str().to_owned(), None, frame)
}

/// What a player learns of the page that it stands in.
fn referrer(player: &Url) -> &'static str {
    let host = player.host().unwrap_or_default();
    let is_of = |own: &str| {
        host.strip_suffix(own).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    };
    if ASK_ORIGIN.into_iter().any(is_of) { "strict-origin" } else { "no-referrer" }
}

/// A picture on another site, behind the same question.
pub(super) fn remote_picture(image: &Image) -> Node {
    let from = outward::host(&image.src).unwrap_or_default();
    let title =
        if image.alt.is_empty() { i18n::IMAGE_ELSEWHERE.to_owned() } else { image.alt.clone() };
    let shown = image.clone();
    let picture = move || {
        view! {
            <img
                class="picture picture--whole"
                src=shown.src.as_str().to_owned()
                alt=shown.alt.clone()
                width=shown.width.to_string()
                height=shown.height.to_string()
                referrerpolicy="no-referrer"
                loading="lazy"
            />
        }
    };
    let caption = crate::components::picture::caption(image);
    asking(title, from, image.src.as_str().to_owned(), caption, picture)
}

fn asking(
    title: String,
    from: String,
    url: String,
    caption: Option<Node>,
    show: impl Fn() -> Node + Send + 'static,
) -> Node {
    let consent = use_consent();
    let asked = RwSignal::new(false);
    let card = move || {
        view! {
            <div class="embed__ask">
                <p class="embed__title">{title.clone()}</p>
                <p class="embed__from"><a href=url.clone() rel="noopener noreferrer">{from.clone()}</a></p>
                <p>{i18n::EMBED_EXPLAIN}</p>
                <button type="button" class="button" on:click=move |_| asked.set(true)>{i18n::EMBED_LOAD}</button>
            </div>
        }
    };
    view! {
        <figure class="embed">
            {move || if asked.get() || consent.choice().embeds { show() } else { card() }}
            {caption}
        </figure>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_learns_the_origin_who_plays_without() {
        let check = |url: &str, expected: &str| {
            assert_eq!(referrer(&Url::new(url).expect(url)), expected, "{url}");
        };
        check("https://www.youtube-nocookie.com/embed/a", "strict-origin");
        check("https://youtube.com/embed/a", "strict-origin");
        check("https://notyoutube.com/embed/a", "no-referrer");
        check("https://youtube.com.example/embed/a", "no-referrer");
        check("https://player.vimeo.com/video/1", "no-referrer");
    }
}
