//! The budget table of a meeting as pasted from Excel: unit, ceiling, financial and physical
//! progress, a row each. It serves until budgets have a capability of their own.

use figures::{Amount, Money};

/// What a row says of a unit. What is empty or a dash was not stated, which is no zero.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Budget {
    /// Pagu.
    pub ceiling: Option<Money>,
    /// Financial progress in percent of the ceiling.
    pub financial: Option<Amount>,
    /// Physical progress in percent.
    pub physical: Option<Amount>,
}

impl Budget {
    /// Reads the three cells of a row.
    ///
    /// # Errors
    /// A sentence for every cell that cannot be read, beginning with its column.
    pub fn read(ceiling: &str, financial: &str, physical: &str) -> Result<Self, Vec<String>> {
        let mut wrong = Vec::new();
        let ceiling = stated(ceiling).and_then(|cell| {
            let read = Money::read(cell);
            read.map_err(|error| wrong.push(format!("Pagu \"{cell}\": {error}")))
                .ok()
        });
        let mut percent = |column: &str, cell| {
            let cell = stated(cell)?;
            let read = Amount::read(cell.trim_end_matches('%'));
            read.map_err(|error| wrong.push(format!("{column} \"{cell}\": {error}")))
                .ok()
        };
        let financial = percent("Keuangan %", financial);
        let physical = percent("Fisik %", physical);
        if wrong.is_empty() {
            Ok(Self {
                ceiling,
                financial,
                physical,
            })
        } else {
            Err(wrong)
        }
    }
}

/// What a cell states: nothing where it is empty, a dash or "n/a".
fn stated(cell: &str) -> Option<&str> {
    let cell = cell.trim();
    let nothing = ["", "-", "–", "n/a", "N/A"].contains(&cell);
    (!nothing).then_some(cell)
}

/// A row of a pasted table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BudgetLine {
    /// Number of the line in the pasted text, from 1.
    pub line: usize,
    /// The unit as written.
    pub unit: String,
    /// What is said of it.
    pub budget: Budget,
}

/// Reads a pasted table: columns by tabs or semicolons. A running number in front of the unit, the
/// heading, the row of column numbers and the closing sum are left out.
///
/// # Errors
/// A sentence for every cell that cannot be read, with its line.
pub fn read_table(text: &str) -> Result<Vec<BudgetLine>, Vec<String>> {
    let (mut lines, mut wrong) = (Vec::new(), Vec::new());
    for (number, line) in (1..).zip(text.lines()) {
        let mut cells: Vec<&str> = line.split(['\t', ';']).map(str::trim).collect();
        if cells.iter().all(|cell| cell.is_empty()) {
            continue;
        }
        if cells.len() > 4 && is_number(cells[0]) {
            cells.remove(0);
        }
        if is_furniture(&cells) {
            continue;
        }
        let cell = |at: usize| cells.get(at).copied().unwrap_or_default();
        if cells.len() != 4 || cell(0).is_empty() {
            wrong.push(format!(
                "Baris {number}: harus empat kolom (unit, pagu, keuangan %, fisik %); terbaca {}.",
                cells.len()
            ));
            continue;
        }
        match Budget::read(cell(1), cell(2), cell(3)) {
            Ok(budget) => lines.push(BudgetLine {
                line: number,
                unit: cell(0).to_owned(),
                budget,
            }),
            Err(errors) => {
                wrong.extend(errors.into_iter().map(|e| format!("Baris {number}, {e}")));
            }
        }
    }
    if wrong.is_empty() {
        Ok(lines)
    } else {
        Err(wrong)
    }
}

fn is_number(cell: &str) -> bool {
    let digits = cell.trim_end_matches('.');
    !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
}

/// Heading, row of column numbers, sum.
fn is_furniture(cells: &[&str]) -> bool {
    let first = cells.first().copied().unwrap_or_default().to_lowercase();
    let numbered = |cell: &&str| {
        let inner = cell.strip_prefix('(').and_then(|c| c.strip_suffix(')'));
        inner.is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
    };
    let headings = [
        "no",
        "unit",
        "opd",
        "skpd",
        "perangkat daerah",
        "jumlah",
        "total",
    ];
    cells.iter().all(numbered) || headings.contains(&first.trim_end_matches('.'))
}

#[cfg(test)]
mod tests {
    use figures::{Amount, Money};

    use super::{Budget, read_table};

    #[test]
    fn a_table_from_excel() {
        let text = "No\tOPD\tPagu\tKeuangan %\tFisik %\n(1)\t(2)\t(3)\t(4)\t(5)\n\
            1\tDinas Kesehatan\tRp 1.250.000.000,50\t45,5\t50%\n\
            2.\tDLH\t500.000\t0\t-\n\nJumlah\t1\t2\t3\n";
        let lines = read_table(text).unwrap();
        assert_eq!(lines.len(), 2);
        assert_eq!(
            (lines[0].line, lines[0].unit.as_str()),
            (3, "Dinas Kesehatan")
        );
        assert_eq!(lines[0].budget.ceiling, Money::of_sen(125_000_000_050));
        assert_eq!(lines[0].budget.physical, Some(Amount::whole(50)));
        // a true zero stays one, a dash is nothing stated
        assert_eq!(lines[1].budget.financial, Some(Amount::ZERO));
        assert_eq!(lines[1].budget.physical, None);
        // without running numbers, by semicolons
        let lines = read_table("DLH;;12;\nDinkes;1;2;3").unwrap();
        assert_eq!(lines[0].budget.ceiling, None);
        assert_eq!(lines[1].unit, "Dinkes");
    }

    #[test]
    fn every_problem_is_named_with_its_line() {
        let wrong = read_table("DLH\tlima\t1\t2\nDinkes\t1\t1.234\t2\nA\tB").unwrap_err();
        assert_eq!(wrong.len(), 3, "{wrong:?}");
        assert!(wrong[0].starts_with("Baris 1, Pagu \"lima\": Tulis angka"));
        assert!(wrong[1].starts_with("Baris 2, Keuangan % \"1.234\": Dapat dibaca dua cara"));
        assert!(wrong[2].starts_with("Baris 3: harus empat kolom"));
        assert_eq!(read_table("\n \n"), Ok(vec![]));
        assert_eq!(Budget::read("", " n/a", "-"), Ok(Budget::default()));
    }
}
