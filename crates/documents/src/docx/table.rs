//! Tables of a Word file.

use super::xml::{Look, Stand, line, twips};
use crate::{Align, Table};

const SMALL: Look = Look {
    bold: false,
    italic: false,
    underline: false,
    size: 18,
};
/// The words of a header stand in the middle of their cells.
const MIDDLE: &str = "<w:vAlign w:val=\"center\"/>";
const BORDERS: [&str; 6] = ["top", "left", "bottom", "right", "insideH", "insideV"];

/// A table without rules, for things side by side; cells are paragraphs.
pub fn plain(widths: &[u32], rows: &[Vec<String>]) -> String {
    let rows: String = rows
        .iter()
        .map(|row| {
            let cells: String = row
                .iter()
                .zip(widths)
                .map(|(paragraphs, width)| cell(paragraphs, *width, ""))
                .collect();
            format!("<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>")
        })
        .collect();
    frame(widths, "none", ("", ""), &rows)
}

/// A table with rules, its header repeated on every page.
pub fn ruled(table: &Table, width: u32) -> String {
    let shares: u32 = table.columns.iter().map(|column| column.share).sum();
    let widths: Vec<u32> = table
        .columns
        .iter()
        .map(|column| width * column.share / shares.max(1))
        .collect();
    let mut rows = header(table, &widths);
    let centre = Stand {
        align: Align::Center,
        ..Stand::default()
    };
    let numbers = table.numbers();
    if !numbers.is_empty() {
        let cells: String = numbers
            .iter()
            .zip(&widths)
            .map(|(number, width)| cell(&line(number, SMALL, centre), *width, ""))
            .collect();
        rows.push_str(&format!(
            "<w:tr><w:trPr><w:tblHeader/></w:trPr>{cells}</w:tr>"
        ));
    }
    for row in &table.rows {
        rows.push_str(&words(table, &widths, row, SMALL));
    }
    if let Some(total) = &table.total {
        rows.push_str(&words(
            table,
            &widths,
            total,
            Look {
                bold: true,
                ..SMALL
            },
        ));
    }
    frame(&widths, "single", RULED, &rows)
}

/// The header's rows; a cell that reaches down is continued in the rows below it.
fn header(table: &Table, widths: &[u32]) -> String {
    let centre = Stand {
        align: Align::Center,
        ..Stand::default()
    };
    let mut rows = String::new();
    // columns still covered from above: how many more rows, and how many columns at once
    let mut above: Vec<(usize, usize)> = vec![(0, 1); widths.len()];
    for row in &table.header {
        let mut cells = String::new();
        let mut waiting = row.iter();
        let mut at = 0;
        while at < widths.len() {
            let (left, across) = above[at];
            if left > 0 {
                let merged = format!("<w:gridSpan w:val=\"{across}\"/><w:vMerge/>{MIDDLE}");
                let wide = widths[at..(at + across).min(widths.len())].iter().sum();
                cells.push_str(&cell(&line("", SMALL, centre), wide, &merged));
                above[at].0 = left - 1;
                at += across;
                continue;
            }
            let Some(head) = waiting.next() else { break };
            let across = head.across.clamp(1, widths.len() - at);
            let wide = widths[at..at + across].iter().sum();
            let mut merged = format!("<w:gridSpan w:val=\"{across}\"/>");
            if head.down > 1 {
                merged.push_str("<w:vMerge w:val=\"restart\"/>");
            }
            merged.push_str(MIDDLE);
            above[at] = (head.down.saturating_sub(1), across);
            let bold = Look {
                bold: true,
                ..SMALL
            };
            cells.push_str(&cell(&line(&head.text, bold, centre), wide, &merged));
            at += across;
        }
        rows.push_str(&format!(
            "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"
        ));
    }
    rows
}

fn words(table: &Table, widths: &[u32], row: &[String], look: Look) -> String {
    let stands = if table.is_lined() { MIDDLE } else { "" };
    let cells: String = table
        .fitted(row)
        .iter()
        .zip(&table.columns)
        .zip(widths)
        .map(|((text, column), width)| {
            let stand = Stand {
                align: column.align,
                ..Stand::default()
            };
            cell(&line(text, look, stand), *width, stands)
        })
        .collect();
    let height = table.row_height.map_or(String::new(), |millimetres| {
        format!("<w:trHeight w:val=\"{}\"/>", twips(millimetres))
    });
    format!("<w:tr><w:trPr><w:cantSplit/>{height}</w:trPr>{cells}</w:tr>")
}

/// Rules stand on the margins of the page, and words keep away from them.
const RULED: (&str, &str) = (
    "<w:tblInd w:w=\"108\" w:type=\"dxa\"/>",
    "<w:tblCellMar><w:top w:w=\"50\" w:type=\"dxa\"/><w:bottom w:w=\"50\" w:type=\"dxa\"/></w:tblCellMar>",
);

fn cell(paragraphs: &str, width: u32, merged: &str) -> String {
    format!(
        "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{merged}</w:tcPr>{paragraphs}</w:tc>"
    )
}

fn frame(widths: &[u32], rule: &str, (indent, margins): (&str, &str), rows: &str) -> String {
    let borders: String = BORDERS
        .iter()
        .map(|side| {
            format!("<w:{side} w:val=\"{rule}\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>")
        })
        .collect();
    let grid: String = widths
        .iter()
        .map(|width| format!("<w:gridCol w:w=\"{width}\"/>"))
        .collect();
    let whole: u32 = widths.iter().sum();
    format!(
        "<w:tbl><w:tblPr><w:tblW w:w=\"{whole}\" w:type=\"dxa\"/>{indent}<w:tblBorders>{borders}</w:tblBorders>\
         <w:tblLayout w:type=\"fixed\"/>{margins}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )
}
