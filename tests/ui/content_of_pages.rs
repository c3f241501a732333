use slotwise::{View, h};

fn main() {
    h! { <head><p></p></head> }.to_html();
    h! { <html><head></head>text<body></body></html> }.to_html();
    h! { <frameset><p></p></frameset> }.to_html();
    h! { <!DOCTYPE html><p></p> }.to_html();
    h! { <div><body></body></div> }.to_html();
    h! { <p></p><!DOCTYPE html> }.to_html();
    h! { <!DOCTYPE html PUBLIC "a"><html><head></head><body></body></html> }.to_html();
    h! { <html><body></body></html> }.to_html();
    h! { <html><head></head><body></body><head></head></html> }.to_html();
    h! { <html><head></head><body :if={true}></body></html> }.to_html();
}
