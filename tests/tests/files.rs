//! Templates in files, and trees of other nodes than HTML's.

use slotwise::{View, h, h_file};
use slotwise_tests::judge::Judge;

#[test]
fn a_template_in_a_file() {
    let (name, wide) = ("Ada", true);
    let card = |items: &[&str]| {
        let items = items.to_vec();
        h_file!("files/card.html").to_html()
    };
    assert_eq!(
        card(&["a", "b"]),
        "<section class=\"card wide\">\n  <h2>Don't worry, Ada ✓</h2>\n  \
         <p id=\"p0\">a</p><p id=\"p1\">b</p>\n</section>"
    );
    assert!(card(&[]).contains("<i>none</i>"));
}

#[test]
fn nodes_in_all_forms() {
    let (title, n) = ("<a>", Some(3));
    let expected = r#"<Card Title="&lt;a&gt;"><Image/><Text>3</Text></Card>"#;
    let tokens = h!(nodes;
        <Card Title={title}><Image/>{#if let Some(n) = n}<Text>{n}</Text>{/if}</Card>
    );
    let string =
        h!(nodes; "<Card Title={title}><Image/>{#if let Some(n) = n}<Text>{n}</Text>{/if}</Card>");
    let file = h_file!(nodes; "files/card.nodes");
    assert_eq!(tokens.to_html(), expected);
    assert_eq!(string.to_html(), expected);
    assert_eq!(file.to_html(), expected);
}

#[test]
fn nodes_are_patched_like_elements() {
    let mut judge = Judge::default();
    let view = |n: Option<u8>| h!(nodes; <Stack><Text Size={n}>{n}</Text></Stack>);
    judge.step(&view(Some(1))).expect("the tree");
    let step = judge.step(&view(None)).expect("the patch");
    assert_eq!(step.native, r#"[0,null,1,""]"#);
}
