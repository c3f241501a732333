//! A support desk: tickets that arrive while one looks, and what is shown of them said by the address.

pub mod tickets;

use crate::shared::{Changed, Shared};
use slotwise::session::{Event, Live, LiveView, Params};
use slotwise::{Cmd, Push, Tracked, View, h, link};
use std::cmp::Reverse;
use std::sync::Arc;
use std::time::Duration;
use tickets::{Desk, State, Ticket};

/// The state behind one tab.
pub struct SupportDesk {
    desk: Arc<Shared<Desk>>,
    /// This agent.
    me: Arc<str>,
    show: Tracked<Show>,
    sort: Tracked<Sort>,
    /// All of them, as they were when last looked at.
    all: Vec<Ticket>,
    /// Those that are shown, in their order.
    tickets: Tracked<Vec<Ticket>>,
    /// How many there are of each kind of [`Show::ALL`].
    counts: Tracked<[usize; 4]>,
}

/// Which tickets are shown.
#[derive(Clone, Copy, PartialEq)]
enum Show {
    Open,
    Mine,
    Closed,
    All,
}

#[derive(Clone, Copy, PartialEq)]
enum Sort {
    Newest,
    Oldest,
    Urgent,
}

/// What agents do.
#[derive(Event)]
pub enum DeskEvent {
    Sort { sort: String },
    Take { id: u32 },
    Close { id: u32 },
}

/// The desk of the gallery: a ticket each few seconds.
pub fn open() -> Arc<Shared<Desk>> {
    Shared::ticking(Desk::default(), Duration::from_secs(4), Desk::receive)
}

impl LiveView for SupportDesk {
    type Event = DeskEvent;
    type Info = Changed;

    fn mount(cx: &mut Live<Self>) -> Self {
        cx.set_title("Support desk");
        let desk = cx
            .state::<Shared<Desk>>()
            .expect("the program gives a desk to its views");
        let me = agent(&desk, cx);
        desk.watch(cx.sender());
        cx.send_after(Duration::ZERO, Changed);
        SupportDesk {
            all: cx.reuse("tickets", |_| desk.read(tickets)),
            desk,
            me,
            show: Show::Open.into(),
            sort: Sort::Newest.into(),
            tickets: Tracked::default(),
            counts: Tracked::default(),
        }
    }

    fn handle_params(&mut self, params: &Params, _: &mut Live<Self>) {
        *self.show = Show::ALL
            .into_iter()
            .find(|show| params.get("show") == Some(show.name()))
            .unwrap_or(Show::Open);
        *self.sort = Sort::ALL
            .into_iter()
            .find(|sort| params.get("sort") == Some(sort.name()))
            .unwrap_or(Sort::Newest);
        self.choose();
    }

    fn handle_event(&mut self, event: DeskEvent, cx: &mut Live<Self>) {
        match event {
            DeskEvent::Sort { sort } => {
                let known = Sort::ALL.into_iter().find(|known| known.name() == sort);
                cx.push_patch(&address(*self.show, known.unwrap_or(Sort::Newest)));
            }
            DeskEvent::Take { id } => self.desk.change(|desk| desk.take(id, &self.me)),
            DeskEvent::Close { id } => self.desk.change(|desk| desk.close(id)),
        }
    }

    fn handle_info(&mut self, Changed: Changed, _: &mut Live<Self>) {
        self.all = self.desk.read(tickets);
        self.choose();
    }

    fn render(&self) -> impl View {
        h! {
            <main class="app desk">
              <header>
                <h1>Support desk</h1>
                <span class="soft">You are {self.me}</span>
                <a class="back" href="/">Gallery</a>
              </header>
              <div class="bar">
                <nav class="tabs" aria-label="Tickets">
                  {#for (show, count) in Show::ALL.into_iter().zip(*self.counts)}
                    <.link patch={address(show, *self.sort)} aria-current={(show == *self.show).then_some("page")}>{show.name()} <b>{count}</b></.link>
                  {/for}
                </nav>
                <form phx-change="sort">
                  <label>Sort <select name="sort" id="sort"><option :for={sort in Sort::ALL} value={sort.name()} selected={*sort == *self.sort}>{sort.label()}</option></select></label>
                </form>
              </div>
              <p class="visually-hidden" role="status">{self.counts[0]} tickets wait, {self.counts[1]} are yours</p>
              <ul class="tickets" id="tickets" tabindex="-1" aria-label="Tickets">
                <li :for={ticket in @tickets} :key={ticket.id} id={format!("ticket-{}", ticket.id)} class="ticket">
                  <span class={["priority", ticket.priority.name()]}>{ticket.priority.name()}</span>
                  <div><b>{ticket.subject}</b> <span class="soft">{"#"}{ticket.id}, {ticket.customer}</span></div>
                  <span class="state">{#match &ticket.state}{#case State::Open}waits{#case State::Taken(agent)}{agent}{#case State::Closed}closed{/match}</span>
                  <span class="actions">
                    <button :if={ticket.state == State::Open} phx-click={act("take", ticket.id)} aria-label={format!("Take ticket {}", ticket.id)}>Take</button>
                    <button :if={ticket.state != State::Closed} class="quiet" phx-click={act("close", ticket.id)} aria-label={format!("Close ticket {}", ticket.id)}>Close</button>
                  </span>
                </li>
              </ul>
              <p class="empty" :if={@tickets.is_empty()}>Nothing here.</p>
              <p class="offline" role="status">{"Connection lost. Trying again…"}</p>
            </main>
        }
    }
}

impl SupportDesk {
    /// Picks what is to be shown.
    fn choose(&mut self) {
        let me = &self.me;
        let these = |show: Show| self.all.iter().filter(move |ticket| show.has(ticket, me));
        let counts = Show::ALL.map(|show| these(show).count());
        let mut tickets: Vec<Ticket> = these(*self.show).cloned().collect();
        match *self.sort {
            Sort::Newest => tickets.reverse(),
            Sort::Oldest => {}
            Sort::Urgent => tickets.sort_by_key(|ticket| (ticket.priority, Reverse(ticket.id))),
        }
        *self.tickets = tickets;
        *self.counts = counts;
    }
}

impl Show {
    const ALL: [Show; 4] = [Show::Open, Show::Mine, Show::Closed, Show::All];

    fn name(self) -> &'static str {
        match self {
            Show::Open => "open",
            Show::Mine => "mine",
            Show::Closed => "closed",
            Show::All => "all",
        }
    }

    fn has(self, ticket: &Ticket, me: &Arc<str>) -> bool {
        match self {
            Show::Open => ticket.state == State::Open,
            Show::Mine => matches!(&ticket.state, State::Taken(agent) if agent == me),
            Show::Closed => ticket.state == State::Closed,
            Show::All => true,
        }
    }
}

impl Sort {
    const ALL: [Sort; 3] = [Sort::Newest, Sort::Oldest, Sort::Urgent];

    fn name(self) -> &'static str {
        match self {
            Sort::Newest => "newest",
            Sort::Oldest => "oldest",
            Sort::Urgent => "urgent",
        }
    }

    fn label(self) -> &'static str {
        match self {
            Sort::Newest => "newest first",
            Sort::Oldest => "oldest first",
            Sort::Urgent => "urgent first",
        }
    }
}

fn tickets(desk: &Desk) -> Vec<Ticket> {
    desk.tickets().to_vec()
}

fn address(show: Show, sort: Sort) -> String {
    format!("/desk?show={}&sort={}", show.name(), sort.name())
}

/// The ticket may leave the list, and its button with it: the focus goes to the list first.
fn act(event: &str, id: u32) -> Cmd {
    Cmd::push(Push::new(event).value("id", id)).then(Cmd::focus("#tickets"))
}

/// Who this is: the same as long as the page is open, also after a connection was lost.
fn agent(desk: &Shared<Desk>, cx: &mut Live<SupportDesk>) -> Arc<str> {
    if let Some(name) = cx.session().get("agent") {
        return name.into();
    }
    let name = desk.change(Desk::hire);
    cx.put_session("agent", &name);
    name.into()
}
