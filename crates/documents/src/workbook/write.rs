//! A list as XLSX.

use platform::date;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};
use time::Date;

use crate::{
    Error, SIMULATED,
    table::placed,
    text::printable,
    workbook::{Cell, List},
};

/// Folio, 8 1/2 x 13 inches: the F4 of Indonesian offices.
const F4: u8 = 14;
/// Most characters a cell can hold.
const MOST: usize = 32_767;
/// What stands at the end of words that a cell cannot hold.
const CUT: &str = " ... (dipotong: terlalu panjang untuk sel Excel)";
/// Digits a spreadsheet keeps exactly; longer figures stay text.
const EXACT_DIGITS: usize = 15;

/// The list as a workbook of one sheet.
///
/// # Errors
/// When its header leaves gaps or it is too large for a sheet.
pub fn write(list: &List) -> Result<Vec<u8>, Error> {
    write_book(&list.name, std::slice::from_ref(list))
}

/// Lists as a workbook called `name`, each on a sheet of its own.
///
/// # Errors
/// As `write`.
pub fn write_book(name: &str, lists: &[List]) -> Result<Vec<u8>, Error> {
    let mut book = Workbook::new();
    let mut about = DocProperties::new().set_title(printable(name));
    if let Some(list) = lists.first() {
        let made = ExcelDateTime::from_timestamp(list.made.unix_seconds()).map_err(packing)?;
        about = about.set_creation_datetime(&made);
    }
    book.set_properties(&about);
    for list in lists {
        fill(book.add_worksheet(), list).map_err(packing)?;
    }
    book.save_to_buffer().map_err(packing)
}

fn packing(error: XlsxError) -> Error {
    Error::Packing(error.to_string())
}

struct Look {
    title: Format,
    note: Format,
    head: Format,
    number: Format,
    words: Format,
    formula_like: Format,
    figure: Format,
    exact: Format,
    date: Format,
    missing: Format,
}

impl Look {
    fn new() -> Self {
        let body = Format::new()
            .set_border(FormatBorder::Thin)
            .set_align(FormatAlign::Top)
            .set_text_wrap();
        let right = body.clone().set_align(FormatAlign::Right);
        let head = body
            .clone()
            .set_align(FormatAlign::Center)
            .set_align(FormatAlign::VerticalCenter);
        Self {
            title: Format::new().set_bold().set_align(FormatAlign::Center),
            note: Format::new(),
            number: head.clone().set_italic(),
            head: head.set_bold(),
            formula_like: body.clone().set_quote_prefix(),
            figure: right.clone().set_num_format("#,##0"),
            exact: right.clone().set_num_format("#,##0.##########"),
            date: right.set_num_format("dd/mm/yyyy"),
            missing: body.clone().set_italic().set_font_color(0x0059_5959),
            words: body,
        }
    }
}

fn fill(sheet: &mut Worksheet, list: &List) -> Result<(), XlsxError> {
    let look = Look::new();
    sheet.set_name(sheet_name(&list.name))?;
    sheet
        .set_paper_size(F4)
        .set_landscape()
        .set_print_fit_to_pages(1, 0)
        .set_footer("&L&A&RHalaman &P dari &N");
    for (x, column) in (0_u16..).zip(&list.columns) {
        sheet.set_column_width(x, f64::from(column.width))?;
    }
    let last = u16::try_from(list.columns.len().max(1) - 1).unwrap_or(u16::MAX);
    let mut y = 0;
    let mark = list.simulated.then(|| SIMULATED.to_owned());
    for line in mark.iter().chain(&list.title) {
        across(sheet, (y, 0), (y, last), line, &look.title)?;
        y += 1;
    }
    for line in &list.notes {
        sheet.write_string_with_format(y, 0, fitting(line), &look.note)?;
        y += 1;
    }
    y += 1;
    let first = y;
    y = header(sheet, list, y, &look)?;
    sheet.set_freeze_panes(y, 0)?;
    sheet.set_repeat_rows(first, y - 1)?;
    for row in &list.rows {
        cells(sheet, y, 0, last, row, &look)?;
        y += 1;
    }
    if let Some(total) = &list.total {
        let named = list.columns.len().saturating_sub(total.len());
        let named = u16::try_from(named).unwrap_or(last);
        if named > 0 {
            across(sheet, (y, 0), (y, named - 1), "JUMLAH", &look.head)?;
        }
        cells(sheet, y, named, last, total, &look)?;
    }
    Ok(())
}

/// The header and the row of column numbers; the row after them.
fn header(sheet: &mut Worksheet, list: &List, y: u32, look: &Look) -> Result<u32, XlsxError> {
    let placed = placed(&list.header, list.columns.len())
        .ok_or_else(|| XlsxError::ParameterError("the header leaves gaps".into()))?;
    for (row, column, cell) in placed {
        let row = y + u32::try_from(row).unwrap_or(0);
        let column = u16::try_from(column).unwrap_or(u16::MAX);
        let down = u32::try_from(cell.down.max(1) - 1).unwrap_or(0);
        let aside = u16::try_from(cell.across.max(1) - 1).unwrap_or(0);
        let to = (row + down, column.saturating_add(aside));
        across(sheet, (row, column), to, &cell.text, &look.head)?;
    }
    let y = y + u32::try_from(list.header.len()).unwrap_or(0);
    for x in 0..list.columns.len() {
        let column = u16::try_from(x).unwrap_or(u16::MAX);
        sheet.write_string_with_format(y, column, format!("({})", x + 1), &look.number)?;
    }
    Ok(y + 1)
}

/// Words over one cell or several.
fn across(
    sheet: &mut Worksheet,
    (y, x): (u32, u16),
    (y2, x2): (u32, u16),
    words: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    let words = fitting(words);
    if (y, x) == (y2, x2) {
        sheet.write_string_with_format(y, x, words, format)?;
    } else {
        sheet.merge_range(y, x, y2, x2, "", format)?;
        sheet.write_string_with_format(y, x, words, format)?;
    }
    Ok(())
}

/// Cells from column `first` on, filled up to the last column.
fn cells(
    sheet: &mut Worksheet,
    y: u32,
    first: u16,
    last: u16,
    row: &[Cell],
    look: &Look,
) -> Result<(), XlsxError> {
    let empty = Cell::Empty;
    let row = row.iter().chain(std::iter::repeat(&empty));
    for (x, cell) in (first..=last).zip(row) {
        match cell {
            Cell::Empty => sheet.write_blank(y, x, &look.words)?,
            Cell::Missing(reason) => {
                sheet.write_string_with_format(y, x, *reason, &look.missing)?
            }
            Cell::Text(text) => text_cell(sheet, y, x, text, look)?,
            Cell::Whole(number) => number_cell(sheet, y, x, &number.to_string(), look)?,
            Cell::Number(amount) => number_cell(sheet, y, x, &amount.stored(), look)?,
            Cell::Date(day) => date_cell(sheet, y, x, *day, look)?,
        };
    }
    Ok(())
}

/// Words are never a formula; those that look like one keep their mark when somebody edits them.
fn text_cell<'s>(
    sheet: &'s mut Worksheet,
    y: u32,
    x: u16,
    text: &str,
    look: &Look,
) -> Result<&'s mut Worksheet, XlsxError> {
    let format = match text.starts_with(['=', '+', '-', '@']) {
        true => &look.formula_like,
        false => &look.words,
    };
    sheet.write_string_with_format(y, x, fitting(text), format)
}

/// A figure as number where the sheet keeps all its digits, else as text.
fn number_cell<'s>(
    sheet: &'s mut Worksheet,
    y: u32,
    x: u16,
    stored: &str,
    look: &Look,
) -> Result<&'s mut Worksheet, XlsxError> {
    let digits = stored.bytes().filter(u8::is_ascii_digit).count();
    let format = match stored.contains('.') {
        true => &look.exact,
        false => &look.figure,
    };
    match stored.parse::<f64>() {
        Ok(number) if digits <= EXACT_DIGITS => {
            sheet.write_number_with_format(y, x, number, format)
        }
        _ => sheet.write_string_with_format(y, x, stored, &look.words),
    }
}

/// A date; spreadsheets know none before 1900.
fn date_cell<'s>(
    sheet: &'s mut Worksheet,
    y: u32,
    x: u16,
    day: Date,
    look: &Look,
) -> Result<&'s mut Worksheet, XlsxError> {
    let serial = u16::try_from(day.year())
        .ok()
        .filter(|year| *year >= 1900)
        .and_then(|year| ExcelDateTime::from_ymd(year, u8::from(day.month()), day.day()).ok());
    match serial {
        Some(serial) => sheet.write_datetime_with_format(y, x, &serial, &look.date),
        None => sheet.write_string_with_format(y, x, date::medium(day), &look.words),
    }
}

/// Printable words, cut where a cell ends.
fn fitting(text: &str) -> String {
    let text = printable(text);
    if text.encode_utf16().count() <= MOST {
        return text;
    }
    let room = MOST - CUT.len();
    let mut taken = 0;
    let kept = text.chars().take_while(|c| {
        taken += c.len_utf16();
        taken <= room
    });
    kept.chain(CUT.chars()).collect()
}

/// At most 31 characters, none of those a sheet refuses.
fn sheet_name(name: &str) -> String {
    let name: String = printable(name)
        .chars()
        .map(|c| if "[]:*?/\\'\n".contains(c) { ' ' } else { c })
        .take(28)
        .collect();
    match name.trim() {
        "" => "Daftar".to_owned(),
        name => name.to_owned(),
    }
}
