//! Components with slots: what they show, what they send, what they evaluate.

use slotwise::session::{AsyncError, AsyncResult, async_result};
use slotwise::{Attrs, Slot, Slots, Tracked, View, component, h};
use slotwise_tests::judge::Judge;

#[component]
fn input(r#type: &str, r#for: &str) -> impl View {
    h! { <input type={@type} name={@for}> }
}

#[test]
fn props_may_be_called_like_keywords() {
    let view = h! { <.input type="text" for="x" /> };
    assert_eq!(view.to_html(), r#"<input type="text" name="x">"#);
}

#[component]
fn card(title: &str, header: Slot, #[slot(required)] footer: Slot, inner_block: Slot) -> impl View {
    h! {
        <section>
            <h2>{@title}</h2>
            {#if !@header.is_empty()}<header>{@header}</header>{/if}
            {#if @inner_block.is_empty()}<p>empty</p>{#else}{@inner_block}{/if}
            <footer>{@footer}</footer>
        </section>
    }
}

struct Row {
    name: String,
    n: u32,
}

#[component]
fn table<T>(
    rows: &[T],
    #[slot(label: &str, width: u32 = 3)] col: Slots<T>,
    #[slot(label: String)] action: Slots<(&T, usize)>,
) -> impl View {
    h! {
        <table>
            <thead><tr><th :for={col in @col} width={col.width}>{col.label}</th></tr></thead>
            <tbody>
                <tr :for={(i, row) in @rows.iter().enumerate()}>
                    <td :for={col in @col}>{col(row)}</td>
                    <td :for={action in @action}>{action.label}: {action(row, i)}</td>
                </tr>
            </tbody>
        </table>
    }
}

#[component]
fn each<T>(items: &[T], show: impl Fn(&T) -> Box<dyn View + '_>) -> impl View {
    h! { <ol><li :for={item in @items}>{@show(item)}</li></ol> }
}

#[derive(Clone)]
struct Page {
    title: Tracked<String>,
    on: Tracked<bool>,
    note: Tracked<String>,
    rows: Tracked<Vec<std::rc::Rc<Row>>>,
    names: Tracked<Vec<String>>,
}

impl Page {
    fn view(&self) -> impl View {
        h! {
            <.card title={@title}>
                <:header :if={@on}>H {@note}</:header>
                body {@note}
                <:footer>F</:footer>
            </.card>
            <.table rows={@rows}>
                <:col label="Name" :let={row}>{row.name} {@note}</:col>
                <:col label={@title} width={9} :let={row}><b>{row.n}</b></:col>
                <:col :for={(i, name) in @names.iter().enumerate()} :if={*@on || i > 0} label={name} :let={row}>
                    {name}{i}{row.n}
                </:col>
                <:action label={format!("a{}", 1)} :let={(row, i)}>{row.name}{i}</:action>
            </.table>
            <.each items={@names} show={|name| Box::new(h! { <i>{name}</i> })} />
        }
    }
}

fn page() -> Page {
    let row = |name: &str, n| {
        std::rc::Rc::new(Row {
            name: name.into(),
            n,
        })
    };
    Page {
        title: "T".to_owned().into(),
        on: false.into(),
        note: "n".to_owned().into(),
        rows: vec![row("a", 1), row("b", 2)].into(),
        names: vec!["x".to_owned(), "y".to_owned()].into(),
    }
}

/// What a page shows, blanks between tags and around lines left out.
fn shown(view: &impl View) -> String {
    let html = view.to_html();
    html.lines().map(str::trim).collect()
}

#[test]
fn slots_show_what_the_caller_wrote() {
    let mut page = page();
    assert_eq!(
        shown(&page.view()),
        concat!(
            "<section><h2>T</h2>body n<footer>F</footer></section>",
            r#"<table><thead><tr><th width="3">Name</th><th width="9">T</th><th width="3">y</th></tr></thead>"#,
            "<tbody><tr><td>a n</td><td><b>1</b></td><td>y11</td><td>a1: a0</td></tr>",
            "<tr><td>b n</td><td><b>2</b></td><td>y12</td><td>a1: b1</td></tr></tbody></table>",
            "<ol><li><i>x</i></li><li><i>y</i></li></ol>",
        )
    );
    *page.on = true;
    let html = shown(&page.view());
    assert!(
        html.contains("<h2>T</h2><header>H n</header>body"),
        "{html}"
    );
    assert!(
        html.contains(r#"<th width="3">x</th><th width="3">y</th>"#),
        "{html}"
    );
}

#[test]
fn slots_send_only_what_changed() {
    let mut page = page();
    let mut judge = Judge::default();
    let mut step = |page: &Page| {
        let step = judge.step(&page.view()).expect("the patch is right");
        step.native.clone()
    };
    step(&page);
    assert_eq!(step(&page), "");
    *page.on = true;
    assert!(step(&page).contains("[17,[18,\"n\"]]"));
    page.note.push('!');
    assert_eq!(
        step(&page),
        r#"[0,1,0,0,"n!",-2,2,0,0,"n!",-3,1,1,0,0,0,0,1,"n!",-4,1,0,0,0,1,"n!"]"#
    );
    page.names.push("z".into());
    step(&page);
    page.rows.swap(0, 1);
    step(&page);
    *page.title = "U".into();
    assert_eq!(step(&page), r#"[0,0,"U",-1,1,0,1,1,"U"]"#);
    *page.on = false;
    step(&page);
    page.names.clear();
    page.rows.clear();
    step(&page);
}

#[component]
fn tag(
    #[prop(into)] text: String,
    #[prop(into, default = "grey")] tone: String,
    #[prop(values("small", "large"), default = "small")] size: &str,
) -> impl View {
    h! { <b class={[@tone.as_str(), @size.trim()]}>{@text}</b> }
}

#[test]
fn props_take_what_becomes_their_type() {
    let name = String::from("Ada");
    let view =
        h! { <.tag text={name} /><.tag text="Bob" tone="red" size="large" /><.tag text={'c'} /> };
    assert_eq!(
        view.to_html(),
        r#"<b class="grey small">Ada</b><b class="red large">Bob</b><b class="grey small">c</b>"#
    );
}

#[component]
fn only(inner_block: Slot<str>, #[slot(required)] entry: Slots) -> impl View {
    h! { {@inner_block("x")}{inner_block.invoke("y", slotwise::Stamp::ALWAYS)}{#for entry in @entry}({entry}){/for}{@entry.len()} }
}

#[test]
fn slots_of_all_kinds() {
    let on = false;
    let view = h! {
        <.only :let={text}><:entry>a</:entry><:entry :if={on}>b</:entry><:entry />[{text}]</.only>
    };
    assert_eq!(view.to_html(), "[x][y](a)()2");
}

mod ui {
    use slotwise::{Slot, View, component, h};

    #[component]
    pub(super) fn frame(title: Slot, inner_block: Slot) -> impl View {
        h! { <fieldset><legend>{@title}</legend>{@inner_block}</fieldset> }
    }
}

#[test]
fn slots_inside_slots_and_blocks() {
    let (items, none) = (["a", "b"], None::<u8>);
    let view = h! {
        <ui::frame>
            <:title><ui::frame><:title>inner</:title>{#for item in items}{item}{/for}</ui::frame></:title>
            {#if let Some(n) = none}{n}{#else}<ui::frame :for={item in items}><:title>{item}</:title></ui::frame>{/if}
        </ui::frame>
    };
    assert_eq!(
        shown(&view),
        concat!(
            "<fieldset><legend><fieldset><legend>inner</legend>ab</fieldset></legend>",
            "<fieldset><legend>a</legend></fieldset><fieldset><legend>b</legend></fieldset></fieldset>",
        )
    );
}

#[component]
fn button(
    #[prop(default = "button")] r#type: &str,
    #[prop(rest, include("disabled", "for"))] rest: Attrs,
    inner_block: Slot,
) -> impl View {
    h! { <button type={@type} {..@rest}>{@inner_block}</button> }
}

#[component]
fn primary(#[prop(rest)] others: Attrs, inner_block: Slot) -> impl View {
    h! { <.button class="primary" {..@others}>{@inner_block}</.button> }
}

#[test]
fn what_is_no_prop_goes_on_to_an_element() {
    let (id, off) = (7, true);
    let more = Attrs::new().set("title", "t").set("data-x", "z");
    let view = h! {
        <.button id={id} disabled={off} phx-click="go" aria-label={format!("n{id}")} for="f" hidden={None::<&str>}>a</.button>
        <.primary data-x="y" tabindex={1} {..more}>b</.primary>
        <.primary class="other">c</.primary>
    };
    assert_eq!(
        shown(&view),
        concat!(
            r#"<button type="button" id="7" disabled phx-click="go" aria-label="n7" for="f">a</button>"#,
            r#"<button type="button" class="primary" data-x="z" tabindex="1" title="t">b</button>"#,
            r#"<button type="button" class="other">c</button>"#,
        )
    );
}

#[component]
fn twice_primary(name: &str, n: u32) -> impl View {
    h! { <.primary title={format!("{}-{}", @name, @n)}>{format!("{:>3}", @n)}</.primary> }
}

/// Also where the text is not taken apart.
#[test]
fn props_can_be_formatted() {
    let view = h! { <.twice_primary name="a" n={7} /> };
    assert_eq!(
        shown(&view),
        r#"<button type="button" class="primary" title="a-7">  7</button>"#
    );
}

fn weather(degrees: &Tracked<AsyncResult<i32>>) -> impl View {
    h! {
        <.async_result assign={degrees} :let={degrees}>
            <:loading><i>wait</i></:loading>
            <:failed :let={error}><b>{error.to_string()}</b></:failed>
            <p>{degrees} C</p>
        </.async_result>
    }
}

#[test]
fn what_is_loaded_is_shown_or_why_not() {
    let mut degrees = Tracked::new(AsyncResult::default());
    let mut judge = Judge::default();
    let mut shown = |degrees: &Tracked<AsyncResult<i32>>| {
        let step = judge.step(&weather(degrees)).expect("the patch is right");
        [step.html.trim().to_owned(), step.native.clone()]
    };
    let failed = || Err(AsyncError::Failed("no answer".to_owned()));
    degrees.finish(failed());
    assert_eq!(shown(&degrees)[0], "<b>no answer</b>");
    degrees.start();
    assert_eq!(shown(&degrees)[0], "<i>wait</i>");
    degrees.finish(Ok(7));
    assert_eq!(shown(&degrees)[0], "<p>7 C</p>");
    // It stays while it is loaded again, and when that fails.
    degrees.start();
    assert_eq!(shown(&degrees), ["<p>7 C</p>", ""]);
    degrees.finish(failed());
    assert_eq!(shown(&degrees), ["<p>7 C</p>", ""]);
    degrees.finish(Ok(8));
    assert_eq!(shown(&degrees), ["<p>8 C</p>", "[0,0,0,0,8]"]);
}

#[test]
fn what_is_loaded_needs_no_other_slots() {
    let mut name = AsyncResult::<&str>::default();
    let shown = |name: &AsyncResult<&str>| {
        h! { <.async_result assign={name} :let={name}>{name}</.async_result> }.to_html()
    };
    assert_eq!(shown(&name), "");
    name.finish(Err(AsyncError::Cancelled));
    assert_eq!(shown(&name), "");
    name.finish(Ok("Ada"));
    assert_eq!(shown(&name), "Ada");
}
