//! Links: the component `link`.

use crate::{Attrs, Slot, View, component, h};

/// A link: to another address of the same view (`patch`), to another view (`navigate`), or to a page that the
/// browser loads (`href`). Without a connection all three load a page.
///
/// ```
/// use slotwise::{View, h, link};
///
/// let id = 7;
/// let view = h! { <.link patch={format!("/rooms/{id}")} class="room">Room</.link> };
/// assert_eq!(
///     view.to_html(),
///     r#"<a href="/rooms/7" data-phx-link="patch" data-phx-link-state="push" class="room">Room</a>"#,
/// );
/// let view = h! { <.link navigate="/lobby" replace={true}>Lobby</.link> };
/// assert_eq!(
///     view.to_html(),
///     r#"<a href="/lobby" data-phx-link="redirect" data-phx-link-state="replace">Lobby</a>"#,
/// );
/// assert_eq!(h! { <.link href="/logout">Out</.link> }.to_html(), r#"<a href="/logout">Out</a>"#);
/// ```
#[component]
pub fn link(
    #[prop(default)] patch: &str,
    #[prop(default)] navigate: &str,
    #[prop(default = "#")] href: &str,
    /// Takes the place of the current entry of the browser's history.
    #[prop(default)]
    replace: bool,
    #[prop(
        rest,
        include("download", "hreflang", "referrerpolicy", "rel", "target", "type")
    )]
    rest: Attrs,
    inner_block: Slot,
) -> impl View {
    h! {
        <a :if={!@patch.is_empty() && *@replace} href={@patch} data-phx-link="patch" data-phx-link-state="replace" {..@rest}>{@inner_block}</a>
        <a :else-if={!@patch.is_empty()} href={@patch} data-phx-link="patch" data-phx-link-state="push" {..@rest}>{@inner_block}</a>
        <a :else-if={!@navigate.is_empty() && *@replace} href={@navigate} data-phx-link="redirect" data-phx-link-state="replace" {..@rest}>{@inner_block}</a>
        <a :else-if={!@navigate.is_empty()} href={@navigate} data-phx-link="redirect" data-phx-link-state="push" {..@rest}>{@inner_block}</a>
        <a :else href={@href} {..@rest}>{@inner_block}</a>
    }
}
