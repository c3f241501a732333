use slotwise::{Stream, View, h};

fn main() {
    let lines: Stream<u32> = Stream::new(|line| format!("line-{line}"));
    let view = h! { <ul id="lines"><li :for={(id, line) in lines} id={id}>{line}</li></ul> };
    view.to_html();
    let list = vec![("a", 1)];
    let view = h! { <ul id="lines" phx-update="stream"><li :for={(id, line) in list} id={id}>{line}</li></ul> };
    view.to_html();
}
