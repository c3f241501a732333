use slotwise::{Temporary, View, h};

struct Page {
    report: Temporary<String>,
}

impl Page {
    fn attribute(&self) -> impl View {
        h! { <p title={@report}>text</p> }
    }

    fn condition(&self) -> impl View {
        h! { {#if @report}<p>text</p>{/if} }
    }

    fn rows(&self) -> impl View {
        h! { <p :for={line in @report}>{line}</p> }
    }

    fn read(&self) -> impl View {
        h! { <p>{@report.len()}</p> }
    }
}

fn main() {
    let page = Page { report: Temporary::default() };
    let other = page.report.clone();
}
