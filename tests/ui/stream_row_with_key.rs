use slotwise::{Stream, View, h};

fn main() {
    let lines: Stream<u32> = Stream::new(|line| format!("line-{line}"));
    let view = h! {
        <ul id="a" phx-update="stream"><li :for={(id, line) in lines} :key={id} id={id}>{line}</li></ul>
        <ul id="b" phx-update="stream"><li :for={(id, line) in lines} :if={*line > 3} id={id}>{line}</li></ul>
    };
    view.to_html();
}
