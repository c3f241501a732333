//! Escaping one value into a buffer that is large enough, beside other crates.
//!
//! Only `html-escape` has an escape for text and one for attributes as we do; the other two have
//! one for both. All append to the same cleared buffer, so none allocates, and what each writes is
//! first checked to read back as the value.
//!
//! With `-- ratios`, only a table of least times, each divided by ours: all take turns, so what else
//! the machine does hits all alike.

use criterion::{BenchmarkId, Criterion, Throughput};
use std::hint::black_box;
use std::time::{Duration, Instant};

type Escape = fn(&str, &mut String);

const TEXT: [(&str, Escape); 4] = [
    ("slotwise", slotwise_html::escape_text),
    ("askama_escape", askama),
    ("v_htmlescape", v_htmlescape::escape_string),
    ("html-escape", |value, out| {
        html_escape::encode_text_to_string(value, out);
    }),
];

const ATTRIBUTE: [(&str, Escape); 4] = [
    ("slotwise", slotwise_html::escape_attribute),
    ("askama_escape", askama),
    ("v_htmlescape", v_htmlescape::escape_string),
    ("html-escape", |value, out| {
        html_escape::encode_quoted_attribute_to_string(value, out);
    }),
];

fn askama(value: &str, out: &mut String) {
    askama_escape::escape_html(out, value).expect("a string takes all");
}

/// Nothing to escape, and something in every 12 bytes: none of it is escaped by some only.
const CLEAN: &str = "Tom und Jérôme said that one is below two, and went on to go. ";
const DIRTY: &str = "Tom & Jérôme said \"it's 1 < 2\", and went on to the next page. ";

const SIZES: [(&str, usize); 4] = [
    ("8 B", 8),
    ("64 B", 64),
    ("4 kB", 4 << 10),
    ("1 MB", 1 << 20),
];

/// `sentence` again and again, cut to at most `size` bytes.
fn value(sentence: &str, mut size: usize) -> String {
    let mut value = sentence.repeat(size / sentence.len() + 1);
    while !value.is_char_boundary(size) {
        size -= 1;
    }
    value.truncate(size);
    value
}

/// Which characters are escaped, and how, is each crate's own; what is read back is not.
fn check(name: &str, escape: Escape, value: &str) {
    let mut out = String::new();
    escape(value, &mut out);
    let read = html_escape::decode_html_entities(&out);
    assert!(read == value, "{name} changes what is read");
}

fn escape(criterion: &mut Criterion) {
    for (context, all) in [("text", TEXT), ("attribute", ATTRIBUTE)] {
        for (kind, sentence) in [("clean", CLEAN), ("dirty", DIRTY)] {
            let mut group = criterion.benchmark_group(format!("escape/{context}/{kind}"));
            group.sample_size(30);
            group.warm_up_time(Duration::from_millis(100));
            group.measurement_time(Duration::from_millis(400));
            for (size_name, size) in SIZES {
                let value = value(sentence, size);
                group.throughput(Throughput::Bytes(value.len() as u64));
                for (name, escape) in all {
                    check(name, escape, &value);
                    let mut out = String::with_capacity(2 * size);
                    group.bench_function(BenchmarkId::new(name, size_name), |bencher| {
                        bencher.iter(|| {
                            out.clear();
                            escape(black_box(&value), &mut out);
                            black_box(out.len())
                        });
                    });
                }
            }
        }
    }
}

/// How often each takes its turn.
const TURNS: usize = 400;

fn ratios() {
    println!("| | ns | askama_escape | v_htmlescape | html-escape |\n|---|---:|---:|---:|---:|");
    for (context, all) in [("text", TEXT), ("attribute", ATTRIBUTE)] {
        for (kind, sentence) in [("clean", CLEAN), ("dirty", DIRTY)] {
            for (size_name, size) in SIZES {
                let [ours, others @ ..] = least_times(all, &value(sentence, size));
                let others = others.map(|other| format!("{:.2}", other / ours));
                let others = others.join(" | ");
                println!("| {context}, {kind}, {size_name} | {ours:.1} | {others} |");
            }
        }
    }
}

/// The least time of each, in nanoseconds a value.
fn least_times(all: [(&str, Escape); 4], value: &str) -> [f64; 4] {
    let mut out = String::with_capacity(2 * value.len() + 8);
    let repeats = (100_000 / (value.len() + 20)).max(1);
    let mut least = [f64::MAX; 4];
    for turn in 0..TURNS {
        for i in 0..all.len() {
            let at = (turn + i) % all.len();
            let (name, escape) = black_box(all[at]);
            if turn == 0 {
                check(name, escape, value);
            }
            let start = Instant::now();
            for _ in 0..repeats {
                out.clear();
                escape(black_box(value), &mut out);
                black_box(out.len());
            }
            let time = start.elapsed().as_nanos() as f64 / repeats as f64;
            least[at] = least[at].min(time);
        }
    }
    least
}

fn main() {
    if std::env::args().any(|arg| arg == "ratios") {
        return ratios();
    }
    let mut criterion = Criterion::default().configure_from_args();
    escape(&mut criterion);
    criterion.final_summary();
}
