use slotwise::{Stream, View, h};

fn main() {
    let lines: Stream<u32> = Stream::new(|line| format!("line-{line}"));
    let view = h! {
        <ul id="lines" phx-update="stream">{#for (id, line) in lines}<li id={id}>{line}</li>{/for}</ul>
    };
    view.to_html();
}
