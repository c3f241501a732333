use slotwise::{View, h};

fn main() {
    let view = h! { <ul><li :fro={n in 0..3}>{n}</li></ul> };
    view.to_html();
}
