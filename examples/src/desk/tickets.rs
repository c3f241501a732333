//! The tickets: what came in, who works on it. One list for all agents.

use crate::shared::Dice;
use std::sync::Arc;

/// Something that a customer wants.
#[derive(Clone, Debug, PartialEq)]
pub struct Ticket {
    pub id: u32,
    pub subject: &'static str,
    pub customer: &'static str,
    pub priority: Priority,
    pub state: State,
}

/// How urgent it is, most urgent first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Priority {
    Urgent,
    Normal,
    Low,
}

#[derive(Clone, Debug, PartialEq)]
pub enum State {
    Open,
    /// By the agent of this name.
    Taken(Arc<str>),
    Closed,
}

impl Priority {
    pub fn name(self) -> &'static str {
        match self {
            Priority::Urgent => "urgent",
            Priority::Normal => "normal",
            Priority::Low => "low",
        }
    }
}

/// More are not kept: the oldest one goes, closed ones first.
const MOST: usize = 30;

const SUBJECTS: [&str; 10] = [
    "I cannot log in",
    "The invoice is wrong",
    "Where is my parcel?",
    "The app stops when I open it",
    "How do I change my address?",
    "I was charged twice",
    "Two of the cups are broken",
    "The link in your letter is dead",
    "Please close my account",
    "Thank you, it works again",
];
const CUSTOMERS: [&str; 8] = [
    "Ada Okafor",
    "Ben Tran",
    "Chiara Conti",
    "Dev Patel",
    "Emil Sørensen",
    "Fatima Haddad",
    "Grace Lindqvist",
    "Hiro Tanaka",
];
const PRIORITIES: [Priority; 4] = [
    Priority::Urgent,
    Priority::Normal,
    Priority::Normal,
    Priority::Low,
];

/// All tickets, oldest first.
pub struct Desk {
    tickets: Vec<Ticket>,
    last_id: u32,
    agents: u32,
    dice: Dice,
}

impl Default for Desk {
    /// A desk in the morning.
    fn default() -> Desk {
        let mut desk = Desk {
            tickets: Vec::new(),
            last_id: 100,
            agents: 0,
            dice: Dice::new(41),
        };
        for _ in 0..6 {
            desk.receive();
        }
        desk
    }
}

impl Desk {
    pub fn tickets(&self) -> &[Ticket] {
        &self.tickets
    }

    /// One more ticket comes in.
    pub fn receive(&mut self) {
        if self.tickets.len() >= MOST {
            let closed = |ticket: &Ticket| ticket.state == State::Closed;
            let oldest = self.tickets.iter().position(closed).unwrap_or(0);
            self.tickets.remove(oldest);
        }
        self.last_id += 1;
        self.tickets.push(Ticket {
            id: self.last_id,
            subject: self.dice.pick(&SUBJECTS).unwrap_or_default(),
            customer: self.dice.pick(&CUSTOMERS).unwrap_or_default(),
            priority: self.dice.pick(&PRIORITIES).unwrap_or(Priority::Normal),
            state: State::Open,
        });
    }

    /// A name for an agent who comes in.
    pub fn hire(&mut self) -> String {
        self.agents += 1;
        format!("Agent {}", self.agents)
    }

    /// The ticket is this agent's, unless somebody was faster.
    pub fn take(&mut self, id: u32, agent: &Arc<str>) {
        if let Some(ticket) = self.find(id)
            && ticket.state == State::Open
        {
            ticket.state = State::Taken(agent.clone());
        }
    }

    pub fn close(&mut self, id: u32) {
        if let Some(ticket) = self.find(id) {
            ticket.state = State::Closed;
        }
    }

    fn find(&mut self, id: u32) -> Option<&mut Ticket> {
        self.tickets.iter_mut().find(|ticket| ticket.id == id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_first_has_the_ticket() {
        let mut desk = Desk::default();
        let (ada, ben): (Arc<str>, Arc<str>) = ("Ada".into(), "Ben".into());
        let id = desk.tickets()[0].id;
        desk.take(id, &ada);
        desk.take(id, &ben);
        desk.take(0, &ben);
        assert_eq!(desk.tickets()[0].state, State::Taken(ada));
    }

    #[test]
    fn the_oldest_closed_ticket_goes_first() {
        let mut desk = Desk::default();
        let closed = desk.tickets()[2].id;
        desk.close(closed);
        while desk.tickets().len() < MOST {
            desk.receive();
        }
        desk.receive();
        assert_eq!(desk.tickets().len(), MOST);
        assert!(desk.tickets().iter().all(|ticket| ticket.id != closed));
        let oldest = desk.tickets()[0].id;
        desk.receive();
        assert!(desk.tickets()[0].id > oldest);
    }
}
