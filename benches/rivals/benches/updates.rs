//! First pages and updates of all engines, which take turns; what they show is compared first.
//!
//! Least times: ours in microseconds, with tracked data and in the native dialect, the others divided by that.

use rivals::turns::{Turn, least, row};
use rivals::updates::{Client, Page, elements, first_pages, updates};
use slotwise_benches::workload::Side;
use std::hint::black_box;
use std::time::{Duration, Instant};

/// How often each takes its turn.
const TURNS: usize = 1_000;

fn main() {
    let turns = match std::env::args().any(|arg| arg == "--test") {
        true => 2,
        false => TURNS,
    };
    let mut header = Header::default();
    for (workload, pages) in first_pages() {
        header.of(pages.iter().map(|(name, _)| *name));
        let ours = written(&pages[0].1);
        let mut all: Vec<Turn<'_>> = Vec::new();
        for (name, page) in &pages {
            assert!(
                elements(&written(page)) == elements(&ours),
                "{workload}: {name}"
            );
            let mut out = String::with_capacity(2 * ours.len());
            all.push(Box::new(move || write(page, &mut out)));
        }
        let times = least(turns, &mut all);
        println!("{}", row(&format!("{workload}, first HTML"), &times));
    }
    for mut update in updates() {
        let name = format!("{}, {}", update.workload, update.operation);
        let mut shown = [None, None];
        for (engine, client) in &mut update.clients {
            check(&name, engine, &mut **client, &mut shown);
        }
        header.of(update.clients.iter().map(|(engine, _)| engine.as_str()));
        let mut all: Vec<Turn<'_>> = Vec::new();
        for (_, client) in &mut update.clients {
            let mut out = Vec::new();
            all.push(Box::new(move || forth(&mut **client, &mut out)));
        }
        println!("{}", row(&name, &least(turns, &mut all)));
    }
}

/// The engines of the rows so far.
#[derive(Default)]
struct Header(String);

impl Header {
    /// Begins a table if the next row is of other engines.
    fn of<'a>(&mut self, engines: impl Iterator<Item = &'a str>) {
        let engines: Vec<&str> = engines.collect();
        let names = engines.join(" | ");
        if names != self.0 {
            println!("\n| | {names} |\n|---|{}", "---:|".repeat(engines.len()));
            self.0 = names;
        }
    }
}

fn written(page: &Page) -> String {
    let mut out = String::new();
    page(&mut out);
    out
}

fn write(page: &Page, out: &mut String) -> Duration {
    out.clear();
    let start = Instant::now();
    page(out);
    black_box(&out);
    start.elapsed()
}

/// The way forth; that back is not counted.
fn forth(client: &mut dyn Client, out: &mut Vec<u8>) -> Duration {
    client.go(Side::Before, out);
    out.clear();
    let start = Instant::now();
    client.go(Side::After, out);
    black_box(&out);
    start.elapsed()
}

/// Shows what the first client showed, on both sides.
fn check(update: &str, name: &str, client: &mut dyn Client, shown: &mut [Option<String>; 2]) {
    for side in [Side::Before, Side::After] {
        client.go(side, &mut Vec::new());
        let elements = elements(&client.html());
        let shown = shown[side as usize].get_or_insert_with(|| elements.clone());
        assert!(*shown == elements, "{update}, {side:?}: {name}");
    }
}
