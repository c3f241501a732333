//! Islands: the component `island`, a place in the page that a script's own component fills.
//!
//! ```text
//! <.island name="Chart" props={Props { unit: "C", days: [1, 2] }}>Loading</.island>
//! <div phx-hook="slotwise:island" data-island="Chart">
//!   <script type="application/json" data-prop="days">[1,2]</script>     a row each, so that a patch
//!   <script type="application/json" data-prop="unit">"C"</script>       names only what changed
//!   <div phx-update="ignore">Loading</div>                              the component's own
//! </div>
//! ```

use crate::proven::JsonScript;
use crate::{Attrs, Slot, View, component, h};
use alloc::{
    collections::BTreeMap,
    string::{String, ToString},
};
use serde::Serialize;
use serde_json::value::RawValue;

/// A place in the page that a component of Svelte, React, Vue, Lit or any other script fills.
///
/// The client looks `name` up among the islands it was given and mounts what it finds. `props` is a struct or a map
/// with names as keys, of anything that is [`Serialize`]: each of its members is compared and sent by itself, so one
/// that changes among ten is the only one that crosses the wire. What stands between the tags is shown until the
/// component is there, and where no script runs.
///
/// ```
/// use slotwise::{View, h, island};
///
/// # use serde_json::json;
/// let props = json!({ "unit": "C", "days": [12, 14] });
/// let view = h! { <.island name="Chart" props={props} class="wide">12 to 14 degrees</.island> };
/// assert_eq!(
///     view.to_html(),
///     concat!(
///         r#"<div phx-hook="slotwise:island" data-island="Chart" class="wide">"#,
///         r#"<script type="application/json" data-prop="days">[12,14]</script>"#,
///         r#"<script type="application/json" data-prop="unit">"C"</script>"#,
///         r#"<div phx-update="ignore">12 to 14 degrees</div></div>"#,
///     ),
/// );
/// ```
///
/// An `id` is needed by clients that find elements by their ids, such as Phoenix's. Props that are no JSON object,
/// say as a map's keys are no text, are left out, and the client is told why.
#[component]
pub fn island<P: Serialize>(
    name: &str,
    props: &P,
    #[prop(default)] id: &str,
    #[prop(rest)] rest: Attrs,
    inner_block: Slot,
) -> impl View {
    h! {
        {#let props = Props::of(*@props)}
        <div id={given(*@id)} phx-hook="slotwise:island" data-island={@name} data-error={&props.error} {..@rest}><script :for={(name, json) in &props.members} :key={name} type="application/json" data-prop={name}>{json}</script><div id={given(*@id).map(|id| format!("{id}-content"))} phx-update="ignore">{@inner_block}</div></div>
    }
}

/// Of a prop that may be left out.
fn given(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

/// Members of an object, by their names.
#[derive(Default)]
struct Props {
    members: BTreeMap<String, JsonScript>,
    error: Option<String>,
}

impl Props {
    fn of<P: Serialize>(props: &P) -> Props {
        Props::read(props).unwrap_or_else(|error| Props {
            error: Some(error.to_string()),
            ..Props::default()
        })
    }

    fn read<P: Serialize>(props: &P) -> Result<Props, serde_json::Error> {
        let json = serde_json::to_string(props)?;
        let raw: BTreeMap<String, &RawValue> = serde_json::from_str(&json)?;
        let members = raw.into_iter();
        let members = members.map(|(name, json)| (name, JsonScript::of_json(json.get())));
        Ok(Props {
            members: members.collect(),
            error: None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Dialect, HashKey, Mirror, Tracked};
    use alloc::vec::Vec;

    #[derive(Serialize)]
    struct Chart {
        unit: &'static str,
        days: Vec<i32>,
        scale: f32,
    }

    fn shown(chart: &Tracked<Chart>) -> impl View {
        h! { <.island name="Chart" props={chart} /> }
    }

    #[test]
    fn only_the_member_that_changed_is_sent() {
        let mut chart = Tracked::new(Chart {
            unit: "<C>",
            days: [1, 2].into(),
            scale: 0.1,
        });
        let mut mirror = Mirror::new(Dialect::Native, HashKey::new(1));
        let mut patch = String::new();
        assert!(mirror.patch(&shown(&chart), &mut patch));
        assert!(
            patch.contains(r#""\"\\u003cC\\u003e\"""#) && patch.contains(r#""0.1""#),
            "{patch}"
        );

        patch.clear();
        chart.days.push(3);
        assert!(mirror.patch(&shown(&chart), &mut patch));
        assert!(patch.contains("[1,2,3]") && patch.len() < 30, "{patch}");

        patch.clear();
        assert!(!mirror.patch(&shown(&chart), &mut patch));
    }

    #[test]
    fn what_is_no_object_is_told() {
        let html = h! { <.island name="Chart" props={[1, 2]} /> }.to_html();
        assert!(
            html.contains(" data-error=\"invalid type: sequence"),
            "{html}"
        );
        let keys = BTreeMap::from([((1, 2), 3)]);
        let html = h! { <.island name="Chart" props={keys} /> }.to_html();
        assert!(
            html.contains(" data-error=\"key must be a string"),
            "{html}"
        );
    }
}
