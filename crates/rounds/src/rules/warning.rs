//! What looks odd in a row, put together from the warnings of regulations: said beside it, never in
//! the way. The pack a row was taken from says which figures are shares and how far a result can go.

use figures::Exact;
use regulations::{catalogue, pack, warning};

/// A row as far as warnings look at it.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// The pack it was taken from, or something else.
    pub pack: String,
    /// Its code there.
    pub code: String,
    /// Its result, where there is one.
    pub result: Option<Exact>,
    /// Letters with their amounts now and a year before, where known.
    pub amounts: Vec<(String, Option<Exact>, Option<Exact>)>,
}

impl Row {
    fn now(&self, letter: &str) -> Option<&Exact> {
        let found = self.amounts.iter().find(|(name, ..)| name == letter);
        found.and_then(|(_, now, _)| now.as_ref())
    }
}

fn bound(text: Option<&String>) -> Option<Exact> {
    text.and_then(|text| text.parse().ok())
}

/// Sentences about a row.
pub fn warnings(row: &Row) -> Vec<String> {
    let mut found = Vec::new();
    let known = pack(&row.pack).and_then(|pack| {
        let mut all = pack.indicators.iter();
        all.find(|indicator| indicator.code == row.code)
    });
    if let Some(it) = known {
        let above = match (it.share, row.now("A"), row.now("B")) {
            (true, Some(a), Some(b)) => warning::numerator(a, b),
            _ => None,
        };
        let (low, high) = (bound(it.low.as_ref()), bound(it.high.as_ref()));
        let outside = || {
            let result = row.result.as_ref()?;
            warning::range(result, low.as_ref(), high.as_ref())
        };
        found.extend(above.or_else(outside).map(|it| it.to_string()));
    }
    let Some(limit) = catalogue().jump.as_ref() else {
        return found;
    };
    for (letter, now, before) in &row.amounts {
        if let (Some(now), Some(before)) = (now, before)
            && let Some(odd) = warning::against_last_year(now, before, &limit.percent)
        {
            found.push(format!("Unsur {letter}: {odd}"));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use figures::Exact;

    use super::{Row, warnings};

    fn share(amounts: [(i128, Option<i128>); 2]) -> Row {
        let of = |letter: &str, (now, before): (i128, Option<i128>)| {
            let now = Some(Exact::from(now));
            (letter.to_owned(), now, before.map(Exact::from))
        };
        Row {
            pack: "lppd-ikk-kabkota".into(),
            code: "1.a.1".into(),
            result: Exact::ratio(amounts[0].0 * 100, amounts[1].0),
            amounts: vec![of("A", amounts[0]), of("B", amounts[1])],
        }
    }

    #[test]
    fn a_share_above_the_whole_the_same_as_last_year_and_lost_digits() {
        assert!(warnings(&share([(4512, None), (5003, None)])).is_empty());
        let above = warnings(&share([(5003, None), (4512, None)]));
        assert!(above.len() == 1 && above[0].contains("4.512"), "{above:?}");
        let same = warnings(&share([(4512, Some(4512)), (5003, Some(4990))]));
        assert_eq!(same.len(), 1, "{same:?}");
        assert!(same[0].starts_with("Unsur A: "), "{same:?}");
        let cut = warnings(&share([(5, Some(4512)), (5003, Some(5010))]));
        assert!(cut[0].starts_with("Unsur A: "), "{cut:?}");
        // what no pack calls a share may well be above 100
        let own = Row {
            code: "9.z.1".into(),
            ..share([(5003, None), (4512, None)])
        };
        assert!(warnings(&own).is_empty());
    }
}
