use slotwise::{View, h_file};

struct User {
    name: String,
}

fn main() {
    let (user, name) = (User { name: String::new() }, "Ada");
    let view = h_file!("files/mistyped.html");
    view.to_html();
}
