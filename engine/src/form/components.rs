//! What shows a form: components without styles, with classes to hook on.

use super::Form;
use super::FormData;
use super::field::Field;
use super::rows::{Row, Rows};
use crate::{Attrs, Cmd, Slot, To, View, component, h};

/// A `<form>` with the name of a [`Form`] as its id, and the errors of no field at its end.
///
/// ```
/// use slotwise::form::{Form, FormData, form, input};
/// use slotwise::{View, h};
///
/// #[derive(Clone, FormData)]
/// struct User { name: String }
///
/// struct Page { user: Form<User> }
///
/// impl Page {
///     fn render(&self) -> impl View {
///         h! {
///             <.form for={@user} phx-change="change" phx-submit="save">
///                 <.input field={@user.name} label="Name" />
///             </.form>
///         }
///     }
/// }
///
/// let html = Page { user: Form::new(User { name: "Ada".into() }) }.render().to_html();
/// assert!(html.starts_with(r#"<form id="user" phx-change="change" phx-submit="save">"#));
/// assert!(html.contains(r#"<label for="user_name">Name</label>"#));
/// assert!(html.contains(r#"name="user[name]" value="Ada""#));
/// ```
#[component]
pub fn form<T: FormData>(
    r#for: &Form<T>,
    #[prop(rest, include("action", "method", "autocomplete", "novalidate"))] rest: Attrs,
    inner_block: Slot,
) -> impl View {
    h! {
        <form id={@r#for.name()} {..@rest}>
            {@inner_block}
            <p class="form-error" role="alert" :for={error in @r#for.errors()}>{error.to_string()}</p>
        </form>
    }
}

/// A control with its label and the errors to show. `type` is that of an `<input>`, or `select` or `textarea`;
/// what else is given goes to the control.
///
/// ```
/// use slotwise::form::{Form, FormData, input};
/// use slotwise::{View, h};
///
/// #[derive(Clone, FormData)]
/// struct User { admin: bool, role: String }
///
/// let form = Form::new(User { admin: true, role: "b".into() });
/// let html = h! { <.input field={form.admin} type="checkbox" label="Admin" /> }.to_html();
/// assert!(html.contains(r#"<input type="hidden" name="user[admin]" value="false">"#));
/// assert!(html.contains(r#"name="user[admin]" value="true" checked"#));
///
/// let form = Form::new(User { admin: true, role: "b".into() });
/// let html = h! { <.input field={form.role} type="select" label="Role" options={[("a", "A"), ("b", "B")]} /> }.to_html();
/// assert!(html.contains(r#"<option value="a">A</option><option value="b" selected>B</option>"#));
/// ```
///
/// A password is not sent back. A control with errors has `aria-invalid`, and `aria-describedby` leads to them;
/// they are read out when they come.
#[component]
pub fn input(
    field: &Field,
    /// Its label; without one give an `aria-label`.
    #[prop(default)]
    label: &str,
    #[prop(
        values(
            "text",
            "email",
            "password",
            "number",
            "checkbox",
            "select",
            "textarea",
            "hidden",
            "search",
            "tel",
            "url",
            "date",
            "time",
            "datetime-local",
            "month",
            "week",
            "color",
            "range"
        ),
        default = "text"
    )]
    r#type: &str,
    /// Values and texts of a select.
    #[prop(default)]
    options: &[(&str, &str)],
    /// The text of a first option of a select, without a value.
    #[prop(default)]
    prompt: &str,
    /// A select of several.
    #[prop(default)]
    multiple: bool,
    #[prop(
        rest,
        include(
            "autocomplete",
            "placeholder",
            "required",
            "disabled",
            "readonly",
            "min",
            "max",
            "step",
            "minlength",
            "maxlength",
            "pattern",
            "rows",
            "cols",
            "size",
            "list"
        )
    )]
    rest: Attrs,
) -> impl View {
    h! {
        {#if *@r#type == "hidden"}
            <input type="hidden" id={@field.id()} name={@field.name()} value={@field.value()} {..@rest}>
        {#else}
        <div class={["field", ("invalid", !@field.errors().is_empty())]}>
            {#match *@r#type}
            {#case "checkbox"}
                <input type="hidden" name={@field.name()} value="false">
                <input type="checkbox" id={@field.id()} name={@field.name()} value="true" checked={@field.is_checked()} aria-invalid={invalid(field)} aria-describedby={errors_id(field)} {..@rest}>
                <label for={@field.id()} :if={!@label.is_empty()}>{@label}</label>
            {#case "select"}
                <label for={@field.id()} :if={!@label.is_empty()}>{@label}</label>
                <input type="hidden" name={@field.name()} value="" :if={*@multiple}>
                <select id={@field.id()} name={@field.name()} multiple={@multiple} aria-invalid={invalid(field)} aria-describedby={errors_id(field)} {..@rest}><option value="" :if={!@prompt.is_empty()}>{@prompt}</option><option :for={(value, text) in @options} value={value} selected={@field.has(value)}>{text}</option></select>
            {#case "textarea"}
                <label for={@field.id()} :if={!@label.is_empty()}>{@label}</label>
                <textarea id={@field.id()} name={@field.name()} aria-invalid={invalid(field)} aria-describedby={errors_id(field)} {..@rest}>{@field.value()}</textarea>
            {#case _}
                <label for={@field.id()} :if={!@label.is_empty()}>{@label}</label>
                <input type={@r#type} id={@field.id()} name={@field.name()} value={shown(field, r#type)} aria-invalid={invalid(field)} aria-describedby={errors_id(field)} {..@rest}>
            {/match}
            <.error field={*@field} />
        </div>
        {/if}
    }
}

/// The errors of a field or a list that are to be shown.
///
/// ```
/// use slotwise::form::{Form, FormData, error};
/// use slotwise::session::Params;
/// use slotwise::{View, h};
///
/// #[derive(Clone, FormData)]
/// struct User { age: u8 }
///
/// let mut form = Form::<User>::blank();
/// form.validate(&Params::from_query("user[age]=x"));
/// let html = h! { <.error field={form.age} /> }.to_html();
/// assert_eq!(
///     html,
///     r#"<span class="field-errors" id="user_age-errors" aria-live="polite"><span class="field-error">must be a whole number</span></span>"#,
/// );
/// ```
#[component]
pub fn error(field: &Field) -> impl View {
    h! {
        <span class="field-errors" id={errors_id(field)} aria-live="polite"><span class="field-error" :for={error in @field.errors()}>{error.to_string()}</span></span>
    }
}

/// The entries of a list, each with what stands between the tags, and what tells the server of their order.
///
/// ```
/// use slotwise::form::{Form, FormData, add_button, form, input, inputs_for, row_button};
/// use slotwise::{View, h};
///
/// #[derive(Clone, FormData)]
/// struct User { #[form(nested)] skills: Vec<Skill> }
///
/// #[derive(Clone, FormData)]
/// struct Skill { name: String }
///
/// let user = Form::new(User { skills: vec![Skill { name: "Rust".into() }] });
/// let view = h! {
///     <.form for={user} phx-change="change" phx-submit="save">
///         <.inputs_for field={user.skills} :let={skill}>
///             <.input field={skill.name} label="Skill" />
///             <.row_button row={skill} action="drop">Remove</.row_button>
///         </.inputs_for>
///         <.add_button field={user.skills}>Add a skill</.add_button>
///     </.form>
/// };
/// let html = view.to_html();
/// assert!(html.contains(r#"<input type="hidden" name="user[skills_sort][]" value="0">"#));
/// assert!(html.contains(r#"name="user[skills][0][name]" value="Rust""#));
/// assert!(html.contains(r#"name="user[skills_drop][]" value="0""#));
/// ```
#[component]
pub fn inputs_for<T: FormData>(field: &Rows<T>, inner_block: Slot<Row<T>>) -> impl View {
    h! {
        {#for row in @field.iter(); row.index()}<input type="hidden" name={row.sort_name()} value={row.index()}>{@inner_block(row)}{/for}<input type="hidden" name={@field.drop_name()} value="">
    }
}

/// A button that removes an entry of a list, `drop`, or moves it by one, `up` or `down`.
///
/// It is a control of the form: what it does is part of the next change, together with all that was typed. What
/// the client is to do besides is `then`, such as to put the focus somewhere when its button goes away.
#[component]
pub fn row_button<T: FormData>(
    row: &Row<T>,
    #[prop(values("drop", "up", "down"))] action: &str,
    #[prop(default)] then: Option<Cmd>,
    #[prop(rest, include("disabled"))] rest: Attrs,
    inner_block: Slot,
) -> impl View {
    h! {
        <button type="button" name={row_name(row, action)} value={@row.index()} phx-click={change(then)} {..@rest}>{@inner_block}</button>
    }
}

/// A button that adds an entry to a list.
#[component]
pub fn add_button<T: FormData>(
    field: &Rows<T>,
    #[prop(rest, include("disabled"))] rest: Attrs,
    inner_block: Slot,
) -> impl View {
    h! {
        <button type="button" name={@field.sort_name()} value="new" phx-click={change(&None)} {..@rest}>{@inner_block}</button>
    }
}

/// As if the button's value had been changed.
fn change(then: &Option<Cmd>) -> Cmd {
    let change = Cmd::dispatch(To::this(), "change");
    match then {
        Some(then) => change.then(then.clone()),
        None => change,
    }
}

fn row_name<T: FormData>(row: &Row<T>, action: &str) -> String {
    match action {
        "up" => row.up_name(),
        "down" => row.down_name(),
        _ => row.drop_name(),
    }
}

fn errors_id(field: &Field) -> String {
    format!("{}-errors", field.id())
}

fn invalid(field: &Field) -> Option<&'static str> {
    (!field.errors().is_empty()).then_some("true")
}

/// The text that a control shows; a password is its user's.
fn shown<'f>(field: &'f Field, kind: &str) -> Option<&'f str> {
    (kind != "password").then(|| field.value())
}
