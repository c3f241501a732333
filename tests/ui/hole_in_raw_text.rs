use slotwise::{View, h};

fn main() {
    let data = 1;
    h! { <script>{data}</script> }.to_html();
    h! { <style>{data}</style> }.to_html();
    h! { <noscript>{data}</noscript> }.to_html();
    h! { <script type="application/json">{data}</script> }.to_html();
}
