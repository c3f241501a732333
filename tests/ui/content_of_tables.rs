use slotwise::{View, h};

fn main() {
    h! { <div><tr></tr></div> }.to_html();
    h! { <table><tr></tr></table> }.to_html();
    h! { <tbody><td></td></tbody> }.to_html();
    h! { <table><col></table> }.to_html();
    h! { <table><div></div></table> }.to_html();
    h! { <table>text</table> }.to_html();
    h! { <colgroup>text</colgroup> }.to_html();
    h! { <tr></tr><div></div> }.to_html();
}
