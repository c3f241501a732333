//! [`Member`]: a session of a [`SharedView`], in its group or, from some time on, alone.

use super::event::{Event, EventError, RawEvent};
use super::group::{Copied, Group, Groups, Next, Said, SharedView};
use super::live::Live;
use super::navigation::Departure;
use super::running::{self, Link, Mounted, Running};
use super::sender::{Line, Sender};
use super::socket::{Socket, Wish};
use super::tasks::{Outcome, Task};
use crate::{Dialect, HashKey, Mirror, Myself, Patcher};
use std::any::Any;
use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

/// Mounts a session of a shared view. The first page is one of its own.
pub(crate) fn mount<V: SharedView>(
    mut socket: Socket,
    link: Link,
) -> Result<Box<dyn Running>, Departure> {
    let is_alike = socket.params_hooks.is_empty() && socket.flash.is_empty();
    let Some(line) = link.clone().filter(|_| is_alike) else {
        return running::mount::<V>(socket, link);
    };
    let group = Groups::find::<V>(&socket);
    group.join(&mut socket, line.clone())?;
    let live = Live::new(socket, Sender::to(line.clone()));
    Ok(Box::new(Member {
        line,
        standing: Standing::In(group, live),
        mirror: None,
        missed: VecDeque::new(),
        held: Vec::new(),
        has_left: false,
    }))
}

struct Member<V: SharedView> {
    line: Arc<Line>,
    standing: Standing<V>,
    /// It has left with this one.
    mirror: Option<Mirror>,
    /// What comes before all that is compared with that mirror.
    missed: VecDeque<Arc<Said>>,
    /// Events for the client that come after that.
    held: Vec<String>,
    /// It was not compared with that mirror yet.
    has_left: bool,
}

enum Standing<V: SharedView> {
    In(Arc<Group<V>>, Live<V>),
    Alone(Mounted<V>),
    /// Neither: from the one to the other.
    Leaving,
}

/// Nothing of a member is called in between.
fn between() -> ! {
    unreachable!("leaving is one step")
}

impl<V: SharedView> Member<V> {
    /// The view of this session alone, which leaves for that if it has to.
    fn alone(&mut self) -> &mut Mounted<V> {
        if let Standing::In(group, _) = &self.standing {
            let copied = group.leave(self.line.number);
            self.leave(copied);
        }
        match &mut self.standing {
            Standing::Alone(mounted) => mounted,
            Standing::In(..) | Standing::Leaving => between(),
        }
    }

    fn leave(&mut self, copied: Copied<V>) {
        let Standing::In(group, live) = std::mem::replace(&mut self.standing, Standing::Leaving)
        else {
            between()
        };
        let Copied {
            view,
            mirror,
            missed,
            pushed,
            title,
        } = copied;
        self.standing = Standing::Alone(Mounted { view, live });
        self.mirror = Some(mirror);
        (self.missed, self.held, self.has_left) = (missed, pushed, true);
        if let Some(title) = title {
            self.socket().set_title(&title);
        }
        group.part(self.line.number);
        if let Standing::Alone(Mounted { view, live }) = &mut self.standing {
            view.leave(live);
        }
        self.alone().settle();
    }

    /// An event in the group: those that are the view's are for a view of one's own.
    fn own_event(&mut self, event: RawEvent) -> Result<Option<V::Event>, EventError> {
        let socket = self.socket();
        socket.flash.begin();
        if socket.lets_event(&event) {
            return V::Event::decode(event).map(Some);
        }
        if matches!(socket.wish, Some(Wish::Patch(..))) {
            self.alone().settle();
        }
        Ok(None)
    }
}

impl<V: SharedView> Running for Member<V> {
    fn socket(&mut self) -> &mut Socket {
        match &mut self.standing {
            Standing::In(_, live) => &mut live.socket,
            Standing::Alone(mounted) => mounted.socket(),
            Standing::Leaving => between(),
        }
    }

    fn event(&mut self, event: RawEvent) -> Result<(), EventError> {
        if let Standing::Alone(mounted) = &mut self.standing {
            return mounted.event(event);
        }
        if let Some(event) = self.own_event(event)? {
            self.alone().handle_event(event);
        }
        Ok(())
    }

    fn component_event(&mut self, component: Myself, event: RawEvent) -> Result<(), EventError> {
        match &mut self.standing {
            Standing::Alone(mounted) => mounted.component_event(component, event),
            // There are none.
            Standing::In(..) | Standing::Leaving => Ok(()),
        }
    }

    fn patch_to(&mut self, uri: String) -> bool {
        if let Standing::In(_, live) = &self.standing {
            let Socket { shared, place, .. } = &live.socket;
            match shared.place_beside(place, uri.clone()) {
                None => return false,
                Some(there) if there.uri == place.uri => return true,
                Some(_) => {}
            }
        }
        self.alone().patch_to(uri)
    }

    fn info(&mut self, info: Box<dyn Any + Send>) {
        if let Standing::Alone(mounted) = &mut self.standing {
            mounted.info(info);
        }
    }

    fn changed(&mut self) {
        if let Standing::In(group, live) = &self.standing {
            group.listen(self.line.clone(), live.socket.now);
            if let Some(copied) = group.left(self.line.number) {
                self.leave(copied);
            }
        }
    }

    fn is_behind(&self) -> bool {
        match &self.standing {
            Standing::In(group, _) => group.is_behind(self.line.number),
            Standing::Alone(_) | Standing::Leaving => self.has_left,
        }
    }

    fn finish(&mut self, outcome: Outcome) {
        if let Standing::Alone(mounted) = &mut self.standing {
            mounted.finish(outcome);
        }
    }

    fn take_started(&mut self) -> Vec<Task> {
        match &mut self.standing {
            Standing::In(group, _) => group.take_started(),
            Standing::Alone(mounted) => mounted.take_started(),
            Standing::Leaving => between(),
        }
    }

    fn deadline(&self) -> Option<Duration> {
        match &self.standing {
            Standing::In(group, _) => group.deadline(),
            Standing::Alone(mounted) => mounted.deadline(),
            Standing::Leaving => None,
        }
    }

    fn timeout(&mut self) -> bool {
        match &mut self.standing {
            Standing::In(group, live) => group.timeout(live.socket.now),
            Standing::Alone(mounted) => mounted.timeout(),
            Standing::Leaving => between(),
        }
    }

    fn html(&mut self) -> String {
        match &mut self.standing {
            Standing::In(group, _) => group.html(),
            Standing::Alone(mounted) => mounted.html(),
            Standing::Leaving => between(),
        }
    }

    fn patch(&mut self, patcher: &mut Patcher, mirror: &mut Mirror, out: &mut String) -> bool {
        let member = self.line.number;
        if let Standing::In(group, live) = &mut self.standing {
            if mirror.is_new() {
                *mirror = group.page(member, mirror, patcher, out);
                return true;
            }
            match group.next(member, mirror, patcher) {
                Next::Nothing => return false,
                Next::Said(said) => return said.tell(&mut live.socket, out),
                Next::Left(copied) => self.leave(*copied),
            }
        }
        let copied = self.mirror.take();
        if mirror.is_new() {
            // It gets all there is.
            self.missed.clear();
        } else if let Some(copied) = copied {
            *mirror = copied;
        }
        if let Some(said) = self.missed.pop_front() {
            let own = std::mem::take(&mut self.socket().pushed);
            self.held.extend(own);
            return said.tell_late(self.socket(), out);
        }
        self.has_left = false;
        let held = std::mem::take(&mut self.held);
        self.socket().pushed.splice(0..0, held);
        self.alone().patch(patcher, mirror, out)
    }

    fn adopt(&mut self, patcher: &mut Patcher, key: HashKey, out: &mut String) -> Mirror {
        match &mut self.standing {
            Standing::In(group, _) => {
                let mirror = Mirror::new(Dialect::Native, key);
                group.outline(self.line.number, &mirror, patcher, out)
            }
            Standing::Alone(mounted) => mounted.adopt(patcher, key, out),
            Standing::Leaving => between(),
        }
    }

    fn terminate(&mut self) {
        match &mut self.standing {
            Standing::In(group, _) => group.part(self.line.number),
            Standing::Alone(mounted) => mounted.terminate(),
            Standing::Leaving => {}
        }
    }
}
