//! A small library of components: a card, a badge, a table, stars.

use slotwise::{Attrs, Slot, Slots, View, component, h};

/// A card with a header, a body and, if it is given one, a footer. It tells its body and its footer the id of its
/// heading, so that what is in there can be labelled by it.
#[component]
pub fn card(
    /// Of the heading.
    id: &str,
    #[slot(required)] header: Slot,
    #[slot(required)] inner_block: Slot<String>,
    footer: Slot<String>,
    #[prop(values("plain", "good", "bad"), default = "plain")] tone: &str,
    /// More classes.
    #[prop(default)]
    class: Option<&str>,
    /// The hue of its edge, in degrees. A strict policy lets no page that is served have a style of its own, while
    /// the client may set one: so this is for what users choose.
    #[prop(default)]
    hue: Option<u16>,
    #[prop(rest)] rest: Attrs,
) -> impl View {
    h! {
        <article {..@rest} class={["ui-card", @tone, @class]} aria-labelledby={@id}>
          <span :if={let Some(hue) = @hue} class="ui-edge" aria-hidden="true" style:--hue={hue}></span>
          <h3 id={@id}>{@header}</h3>
          <div class="ui-body">{@inner_block(@id.to_string())}</div>
          {#if !@footer.is_empty()}<footer>{@footer(@id.to_string())}</footer>{/if}
        </article>
    }
}

/// A word with a colour.
#[component]
pub fn badge(
    #[prop(values("plain", "good", "bad"), default = "plain")] tone: &str,
    inner_block: Slot,
) -> impl View {
    h! { <span class={["ui-badge", @tone]}>{@inner_block}</span> }
}

/// A table of rows, with a column for each `<:col>`, which is given the row.
#[component]
pub fn table<T>(
    rows: &[T],
    caption: &str,
    #[slot(required, title: &str, #[prop(default)] numeric: bool)] col: Slots<T>,
    /// In place of rows, if there are none.
    empty: Slot,
) -> impl View {
    h! {
        <div class="ui-scroll" tabindex="0" role="region" aria-label={@caption}>
          <table class="ui-table">
            <caption>{@caption}</caption>
            <thead><tr><th :for={col in @col} scope="col" class={[("numeric", *col.numeric)]}>{col.title}</th></tr></thead>
            <tbody>
              <tr :for={row in @rows}><td :for={col in @col} class={[("numeric", *col.numeric)]}>{col(row)}</td></tr>
              <tr :if={@rows.is_empty()}><td colspan={@col.len()}>{@empty}</td></tr>
            </tbody>
          </table>
        </div>
    }
}

/// So many of five. What a star looks like is the caller's, who is told its number and whether it is lit.
#[component]
pub fn stars(lit: u8, label: &str, inner_block: Slot<(u8, bool)>) -> impl View {
    h! { <span class="ui-stars" role="img" aria-label={format!("{}: {} of 5", @label, @lit)}>{#for n in 1..=5}{@inner_block(n, n <= *@lit)}{/for}</span> }
}
