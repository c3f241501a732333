//! Pages driven as a user does, and what is said where that cannot be.

use proptest::prelude::*;
use scraper::Html;
use slotwise::session::{
    AsyncResult, ComponentCx, Endpoint, Flash, LiveSession, Params, Secret, Socket,
};
use slotwise::{
    Cmd, Event, Live, LiveView, Push, RawEvent, Sender, Stream, Tracked, View, component, h, link,
};
use slotwise_live_test::{LiveTest, Page};
use std::convert::Infallible;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// A view that shows what it is told.
struct Board {
    log: Tracked<Vec<String>>,
    name: Tracked<String>,
    tab: Tracked<String>,
    slow: Tracked<AsyncResult<u32>>,
    flash: Flash,
}

type Members = Mutex<Vec<Sender<String>>>;

impl LiveView for Board {
    type Event = RawEvent;
    type Info = String;

    fn mount(cx: &mut Live<Self>) -> Self {
        cx.set_title("Board");
        if let Some(members) = cx.state::<Members>() {
            members.lock().unwrap().push(cx.sender());
        }
        cx.send_after(Duration::from_secs(200), "200 s".to_owned());
        cx.assign_async("slow", |board| &mut board.slow, async {
            Ok::<_, Infallible>(42)
        });
        Board {
            log: vec![].into(),
            name: String::new().into(),
            tab: String::new().into(),
            slow: AsyncResult::default().into(),
            flash: cx.flash(),
        }
    }

    fn handle_params(&mut self, params: &Params, _: &mut Live<Self>) {
        *self.tab = params.get("tab").unwrap_or("-").to_owned();
    }

    fn handle_event(&mut self, event: RawEvent, cx: &mut Live<Self>) {
        let values: Vec<String> = event
            .values()
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        self.log.push(format!(
            "{} {} {}",
            event.kind,
            event.name,
            values.join("&")
        ));
        match event.name.as_str() {
            "validate" => {
                *self.name = event
                    .value("user[name]")
                    .unwrap_or_default()
                    .trim()
                    .to_owned()
            }
            "tell" => {
                for member in cx.state::<Members>().unwrap().lock().unwrap().iter() {
                    member.send("told".to_owned());
                }
            }
            "patch" => cx.push_patch("?tab=pushed"),
            "leave" => {
                cx.put_flash("info", "You left.");
                cx.push_navigate("/other");
            }
            "load" => {
                cx.put_flash("info", "You loaded.");
                cx.redirect("/outside");
            }
            "away" => cx.redirect_external("https://example.com/"),
            "ring" => {
                cx.push_event("ring", 7);
                cx.reply("done");
            }
            "crash" => panic!("as the test wants"),
            _ => {}
        }
    }

    fn handle_info(&mut self, info: String, _: &mut Live<Self>) {
        self.log.push(info);
    }

    fn render(&self) -> impl View {
        h! {
            <h1>{@tab}</h1><p class="flash">{self.flash.get("info")}</p>
            <p id="slow">{@slow.ok()}</p>
            <ul id="log"><li :for={line in @log}>{line}</li></ul>
            <div phx-click="outer" phx-value-a="1"><b id="inner">x</b></div>
            <button id="save" phx-click={Cmd::hide("#log").then(Cmd::push(Push::new("save").value("id", 7)))}>Save</button>
            <button id="no" phx-click="no" disabled>No</button>
            <button :for={name in ["tell", "patch", "leave", "load", "away", "crash"]} phx-click={Cmd::push(name)}>{name}</button>
            <a id="patch" href="?tab=2" data-phx-link="patch" data-phx-link-state="push">2</a>
            <.link navigate="/other">other</.link>
            <a id="page" href="/other">other page</a>
            <i id="ring" phx-hook="Ring"></i>
            <input id="key" phx-keydown="key" phx-key="enter" value="v">
            <form id="user" phx-change="validate" phx-submit="save" phx-value-from="here">
              <input name="user[name]" value={@name}>
              <input name="user[nick]">
              <input type="hidden" name="user[agree]" value="false">
              <input id="agree" type="checkbox" name="user[agree]" value="true">
              <input type="radio" name="color" value="red" checked><input id="blue" type="radio" name="color" value="blue">
              <select name="size"><option value="s">small</option><option value="l" selected>large</option><option disabled>none</option></select>
              <select name="tags[]" multiple><option>a</option><option>b</option></select>
              <textarea name="about">
              "nothing"</textarea>
              <input name="off" value="1" disabled>
              <fieldset disabled><input name="off2" value="1"></fieldset>
              <button name="how" value="first">Save</button>
              <button id="second" name="how" value="second">Save</button>
              <button id="reset" type="reset">Reset</button>
            </form>
        }
    }
}

struct Other {
    flash: Flash,
}

/// It has events of its own, and names one that it has not.
struct Dial {
    turns: Tracked<u32>,
}

#[derive(Event)]
enum DialEvent {
    Turn,
}

#[component]
impl Dial {
    fn mount() -> Self {
        Dial { turns: 0.into() }
    }

    fn handle_event(&mut self, DialEvent::Turn: DialEvent, _: &mut ComponentCx<'_>) {
        *self.turns += 1;
    }

    fn render(&self) -> impl View {
        h! {
            <p class="dial" phx-click="turn" phx-target={@myself}>
              {@turns}<u phx-click="tur" phx-target={@myself}></u><u phx-click="save" phx-target={@myself}></u>
            </p>
        }
    }
}

#[derive(Event)]
enum OtherEvent {
    Save { id: u32 },
    SendMessage { text: String },
}

impl LiveView for Other {
    type Event = OtherEvent;
    type Info = ();

    fn mount(cx: &mut Live<Self>) -> Self {
        cx.set_title("Other");
        Other { flash: cx.flash() }
    }

    fn handle_event(&mut self, event: OtherEvent, cx: &mut Live<Self>) {
        let text = match event {
            OtherEvent::Save { id } => id.to_string(),
            OtherEvent::SendMessage { text } => text,
        };
        cx.put_flash("info", &text);
    }

    fn render(&self) -> impl View {
        h! {
            <p class="flash">{self.flash.get("info")}</p>
            <button id="good" phx-click="save" phx-value-id="3">a</button>
            <button id="bad" phx-click="sav" phx-value-id="3">a</button>
            <button id="ill" phx-click="save" phx-value-id="three">a</button>
            <form class="chat" phx-submit="send_mesage"></form>
            <b phx-mounted={Cmd::push("saved").then(Cmd::push("lv:clear-flash"))}></b>
            <i phx-click="of_no_component" phx-target="3"></i>
            <.Dial id="dial" />
        }
    }
}

fn stay_out(socket: &mut Socket) -> ControlFlow<()> {
    if socket.session().get("user").is_none() {
        socket.put_flash("info", "Log in.");
        socket.redirect("/board?tab=login");
        return ControlFlow::Break(());
    }
    ControlFlow::Continue(())
}

fn test() -> LiveTest {
    let members: Arc<Members> = Arc::default();
    let closed = LiveSession::new("closed")
        .on_mount(stay_out)
        .view::<Other>("/outside");
    let secret = Secret::new(&[7; 32]).unwrap();
    let endpoint = Endpoint::new(secret)
        .with_view::<Board>("/board")
        .with_view::<Other>("/other")
        .with_live_session(closed)
        .with_state(members);
    LiveTest::new(endpoint)
}

/// Patches make the page that the view would render.
fn assert_shows_what_is_rendered(page: &mut Page) {
    let fresh = page.fresh_html().expect("it is connected");
    let (shown, fresh) = (
        Html::parse_fragment(page.html()),
        Html::parse_fragment(&fresh),
    );
    assert!(
        shown == fresh,
        "shown: {}\nrendered: {}",
        shown.html(),
        fresh.html()
    );
}

/// What is said of something that cannot be.
fn problem(run: impl FnOnce()) -> String {
    let panic = catch_unwind(AssertUnwindSafe(run)).expect_err("it works");
    panic.downcast_ref::<String>().cloned().unwrap_or_default()
}

#[test]
fn clicks_send_what_the_html_says() {
    let mut page = test().get("/board").connect();
    assert_shows_what_is_rendered(&mut page);
    page.element("#inner").click();
    page.element("#save").click();
    page.element("#key").keydown("Enter");
    assert_eq!(
        page.texts("#log li"),
        [
            "click outer a=1",
            "click save id=7&value=",
            "keydown key key=Enter&value=v"
        ]
    );
    assert_eq!(
        page.last_patch(),
        Some(r#"[3,[2,["keydown key key=Enter&value=v"]]]"#)
    );
    assert_eq!(page.patches().len(), 4);
    assert_eq!(page.title(), Some("Board"));
}

#[test]
fn infos_timers_tasks_and_hooks() {
    let test = test();
    let (mut one, mut two) = (test.get("/board").connect(), test.get("/board").connect());
    one.element_with_text("button", "tell").click();
    assert_eq!(two.texts("#log li"), ["told"]);
    assert_eq!(one.count("#log li"), 2);

    // Longer than a silent connection is kept.
    one.tick(Duration::from_secs(199));
    assert_eq!(one.count("#log li"), 2);
    one.tick(Duration::from_secs(1));
    assert_eq!(one.texts("#log li:last-child"), ["200 s"]);

    assert_eq!(one.element("#slow").text(), "");
    one.render_async();
    assert_eq!(one.element("#slow").text(), "42");

    let reply = one.element("#ring").push_event("ring", 1.into());
    assert_eq!(reply, Some("done".into()));
    assert_eq!(one.take_pushed_events(), [("ring".to_owned(), 7.into())]);
}

#[test]
fn forms_are_sent_as_by_the_client() {
    let mut page = test().get("/board").connect();
    let last = |page: &mut Page| page.texts("#log li:last-child").remove(0);
    page.form("#user").change([("user[name]", " Ada")]);
    assert_eq!(
        last(&mut page),
        "form validate user[name]= Ada&user[_unused_nick]=&user[nick]=&user[_unused_agree]=&user[agree]=false\
         &_unused_color=&color=red&_unused_size=&size=l&_unused_about=&about=nothing&from=here&_target=user[name]"
            .replace("about=nothing", "about= \"nothing\"")
    );
    // It has the focus, so it keeps what was typed; then the server's value is put back.
    let name = |page: &mut Page| page.form("#user").values()[0].1.clone();
    assert_eq!(name(&mut page), " Ada");
    page.form("#user").change([("user[nick]", "Countess")]);
    assert_eq!(name(&mut page), "Ada");

    page.form("#user")
        .change([("user[agree]", true)])
        .change([("tags[]", ["a", "b"])]);
    page.element("#blue").click();
    page.form("#user").change([("size", "small")]);
    let fields = page.form("#user").values();
    let fields: Vec<String> = fields
        .iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    // What the server says of boxes holds once it has answered, but where the focus is.
    assert_eq!(
        fields
            .join("&")
            .replace("\n", "")
            .replace("about=              ", "about="),
        "user[name]=Ada&user[nick]=Countess&user[agree]=false&color=red&size=s&about=\"nothing\""
    );

    page.element("#second").click();
    let sent = last(&mut page);
    assert!(sent.starts_with(
        "form save user[name]=Ada&user[nick]=Countess&user[agree]=false&color=red&size=s&"
    ));
    assert!(sent.ends_with("how=second&from=here"), "{sent}");
    assert_eq!(
        page.form("#user").values()[1].1,
        "",
        "a form that was sent is as its HTML says"
    );
    page.form("#user").submit();
    assert!(last(&mut page).ends_with("how=first&from=here"));
    page.element("#agree").click();
    assert!(last(&mut page).contains("user[agree]=false&user[agree]=true&"));
    page.element("#reset").click();
    let sent = last(&mut page);
    assert!(
        sent.ends_with("_target=reset") && sent.contains("&user[agree]=false&color"),
        "{sent}"
    );
}

#[test]
fn addresses_are_followed() {
    let mut page = test().get("/board?tab=1").connect();
    assert_eq!(
        (page.texts("h1"), page.uri().to_owned()),
        (vec!["1".to_owned()], "/board?tab=1".to_owned())
    );
    page.element("#patch").click();
    assert_eq!(
        (page.texts("h1"), page.uri().to_owned()),
        (vec!["2".to_owned()], "/board?tab=2".to_owned())
    );
    page.element_with_text("button", "patch").click();
    assert_eq!(page.uri(), "/board?tab=pushed");

    page.element_with_text("button", "leave").click();
    assert_eq!(
        (page.uri().to_owned(), page.title()),
        ("/other".to_owned(), Some("Other"))
    );
    assert_eq!(page.element(".flash").text(), "You left.");

    // A page that redirects, and its messages.
    let mut page = test().get("/board").connect();
    page.element_with_text("button", "load").click();
    assert!(page.is_connected());
    assert_eq!(page.uri(), "/board?tab=login");
    assert_eq!(page.element(".flash").text(), "Log in.");
    let mut page = test().with_session("user", "Ada").get("/board").connect();
    page.element_with_text("button", "load").click();
    assert_eq!(
        (page.uri().to_owned(), page.element(".flash").text()),
        ("/outside".to_owned(), "You loaded.".to_owned())
    );

    let mut page = test().get("/board").connect();
    page.element_with_text("a", "other page").click();
    assert_eq!(page.title(), Some("Other"));
    let mut page = test().get("/board").connect();
    page.element_with_text("button", "away").click();
    assert_eq!(
        (page.is_connected(), page.uri()),
        (false, "https://example.com/")
    );
}

#[test]
fn what_cannot_be_says_what_there_is() {
    let page = || test().get("/board").connect();
    let check = |run: fn(&mut Page), expected: &str| {
        let mut page = page();
        let said = problem(|| run(&mut page));
        assert!(said.starts_with(expected), "{said}");
    };
    check(
        |page| page.element("#svae").click(),
        "found no `#svae`: there is `#save`",
    );
    check(
        |page| page.element("#log p").click(),
        "found no `#log p`: `#log` is there 1 times, but not in this way",
    );
    check(
        |page| page.element("form > button").click(),
        "found 3 of `form > button`, expected one: button \"Save\", #second",
    );
    check(
        |page| page.element("h1").click(),
        "a click on `h1` does nothing: expected `phx-click`",
    );
    check(|page| page.element("#no").click(), "`#no` is disabled");
    check(|page| page.element("[").click(), "`[` is no selector");
    check(
        |page| page.element("#key").keydown("a"),
        "the key \"a\" on `#key` does nothing",
    );
    check(
        |page| page.element_with_text("h1", "x").click(),
        "found no `h1` that shows \"x\": there are \"-\"",
    );
    check(
        |page| page.form("#save").submit(),
        "`#save` is a `<button>`, no form",
    );
    check(
        |page| drop(page.form("#user").change([("user[nam]", "")])),
        "`#user` has no field `user[nam]`: there is `user[name]`",
    );
    check(
        |page| drop(page.form("#user").change([("size", "m")])),
        "`size` of `#user`: it has no option `m`: there are `s`, `l`, `none`",
    );
    check(
        |page| drop(page.form("#user").change([("size", "none")])),
        "`size` of `#user`: the option `none` is disabled",
    );
    check(
        |page| drop(page.form("#user").change([("color", "green")])),
        "`color` of `#user`: it has no choice `green`: there are `red`, `blue`",
    );
    check(
        |page| drop(page.form("#user").change([("off", "2")])),
        "`off` of `#user`: it is disabled",
    );
    check(
        |page| page.assert_html_contains("Tuesday"),
        "the page lacks \"Tuesday\": <h1>",
    );
    check(
        |page| page.element_with_text("button", "crash").click(),
        "the view panicked, at the event `crash`",
    );
    assert_eq!(
        problem(|| drop(test().get("/nowhere"))),
        "no view shows `/nowhere`: there are /board, /other, /outside"
    );
    let mut page = test().get("/board");
    assert!(problem(|| page.element("#save").click()).starts_with("the page is not connected"));
}

#[test]
fn events_that_the_view_lacks_are_found() {
    let mut page = test().get("/other").connect();
    assert_eq!(
        problem(|| page.assert_events_known()),
        "`sav` in `phx-click` of `#bad` is no event of the view: did you mean `save`?\n\
         `send_mesage` in `phx-submit` of `form.chat` is no event of the view: did you mean `send_message`?\n\
         `saved` in `phx-mounted` of `b` is no event of the view: did you mean `save`?\n\
         `of_no_component` in `phx-click` of `i` is no event of component 3\n\
         `tur` in `phx-click` of `u` is no event of component 1: did you mean `turn`?\n\
         `save` in `phx-click` of `u` is no event of component 1"
    );
    page.element(".dial").click();
    assert_eq!(page.element(".dial").text(), "1");
    page.element("#good").click();
    assert_eq!(page.element(".flash").text(), "3");
    let said = problem(|| page.element("#bad").click());
    assert_eq!(
        said,
        "the view refused the event: there is no event `sav`, there are save, send_message"
    );
    let said = problem(|| page.element("#ill").click());
    assert!(
        said.contains("`id` of the event `save` is ill-typed: expected a whole number"),
        "{said}"
    );
    test().get("/board").connect().assert_events_known();
}

/// A list whose items the server forgets.
struct Feed {
    items: Stream<u32>,
}

impl LiveView for Feed {
    type Event = RawEvent;
    type Info = ();

    fn mount(_: &mut Live<Self>) -> Self {
        let mut items = Stream::new(|id: &u32| format!("item-{id}"));
        items.insert(1);
        items.insert(2);
        Feed { items }
    }

    fn handle_event(&mut self, event: RawEvent, _: &mut Live<Self>) {
        let id = event
            .value("id")
            .and_then(|id| id.parse().ok())
            .unwrap_or(0);
        match event.name.as_str() {
            "add" => self.items.insert(id + 100),
            _ => self.items.delete_by_id(&format!("item-{id}")),
        }
    }

    fn render(&self) -> impl View {
        h! {
            <ul id="feed" phx-update="stream">
              <li :for={(id, item) in @items} id={id}><button phx-click="add" phx-value-id={item}>{item}</button><i phx-click="drop" phx-value-id={item}>x</i></li>
            </ul>
        }
    }
}

#[test]
fn streams_are_shown_as_a_browser_does() {
    let secret = Secret::new(&[7; 32]).unwrap();
    let endpoint = Endpoint::new(secret).with_view::<Feed>("/");
    let mut page = LiveTest::new(endpoint).get("/").connect();
    page.element_with_text("button", "2").click();
    page.element("#item-1 i").click();
    assert_eq!(page.texts("#feed button"), ["2", "102"]);
}

/// Lists of all kinds, branches, and values that are long.
#[derive(Default)]
struct Sheet {
    rows: Tracked<Vec<Tracked<(u32, String)>>>,
    open: Tracked<bool>,
    text: Tracked<String>,
    next: u32,
}

impl LiveView for Sheet {
    type Event = RawEvent;
    type Info = ();

    fn mount(_: &mut Live<Self>) -> Self {
        Sheet::default()
    }

    fn handle_event(&mut self, event: RawEvent, _: &mut Live<Self>) {
        let at = event
            .value("at")
            .and_then(|at| at.parse().ok())
            .unwrap_or(0);
        match event.name.as_str() {
            "add" => {
                self.next += 1;
                self.rows.push((self.next, "x<&\"'".repeat(at)).into());
            }
            "drop" => drop(self.rows.remove(at)),
            "first" => {
                let row = self.rows.remove(at);
                self.rows.insert(0, row);
            }
            "edit" => self.rows[at].1.push_str("<é>"),
            "toggle" => *self.open = !*self.open,
            "write" => {
                let longer = format!("{}{} ", *self.text, self.next).repeat(2);
                *self.text = longer.chars().take(3_000).collect();
            }
            "cut" => self.text.truncate(at),
            _ => {}
        }
    }

    fn render(&self) -> impl View {
        h! {
            <button phx-click="add" phx-value-at="3">add</button><i phx-click="toggle">open</i>
            <i phx-click="write">write</i><i phx-click="cut" phx-value-at="700">cut</i>
            <ol class={[("open", *@open)]}>
              <li :for={(at, row) in self.rows.iter().enumerate()} :key={row.0} title={&row.1}>
                <b phx-click="drop" phx-value-at={at}>x</b><b phx-click="first" phx-value-at={at}>^</b>
                <b phx-click="edit" phx-value-at={at}>{row.1}</b>
              </li>
            </ol>
            {#if *@open}<p :for={row in @rows}>{row.1}</p>{#else}<p>{@text}</p>{/if}
            {#match self.rows.len()}{#case 0}<hr>{#case 1}one{#case n}<em>{n}</em>{/match}
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// Whatever a user clicks, the page that the patches make is the one that the view renders.
    #[test]
    fn patches_make_the_page_that_is_rendered(clicks in prop::collection::vec(any::<u16>(), 1..25)) {
        let endpoint = Endpoint::new(Secret::new(&[7; 32]).unwrap()).with_view::<Sheet>("/");
        let mut page = LiveTest::new(endpoint).get("/").connect();
        for click in clicks {
            let targets = page.count("[phx-click]");
            let nth = usize::from(click) % targets;
            page.nth_element("[phx-click]", nth).click();
            assert_shows_what_is_rendered(&mut page);
        }
    }
}
