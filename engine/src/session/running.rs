//! A mounted view with its context, behind one trait for all types of views.

use super::event::Event;
use super::live::{Common, Live, LiveView, Timer};
use super::sender::Sender;
use crate::{Cx, Mirror, Myself, Patcher, View};
use std::any::Any;
use std::time::Duration;

/// A mounted view of any type.
pub(crate) trait Running: Send {
    fn common(&mut self) -> &mut Common;
    fn event(&mut self, event: &Event);
    /// An event for the component of a number.
    fn component_event(&mut self, component: Myself, event: &Event) {
        self.common().component_event(component, event);
    }
    /// An info of the view's type; another one is left alone.
    fn info(&mut self, info: Box<dyn Any + Send>);
    /// When the next timer is due.
    fn deadline(&self) -> Option<Duration>;
    /// Handles the timers that are due; `false` if none is.
    fn timeout(&mut self) -> bool;
    fn visit(&self, cx: &mut Cx<'_>);
    /// The HTML of now; what is too deep is left out, as in patches.
    fn html(&mut self) -> String;
    fn patch(&mut self, patcher: &mut Patcher, mirror: &mut Mirror, out: &mut String) -> bool;
    fn terminate(&mut self);
}

/// Makes a view of one type, see [`mount`].
pub(crate) type Mount = fn(Common, Link) -> Box<dyn Running>;

/// Where the sender of a new session leads.
pub(crate) type Link = Option<(
    std::sync::Arc<dyn super::Mailbox>,
    u64,
    std::sync::Arc<super::sender::Alive>,
)>;

pub(crate) fn mount<V: LiveView>(common: Common, link: Link) -> Box<dyn Running> {
    let sender = match link {
        Some((mailbox, session, alive)) => Sender::to(mailbox, session, &alive),
        None => Sender::nowhere(),
    };
    let mut live = Live {
        common,
        sender,
        timers: Vec::new(),
    };
    let view = V::mount(&mut live);
    Box::new(Mounted { view, live })
}

struct Mounted<V: LiveView> {
    view: V,
    live: Live<V::Info>,
}

impl<V: LiveView> Running for Mounted<V> {
    fn common(&mut self) -> &mut Common {
        &mut self.live.common
    }

    fn event(&mut self, event: &Event) {
        self.view.handle_event(event, &mut self.live);
    }

    fn info(&mut self, info: Box<dyn Any + Send>) {
        if let Ok(info) = info.downcast() {
            self.view.handle_info(*info, &mut self.live);
        }
    }

    fn deadline(&self) -> Option<Duration> {
        self.live.timers.iter().map(|timer| timer.at).min()
    }

    fn timeout(&mut self) -> bool {
        let now = self.live.common.now;
        // Taken out first: a timer that is set meanwhile waits for the next round.
        let mut due: Vec<Timer<V::Info>> = self
            .live
            .timers
            .extract_if(.., |timer| timer.at <= now)
            .collect();
        due.sort_by_key(|timer| timer.at);
        let any = !due.is_empty();
        for timer in due {
            self.view.handle_info(timer.info, &mut self.live);
        }
        any
    }

    fn visit(&self, cx: &mut Cx<'_>) {
        self.view.render().visit(cx);
    }

    fn html(&mut self) -> String {
        self.live.common.components.to_html(&self.view.render())
    }

    fn patch(&mut self, patcher: &mut Patcher, mirror: &mut Mirror, out: &mut String) -> bool {
        let components = &mut self.live.common.components;
        components.patch(patcher, mirror, &self.view.render(), out)
    }

    fn terminate(&mut self) {
        self.view.terminate();
    }
}
