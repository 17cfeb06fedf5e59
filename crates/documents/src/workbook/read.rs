//! A foreign workbook, row by row: nothing is believed that it says about its own size.

use std::{
    fs::File,
    io::BufReader,
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
};

use calamine::{Reader, SheetType, SheetVisible, Xlsx, XlsxError};

use super::{
    package::{Limits, Unreadable, check},
    value::Value,
};

/// A row with something in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its number on the sheet, from 1.
    pub number: u32,
    /// Its cells, from left to right.
    pub cells: Vec<ReadCell>,
}

/// A cell with something in it.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadCell {
    /// Its column, from 0.
    pub column: u32,
    /// What it says.
    pub value: Value,
    /// Whether a formula stands behind it; what it says is the last result.
    pub formula: bool,
}

/// A sheet of the workbook.
#[derive(Clone, Copy, Debug)]
pub struct SheetName<'a> {
    /// Its name.
    pub name: &'a str,
    /// Whether people do not see it.
    pub hidden: bool,
}

/// Whether to go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// With the next row.
    Row,
    /// With the next sheet.
    Sheet,
}

/// Who takes the sheets and their rows.
pub trait Visitor {
    /// A sheet begins.
    fn sheet(&mut self, sheet: SheetName<'_>) -> Next;
    /// A row of it.
    fn row(&mut self, row: Row) -> Next;
}

/// A sheet ends here.
const LAST_ROW: u32 = 1_048_576;
const LAST_COLUMN: u32 = 16_384;

/// Reads the workbook at `path`.
///
/// # Errors
/// When it is none, is damaged, or is more than the limits allow.
pub fn read(path: &Path, limits: &Limits, visitor: &mut dyn Visitor) -> Result<(), Unreadable> {
    let open = || {
        File::open(path)
            .map(BufReader::new)
            .map_err(|_| Unreadable::Gone)
    };
    let file = open()?;
    if is_locked(path) {
        return Err(Unreadable::Locked);
    }
    check(file, limits)?;
    let file = open()?;
    // what nobody ever wrote may be beyond what the library expects
    catch_unwind(AssertUnwindSafe(|| sheets(file, limits, visitor)))
        .unwrap_or(Err(Unreadable::Damaged))
}

/// A workbook with a password is no zip but an envelope of the office suite.
fn is_locked(path: &Path) -> bool {
    use std::io::Read;
    let mut head = [0; 8];
    let read = File::open(path).and_then(|mut file| file.read_exact(&mut head));
    read.is_ok() && head == [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
}

fn sheets(
    file: BufReader<File>,
    limits: &Limits,
    visitor: &mut dyn Visitor,
) -> Result<(), Unreadable> {
    let mut book: Xlsx<_> = Xlsx::new(file).map_err(damaged)?;
    let sheets = book.sheets_metadata().to_vec();
    let mut room = limits.cells;
    for sheet in sheets {
        if sheet.typ != SheetType::WorkSheet {
            continue;
        }
        let name = SheetName {
            name: &sheet.name,
            hidden: sheet.visible != SheetVisible::Visible,
        };
        if visitor.sheet(name) == Next::Row {
            rows(&mut book, &sheet.name, &mut room, visitor)?;
        }
    }
    Ok(())
}

fn rows(
    book: &mut Xlsx<BufReader<File>>,
    sheet: &str,
    room: &mut u64,
    visitor: &mut dyn Visitor,
) -> Result<(), Unreadable> {
    let mut cells = book.worksheet_cells_reader(sheet).map_err(damaged)?;
    let mut row = Row {
        number: 0,
        cells: vec![],
    };
    while let Some(cell) = cells.next_cell_with_formula_metadata().map_err(damaged)? {
        let (y, column) = cell.pos;
        let formula = cell.formula.is_some();
        let value = Value::of(&cell.value);
        if value == Value::Empty && !formula {
            continue;
        }
        *room = room.checked_sub(1).ok_or(Unreadable::TooLarge)?;
        if y >= LAST_ROW || column >= LAST_COLUMN {
            return Err(Unreadable::Damaged);
        }
        let number = y + 1;
        if number < row.number {
            return Err(Unreadable::Damaged);
        }
        if number > row.number {
            let done = std::mem::replace(
                &mut row,
                Row {
                    number,
                    cells: vec![],
                },
            );
            if !done.cells.is_empty() && visitor.row(done) == Next::Sheet {
                return Ok(());
            }
        }
        if row.cells.last().is_some_and(|last| last.column >= column) {
            return Err(Unreadable::Damaged);
        }
        row.cells.push(ReadCell {
            column,
            value,
            formula,
        });
    }
    if !row.cells.is_empty() {
        visitor.row(row);
    }
    Ok(())
}

fn damaged(error: XlsxError) -> Unreadable {
    tracing::warn!(%error, "unreadable workbook");
    match error {
        XlsxError::Password => Unreadable::Locked,
        XlsxError::FileNotFound(_) => Unreadable::NotAWorkbook,
        _ => Unreadable::Damaged,
    }
}
