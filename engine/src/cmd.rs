//! [`Cmd`]: what a binding such as `phx-click` runs, as text that the client reads.
//!
//! ```text
//! Cmd::push("save").then(Cmd::hide("#menu"))
//! [["push",{"event":"save"}],["hide",{"to":"#menu"}]]
//! ```
//! `options.rs` says more of one command, `to.rs` which elements it is for, `args.rs` writes the JSON.
//! Whatever comes from data stands inside a JSON string, so it is never a command of its own.

mod args;
mod options;
mod to;

pub use args::CmdValue;
pub use options::{Classes, CmdText, Dispatch, Push, Showing, Transition};
pub use to::To;

use crate::attrs::RefusedName;
use alloc::borrow::Cow;
use alloc::format;
use alloc::string::String;
use args::Args;
use slotwise_html::attributes::{
    AttributeContext, attribute_context, is_alike_on_all, is_name_for_data,
};
use slotwise_html::url::{self, Part};

/// Commands for the client: what `phx-click` and the other bindings take, beside text of the template.
///
/// Each function makes one command; [`then`](Cmd::then) puts them one after another. Commands run in the
/// browser at once, those that push tell the server too. A selector alone stands for [`To`], and options
/// for what a plain argument leaves open.
///
/// ```
/// use slotwise::{Cmd, Push, View, h};
/// let id = 7;
/// let close = Cmd::push(Push::new("close").value("id", id)).then(Cmd::hide("#menu"));
/// assert_eq!(close.as_str(), r##"[["push",{"event":"close","value":{"id":7}}],["hide",{"to":"#menu"}]]"##);
/// let view = h! { <button phx-click={close}>Close</button> };
/// assert!(view.to_html().starts_with("<button phx-click=\"[[&quot;push&quot;,"));
/// ```
///
/// A component takes them as a prop that literals can be given for:
///
/// ```
/// use slotwise::{Cmd, View, component, h};
/// #[component]
/// fn closer(#[prop(into)] on_close: Cmd) -> impl View {
///     h! { <button phx-click={@on_close}>Close</button> }
/// }
/// assert_eq!(h! { <.closer on_close="gone" /> }.to_html(), r#"<button phx-click="gone">Close</button>"#);
/// ```
#[must_use = "a command does nothing until it is the value of a binding"]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cmd {
    /// A list of commands, or the name of an event that the program's text has.
    text: Cow<'static, str>,
    refused: Option<RefusedName>,
}

impl Cmd {
    /// No commands.
    ///
    /// ```
    /// assert_eq!(slotwise::Cmd::new().as_str(), "[]");
    /// ```
    pub const fn new() -> Cmd {
        Cmd {
            text: Cow::Borrowed("[]"),
            refused: None,
        }
    }

    /// These commands, then those.
    ///
    /// ```
    /// use slotwise::Cmd;
    /// let both = Cmd::from("go").then(Cmd::focus("#name"));
    /// assert_eq!(both.as_str(), r##"[["push",{"event":"go"}],["focus",{"to":"#name"}]]"##);
    /// ```
    pub fn then(self, next: impl Into<Cmd>) -> Cmd {
        let next = next.into();
        let (before, after) = (self.list(), next.list());
        let comma = match before.is_empty() || after.is_empty() {
            true => "",
            false => ",",
        };
        let text = Cow::Owned(format!("[{before}{comma}{after}]"));
        Cmd {
            text,
            refused: self.refused.or(next.refused),
        }
    }

    /// Sends an event: its name, or a [`Push`] with values and more.
    ///
    /// ```
    /// # use slotwise::Cmd;
    /// assert_eq!(Cmd::push("save").as_str(), r#"[["push",{"event":"save"}]]"#);
    /// assert_eq!(Cmd::push("[[\"exec\"").as_str(), r#"[["push",{"event":"[[\"exec\""}]]"#);
    /// ```
    pub fn push(event: impl Into<Push>) -> Cmd {
        Cmd::one("push", event.into().args())
    }

    /// Shows elements that are hidden.
    ///
    /// ```
    /// # use slotwise::{Cmd, Showing, Transition};
    /// assert_eq!(Cmd::show("#menu").as_str(), r##"[["show",{"to":"#menu"}]]"##);
    /// let fade = Transition::new("fade").starting("clear").ending("dark").time(100);
    /// assert_eq!(
    ///     Cmd::show(Showing::new("#menu").display("flex").appear(fade)).as_str(),
    ///     r##"[["show",{"to":"#menu","display":"flex","transition":[["fade"],["clear"],["dark"]],"time":100}]]"##,
    /// );
    /// ```
    pub fn show(what: impl Into<Showing>) -> Cmd {
        Cmd::one("show", what.into().shown())
    }

    /// Hides elements that are shown.
    ///
    /// ```
    /// # use slotwise::{Cmd, To};
    /// assert_eq!(Cmd::hide(To::closest(".box")).as_str(), r#"[["hide",{"to":{"closest":".box"}}]]"#);
    /// ```
    pub fn hide(what: impl Into<Showing>) -> Cmd {
        Cmd::one("hide", what.into().hidden())
    }

    /// Shows elements that are hidden, and hides those that are shown.
    ///
    /// ```
    /// # use slotwise::{Cmd, Showing, To, Transition};
    /// assert_eq!(Cmd::toggle(To::this()).as_str(), r#"[["toggle",{}]]"#);
    /// let slow = Showing::new("#menu").appear(Transition::new("in")).vanish(Transition::new("out"));
    /// assert_eq!(
    ///     Cmd::toggle(slow).as_str(),
    ///     r##"[["toggle",{"to":"#menu","ins":[["in"],[],[]],"outs":[["out"],[],[]]}]]"##,
    /// );
    /// ```
    pub fn toggle(what: impl Into<Showing>) -> Cmd {
        Cmd::one("toggle", what.into().toggled())
    }

    /// Adds classes.
    ///
    /// ```
    /// # use slotwise::{Cmd, To};
    /// assert_eq!(Cmd::add_class(To::this(), "a b").as_str(), r#"[["add_class",{"names":["a","b"]}]]"#);
    /// ```
    pub fn add_class(to: impl Into<To>, classes: impl Into<Classes>) -> Cmd {
        Cmd::one("add_class", classes.into().write(Args::to(to)))
    }

    /// Takes classes away.
    ///
    /// ```
    /// # use slotwise::Cmd;
    /// assert_eq!(Cmd::remove_class("p", "a").as_str(), r#"[["remove_class",{"to":"p","names":["a"]}]]"#);
    /// ```
    pub fn remove_class(to: impl Into<To>, classes: impl Into<Classes>) -> Cmd {
        Cmd::one("remove_class", classes.into().write(Args::to(to)))
    }

    /// Adds the classes that are not there, and takes away those that are.
    ///
    /// ```
    /// # use slotwise::Cmd;
    /// assert_eq!(Cmd::toggle_class("p", "a").as_str(), r#"[["toggle_class",{"to":"p","names":["a"]}]]"#);
    /// ```
    pub fn toggle_class(to: impl Into<To>, classes: impl Into<Classes>) -> Cmd {
        Cmd::one("toggle_class", classes.into().write(Args::to(to)))
    }

    /// Runs a transition and leaves nothing but its last classes.
    ///
    /// ```
    /// # use slotwise::{Cmd, Transition};
    /// assert_eq!(
    ///     Cmd::transition("#box", Transition::new("shake").time(300)).as_str(),
    ///     r##"[["transition",{"to":"#box","transition":[["shake"],[],[]],"time":300}]]"##,
    /// );
    /// ```
    pub fn transition(to: impl Into<To>, transition: impl Into<Transition>) -> Cmd {
        Cmd::one("transition", transition.into().write(Args::to(to)))
    }

    /// Sets an attribute. Text of the program may be the value of any attribute that has no rights; what comes
    /// from data may not stand in those that give other elements rights, such as `src`, as it is not known which
    /// element it will be, and addresses are filtered. A command for an attribute that is refused is left out,
    /// and [`refused`](Cmd::refused) says so.
    ///
    /// ```
    /// # use slotwise::{Cmd, To};
    /// let label = String::from("Ada");
    /// assert_eq!(
    ///     Cmd::set_attr("#a", "aria-label", label).as_str(),
    ///     r##"[["set_attr",{"to":"#a","attr":["aria-label","Ada"]}]]"##,
    /// );
    /// assert_eq!(Cmd::set_attr(To::this(), "onclick", "alert(1)").as_str(), "[]");
    /// ```
    pub fn set_attr(to: impl Into<To>, name: &'static str, value: impl Into<CmdText>) -> Cmd {
        Cmd::attribute("set_attr", to.into(), name, [value.into()])
    }

    /// Takes an attribute away.
    ///
    /// ```
    /// # use slotwise::Cmd;
    /// assert_eq!(Cmd::remove_attr("#a", "open").as_str(), r##"[["remove_attr",{"to":"#a","attr":"open"}]]"##);
    /// ```
    pub fn remove_attr(to: impl Into<To>, name: &'static str) -> Cmd {
        Cmd::one("remove_attr", Args::to(to).text("attr", name))
    }

    /// Sets an attribute, or takes it away if it is there. What may be set is what [`Cmd::set_attr`] sets.
    ///
    /// ```
    /// # use slotwise::Cmd;
    /// assert_eq!(
    ///     Cmd::toggle_attr("#a", "open", "").as_str(),
    ///     r##"[["toggle_attr",{"to":"#a","attr":["open",""]}]]"##,
    /// );
    /// ```
    pub fn toggle_attr(to: impl Into<To>, name: &'static str, value: impl Into<CmdText>) -> Cmd {
        Cmd::attribute("toggle_attr", to.into(), name, [value.into()])
    }

    /// Sets an attribute to one of two values: to the second if it has the first.
    ///
    /// ```
    /// # use slotwise::Cmd;
    /// assert_eq!(
    ///     Cmd::switch_attr("#a", "aria-expanded", "true", "false").as_str(),
    ///     r##"[["toggle_attr",{"to":"#a","attr":["aria-expanded","true","false"]}]]"##,
    /// );
    /// ```
    pub fn switch_attr(
        to: impl Into<To>,
        name: &'static str,
        first: impl Into<CmdText>,
        second: impl Into<CmdText>,
    ) -> Cmd {
        Cmd::attribute(
            "toggle_attr",
            to.into(),
            name,
            [first.into(), second.into()],
        )
    }

    /// Leaves attributes to the browser from now on: patches do not write them. A name may end in `*`.
    ///
    /// ```
    /// # use slotwise::{Cmd, To};
    /// assert_eq!(
    ///     Cmd::ignore_attributes(To::this(), &["open", "data-x-*"]).as_str(),
    ///     r#"[["ignore_attrs",{"attrs":["open","data-x-*"]}]]"#,
    /// );
    /// ```
    pub fn ignore_attributes(to: impl Into<To>, names: &[&'static str]) -> Cmd {
        let args = Args::to(to).texts("attrs", names.iter().copied());
        Cmd::one("ignore_attrs", args)
    }

    /// Moves the focus to an element.
    ///
    /// ```
    /// # use slotwise::Cmd;
    /// assert_eq!(Cmd::focus("#name").as_str(), r##"[["focus",{"to":"#name"}]]"##);
    /// ```
    pub fn focus(to: impl Into<To>) -> Cmd {
        Cmd::one("focus", Args::to(to))
    }

    /// Moves the focus to the first element inside that takes it.
    ///
    /// ```
    /// # use slotwise::Cmd;
    /// assert_eq!(Cmd::focus_first("#form").as_str(), r##"[["focus_first",{"to":"#form"}]]"##);
    /// ```
    pub fn focus_first(to: impl Into<To>) -> Cmd {
        Cmd::one("focus_first", Args::to(to))
    }

    /// Remembers an element for [`Cmd::pop_focus`].
    ///
    /// ```
    /// # use slotwise::{Cmd, To};
    /// assert_eq!(Cmd::push_focus(To::this()).as_str(), r#"[["push_focus",{}]]"#);
    /// ```
    pub fn push_focus(to: impl Into<To>) -> Cmd {
        Cmd::one("push_focus", Args::to(to))
    }

    /// Moves the focus to the element that was remembered last.
    ///
    /// ```
    /// # use slotwise::Cmd;
    /// assert_eq!(Cmd::pop_focus().as_str(), r#"[["pop_focus",{}]]"#);
    /// ```
    pub fn pop_focus() -> Cmd {
        Cmd::one("pop_focus", Args::default())
    }

    /// Runs the commands in an attribute of elements: a binding, or one whose name begins with `data-cmd-`. Any
    /// other may hold text from data; such a command is left out, and [`refused`](Cmd::refused) says so.
    ///
    /// ```
    /// use slotwise::{Cmd, View, h};
    /// let (cancel, close) = (Cmd::exec("#box", "data-cmd-cancel"), Cmd::hide("#box"));
    /// assert_eq!(cancel.as_str(), r##"[["exec",{"to":"#box","attr":"data-cmd-cancel"}]]"##);
    /// let view = h! { <div id="box" data-cmd-cancel={close}><button phx-click={cancel}>x</button></div> };
    /// assert!(view.to_html().contains("data-cmd-cancel=\"[[&quot;hide&quot;"));
    /// assert!(Cmd::exec("#box", "data-cancel").refused().is_some());
    /// ```
    pub fn exec(to: impl Into<To>, attribute: &'static str) -> Cmd {
        match attribute_context("", attribute) {
            AttributeContext::Command => Cmd::one("exec", Args::to(to).text("attr", attribute)),
            _ => Cmd::refuse(attribute),
        }
    }

    /// Dispatches an event of the DOM: its name, or a [`Dispatch`] with a detail and more.
    ///
    /// ```
    /// # use slotwise::Cmd;
    /// assert_eq!(
    ///     Cmd::dispatch("#chart", "app:redraw").as_str(),
    ///     r##"[["dispatch",{"to":"#chart","event":"app:redraw"}]]"##,
    /// );
    /// ```
    pub fn dispatch(to: impl Into<To>, event: impl Into<Dispatch>) -> Cmd {
        Cmd::one("dispatch", event.into().write(Args::to(to)))
    }

    /// Goes to another page. An address whose scheme runs something leads nowhere.
    ///
    /// ```
    /// # use slotwise::Cmd;
    /// assert_eq!(Cmd::navigate("/a").as_str(), r#"[["navigate",{"href":"/a"}]]"#);
    /// assert_eq!(
    ///     Cmd::navigate("javascript:alert(1)").as_str(),
    ///     r#"[["navigate",{"href":"about:invalid#blocked"}]]"#,
    /// );
    /// ```
    pub fn navigate(href: impl AsRef<str>) -> Cmd {
        Cmd::one("navigate", address(href.as_ref()))
    }

    /// Likewise in place of this page in the browser's history.
    ///
    /// ```
    /// # use slotwise::Cmd;
    /// assert_eq!(Cmd::replace("/a").as_str(), r#"[["navigate",{"href":"/a","replace":true}]]"#);
    /// ```
    pub fn replace(href: impl AsRef<str>) -> Cmd {
        Cmd::one("navigate", address(href.as_ref()).json("replace", "true"))
    }

    /// Gives the view another address.
    ///
    /// ```
    /// # use slotwise::Cmd;
    /// assert_eq!(Cmd::patch("/a?page=2").as_str(), r#"[["patch",{"href":"/a?page=2"}]]"#);
    /// ```
    pub fn patch(href: impl AsRef<str>) -> Cmd {
        Cmd::one("patch", address(href.as_ref()))
    }

    /// Likewise in place of its address in the browser's history.
    ///
    /// ```
    /// # use slotwise::Cmd;
    /// assert_eq!(Cmd::patch_replace("/a").as_str(), r#"[["patch",{"href":"/a","replace":true}]]"#);
    /// ```
    pub fn patch_replace(href: impl AsRef<str>) -> Cmd {
        Cmd::one("patch", address(href.as_ref()).json("replace", "true"))
    }

    /// The value of the binding.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The first attribute that a command named and may not: that command was left out.
    ///
    /// ```
    /// use slotwise::{Cmd, To};
    /// let cmd = Cmd::push("go").then(Cmd::set_attr(To::this(), "srcdoc", "x"));
    /// assert_eq!(cmd.as_str(), r#"[["push",{"event":"go"}]]"#);
    /// assert_eq!(cmd.refused().unwrap().to_string(), "an attribute called \"srcdoc\" cannot be set");
    /// ```
    pub fn refused(&self) -> Option<&RefusedName> {
        self.refused.as_ref()
    }

    pub(crate) fn into_text(self) -> Cow<'static, str> {
        self.text
    }

    fn one(name: &'static str, args: Args) -> Cmd {
        Cmd {
            text: Cow::Owned(format!("[[\"{name}\",{}]]", args.finished())),
            refused: None,
        }
    }

    fn refuse(attribute: &str) -> Cmd {
        Cmd {
            refused: Some(RefusedName::of(attribute)),
            ..Cmd::new()
        }
    }

    fn attribute<const N: usize>(
        command: &'static str,
        to: To,
        name: &'static str,
        values: [CmdText; N],
    ) -> Cmd {
        let allowed = values.map(|value| allowed(name, value));
        if allowed.iter().any(Option::is_none) {
            return Cmd::refuse(name);
        }
        let attr = [name]
            .into_iter()
            .chain(allowed.iter().flatten().map(String::as_str));
        Cmd::one(command, Args::to(to).texts("attr", attr))
    }

    /// What stands between the brackets of the list.
    fn list(&self) -> Cow<'_, str> {
        let inside = self.text.trim().strip_prefix('[');
        match inside.and_then(|text| text.strip_suffix(']')) {
            Some(inside) => Cow::Borrowed(inside.trim()),
            None => {
                let args = Push::new(&self.text).args().finished();
                Cow::Owned(format!("[\"push\",{args}]"))
            }
        }
    }
}

fn address(href: &str) -> Args {
    Args::default().text("href", &url::filter(Part::Start, href))
}

/// The value as an attribute of this name may have it on whatever element.
fn allowed(name: &str, value: CmdText) -> Option<String> {
    let is_known = value.is_constant() || is_alike_on_all(name);
    if !is_name_for_data(name) || !is_known {
        return None;
    }
    let text = value.into_text();
    Some(match attribute_context("", name) {
        AttributeContext::Url => url::filter(Part::Start, &text).into_owned(),
        AttributeContext::UrlList => url::filter(Part::List, &text).into_owned(),
        _ => text.into_owned(),
    })
}

impl Default for Cmd {
    fn default() -> Cmd {
        Cmd::new()
    }
}

/// Text of the program: the name of an event, or a list of commands as JSON. What comes from data goes through
/// [`Cmd::push`].
impl From<&'static str> for Cmd {
    fn from(text: &'static str) -> Cmd {
        Cmd {
            text: Cow::Borrowed(text),
            refused: None,
        }
    }
}

impl From<&Cmd> for Cmd {
    fn from(commands: &Cmd) -> Cmd {
        commands.clone()
    }
}

impl From<Push> for Cmd {
    fn from(push: Push) -> Cmd {
        Cmd::push(push)
    }
}

#[cfg(test)]
mod tests;
