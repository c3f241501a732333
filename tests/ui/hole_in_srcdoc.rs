use slotwise::{View, h};

fn main() {
    let (text, name) = (String::from("<p>"), "Ada");
    h! { <iframe srcdoc={text}></iframe> }.to_html();
    h! { <iframe srcdoc={format!("<p>{name}</p>")}></iframe> }.to_html();
}
