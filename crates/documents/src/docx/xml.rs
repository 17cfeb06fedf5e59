//! Pieces of WordprocessingML. Every word of a user passes `escaped`.

use crate::{Align, text};

/// Millimetres in twentieths of a point.
pub fn twips(millimetres: u32) -> u32 {
    millimetres * 1440 * 10 / 254
}

/// Words as XML carries them.
pub fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in text::printable(words).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}

/// How words look.
#[derive(Clone, Copy, Default)]
pub struct Look {
    /// Bold.
    pub bold: bool,
    /// Slanted.
    pub italic: bool,
    /// Underlined.
    pub underline: bool,
    /// Size in half points; 0 is the paper's own.
    pub size: u32,
}

/// A run of words; line breaks are kept.
pub fn run(words: &str, look: Look) -> String {
    if words.is_empty() {
        return String::new();
    }
    let mut format = String::new();
    if look.bold {
        format.push_str("<w:b/>");
    }
    if look.italic {
        format.push_str("<w:i/>");
    }
    if look.size > 0 {
        format.push_str(&format!("<w:sz w:val=\"{}\"/>", look.size));
    }
    if look.underline {
        format.push_str("<w:u w:val=\"single\"/>");
    }
    let lines: Vec<String> = escaped(words)
        .split('\n')
        .map(|line| format!("<w:t xml:space=\"preserve\">{line}</w:t>"))
        .collect();
    format!(
        "<w:r><w:rPr>{format}</w:rPr>{}</w:r>",
        lines.join("<w:br/>")
    )
}

/// How a paragraph stands.
#[derive(Clone, Copy, Default)]
pub struct Stand {
    /// Where its lines stand.
    pub align: Align,
    /// Room below, in twentieths of a point.
    pub after: u32,
    /// Stays with the next one on a page.
    pub keep: bool,
    /// Level of a heading, or 0.
    pub level: u8,
    /// How far the lines below the first are moved in, in twentieths of a point.
    pub hanging: u32,
}

/// A paragraph of runs.
pub fn paragraph(runs: &str, stand: Stand) -> String {
    let mut format = String::new();
    if stand.level > 0 {
        format.push_str(&format!("<w:pStyle w:val=\"Heading{}\"/>", stand.level));
    }
    if stand.keep {
        format.push_str("<w:keepNext/>");
    }
    let align = match stand.align {
        Align::Left => "left",
        Align::Center => "center",
        Align::Right => "right",
    };
    let indent = match stand.hanging {
        0 => String::new(),
        far => format!("<w:ind w:left=\"{far}\" w:hanging=\"{far}\"/>"),
    };
    format!(
        "<w:p><w:pPr>{format}<w:spacing w:after=\"{}\"/>{indent}<w:jc w:val=\"{align}\"/></w:pPr>{runs}</w:p>",
        stand.after
    )
}

/// Words of one look as a paragraph.
pub fn line(words: &str, look: Look, stand: Stand) -> String {
    paragraph(&run(words, look), stand)
}
