use slotwise::{Dialect, HashKey, Mirror, Slot, Tracked, View, component, h};

struct Row {
    id: u32,
    text: String,
    on: bool,
}
struct Page {
    title: Tracked<String>,
    show: Tracked<bool>,
    n: Tracked<i64>,
    rows: Tracked<Vec<Tracked<Row>>>,
    me: Tracked<String>,
}

#[component]
fn card(title: &str, n: u32, inner_block: Slot) -> impl View {
    h! { <section id={n}><h2>{@title} {@n}</h2>{@inner_block}</section> }
}

impl Page {
    fn render(&self) -> impl View {
        h! {
            <div class={["a", (self.title.as_str(), true), "x".to_string()]}>
              <h1 title={@title}>#{@title}</h1>
              <p :if={@show}>Count: {@n}</p>
              <ul><li :for={r in @rows} :key={r.id} id={format!("row-{}", r.id)} class={["row", ("mine", r.text == @me)]}>{r.text}<b :if={r.on}>!</b></li></ul>
              <.card title={@title} n={3}>hello {@me}</.card>
              <.card title="lit" n={@rows.len() as u32} />
            </div>
        }
    }
}

#[test]
fn smoke() {
    let mut page = Page {
        title: "T".to_string().into(),
        show: false.into(),
        n: 1.into(),
        me: "b".to_string().into(),
        rows: ["a", "b", "c"]
            .iter()
            .enumerate()
            .map(|(i, t)| {
                Tracked::new(Row {
                    id: i as u32,
                    text: t.to_string(),
                    on: i == 1,
                })
            })
            .collect::<Vec<_>>()
            .into(),
    };
    println!("{}", page.render().to_html());
    let mut a = Mirror::new(Dialect::Phoenix, HashKey::new(1));
    let mut b = Mirror::new(Dialect::Native, HashKey::new(1));
    let mut step = |page: &Page, what: &str| {
        let (mut x, mut y) = (String::new(), String::new());
        let (p, q) = (
            a.patch(&page.render(), &mut x),
            b.patch(&page.render(), &mut y),
        );
        println!("-- {what} {p} {q}\n{x}\n{y}");
    };
    step(&page, "first");
    step(&page, "nothing");
    *page.show = true;
    step(&page, "show");
    *page.n = 2;
    step(&page, "n");
    page.rows[1].text = "B".into();
    step(&page, "row text");
    page.rows.swap(0, 2);
    step(&page, "swap");
    page.rows.insert(
        0,
        Tracked::new(Row {
            id: 9,
            text: "z".into(),
            on: true,
        }),
    );
    step(&page, "prepend");
    page.rows.remove(2);
    step(&page, "remove");
    *page.me = "z".into();
    step(&page, "me");
    page.rows.clear();
    step(&page, "clear");
    page.rows.push(Tracked::new(Row {
        id: 9,
        text: "z".into(),
        on: true,
    }));
    step(&page, "push");
    *page.title = "<&\">".into();
    *page.show = false;
    step(&page, "title");
}
