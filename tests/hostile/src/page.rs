//! Every place in a template that takes a text, with the same text in all of them.

use slotwise::session::{Live, LiveView, RawEvent};
use slotwise::{Attrs, JsonScript, Tracked, View, component, h};
use slotwise_html::rules;

use crate::values::VALUES;

/// What is shown while no hostile value is.
const BENIGN: &str = "benign";

/// One value at a time: each comes to the page as a patch.
pub(crate) struct Patched {
    /// How many values have been shown.
    shown: Tracked<usize>,
    value: Tracked<String>,
}

/// All values at once, as the first page has them.
pub(crate) struct Rendered;

impl LiveView for Patched {
    type Event = RawEvent;
    type Info = ();

    fn mount(_: &mut Live<Self>) -> Patched {
        Patched {
            shown: 0.into(),
            value: BENIGN.to_owned().into(),
        }
    }

    fn handle_event(&mut self, _: RawEvent, _: &mut Live<Self>) {
        let next = VALUES.get(*self.shown).map_or(BENIGN, |value| value);
        *self.value = next.to_owned();
        *self.shown += 1;
    }

    fn render(&self) -> impl View {
        h! {
            <div id="next" phx-click="next" data-shown={@shown}>next</div>
            <.places value={@value} />
        }
    }
}

impl LiveView for Rendered {
    type Event = ();
    type Info = ();

    fn mount(_: &mut Live<Self>) -> Rendered {
        Rendered
    }

    fn render(&self) -> impl View {
        h! { <.places :for={value in VALUES.iter()} value={value} /> }
    }
}

#[component]
fn places(value: &str) -> impl View {
    let json = JsonScript::new(value).expect("a text is JSON");
    h! {
        <section>
            <p class="text">{@value}</p>
            <p>between {@value} texts</p>
            <textarea>{@value}</textarea>
            <pre>{@value}</pre>
            <select><option value={@value}>{@value}</option></select>
            <table><tbody><tr><td>{@value}</td></tr></tbody></table>
            <p title={@value} lang={format!("a{value}b")} data-x={@value} aria-label={@value} phx-value-x={@value}>plain</p>
            <input name={@value} value={@value} placeholder={@value} checked={!value.is_empty()}>
            <p class={[value, "other"]}>classes</p>
            <p style:width={@value} style:color={@value} style:--x={@value}>style</p>
            <p style={format!("width: {value}; height: calc({value} * 2)")}>parts of a style</p>
            <script type="application/json">{json}</script>
            <p data={[(value, value)]} aria={[(value, value)]}>maps</p>
            <p {..named(value)}>a name that is a value</p>
            <.wrapped label={@value}>{@value}</.wrapped>
        </section>
        <section>
            <a href={@value} ping={@value}>whole</a>
            <a href={format!("/path/{value}")}>path</a>
            <a href={format!("//{value}")}>authority</a>
            <a href={format!("/?q={value}#{value}")}>query</a>
            <a href={format!("{value}/x")}>start</a>
            <a href={format!("mailto:{value}")}>scheme</a>
            <img src={@value} alt={@value}>
            <img src={format!("/{value}")} alt="">
            <map name="m"><area href={@value} alt="area"></map>
            <form action={@value}><button>send</button><button formaction={@value}>elsewhere</button></form>
            <form><input type="submit" formaction={@value} value="input"></form>
            <video src={@value} poster={@value}></video>
            <audio src={@value}></audio>
            <picture><source src={@value}></picture>
            <blockquote cite={@value}>quote</blockquote>
            <q cite={@value}>q</q>
        </section>
        <svg viewBox="0 0 9 9" width="9" height="9">
            <title>{@value}</title>
            <text>{@value}</text>
            <a href={@value}><text>svg a</text></a>
            <a xlink:href={@value}><text>xlink</text></a>
            <image href={@value} />
            <rect width="1" height="1"><animate attributeName="opacity" to={@value} from={@value} values={@value} dur="1s" /></rect>
        </svg>
        <section>
            <p {..every(value)}>p</p>
            <a {..every(value)}>a</a>
            <img {..every(value)}>
            <form {..every(value)}><button {..every(value)}>button</button></form>
            <form><input type="submit" {..every(value)}></form>
            <video {..every(value)}></video>
            <svg {..every(value)}><a {..every(value)}><rect {..every(value)} /></a></svg>
        </section>
    }
}

#[component]
fn wrapped(label: &str, inner_block: slotwise::Slot, #[prop(rest)] rest: Attrs) -> impl View {
    h! { <div title={@label} {..@rest}>{@inner_block}</div> }
}

/// A value under every name that is one of the table's, if a set of attributes takes it.
fn every(value: &str) -> Attrs<'_> {
    let mut attrs = Attrs::new();
    for (_, names, _) in rules::contexts() {
        for name in names {
            // What is refused is as good as absent.
            let _ = attrs.try_set(name, value);
        }
    }
    attrs
}

/// A value as the name of an attribute.
fn named(value: &str) -> Attrs<'_> {
    let mut attrs = Attrs::new();
    let _ = attrs.try_set(value, "alert(1)");
    attrs
}
