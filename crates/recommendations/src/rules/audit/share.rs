//! How much of what auditors recommended is settled. Pure.

use super::regulation;

/// How many recommendations there are, and how many of each status.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shares {
    /// In all.
    pub total: usize,
    /// Of each status, in the order of the rules.
    pub of: Vec<(String, usize)>,
    /// The auditor said nothing yet.
    pub unsaid: usize,
}

impl Shares {
    /// "3 dari 7 (42,86 %)", or that there are none.
    pub fn text(&self, counts: &[String]) -> String {
        if self.total == 0 {
            return "Belum ada rekomendasi".into();
        }
        let these = self.of.iter().filter(|(code, _)| counts.contains(code));
        let some: usize = these.map(|(_, count)| count).sum();
        // rounded half up at two decimals
        let hundredths = (some * 20_000 / self.total).div_ceil(2);
        let (whole, rest) = (hundredths / 100, hundredths % 100);
        format!("{some} dari {} ({whole},{rest:02} %)", self.total)
    }
}

/// Counts statuses; an empty one was not said yet.
pub fn shares<'a>(statuses: impl IntoIterator<Item = &'a str>) -> Shares {
    let mut all = Shares {
        of: regulation()
            .statuses
            .iter()
            .map(|it| (it.code.clone(), 0))
            .collect(),
        ..Shares::default()
    };
    for status in statuses {
        all.total += 1;
        match all.of.iter_mut().find(|(code, _)| code == status) {
            Some((_, count)) => *count += 1,
            None => all.unsaid += 1,
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::{Shares, shares};

    #[test]
    fn both_shares_are_of_all_recommendations() {
        let all = shares(["a", "a", "d", "b", "c", "", "b"]);
        let of = |codes: &[&str]| {
            let codes: Vec<String> = codes.iter().map(|code| (*code).to_owned()).collect();
            all.text(&codes)
        };
        assert_eq!(of(&["a", "d"]), "3 dari 7 (42,86 %)");
        assert_eq!(of(&["a"]), "2 dari 7 (28,57 %)");
        assert_eq!(all.unsaid, 1);
        assert_eq!(Shares::default().text(&[]), "Belum ada rekomendasi");
    }
}
