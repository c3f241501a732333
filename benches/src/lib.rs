//! The workloads of the benchmarks: views, their states and the operations on them.
//!
//! ```text
//! Chat::first() ── Operation ──> the state before, the state after     workload.rs; chat.rs, table.rs, ..
//! state ── view ──> HTML, equal to by_hand()                           checked before anything is measured
//! state before, state after ── Client ──> a patch                      client.rs: counted, timed, measured
//! ```
//!
//! Every workload is built as the figures it is compared with were: same template, same data.

#[cfg(test)]
mod allocations;
pub mod client;
pub mod documented;
pub mod goals;
pub mod reconnect;
pub mod timing;
pub mod workload;

pub mod article;
pub mod big_table;
pub mod chat;
pub mod dashboard;
pub mod form;
pub mod static50k;
pub mod table;
pub mod table_slots;
pub mod teams;

use workload::{Case, Data, cases};

/// The updates of all workloads, with tracked data and with plain data.
pub fn updates() -> Vec<Case> {
    [
        cases::<chat::tracked::Chat>(Data::Tracked),
        cases::<chat::tracked::WithComponent>(Data::Tracked),
        cases::<table::tracked::Table>(Data::Tracked),
        cases::<table::tracked::Unkeyed>(Data::Tracked),
        cases::<table_slots::tracked::TableSlots>(Data::Tracked),
        cases::<form::tracked::Form>(Data::Tracked),
        cases::<dashboard::tracked::Dashboard>(Data::Tracked),
        cases::<static50k::tracked::Static50k>(Data::Tracked),
        cases::<chat::plain::Chat>(Data::Plain),
        cases::<chat::plain::WithComponent>(Data::Plain),
        cases::<table::plain::Table>(Data::Plain),
        cases::<table::plain::Unkeyed>(Data::Plain),
        cases::<table_slots::plain::TableSlots>(Data::Plain),
        cases::<form::plain::Form>(Data::Plain),
        cases::<dashboard::plain::Dashboard>(Data::Plain),
        cases::<static50k::plain::Static50k>(Data::Plain),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The update of that name.
///
/// # Panics
///
/// If there is none.
pub fn update(data: Data, workload: &str, operation: &str) -> Case {
    let mut all = updates().into_iter();
    all.find(|case| (case.data, case.workload, case.operation) == (data, workload, operation))
        .unwrap_or_else(|| panic!("no operation {operation} on {workload}"))
}
