use slotwise::{View, h_file};

fn main() {
    let view = h_file!("no/such/file.html");
    view.to_html();
}
