//! [`Components`]: the instances of stateful components, from one visit to the next.
//!
//! ```text
//! <.Counter id="a" start={3} />
//! first visit     no (Counter, "a"): Counter::mount(3), number 1
//! later visits    number 1, shown again; `update` first if its props changed
//! without it      number 1 is dropped, and no other instance is ever number 1
//!                 phoenix dialect: once the client has taken it from its page; shown again before that it is as it was
//! ```
//! Knows no mirror: which client has what of an instance is the mirror's to say.

#[cfg(feature = "session")]
use crate::binding::Myself;
use crate::context::{Cx, TooDeep};
use crate::diff::Patcher;
use crate::memo::HashKey;
use crate::mirror::{Dialect, Mirror};
use crate::stamp::Stamp;
use crate::stateful::{Call, ComponentId, Stateful};
use crate::view::View;
use alloc::{
    boxed::Box,
    collections::{BTreeMap, VecDeque},
    string::String,
    vec,
    vec::Vec,
};
use core::any::{Any, TypeId, type_name};
use core::fmt;

/// The instances of stateful components that a view shows, kept by whoever keeps the view's state: a session
/// does, a test may.
///
/// An instance is mounted when a visit first meets its call, and lives as long as each visit meets it again. A
/// visit is complete, so that one that was not met is dropped with its state. Where views are rendered or
/// patched without a `Components`, instances live for that visit only.
///
/// ```
/// use slotwise::{Components, Tracked, View, component, h};
///
/// struct Counter { n: Tracked<u32> }
///
/// #[component]
/// impl Counter {
///     fn mount(start: u32) -> Self {
///         Counter { n: start.into() }
///     }
///
///     fn render(&self) -> impl View {
///         h! { <b>{@n}</b> }
///     }
/// }
///
/// let page = h! { <.Counter id="a" start={1} /><.Counter id="b" start={5} /> };
/// let mut components = Components::new();
/// assert_eq!(components.to_html(&page), "<b>1</b><b>5</b>");
///
/// assert!(components.update("a", |counter: &mut Counter| *counter.n += 1));
/// assert_eq!(components.to_html(&page), "<b>2</b><b>5</b>");
/// ```
#[derive(Default)]
pub struct Components {
    /// Beside, as most views show none.
    all: Option<Box<All>>,
    /// Instances that are not met wait for [`Components::taken_away`].
    keeps_gone: bool,
}

struct All {
    instances: BTreeMap<u32, Instance>,
    numbers: BTreeMap<TypeId, BTreeMap<ComponentId, u32>>,
    last: u32,
    /// The walk over the view that is under way, or was the last.
    visit: u64,
    /// What was met by a walk from this one on is up to date.
    began: u64,
    /// What is visited is what was visited just before: nothing is brought up to date.
    is_again: bool,
    fault: Option<RepeatedComponent>,
    /// No visit met them any more, but the client may have them still; the oldest first.
    gone: VecDeque<Gone>,
    /// What waits for [`Stateful::UPDATE_MANY`], type by type.
    batches: Vec<Batch>,
    /// The last visit that was walked ahead for such types.
    walked_ahead: u64,
}

/// Instances of one type that are updated together.
struct Batch {
    component: TypeId,
    numbers: Vec<u32>,
    run: fn(&mut BTreeMap<u32, Instance>, &[u32]),
}

struct Gone {
    component: TypeId,
    id: ComponentId,
    number: u32,
    instance: Instance,
}

/// Of a client that never tells what it took from its page, no more instances are kept than this.
const MOST_GONE: usize = 128;

impl Default for All {
    fn default() -> Self {
        All {
            instances: BTreeMap::new(),
            numbers: BTreeMap::new(),
            last: 0,
            visit: 2,
            began: 1,
            is_again: false,
            fault: None,
            gone: VecDeque::new(),
            batches: Vec::new(),
            walked_ahead: 0,
        }
    }
}

struct Instance {
    /// Of its state.
    stamp: Stamp,
    /// Of the props that it was given last.
    props: Stamp,
    /// The walk that met it last.
    met: u64,
    /// It is in a batch.
    waits: bool,
    /// `None` while it is shown or told something.
    state: Option<Box<dyn Any + Send>>,
    #[cfg(feature = "session")]
    handle: Handle,
    #[cfg(feature = "session")]
    events: crate::session::Events,
}

/// Gives an instance of the type that it was made for an event.
#[cfg(feature = "session")]
type Handle = fn(
    &mut dyn Any,
    crate::session::RawEvent,
    &mut crate::session::ComponentCx<'_>,
) -> Result<(), crate::session::EventError>;

/// Two calls in one view with the same type and `id`. The first one is shown, the other one is nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RepeatedComponent {
    /// The component's type.
    pub component: &'static str,
    /// Its `id`.
    pub id: ComponentId,
}

impl fmt::Display for RepeatedComponent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let RepeatedComponent { component, id } = self;
        write!(
            f,
            "two components `{component}` have the id `{id}`; the second was left out"
        )
    }
}

impl core::error::Error for RepeatedComponent {}

/// An instance that a visit has met.
pub(crate) struct Met {
    pub(crate) number: u32,
    /// It was mounted or updated for that.
    pub(crate) is_changed: bool,
}

/// An instance that is being shown.
pub(crate) struct Taken<C> {
    pub(crate) number: u32,
    pub(crate) stamp: Stamp,
    pub(crate) state: Box<C>,
}

#[inline(never)]
fn drop_apart(all: Box<All>) {
    drop(all);
}

impl All {
    /// Takes out what was not met, and keeps it for a while if its client is still to say that it has let go of it.
    #[inline(never)]
    fn end_visit(&mut self, keeps: bool) {
        let visit = self.visit;
        if self
            .instances
            .values()
            .all(|instance| instance.met == visit)
        {
            return;
        }
        let All {
            instances,
            numbers,
            gone,
            ..
        } = self;
        numbers.retain(|component, numbers| {
            numbers.retain(|id, number| {
                let is_met = instances
                    .get(number)
                    .is_some_and(|known| known.met == visit);
                if !is_met && let Some(instance) = instances.remove(number) {
                    gone.push_back(Gone {
                        component: *component,
                        id: id.clone(),
                        number: *number,
                        instance,
                    });
                }
                is_met
            });
            !numbers.is_empty()
        });
        let most = if keeps { MOST_GONE } else { 0 };
        gone.drain(..gone.len().saturating_sub(most));
    }
}

impl Components {
    /// None so far.
    pub const fn new() -> Components {
        Components {
            all: None,
            keeps_gone: false,
        }
    }

    /// Renders a view with these instances as HTML at the end of `out`; see [`View::render`].
    ///
    /// # Errors
    ///
    /// [`TooDeep`] if views are nested too deeply. All but what is too deep was written.
    pub fn render<V: View + ?Sized>(&mut self, view: &V, out: &mut String) -> Result<(), TooDeep> {
        Cx::html(out, self, &view)
    }

    /// Renders a view with these instances as HTML; see [`View::to_html`].
    pub fn to_html<V: View + ?Sized>(&mut self, view: &V) -> String {
        let mut out = String::new();
        // What is written is sound all the same.
        let _ = self.render(view, &mut out);
        out
    }

    /// Compares a view with these instances with a mirror; see [`Patcher::patch`]. One `Components` may serve any
    /// number of mirrors.
    pub fn patch<V: View + ?Sized>(
        &mut self,
        patcher: &mut Patcher,
        mirror: &mut Mirror,
        view: &V,
        out: &mut String,
    ) -> bool {
        let before = out.len();
        patcher.compare(mirror, view, self, out, &[]);
        out.len() > before
    }

    /// The outline of a view with these instances, for a client that shows what [`Components::to_html`] gave just
    /// before; see [`Patcher::adopt`]. Instances that live are shown as they are: `update` is not called.
    ///
    /// ```
    /// # use slotwise::{Components, HashKey, Patcher, Tracked, View, component, h};
    /// # struct Counter { n: Tracked<u32> }
    /// # #[component]
    /// # impl Counter {
    /// #     fn mount(start: u32) -> Self { Counter { n: start.into() } }
    /// #     fn render(&self) -> impl View { h! { <b>{@n}</b> } }
    /// # }
    /// let page = h! { <p><.Counter id="a" start={1} /></p> };
    /// let (mut components, mut patcher) = (Components::new(), Patcher::new());
    /// assert_eq!(components.to_html(&page), "<p><b>1</b></p>");
    ///
    /// let (mut outline, mut patch) = (String::new(), String::new());
    /// let mut mirror = components.adopt(&mut patcher, HashKey::new(1), &page, &mut outline);
    /// assert_eq!(outline, "[0,0,[1]]");
    /// components.update("a", |counter: &mut Counter| *counter.n += 1);
    /// assert!(components.patch(&mut patcher, &mut mirror, &page, &mut patch));
    /// assert_eq!(patch, "[0,0,2]");
    /// ```
    pub fn adopt<V: View + ?Sized>(
        &mut self,
        patcher: &mut Patcher,
        key: HashKey,
        view: &V,
        out: &mut String,
    ) -> Mirror {
        self.set_again(true);
        let mut mirror = Mirror::new(Dialect::Native, key);
        patcher.outline(&mut mirror, view, self, out);
        self.set_again(false);
        mirror
    }

    /// Changes the state of an instance; it is shown again at the next visit. `false`: there is none.
    pub fn update<C: Stateful>(
        &mut self,
        id: impl Into<ComponentId>,
        change: impl FnOnce(&mut C),
    ) -> bool {
        let state = self.number::<C>(&id.into()).and_then(|number| {
            let instance = self.all.as_mut()?.instances.get_mut(&number)?;
            instance.stamp = Stamp::fresh();
            instance.state.as_mut()?.downcast_mut()
        });
        state.map(change).is_some()
    }

    /// The state of an instance.
    pub fn get<C: Stateful>(&self, id: impl Into<ComponentId>) -> Option<&C> {
        let number = self.number::<C>(&id.into())?;
        let instance = self.all.as_ref()?.instances.get(&number)?;
        instance.state.as_ref()?.downcast_ref()
    }

    /// How many instances there are.
    pub fn len(&self) -> usize {
        self.all.as_ref().map_or(0, |all| all.instances.len())
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What was wrong with the last view: two calls that name one instance. The first one is shown.
    ///
    /// ```
    /// # use slotwise::{Components, View, component, h};
    /// # struct Item {}
    /// # #[component]
    /// # impl Item {
    /// #     fn mount() -> Self { Item {} }
    /// #     fn render(&self) -> impl View { h! { <b>item</b> } }
    /// # }
    /// let mut components = Components::new();
    /// let html = components.to_html(&h! { <.Item id="a" /><.Item id="a" /> });
    /// assert_eq!(html, "<b>item</b>");
    /// assert_eq!(components.fault().unwrap().id, "a".into());
    /// ```
    pub fn fault(&self) -> Option<&RepeatedComponent> {
        self.all.as_ref()?.fault.as_ref()
    }

    fn number<C: Stateful>(&self, id: &ComponentId) -> Option<u32> {
        let numbers = self.all.as_ref()?.numbers.get(&TypeId::of::<C>())?;
        numbers.get(id).copied()
    }
}

impl fmt::Debug for Components {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Components")
            .field("len", &self.len())
            .finish_non_exhaustive()
    }
}

/// A visit.
impl Components {
    fn set_again(&mut self, is_again: bool) {
        if let Some(all) = &mut self.all {
            all.is_again = is_again;
        }
    }

    pub(crate) fn begin_visit(&mut self) {
        if let Some(all) = &mut self.all {
            // One is left for a walk ahead.
            all.began = all.visit + 1;
            all.visit += 2;
            all.fault = None;
        }
    }

    /// Drops what was not met.
    #[inline]
    pub(crate) fn end_visit(&mut self) {
        let keeps = self.keeps_gone;
        if let Some(all) = &mut self.all {
            all.end_visit(keeps);
        }
    }

    /// Drops them; apart, as most views have none, and then there is nothing to call.
    #[inline]
    pub(crate) fn discard(self) {
        match self.all {
            Some(all) => drop_apart(all),
            none => core::mem::forget(none),
        }
    }

    /// An instance that was gone is called again.
    fn revive<C: Stateful>(&mut self, id: &ComponentId) -> Option<u32> {
        let all = self.all.as_mut()?;
        let component = TypeId::of::<C>();
        let mut gone = all.gone.iter();
        let at = gone.position(|gone| gone.component == component && gone.id == *id)?;
        let Gone {
            id,
            number,
            instance,
            ..
        } = all.gone.remove(at)?;
        all.numbers.entry(component).or_default().insert(id, number);
        all.instances.insert(number, instance);
        Some(number)
    }

    /// Brings the instance of a call up to date, mounted if there is none. `None`: another call met it before.
    pub(crate) fn meet_call<C: Stateful>(&mut self, call: &Call<'_, C>) -> Option<Met> {
        let met = self.bring_up_to_date(call)?;
        let all = self.all.as_mut()?;
        let instance = all.instances.get_mut(&met.number)?;
        if instance.met == all.visit {
            all.fault = all.fault.take().or_else(|| {
                Some(RepeatedComponent {
                    component: type_name::<C>(),
                    id: call.id.clone(),
                })
            });
            return None;
        }
        instance.met = all.visit;
        Some(met)
    }

    /// The instance of a call, mounted if there is none, and updated if this visit has not done so.
    fn bring_up_to_date<C: Stateful>(&mut self, call: &Call<'_, C>) -> Option<Met> {
        let known = self
            .number::<C>(call.id)
            .or_else(|| self.revive::<C>(call.id));
        let number = match known {
            Some(number) => number,
            None => self.mount(call)?,
        };
        let all = self.all.as_mut()?;
        let instance = all.instances.get_mut(&number)?;
        let mut met = Met {
            number,
            is_changed: known.is_none(),
        };
        let same = call.props == instance.props && call.props != Stamp::ALWAYS;
        let is_done = instance.met >= all.began || all.is_again;
        if known.is_some() && !same && !is_done {
            instance.props = call.props;
            if let (Some(update), Some(state)) = (call.update, &mut instance.state)
                && let Some(state) = state.downcast_mut()
            {
                update(state);
                instance.stamp = Stamp::fresh();
                met.is_changed = true;
            }
        }
        Some(met)
    }

    /// Takes an instance out to show it. `None`: it is being shown.
    pub(crate) fn take<C: Stateful>(&mut self, number: u32) -> Option<Taken<C>> {
        let instance = self.instance(number)?;
        Some(Taken {
            number,
            stamp: instance.stamp,
            state: instance.state.take()?.downcast().ok()?,
        })
    }

    pub(crate) fn give_back<C: Stateful>(&mut self, taken: Taken<C>) {
        if let Some(instance) = self.instance(taken.number) {
            instance.state = Some(taken.state);
        }
    }

    /// Whether a visit met the instance.
    pub(crate) fn is_met(&self, number: u32) -> bool {
        let all = self.all.as_ref();
        all.is_some_and(|all| {
            let instance = all.instances.get(&number);
            instance.is_some_and(|instance| instance.met == all.visit)
        })
    }

    /// Whether the instance has this stamp still, and this visit did not meet it elsewhere.
    pub(crate) fn is_unchanged(&self, number: u32, stamp: Stamp) -> bool {
        let instance = self.all.as_ref().and_then(|all| all.instances.get(&number));
        instance.is_some_and(|instance| instance.stamp == stamp) && !self.is_met(number)
    }

    /// Meets an instance that need not be shown.
    pub(crate) fn meet(&mut self, number: u32) {
        if let Some(all) = &mut self.all
            && let Some(instance) = all.instances.get_mut(&number)
        {
            instance.met = all.visit;
        }
    }

    fn mount<C: Stateful>(&mut self, call: &Call<'_, C>) -> Option<u32> {
        let all = self.all.get_or_insert_default();
        let number = all.last.checked_add(1)?;
        all.last = number;
        let numbers = all.numbers.entry(TypeId::of::<C>()).or_default();
        numbers.insert(call.id.clone(), number);
        let instance = Instance {
            stamp: Stamp::fresh(),
            props: call.props,
            // By no visit so far; they count from 1.
            met: 0,
            waits: false,
            state: Some(Box::new((call.mount)())),
            #[cfg(feature = "session")]
            handle: handle::<C>,
            #[cfg(feature = "session")]
            events: C::EVENTS,
        };
        all.instances.insert(number, instance);
        Some(number)
    }

    fn instance(&mut self, number: u32) -> Option<&mut Instance> {
        self.all.as_mut()?.instances.get_mut(&number)
    }
}

/// Types whose instances are updated together.
impl Components {
    /// Updates what waits, if anything does: then the view is to be walked once more.
    #[inline]
    pub(crate) fn has_to_walk_again(&mut self) -> bool {
        let has_to = self.run_batches();
        if has_to && let Some(all) = &mut self.all {
            all.visit += 1;
        }
        has_to
    }

    /// Whether the view has to be walked ahead for what waits: once a visit.
    pub(crate) fn walks_ahead(&mut self) -> bool {
        let all = self.all.as_mut();
        all.is_some_and(|all| core::mem::replace(&mut all.walked_ahead, all.visit) != all.visit)
    }

    /// Has an instance wait for others of its type.
    pub(crate) fn wait<C: Stateful>(&mut self, number: u32) {
        let Some(all) = &mut self.all else { return };
        let Some(instance) = all.instances.get_mut(&number) else {
            return;
        };
        instance.waits = true;
        let component = TypeId::of::<C>();
        let mut batches = all.batches.iter_mut();
        match batches.find(|batch| batch.component == component) {
            Some(batch) => batch.numbers.push(number),
            None => all.batches.push(Batch {
                component,
                numbers: vec![number],
                run: update_many::<C>,
            }),
        }
    }

    /// Updates what waits; `false`: nothing did.
    pub(crate) fn run_batches(&mut self) -> bool {
        let Some(all) = &mut self.all else {
            return false;
        };
        let batches = core::mem::take(&mut all.batches);
        for batch in &batches {
            (batch.run)(&mut all.instances, &batch.numbers);
        }
        !batches.is_empty()
    }

    /// [`Components::meet_call`] of a walk ahead: gives an instance to look into. `None`: it waits, or is being shown.
    pub(crate) fn take_ahead<C: Stateful>(&mut self, call: &Call<'_, C>) -> Option<Taken<C>> {
        let met = self.bring_up_to_date(call)?;
        let began = self.all.as_ref()?.began;
        let instance = self.instance(met.number)?;
        instance.met = instance.met.max(began);
        if met.is_changed && C::UPDATE_MANY.is_some() {
            self.wait::<C>(met.number);
        }
        match self.instance(met.number)?.waits {
            true => None,
            false => self.take(met.number),
        }
    }
}

fn update_many<C: Stateful>(instances: &mut BTreeMap<u32, Instance>, numbers: &[u32]) {
    let mut take = |number: &u32| {
        let instance = instances.get_mut(number)?;
        instance.waits = false;
        let state: Box<C> = instance.state.take()?.downcast().ok()?;
        Some((*number, state))
    };
    let mut taken: Vec<(u32, Box<C>)> = numbers.iter().filter_map(&mut take).collect();
    if let Some(update_many) = C::UPDATE_MANY {
        let mut states: Vec<&mut C> = taken.iter_mut().map(|(_, state)| &mut **state).collect();
        update_many(&mut states);
    }
    for (number, state) in taken {
        if let Some(instance) = instances.get_mut(&number) {
            instance.state = Some(state);
        }
    }
}

#[cfg(feature = "session")]
fn handle<C: Stateful>(
    state: &mut dyn Any,
    event: crate::session::RawEvent,
    cx: &mut crate::session::ComponentCx<'_>,
) -> Result<(), crate::session::EventError> {
    match state.downcast_mut::<C>() {
        Some(state) => state.handle_event(event, cx),
        None => unreachable!("an instance is told by what was made for its type"),
    }
}

/// An instance that is being told something.
#[cfg(feature = "session")]
pub(crate) struct Told {
    myself: Myself,
    state: Box<dyn Any + Send>,
    handle: Handle,
}

#[cfg(feature = "session")]
impl Told {
    pub(crate) fn handle(
        &mut self,
        event: crate::session::RawEvent,
        cx: &mut crate::session::ComponentCx<'_>,
    ) -> Result<(), crate::session::EventError> {
        (self.handle)(&mut *self.state, event, cx)
    }
}

#[cfg(feature = "session")]
impl Components {
    /// Takes an instance out to tell it something.
    pub(crate) fn tell(&mut self, myself: Myself) -> Option<Told> {
        let instance = self.instance(myself.number())?;
        Some(Told {
            myself,
            state: instance.state.take()?,
            handle: instance.handle,
        })
    }

    pub(crate) fn told(&mut self, told: Told) {
        if let Some(instance) = self.instance(told.myself.number()) {
            instance.state = Some(told.state);
            instance.stamp = Stamp::fresh();
        }
    }

    /// The events of an instance.
    pub(crate) fn events(&self, number: u32) -> Option<crate::session::Events> {
        let instance = self.all.as_ref()?.instances.get(&number)?;
        Some(instance.events)
    }

    /// From now on, what is not met is kept until the client has taken it from its page.
    pub(crate) fn keep_gone(&mut self) {
        self.keeps_gone = true;
    }

    /// The client has taken an instance from its page. `true`: there is none of this number, or none any more.
    pub(crate) fn taken_away(&mut self, number: u32) -> bool {
        if let Some(all) = &mut self.all {
            all.gone.retain(|gone| gone.number != number);
        }
        !self.contains(number)
    }

    /// Whether there is an instance of this number.
    fn contains(&self, number: u32) -> bool {
        let all = self.all.as_ref();
        all.is_some_and(|all| all.instances.contains_key(&number))
    }
}
