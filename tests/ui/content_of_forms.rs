use slotwise::{View, h};

fn main() {
    h! { <a><b><a></a></b></a> }.to_html();
    h! { <button><button></button></button> }.to_html();
    h! { <form><form></form></form> }.to_html();
    h! { <select><select></select></select> }.to_html();
    h! { <select><input></select> }.to_html();
    h! { <option><option></option></option> }.to_html();
    h! { <select><li><option></option></li></select> }.to_html();
}
