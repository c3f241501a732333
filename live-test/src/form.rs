//! [`Form`]: what a user does to a form, sent as the client sends it.

use crate::binding;
use crate::controls::{self, Control, FieldValue, Key, Kind, Typed};
use crate::dom::{self, Which};
use crate::near::nearest;
use crate::page::{Page, Payload, expect};
use crate::upload;
use form_urlencoded::Serializer;
use scraper::{ElementRef, Html};
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// A form of a [`Page`].
pub struct Form<'p> {
    page: &'p mut Page,
    selector: String,
}

impl<'p> Form<'p> {
    pub(crate) fn new(page: &'p mut Page, selector: &str) -> Result<Form<'p>, String> {
        page.settle()?;
        let element = dom::one(&page.dom, selector, &Which::Only)?;
        if element.value().name() != "form" {
            return Err(format!(
                "`{selector}` is a `<{}>`, no form",
                element.value().name()
            ));
        }
        let selector = selector.to_owned();
        Ok(Form { page, selector })
    }

    /// The user fills fields in, one after the other. For each one the event of `phx-change` is sent, if the field
    /// or the form has one: all fields of the form, `_target`, and `_unused_*` for those that were never used.
    ///
    /// Values are texts, `bool` for a checkbox, and lists where a name has several; see [`FieldValue`].
    ///
    /// # Panics
    /// If there is no such field, or it does not take such a value, or the view does not take the event.
    #[track_caller]
    pub fn change<N: AsRef<str>, V: Into<FieldValue>>(
        self,
        fields: impl IntoIterator<Item = (N, V)>,
    ) -> Form<'p> {
        for (name, value) in fields {
            let changed = change(self.page, &self.selector, name.as_ref(), &value.into());
            expect(changed);
        }
        self
    }

    /// The user sends the form, by the button that is its first.
    ///
    /// # Panics
    /// If it has no `phx-submit`, its button is disabled, or the view does not take the event.
    #[track_caller]
    pub fn submit(self) {
        expect(submit_by_default(self.page, &self.selector));
    }

    /// What would be sent of the fields now.
    ///
    /// # Panics
    /// If the form is gone.
    #[track_caller]
    pub fn values(&self) -> Vec<(String, String)> {
        let form = expect(dom::one(&self.page.dom, &self.selector, &Which::Only));
        let controls = controls::of_form(&self.page.dom, &form, &self.page.typed);
        data(&controls, None)
    }
}

fn change(page: &mut Page, selector: &str, name: &str, value: &FieldValue) -> Result<(), String> {
    let form = dom::one(&page.dom, selector, &Which::Only)?;
    let controls = controls::of_form(&page.dom, &form, &page.typed);
    let named: Vec<&Control<'_>> = controls.iter().filter(|c| c.key.name == name).collect();
    if named.is_empty() {
        return Err(no_field(selector, name, &controls));
    }
    let entered = controls::entered(&named, value);
    let changes = entered.map_err(|problem| format!("`{name}` of `{selector}`: {problem}"))?;
    let keys: Vec<Key> = changes.iter().map(|(key, _)| key.clone()).collect();
    let mut typed = std::mem::take(&mut page.typed);
    typed.enter(&controls, changes);
    page.typed = typed;
    changed(page, &keys)
}

/// The user clicks a checkbox or a radio button.
pub(crate) fn toggle(page: &mut Page, key: &Key) -> Result<(), String> {
    let form = form_named(&page.dom, &key.form)?;
    let mut typed = std::mem::take(&mut page.typed);
    let controls = controls::of_form(&page.dom, &form, &typed);
    let changes = controls::toggled(&controls, key);
    let keys: Vec<Key> = changes.iter().map(|(key, _)| key.clone()).collect();
    typed.enter(&controls, changes);
    page.typed = typed;
    changed(page, &keys)
}

fn no_field(selector: &str, name: &str, controls: &[Control<'_>]) -> String {
    let names: BTreeSet<&str> = controls.iter().map(|control| &*control.key.name).collect();
    let names: Vec<&str> = names.into_iter().filter(|name| !name.is_empty()).collect();
    let instead = match nearest(name, names.iter().copied()) {
        Some(near) => format!("there is `{near}`"),
        None => format!("there are {}", names.join(", ")),
    };
    format!("`{selector}` has no field `{name}`: {instead}")
}

/// Tells the server of controls that were changed together.
fn changed(page: &mut Page, keys: &[Key]) -> Result<(), String> {
    let Some(key) = keys.last() else {
        return Ok(());
    };
    let form = form_named(&page.dom, &key.form)?;
    let controls = controls::of_form(&page.dom, &form, &page.typed);
    let Some(control) = controls.iter().find(|control| control.key == *key) else {
        return Ok(());
    };
    let own = control.element.attr("phx-change");
    let (bound, text) = match (own, form.attr("phx-change")) {
        (Some(own), _) if !own.is_empty() => (control.element, own),
        (_, Some(of_form)) if !of_form.is_empty() => (form, of_form),
        _ => return Ok(()),
    };
    let only = (bound.id() == control.element.id()).then(|| key.name.clone());
    let mut used = std::mem::take(&mut page.typed);
    keys.iter().for_each(|key| used.mark_used(key));
    let sending = Sending {
        submitter: None,
        target: Some(&key.name),
        only: only.as_deref(),
    };
    let payloads = payloads(&page.dom, bound, text, &form, &used, &sending);
    page.typed = used;
    page.perform(payloads?)?;
    resync(page, &key.form, false);
    Ok(())
}

/// Files were chosen for the input of an id.
pub(crate) fn file_chosen(page: &mut Page, id: &str) -> Result<(), String> {
    let controls = file_inputs(page, |input| input.value().id() == Some(id))?;
    match controls.as_slice() {
        [(key, _)] => changed(page, std::slice::from_ref(key)),
        _ => Err(format!("`#{id}` stands in no form")),
    }
}

/// The file inputs of all forms, with their ids.
fn file_inputs(
    page: &Page,
    which: impl Fn(&ElementRef<'_>) -> bool,
) -> Result<Vec<(Key, String)>, String> {
    let forms = dom::all(&page.dom, "form")?;
    let controls = forms
        .iter()
        .flat_map(|form| controls::of_form(&page.dom, form, &page.typed));
    let files = controls.filter_map(|control| {
        let id = control.element.attr("data-phx-upload-ref")?;
        which(&control.element).then(|| (control.key.clone(), id.to_owned()))
    });
    Ok(files.collect())
}

fn submit_by_default(page: &mut Page, selector: &str) -> Result<(), String> {
    let form = dom::one(&page.dom, selector, &Which::Only)?;
    let name = controls::form_name(&page.dom, &form);
    let controls = controls::of_form(&page.dom, &form, &page.typed);
    let default = controls.iter().find(|control| is_submit(&control.element));
    if default.is_some_and(|button| button.disabled) {
        return Err(format!("the button of `{selector}` is disabled"));
    }
    let button = default.map(|button| button.key.clone());
    submit(page, &name, button.as_ref())
}

/// Whether a click sends the form.
pub(crate) fn is_submit(element: &ElementRef<'_>) -> bool {
    let kind = element
        .attr("type")
        .unwrap_or_default()
        .to_ascii_lowercase();
    match element.value().name() {
        "button" => !matches!(kind.as_str(), "button" | "reset"),
        "input" => matches!(kind.as_str(), "submit" | "image"),
        _ => false,
    }
}

/// Sends a form by one of its buttons, its files first.
pub(crate) fn submit(page: &mut Page, name: &str, button: Option<&Key>) -> Result<(), String> {
    let files = file_inputs(page, |_| true)?.into_iter();
    let inputs: Vec<String> = files
        .filter_map(|(key, id)| (key.form == name).then_some(id))
        .collect();
    if !inputs.is_empty() {
        upload::upload_all(page, &inputs)?;
    }
    let form = form_named(&page.dom, name)?;
    let Some(text) = form.attr("phx-submit").filter(|text| !text.is_empty()) else {
        return Err(format!("`{}` has no `phx-submit`", dom::name(&form)));
    };
    let mut typed = std::mem::take(&mut page.typed);
    let controls = controls::of_form(&page.dom, &form, &typed);
    for control in &controls {
        typed.mark_used(&control.key);
    }
    let sending = Sending {
        submitter: controls.iter().find(|control| Some(&control.key) == button),
        target: None,
        only: None,
    };
    let payloads = payloads(&page.dom, form, text, &form, &typed, &sending);
    page.typed = typed;
    page.perform(payloads?)?;
    resync(page, name, true);
    Ok(())
}

/// Puts a form back to what its HTML says, and tells the server.
pub(crate) fn reset(page: &mut Page, name: &str) -> Result<(), String> {
    page.typed.reset(name);
    let form = form_named(&page.dom, name)?;
    let Some(text) = form.attr("phx-change").filter(|text| !text.is_empty()) else {
        return Ok(());
    };
    let sending = Sending {
        submitter: None,
        target: Some("reset"),
        only: None,
    };
    let payloads = payloads(&page.dom, form, text, &form, &page.typed, &sending)?;
    page.perform(payloads)
}

fn resync(page: &mut Page, name: &str, all: bool) {
    let mut typed = std::mem::take(&mut page.typed);
    if let Ok(form) = form_named(&page.dom, name) {
        let controls = controls::of_form(&page.dom, &form, &typed);
        typed.resync(&controls, all);
    }
    page.typed = typed;
}

fn form_named<'d>(dom: &'d Html, name: &str) -> Result<ElementRef<'d>, String> {
    let mut forms = dom.root_element().descendent_elements();
    let form = forms.find(|element| {
        element.value().name() == "form" && controls::form_name(dom, element) == name
    });
    form.ok_or_else(|| "the form is gone".to_owned())
}

/// How a form is sent.
struct Sending<'s> {
    submitter: Option<&'s Control<'s>>,
    target: Option<&'s str>,
    /// The one field that is sent.
    only: Option<&'s str>,
}

/// What the binding of a form, or of a field of it, sends.
fn payloads(
    dom: &Html,
    bound: ElementRef<'_>,
    text: &str,
    form: &ElementRef<'_>,
    typed: &Typed,
    sending: &Sending<'_>,
) -> Result<Vec<Payload>, String> {
    Payload::all(dom, bound, text, |given| {
        let mut extra = binding::named_values(&bound);
        extra.extend(given.clone());
        let controls = controls::of_form(dom, form, typed);
        let text = serialized(form, &controls, typed, sending, &extra);
        ("form", text.into())
    })
}

/// The pairs that a form sends.
fn data(controls: &[Control<'_>], submitter: Option<&Key>) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    for control in controls {
        let name = &control.key.name;
        if name.is_empty() || control.disabled || in_datalist(&control.element) {
            continue;
        }
        let values = match (control.kind, submitter) {
            (Kind::Button, Some(key)) if *key == control.key => {
                control.value().into_iter().collect()
            }
            _ => control.values(),
        };
        pairs.extend(values.into_iter().map(|value| (name.clone(), value)));
    }
    pairs
}

fn in_datalist(element: &ElementRef<'_>) -> bool {
    dom::around(*element).any(|outer| outer.value().name() == "datalist")
}

fn serialized(
    form: &ElementRef<'_>,
    controls: &[Control<'_>],
    typed: &Typed,
    sending: &Sending<'_>,
    extra: &Map<String, Value>,
) -> String {
    let submitter = sending.submitter.map(|button| &button.key);
    let mut unused = unused_names(form, controls, typed, submitter);
    let mut out = Serializer::new(String::new());
    let mut sent = BTreeSet::new();
    for (name, value) in data(controls, submitter) {
        if sending.only.is_some_and(|only| only != name) {
            continue;
        }
        if unused.remove(name.as_str()) {
            out.append_pair(&unused_name(&name), "");
        }
        out.append_pair(&name, &value);
        sent.insert(name);
    }
    for (name, value) in extra.iter().filter(|(name, _)| !sent.contains(*name)) {
        match value {
            Value::String(text) => out.append_pair(name, text),
            other => out.append_pair(name, &other.to_string()),
        };
    }
    if let Some(target) = sending.target {
        out.append_pair("_target", target);
    }
    out.finish()
}

/// The names of fields that nobody has used yet.
fn unused_names<'c>(
    form: &ElementRef<'_>,
    controls: &'c [Control<'_>],
    typed: &Typed,
    submitter: Option<&Key>,
) -> BTreeSet<&'c str> {
    const NO: &str = "phx-no-unused-field";
    if form.attr(NO).is_some() {
        return BTreeSet::new();
    }
    let is_used = |control: &Control<'_>| {
        typed.is_used(&control.key)
            || control.element.attr(NO).is_some()
            || submitter.is_some_and(|button| button.name == control.key.name)
    };
    let name = |control: &'c Control<'_>| control.key.name.as_str();
    let used: BTreeSet<&str> = controls.iter().filter(|c| is_used(c)).map(name).collect();
    let open = controls
        .iter()
        .filter(|control| control.kind != Kind::Hidden);
    open.map(name).filter(|name| !used.contains(name)).collect()
}

/// `user[email]` -> `user[_unused_email]`, `tags[]` -> `_unused_tags[]`.
fn unused_name(name: &str) -> String {
    let (base, list) = match name.strip_suffix("[]") {
        Some(base) => (base, "[]"),
        None => (name, ""),
    };
    let start = match base.rfind('[') {
        Some(at) if base.ends_with(']') => at + 1,
        _ => 0,
    };
    format!("{}_unused_{}{list}", &base[..start], &base[start..])
}

#[cfg(test)]
mod tests {
    use super::unused_name;

    #[test]
    fn names_of_unused_fields() {
        assert_eq!(unused_name("email"), "_unused_email");
        assert_eq!(unused_name("user[email]"), "user[_unused_email]");
        assert_eq!(unused_name("user[a][b]"), "user[a][_unused_b]");
        assert_eq!(unused_name("tags[]"), "_unused_tags[]");
        assert_eq!(unused_name("user[tags][]"), "user[_unused_tags][]");
    }
}
