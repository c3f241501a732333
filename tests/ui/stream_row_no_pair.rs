use slotwise::{Stream, View, h};

fn main() {
    let lines: Stream<u32> = Stream::new(|line| format!("line-{line}"));
    let view = h! {
        <ul id="lines" phx-update="stream"><li :for={line in lines} id={line.id}>{line.text}</li></ul>
    };
    view.to_html();
}
