use slotwise::{View, h};

fn main() {
    let value = "a";
    let view = h! {
        <iframe src="/a" sandbox={value}></iframe>
        <script type={value} src="/a.js"></script>
        <svg><a href="#"><animate attributeName={value} to="javascript:go()" /></a></svg>
        <svg><a href="#"><set attributeName="href" to={value} /></a></svg>
    };
    view.to_html();
}
