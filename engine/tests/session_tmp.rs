use slotwise::{View,h};
#[test] fn t(){ let (a,b,title)=("x","y","t");
let inner = h!{<p>hi</p>};
println!("{}", h!{<div id={a} data-phx-main data-phx-session={b} data-phx-static="">{inner}</div>}.to_html());
println!("{}", h!{
 <!doctype html>
 <html lang="en">
 <head><meta charset="utf-8"><title data-default={title} data-prefix={None::<&str>}>{title}x</title>
 <link :for={s in ["a","b"]} rel="stylesheet" href={s}>
 <script type="module" src={a}></script>
 </head><body>{a}</body></html>}.to_html());
}
