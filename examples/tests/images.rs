//! The image analysis as its users go through it.

use image::{ImageFormat, Rgb, RgbImage};
use slotwise::session::{Endpoint, Secret};
use slotwise_examples::images::Images;
use slotwise_live_test::{ChosenFile, LiveTest};
use std::io::Cursor;
use tokio::runtime::Runtime;

const INPUT: &str = "[type=file]";

fn test() -> LiveTest {
    let secret = Secret::new(&[7; 32]).expect("long enough");
    LiveTest::new(Endpoint::new(secret).with_view::<Images>("/images"))
}

fn stripes() -> Vec<u8> {
    let stripes = RgbImage::from_fn(60, 40, |x, _| Rgb([if x % 20 < 10 { 250 } else { 10 }; 3]));
    let mut file = Cursor::new(Vec::new());
    stripes.write_to(&mut file, ImageFormat::Png).unwrap();
    file.into_inner()
}

#[test]
fn pictures_are_looked_into() {
    let runtime = Runtime::new().unwrap();
    let _entered = runtime.enter();
    let mut page = test().get("/images").connect();
    page.assert_events_known();
    assert!(
        page.element("#pictures .bar button")
            .attr("disabled")
            .is_some()
    );
    let broken = stripes()[..50].to_vec();
    page.file_input(INPUT).choose([
        ChosenFile::new("stripes.png", "image/png", stripes()),
        ChosenFile::new("broken.png", "image/png", broken),
    ]);
    assert_eq!(page.texts(".chosen .name"), ["stripes.png", "broken.png"]);
    page.assert_events_known();
    page.form("#pictures").submit();
    assert_eq!(page.count(".chosen li"), 0);
    assert_eq!(page.texts(".results .soft"), ["Looking into it…"; 2]);
    page.render_async();
    assert_eq!(page.texts(".results h2"), ["broken.png", "stripes.png"]);
    assert_eq!(page.texts("figcaption")[0], "60 by 40 pixels");
    assert!(
        page.element(".problem")
            .text()
            .starts_with("The picture cannot be read")
    );
    page.element_with_text("button", "Clear").click();
    assert_eq!(page.count(".results li"), 0);
}
