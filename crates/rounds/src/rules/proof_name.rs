//! Names of files that prove figures of earlier years. They carry the code of an indicator, its element
//! where only one is meant, and the year: `1.b.3 A 2024 laporan.pdf`, `2024/1.b.3 laporan.pdf`, and what
//! the archive of a round calls them: `berkas/07-1-b-3-a-dinkes-laporan.pdf` in *Data dukung LPPD Tahun
//! 2024*.

use platform::words::folded;

/// The folder of files in an archive of ours; their names begin with a number there.
const OURS: &str = "berkas";

/// A name, taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProofName {
    words: Vec<String>,
    folders: Vec<String>,
}

/// What a name says, once its code is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Says {
    /// Which of the codes.
    pub code: usize,
    /// The word behind the code and before the year: an element's letter, or part of a title.
    pub letter: String,
    /// The years the rest of its name says, each once. None in an archive of ours: there it is whatever the
    /// file was called when it was given.
    pub own: Vec<i64>,
    /// The years of its folders, the inner one first.
    pub folders: Vec<i64>,
    /// Whether it lies where an archive of ours has its files: the code is that of its year.
    pub ours: bool,
}

impl ProofName {
    /// Takes the path of a file inside an archive apart.
    pub fn read(path: &str) -> Self {
        let mut parts = path.rsplit(['/', '\\']);
        let name = parts.next().unwrap_or_default();
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let words =
            |text: &str| -> Vec<String> { folded(text).split(' ').map(str::to_owned).collect() };
        let folders: Vec<String> = parts.map(folded).collect();
        let mut words = words(stem);
        let numbered = words
            .first()
            .is_some_and(|first| first.len() >= 2 && first.bytes().all(|b| b.is_ascii_digit()));
        if folders.first().is_some_and(|it| it == OURS) && numbered {
            words.remove(0);
        }
        Self { words, folders }
    }

    /// What it says, where it begins with one of these codes, each folded; the longest is meant.
    pub fn says(&self, codes: &[String]) -> Option<Says> {
        let begins = |code: &String| {
            let mut words = self.words.iter();
            !code.is_empty()
                && code
                    .split(' ')
                    .all(|it| words.next().is_some_and(|w| w == it))
        };
        let found = codes.iter().enumerate().filter(|(_, code)| begins(code));
        let (place, code) = found.max_by_key(|(_, code)| code.len())?;
        let rest = || self.words.iter().skip(code.split(' ').count());
        let ours = self.folders.first().is_some_and(|it| it == OURS);
        let named = rest().filter(|_| !ours);
        let mut own: Vec<i64> = named.filter_map(|word| year(word)).collect();
        own.sort_unstable();
        own.dedup();
        let letter = rest().next().filter(|word| year(word).is_none());
        let folders = self.folders.iter().filter_map(|folder| year(folder));
        Some(Says {
            code: place,
            letter: letter.cloned().unwrap_or_default(),
            own,
            folders: folders.collect(),
            ours,
        })
    }
}

/// The only year among words; none where there are several.
pub fn year(text: &str) -> Option<i64> {
    let words = folded(text);
    let mut years = words.split(' ').filter_map(|word| {
        let year = word.parse().ok().filter(|_| word.len() == 4)?;
        (2000..=2100).contains(&year).then_some(year)
    });
    let first = years.next()?;
    years.all(|other| other == first).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::{ProofName, Says, year};

    fn says(path: &str) -> Option<(usize, String, Vec<i64>)> {
        let codes = ["1 b 3", "1 b 3 1", "2 a 1"].map(str::to_owned);
        let says = ProofName::read(path).says(&codes)?;
        let Says { code, letter, .. } = says;
        Some((code, letter, [says.own, says.folders].concat()))
    }

    #[test]
    fn code_element_and_year_are_read_however_they_are_written() {
        let of =
            |code, letter: &str, years: &[i64]| Some((code, letter.to_owned(), years.to_vec()));
        assert_eq!(says("1.b.3 A 2024 laporan.pdf"), of(0, "a", &[2024]));
        assert_eq!(says("1.b.3_2024.pdf"), of(0, "", &[2024]));
        assert_eq!(says("2024/1.B.3 laporan.pdf"), of(0, "laporan", &[2024]));
        assert_eq!(says("LPPD 2023\\2-a-1 b.pdf"), of(2, "b", &[2023]));
        assert_eq!(
            says("berkas/07-1-b-3-a-dinkes-laporan.pdf"),
            of(0, "a", &[]),
            "as the archive of a round names it"
        );
        assert_eq!(
            says("LPPD 2024/berkas/07-1-b-3-a-dinkes-laporan-2023.pdf"),
            of(0, "a", &[2024]),
            "what a file of ours was called is no year it is for"
        );
        assert_eq!(says("1.b.3.1 2024.pdf"), of(1, "", &[2024]), "the longest");
        let late = says("1.b.3 laporan dinas 2024 revisi.pdf");
        assert_eq!(late, of(0, "laporan", &[2024]), "wherever it stands");
        let several = says("1.b.3 A 2024 dan 2023.pdf");
        assert_eq!(several, of(0, "a", &[2023, 2024]), "all that are said");
        let both = says("2023/1.b.3 A 2024.pdf");
        assert_eq!(both, of(0, "a", &[2024, 2023]), "both are said");
    }

    #[test]
    fn what_names_no_code_says_nothing() {
        for path in [
            "laporan.pdf",
            "",
            "1.b.pdf",
            "11.b.3 2024.pdf",
            "07-1-b-3.pdf",
        ] {
            assert_eq!(says(path), None, "{path}");
        }
        assert_eq!(year("Data dukung LPPD Tahun 2024"), Some(2024));
        assert_eq!(year("2023 dan 2024"), None);
        assert_eq!(year("20240101 12345 1999"), None);
    }
}
