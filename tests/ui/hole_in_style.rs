use slotwise::{View, h};

fn main() {
    let (name, text) = ("a", String::from("width: 1px"));
    h! { <p style={text}>x</p> }.to_html();
    h! { <p style={text} style:top="0">x</p> }.to_html();
    h! { <p style={format!("{name}: red")}>x</p> }.to_html();
    h! { <p style={format!("font-family: '{name}'")}>x</p> }.to_html();
    h! { <p style={format!("width: 1px /* {name} */")}>x</p> }.to_html();
    h! { <p style={format!("background: url(/{name}.png)")}>x</p> }.to_html();
    h! { <p style={format!("width: {name}(1px)")}>x</p> }.to_html();
    h! { <p style={format!("width: \\{name}")}>x</p> }.to_html();
}
