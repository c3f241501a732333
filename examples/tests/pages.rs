//! The chat and the library as their users go through them.

use slotwise::session::{Endpoint, Secret};
use slotwise_examples::chat::Chat;
use slotwise_examples::library::{Book, Shelf};
use slotwise_live_test::LiveTest;
use std::time::Duration;

fn test() -> LiveTest {
    let secret = Secret::new(&[7; 32]).expect("long enough");
    let endpoint = Endpoint::new(secret)
        .with_view::<Chat>("/chat")
        .with_view::<Shelf>("/library")
        .with_view::<Book>("/library/{id}");
    LiveTest::new(endpoint)
}

#[test]
fn two_people_talk() {
    let test = test();
    let mut ada = test.get("/chat?room=two-people").connect();
    let mut grace = test.get("/chat?room=two-people").connect();
    ada.assert_events_known();
    ada.form("#arrive").change([("name", " ")]).submit();
    assert_eq!(ada.element(".problem").text(), "Please write a name.");
    ada.form("#arrive").change([("name", "Ada")]).submit();
    grace.form("#arrive").change([("name", "Grace")]).submit();
    assert_eq!(ada.texts(".user.online"), ["Ada", "Grace"]);
    assert_eq!(ada.element(".count").text(), "2 online");
    ada.assert_events_known();

    grace.form("#compose").change([("message", "Hel")]);
    assert_eq!(ada.element(".typing").text(), "Grace typing...");
    grace.tick(Duration::from_secs(2));
    assert_eq!(ada.count(".typing"), 0);

    grace
        .form("#compose")
        .change([("message", "Hello <b>")])
        .submit();
    assert_eq!(ada.texts(".msg .body"), ["Hello <b>"]);
    assert_eq!(grace.texts(".msg.mine .body"), ["Hello <b>"]);
    assert_eq!(grace.element("#message").attr("value").as_deref(), Some(""));

    drop(grace);
    assert_eq!(ada.texts(".user.online"), ["Ada"]);
}

#[test]
fn who_does_not_keep_up_sees_all_the_same() {
    let test = test();
    let mut ada = test.get("/chat?room=busy").connect();
    let mut grace = test.get("/chat?room=busy").connect();
    ada.form("#arrive").change([("name", "Ada")]).submit();
    grace.form("#arrive").change([("name", "Grace")]).submit();
    let patches = ada.patches().len();
    for n in 0..60 {
        let text = format!("message {n}");
        grace.form("#compose").change([("message", text)]).submit();
        // No faster than anybody may.
        grace.tick(Duration::from_millis(50));
    }
    // Grace typed, spoke and stopped; Ada was told of so much, and then to look for herself.
    assert!(ada.patches().len() - patches < 130);
    for shown in [".msg .body", ".user.online", ".typing"] {
        assert_eq!(ada.texts(shown), grace.texts(shown));
    }
    assert_eq!(ada.texts(".msg:last-child .body"), ["message 59"]);
}

#[test]
fn a_book_is_borrowed() {
    let mut page = test().get("/library?genre=novel").connect();
    assert_eq!(page.texts("#shelf ul a"), ["Emma", "Middlemarch"]);
    page.element_with_text("nav a", "poems").click();
    assert_eq!(page.uri(), "/library?genre=poems");
    assert_eq!(page.texts("#shelf ul a"), ["Leaves of Grass"]);

    page.element_with_text("a", "Leaves").click();
    assert_eq!(page.title(), Some("Leaves of Grass"));
    assert_eq!(page.count("#book"), 1);
    assert_eq!(page.element(".about").text(), "One moment…");
    page.render_async();
    assert_eq!(
        page.element(".about").text(),
        "A man sings of himself and of all others."
    );
    page.assert_events_known();

    page.element_with_text("button", "Remember").click();
    page.element(".flash").click();
    assert_eq!(page.count(".flash"), 0);
    page.element_with_text("button", "Borrow").click();
    assert_eq!(page.uri(), "/library");
    assert_eq!(
        page.element(".flash").text(),
        "Leaves of Grass is yours for two weeks."
    );
}

#[test]
fn a_book_that_is_not_there_leads_to_the_shelf() {
    let mut page = test().get("/library/99");
    assert_eq!(page.uri(), "/library");
    assert_eq!(page.element(".flash").text(), "There is no such book.");
}
