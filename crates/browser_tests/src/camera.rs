//! A photo as a telephone takes it: twelve million pixels and the place where it was taken. The
//! browser draws it, since it has the encoder.

use std::path::PathBuf;

use anyhow::{Context, ensure};
use serde_json::Value;

use crate::{Desk, Outcome};

/// Width of the photo; its height is three quarters of it.
const WIDTH: u32 = 4000;
/// What a telephone writes beside the picture.
pub const PLACE: &str = "GPS 3.3200 99.1200";

const DRAW: &str = r#"
const [width, done] = arguments;
const draw = (w, h) => Object.assign(document.createElement("canvas"), { width: w, height: h });
const grain = draw(width / 4, width * 3 / 16), small = grain.getContext("2d");
const pixels = small.createImageData(grain.width, grain.height);
let seed = 7;
for (let n = 0; n < pixels.data.length; n += 1) {
  seed = (seed * 1103515245 + 12345) % 2147483648;
  pixels.data[n] = n % 4 === 3 ? 255 : seed >> 16 & 255;
}
small.putImageData(pixels, 0, 0);
const photo = draw(width, width * 3 / 4);
photo.getContext("2d").drawImage(grain, 0, 0, photo.width, photo.height);
photo.toBlob(async (blob) => {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  done(Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join(""));
}, "image/jpeg", 0.95);
"#;

impl Desk {
    /// A photo of a telephone in the drawer.
    ///
    /// # Errors
    /// When the browser does not draw it or it cannot be written.
    pub async fn takes_a_photo(&self, name: &str) -> Outcome<PathBuf> {
        let driver = &self.window.driver;
        let drawn = driver
            .execute_async(DRAW, vec![Value::from(WIDTH)])
            .await?
            .json()
            .clone();
        let digits = drawn.as_str().context("a photo")?;
        let mut photo = digits
            .as_bytes()
            .chunks(2)
            .map(|pair| Ok(u8::from_str_radix(std::str::from_utf8(pair)?, 16)?))
            .collect::<Outcome<Vec<u8>>>()?;
        ensure!(photo.starts_with(&[0xFF, 0xD8]), "this is no JPEG");
        let told = format!("Exif\0\0{PLACE}");
        let length = u16::try_from(told.len() + 2)?.to_be_bytes();
        let words = [&[0xFF, 0xE1], &length[..], told.as_bytes()].concat();
        photo.splice(2..2, words);
        let path = self.drawer.path().join(name);
        std::fs::write(&path, photo)?;
        Ok(path)
    }
}
