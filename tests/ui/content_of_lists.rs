use slotwise::{View, h};

fn main() {
    h! { <p><ul></ul></p> }.to_html();
    h! { <ul><li><li></li></li></ul> }.to_html();
    h! { <dl><dt><dd></dd></dt></dl> }.to_html();
    h! { <h1><h2></h2></h1> }.to_html();
    h! { <nobr><nobr></nobr></nobr> }.to_html();
    h! { <div><rt></rt></div> }.to_html();
    h! { <image></image> }.to_html();
    h! { <plaintext></plaintext> }.to_html();
}
