//! *article*: one long text and one long piece of markup, 50 kB each, in which a word changes.

use crate::workload::{Operation, State};
use slotwise::{Html, Tracked, View, h};
use slotwise_html::escape_text;
use std::fmt::Write;

/// The state of the page.
#[derive(Clone)]
pub struct Article {
    text: Tracked<String>,
    html: Tracked<Html>,
}

const WORDS: [&str; 16] = [
    "the", "clocks", "were", "striking", "thirteen", "bright", "cold", "day", "in", "April",
    "while", "a", "wind", "blew", "through", "doors",
];

/// Paragraphs of 16 words that no other has in this order.
fn paragraphs(count: usize, open: &str, close: &str) -> String {
    let (mut text, mut seed) = (String::new(), 1_u32);
    for number in 0..count {
        let _ = write!(text, "{open}{number}. It");
        for _ in 0..16 {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let _ = write!(text, " {}", WORDS[(seed >> 28) as usize]);
        }
        let _ = write!(text, ".{close}");
    }
    text
}

fn html(text: String) -> Html {
    Html::reviewed(text, "made of the words above")
}

const BEFORE: &str = "300. It";
const AFTER: &str = "300. That";

impl State for Article {
    const WORKLOAD: &'static str = "article";

    const OPERATIONS: &'static [Operation<Article>] = &[
        Operation::new("change_1_word, text", |page| {
            page.text = page.text.replace(BEFORE, AFTER).into();
        }),
        Operation::new("change_1_word, markup", |page| {
            page.html = html(page.html.as_str().replace(BEFORE, AFTER)).into();
        }),
    ];

    fn first() -> Article {
        Article {
            text: paragraphs(500, "", " ").into(),
            html: html(paragraphs(470, "<p>", "</p>")).into(),
        }
    }

    fn view(&self) -> impl View {
        h! { <main><section>{@text}</section>{@html}</main> }
    }

    fn by_hand(&self, out: &mut String) {
        out.push_str("<main><section>");
        escape_text(&self.text, out);
        out.push_str("</section>");
        out.push_str(self.html.as_str());
        out.push_str("</main>");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::client::Client;
    use crate::workload::{Data, Side, cases};
    use slotwise::Dialect;

    #[test]
    fn both_are_of_50_kb() {
        let Article { text, html } = Article::first();
        for len in [text.len(), html.as_str().len()] {
            assert!((48_000..52_000).contains(&len), "{len}");
        }
        assert!(text.contains(BEFORE) && html.as_str().contains(BEFORE));
    }

    #[test]
    fn it_is_what_is_written_by_hand() {
        for case in cases::<Article>(Data::Tracked) {
            for side in [Side::Before, Side::After] {
                let (mut rendered, mut by_hand) = (String::new(), String::new());
                case.states.render(side, &mut rendered);
                case.states.by_hand(side, &mut by_hand);
                assert!(rendered == by_hand);
            }
        }
    }

    #[test]
    fn a_word_takes_few_bytes() {
        for (case, most) in cases::<Article>(Data::Tracked).iter().zip([250, 40]) {
            let mut client = Client::joined(Dialect::Native, case);
            for side in [Side::After, Side::Before] {
                let patch = client.go(case, side);
                assert!(patch.len() <= most, "{patch}");
            }
        }
    }
}
