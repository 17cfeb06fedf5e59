//! What single cells of a row say.

use figures::Direction;

use super::{Row, read::Reader, write::is_plain};
use crate::{Affair, Indicator, Kind, Overlay, OwnElement};

/// What kinds are called in the list, the first being what is written.
const KINDS: [(Kind, &[&str]); 4] = [
    (Kind::Outcome, &["Hasil", "Outcome", "IKK Hasil"]),
    (Kind::Output, &["Keluaran", "Output", "IKK Keluaran"]),
    (Kind::Support, &["Penunjang", "Fungsi Penunjang"]),
    (Kind::Macro, &["Makro"]),
];

pub(super) fn kind_word(kind: Kind) -> &'static str {
    let found = KINDS.iter().find(|(it, _)| *it == kind);
    found.and_then(|(_, words)| words.first()).unwrap_or(&"")
}

impl Reader<'_> {
    pub(super) fn kind(&mut self, row: &Row, before: Option<&Indicator>) -> Option<Kind> {
        let word = row.cell("kind");
        if word.is_empty() {
            return before.map(|it| it.kind);
        }
        let same = |it: &&str| it.eq_ignore_ascii_case(word);
        let found = KINDS.iter().find(|(_, words)| words.iter().any(same));
        if found.is_none() {
            let words = "Tulis Hasil, Keluaran, Penunjang, atau Makro.";
            self.wrong(row.number, "kind", words);
        }
        found.map(|(kind, _)| *kind)
    }

    pub(super) fn direction(&mut self, row: &Row) -> Option<Direction> {
        match row.cell("direction").to_lowercase().as_str() {
            "" => None,
            "tinggi" | "naik" | "makin tinggi makin baik" => Some(Direction::Higher),
            "rendah" | "turun" | "makin rendah makin baik" => Some(Direction::Lower),
            _ => {
                self.wrong(row.number, "direction", "Tulis Tinggi atau Rendah.");
                None
            }
        }
    }

    /// The group of a code, `1.a` of `1.a.3`; one that is new needs a name.
    pub(super) fn affair(&mut self, row: &Row, before: Option<&Indicator>) -> Option<String> {
        let known = |group: &str, overlay: &Overlay| {
            self.pack.affair(group).is_some() || overlay.affairs.iter().any(|it| it.group == group)
        };
        let name = row.cell("affair");
        let code = row.cell("code");
        let mut parts = code.split('.');
        let group = match (parts.next(), parts.next(), parts.next()) {
            (Some(first), Some(second), Some(_)) => format!("{first}.{second}"),
            (Some(first), ..) => first.to_owned(),
            (None, ..) => return None,
        };
        if known(&group, &self.overlay) {
            return Some(group);
        }
        if let Some(before) = before {
            return Some(before.affair.clone());
        }
        if name.is_empty() {
            let words = format!("Urusan {group} belum ada. Tulis nama urusannya.");
            self.wrong(row.number, "affair", words);
            return None;
        }
        self.overlay.affairs.push(Affair {
            group: group.clone(),
            name: name.to_owned(),
            code: None,
        });
        Some(group)
    }

    /// The elements a row names; none where it names none.
    pub(super) fn elements(
        &mut self,
        row: &Row,
        before: Option<&Indicator>,
    ) -> Option<Vec<OwnElement>> {
        let mut named: Vec<(String, String)> = Vec::new();
        for (letter, key) in [("A", "numerator"), ("B", "denominator")] {
            if !row.cell(key).is_empty() {
                named.push((letter.into(), row.cell(key).into()));
            }
        }
        named.extend(self.pairs(row, "elements"));
        let owners = self.pairs(row, "element_owners");
        let kept = before.filter(|_| named.is_empty());
        if let Some(before) = kept {
            let elements = before.elements.iter();
            named.extend(elements.map(|it| (it.letter.clone(), it.name.clone())));
        }
        for (letter, _) in &owners {
            if !named.iter().any(|(it, _)| it == letter) {
                let words = format!("Elemen {letter} tidak ada pada indikator ini.");
                self.wrong(row.number, "element_owners", words);
            }
        }
        if named.is_empty() || kept.is_some() && owners.is_empty() {
            return None;
        }
        // the order in which the pack has them, so that a sheet that was not touched changes nothing
        if let Some(before) = before {
            let place = |letter: &str| before.elements.iter().position(|it| it.letter == letter);
            named.sort_by_key(|(letter, _)| place(letter).unwrap_or(usize::MAX));
        }
        let owner = |letter: &str| {
            let found = owners.iter().find(|(it, _)| it == letter);
            found.map(|(_, owner)| owner.clone())
        };
        let elements = named.into_iter().map(|(letter, name)| OwnElement {
            owner: owner(&letter),
            letter,
            name,
            variable: None,
        });
        Some(elements.collect())
    }

    /// `IKA = Indeks Kualitas Air; IKU = ...`
    fn pairs(&mut self, row: &Row, key: &'static str) -> Vec<(String, String)> {
        let mut found = Vec::new();
        let parts = row.cell(key).split([';', '\n']).map(str::trim);
        for part in parts.filter(|it| !it.is_empty()) {
            let pair = part.split_once('=').map(|(a, b)| (a.trim(), b.trim()));
            match pair.filter(|(a, b)| !a.is_empty() && !b.is_empty()) {
                Some((letter, _)) if key == "elements" && is_plain(letter) => {
                    let words = format!("Elemen {letter} ditulis pada kolomnya sendiri.");
                    self.wrong(row.number, key, words);
                }
                Some((letter, words)) => found.push((letter.to_owned(), words.to_owned())),
                None => {
                    let words = format!("«{part}»: tulis nama elemen, tanda =, lalu isinya.");
                    self.wrong(row.number, key, words);
                }
            }
        }
        found
    }
}

/// The main owner, then the supporting ones; none where neither is named.
pub(super) fn owners(row: &Row) -> Option<Vec<String>> {
    let main = Some(row.cell("main_owner")).filter(|it| !it.is_empty());
    let supporting = row.cell("supporting").split(';').map(str::trim);
    let all = main
        .into_iter()
        .chain(supporting.filter(|it| !it.is_empty()));
    let all: Vec<String> = all.map(str::to_owned).collect();
    (!all.is_empty()).then_some(all)
}
