//! A catalogue: live prices and stock for all who look, a search in the address, a basket in the session.

pub mod shop;

use crate::shared::{Changed, Shared};
use shop::{Line, Money, Product, Shop};
use slotwise::session::{Event, Live, LiveView, Params};
use slotwise::{Tracked, View, component, h};
use std::cmp::Ordering;
use std::sync::Arc;
use std::time::Duration;

/// The state behind one tab.
pub struct Catalogue {
    shop: Arc<Shared<Shop>>,
    query: Tracked<String>,
    available: Tracked<bool>,
    /// All of them, as they were when last looked at.
    all: Vec<Product>,
    /// Those that are found.
    products: Tracked<Vec<Product>>,
    basket: Vec<Line>,
    /// What the basket shows: each line with its product.
    lines: Tracked<Vec<(Product, u32)>>,
    total: Tracked<Money>,
    notice: Tracked<Option<Result<String, String>>>,
}

/// What customers do.
#[derive(Event)]
pub enum CatalogueEvent {
    Search { q: String, available: bool },
    Add { id: u32 },
    Remove { id: u32 },
    Buy,
    Restock { id: u32 },
}

const LONGEST_QUERY: usize = 60;
/// Of one product in a basket.
const MOST: u32 = 99;

/// The shop of the gallery.
pub fn open() -> Arc<Shared<Shop>> {
    Shared::ticking(Shop::default(), Duration::from_millis(1_500), Shop::trade)
}

impl LiveView for Catalogue {
    type Event = CatalogueEvent;
    type Info = Changed;

    fn mount(cx: &mut Live<Self>) -> Self {
        cx.set_title("Catalogue");
        let shop = cx
            .state::<Shared<Shop>>()
            .expect("the program gives a shop to its views");
        shop.watch(cx.sender());
        cx.send_after(Duration::ZERO, Changed);
        Catalogue {
            all: cx.reuse("products", |_| shop.read(products)),
            shop,
            query: Tracked::default(),
            available: false.into(),
            products: Tracked::default(),
            basket: read_basket(cx.session().get("basket")),
            lines: Tracked::default(),
            total: Money(0).into(),
            notice: Tracked::new(None),
        }
    }

    fn handle_params(&mut self, params: &Params, _: &mut Live<Self>) {
        let query = params.get("q").unwrap_or_default();
        *self.query = query.chars().take(LONGEST_QUERY).collect();
        *self.available = params.get("available") == Some("true");
        self.choose();
    }

    fn handle_event(&mut self, event: CatalogueEvent, cx: &mut Live<Self>) {
        match event {
            CatalogueEvent::Search { q, available } => cx.replace_patch(&address(&q, available)),
            CatalogueEvent::Add { id } => self.add(id, cx),
            CatalogueEvent::Remove { id } => self.remove(id, cx),
            CatalogueEvent::Buy => self.buy(cx),
            CatalogueEvent::Restock { id } => self.shop.change(|shop| shop.restock(id)),
        }
    }

    fn handle_info(&mut self, Changed: Changed, _: &mut Live<Self>) {
        self.look();
    }

    fn render(&self) -> impl View {
        h! {
            <main class="app catalogue">
              <header>
                <h1>Catalogue</h1>
                <a class="back" href="/">Gallery</a>
              </header>
              <section aria-labelledby="products">
                <h2 id="products" class="visually-hidden">Products</h2>
                <form class="bar" id="search" role="search" phx-change="search" phx-submit="search">
                  <label class="grow">Search <input type="search" id="q" name="q" value={@query} maxlength={LONGEST_QUERY} autocomplete="off" phx-debounce="150"></label>
                  <label class="check"><input type="checkbox" name="available" value="true" checked={*@available}> in stock</label>
                </form>
                <p class="soft" role="status" id="found">{@products.len()} of {self.all.len()} products</p>
                <ul class="products">
                  <li :for={product in @products} :key={product.id} id={format!("product-{}", product.id)} class={["product", ("gone", product.stock == 0)]}>
                    <h3>{product.name}</h3>
                    <p class="soft">{product.about}</p>
                    <p class="bar"><.price now={product.price} before={product.before} /><.stock left={product.stock} /></p>
                    <button :if={product.stock > 0} phx-click="add" phx-value-id={product.id} aria-label={format!("Put {} into the basket", product.name)}>Into the basket</button>
                    <button :else class="quiet" phx-click="restock" phx-value-id={product.id} aria-label={format!("Order more of {}", product.name)}>Order more</button>
                  </li>
                </ul>
              </section>
              <aside class="panel basket" aria-labelledby="basket">
                <h2 id="basket">Basket</h2>
                <p class="empty" :if={@lines.is_empty()}>Nothing yet.</p>
                <ul>
                  <li :for={(product, count) in @lines} :key={product.id}>
                    <span class="grow">{count} {"×"} {product.name}</span>
                    <button class="quiet" phx-click="remove" phx-value-id={product.id} aria-label={format!("One {} less", product.name)}>{"−"}</button>
                    <button class="quiet" phx-click="add" phx-value-id={product.id} aria-label={format!("One {} more", product.name)}>+</button>
                  </li>
                </ul>
                {#if !@lines.is_empty()}
                  <p class="bar"><span class="grow">Total</span> <b id="total">{@total.to_string()}</b></p>
                  <button class="buy" phx-click="buy" phx-disable-with="Buying...">Buy</button>
                {/if}
                <div role="status" class="notice">{#match @notice}{#case Some(Ok(text))}<p class="saved">{text}</p>{#case Some(Err(text))}<p class="problem">{text}</p>{#case None}{/match}</div>
              </aside>
              <p class="offline" role="status">{"Connection lost. Trying again…"}</p>
            </main>
        }
    }
}

impl Catalogue {
    /// Reads what the shop has now.
    fn look(&mut self) {
        self.all = self.shop.read(products);
        self.choose();
    }

    /// Picks what is to be shown.
    fn choose(&mut self) {
        let query = self.query.trim().to_lowercase();
        let found = |product: &&Product| {
            let text = format!("{} {}", product.name, product.about).to_lowercase();
            text.contains(&query) && (!*self.available || product.stock > 0)
        };
        let line = |(id, count): &Line| {
            let product = self.all.iter().find(|product| product.id == *id)?;
            Some((*product, *count))
        };
        let products: Vec<Product> = self.all.iter().filter(found).copied().collect();
        let lines: Vec<(Product, u32)> = self.basket.iter().filter_map(line).collect();
        *self.total = shop::total(&self.all, &self.basket);
        *self.products = products;
        *self.lines = lines;
    }

    fn add(&mut self, id: u32, cx: &mut Live<Self>) {
        match self.basket.iter_mut().find(|(known, _)| *known == id) {
            Some((_, count)) => *count = (*count + 1).min(MOST),
            None if self.shop.read(|shop| shop.find(id).is_some()) => self.basket.push((id, 1)),
            None => return,
        }
        self.keep(cx);
    }

    fn remove(&mut self, id: u32, cx: &mut Live<Self>) {
        for (known, count) in &mut self.basket {
            if *known == id {
                *count -= 1;
            }
        }
        self.basket.retain(|(_, count)| *count > 0);
        self.keep(cx);
    }

    fn buy(&mut self, cx: &mut Live<Self>) {
        let sold = self.shop.change(|shop| shop.sell(&self.basket));
        if sold.is_ok() {
            self.basket.clear();
            self.keep(cx);
        }
        *self.notice = Some(sold.map(|total| format!("Yours for {total}.")));
    }

    /// The session has the basket, so that it outlives a lost connection.
    fn keep(&mut self, cx: &mut Live<Self>) {
        cx.put_session("basket", &write_basket(&self.basket));
        *self.notice = None;
        self.look();
    }
}

/// A price, and whether it went up or down.
#[component]
fn price(now: Money, before: Money) -> impl View {
    let (class, sign, word) = match now.cmp(before) {
        Ordering::Less => ("fell", "▼", "fell"),
        Ordering::Equal => ("same", "", ""),
        Ordering::Greater => ("rose", "▲", "rose"),
    };
    h! { <span class={["price", class]}><b>{@now.to_string()}</b> <span aria-hidden="true">{sign}</span><span class="visually-hidden">{word}</span></span> }
}

/// How much there is of something.
#[component]
fn stock(left: u32) -> impl View {
    h! { <span class={["stock", ("low", (1..4).contains(left)), ("none", *left == 0)]}>{#if *@left == 0}sold out{#else}{@left} left{/if}</span> }
}

fn products(shop: &Shop) -> Vec<Product> {
    shop.products().to_vec()
}

fn address(query: &str, available: bool) -> String {
    let mut pairs = form_urlencoded::Serializer::new(String::new());
    if !query.is_empty() {
        pairs.append_pair("q", query);
    }
    if available {
        pairs.append_pair("available", "true");
    }
    format!("/catalogue?{}", pairs.finish())
}

/// `2:1,7:3`: one of product 2, three of product 7.
fn write_basket(basket: &[Line]) -> String {
    let lines: Vec<String> = basket
        .iter()
        .map(|(id, count)| format!("{id}:{count}"))
        .collect();
    lines.join(",")
}

fn read_basket(text: Option<&str>) -> Vec<Line> {
    let line = |line: &str| {
        let (id, count) = line.split_once(':')?;
        Some((id.parse().ok()?, count.parse().ok()?))
    };
    text.unwrap_or_default()
        .split(',')
        .filter_map(line)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_basket_is_a_text() {
        let basket = vec![(2, 1), (7, 3)];
        assert_eq!(write_basket(&basket), "2:1,7:3");
        assert_eq!(read_basket(Some("2:1,7:3")), basket);
        assert_eq!(read_basket(Some("2:,x")), []);
        assert_eq!(read_basket(None), []);
        assert_eq!(
            address("a & b", true),
            "/catalogue?q=a+%26+b&available=true"
        );
    }
}
