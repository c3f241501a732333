//! What there is to say of one command beside its elements.

use super::To;
use super::args::{Args, CmdValue, triple};
use crate::binding::Myself;
use alloc::borrow::Cow;
use alloc::string::{String, ToString};

/// An event for the server; see [`Cmd::push`](super::Cmd::push).
///
/// ```
/// use slotwise::{Cmd, Push};
/// let name = String::from("Ada");
/// let push = Push::new("pick").value("name", &name).value("n", 1).target("#form").loading("#wait").page_loading();
/// assert_eq!(
///     Cmd::push(push).as_str(),
///     r##"[["push",{"event":"pick","target":"#form","loading":"#wait","page_loading":true,"value":{"name":"Ada","n":1}}]]"##,
/// );
/// ```
#[must_use]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Push {
    args: Args,
    values: Args,
}

impl Push {
    /// An event of this name, which may come from data.
    pub fn new(event: &str) -> Push {
        Push {
            args: Args::default().text("event", event),
            values: Args::default(),
        }
    }

    /// And this value, which wins over `phx-value-*` of the element.
    pub fn value(mut self, name: &str, value: impl Into<CmdValue>) -> Push {
        self.values = self.values.value(name, value);
        self
    }

    /// To the view or component of what this selector matches.
    pub fn target(self, selector: &'static str) -> Push {
        self.with(|args| args.text("target", selector))
    }

    /// To the component itself.
    ///
    /// ```
    /// # use slotwise::{Cmd, Myself, Push};
    /// let push = Push::new("save").myself(Myself::new(3));
    /// assert_eq!(Cmd::push(push).as_str(), r#"[["push",{"event":"save","target":3}]]"#);
    /// ```
    pub fn myself(self, component: Myself) -> Push {
        self.with(|args| args.value("target", component.number()))
    }

    /// With the loading class on these elements too until it is answered.
    pub fn loading(self, selector: &'static str) -> Push {
        self.with(|args| args.text("loading", selector))
    }

    /// With the page's loading events around it.
    pub fn page_loading(self) -> Push {
        self.with(|args| args.json("page_loading", "true"))
    }

    fn with(mut self, add: impl FnOnce(Args) -> Args) -> Push {
        self.args = add(self.args);
        self
    }

    pub(super) fn args(self) -> Args {
        match self.values.is_empty() {
            true => self.args,
            false => self.args.json("value", &self.values.finished()),
        }
    }
}

impl From<&str> for Push {
    fn from(event: &str) -> Push {
        Push::new(event)
    }
}

impl From<&String> for Push {
    fn from(event: &String) -> Push {
        Push::new(event)
    }
}

impl From<String> for Push {
    fn from(event: String) -> Push {
        Push::new(&event)
    }
}

/// Classes of an element while something changes: those that it runs with, those that it starts from and those
/// that it ends in. Text of the program can stand for one that only runs.
///
/// ```
/// use slotwise::{Cmd, Transition};
/// let slide = Transition::new("slide").starting("left").ending("right").time(400).without_waiting();
/// assert_eq!(
///     Cmd::transition("#a", slide).as_str(),
///     r##"[["transition",{"to":"#a","transition":[["slide"],["left"],["right"]],"time":400,"blocking":false}]]"##,
/// );
/// ```
#[must_use]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transition {
    run: Cow<'static, str>,
    start: Cow<'static, str>,
    end: Cow<'static, str>,
    time: Option<u32>,
    waits: bool,
}

impl Transition {
    /// With these classes all the time.
    pub fn new(run: impl Into<Cow<'static, str>>) -> Transition {
        Transition {
            run: run.into(),
            start: Cow::Borrowed(""),
            end: Cow::Borrowed(""),
            time: None,
            waits: true,
        }
    }

    /// With these for one frame at the beginning.
    pub fn starting(mut self, classes: impl Into<Cow<'static, str>>) -> Transition {
        self.start = classes.into();
        self
    }

    /// With these from then on.
    pub fn ending(mut self, classes: impl Into<Cow<'static, str>>) -> Transition {
        self.end = classes.into();
        self
    }

    /// Milliseconds; else 200.
    pub fn time(mut self, milliseconds: u32) -> Transition {
        self.time = Some(milliseconds);
        self
    }

    /// Patches need not wait until it is over.
    pub fn without_waiting(mut self) -> Transition {
        self.waits = false;
        self
    }

    pub(super) fn write(self, args: Args) -> Args {
        let args = args.json("transition", &self.classes());
        self.timed(args)
    }

    fn classes(&self) -> String {
        triple([&self.run, &self.start, &self.end])
    }

    fn timed(&self, args: Args) -> Args {
        let args = match self.time {
            Some(time) => args.value("time", time),
            None => args,
        };
        match self.waits {
            true => args,
            false => args.json("blocking", "false"),
        }
    }
}

impl From<&'static str> for Transition {
    fn from(run: &'static str) -> Transition {
        Transition::new(run)
    }
}

/// Elements to show or to hide, and how; see [`Cmd::show`](super::Cmd::show). A selector can stand for it.
#[must_use]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Showing {
    to: To,
    display: Option<Cow<'static, str>>,
    appear: Option<Transition>,
    vanish: Option<Transition>,
}

impl Showing {
    /// At once, with the `display` that is usual for the element.
    pub fn new(to: impl Into<To>) -> Showing {
        Showing {
            to: to.into(),
            display: None,
            appear: None,
            vanish: None,
        }
    }

    /// With this `display` when shown, else `block` or that of a row or cell.
    ///
    /// The value is set on the style alone, which takes nothing but values of that property.
    pub fn display(mut self, display: impl Into<Cow<'static, str>>) -> Showing {
        self.display = Some(display.into());
        self
    }

    /// How it appears.
    pub fn appear(mut self, transition: impl Into<Transition>) -> Showing {
        self.appear = Some(transition.into());
        self
    }

    /// How it vanishes. Where it toggles, the time of the appearance counts if it has one.
    pub fn vanish(mut self, transition: impl Into<Transition>) -> Showing {
        self.vanish = Some(transition.into());
        self
    }

    pub(super) fn shown(self) -> Args {
        let args = self.displayed();
        match self.appear {
            Some(transition) => transition.write(args),
            None => args,
        }
    }

    pub(super) fn hidden(self) -> Args {
        let args = Args::to(self.to);
        match self.vanish {
            Some(transition) => transition.write(args),
            None => args,
        }
    }

    pub(super) fn toggled(self) -> Args {
        let mut args = self.displayed();
        for (key, transition) in [("ins", &self.appear), ("outs", &self.vanish)] {
            if let Some(transition) = transition {
                args = args.json(key, &transition.classes());
            }
        }
        let timed = [self.appear, self.vanish].into_iter().flatten();
        let time = timed.clone().find_map(|transition| transition.time);
        let waits = timed.clone().all(|transition| transition.waits);
        match timed.last() {
            Some(last) => Transition {
                time,
                waits,
                ..last
            }
            .timed(args),
            None => args,
        }
    }

    fn displayed(&self) -> Args {
        let args = Args::to(self.to.clone());
        match &self.display {
            Some(display) => args.text("display", display),
            None => args,
        }
    }
}

impl<T: Into<To>> From<T> for Showing {
    fn from(to: T) -> Showing {
        Showing::new(to)
    }
}

/// Classes to add or to take away, and how; see [`Cmd::add_class`](super::Cmd::add_class). Text can stand
/// for it, with blanks between the names.
///
/// ```
/// use slotwise::{Classes, Cmd, Transition};
/// let slowly = Classes::new("open").transition(Transition::new("slide").time(300));
/// assert_eq!(
///     Cmd::add_class("#a", slowly).as_str(),
///     r##"[["add_class",{"to":"#a","names":["open"],"transition":[["slide"],[],[]],"time":300}]]"##,
/// );
/// ```
#[must_use]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Classes {
    names: Cow<'static, str>,
    transition: Option<Transition>,
}

impl Classes {
    /// At once.
    pub fn new(names: impl Into<Cow<'static, str>>) -> Classes {
        Classes {
            names: names.into(),
            transition: None,
        }
    }

    /// After a transition.
    pub fn transition(mut self, transition: impl Into<Transition>) -> Classes {
        self.transition = Some(transition.into());
        self
    }

    pub(super) fn write(self, args: Args) -> Args {
        let args = args.classes("names", &self.names);
        match self.transition {
            Some(transition) => transition.write(args),
            None => args,
        }
    }
}

impl<T: Into<Cow<'static, str>>> From<T> for Classes {
    fn from(names: T) -> Classes {
        Classes::new(names)
    }
}

/// An event of the DOM; see [`Cmd::dispatch`](super::Cmd::dispatch). Its name can stand for it.
///
/// ```
/// use slotwise::{Cmd, Dispatch, To};
/// let event = Dispatch::new("app:pick").detail("id", 7).without_bubbling();
/// assert_eq!(
///     Cmd::dispatch(To::this(), event).as_str(),
///     r#"[["dispatch",{"event":"app:pick","bubbles":false,"detail":{"id":7}}]]"#,
/// );
/// ```
#[must_use]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dispatch {
    event: &'static str,
    detail: Args,
    bubbles: bool,
    waits: bool,
}

impl Dispatch {
    /// An event of this name.
    pub fn new(event: &'static str) -> Dispatch {
        Dispatch {
            event,
            detail: Args::default(),
            bubbles: true,
            waits: false,
        }
    }

    /// And this in its `detail`.
    pub fn detail(mut self, name: &str, value: impl Into<CmdValue>) -> Dispatch {
        self.detail = self.detail.value(name, value);
        self
    }

    /// Only for the elements themselves.
    pub fn without_bubbling(mut self) -> Dispatch {
        self.bubbles = false;
        self
    }

    /// Patches wait until `detail.done()` is called.
    ///
    /// ```
    /// # use slotwise::{Cmd, Dispatch};
    /// assert_eq!(
    ///     Cmd::dispatch("#a", Dispatch::new("app:fly").waiting()).as_str(),
    ///     r##"[["dispatch",{"to":"#a","event":"app:fly","blocking":true}]]"##,
    /// );
    /// ```
    pub fn waiting(mut self) -> Dispatch {
        self.waits = true;
        self
    }

    pub(super) fn write(self, args: Args) -> Args {
        let mut args = args.text("event", self.event);
        if !self.bubbles {
            args = args.json("bubbles", "false");
        }
        if self.waits {
            args = args.json("blocking", "true");
        }
        match self.detail.is_empty() {
            true => args,
            false => args.json("detail", &self.detail.finished()),
        }
    }
}

impl From<&'static str> for Dispatch {
    fn from(event: &'static str) -> Dispatch {
        Dispatch::new(event)
    }
}

/// The value of an attribute that a command sets: text of the program, or text, a number or a `bool` from data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CmdText {
    text: Cow<'static, str>,
    constant: bool,
}

impl CmdText {
    pub(super) fn is_constant(&self) -> bool {
        self.constant
    }

    pub(super) fn into_text(self) -> Cow<'static, str> {
        self.text
    }
}

impl From<&'static str> for CmdText {
    fn from(text: &'static str) -> CmdText {
        CmdText {
            text: Cow::Borrowed(text),
            constant: true,
        }
    }
}

impl From<String> for CmdText {
    fn from(text: String) -> CmdText {
        CmdText {
            text: Cow::Owned(text),
            constant: false,
        }
    }
}

macro_rules! as_written {
    ($($type:ty),*) => {$(
        impl From<$type> for CmdText {
            fn from(value: $type) -> CmdText {
                value.to_string().into()
            }
        }
    )*};
}
as_written!(bool, u8, u16, u32, u64, usize, i8, i16, i32, i64, isize);
