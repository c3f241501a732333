//! The controls of forms: what the HTML says of them, and what the user has made of that.

use crate::dom;
use scraper::{ElementRef, Html};
use std::collections::{BTreeMap, BTreeSet};

/// What a user enters into a field: text, the value of a choice, whether a box is checked, or several values.
///
/// ```
/// use slotwise_live_test::FieldValue;
/// assert_eq!(FieldValue::from("Ada"), FieldValue::Text("Ada".to_owned()));
/// assert_eq!(FieldValue::from(true), FieldValue::Checked(true));
/// assert_eq!(FieldValue::from(["a", "b"]), FieldValue::Many(vec!["a".to_owned(), "b".to_owned()]));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldValue {
    /// The text of a field, or the one value that is chosen.
    Text(String),
    /// Of a checkbox.
    Checked(bool),
    /// Of checkboxes of one name those that are checked, of a `<select multiple>` what is chosen, or the texts of
    /// fields of one name.
    Many(Vec<String>),
}

impl From<&str> for FieldValue {
    fn from(text: &str) -> FieldValue {
        FieldValue::Text(text.to_owned())
    }
}

impl From<String> for FieldValue {
    fn from(text: String) -> FieldValue {
        FieldValue::Text(text)
    }
}

impl From<bool> for FieldValue {
    fn from(checked: bool) -> FieldValue {
        FieldValue::Checked(checked)
    }
}

impl<const N: usize> From<[&str; N]> for FieldValue {
    fn from(values: [&str; N]) -> FieldValue {
        FieldValue::Many(values.map(str::to_owned).to_vec())
    }
}

impl From<Vec<String>> for FieldValue {
    fn from(values: Vec<String>) -> FieldValue {
        FieldValue::Many(values)
    }
}

/// Which control: its form, its name, and which of those of this name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Key {
    pub(crate) form: String,
    pub(crate) name: String,
    nth: usize,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum State {
    Text(String),
    Checked(bool),
    /// The options that are chosen, by position.
    Chosen(Vec<usize>),
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Kind {
    Text,
    Textarea,
    Hidden,
    Checkbox,
    Radio,
    Select {
        multiple: bool,
    },
    Button,
    /// Not sent: files, fieldsets, outputs.
    Other,
}

/// A control as the page shows it.
pub(crate) struct Control<'d> {
    pub(crate) key: Key,
    pub(crate) element: ElementRef<'d>,
    pub(crate) kind: Kind,
    /// What the HTML says.
    default: State,
    pub(crate) state: State,
    pub(crate) disabled: bool,
    options: Vec<Choice>,
}

struct Choice {
    value: String,
    text: String,
    disabled: bool,
}

/// What a user has done to the controls of a page.
#[derive(Default)]
pub(crate) struct Typed {
    /// By control: what it says now, and what the HTML said then.
    states: BTreeMap<Key, (State, State)>,
    used: BTreeSet<Key>,
    pub(crate) focus: Option<Key>,
}

/// The name by which a form is remembered.
pub(crate) fn form_name(dom: &Html, form: &ElementRef<'_>) -> String {
    match form.value().id() {
        Some(id) => id.to_owned(),
        None => {
            let forms = dom.root_element().descendent_elements();
            let before = forms.take_while(|element| element.id() != form.id());
            let nth = before
                .filter(|element| element.value().name() == "form")
                .count();
            format!(" {nth}")
        }
    }
}

/// The form that a control belongs to.
pub(crate) fn form_of<'d>(dom: &'d Html, control: &ElementRef<'d>) -> Option<ElementRef<'d>> {
    let is_form = |element: &ElementRef<'_>| element.value().name() == "form";
    match control.attr("form") {
        Some(id) => {
            let mut elements = dom.root_element().descendent_elements();
            elements.find(|element| is_form(element) && element.value().id() == Some(id))
        }
        None => dom::around(*control).find(is_form),
    }
}

/// The controls of a form, in order.
pub(crate) fn of_form<'d>(dom: &'d Html, form: &ElementRef<'d>, typed: &Typed) -> Vec<Control<'d>> {
    let form_name = form_name(dom, form);
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let elements = dom.root_element().descendent_elements();
    let mine = elements
        .filter(|element| kind(element).is_some())
        .filter(|element| form_of(dom, element).is_some_and(|owner| owner.id() == form.id()));
    let controls = mine.filter_map(|element| {
        let name = element.attr("name").unwrap_or_default().to_owned();
        let count = counts.entry(name.clone()).or_default();
        let nth = std::mem::replace(count, *count + 1);
        let form = form_name.clone();
        Control::new(element, Key { form, name, nth }, typed)
    });
    let mut controls: Vec<Control<'_>> = controls.collect();
    settle_radios(&mut controls);
    controls
}

/// Of radio buttons of one name one is checked at most: the last one that says so.
fn settle_radios(controls: &mut [Control<'_>]) {
    let mut checked = BTreeSet::new();
    for control in controls.iter_mut().rev() {
        let is_checked = control.kind == Kind::Radio && control.state == State::Checked(true);
        if is_checked && !checked.insert(control.key.name.clone()) {
            control.state = State::Checked(false);
        }
    }
}

fn kind(element: &ElementRef<'_>) -> Option<Kind> {
    let multiple = element.attr("multiple").is_some();
    Some(match element.value().name() {
        "textarea" => Kind::Textarea,
        "select" => Kind::Select { multiple },
        "button" => Kind::Button,
        "fieldset" | "output" | "object" => Kind::Other,
        "input" => match element
            .attr("type")
            .unwrap_or_default()
            .to_ascii_lowercase()
            .as_str()
        {
            "hidden" => Kind::Hidden,
            "checkbox" => Kind::Checkbox,
            "radio" => Kind::Radio,
            "submit" | "button" | "reset" | "image" => Kind::Button,
            "file" => Kind::Other,
            _ => Kind::Text,
        },
        _ => return None,
    })
}

impl<'d> Control<'d> {
    fn new(element: ElementRef<'d>, key: Key, typed: &Typed) -> Option<Control<'d>> {
        let kind = kind(&element)?;
        let (options, chosen) = options(&element, kind);
        let default = match kind {
            Kind::Checkbox | Kind::Radio => State::Checked(element.attr("checked").is_some()),
            Kind::Select { .. } => State::Chosen(chosen),
            Kind::Textarea => State::Text(element.text().collect()),
            _ => State::Text(element.attr("value").unwrap_or_default().to_owned()),
        };
        let state = typed.states.get(&key).map(|(state, _)| state.clone());
        Some(Control {
            disabled: dom::is_disabled(&element),
            state: state.unwrap_or_else(|| default.clone()),
            key,
            element,
            kind,
            default,
            options,
        })
    }

    /// What a form sends of it.
    pub(crate) fn values(&self) -> Vec<String> {
        match (&self.state, self.kind) {
            (_, Kind::Button | Kind::Other) => Vec::new(),
            (State::Checked(true), _) => {
                vec![self.element.attr("value").unwrap_or("on").to_owned()]
            }
            (State::Checked(false), _) => Vec::new(),
            (State::Text(text), _) => vec![text.clone()],
            (State::Chosen(chosen), _) => {
                let chosen = chosen.iter().filter_map(|at| self.options.get(*at));
                let enabled = chosen.filter(|choice| !choice.disabled);
                enabled.map(|choice| choice.value.clone()).collect()
            }
        }
    }

    /// Its `value`, as scripts read it.
    pub(crate) fn value(&self) -> Option<String> {
        match self.kind {
            Kind::Button => Some(self.element.attr("value").unwrap_or_default().to_owned()),
            Kind::Checkbox | Kind::Radio => self.values().pop(),
            _ => Some(self.values().into_iter().next().unwrap_or_default()),
        }
    }

    fn position(&self, value: &str) -> Result<usize, String> {
        let choice = |choice: &Choice| choice.value == value || choice.text == value;
        match self.options.iter().position(choice) {
            Some(at) if self.options[at].disabled => {
                Err(format!("the option `{value}` is disabled"))
            }
            Some(at) => Ok(at),
            None => {
                let values = self
                    .options
                    .iter()
                    .map(|choice| format!("`{}`", choice.value));
                let values: Vec<String> = values.collect();
                Err(format!(
                    "it has no option `{value}`: there are {}",
                    values.join(", ")
                ))
            }
        }
    }
}

/// The options of a select, and which of them the HTML chooses.
fn options(select: &ElementRef<'_>, kind: Kind) -> (Vec<Choice>, Vec<usize>) {
    let Kind::Select { multiple } = kind else {
        return (Vec::new(), Vec::new());
    };
    let (mut options, mut chosen) = (Vec::new(), Vec::new());
    let elements = select.descendent_elements();
    for element in elements.filter(|element| element.value().name() == "option") {
        if element.attr("selected").is_some() {
            chosen.push(options.len());
        }
        let text = dom::shown(&element);
        let in_disabled_group = dom::around(element)
            .take_while(|outer| outer.id() != select.id())
            .any(|outer| outer.attr("disabled").is_some());
        options.push(Choice {
            value: element
                .attr("value")
                .map_or_else(|| text.clone(), str::to_owned),
            text,
            disabled: in_disabled_group,
        });
    }
    if !multiple {
        // Of several the last one is chosen, of none the first that can be.
        chosen.drain(..chosen.len().saturating_sub(1));
        if chosen.is_empty() {
            chosen.extend(options.iter().position(|choice| !choice.disabled));
        }
    }
    (options, chosen)
}

/// What a user makes of the controls of one name; the states that change.
pub(crate) fn entered(
    controls: &[&Control<'_>],
    value: &FieldValue,
) -> Result<Vec<(Key, State)>, String> {
    let open: Vec<&&Control<'_>> = controls
        .iter()
        .filter(|control| !matches!(control.kind, Kind::Hidden | Kind::Button | Kind::Other))
        .collect();
    let Some(first) = open.first() else {
        return Err("a user cannot enter anything there".to_owned());
    };
    if open.iter().all(|control| control.disabled) {
        return Err("it is disabled".to_owned());
    }
    if first.element.attr("readonly").is_some() {
        return Err("it is for reading only".to_owned());
    }
    let many = match value {
        FieldValue::Text(text) => vec![text.clone()],
        FieldValue::Many(many) => many.clone(),
        FieldValue::Checked(checked) => return boxes_checked(&open, *checked),
    };
    match first.kind {
        Kind::Text | Kind::Textarea => texts(&open, &many),
        Kind::Select { multiple } => {
            if !multiple && many.len() != 1 {
                return Err(format!(
                    "{} values were given, and it takes one",
                    many.len()
                ));
            }
            let chosen = many.iter().map(|value| first.position(value));
            let mut chosen = chosen.collect::<Result<Vec<usize>, String>>()?;
            chosen.sort_unstable();
            Ok(vec![(first.key.clone(), State::Chosen(chosen))])
        }
        _ => ticked(&open, &many),
    }
}

fn texts(open: &[&&Control<'_>], many: &[String]) -> Result<Vec<(Key, State)>, String> {
    if open.len() != many.len() {
        return Err(format!(
            "{} values were given for {} fields of this name",
            many.len(),
            open.len()
        ));
    }
    let pairs = open.iter().zip(many);
    Ok(pairs
        .map(|(control, text)| (control.key.clone(), State::Text(text.clone())))
        .collect())
}

fn boxes_checked(open: &[&&Control<'_>], checked: bool) -> Result<Vec<(Key, State)>, String> {
    match open {
        [one] if one.kind == Kind::Checkbox => Ok(vec![(one.key.clone(), State::Checked(checked))]),
        _ => Err(format!("`{checked}` is for one checkbox, and it is none")),
    }
}

/// Of checkboxes and radio buttons those are checked that have these values.
fn ticked(open: &[&&Control<'_>], many: &[String]) -> Result<Vec<(Key, State)>, String> {
    let value = |control: &Control<'_>| control.element.attr("value").unwrap_or("on").to_owned();
    for wanted in many {
        if !open
            .iter()
            .any(|control| value(control) == *wanted && !control.disabled)
        {
            let values: Vec<String> = open
                .iter()
                .map(|control| format!("`{}`", value(control)))
                .collect();
            let values = values.join(", ");
            return Err(format!("it has no choice `{wanted}`: there are {values}"));
        }
    }
    if open[0].kind == Kind::Radio && many.len() != 1 {
        return Err("one of radio buttons is checked".to_owned());
    }
    let states = open.iter().map(|control| {
        let checked = many.contains(&value(control));
        (control.key.clone(), State::Checked(checked))
    });
    Ok(states.collect())
}

/// What a click on a checkbox or a radio button makes of it and of those of its name.
pub(crate) fn toggled(controls: &[Control<'_>], key: &Key) -> Vec<(Key, State)> {
    let is_checked = |control: &&Control<'_>| control.state == State::Checked(true);
    let clicked = controls.iter().find(|control| control.key == *key);
    match clicked {
        Some(one) if one.kind == Kind::Checkbox => {
            vec![(key.clone(), State::Checked(!is_checked(&one)))]
        }
        Some(one) if !is_checked(&one) => {
            let named = controls
                .iter()
                .filter(|other| other.kind == Kind::Radio && other.key.name == key.name);
            // The one that is clicked comes last, as it has the focus then.
            let mut states: Vec<(Key, State)> = named
                .map(|other| (other.key.clone(), State::Checked(other.key == *key)))
                .collect();
            states.sort_by_key(|(_, state)| *state == State::Checked(true));
            states
        }
        _ => Vec::new(),
    }
}

impl Typed {
    pub(crate) fn enter(&mut self, controls: &[Control<'_>], changes: Vec<(Key, State)>) {
        for (key, state) in changes {
            let default = controls.iter().find(|control| control.key == key);
            if let Some(default) = default.map(|control| control.default.clone()) {
                self.focus = Some(key.clone());
                self.states.insert(key, (state, default));
            }
        }
    }

    pub(crate) fn mark_used(&mut self, key: &Key) {
        self.used.insert(key.clone());
    }

    pub(crate) fn is_used(&self, key: &Key) -> bool {
        self.used.contains(key)
    }

    /// The page was patched: what it says anew of a control holds, but for the one with the focus, and what is
    /// gone is forgotten.
    pub(crate) fn patched(&mut self, dom: &Html) {
        let forms = dom.root_element().descendent_elements();
        let forms = forms.filter(|element| element.value().name() == "form");
        let blank = Typed::default();
        let controls = forms.flat_map(|form| of_form(dom, &form, &blank));
        let defaults: BTreeMap<Key, State> = controls
            .map(|control| (control.key, control.default))
            .collect();
        self.used.retain(|key| defaults.contains_key(key));
        self.focus.take_if(|key| !defaults.contains_key(key));
        let focus = self.focus.clone();
        self.states
            .retain(|key, (_, default)| match defaults.get(key) {
                Some(now) => now == default || focus.as_ref() == Some(key),
                None => false,
            });
    }

    /// What the answer to a form puts back: all of its controls, or those without the focus of which the server
    /// says something.
    pub(crate) fn resync(&mut self, controls: &[Control<'_>], all: bool) {
        for control in controls {
            let is_open = control.kind == Kind::Text && control.element.attr("value").is_none();
            let is_left = self.focus.as_ref() == Some(&control.key) || is_open;
            if all || !is_left {
                self.states.remove(&control.key);
            }
        }
    }

    /// The form is as its HTML says.
    pub(crate) fn reset(&mut self, form: &str) {
        self.states.retain(|key, _| key.form != form);
    }
}
