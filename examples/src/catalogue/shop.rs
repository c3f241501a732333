//! The shop behind the catalogue: prices that move and goods that run out, the same for all who look.

use crate::shared::Dice;
use std::fmt;

/// Something that is sold.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Product {
    pub id: u32,
    pub name: &'static str,
    pub about: &'static str,
    pub price: Money,
    /// What it cost before the price moved last.
    pub before: Money,
    pub stock: u32,
}

/// Cents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Money(pub u32);

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:02} €", self.0 / 100, self.0 % 100)
    }
}

/// What is in a basket: how many of which product.
pub type Line = (u32, u32);

/// All products, by name.
pub struct Shop {
    products: Vec<Product>,
    dice: Dice,
}

const GOODS: [(&str, &str, u32, u32); 8] = [
    ("Almond soap", "A bar that lasts for weeks.", 540, 40),
    ("Blue teapot", "Stoneware, holds a litre.", 3_900, 5),
    ("Brass compass", "Finds north, also at sea.", 5_250, 2),
    ("Cork board", "For what must not be forgotten.", 1_890, 12),
    ("Ginger tea", "Fifty grams, hot and sweet.", 760, 25),
    ("Linen towel", "Woven, washed, soft.", 1_450, 18),
    ("Paper lamp", "A warm light for a corner.", 2_680, 1),
    ("Walnut spoon", "Carved by hand.", 1_120, 0),
];
/// Prices stay between half and twice of what they were at first.
const MOVES: [i32; 5] = [-90, -35, 0, 25, 80];
const MOST_STOCK: u32 = 60;

impl Default for Shop {
    fn default() -> Shop {
        let product = |(id, (name, about, price, stock))| Product {
            id,
            name,
            about,
            price: Money(price),
            before: Money(price),
            stock,
        };
        Shop {
            products: (1..).zip(GOODS).map(product).collect(),
            dice: Dice::new(1_602),
        }
    }
}

impl Shop {
    pub fn products(&self) -> &[Product] {
        &self.products
    }

    pub fn find(&self, id: u32) -> Option<&Product> {
        self.products.iter().find(|product| product.id == id)
    }

    /// A moment later: one price has moved.
    pub fn trade(&mut self) {
        let at = self.dice.roll(GOODS.len());
        let change = self.dice.pick(&MOVES).unwrap_or(0);
        let (_, _, first, _) = GOODS[at];
        let product = &mut self.products[at];
        product.before = product.price;
        let price = product.price.0.saturating_add_signed(change);
        product.price = Money(price.clamp(first / 2, first * 2));
    }

    /// New goods come for a product.
    pub fn restock(&mut self, id: u32) {
        if let Some(product) = self.products.iter_mut().find(|product| product.id == id) {
            product.stock = (product.stock + 5).min(MOST_STOCK);
        }
    }

    /// Sells all of a basket or, if something is missing, nothing: then it says what.
    pub fn sell(&mut self, basket: &[Line]) -> Result<Money, String> {
        for (id, count) in basket {
            match self.find(*id) {
                Some(product) if product.stock >= *count => {}
                Some(Product { name, stock: 0, .. }) => return Err(format!("{name} is sold out.")),
                Some(Product { name, stock, .. }) => {
                    return Err(format!("Only {stock} of {name} left."));
                }
                None => return Err("Something is not sold here any more.".to_owned()),
            }
        }
        let total = total(&self.products, basket);
        for (id, count) in basket {
            if let Some(product) = self.products.iter_mut().find(|product| product.id == *id) {
                product.stock -= count;
            }
        }
        Ok(total)
    }
}

/// What a basket costs at the prices of these products.
pub fn total(products: &[Product], basket: &[Line]) -> Money {
    let price = |(id, count): &Line| {
        let product = products.iter().find(|product| product.id == *id);
        product.map_or(0, |product| product.price.0.saturating_mul(*count))
    };
    Money(basket.iter().map(price).fold(0, u32::saturating_add))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_basket_is_sold_as_a_whole() {
        let mut shop = Shop::default();
        assert_eq!(
            total(shop.products(), &[(1, 2), (7, 1), (99, 1)]),
            Money(2 * 540 + 2_680)
        );
        assert_eq!(
            shop.sell(&[(1, 2), (7, 2)]),
            Err("Only 1 of Paper lamp left.".to_owned())
        );
        assert_eq!(shop.find(1).map(|soap| soap.stock), Some(40));
        assert_eq!(shop.sell(&[(1, 2), (7, 1)]), Ok(Money(3_760)));
        assert_eq!(shop.find(1).map(|soap| soap.stock), Some(38));
        let sold_out = Err("Paper lamp is sold out.".to_owned());
        assert_eq!(shop.sell(&[(7, 1)]), sold_out);
        shop.restock(7);
        assert!(shop.sell(&[(7, 5)]).is_ok());
        assert!(shop.sell(&[(99, 1)]).is_err());
    }

    #[test]
    fn prices_move_within_bounds() {
        let mut shop = Shop::default();
        for _ in 0..5_000 {
            shop.trade();
        }
        for (product, (_, _, first, _)) in shop.products().iter().zip(GOODS) {
            assert!(
                (first / 2..=first * 2).contains(&product.price.0),
                "{product:?}"
            );
        }
        assert_eq!(Money(1_205).to_string(), "12.05 €");
    }
}
