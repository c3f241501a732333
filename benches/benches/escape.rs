//! Escaping one value into a buffer that is large enough, beside other crates.
//!
//! Only `html-escape` has an escape for text and one for attributes as we do; the other two have
//! one for both.

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;
use std::time::Duration;

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

criterion_group!(benches, escape);
criterion_main!(benches);
