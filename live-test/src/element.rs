//! [`Element`]: what a user does to one element.

use crate::controls::{self, Kind};
use crate::dom::Which;
use crate::page::{Page, Payload, Visit, expect};
use crate::{binding, dom, form};
use scraper::{ElementRef, Html};
use serde_json::{Map, Value};

/// One element of a [`Page`].
pub struct Element<'p> {
    page: &'p mut Page,
    selector: String,
    which: Which,
}

impl<'p> Element<'p> {
    pub(crate) fn new(
        page: &'p mut Page,
        selector: &str,
        which: Which,
    ) -> Result<Element<'p>, String> {
        page.settle()?;
        dom::one(&page.dom, selector, &which)?;
        Ok(Element {
            page,
            selector: selector.to_owned(),
            which,
        })
    }

    /// The user clicks: runs `phx-click` of the element or of the nearest around it, follows a link, sends or resets
    /// the form whose button it is, changes a checkbox or a radio button.
    ///
    /// Of commands those are run that reach the server. `phx-click-away` of other elements is not run: whether
    /// they are visible only a browser knows.
    ///
    /// # Panics
    /// If a click does nothing, the element is disabled, or the view does not take the event.
    #[track_caller]
    pub fn click(self) {
        expect(self.try_click());
    }

    /// The user presses a key, by its name: `"Enter"`, `"a"`. Runs `phx-keydown` of the element, else each
    /// `phx-window-keydown` of the page, as `phx-key` wants.
    ///
    /// # Panics
    /// If no binding wants it, or the view does not take the event.
    #[track_caller]
    pub fn keydown(self, key: &str) {
        expect(self.key("keydown", key));
    }

    /// As [`Element::keydown`], with `phx-keyup` and `phx-window-keyup`.
    #[track_caller]
    pub fn keyup(self, key: &str) {
        expect(self.key("keyup", key));
    }

    /// The focus comes: runs `phx-focus`.
    ///
    /// # Panics
    /// If the element has none, or the view does not take the event.
    #[track_caller]
    pub fn focus(self) {
        expect(self.simple("focus"));
    }

    /// The focus goes: runs `phx-blur`.
    ///
    /// # Panics
    /// If the element has none, or the view does not take the event.
    #[track_caller]
    pub fn blur(self) {
        expect(self.simple("blur"));
    }

    /// The hook of the element pushes an event; gives what the view replied to it.
    ///
    /// # Panics
    /// If the element has no `phx-hook`, or the view does not take the event.
    #[track_caller]
    pub fn push_event(self, name: &str, payload: Value) -> Option<Value> {
        expect(self.hook(name, payload))
    }

    /// The text in it, blanks as they are shown.
    #[track_caller]
    pub fn text(&self) -> String {
        dom::shown(&expect(self.found()))
    }

    /// The value of an attribute.
    #[track_caller]
    pub fn attr(&self, name: &str) -> Option<String> {
        expect(self.found()).attr(name).map(str::to_owned)
    }

    /// Its HTML, tags included.
    #[track_caller]
    pub fn html(&self) -> String {
        expect(self.found()).html()
    }

    fn found(&self) -> Result<ElementRef<'_>, String> {
        dom::one(&self.page.dom, &self.selector, &self.which)
    }

    fn try_click(self) -> Result<(), String> {
        let element = dom::one(&self.page.dom, &self.selector, &self.which)?;
        let name = dom::name(&element);
        if dom::is_disabled(&element) {
            return Err(format!("`{name}` is disabled"));
        }
        let clicked = clicked(&self.page.dom, self.page, element)?;
        self.page.typed.focus = None;
        if clicked.is_nothing() {
            return Err(format!(
                "a click on `{name}` does nothing: expected `phx-click`, a link, or a button of a form"
            ));
        }
        self.page.perform(clicked.payloads)?;
        match clicked.then {
            Some(Then::Visit(visit)) => self.page.visit(visit),
            Some(Then::Submit(form, button)) => form::submit(self.page, &form, Some(&button)),
            Some(Then::Reset(form)) => form::reset(self.page, &form),
            Some(Then::Toggle(key)) => form::toggle(self.page, &key),
            None => Ok(()),
        }
    }

    fn key(self, kind: &'static str, key: &str) -> Result<(), String> {
        let element = dom::one(&self.page.dom, &self.selector, &self.which)?;
        let own = element.attr(&format!("phx-{kind}")).is_some();
        let bound = match own {
            true => vec![element],
            false => dom::all(&self.page.dom, &format!("[phx-window-{kind}]"))?,
        };
        let binding = format!("phx-{}{kind}", if own { "" } else { "window-" });
        let wants = |element: &&ElementRef<'_>| {
            let wanted = element.attr("phx-key").unwrap_or_default();
            wanted.is_empty() || wanted.eq_ignore_ascii_case(key)
        };
        let mut payloads = Vec::new();
        for element in bound.iter().filter(wants) {
            let extra = Map::from_iter([("key".to_owned(), key.into())]);
            payloads.extend(bound_to(
                &self.page.dom,
                self.page,
                *element,
                &binding,
                kind,
                extra,
            )?);
        }
        if payloads.is_empty() {
            let name = dom::name(&element);
            return Err(format!(
                "the key {key:?} on `{name}` does nothing: expected `phx-{kind}` on it, or `phx-window-{kind}`"
            ));
        }
        self.page.perform(payloads)
    }

    fn simple(self, kind: &'static str) -> Result<(), String> {
        let element = dom::one(&self.page.dom, &self.selector, &self.which)?;
        let binding = format!("phx-{kind}");
        let payloads = bound_to(
            &self.page.dom,
            self.page,
            element,
            &binding,
            kind,
            Map::new(),
        )?;
        if payloads.is_empty() {
            return Err(format!("`{}` has no `{binding}`", dom::name(&element)));
        }
        self.page.perform(payloads)
    }

    fn hook(self, name: &str, payload: Value) -> Result<Option<Value>, String> {
        let element = self.found()?;
        if element.attr("phx-hook").is_none() {
            return Err(format!("`{}` has no `phx-hook`", dom::name(&element)));
        }
        let push = Payload::Push {
            kind: "hook",
            event: name.to_owned(),
            value: payload,
            component: binding::component(&element, None),
        };
        self.page.reply = None;
        self.page.perform(vec![push])?;
        Ok(self.page.reply.take())
    }
}

/// What a click does.
struct Clicked {
    payloads: Vec<Payload>,
    then: Option<Then>,
}

/// What the browser does of its own.
enum Then {
    Visit(Visit),
    Submit(String, controls::Key),
    Reset(String),
    Toggle(controls::Key),
}

impl Clicked {
    fn is_nothing(&self) -> bool {
        self.payloads.is_empty() && self.then.is_none()
    }
}

fn clicked(dom: &Html, page: &Page, element: ElementRef<'_>) -> Result<Clicked, String> {
    let bound = dom::around(element).find(|outer| outer.attr("phx-click").is_some());
    let payloads = match bound.filter(|bound| bound.attr("disabled").is_none()) {
        Some(bound) => bound_to(dom, page, bound, "phx-click", "click", Map::new())?,
        None => Vec::new(),
    };
    let then = match link(element, bound.is_some()) {
        Some(visit) => Some(Then::Visit(visit)),
        None => control(dom, page, element)?,
    };
    Ok(Clicked { payloads, then })
}

fn link(element: ElementRef<'_>, is_bound: bool) -> Option<Visit> {
    let is_link =
        |element: &ElementRef<'_>| element.value().name() == "a" && element.attr("href").is_some();
    let link = dom::around(element).find(is_link)?;
    let href = link.attr("href")?.to_owned();
    match link.attr("data-phx-link") {
        Some("patch") => Some(Visit::Patch(href)),
        Some(_) => Some(Visit::Navigate(href)),
        None if href.starts_with('#') && is_bound => None,
        None => Some(Visit::Page(href)),
    }
}

/// What a button, a checkbox or a radio button of a form does.
fn control(dom: &Html, page: &Page, element: ElementRef<'_>) -> Result<Option<Then>, String> {
    for outer in dom::around(element) {
        let Some(form) = controls::form_of(dom, &outer) else {
            continue;
        };
        let controls = controls::of_form(dom, &form, &page.typed);
        let Some(control) = controls.iter().find(|one| one.element.id() == outer.id()) else {
            continue;
        };
        let form_name = controls::form_name(dom, &form);
        let kind = outer.attr("type").unwrap_or_default();
        return Ok(match control.kind {
            Kind::Button if form::is_submit(&outer) && form.attr("phx-submit").is_some() => {
                Some(Then::Submit(form_name, control.key.clone()))
            }
            Kind::Button if kind.eq_ignore_ascii_case("reset") => Some(Then::Reset(form_name)),
            Kind::Checkbox | Kind::Radio => Some(Then::Toggle(control.key.clone())),
            _ => None,
        });
    }
    Ok(None)
}

/// What a binding of an element sends, with the values of the element.
fn bound_to(
    dom: &Html,
    page: &Page,
    element: ElementRef<'_>,
    binding: &str,
    kind: &'static str,
    extra: Map<String, Value>,
) -> Result<Vec<Payload>, String> {
    let text = element.attr(binding).unwrap_or_default();
    Payload::all(dom, element, text, |given| {
        let mut values = values(dom, page, element);
        values.extend(extra.clone());
        values.extend(given.clone());
        (kind, Value::Object(values))
    })
}

/// `phx-value-*` and the element's own value.
fn values(dom: &Html, page: &Page, element: ElementRef<'_>) -> Map<String, Value> {
    let mut values = binding::named_values(&element);
    if let Some(own) = own_value(dom, page, element)
        && !(own.is_empty() && values.contains_key("value"))
    {
        values.insert("value".to_owned(), own.into());
    }
    values
}

fn own_value(dom: &Html, page: &Page, element: ElementRef<'_>) -> Option<String> {
    if let Some(form) = controls::form_of(dom, &element) {
        let controls = controls::of_form(dom, &form, &page.typed);
        let control = controls.iter().find(|one| one.element.id() == element.id());
        if let Some(control) = control {
            return control.value();
        }
    }
    let unchecked = matches!(element.attr("type"), Some("checkbox" | "radio"))
        && element.attr("checked").is_none();
    match element.value().name() {
        "input" if unchecked => None,
        "input" | "button" => Some(element.attr("value").unwrap_or_default().to_owned()),
        "textarea" | "output" => Some(element.text().collect()),
        _ => None,
    }
}
