//! Scales: which words a figure earns.

use figures::Exact;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::{Provenance, read};

/// A scale of bands without gap or overlap.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scale {
    /// In the database: `capaian-desimal`.
    pub id: String,
    /// Words on the screen.
    pub title: String,
    /// Whose words the labels of each band are, in the order they stand there.
    pub label_sets: Vec<String>,
    /// Decimals to which a figure is rounded, half-up, before it is looked up; none: not at all.
    pub rounding: Option<u8>,
    /// Whether it is the one to use where the region chose none.
    #[serde(default)]
    pub default: bool,
    /// Why it is, or is not.
    pub why: String,
    /// What to tell about figures beyond a bound.
    pub notice: Option<Notice>,
    /// From the best down.
    #[serde(rename = "band")]
    pub bands: Vec<Band>,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// What to tell about a figure above a bound.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Notice {
    /// The bound; the figure lies above it.
    #[serde(deserialize_with = "read::exact", serialize_with = "stored")]
    pub above: Exact,
    /// In a sentence.
    pub words: String,
}

/// A band; a side without bound is open.
#[derive(Clone, Debug, PartialEq)]
pub struct Band {
    /// The words, one per label set.
    pub labels: Vec<String>,
    /// Where it begins.
    pub low: Option<Bound>,
    /// Where it ends.
    pub high: Option<Bound>,
}

/// An end of a band.
#[derive(Clone, Debug, PartialEq)]
pub struct Bound {
    /// The figure.
    pub value: Exact,
    /// Whether the figure itself belongs to the band.
    pub inclusive: bool,
}

impl Scale {
    /// The band of a figure.
    pub fn band(&self, figure: &Exact) -> Option<&Band> {
        let looked_up = match self.rounding {
            Some(places) => figure.rounded(i32::from(places)),
            None => figure.clone(),
        };
        self.bands.iter().find(|band| band.holds(&looked_up))
    }

    /// The words of a figure, in a label set.
    pub fn label(&self, figure: &Exact, label_set: usize) -> Option<&str> {
        let words = self.band(figure)?.labels.get(label_set)?;
        Some(words.as_str())
    }
}

impl Band {
    fn holds(&self, figure: &Exact) -> bool {
        let reached = |low: &Bound| *figure > low.value || low.inclusive && *figure == low.value;
        let kept = |high: &Bound| *figure < high.value || high.inclusive && *figure == high.value;
        self.low.as_ref().is_none_or(reached) && self.high.as_ref().is_none_or(kept)
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct BandRow {
    labels: Vec<String>,
    from: Option<String>,
    above: Option<String>,
    to: Option<String>,
    below: Option<String>,
}

impl<'de> Deserialize<'de> for Band {
    fn deserialize<D: Deserializer<'de>>(row: D) -> Result<Self, D::Error> {
        let row = BandRow::deserialize(row)?;
        let end =
            |inclusive: Option<String>, exclusive: Option<String>| match (inclusive, exclusive) {
                (None, None) => Ok(None),
                (Some(text), None) | (None, Some(text)) if text.parse::<Exact>().is_err() => {
                    Err(serde::de::Error::custom(format!(
                        "`{text}` bukan angka: pecahan ditulis dengan titik"
                    )))
                }
                (Some(_), Some(_)) => Err(serde::de::Error::custom(
                    "satu sisi pita hanya punya satu batas: from atau above, to atau below",
                )),
                (Some(text), None) => Ok(bound(&text, true)),
                (None, Some(text)) => Ok(bound(&text, false)),
            };
        Ok(Self {
            low: end(row.from, row.above)?,
            high: end(row.to, row.below)?,
            labels: row.labels,
        })
    }
}

fn bound(text: &str, inclusive: bool) -> Option<Bound> {
    let value = text.parse().ok()?;
    Some(Bound { value, inclusive })
}

impl Serialize for Band {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let end = |bound: &Option<Bound>, inclusive: bool| {
            let bound = bound.as_ref().filter(|it| it.inclusive == inclusive);
            bound.map(|it| it.value.stored())
        };
        BandRow {
            labels: self.labels.clone(),
            from: end(&self.low, true),
            above: end(&self.low, false),
            to: end(&self.high, true),
            below: end(&self.high, false),
        }
        .serialize(to)
    }
}

fn stored<S: Serializer>(number: &Exact, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(&number.stored())
}

#[cfg(test)]
mod tests {
    use figures::Exact;
    use proptest::prelude::*;

    use super::{Band, Bound, Scale};
    use crate::{Mark, Provenance};

    /// Bands cut at these figures, in hundredths; the flags say which side keeps the cut itself.
    fn scale(cuts: &[(i64, bool, bool)], rounding: Option<u8>) -> Scale {
        let bound = |at: i64, inclusive| Bound {
            value: Exact::decimal(at.into(), 2),
            inclusive,
        };
        let lows = [None]
            .into_iter()
            .chain(cuts.iter().map(|it| Some(bound(it.0, it.1))));
        let highs = cuts.iter().map(|it| Some(bound(it.0, it.2))).chain([None]);
        let bands = lows.zip(highs).map(|(low, high)| Band {
            labels: vec!["x".into()],
            low,
            high,
        });
        Scale {
            id: "x".into(),
            title: "x".into(),
            label_sets: vec!["x".into()],
            rounding,
            default: true,
            why: "x".into(),
            notice: None,
            bands: bands.collect(),
            provenance: Provenance::new(Mark::House, "x"),
        }
    }

    proptest! {
        #[test]
        fn a_scale_that_passes_has_one_band_for_every_figure(
            mut cuts in proptest::collection::vec((-2_000_i64..12_000, any::<bool>(), any::<bool>()), 0..5),
            rounding in proptest::option::of(0_u8..3),
            thousandths in -30_000_i64..130_000,
        ) {
            cuts.sort_unstable();
            let scale = scale(&cuts, rounding);
            let figure = Exact::decimal(thousandths.into(), 3);
            let looked_up = rounding.map_or(figure.clone(), |it| figure.rounded(i32::from(it)));
            let near = cuts.iter().map(|it| Exact::decimal(it.0.into(), 2));
            let near: Vec<Exact> = near.filter(|it| rounding.is_none_or(|to| it.rounded(to.into()) == *it)).collect();
            let one = |x: &Exact| scale.bands.iter().filter(|band| band.holds(x)).count() == 1;
            if scale.check().is_empty() {
                prop_assert!(one(&looked_up));
                prop_assert!(near.iter().all(one));
            }
        }
    }
}
