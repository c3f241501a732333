//! Portals: the component `portal`, whose content stands elsewhere in the document.

use crate::{Attrs, Slot, View, component, h};

/// Content that the client shows in another place of the document, such as a dialog at the end of `<body>` that nothing
/// around it clips.
///
/// `target` is the selector of the element that it is put into, at its end. It belongs to its view wherever it stands:
/// events go there, patches and hooks work as before, and it goes when the portal goes. It is not shown without a
/// client. Further attributes are those of the element around the content.
///
/// ```
/// use slotwise::{View, h, portal};
///
/// let view = h! { <.portal id="help" target="body" class="dialog">How may we help?</.portal> };
/// assert_eq!(
///     view.to_html(),
///     concat!(
///         r#"<template id="help" data-phx-portal="body">"#,
///         r#"<div id="help-content" class="dialog">How may we help?</div></template>"#,
///     ),
/// );
/// ```
#[component]
pub fn portal(id: &str, target: &str, #[prop(rest)] rest: Attrs, inner_block: Slot) -> impl View {
    h! {
        <template id={@id} data-phx-portal={@target}><div id={format!("{}-content", @id)} {..@rest}>{@inner_block}</div></template>
    }
}
