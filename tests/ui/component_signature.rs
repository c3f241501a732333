use slotwise::{View, component, h};

#[component(shown)]
fn with_argument() -> impl View {
    h! { <p>text</p> }
}

#[component]
async fn asynchronous() -> impl View {
    h! { <p>text</p> }
}

#[component]
fn generic<T: Clone>(value: T) -> impl View {
    h! { <p>text</p> }
}

#[component]
fn lifetime<'b>(value: &'b str) -> impl View {
    h! { <p>{@value}</p> }
}

#[component]
fn pattern((a, b): (u32, u32)) -> impl View {
    h! { <p>text</p> }
}

#[component]
fn misspelt(#[prop(defualt = 1)] count: u32) -> impl View {
    h! { <p>{@count}</p> }
}

#[component]
struct Shape;

fn main() {}
