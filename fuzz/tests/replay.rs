//! Every input that was kept, on stable and without instrumentation.

use std::fs;

fn replay(target: &str, scenario: fn(&[u8])) {
    let folder = format!("{}/corpus/{target}", env!("CARGO_MANIFEST_DIR"));
    let mut inputs = 0;
    for entry in fs::read_dir(&folder).expect("the corpus is kept") {
        let path = entry.expect("it can be read").path();
        scenario(&fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display())));
        inputs += 1;
    }
    assert!(inputs > 0, "{folder} is empty");
}

#[test]
fn parse() {
    replay("parse", slotwise_fuzz::parse);
}

#[test]
fn diff() {
    replay("diff", slotwise_fuzz::diff);
}

#[test]
fn frame() {
    replay("frame", slotwise_fuzz::frame);
}
