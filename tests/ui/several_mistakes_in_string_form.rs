use slotwise::{View, h};

fn main() {
    let view = h!(
        r#"
        <ul>
          <li>one</il>
          <li :fro={n in 0..3}>{n}</li>
          {#if}two{/if}
        </ul>
        "#
    );
    view.to_html();
}
