use slotwise::{View, h};

fn main() {
    let names = ["Ann"];
    let view = h! { <p :for={(name, age) in &names}>{name} {age}</p> };
    view.to_html();
}
