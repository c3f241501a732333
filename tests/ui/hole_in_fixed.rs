use slotwise::{View, h};

fn main() {
    let value = "a";
    let view = h! {
        <iframe src="/a" sandbox={value}></iframe>
        <script type={value} src="/a.js"></script>
        <iframe src="/a" allow={format!("{value}; a")}></iframe>
        <meta http-equiv={value}>
        <svg><a href="#"><animate attributeName={value} to="javascript:go()" /></a></svg>
        <svg><a href="#"><set attributeName="href" to={value} /></a></svg>
    };
    view.to_html();
}
