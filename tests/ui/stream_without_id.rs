use slotwise::{Stream, View, h};

fn main() {
    let lines: Stream<u32> = Stream::new(|line| format!("line-{line}"));
    let view = h! {
        <ul phx-update="stream"><li :for={(id, line) in lines} id={id}>{line}</li></ul>
    };
    view.to_html();
}
