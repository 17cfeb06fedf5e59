//! Points pasted from a document: where one ends and the next begins. Pure.

/// What was understood of a pasted text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pasted {
    /// What stands before the first number, such as a heading; no point.
    pub preamble: String,
    /// The points in order, without their numbers.
    pub points: Vec<String>,
}

/// Splits a pasted text. Numbers 1, 2, 3 in front of lines decide when there are at least two of
/// them in order: what follows a number up to the next belongs to its point, lettered and dashed
/// lines too. Without numbers every paragraph is a point, and without blank lines every line.
pub fn split(text: &str) -> Pasted {
    let text = text.replace("\r\n", "\n").replace('\u{a0}', " ");
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    if let Some(numbered) = numbered(&lines) {
        return numbered;
    }
    let paragraphs: Vec<Vec<&str>> = lines
        .split(|line| line.is_empty())
        .filter(|part| !part.is_empty())
        .map(<[&str]>::to_vec)
        .collect();
    let points = if paragraphs.len() > 1 {
        paragraphs.iter().map(|part| part.join("\n")).collect()
    } else {
        paragraphs.concat().into_iter().map(bare).collect()
    };
    Pasted {
        preamble: String::new(),
        points,
    }
}

/// The points of a numbered text; `None` where no two numbers follow each other.
fn numbered(lines: &[&str]) -> Option<Pasted> {
    let mut found = Pasted::default();
    for line in lines {
        let wanted = found.points.len() + 1;
        match (number(line), found.points.last_mut()) {
            (Some((number, rest)), _) if number == wanted => found.points.push(rest.to_owned()),
            (_, _) if line.is_empty() => {}
            (_, Some(point)) => add_line(point, line),
            (_, None) => add_line(&mut found.preamble, line),
        }
    }
    (found.points.len() > 1).then_some(found)
}

fn add_line(text: &mut String, line: &str) {
    if !text.is_empty() {
        text.push('\n');
    }
    text.push_str(line);
}

/// "3. Isi", "3) Isi", "(3) Isi": the number and what follows it. A year or an amount is none.
fn number(line: &str) -> Option<(usize, &str)> {
    let inner = line.strip_prefix('(').unwrap_or(line);
    let digits = inner.len() - inner.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, rest) = inner.split_at_checked(digits)?;
    let rest = rest.strip_prefix(['.', ')'])?;
    // "1.250 rumah" is an amount
    if !rest.is_empty() && !rest.starts_with(char::is_whitespace) {
        return None;
    }
    Some((number.parse().ok()?, rest.trim()))
}

/// A line without the bullet in front of it.
fn bare(line: &str) -> String {
    let rest = line.trim_start_matches(['-', '•', '*', '·', '–', '▪', '\u{f0b7}']);
    rest.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn ten_numbered_points_with_a_heading_and_lettered_lines() {
        let mut text = "Arahan Wali Kota:\r\n\r\n".to_owned();
        for n in 1..=10 {
            text += &format!("{n}.\u{a0}Arahan ke-{n}\r\n");
            if n == 3 {
                text += "a. kepada Wali Kota\r\nb. kepada Sekda, 1.250 berkas\r\n1.250 rumah\r\n";
            }
        }
        let found = split(&text);
        assert_eq!(found.preamble, "Arahan Wali Kota:");
        assert_eq!(found.points.len(), 10);
        assert_eq!(found.points[0], "Arahan ke-1");
        assert_eq!(
            found.points[2],
            "Arahan ke-3\na. kepada Wali Kota\nb. kepada Sekda, 1.250 berkas\n1.250 rumah"
        );
        assert_eq!(found.points[9], "Arahan ke-10");
    }

    #[test]
    fn a_list_within_a_point_stays_in_it() {
        let found = split("1) Pertama\n2) Kedua:\n1) satu\n2) dua\n3) Ketiga");
        // a number that is not the next one belongs to the text
        assert_eq!(
            found.points,
            ["Pertama", "Kedua:\n1) satu\n2) dua", "Ketiga"]
        );
        assert_eq!(split("(1) A\n(2) B").points, ["A", "B"]);
    }

    #[test]
    fn without_numbers_paragraphs_or_lines_are_points() {
        assert_eq!(split("Satu\nlanjut\n\nDua").points, ["Satu\nlanjut", "Dua"]);
        assert_eq!(split("- Satu\n• Dua\nTiga").points, ["Satu", "Dua", "Tiga"]);
        assert_eq!(split("2022 adalah tahun.\nDua").points.len(), 2);
        assert_eq!(split(" \n\n ").points.len(), 0);
        // a single number is no list
        assert_eq!(split("1. Satu saja").points, ["1. Satu saja"]);
    }
}
