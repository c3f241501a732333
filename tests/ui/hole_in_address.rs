use slotwise::{View, h};

fn main() {
    let (page, base, name) = (2, "/a", "b");
    let view = h! {
        <a href={format!("page-{page}")}>next</a>
        <a href={format!("{base}{name}")}>there</a>
        <a href={format!("{base}:{page}")}>there</a>
        <a href={format!("javascript:go('{name}')")}>go</a>
        <img alt="" srcset={format!("{base} 1x, data:image/png,{name} 2x")}>
    };
    view.to_html();
}
