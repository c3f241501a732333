//! [`Peers`]: how much each address and each browser asks of an endpoint.

use super::rate::Rate;
use std::collections::HashMap;
use std::fmt;
use std::hash::Hash;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Who is at the other end of a connection, as far as the adapter knows.
///
/// ```
/// use slotwise::session::Peer;
/// let peer = Peer { address: "192.0.2.7".parse().ok(), browser: Some("6f1c".into()) };
/// # let _ = peer;
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Peer {
    /// The address that it connects from; [`Limits::joins_per_second`](super::Limits::joins_per_second) and
    /// [`Limits::connections_per_address`](super::Limits::connections_per_address) are for all connections of one.
    /// Without it there are no such limits.
    pub address: Option<IpAddr>,
    /// What tells its browser from others, such as a cookie's value;
    /// [`Limits::sessions_per_browser`](super::Limits::sessions_per_browser) is for all connections of one. Without it
    /// there is no such limit.
    pub browser: Option<Arc<str>>,
}

/// What all connections of an endpoint count together.
#[derive(Default)]
pub(crate) struct Peers {
    joins: Mutex<Joins>,
    /// The sessions of browsers.
    pub(crate) sessions: Arc<Seats<Arc<str>>>,
    /// The connections of addresses.
    connections: Arc<Seats<IpAddr>>,
}

/// Who joined lately. An address that did nothing for so long that its bucket is full again is forgotten: those that
/// were not seen in a whole period go with it.
#[derive(Default)]
struct Joins {
    now: HashMap<IpAddr, Rate>,
    before: HashMap<IpAddr, Rate>,
    until: Duration,
}

/// Who has so many addresses has his joins forgotten earlier, and so could join more often.
const MOST_ADDRESSES: usize = 16 * 1024;

impl Peers {
    /// Whether an address may join now; then it has.
    pub(crate) fn join(&self, address: IpAddr, now: Duration, per_second: u32, burst: u32) -> bool {
        let mut joins = lock(&self.joins);
        if now >= joins.until || joins.now.len() >= MOST_ADDRESSES {
            joins.before = std::mem::take(&mut joins.now);
            let period = Duration::from_secs(1) * burst / per_second.max(1);
            joins.until = now.saturating_add(period.max(Duration::from_secs(1)));
        }
        let address = network(address);
        let before = joins.before.remove(&address);
        let rate = joins
            .now
            .entry(address)
            .or_insert(before.unwrap_or_default());
        rate.take(now, per_second, burst)
    }

    /// One more connection of an address, if it may have that.
    pub(crate) fn connect(&self, address: IpAddr, most: usize) -> Option<Seat<IpAddr>> {
        self.connections.take(&network(address), most)
    }
}

/// How many of something each owner has.
pub(crate) struct Seats<K>(Mutex<HashMap<K, usize>>);

impl<K> Default for Seats<K> {
    fn default() -> Self {
        Seats(Mutex::default())
    }
}

impl<K: Clone + Eq + Hash> Seats<K> {
    /// One more for an owner, if it may have that.
    pub(crate) fn take(self: &Arc<Self>, owner: &K, most: usize) -> Option<Seat<K>> {
        let mut seats = lock(&self.0);
        let taken = seats.entry(owner.clone()).or_default();
        if *taken >= most {
            // A limit of none leaves no entry behind.
            if *taken == 0 {
                seats.remove(owner);
            }
            return None;
        }
        *taken += 1;
        Some(Seat {
            seats: self.clone(),
            owner: owner.clone(),
        })
    }
}

/// Every change is one step, so a panic leaves nothing half done.
fn lock<T>(table: &Mutex<T>) -> MutexGuard<'_, T> {
    table.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Who has one address of IPv6 mostly has all that begin with the same 64 bits.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() >> 64 << 64).into(),
        v4 @ IpAddr::V4(_) => v4,
    }
}

/// Exists as long as what it is for.
pub(crate) struct Seat<K: Eq + Hash> {
    seats: Arc<Seats<K>>,
    pub(crate) owner: K,
}

impl<K: Eq + Hash> Drop for Seat<K> {
    fn drop(&mut self) {
        let mut seats = lock(&self.seats.0);
        if let Some(taken) = seats.get_mut(&self.owner) {
            *taken -= 1;
            if *taken == 0 {
                seats.remove(&self.owner);
            }
        }
    }
}

/// One of the connections that an address may have at once: keep it as long as the connection. See
/// [`Endpoint::admit`](super::Endpoint::admit).
#[must_use]
pub struct Admission {
    /// None if the address is not known.
    pub(crate) _seat: Option<Seat<IpAddr>>,
}

impl fmt::Debug for Admission {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Admission").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: Duration = Duration::from_secs(1_800_000_000);

    fn address(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn an_address_is_a_network() {
        for (one, other, same) in [
            ("192.0.2.1", "192.0.2.1", true),
            ("192.0.2.1", "192.0.2.2", false),
            ("192.0.2.1", "::ffff:192.0.2.1", true),
            ("2001:db8::1", "2001:db8::ffff:1:2:3", true),
            ("2001:db8::1", "2001:db8:0:1::1", false),
        ] {
            let peers = Peers::default();
            assert!(peers.join(address(one), START, 1, 1));
            assert_eq!(!peers.join(address(other), START, 1, 1), same, "{other}");
        }
    }

    #[test]
    fn who_is_silent_is_forgotten_and_nobody_else() {
        let peers = Peers::default();
        let mut now = START;
        for step in 0..100_000_u32 {
            now += Duration::from_millis(1);
            peers.join(
                Ipv6Addr::from_bits(u128::from(step) << 64).into(),
                now,
                5,
                20,
            );
            if step % 100 == 0 {
                // Ten a second, of which five are too many.
                peers.join(address("192.0.2.1"), now, 5, 20);
            }
        }
        let joins = lock(&peers.joins);
        assert!(joins.now.len() + joins.before.len() <= 2 * 4_001);
        drop(joins);
        assert!(!peers.join(address("192.0.2.1"), now, 5, 20));
    }

    #[test]
    fn addresses_are_bounded() {
        let peers = Peers::default();
        for step in 0..100_000_u32 {
            peers.join(
                Ipv6Addr::from_bits(u128::from(step) << 64).into(),
                START,
                5,
                20,
            );
        }
        let joins = lock(&peers.joins);
        assert!(joins.now.len() + joins.before.len() <= 2 * MOST_ADDRESSES);
    }

    #[test]
    fn seats_are_given_back() {
        let seats: Arc<Seats<Arc<str>>> = Arc::default();
        let browser: Arc<str> = "one".into();
        let taken: Vec<_> = (0..3).filter_map(|_| seats.take(&browser, 2)).collect();
        assert_eq!(taken.len(), 2);
        assert!(seats.take(&"other".into(), 2).is_some());
        drop(taken);
        assert!(seats.take(&browser, 0).is_none());
        assert!(lock(&seats.0).is_empty());
    }
}
