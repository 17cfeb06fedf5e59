//! Which historic figures a file of an archive proves, by its name.

use std::collections::{HashMap, HashSet};

use platform::{Uuid, words::folded};
use values::store::HistoricCell;

use super::proof_name::{ProofName, year};

/// A word behind a code that is no longer than this is meant as an element.
const LONGEST_LETTER: usize = 2;

/// The figures there are, and what their codes may be called.
pub struct Places {
    cells: Vec<HistoricCell>,
    /// All codes, folded.
    codes: Vec<String>,
    /// What a folded code was in a year, where it is called otherwise now.
    moved: HashMap<(i64, String), String>,
    /// Years and units that take no evidence any more.
    locked: HashSet<(i64, Uuid)>,
}

/// Where a file belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Belongs {
    /// The year.
    pub year: i64,
    /// The code in that year.
    pub code: String,
    /// The elements it proves.
    pub letters: String,
    /// The unit they count for.
    pub unit: Uuid,
    /// Their figures.
    pub cells: Vec<Uuid>,
}

impl Places {
    /// The figures, and for codes of the newest list what they were in earlier years: the code now, the
    /// year, the code then.
    pub fn new(cells: Vec<HistoricCell>, moved: &[(String, i64, String)]) -> Self {
        let moved: HashMap<(i64, String), String> = moved
            .iter()
            .map(|(now, year, then)| ((*year, folded(now)), then.clone()))
            .collect();
        let mut codes: Vec<String> = cells.iter().map(|cell| folded(&cell.code)).collect();
        codes.extend(moved.keys().map(|(_, code)| code.clone()));
        codes.sort_unstable();
        codes.dedup();
        Self {
            cells,
            codes,
            moved,
            locked: HashSet::new(),
        }
    }

    /// The same, where the figures of these years and units are in a round and were sent or closed.
    #[must_use]
    pub fn locked(mut self, locked: HashSet<(i64, Uuid)>) -> Self {
        self.locked = locked;
        self
    }

    /// Where a file belongs by its path in an archive of this name.
    ///
    /// # Errors
    /// Why it belongs nowhere, in words for who sent it.
    pub fn find(&self, archive: &str, path: &str) -> Result<Belongs, String> {
        let Some(says) = ProofName::read(path).says(&self.codes) else {
            return Err("Namanya tidak diawali kode IKK yang punya data historis.".into());
        };
        let year = match says.years.as_slice() {
            [] => year(archive),
            [first, rest @ ..] if rest.iter().all(|it| it == first) => Some(*first),
            _ => return Err("Nama berkas dan foldernya menyebut tahun yang berbeda.".into()),
        };
        let Some(year) = year else {
            return Err(
                "Tahunnya tidak disebut. Tulis di belakang kode, atau masukkan ke folder bernama tahunnya."
                    .into(),
            );
        };
        let written = &self.codes[says.code];
        let of = |code: &str| -> Vec<&HistoricCell> {
            let code = folded(code);
            let all = self.cells.iter();
            all.filter(|cell| cell.year == year && folded(&cell.code) == code)
                .collect()
        };
        // as in the workbook of figures: a code of the newest list means what it was in that year
        let then = self.moved.get(&(year, written.clone()));
        let mut found = of(then.unwrap_or(written));
        if found.is_empty() {
            let code = written.replace(' ', ".");
            return Err(format!(
                "Belum ada data historis {code} tahun {year}. Impor angkanya dahulu."
            ));
        }
        let shut = |cell: &&HistoricCell| self.locked.contains(&(year, cell.unit_id));
        if found.iter().any(shut) {
            return Err(format!(
                "Isian tahun {year} yang memuat {} sudah dikirim atau ditutup, sehingga tidak menerima data \
                 dukung historis.",
                found[0].code
            ));
        }
        let of_letter = |cell: &&HistoricCell| cell.letter.eq_ignore_ascii_case(&says.letter);
        if found.iter().any(of_letter) {
            found.retain(of_letter);
        } else if (1..=LONGEST_LETTER).contains(&says.letter.len()) {
            return Err(format!(
                "Unsur {} tidak punya data historis {} tahun {year}.",
                says.letter.to_uppercase(),
                found[0].code
            ));
        }
        let letters: Vec<&str> = found.iter().map(|cell| cell.letter.as_str()).collect();
        Ok(Belongs {
            year,
            code: found[0].code.clone(),
            letters: letters.join(", "),
            unit: found[0].unit_id,
            cells: found.iter().map(|cell| cell.id).collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use platform::Uuid;
    use values::store::HistoricCell;

    use super::Places;

    fn places() -> Places {
        let cell = |id: u128, year, code: &str, letter: &str| HistoricCell {
            id: Uuid::from_u128(id),
            year,
            code: code.into(),
            letter: letter.into(),
            unit_id: Uuid::from_u128(9),
        };
        let cells = vec![
            cell(1, 2024, "1.b.3", "A"),
            cell(2, 2024, "1.b.3", "B"),
            cell(3, 2023, "1.b.3", "A"),
        ];
        Places::new(cells, &[("1.b.103".into(), 2024, "1.b.3".into())])
    }

    fn found(archive: &str, path: &str) -> Result<(i64, String), String> {
        let it = places().find(archive, path)?;
        Ok((it.year, it.letters))
    }

    #[test]
    fn a_file_belongs_to_the_figures_its_name_says() {
        let of = |year, letters: &str| Ok((year, letters.to_owned()));
        assert_eq!(found("x.zip", "1.b.3 A 2024.pdf"), of(2024, "A"));
        assert_eq!(found("x.zip", "2024/1.b.3 laporan.pdf"), of(2024, "A, B"));
        assert_eq!(found("LPPD 2023.zip", "1.b.3.pdf"), of(2023, "A"));
        assert_eq!(found("x.zip", "1.b.103 B 2024.pdf"), of(2024, "B"), "moved");
    }

    #[test]
    fn what_belongs_nowhere_says_why() {
        let told = |path: &str| found("x.zip", path).unwrap_err();
        assert!(told("laporan.pdf").contains("kode IKK"));
        assert!(told("1.b.3.pdf").contains("Tahunnya tidak disebut"));
        assert!(told("2023/1.b.3 A 2024.pdf").contains("berbeda"));
        assert!(told("1.b.3 2022.pdf").contains("Belum ada data historis 1.b.3 tahun 2022"));
        assert!(told("2023/1.b.3 B.pdf").contains("Unsur B tidak punya"));
        let shut = places().locked([(2024, Uuid::from_u128(9))].into());
        let told = shut.find("x.zip", "1.b.3 A 2024.pdf").unwrap_err();
        assert!(told.contains("sudah dikirim atau ditutup"), "{told}");
        assert!(
            shut.find("x.zip", "1.b.3 A 2023.pdf").is_ok(),
            "another year"
        );
    }
}
