//! Rows without keys: what is sent where they move, change or come.

use slotwise::{Dialect, HashKey, Mirror, Tracked, View, h};
use slotwise_tests::judge::Judge;

#[derive(Clone)]
struct Row(&'static str, &'static str);

fn rows(names: &[&'static str]) -> Vec<Row> {
    names.iter().map(|name| Row(name, "old")).collect()
}

/// The native patch from one state to another, and that both dialects show the second.
#[track_caller]
fn check(before: &[Row], after: &[Row], patch: &str) {
    fn view(rows: &Tracked<Vec<Row>>) -> impl View {
        h! { <ul><li :for={row in rows} id={row.0}>{row.1}</li></ul> }
    }
    let (before, after) = (Tracked::new(before.to_vec()), Tracked::new(after.to_vec()));
    let mut judge = Judge::default();
    judge.step(&view(&before)).map(drop).unwrap();
    judge.step(&view(&after)).map(drop).unwrap();
    let mut mirror = Mirror::new(Dialect::Native, HashKey::new(1));
    mirror.patch(&view(&before), &mut String::new());
    let mut sent = String::new();
    mirror.patch(&view(&after), &mut sent);
    assert_eq!(sent, patch);
}

#[test]
fn what_moved_is_not_sent() {
    let four = rows(&["a", "b", "c", "d"]);
    check(&four, &rows(&["a", "c", "d"]), "[0,[1,2]]");
    check(&four, &rows(&["d", "c", "b", "a"]), "[0,[0,-4]]");
    check(
        &four,
        &rows(&["a", "b", "x", "c", "d"]),
        r#"[0,[2,["x","old"],2]]"#,
    );
    check(&rows(&["a", "a", "b"]), &rows(&["a", "b"]), "[0,[1,1]]");
}

#[test]
fn what_changed_is_sent_alone() {
    let mut after = rows(&["a", "b", "c", "d"]);
    after[1].1 = "new";
    check(&rows(&["a", "b", "c", "d"]), &after, r#"[0,1,1,"new"]"#);
    after.insert(0, Row("x", "old"));
    check(
        &rows(&["a", "b", "c", "d"]),
        &after,
        r#"[0,[0,["x","old"],4],2,1,"new"]"#,
    );
}

/// A row is taken for a change of the one in its place, and that one then sent: nothing follows from it.
#[test]
fn a_row_for_another_at_the_end() {
    let before = rows(&["a", "b", "c", "d"]);
    check(
        &before,
        &rows(&["x", "a", "b", "c"]),
        r#"[0,[1,["a","old"],1,2],0,0,"x"]"#,
    );
}
