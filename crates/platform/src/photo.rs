//! A photo without what it tells beside the picture: where it was taken, with which device, when.
//! The picture itself is not touched; how to hold it upright stays.

use img_parts::{Bytes, ImageEXIF, jpeg, png::Png, webp::WebP};

/// Chunks of a PNG that hold words instead of a picture.
const PNG_WORDS: [[u8; 4]; 5] = [*b"eXIf", *b"tEXt", *b"iTXt", *b"zTXt", *b"tIME"];

/// The same picture without metadata; `None` when there was none, or when this is no photo that
/// can be read.
pub fn stripped(media_type: &str, bytes: Vec<u8>) -> Option<Bytes> {
    let bytes = Bytes::from(bytes);
    let clean = match media_type {
        "image/jpeg" => from_jpeg(bytes.clone()),
        "image/png" => from_png(bytes.clone()),
        "image/webp" => from_webp(bytes.clone()),
        _ => None,
    }?;
    (clean != bytes).then_some(clean)
}

fn from_jpeg(bytes: Bytes) -> Option<Bytes> {
    let mut photo = jpeg::Jpeg::from_bytes(bytes).ok()?;
    let upright = orientation(photo.exif());
    photo.segments_mut().retain(|segment| {
        let words = segment.marker() == jpeg::markers::COM;
        let program = (jpeg::markers::APP0..=jpeg::markers::APP15).contains(&segment.marker());
        // how the colours are meant
        let colours = match segment.marker() {
            jpeg::markers::APP0 | jpeg::markers::APP14 => true,
            jpeg::markers::APP2 => segment.contents().starts_with(b"ICC_PROFILE\0"),
            _ => false,
        };
        !words && (!program || colours)
    });
    photo.set_exif(upright);
    let whole = photo.encoder().bytes();
    let end = end_of_picture(&whole)?;
    Some(whole.slice(..end))
}

/// Where a JPEG ends. Telephones put films and further pictures behind it, each with a place of
/// its own.
fn end_of_picture(bytes: &[u8]) -> Option<usize> {
    let mut at = 2;
    loop {
        let next = at + bytes.get(at..)?.iter().position(|byte| *byte == 0xFF)?;
        at = next
            + match *bytes.get(next + 1)? {
                jpeg::markers::EOI => return Some(next + 2),
                // a byte of the picture, a mark without contents, padding
                0 | jpeg::markers::RST0..=jpeg::markers::SOI => 2,
                0xFF => 1,
                _ => {
                    let length = bytes.get(next + 2..next + 4)?;
                    2 + usize::from(u16::from_be_bytes([length[0], length[1]]))
                }
            };
    }
}

fn from_png(bytes: Bytes) -> Option<Bytes> {
    let mut picture = Png::from_bytes(bytes).ok()?;
    let upright = orientation(picture.exif());
    for kind in PNG_WORDS {
        picture.remove_chunks_by_type(kind);
    }
    picture.set_exif(upright);
    Some(picture.encoder().bytes())
}

fn from_webp(bytes: Bytes) -> Option<Bytes> {
    let mut picture = WebP::from_bytes(bytes).ok()?;
    let upright = orientation(picture.exif());
    picture.remove_chunks_by_id(*b"XMP ");
    picture.set_exif(upright);
    Some(picture.encoder().bytes())
}

/// Metadata that say how to hold the picture and nothing else; `None` when it is upright anyway.
fn orientation(metadata: Option<Bytes>) -> Option<Bytes> {
    let metadata = exif::Reader::new().read_raw(metadata?.to_vec()).ok()?;
    let held = metadata.get_field(exif::Tag::Orientation, exif::In::PRIMARY)?;
    let held = held
        .value
        .get_uint(0)
        .filter(|held| (2..=8).contains(held))?;
    // a TIFF header, one entry of the first directory (tag 0x0112, one short), no second directory
    let mut tiff = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".to_vec();
    tiff.extend_from_slice(&held.to_le_bytes());
    tiff.extend_from_slice(&[0; 4]);
    Some(tiff.into())
}

#[cfg(test)]
mod tests {
    use img_parts::{
        Bytes,
        png::{Png, PngChunk},
    };

    use super::stripped;

    const EMPTY: &[u8] = b"\x89PNG\r\n\x1a\n";

    /// A JPEG as a telephone makes it: colours, place, comment, picture, a film behind it.
    fn telephone(orientation: u8) -> Vec<u8> {
        let mut exif = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".to_vec();
        exif.extend_from_slice(&[orientation, 0, 0, 0, 0, 0, 0, 0]);
        exif.extend_from_slice(b"GPS 3.3200 99.1200");
        let mut bytes = vec![0xFF, 0xD8];
        let parts: [(u8, &[u8]); 6] = [
            (0xE0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"),
            (0xE1, &exif),
            (0xE1, b"http://ns.adobe.com/xap/1.0/\0<x>tempat</x>"),
            (0xE2, b"ICC_PROFILE\0\x01\x01warna"),
            (0xED, b"Photoshop 3.0\0kota"),
            (0xFE, b"komentar"),
        ];
        for (marker, contents) in parts {
            bytes.extend_from_slice(&[0xFF, marker]);
            let length = u16::try_from(contents.len() + 2).unwrap();
            bytes.extend_from_slice(&length.to_be_bytes());
            bytes.extend_from_slice(contents);
        }
        // two scans with a byte that looks like a mark, then the end and a film
        bytes.extend_from_slice(b"\xFF\xDA\0\x02gambar\xFF\0\xFF\xD0lagi");
        bytes.extend_from_slice(b"\xFF\xC4\0\x04\xFF\xD9\xFF\xDA\0\x02dua\xFF\xD9film GPS");
        bytes
    }

    fn holds(bytes: &[u8], words: &str) -> bool {
        bytes
            .windows(words.len())
            .any(|part| part == words.as_bytes())
    }

    #[test]
    fn a_photo_keeps_picture_and_colours_and_loses_its_place() {
        let clean = stripped("image/jpeg", telephone(1)).unwrap();
        for gone in ["Exif", "GPS", "tempat", "kota", "komentar", "film"] {
            assert!(!holds(&clean, gone), "{gone} is still told");
        }
        for kept in ["JFIF", "warna", "gambar", "lagi", "dua"] {
            assert!(holds(&clean, kept), "{kept} is gone");
        }
        assert!(clean.ends_with(b"dua\xFF\xD9"));
        assert_eq!(stripped("image/jpeg", clean.to_vec()), None, "nothing left");
    }

    #[test]
    fn a_photo_on_its_side_stays_readable() {
        let clean = stripped("image/jpeg", telephone(6)).unwrap();
        assert!(holds(&clean, "Exif") && !holds(&clean, "GPS"));
        let again = stripped("image/jpeg", clean.to_vec());
        assert_eq!(again, None, "how to hold it is all that was left");
    }

    #[test]
    fn words_in_a_png_go_and_its_picture_stays() {
        let mut picture = Png::from_bytes(EMPTY.into()).unwrap();
        let chunks = [
            (*b"tEXt", "Author\0Nama Orang"),
            (*b"IDAT", "gambar"),
            (*b"IEND", ""),
        ];
        for (kind, contents) in chunks {
            let chunk = PngChunk::new(kind, Bytes::from_static(contents.as_bytes()));
            picture.chunks_mut().push(chunk);
        }
        let bytes = picture.encoder().bytes().to_vec();
        let clean = stripped("image/png", bytes.clone()).unwrap();
        assert!(!holds(&clean, "Nama Orang") && holds(&clean, "gambar"));
        assert_eq!(stripped("image/png", b"\x89PNG rusak".to_vec()), None);
        assert_eq!(stripped("application/pdf", bytes), None);
    }

    #[test]
    fn a_webp_keeps_its_picture_only() {
        let mut chunks = b"WEBP".to_vec();
        for (kind, contents) in [
            (b"VP8X", &[0b1100, 0, 0, 0, 9, 0, 0, 9, 0, 0][..]),
            (b"VP8 ", b"gambar"),
            (b"EXIF", b"II*\0\x08\0\0\0\0\0GPS di sini."),
            (b"XMP ", b"<x>tempat</x>."),
        ] {
            chunks.extend_from_slice(kind);
            chunks.extend_from_slice(&u32::try_from(contents.len()).unwrap().to_le_bytes());
            chunks.extend_from_slice(contents);
        }
        let mut bytes = b"RIFF".to_vec();
        bytes.extend_from_slice(&u32::try_from(chunks.len()).unwrap().to_le_bytes());
        bytes.extend_from_slice(&chunks);
        let clean = stripped("image/webp", bytes).unwrap();
        assert!(holds(&clean, "gambar"));
        assert!(!holds(&clean, "GPS") && !holds(&clean, "tempat"));
    }

    #[test]
    fn nothing_that_comes_in_makes_it_stumble() {
        let whole = telephone(6);
        for end in 0..whole.len() {
            for kind in ["image/jpeg", "image/png", "image/webp"] {
                drop(stripped(kind, whole[..end].to_vec()));
            }
        }
    }
}
