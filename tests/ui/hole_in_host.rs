use slotwise::{View, h};

fn main() {
    let path = "/a";
    h! { <a href={format!("https://example.com{path}")}>x</a> }.to_html();
    h! { <a href={format!("//example.com{}/b", path)}>x</a> }.to_html();
}
