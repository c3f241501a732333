//! Measures.

use slotwise::{Dialect, HashKey, Mirror, Patcher, View};
use slotwise_benches::chat::tracked::Chat;
use slotwise_benches::client::Client;
use slotwise_benches::table::tracked::Table;
use slotwise_benches::update;
use slotwise_benches::workload::{Data, Side, State};
use std::io;

/// What one mirror takes.
pub(crate) struct Size {
    pub(crate) workload: &'static str,
    pub(crate) when: &'static str,
    pub(crate) bytes: usize,
    /// Of these, capacity that is not used.
    pub(crate) slack: usize,
    /// For each row beyond the first.
    pub(crate) per_row: Option<f64>,
    pub(crate) goal: Option<usize>,
}

/// What many mirrors take.
pub(crate) struct Resident {
    pub(crate) mirrors: usize,
    pub(crate) bytes: usize,
}

pub(crate) fn sizes() -> Vec<Size> {
    let chat = |messages| joined(&Chat::new(messages).view());
    let table = |rows| joined(&Table::new(rows).view());
    vec![
        Size {
            per_row: Some(per_row(&chat(50), &chat(1), 49)),
            goal: Some(4_600),
            ..size("chat", "joined", &chat(50))
        },
        Size {
            goal: Some(4_600),
            ..size("chat", "append_1", &updated("chat", "append_1"))
        },
        Size {
            per_row: Some(per_row(&table(1_000), &table(1), 999)),
            goal: Some(112_000),
            ..size("table", "joined", &table(1_000))
        },
        Size {
            goal: Some(112_000),
            ..size("table", "prepend", &updated("table", "prepend"))
        },
    ]
}

fn size(workload: &'static str, when: &'static str, mirror: &Mirror) -> Size {
    // A clone has the capacity that it needs.
    let slack = mirror.size() - mirror.clone().size();
    Size {
        workload,
        when,
        bytes: mirror.size(),
        slack,
        per_row: None,
        goal: None,
    }
}

fn per_row(many: &Mirror, one: &Mirror, rows: usize) -> f64 {
    (many.clone().size() - one.clone().size()) as f64 / rows as f64
}

fn joined(view: &dyn View) -> Mirror {
    let mut mirror = Mirror::new(Dialect::Native, HashKey::new(1));
    mirror.patch(view, &mut String::new());
    mirror
}

fn updated(workload: &str, operation: &str) -> Mirror {
    let case = update(Data::Tracked, workload, operation);
    let mut client = Client::joined(Dialect::Native, &case);
    client.go(&case, Side::After);
    client.mirror
}

/// Holds many mirrors of the chat, each made as for a client of its own.
pub(crate) fn resident(mirrors: usize) -> io::Result<Resident> {
    let chat = Chat::first();
    let (mut patcher, mut patch) = (Patcher::new(), String::new());
    let mut join = || {
        let mut mirror = Mirror::new(Dialect::Native, HashKey::new(1));
        patch.clear();
        patcher.patch(&mut mirror, &chat.view(), &mut patch);
        mirror
    };
    drop(join()); // The scratch has grown.
    let mut all = Vec::with_capacity(mirrors);
    let before = resident_bytes()?;
    for i in 0..mirrors {
        all.push(join());
        if (i + 1).is_multiple_of(10_000) {
            eprintln!("{} of {mirrors} mirrors", i + 1);
        }
    }
    let bytes = resident_bytes()? - before;
    // All are alive until here.
    Ok(Resident {
        mirrors: all.len(),
        bytes,
    })
}

fn resident_bytes() -> io::Result<usize> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kib = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<usize>().ok());
    let kib = kib.ok_or(io::Error::other("/proc/self/status does not tell VmRSS"))?;
    Ok(kib * 1024)
}
