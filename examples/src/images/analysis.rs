//! What is found in a picture: how often each colour occurs, and where its edges are.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use image::imageops::{FilterType, grayscale};
use image::{DynamicImage, GrayImage, ImageFormat, ImageReader, Limits, Luma, RgbImage};
use slotwise::Url;
use std::io::{BufReader, Cursor, Read, Seek};

/// Columns of a histogram.
pub const COLUMNS: usize = 48;

/// The pictures that are shown have no side longer than this.
const SHOWN: u32 = 240;
/// A picture of more pixels than this a side is not decoded, however few bytes it came in.
const LONGEST: u32 = 12_000;
/// Bytes that decoding may take.
const MEMORY: u64 = 256 * 1024 * 1024;

/// What was found.
pub struct Analysis {
    pub width: u32,
    pub height: u32,
    /// For red, green and blue: how often each intensity occurs, from dark to light, the most frequent one being 1.
    pub histogram: [[f64; COLUMNS]; 3],
    /// The mean colour, as `#rrggbb`.
    pub mean: String,
    /// The share of the picture that is an edge, in percent.
    pub edges: u8,
    /// The picture itself, small.
    pub picture: Url,
    /// Its edges, light on dark.
    pub outline: Url,
}

/// Looks into a picture, which takes a while.
///
/// # Errors
/// If it is no picture, or too large a one; the text is for its user.
pub fn analyse(file: impl Read + Seek) -> Result<Analysis, String> {
    let picture = decode(file)?;
    let small = picture.resize(SHOWN, SHOWN, FilterType::Triangle).to_rgb8();
    let outline = outline(&small);
    Ok(Analysis {
        width: picture.width(),
        height: picture.height(),
        histogram: histogram(&small),
        mean: mean(&small),
        edges: share(&outline),
        picture: address(&small.into(), ImageFormat::Jpeg)?,
        outline: address(&outline.into(), ImageFormat::Png)?,
    })
}

fn decode(file: impl Read + Seek) -> Result<DynamicImage, String> {
    let mut limits = Limits::default();
    limits.max_image_width = Some(LONGEST);
    limits.max_image_height = Some(LONGEST);
    limits.max_alloc = Some(MEMORY);
    let reader = ImageReader::new(BufReader::new(file)).with_guessed_format();
    let mut reader = reader.map_err(|error| error.to_string())?;
    reader.limits(limits);
    let picture = reader.decode();
    picture.map_err(|error| format!("The picture cannot be read: {error}"))
}

fn histogram(picture: &RgbImage) -> [[f64; COLUMNS]; 3] {
    let mut counts = [[0u32; COLUMNS]; 3];
    for pixel in picture.pixels() {
        for (counts, value) in counts.iter_mut().zip(pixel.0) {
            counts[usize::from(value) * COLUMNS / 256] += 1;
        }
    }
    let most = counts.iter().flatten().copied().max().unwrap_or(0).max(1);
    counts.map(|counts| counts.map(|count| f64::from(count) / f64::from(most)))
}

fn mean(picture: &RgbImage) -> String {
    let count = u64::from(picture.width()) * u64::from(picture.height());
    let of = |channel: usize| {
        let sum: u64 = picture
            .pixels()
            .map(|pixel| u64::from(pixel.0[channel]))
            .sum();
        sum / count.max(1)
    };
    format!("#{:02x}{:02x}{:02x}", of(0), of(1), of(2))
}

/// How steep the picture is at each place: the length of its gradient, by Sobel's two masks.
fn outline(picture: &RgbImage) -> GrayImage {
    let gray = grayscale(picture);
    let (width, height) = gray.dimensions();
    GrayImage::from_fn(width, height, |x, y| {
        // Beyond its border a picture goes on as it is there.
        let at = |dx: i64, dy: i64| {
            let inside = |at: u32, by: i64, most: u32| {
                (i64::from(at) + by).clamp(0, i64::from(most) - 1) as u32
            };
            i32::from(
                gray.get_pixel(inside(x, dx, width), inside(y, dy, height))
                    .0[0],
            )
        };
        let across = at(1, -1) + 2 * at(1, 0) + at(1, 1) - at(-1, -1) - 2 * at(-1, 0) - at(-1, 1);
        let down = at(-1, 1) + 2 * at(0, 1) + at(1, 1) - at(-1, -1) - 2 * at(0, -1) - at(1, -1);
        let steepness = f64::from(across * across + down * down).sqrt();
        Luma([steepness.min(255.0) as u8])
    })
}

/// The share of places that are rather steep, in percent.
fn share(outline: &GrayImage) -> u8 {
    let steep = outline.pixels().filter(|pixel| pixel.0[0] > 96).count();
    (steep * 100 / outline.pixels().len().max(1)) as u8
}

/// The picture itself as an address.
fn address(picture: &DynamicImage, format: ImageFormat) -> Result<Url, String> {
    let mut bytes = Cursor::new(Vec::new());
    let written = picture.write_to(&mut bytes, format);
    written.map_err(|error| error.to_string())?;
    let address = format!(
        "data:{};base64,{}",
        format.to_mime_type(),
        BASE64.encode(bytes.into_inner())
    );
    Ok(Url::reviewed(address, "an image made here, of pixels"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::Rgb;

    /// A picture of which the right half is white and the left one red, as a file.
    fn halves() -> Cursor<Vec<u8>> {
        let halves = RgbImage::from_fn(100, 50, |x, _| {
            Rgb(if x < 50 { [255, 0, 0] } else { [255; 3] })
        });
        let mut file = Cursor::new(Vec::new());
        halves.write_to(&mut file, ImageFormat::Png).unwrap();
        file.set_position(0);
        file
    }

    #[test]
    fn colours_and_edges_are_found() {
        let found = analyse(halves()).unwrap();
        assert_eq!((found.width, found.height), (100, 50));
        let [red, green, blue] = found.histogram;
        assert_eq!((red[COLUMNS - 1], red[0]), (1.0, 0.0));
        assert_eq!(green, blue);
        assert!((green[0] - 0.5).abs() < 0.02 && (green[COLUMNS - 1] - 0.5).abs() < 0.02);
        assert_eq!(found.mean, "#ff7f7f");
        // One line of two pixels in a hundred columns.
        assert!((1..=3).contains(&found.edges), "{}", found.edges);
        assert!(
            found
                .outline
                .as_str()
                .starts_with("data:image/png;base64,iVBOR")
        );
    }

    #[test]
    fn what_is_no_picture_is_refused() {
        let mut broken = halves().into_inner();
        broken.truncate(40);
        for bytes in [b"".to_vec(), b"no picture".to_vec(), broken] {
            assert!(analyse(Cursor::new(bytes)).is_err());
        }
    }

    #[test]
    fn a_picture_that_unpacks_without_end_is_not_unpacked() {
        let mut huge = halves().into_inner();
        // Its width, in the header; the checksum behind it follows.
        huge[16..20].copy_from_slice(&50_000u32.to_be_bytes());
        let checksum = crc(&huge[12..29]).to_be_bytes();
        huge[29..33].copy_from_slice(&checksum);
        let problem = analyse(Cursor::new(huge)).err().unwrap();
        assert!(problem.contains("limit"), "{problem}");
    }

    /// The checksum of PNG, a bit at a time.
    fn crc(bytes: &[u8]) -> u32 {
        let byte = |crc: u32, byte: &u8| {
            (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
                (crc >> 1) ^ (0xedb8_8320 * (crc & 1))
            })
        };
        !bytes.iter().fold(!0, byte)
    }
}
