use slotwise::{View, h_file};

fn main() {
    let view = h_file!("files/faulty.html");
    view.to_html();
}
