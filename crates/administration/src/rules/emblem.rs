//! A picture that becomes an emblem: whatever came is decoded and written anew, so that nothing of
//! the file but its pixels is kept.

use std::io::Cursor;

use image::{ImageFormat, ImageReader, Limits, imageops::FilterType};

/// Longest side of the picture that is kept: 22 mm at 600 dots per inch.
const SIDE: u32 = 520;
/// Shortest side that still prints well.
const LEAST: u32 = 80;
/// Longest side that is read at all.
const MOST: u32 = 8_000;
/// Memory a picture may take while it is read.
const MEMORY: u64 = 192 * 1024 * 1024;

/// An emblem as it is kept.
#[derive(Debug)]
pub struct Drawn {
    /// The PNG.
    pub png: Vec<u8>,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

/// Draws the picture in `bytes` anew.
///
/// # Errors
/// What is wrong with the picture, for who sent it.
pub fn draw(bytes: &[u8]) -> Result<Drawn, &'static str> {
    let mut reader = ImageReader::new(Cursor::new(bytes))
        .with_guessed_format()
        .map_err(|_| UNREADABLE)?;
    if !matches!(reader.format(), Some(ImageFormat::Png | ImageFormat::Jpeg)) {
        return Err("Unggah gambar PNG atau JPG.");
    }
    let mut limits = Limits::default();
    limits.max_image_width = Some(MOST);
    limits.max_image_height = Some(MOST);
    limits.max_alloc = Some(MEMORY);
    reader.limits(limits);
    let picture = reader.decode().map_err(|_| UNREADABLE)?;
    if picture.width().min(picture.height()) < LEAST {
        return Err("Gambar terlalu kecil untuk dicetak. Pakai gambar paling sedikit 80 piksel.");
    }
    let picture = if picture.width().max(picture.height()) > SIDE {
        picture.resize(SIDE, SIDE, FilterType::Lanczos3)
    } else {
        picture
    };
    let mut png = Cursor::new(Vec::new());
    picture
        .to_rgba8()
        .write_to(&mut png, ImageFormat::Png)
        .map_err(|_| UNREADABLE)?;
    Ok(Drawn {
        png: png.into_inner(),
        width: picture.width(),
        height: picture.height(),
    })
}

const UNREADABLE: &str =
    "Gambar ini tidak dapat dibaca. Simpan ulang sebagai PNG atau JPG, lalu unggah lagi.";

#[cfg(test)]
mod tests {
    use image::{DynamicImage, ImageFormat};

    use super::draw;

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut out = std::io::Cursor::new(Vec::new());
        DynamicImage::new_rgba8(width, height)
            .write_to(&mut out, ImageFormat::Png)
            .unwrap();
        out.into_inner()
    }

    #[test]
    fn a_large_picture_is_drawn_smaller_and_keeps_its_shape() {
        let drawn = draw(&png(2000, 2400)).unwrap();
        assert_eq!((drawn.width, drawn.height), (433, 520));
        let small = draw(&png(100, 120)).unwrap();
        assert_eq!((small.width, small.height), (100, 120));
    }

    #[test]
    fn nothing_but_pixels_stays() {
        let mut sent = png(100, 100);
        sent.extend_from_slice(b"<script>alert(1)</script>");
        let drawn = draw(&sent).unwrap();
        assert!(!drawn.png.windows(6).any(|piece| piece == b"script"));
    }

    #[test]
    fn what_is_no_picture_is_told() {
        assert!(draw(b"%PDF-1.7").unwrap_err().contains("PNG atau JPG"));
        assert!(draw(&png(20, 200)).unwrap_err().contains("terlalu kecil"));
        let mut broken = png(200, 200);
        broken.truncate(60);
        assert!(draw(&broken).unwrap_err().contains("tidak dapat dibaca"));
        // a header that promises more pixels than a machine has memory
        let mut bomb = png(200, 200);
        bomb[16..24].copy_from_slice(&[0, 0, 0xff, 0xff, 0, 0, 0xff, 0xff]);
        assert!(draw(&bomb).is_err());
    }
}
