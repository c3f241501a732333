//! What shows an [`AsyncResult`].

use super::{AsyncError, AsyncResult};
use crate::{Slot, View, component, h};

/// What was loaded, named by `:let`; until it is there `<:loading>`, or `<:failed>` with the [`AsyncError`].
///
/// A value stays while it is loaded again, and when that fails: [`AsyncResult::is_loading`] and
/// [`AsyncResult::error`] tell of it in the template.
///
/// ```
/// use slotwise::session::{AsyncError, AsyncResult, async_result};
/// use slotwise::{Tracked, View, h};
///
/// struct City { people: Tracked<AsyncResult<u32>> }
///
/// impl City {
///     fn render(&self) -> impl View {
///         h! {
///             <.async_result assign={@people} :let={people}>
///                 <:loading>One moment</:loading>
///                 <:failed :let={error}>Sorry: {error.to_string()}</:failed>
///                 <p class={[("stale", @people.is_loading())]}>{people} people</p>
///             </.async_result>
///         }
///     }
/// }
///
/// let mut city = City { people: AsyncResult::default().into() };
/// assert_eq!(city.render().to_html().trim(), "One moment");
///
/// city.people.finish(Err(AsyncError::Failed("no answer".to_owned())));
/// assert_eq!(city.render().to_html().trim(), "Sorry: no answer");
///
/// city.people.finish(Ok(7));
/// assert_eq!(city.render().to_html().trim(), r#"<p class="">7 people</p>"#);
///
/// city.people.start();
/// assert_eq!(city.render().to_html().trim(), r#"<p class="stale">7 people</p>"#);
/// ```
#[component]
pub fn async_result<T>(
    assign: &AsyncResult<T>,
    loading: Slot,
    failed: Slot<AsyncError>,
    inner_block: Slot<T>,
) -> impl View {
    h! {
        {#match @assign}{#case AsyncResult::Ok(value) | AsyncResult::Loading(Some(value)) | AsyncResult::Failed(_, Some(value))}{@inner_block(value)}{#case AsyncResult::Loading(None)}{@loading}{#case AsyncResult::Failed(error, None)}{@failed(error)}{/match}
    }
}
