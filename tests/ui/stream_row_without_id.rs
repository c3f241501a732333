use slotwise::{Stream, View, component, h};

#[component]
fn row(line: &u32) -> impl View {
    h! { <li>{@line}</li> }
}

fn main() {
    let lines: Stream<u32> = Stream::new(|line| format!("line-{line}"));
    let view = h! {
        <ul id="a" phx-update="stream"><li :for={(id, line) in lines}>{line}</li></ul>
        <ul id="b" phx-update="stream"><li :for={(id, line) in lines} id={line}>{line}</li></ul>
        <ul id="c" phx-update="stream"><.row :for={(id, line) in lines} line={line} /></ul>
    };
    view.to_html();
}
