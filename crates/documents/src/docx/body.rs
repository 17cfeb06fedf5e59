//! The document itself, from letterhead to copies.

use super::{
    emblem, letter, parts, table,
    xml::{Look, Stand, line, paragraph, run, twips},
};
use crate::{Align, BarRow, Block, Emblem, Letterhead, Paper, SignatureBlock, Signatures};

const BOLD: Look = Look {
    bold: true,
    italic: false,
    underline: false,
    size: 0,
};
const CENTER: Stand = Stand {
    align: Align::Center,
    after: 0,
    keep: false,
    level: 0,
    hanging: 0,
};

/// `word/document.xml`: each paper a section with its own sheet. `pictured` says whether the emblem's
/// picture in the package is that of a paper.
pub fn document(papers: &[Paper], pictured: impl Fn(&Paper) -> bool) -> String {
    let mut body = String::new();
    for (paper, number) in papers.iter().zip(1..) {
        body.push_str(&section(paper, pictured(paper).then_some(number)));
        // the sheet of the last section is that of the document
        if usize::try_from(number).is_ok_and(|number| number < papers.len()) {
            body.push_str(&format!("<w:p><w:pPr>{}</w:pPr></w:p>", sheet(paper)));
        } else {
            body.push_str(&sheet(paper));
        }
    }
    parts::document(&body)
}

/// A paper from letterhead to copies; `picture` is the number of its emblem's picture in the document.
fn section(paper: &Paper, picture: Option<u32>) -> String {
    let width = twips(paper.format.text_width());
    let mut body = String::new();
    if let Some(head) = &paper.letterhead {
        body.push_str(&letterhead(head, width, picture));
    }
    let last = Stand {
        after: 200,
        ..CENTER
    };
    for (n, title) in paper.title.iter().enumerate() {
        let ends = n + 1 == paper.title.len() && paper.number.is_none();
        let stand = if ends { last } else { CENTER };
        body.push_str(&line(title, Look { size: 26, ..BOLD }, stand));
    }
    if let Some(number) = &paper.number {
        body.push_str(&line(&format!("Nomor: {number}"), Look::default(), last));
    }
    for block in &paper.blocks {
        body.push_str(&piece(block, width));
    }
    if let Some(signatures) = &paper.signatures {
        body.push_str(&signed(signatures, width));
    }
    if !paper.copies.is_empty() {
        body.push_str(&line("Tembusan:", Look::default(), Stand::default()));
        for (n, copy) in paper.copies.iter().enumerate() {
            let words = format!("{}. {copy}", n + 1);
            body.push_str(&line(&words, Look::default(), Stand::default()));
        }
    }
    body
}

fn letterhead(head: &Letterhead, width: u32, picture: Option<u32>) -> String {
    let mut lines = String::new();
    let agency = head.emblem == Emblem::Crest;
    let first = if agency && !head.agency.is_empty() {
        26
    } else {
        30
    };
    lines.push_str(&line(
        &head.government,
        Look {
            size: first,
            ..BOLD
        },
        CENTER,
    ));
    if !head.agency.is_empty() {
        lines.push_str(&line(&head.agency, Look { size: 30, ..BOLD }, CENTER));
    }
    if !head.section.is_empty() {
        lines.push_str(&line(&head.section, Look { size: 26, ..BOLD }, CENTER));
    }
    if !head.address.is_empty() {
        lines.push_str(&line(
            &head.address,
            Look {
                size: 18,
                ..Look::default()
            },
            CENTER,
        ));
    }
    let emblem = emblem::paragraph(head, picture);
    let rows = if agency {
        table::plain(
            &[twips(24), width - twips(48), twips(24)],
            &[vec![emblem, lines, gap()]],
        )
    } else {
        table::plain(&[width], &[vec![format!("{emblem}{lines}")]])
    };
    // the double rule below the letterhead
    format!(
        "{rows}<w:p><w:pPr><w:pBdr><w:top w:val=\"thinThickSmallGap\" w:sz=\"24\" w:space=\"1\" \
         w:color=\"000000\"/></w:pBdr><w:spacing w:after=\"120\"/></w:pPr></w:p>"
    )
}

fn piece(block: &Block, width: u32) -> String {
    match block {
        Block::Facts { rows } => {
            let cells: Vec<Vec<String>> = rows
                .iter()
                .map(|fact| {
                    let cell = |words: &str| line(words, Look::default(), Stand::default());
                    vec![cell(&fact.label), cell(":"), cell(&fact.value)]
                })
                .collect();
            let widths = [twips(34), twips(4), width - twips(38)];
            format!("{}{}", table::plain(&widths, &cells), gap())
        }
        Block::Heading {
            number,
            text,
            level,
        } => {
            let words = format!("{number} {text}");
            let stand = Stand {
                after: 80,
                keep: true,
                level: (*level).clamp(1, 2),
                ..Stand::default()
            };
            line(words.trim(), BOLD, stand)
        }
        Block::Paragraph { mark, text, source } => {
            let mut runs = String::new();
            if !mark.is_empty() {
                runs.push_str(&run(mark, BOLD));
                runs.push_str("<w:r><w:tab/></w:r>");
            }
            runs.push_str(&run(text, Look::default()));
            if !source.is_empty() {
                let slanted = Look {
                    italic: true,
                    ..Look::default()
                };
                runs.push_str(&run(&format!(" ({source})"), slanted));
            }
            let stand = Stand {
                after: 120,
                // "Butir 12." beside a numeral
                hanging: match mark.len() {
                    0 => 0,
                    1..=4 => twips(8),
                    _ => twips(18),
                },
                ..Stand::default()
            };
            paragraph(&runs, stand)
        }
        Block::Table(it) => format!("{}{}", table::ruled(it, width), gap()),
        Block::Letter(it) => format!("{}{}", letter::head(it, width), gap()),
        Block::Bars { rows } => format!("{}{}", bars(rows, width), gap()),
    }
}

/// Bars are drawn with letters, so that they print and are read out like any other words.
fn bars(rows: &[BarRow], width: u32) -> String {
    let small = Look {
        size: 18,
        ..Look::default()
    };
    let whole = Stand {
        keep: true,
        ..Stand::default()
    };
    let cells: Vec<Vec<String>> = rows
        .iter()
        .map(|row| {
            // a twentieth for each block; what is above zero is seen
            let blocks = usize::from(row.length.unwrap_or(0)).div_ceil(5);
            vec![
                line(&row.label, small, whole),
                line(&"\u{2588}".repeat(blocks), small, whole),
                line(&row.value, small, whole),
            ]
        })
        .collect();
    let widths = [width * 9 / 20, width * 7 / 20, width / 5];
    table::plain(&widths, &cells)
}

fn gap() -> String {
    line("", Look::default(), Stand::default())
}

fn signed(signatures: &Signatures, width: u32) -> String {
    let offices = |block: &SignatureBlock| block.office.len();
    let left = signatures.left.as_ref();
    let most = left.map_or(0, offices).max(offices(&signatures.right));
    let cells = vec![
        left.map_or_else(gap, |left| signature(left, most)),
        signature(&signatures.right, most),
    ];
    let half = width / 2;
    format!(
        "{}{}{}",
        gap(),
        table::plain(&[half, half], &[cells]),
        gap()
    )
}

/// Names stand on one line on both sides: `most` lines are kept for the offices.
fn signature(block: &SignatureBlock, most: usize) -> String {
    let whole = Stand {
        keep: true,
        ..CENTER
    };
    let words = |text: &str, look: Look| line(text, look, whole);
    let mut lines = words(&block.place_date, Look::default());
    let missing = most.saturating_sub(block.office.len());
    lines.push_str(&words("", Look::default()).repeat(missing));
    for office in &block.office {
        lines.push_str(&words(office, Look::default()));
    }
    // room for ink and stamp
    let room = words("", Look::default());
    lines.push_str(&room.repeat(2));
    lines.push_str(&words(&block.mark, Look::default()));
    lines.push_str(&room.repeat(2));
    let name = Look {
        underline: !block.name.starts_with('.'),
        ..BOLD
    };
    lines.push_str(&words(&block.name, name));
    if !block.rank.is_empty() {
        lines.push_str(&words(&block.rank, Look::default()));
    }
    if !block.nip.is_empty() {
        lines.push_str(&words(&format!("NIP {}", block.nip), Look::default()));
    }
    lines
}

fn sheet(paper: &Paper) -> String {
    let it = paper.format;
    let orient = if it.width > it.height {
        " w:orient=\"landscape\""
    } else {
        ""
    };
    format!(
        "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId2\"/>\
         <w:footerReference w:type=\"default\" r:id=\"rId3\"/>\
         <w:pgSz w:w=\"{}\" w:h=\"{}\"{orient}/><w:pgMar w:top=\"{}\" w:right=\"{}\" w:bottom=\"{}\" \
         w:left=\"{}\" w:header=\"400\" w:footer=\"400\" w:gutter=\"0\"/></w:sectPr>",
        twips(it.width),
        twips(it.height),
        twips(it.top),
        twips(it.right),
        twips(it.bottom),
        twips(it.left)
    )
}
