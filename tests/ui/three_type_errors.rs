use slotwise::{View, h};

struct Point;

fn main() {
    let (names, point, count) = (vec!["a"], Point, 3);
    let view = h! {
        <p title={names}>{point}</p>
        <p :if={count}>{nmae}</p>
        <p :for={n in count}>{n}</p>
    };
    view.to_html();
}
