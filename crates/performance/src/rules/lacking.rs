//! What an agreement lacks before it can be sent, and what is worth a second look.

use figures::{Amount, Exact, Quarterly};

/// A line as far as it matters here.
#[derive(Clone, Copy, Debug)]
pub struct Draft<'a> {
    /// *Indikator*.
    pub indicator: &'a str,
    /// The target of the year.
    pub target: Amount,
    /// How quarters make the year.
    pub kind: Quarterly,
    /// The targets of the quarters.
    pub quarters: [Option<Amount>; 4],
}

/// What must still be done before it can be sent; lines themselves are never kept incomplete.
pub fn lacking(lines: usize, has_first: bool) -> Vec<&'static str> {
    let mut lacking = Vec::new();
    if lines == 0 {
        lacking.push("Perjanjian belum memuat sasaran dan indikator.");
    }
    if !has_first {
        lacking.push(
            "Unit ini belum memiliki jabatan pimpinan. Catat jabatannya di Administrasi, Jabatan.",
        );
    }
    lacking
}

/// What may be meant as it stands, but rarely is.
pub fn warnings(lines: &[Draft<'_>], programs: usize) -> Vec<String> {
    let mut warnings = Vec::new();
    for it in lines {
        let filled = || it.quarters.iter().flatten().map(|it| Exact::from(*it));
        let (stands, words) = match it.kind {
            Quarterly::Accumulated => (filled().sum(), "jumlah target keempat triwulan"),
            Quarterly::EndPosition => (
                it.quarters[3].map_or(Exact::ZERO, Exact::from),
                "target triwulan IV",
            ),
            Quarterly::Mean | Quarterly::YearlyOnly => continue,
        };
        if stands != Exact::from(it.target) {
            warnings.push(format!(
                "{}: {words} tidak sama dengan target tahun {}.",
                it.indicator, it.target
            ));
        }
    }
    if programs == 0 {
        warnings.push("Belum ada program dan anggaran pada lampiran.".into());
    }
    warnings
}

#[cfg(test)]
mod tests {
    use figures::{Amount, Quarterly};

    use super::{Draft, lacking, warnings};

    fn line(kind: Quarterly, target: u32, quarters: [u32; 4]) -> Draft<'static> {
        Draft {
            indicator: "Sampah terkelola",
            target: Amount::whole(target),
            kind,
            quarters: quarters.map(|it| Some(Amount::whole(it))),
        }
    }

    #[test]
    fn without_lines_or_a_head_it_is_not_sent() {
        assert_eq!(lacking(1, true).len(), 0);
        assert_eq!(lacking(0, false).len(), 2);
    }

    #[test]
    fn quarters_are_held_against_the_year() {
        let quarters = [10, 20, 30, 40];
        assert!(warnings(&[line(Quarterly::Accumulated, 100, quarters)], 1).is_empty());
        assert_eq!(
            warnings(&[line(Quarterly::Accumulated, 40, quarters)], 1).len(),
            1
        );
        assert!(warnings(&[line(Quarterly::EndPosition, 40, quarters)], 1).is_empty());
        assert!(warnings(&[line(Quarterly::Mean, 7, quarters)], 1).is_empty());
        let words = warnings(&[line(Quarterly::EndPosition, 100, quarters)], 0);
        assert!(
            words[0].contains("target triwulan IV tidak sama"),
            "{words:?}"
        );
        assert_eq!(words.len(), 2);
    }
}
