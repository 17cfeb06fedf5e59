//! The code of an open attendance list: short enough to be typed, another one every ten minutes, so
//! that a picture of it passed on by telephone soon opens nothing.

use fast_qr::{ECL, QRBuilder};
use hmac::{Hmac, KeyInit, Mac};
use platform::Instant;
use sha2::Sha256;

/// How long a code stands on the screen.
const STEP_SECONDS: i64 = 600;
/// How long an attendance list stays open when nobody closes it.
pub const OPEN_SECONDS: i64 = 6 * 3600;
/// Without 0, O, 1 and I, which are mixed up.
const LETTERS: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
const LENGTH: usize = 8;
/// White rows around a code, as scanners need them.
const MARGIN: usize = 4;

/// The code of `secret` on the screen at `now`.
pub fn code(secret: &str, now: Instant) -> String {
    of_step(secret, step(now))
}

/// Whether `typed` is the code of now, or the one before: somebody is still typing it.
pub fn fits(secret: &str, typed: &str, now: Instant) -> bool {
    let typed = plain(typed);
    let step = step(now);
    typed == of_step(secret, step) || typed == of_step(secret, step - 1)
}

/// "K7MQ-2ZPD".
pub fn spelled(code: &str) -> String {
    match (code.get(..4), code.get(4..)) {
        (Some(first), Some(rest)) => format!("{first}-{rest}"),
        _ => code.to_owned(),
    }
}

fn plain(typed: &str) -> String {
    typed
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_uppercase())
        .collect()
}

fn step(now: Instant) -> i64 {
    now.unix_seconds().div_euclid(STEP_SECONDS)
}

fn of_step(secret: &str, step: i64) -> String {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret.as_bytes()) else {
        return String::new();
    };
    mac.update(&step.to_be_bytes());
    mac.finalize()
        .into_bytes()
        .iter()
        .take(LENGTH)
        .filter_map(|byte| LETTERS.get(usize::from(byte % 32)))
        .map(|letter| char::from(*letter))
        .collect()
}

/// A code to scan: how many squares it is wide, and the path of its black squares in SVG.
pub struct Scan {
    /// Squares from edge to edge, with the white margin.
    pub size: usize,
    /// The black squares.
    pub path: String,
}

/// A link as a code to scan; `None` when it is too long for one.
pub fn scan(link: &str) -> Option<Scan> {
    let made = QRBuilder::new(link).ecl(ECL::M).build().ok()?;
    let mut path = String::new();
    for y in 0..made.size {
        for (x, square) in made[y].iter().enumerate() {
            if square.value() {
                path += &format!("M{} {}h1v1h-1z", x + MARGIN, y + MARGIN);
            }
        }
    }
    Some(Scan {
        size: made.size + 2 * MARGIN,
        path,
    })
}

#[cfg(test)]
mod tests {
    use platform::Instant;

    use super::{code, fits, scan, spelled};

    #[test]
    fn a_code_stands_for_ten_minutes_and_is_taken_for_twenty() {
        let at = |minutes: i64| Instant(0).plus_seconds(minutes * 60);
        let shown = code("rahasia", at(1));
        assert_eq!(shown.len(), 8);
        assert_eq!(code("rahasia", at(9)), shown);
        assert_ne!(code("rahasia", at(10)), shown);
        assert_ne!(code("lain", at(1)), shown);
        let typed = spelled(&shown).to_lowercase();
        assert_eq!(typed.len(), 9);
        assert!(fits("rahasia", &typed, at(1)) && fits("rahasia", &typed, at(19)));
        assert!(!fits("rahasia", &typed, at(20)));
        assert!(!fits("lain", &typed, at(1)) && !fits("rahasia", "", at(1)));
    }

    #[test]
    fn a_scanner_reads_the_link() {
        let link = "https://tuntas.contoh.go.id/99.99/hadir/K7MQ2ZPD";
        let code = scan(link).unwrap();
        let mut black = vec![false; code.size * code.size];
        for square in code.path.split('M').skip(1) {
            let mut at = square.split('h').next().unwrap().split(' ');
            let mut next = || at.next().unwrap().parse::<usize>().unwrap();
            let (x, y) = (next(), next());
            black[y * code.size + x] = true;
        }
        let wide = code.size * 4;
        let mut picture = rqrr::PreparedImage::prepare_from_bitmap(wide, wide, |x, y| {
            black[y / 4 * code.size + x / 4]
        });
        let (_, read) = picture.detect_grids()[0].decode().unwrap();
        assert_eq!(read, link);
        assert!(scan(&"x".repeat(5000)).is_none());
    }
}
