//! A photo as evidence: a small real PNG, drawn here.

use std::path::{Path, PathBuf};

use crate::Outcome;

const WIDTH: u32 = 240;
const HEIGHT: u32 = 160;

/// Writes a picture of a park (sky, grass, a path) into `folder`.
///
/// # Errors
/// When the file cannot be written.
pub fn photo(folder: &Path, name: &str) -> Outcome<PathBuf> {
    let path = folder.join(name);
    std::fs::write(&path, png())?;
    Ok(path)
}

fn png() -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut header = Vec::new();
    header.extend_from_slice(&WIDTH.to_be_bytes());
    header.extend_from_slice(&HEIGHT.to_be_bytes());
    // 8 bits a channel, red green blue
    header.extend_from_slice(&[8, 2, 0, 0, 0]);
    chunk(&mut bytes, *b"IHDR", &header);
    chunk(&mut bytes, *b"IDAT", &stored(&rows()));
    chunk(&mut bytes, *b"IEND", &[]);
    bytes
}

fn rows() -> Vec<u8> {
    let mut rows = Vec::new();
    for y in 0..HEIGHT {
        rows.push(0);
        for x in 0..WIDTH {
            let path = y > 70 && x.abs_diff(WIDTH / 2) < (y - 60) / 2;
            rows.extend_from_slice(match (y < 70, path) {
                (true, _) => &[168, 208, 230],
                (false, true) => &[196, 178, 140],
                (false, false) => &[92, 148, 84],
            });
        }
    }
    rows
}

/// The bytes as an uncompressed zlib stream.
fn stored(bytes: &[u8]) -> Vec<u8> {
    const BLOCK: usize = 60_000;
    let mut out = vec![0x78, 0x01];
    let last = bytes.len().saturating_sub(1) / BLOCK;
    for (index, block) in bytes.chunks(BLOCK).enumerate() {
        let length = u16::try_from(block.len()).unwrap_or(0);
        out.push(u8::from(index == last));
        out.extend_from_slice(&length.to_le_bytes());
        out.extend_from_slice(&(!length).to_le_bytes());
        out.extend_from_slice(block);
    }
    let (mut a, mut b) = (1_u32, 0_u32);
    for byte in bytes {
        a = (a + u32::from(*byte)) % 65_521;
        b = (b + a) % 65_521;
    }
    out.extend_from_slice(&(b << 16 | a).to_be_bytes());
    out
}

fn chunk(out: &mut Vec<u8>, kind: [u8; 4], data: &[u8]) {
    let length = u32::try_from(data.len()).unwrap_or(0);
    out.extend_from_slice(&length.to_be_bytes());
    let start = out.len();
    out.extend_from_slice(&kind);
    out.extend_from_slice(data);
    let mut sum = u32::MAX;
    for byte in &out[start..] {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            sum = if sum & 1 == 1 {
                sum >> 1 ^ 0xEDB8_8320
            } else {
                sum >> 1
            };
        }
    }
    out.extend_from_slice(&(!sum).to_be_bytes());
}
