//! A scale of a region, a band a row.

use figures::{Exact, Figure, reading};

use super::wrong;
use crate::{
    Band, Bound, Mark, Provenance, Scale,
    yearly::{Column, Trouble},
};

/// The columns, in order; a side has one bound at most, and the outermost have none.
pub const BAND_COLUMNS: [Column; 5] = [
    Column::required(
        "label",
        &["Sebutan", "Predikat", "Kategori"],
        "Misalnya Sangat Tinggi.",
    ),
    Column::optional("from", &["Mulai Dari"], "Angka ini sendiri termasuk."),
    Column::optional(
        "above",
        &["Lebih Dari", "Di Atas"],
        "Angka ini sendiri tidak termasuk.",
    ),
    Column::optional(
        "to",
        &["Sampai Dengan", "Sampai"],
        "Angka ini sendiri termasuk.",
    ),
    Column::optional(
        "below",
        &["Kurang Dari", "Di Bawah"],
        "Angka ini sendiri tidak termasuk.",
    ),
];

/// A band, its cells as they stand there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BandRow {
    /// Its number on the sheet.
    pub number: u32,
    /// The word.
    pub label: String,
    /// The lower bound, which belongs to the band.
    pub from: String,
    /// The lower bound, which does not.
    pub above: String,
    /// The upper bound, which belongs to the band.
    pub to: String,
    /// The upper bound, which does not.
    pub below: String,
}

/// Reads a scale of the region, which is then the one it uses.
///
/// # Errors
/// Everything that is wrong, by row and column.
pub fn read_bands(
    id: &str,
    title: &str,
    basis: &str,
    rows: &[BandRow],
) -> Result<Scale, Vec<Trouble>> {
    let mut troubles = Vec::new();
    let mut bands = Vec::new();
    for row in rows {
        if row.label.trim().is_empty() {
            wrong(&mut troubles, row.number, "label", "Wajib diisi.");
        }
        let mut end = |keys: [&'static str; 2], cells: [&str; 2]| {
            let filled = |cell: &str| !cell.trim().is_empty();
            if cells.iter().all(|cell| filled(cell)) {
                let words = "Satu sisi hanya punya satu batas: kosongkan salah satunya.";
                wrong(&mut troubles, row.number, keys[1], words);
                return None;
            }
            let inclusive = filled(cells[0]);
            let (key, cell) = if inclusive {
                (keys[0], cells[0])
            } else {
                (keys[1], cells[1])
            };
            if !filled(cell) {
                return None;
            }
            let value = number(cell).map_err(|words| wrong(&mut troubles, row.number, key, words));
            let value = value.ok()?;
            Some(Bound { value, inclusive })
        };
        bands.push(Band {
            labels: vec![row.label.trim().to_owned()],
            low: end(["from", "above"], [&row.from, &row.above]),
            high: end(["to", "below"], [&row.to, &row.below]),
        });
    }
    if rows.is_empty() {
        wrong(
            &mut troubles,
            0,
            "",
            "Tidak ada satu pun sebutan pada daftar.",
        );
    }
    let scale = Scale {
        id: id.to_owned(),
        title: title.to_owned(),
        label_sets: vec![title.to_owned()],
        rounding: None,
        default: true,
        why: basis.to_owned(),
        notice: None,
        bands,
        provenance: Provenance::new(Mark::Region, basis),
    };
    if troubles.is_empty() {
        for fault in scale.check() {
            wrong(&mut troubles, 0, "", format!("{fault}."));
        }
    }
    match troubles.is_empty() {
        true => Ok(scale),
        false => Err(troubles),
    }
}

/// A number as people type it; what can be read two ways is asked back.
fn number(cell: &str) -> Result<Exact, String> {
    let number = reading::read(cell).map_err(|error| error.to_string())?;
    match number.doubt() {
        Some(doubt) => Err(doubt),
        None => Ok(number.likely.value),
    }
}

/// The bands of a scale in the words of one of its label sets.
pub fn band_rows(scale: &Scale, label_set: usize, first: u32) -> Vec<BandRow> {
    let rows = (first..).zip(&scale.bands).map(|(number, band)| {
        let end = |bound: &Option<Bound>, inclusive: bool| {
            let bound = bound.as_ref().filter(|it| it.inclusive == inclusive);
            bound.map_or_else(String::new, |it| {
                Figure::Known(it.value.clone()).to_string()
            })
        };
        BandRow {
            number,
            label: band.labels.get(label_set).cloned().unwrap_or_default(),
            from: end(&band.low, true),
            above: end(&band.low, false),
            to: end(&band.high, true),
            below: end(&band.high, false),
        }
    });
    rows.collect()
}

#[cfg(test)]
mod tests {
    use super::{BandRow, band_rows, read_bands};
    use crate::{Mark, pack};

    fn row(number: u32, label: &str, above: &str, to: &str) -> BandRow {
        BandRow {
            number,
            label: label.into(),
            above: above.into(),
            to: to.into(),
            ..BandRow::default()
        }
    }

    #[test]
    fn a_scale_goes_out_and_comes_back() {
        let shipped = pack("skala-capaian")
            .and_then(|it| it.usual_scale())
            .expect("a scale");
        let rows = band_rows(shipped, 1, 2);
        assert_eq!(rows[1], row(3, "Baik", "75", "90"));
        let own = read_bands("kota", "Skala kota", "Perwali 3/2026", &rows).expect("a scale");
        let x = "90,5".replace(',', ".").parse().expect("a number");
        assert_eq!(own.label(&x, 0), Some("Sangat Baik"));
        assert_eq!(own.provenance.mark, Mark::Region);
    }

    #[test]
    fn a_local_scale_is_cut_where_the_region_cuts_it() {
        let rows = [
            row(2, "Berhasil", "90,5", ""),
            row(3, "Cukup Berhasil", "", "90,5"),
        ];
        let own = read_bands("kota", "Skala kota", "Perwali 3/2026", &rows).expect("a scale");
        let label = |x: &str| own.label(&x.parse().expect("a number"), 0);
        assert_eq!(
            (label("90.5"), label("90.51")),
            (Some("Cukup Berhasil"), Some("Berhasil"))
        );
    }

    #[test]
    fn what_is_wrong_is_told_by_row_and_column() {
        let mut rows = vec![
            row(2, "", "90", ""),
            row(3, "Tinggi", "tujuh", "90"),
            row(4, "Rendah", "", "1.234"),
        ];
        rows[1].below = "95".into();
        let troubles =
            read_bands("kota", "Skala kota", "Perwali 3/2026", &rows).expect_err("troubles");
        let places: Vec<(u32, &str)> = troubles.iter().map(|it| (it.row, it.column)).collect();
        assert_eq!(
            places,
            [(2, "label"), (3, "above"), (3, "below"), (4, "to")]
        );
        let gap = [row(2, "Tinggi", "90", ""), row(3, "Rendah", "", "80")];
        let troubles = read_bands("kota", "Skala kota", "Perwali 3/2026", &gap).expect_err("a gap");
        assert!(
            troubles[0].words.contains("Rendah dan Tinggi"),
            "{troubles:?}"
        );
        assert!(read_bands("kota", "Skala kota", "", &[]).is_err());
    }
}
