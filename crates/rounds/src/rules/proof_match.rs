//! Which historic figures a file of an archive proves, by its name.

use std::collections::{HashMap, HashSet};

use platform::{Uuid, words::folded};
use values::store::HistoricCell;

use super::proof_name::{ProofName, Says, year};

/// A word behind a code that is no longer than this is meant as an element.
const LONGEST_LETTER: usize = 1;
/// The same where the indicator has such elements: SK and BA are words everywhere else.
const LONGER_LETTER: usize = 2;

/// The figures there are, and what their codes may be called.
pub struct Places {
    cells: Vec<HistoricCell>,
    /// All codes, folded.
    codes: Vec<String>,
    /// What a folded code was in a year, where it is called otherwise now.
    moved: HashMap<(i64, String), String>,
    /// What the lists of those years call an indicator, folded.
    listed: HashSet<(i64, String)>,
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
    /// The figures; for codes of the newest list what they were in earlier years: the code now, the year,
    /// the code then; and the codes of the lists of those years.
    pub fn new(
        cells: Vec<HistoricCell>,
        moved: &[(String, i64, String)],
        listed: &[(i64, String)],
    ) -> Self {
        let listed = listed.iter().map(|(year, code)| (*year, folded(code)));
        let listed: HashSet<(i64, String)> = listed.collect();
        let moved: HashMap<(i64, String), String> = moved
            .iter()
            .map(|(now, year, then)| ((*year, folded(now)), then.clone()))
            .collect();
        let mut codes: Vec<String> = cells.iter().map(|cell| folded(&cell.code)).collect();
        codes.extend(moved.keys().map(|(_, code)| code.clone()));
        // a longer code of an indicator without figures is no element of a shorter one
        codes.extend(listed.iter().map(|(_, code)| code.clone()));
        codes.sort_unstable();
        codes.dedup();
        Self {
            cells,
            codes,
            moved,
            listed,
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
        let year = year_of(&says, archive)?;
        let written = &self.codes[says.code];
        let of = |code: &str| -> Vec<&HistoricCell> {
            let code = folded(code);
            let all = self.cells.iter();
            all.filter(|cell| cell.year == year && folded(&cell.code) == code)
                .collect()
        };
        // as in the workbook of figures: a code of the newest list means what it was in that year
        let moved = self.moved.get(&(year, written.clone()));
        let then = moved.filter(|_| !says.ours);
        if let Some(then) = then
            && folded(then) != *written
            && self.listed.contains(&(year, written.clone()))
        {
            let code = written.replace(' ', ".");
            return Err(format!(
                "Kode ini menunjuk dua indikator: {code} pada tahun {year}, dan {code} sekarang, yang dahulu \
                 {then}. Masukkan berkasnya ke folder bernama berkas, dengan kode tahun {year}."
            ));
        }
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
        } else if (1..=longest(&found)).contains(&says.letter.len()) {
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

/// How long a word may be that is meant as an element of this indicator.
fn longest(cells: &[&HistoricCell]) -> usize {
    let has_longer = cells.iter().any(|cell| cell.letter.len() == LONGER_LETTER);
    if has_longer {
        LONGER_LETTER
    } else {
        LONGEST_LETTER
    }
}

/// The year a file is about: what its name says, else its folders, else the archive. Where the name says
/// one, none of the others says another.
fn year_of(says: &Says, archive: &str) -> Result<i64, String> {
    let archive = year(archive);
    let (own, said) = match says.own.as_slice() {
        [] => (None, &says.folders),
        [own] => (Some(*own), &says.folders),
        _ => return Err("Namanya menyebut lebih dari satu tahun. Sisakan satu.".into()),
    };
    let Some(found) = own.or(said.first().copied()) else {
        return archive.ok_or_else(|| {
            "Tahunnya tidak disebut. Tulis di belakang kode, atau masukkan ke folder bernama tahunnya.".into()
        });
    };
    if said.iter().any(|it| *it != found) {
        return Err("Nama berkas dan foldernya menyebut tahun yang berbeda.".into());
    }
    if own.is_some() && archive.is_some_and(|it| it != found) {
        return Err("Nama berkas dan nama arsipnya menyebut tahun yang berbeda.".into());
    }
    Ok(found)
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
        let moved = [
            ("1.b.103".into(), 2024, "1.b.3".into()),
            ("1.b.3".into(), 2023, "1.b.9".into()),
        ];
        let listed = [(2024, "1.b.3".into()), (2023, "1.b.3".into())];
        Places::new(cells, &moved, &listed)
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
        let ours = found("LPPD 2023.zip", "berkas/01-1-b-3-a-dinkes.pdf");
        assert_eq!(ours, of(2023, "A"), "the code of that year");
        assert_eq!(
            found("LPPD 2024.zip", "1.b.3 SK bupati.pdf"),
            of(2024, "A, B"),
            "a word"
        );
        assert_eq!(found("x.zip", "1.b.103 B 2024.pdf"), of(2024, "B"), "moved");
    }

    #[test]
    fn what_belongs_nowhere_says_why() {
        let told = |path: &str| found("x.zip", path).unwrap_err();
        assert!(told("laporan.pdf").contains("kode IKK"));
        assert!(told("1.b.3.pdf").contains("Tahunnya tidak disebut"));
        assert!(told("2023/1.b.3 A 2024.pdf").contains("berbeda"));
        assert!(told("1.b.3 2022.pdf").contains("Belum ada data historis 1.b.3 tahun 2022"));
        let several = told("1.b.3 A 2024 dan 2023.pdf");
        assert!(several.contains("lebih dari satu tahun"), "{several}");
        let archive = found("LPPD 2023.zip", "1.b.3 A 2024.pdf").unwrap_err();
        assert!(archive.contains("nama arsipnya"), "{archive}");
        assert!(told("2024/1.b.3 C.pdf").contains("Unsur C tidak punya"));
        let two = told("2023/1.b.3 A.pdf");
        assert!(two.contains("dua indikator"), "{two}");
        assert!(two.contains("dahulu 1.b.9"), "both are named: {two}");
        let shut = places().locked([(2024, Uuid::from_u128(9))].into());
        let told = shut.find("x.zip", "1.b.3 A 2024.pdf").unwrap_err();
        assert!(told.contains("sudah dikirim atau ditutup"), "{told}");
        assert!(
            shut.find("x.zip", "2023/berkas/01-1-b-3-a.pdf").is_ok(),
            "another year"
        );
    }
}
