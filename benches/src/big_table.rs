//! *big_table*: 100 rows of 100 integers; a classic of template benchmarks.

use slotwise::{View, h};

/// The numbers 0 to 99 in each of 100 rows.
pub fn numbers() -> Vec<Vec<u32>> {
    vec![(0..100).collect(); 100]
}

/// The page. As nodes, since in HTML browsers put a `<tbody>` into such a table and it does not compile.
pub fn view(table: &[Vec<u32>]) -> impl View {
    h! { nodes; <table><tr :for={row in table}><td :for={n in row}>{n}</td></tr></table> }
}

/// The same HTML by hand, into a buffer that is used again.
pub fn by_hand(table: &[Vec<u32>], out: &mut String) {
    out.push_str("<table>");
    for row in table {
        out.push_str("<tr>");
        for n in row {
            out.push_str("<td>");
            out.push_str(itoa::Buffer::new().format(*n));
            out.push_str("</td>");
        }
        out.push_str("</tr>");
    }
    out.push_str("</table>");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_html_is_as_by_hand() {
        let mut html = String::new();
        by_hand(&numbers(), &mut html);
        assert_eq!(html.len(), 109_915);
        assert_eq!(view(&numbers()).to_html(), html);
    }
}
