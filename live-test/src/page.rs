//! [`Page`]: what one tab shows, and what its user does.

use crate::binding::{self, Command};
use crate::client::{Answer, Client, Leave, Told};
use crate::controls::Typed;
use crate::dom::{self, Which};
use crate::element::Element;
use crate::executor::first_outcome;
use crate::form::Form;
use crate::known::{UnknownEvent, unknown_events};
use crate::live_test::{Browser, Loaded, split};
use crate::upload::{FileInput, Held};
use scraper::{ElementRef, Html};
use serde_json::{Map, Value};
use slotwise::View;
use slotwise::session::{EventError, Outcome, RawEvent, Task};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;
use url::Url;

/// Where all pages are.
const ORIGIN: &str = "http://localhost";
/// So often a view may lead to another one.
const MOST_VISITS: usize = 10;
/// Tasks are waited for so long.
const PATIENCE: Duration = Duration::from_secs(5);

/// A tab. It shows the first page until it is [connected](Page::connect), and then what the patches make of it.
///
/// Infos that came meanwhile, from another page or thread, are taken in whenever something is asked of it.
pub struct Page {
    browser: Arc<Browser>,
    uri: String,
    title: Option<String>,
    html: String,
    pub(crate) dom: Html,
    state: State,
    now: Duration,
    patches: Vec<String>,
    events: Vec<(String, Value)>,
    pub(crate) reply: Option<Value>,
    pub(crate) typed: Typed,
    pub(crate) files: Vec<Held>,
    pub(crate) last_file: u64,
    /// Goes with the next event.
    pub(crate) uploads: Option<Value>,
}

enum State {
    First {
        id: String,
        token: String,
    },
    Joined(Box<Client>),
    /// Another page is shown, of which nothing is known here.
    Left,
}

/// What reaches the server.
pub(crate) enum Payload {
    Push {
        kind: &'static str,
        event: String,
        value: Value,
        component: Option<u64>,
    },
    Visit(Visit),
}

/// Where a link leads.
pub(crate) enum Visit {
    Patch(String),
    Navigate(String),
    Page(String),
}

impl Page {
    pub(crate) fn new(browser: Arc<Browser>, loaded: Loaded) -> Page {
        let now = browser.start;
        let mut page = Page {
            browser,
            uri: String::new(),
            title: None,
            html: String::new(),
            dom: dom::parsed(""),
            state: State::Left,
            now,
            patches: Vec::new(),
            events: Vec::new(),
            reply: None,
            typed: Typed::default(),
            files: Vec::new(),
            last_file: 0,
            uploads: None,
        };
        page.loaded(loaded);
        page
    }

    /// Connects: the view is mounted again, as its client is there now.
    ///
    /// # Panics
    /// If the view refuses or panics, or the page was left or is connected already.
    #[must_use]
    #[track_caller]
    pub fn connect(mut self) -> Page {
        expect(self.try_connect());
        self
    }

    /// Whether it is connected.
    pub fn is_connected(&self) -> bool {
        matches!(self.state, State::Joined(_))
    }

    /// Path and query of its address, or the whole address of a page elsewhere.
    #[track_caller]
    pub fn uri(&mut self) -> &str {
        expect(self.settle());
        &self.uri
    }

    /// The title that the view has set.
    #[track_caller]
    pub fn title(&mut self) -> Option<&str> {
        expect(self.settle());
        self.title.as_deref()
    }

    /// The HTML of the view, as the patches make it: what is escaped, and whether `checked` is written as
    /// `checked=""`, may differ from what the view renders. Empty once the page was left for one that is no view's.
    #[track_caller]
    pub fn html(&mut self) -> &str {
        expect(self.settle());
        &self.html
    }

    /// What the view would render afresh; `None` if it is not connected. It is [`Page::html`] but for streams and
    /// temporary values, which the server has forgotten.
    #[track_caller]
    pub fn fresh_html(&mut self) -> Option<String> {
        expect(self.settle());
        match &mut self.state {
            State::Joined(client) => client.fresh_html(),
            State::First { .. } | State::Left => None,
        }
    }

    /// The patches so far, oldest first, as they are sent; the first one is the whole page.
    #[track_caller]
    pub fn patches(&mut self) -> &[String] {
        expect(self.settle());
        &self.patches
    }

    /// The last patch.
    #[track_caller]
    pub fn last_patch(&mut self) -> Option<&str> {
        self.patches().last().map(String::as_str)
    }

    /// The events that the view has pushed for hooks and were not taken yet.
    #[track_caller]
    pub fn take_pushed_events(&mut self) -> Vec<(String, Value)> {
        expect(self.settle());
        std::mem::take(&mut self.events)
    }

    /// The one element that a selector finds.
    ///
    /// # Panics
    /// If it finds none or several; what there is instead is said.
    #[track_caller]
    pub fn element(&mut self, selector: &str) -> Element<'_> {
        expect(Element::new(self, selector, Which::Only))
    }

    /// Of the elements that a selector finds the one that shows a text.
    ///
    /// # Panics
    /// If none or several do.
    #[track_caller]
    pub fn element_with_text(&mut self, selector: &str, text: &str) -> Element<'_> {
        expect(Element::new(
            self,
            selector,
            Which::Showing(text.to_owned()),
        ))
    }

    /// Of the elements that a selector finds the one at a position, from 0.
    ///
    /// # Panics
    /// If there are not so many.
    #[track_caller]
    pub fn nth_element(&mut self, selector: &str, at: usize) -> Element<'_> {
        expect(Element::new(self, selector, Which::Nth(at)))
    }

    /// The one form that a selector finds.
    ///
    /// # Panics
    /// If it finds none or several, or something else.
    #[track_caller]
    pub fn form(&mut self, selector: &str) -> Form<'_> {
        expect(Form::new(self, selector))
    }

    /// The one file input that a selector finds.
    ///
    /// # Panics
    /// If it finds none or several, or something else.
    #[track_caller]
    pub fn file_input(&mut self, selector: &str) -> FileInput<'_> {
        expect(FileInput::new(self, selector))
    }

    /// The texts of all elements that a selector finds, blanks as they are shown.
    ///
    /// # Panics
    /// If it is no selector.
    #[track_caller]
    pub fn texts(&mut self, selector: &str) -> Vec<String> {
        expect(self.settle());
        expect(dom::all(&self.dom, selector))
            .iter()
            .map(dom::shown)
            .collect()
    }

    /// How many elements a selector finds.
    ///
    /// # Panics
    /// If it is no selector.
    #[track_caller]
    pub fn count(&mut self, selector: &str) -> usize {
        self.texts(selector).len()
    }

    /// Checks that the HTML contains this.
    ///
    /// # Panics
    /// If it does not.
    #[track_caller]
    pub fn assert_html_contains(&mut self, part: &str) {
        let html = self.html();
        assert!(html.contains(part), "the page lacks {part:?}: {html}");
    }

    /// Checks that the HTML does not contain this.
    ///
    /// # Panics
    /// If it does.
    #[track_caller]
    pub fn assert_html_lacks(&mut self, part: &str) {
        let html = self.html();
        assert!(!html.contains(part), "the page contains {part:?}: {html}");
    }

    /// The events that the shown HTML names, and that the view, or the component that they are for, does not have.
    /// Those that are kept by a hook
    /// ([`Socket::attach_event_hook`](slotwise::session::Socket::attach_event_hook)) are among them; while the page is
    /// not connected, those for components are not.
    #[track_caller]
    pub fn unknown_events(&mut self) -> Vec<UnknownEvent> {
        expect(self.settle());
        let route = self.browser.endpoint.route(split(&self.uri).0);
        let Some((view, _)) = route else {
            return Vec::new();
        };
        let of_view = self.browser.endpoint.events(&view);
        let mut client = match &mut self.state {
            State::Joined(client) => Some(client),
            _ => None,
        };
        let is_connected = client.is_some();
        let unknown = unknown_events(&self.dom, |component| match component {
            Some(number) => client.as_mut()?.component_events(number),
            None => of_view,
        });
        let mut unknown = expect(unknown);
        unknown.retain(|event| is_connected || event.component.is_none());
        unknown
    }

    /// Checks that all events that the shown HTML names are there, see [`Page::unknown_events`].
    ///
    /// # Panics
    /// If it has not; elements, names and what is near them are said.
    #[track_caller]
    pub fn assert_events_known(&mut self) {
        let unknown: Vec<String> = self
            .unknown_events()
            .iter()
            .map(ToString::to_string)
            .collect();
        assert!(unknown.is_empty(), "{}", unknown.join("\n"));
    }

    /// Lets time pass: timers that are due are handled, and the client gives its signs of life.
    ///
    /// # Panics
    /// If the view panics.
    #[track_caller]
    pub fn tick(&mut self, time: Duration) {
        expect(self.try_tick(time));
    }

    /// Runs what the view has started by `start_async` and `assign_async` to its end, and what it starts then, on
    /// this thread. A future that needs a runtime, such as tokio's, has to find it: enter it before, or use
    /// [`Page::render_async_by`].
    ///
    /// # Panics
    /// If something does not end within 5 seconds, or the view panics.
    #[track_caller]
    pub fn render_async(&mut self) {
        expect(self.try_render_async());
    }

    /// As [`Page::render_async`], with an executor: `runtime.block_on(task)`.
    #[track_caller]
    pub fn render_async_by(&mut self, mut run: impl FnMut(Task) -> Outcome) {
        expect(self.settle());
        while let Some(task) = self.client().and_then(|client| client.tasks.pop()) {
            let outcome = run(task);
            expect(self.finish(outcome));
        }
    }

    /// Goes to an address as the browser does with one that is typed: the page is loaded anew.
    ///
    /// # Panics
    /// If there is no such page.
    #[track_caller]
    pub fn visit_page(&mut self, uri: &str) {
        expect(self.visit(Visit::Page(uri.to_owned())));
    }

    fn client(&mut self) -> Option<&mut Client> {
        match &mut self.state {
            State::Joined(client) => Some(client),
            State::First { .. } | State::Left => None,
        }
    }

    pub(crate) fn joined(&mut self) -> Result<&mut Client, String> {
        match &mut self.state {
            State::Joined(client) => Ok(client),
            State::First { .. } => {
                Err("the page is not connected: call `connect` first".to_owned())
            }
            State::Left => Err(format!("the page was left for `{}`", self.uri)),
        }
    }

    fn try_connect(&mut self) -> Result<(), String> {
        let State::First { id, token } = &self.state else {
            return Err(
                "there is no first page to connect: it is connected, or was left".to_owned(),
            );
        };
        let endpoint = self.browser.endpoint.clone();
        let client = Client::new(endpoint, id, token, self.now);
        self.state = State::Joined(Box::new(client));
        self.patches.clear();
        let url = absolute(&self.uri, "")?;
        let answer = self.joined()?.join(&url, false, None)?;
        if let Answer::Refused(why) = answer {
            let leave = departure(&why).ok_or_else(|| refusal("the join", &why))?;
            self.joined()?.told.leave = Some(leave);
        }
        self.settle()
    }

    fn loaded(&mut self, loaded: Loaded) {
        self.typed = Typed::default();
        self.patches.clear();
        match loaded {
            Loaded::Page { uri, page } => {
                self.uri = uri;
                self.title = page.title().map(str::to_owned);
                self.state = State::First {
                    id: page.id().to_owned(),
                    token: page.token().to_owned(),
                };
                self.show(inner(&page.to_html()));
            }
            Loaded::Elsewhere(uri) => {
                self.uri = uri;
                self.title = None;
                self.state = State::Left;
                self.show(String::new());
            }
        }
    }

    fn show(&mut self, html: String) {
        self.dom = dom::parsed(&html);
        self.html = html;
        self.typed.patched(&self.dom);
    }

    /// Takes in all that waits, and goes where the view leads.
    pub(crate) fn settle(&mut self) -> Result<(), String> {
        for _ in 0..MOST_VISITS {
            let Some(client) = self.client() else {
                return Ok(());
            };
            client.read_mail()?;
            let told = std::mem::take(&mut client.told);
            match self.take(told)? {
                Some(Leave::View { to, flash }) => self.navigate(&to, flash)?,
                Some(Leave::Page { to, flash }) => self.load(&to, flash)?,
                None => return Ok(()),
            }
        }
        Err(format!(
            "the view leads on without an end, lastly to `{}`",
            self.uri
        ))
    }

    fn take(&mut self, told: Told) -> Result<Option<Leave>, String> {
        if !told.patches.is_empty() {
            let html = self.joined()?.html()?;
            self.show(html);
        }
        self.patches.extend(told.patches);
        self.events.extend(told.events);
        self.title = told.title.or(self.title.take());
        self.reply = told.reply.or(self.reply.take());
        self.uri = told.moved.unwrap_or_else(|| std::mem::take(&mut self.uri));
        Ok(told.leave)
    }

    pub(crate) fn visit(&mut self, visit: Visit) -> Result<(), String> {
        match visit {
            Visit::Page(href) => {
                let to = local(&href, &self.uri)?;
                self.load(&to, None)?;
            }
            Visit::Navigate(href) => {
                let to = local(&href, &self.uri)?;
                self.navigate(&to, None)?;
            }
            Visit::Patch(href) => self.patch(&href)?,
        }
        self.settle()
    }

    fn patch(&mut self, href: &str) -> Result<(), String> {
        let url = absolute(href, &self.uri)?;
        let to = local(href, &self.uri)?;
        let payload = serde_json::json!({ "url": url });
        match self.joined()?.send("live_patch", &payload)? {
            Answer::Done => self.uri = to,
            Answer::Elsewhere => self.navigate(&to, None)?,
            Answer::Refused(_) => self.load(&to, None)?,
        }
        Ok(())
    }

    /// Joins another view over the same connection, or loads its page if that may not be.
    fn navigate(&mut self, to: &str, flash: Option<String>) -> Result<(), String> {
        let url = absolute(to, &self.uri)?;
        match self.joined()?.join(&url, true, flash)? {
            Answer::Done | Answer::Elsewhere => {
                to.clone_into(&mut self.uri);
                self.title = None;
                self.typed = Typed::default();
                Ok(())
            }
            Answer::Refused(why) => match departure(&why) {
                Some(Leave::View { to, flash } | Leave::Page { to, flash }) => {
                    self.load(&to, flash)
                }
                None => self.load(to, None),
            },
        }
    }

    /// Loads a page; it connects if this one was connected.
    fn load(&mut self, to: &str, flash: Option<String>) -> Result<(), String> {
        let was_connected = self.is_connected();
        let is_of_views =
            !to.starts_with('/') || self.browser.endpoint.route(split(to).0).is_some();
        let loaded = match is_of_views {
            true => self.browser.load(to, flash, self.now),
            false => Ok(Loaded::Elsewhere(to.to_owned())),
        };
        let loaded = loaded.map_err(|problem| self.browser.explain(to, &problem))?;
        self.loaded(loaded);
        match (&self.state, was_connected) {
            (State::First { .. }, true) => self.try_connect(),
            _ => Ok(()),
        }
    }

    /// Does what bindings say, in order.
    pub(crate) fn perform(&mut self, payloads: Vec<Payload>) -> Result<(), String> {
        for payload in payloads {
            match payload {
                Payload::Visit(visit) => self.visit(visit)?,
                Payload::Push {
                    kind,
                    event,
                    value,
                    component,
                } => self.push(kind, &event, &value, component)?,
            }
        }
        Ok(())
    }

    fn push(
        &mut self,
        kind: &str,
        event: &str,
        value: &Value,
        component: Option<u64>,
    ) -> Result<(), String> {
        let mut payload = serde_json::json!({ "type": kind, "event": event, "value": value });
        if let Some(uploads) = self.uploads.take() {
            payload["uploads"] = uploads;
        }
        if let Some(number) = component {
            payload["cid"] = number.into();
        }
        let view = self.browser.endpoint.route(split(&self.uri).0);
        let answer = self.joined()?.send("event", &payload);
        match answer.map_err(|problem| format!("{problem}, at the event `{event}`"))? {
            Answer::Refused(why) => {
                let view = view.map(|(view, _)| view).unwrap_or_default();
                let events = self.browser.endpoint.events(&view);
                let checked = events.map(|events| events.check(raw(event, value)));
                Err(match checked {
                    Some(Err(error)) if component.is_none() => self.refused(&view, &error),
                    _ => refusal(&format!("the event `{event}`"), &why),
                })
            }
            Answer::Done | Answer::Elsewhere => self.settle(),
        }
    }

    fn refused(&self, view: &str, error: &EventError) -> String {
        let names = self.browser.endpoint.event_names(view);
        match error {
            EventError::UnknownEvent { .. } => {
                format!(
                    "the view refused the event: {error}, there are {}",
                    names.join(", ")
                )
            }
            other => format!("the view refused the event: {other}"),
        }
    }

    fn try_tick(&mut self, time: Duration) -> Result<(), String> {
        self.settle()?;
        let end = self.now + time;
        while let Some(client) = self.client() {
            let goes_on = client.pass(end)?;
            self.now = client.now;
            self.settle()?;
            if !goes_on {
                break;
            }
        }
        self.now = end;
        Ok(())
    }

    fn try_render_async(&mut self) -> Result<(), String> {
        self.settle()?;
        while let Some(client) = self.client().filter(|client| !client.tasks.is_empty()) {
            let outcome = first_outcome(&mut client.tasks, PATIENCE);
            let outcome = outcome.ok_or_else(|| {
                format!(
                    "{} tasks did not end within {PATIENCE:?}",
                    client.tasks.len()
                )
            })?;
            self.finish(outcome)?;
        }
        Ok(())
    }

    fn finish(&mut self, outcome: Outcome) -> Result<(), String> {
        self.joined()?.finish(outcome)?;
        self.settle()
    }
}

impl Payload {
    /// What the binding of an element sends; `value` makes the kind and the value of a push, from what that gives
    /// itself.
    pub(crate) fn all(
        dom: &Html,
        element: ElementRef<'_>,
        text: &str,
        value: impl Fn(&Map<String, Value>) -> (&'static str, Value),
    ) -> Result<Vec<Payload>, String> {
        let commands = binding::commands(dom, element, text)?.into_iter();
        let payloads = commands.map(|command| match command {
            Command::Patch(to) => Payload::Visit(Visit::Patch(to)),
            Command::Navigate(to) => Payload::Visit(Visit::Navigate(to)),
            Command::Push {
                event,
                value: given,
                target,
            } => {
                let (kind, value) = value(&given);
                let component = binding::component(&element, target.as_ref());
                Payload::Push {
                    kind,
                    event,
                    value,
                    component,
                }
            }
        });
        Ok(payloads.collect())
    }
}

/// Panics at the line of the test.
#[track_caller]
pub(crate) fn expect<T>(result: Result<T, String>) -> T {
    match result {
        Ok(value) => value,
        Err(problem) => panic!("{problem}"),
    }
}

/// What is in the one element around a view.
fn inner(html: &str) -> String {
    let start = html.find('>').map_or(0, |at| at + 1);
    let end = html.rfind("</div>").unwrap_or(html.len());
    html[start..end].to_owned()
}

/// An event as the view would be given it.
fn raw(event: &str, value: &Value) -> RawEvent {
    match value {
        Value::String(form) => RawEvent::form(event, form),
        other => {
            let texts = other.as_object().into_iter().flatten();
            let texts: Vec<(String, String)> = texts
                .map(|(name, value)| {
                    let text = value
                        .as_str()
                        .map_or_else(|| value.to_string(), str::to_owned);
                    (name.clone(), text)
                })
                .collect();
            let texts: Vec<(&str, &str)> = texts
                .iter()
                .map(|(name, text)| (name.as_str(), text.as_str()))
                .collect();
            RawEvent::click(event, &texts)
        }
    }
}

/// Where a refusal leads.
fn departure(why: &BTreeMap<String, Value>) -> Option<Leave> {
    let text = |of: &Value, name: &str| of[name].as_str().map(str::to_owned);
    if let Some(left) = why.get("live_redirect") {
        let (to, flash) = (text(left, "to")?, text(left, "flash"));
        return Some(Leave::View { to, flash });
    }
    let left = why.get("redirect")?;
    let (to, flash) = (text(left, "to")?, text(left, "flash"));
    Some(Leave::Page { to, flash })
}

fn refusal(what: &str, why: &BTreeMap<String, Value>) -> String {
    let reason = why
        .get("reason")
        .and_then(Value::as_str)
        .unwrap_or("no reason");
    format!("{what} was refused: {reason}")
}

fn absolute(to: &str, base: &str) -> Result<String, String> {
    let wrong = |error| format!("`{to}` is no address: {error}");
    let url = Url::parse(ORIGIN).and_then(|origin| origin.join(base)?.join(to));
    url.map(String::from).map_err(wrong)
}

/// Path and query of an address of this server, or the whole of another one.
fn local(to: &str, base: &str) -> Result<String, String> {
    let url = absolute(to, base)?;
    Ok(match url.strip_prefix(ORIGIN) {
        Some(local) if local.starts_with('/') => {
            local.split('#').next().unwrap_or_default().to_owned()
        }
        _ => url,
    })
}
