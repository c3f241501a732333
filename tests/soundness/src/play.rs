//! Shows the compiled templates over random changes of the state, and judges what clients see.

use crate::changes::{Change, History};
use crate::random::Random;
use crate::state::Page;
use crate::{generate, source, twin};
use slotwise::View;
use slotwise_tests::judge::Judge;
use slotwise_tests::node;
use slotwise_tests::stream::{self, Split};
use slotwise_tests::tree::tree;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Shows a compiled template of the state.
pub type Show = fn(&Page, &mut dyn FnMut(&dyn View));

/// One template in so many is played to the clients in node too.
const SAMPLED: u64 = 10;

/// What went wrong with one template.
struct Failure {
    number: u64,
    source: String,
    told: String,
}

/// Plays each template, with its number, through so many states; prints what fails, the smallest first.
pub fn main(seed: u64, states: usize, templates: &[(u64, Show)]) -> ExitCode {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        while let Some((number, show)) = templates.get(next.fetch_add(1, Ordering::Relaxed)) {
            done.push((*number, play(seed, *number, states, *show)));
        }
        done
    };
    // A panic is a failure that is told with its template.
    std::panic::set_hook(Box::new(|_| {}));
    let outcomes: Vec<(u64, Result<Judge, String>)> = thread::scope(|scope| {
        let threads = thread::available_parallelism().map_or(2, usize::from);
        let threads: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        let done = threads.into_iter().map(|thread| thread.join());
        done.flat_map(|done| done.expect("panics are caught"))
            .collect()
    });
    let _ = std::panic::take_hook();
    let mut sample = Vec::new();
    let mut failures = Vec::new();
    for (number, outcome) in outcomes {
        match outcome {
            Ok(judge) if number % SAMPLED == 0 || templates.len() < 10 => {
                sample.push((number, judge))
            }
            Ok(_) => {}
            Err(told) => failures.push(failure(seed, number, told)),
        }
    }
    failures.extend(
        in_node(&sample)
            .into_iter()
            .map(|(number, told)| failure(seed, number, told)),
    );
    failures.sort_by_key(|failure| failure.source.len() + failure.told.len());
    for Failure {
        number,
        source,
        told,
    } in &failures
    {
        println!(
            "\n== template {number} of seed {seed}: --seed {seed} --only {number}\n{source}\n{told}"
        );
    }
    let mut failed: Vec<u64> = failures.iter().map(|failure| failure.number).collect();
    failed.sort();
    failed.dedup();
    println!(
        "\n{} of them played to the official client and to ours in node, {states} states each",
        sample.len()
    );
    println!(
        "{} passed, {} failed",
        templates.len() - failed.len(),
        failed.len()
    );
    ExitCode::from(u8::from(!failed.is_empty()))
}

fn failure(seed: u64, number: u64, told: String) -> Failure {
    let source = source::module(&generate::template(seed, number));
    Failure {
        number,
        source,
        told,
    }
}

/// What happens between two states.
type Steps = Vec<Vec<Change>>;

fn play(seed: u64, number: u64, states: usize, show: Show) -> Result<Judge, String> {
    let template = generate::template(seed, number);
    let random = Random::new(seed, number * 2 + 1);
    let run = |steps: &Steps| {
        let judged = catch_unwind(AssertUnwindSafe(|| {
            through(&template, random.clone(), steps, show)
        }));
        judged.unwrap_or_else(|panic| Err(message(&*panic)))
    };
    let mut chance = Random::new(!seed, number);
    let steps: Steps = (1..states)
        .map(|_| {
            (0..1 + chance.below(3))
                .map(|_| Change::any(&mut chance))
                .collect()
        })
        .collect();
    run(&steps).map_err(|first| shrink(steps, first, |steps| run(steps).err()))
}

fn message(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().cloned();
    let text = text.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()));
    format!("panicked: {}", text.unwrap_or_default())
}

/// Leaves out what is not needed to go wrong, and tells what is left.
fn shrink(mut steps: Steps, mut told: String, run: impl Fn(&Steps) -> Option<String>) -> String {
    let mut size = steps.len();
    while size > 0 {
        let mut at = 0;
        while at < steps.len() {
            let mut fewer = steps.clone();
            fewer.drain(at..(at + size).min(steps.len()));
            match run(&fewer) {
                Some(error) => (steps, told) = (fewer, error),
                None => at += size,
            }
        }
        size /= 2;
    }
    told
}

/// One run; what went wrong is told with all that led to it.
fn through(
    template: &crate::tree::Template,
    mut random: Random,
    steps: &Steps,
    show: Show,
) -> Result<Judge, String> {
    let mut history = History::new(&mut random);
    let mut judge = Judge::default();
    let state = |history: &History, judge: &mut Judge| {
        let mut outcome = Ok(());
        show(&history.page, &mut |view| {
            let (wanted, showings) = stream::record(|| twin::html(template, &history.page));
            outcome = judge.step_showing(view, &showings, same).and_then(|step| {
                let around = |html: &str| Split::new(html).around();
                match same(&around(&step.html), &around(&wanted)) {
                    true => Ok(()),
                    false => Err(format!("rendered: {}\nthe twin: {wanted}", step.html)),
                }
            });
        });
        outcome
    };
    let mut outcome = state(&history, &mut judge);
    let mut done: &[Vec<Change>] = &[];
    for (number, changes) in steps.iter().enumerate() {
        if outcome.is_err() {
            break;
        }
        changes.iter().for_each(|change| history.apply(change));
        outcome = state(&history, &mut judge);
        done = &steps[..=number];
    }
    match outcome {
        Ok(()) => Ok(judge),
        Err(error) => Err(told(&judge, done, &history.page, &error)),
    }
}

fn same(one: &str, other: &str) -> bool {
    one == other || page(one) == page(other)
}

/// The tree of a page; of a class list its words count.
fn page(html: &str) -> String {
    tree(html)
        .lines()
        .map(|line| with_class_words(line) + "\n")
        .collect()
}

fn with_class_words(line: &str) -> String {
    let Some((before, list)) = line.split_once(" class=\"") else {
        return line.to_owned();
    };
    let mut is_escaped = false;
    let end = list.find(|char| {
        let ends = char == '"' && !is_escaped;
        is_escaped = char == '\\' && !is_escaped;
        ends
    });
    let (list, after) = list.split_at(end.unwrap_or(list.len()));
    let list = list.replace("\\n", " ").replace("\\r", " ");
    let words: Vec<&str> = list.split_whitespace().collect();
    format!("{before} class=\"{}{after}", words.join(" "))
}

fn told(judge: &Judge, changes: &[Vec<Change>], page: &Page, error: &str) -> String {
    let mut out = String::new();
    let changes = std::iter::once(&[][..]).chain(changes.iter().map(Vec::as_slice));
    let mut steps = judge.steps.iter();
    for changes in changes {
        out += &format!("{changes:?}\n");
        if let Some(step) = steps.next() {
            out += &format!("  {}\n  {}\n  {}\n", step.html, step.native, step.phoenix);
        }
    }
    format!("{out}{error}\nstate: {page:?}\n")
}

/// What the clients in node show otherwise than it was rendered.
fn in_node(sample: &[(u64, Judge)]) -> Vec<(u64, String)> {
    if sample.is_empty() {
        return Vec::new();
    }
    let judges: Vec<&Judge> = sample.iter().map(|(_, judge)| judge).collect();
    let ours = node::ours_differs(&judges)
        .into_iter()
        .map(|told| ("ours", told));
    let official = node::official_differs(&judges)
        .into_iter()
        .map(|told| ("the official client", told));
    ours.chain(official)
        .map(|(client, (at, told))| (sample[at].0, format!("{client}: {told}")))
        .collect()
}
