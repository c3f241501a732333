use slotwise::{View, h};

fn main() {
    let rows = [1, 2];
    let view = h! {
        <p><div>"a"</div></p>
        <table>
            {#for row in rows}<tr><td>{row}</td></tr>{/for}
        </table>
    };
    view.to_html();
}
