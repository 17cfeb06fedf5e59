//! Who signs, and how the block is written (Permendagri 1/2023, Pasal 44).

use serde::Serialize;

/// Who signs, as recorded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signer {
    /// The office: "Plt. Wali Kota", "Sekretaris Daerah".
    pub office: String,
    /// Name with titles; empty when nobody recorded it.
    pub name: String,
    /// *Pangkat*, or empty.
    pub rank: String,
    /// NIP, or empty.
    pub nip: String,
}

/// A signature block, line by line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Block {
    /// "Contoh, 17 Mei 2022", or dots; empty for the one on the left.
    pub place_date: String,
    /// "a.n. BUPATI KUDUS", "SEKRETARIS DAERAH,".
    pub office: Vec<String>,
    /// The name, or dots.
    pub name: String,
    /// *Pangkat*, or empty.
    pub rank: String,
    /// NIP, or empty.
    pub nip: String,
}

/// Who signs: on the right, and perhaps a second one on the left.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Signatures {
    /// On the left.
    pub left: Option<Block>,
    /// On the right.
    pub right: Block,
}

/// Prefixes of those who act for somebody.
const ACTING: [&str; 4] = ["Plt.", "Plh.", "Pj.", "Pjs."];
/// Titles before a name, as they are written here. Initials ("M.", "R.") are parts of names.
const TITLES: [&str; 13] = [
    "dr.", "drg.", "drh.", "Dr.", "DR.", "Drs.", "Dra.", "Ir.", "Prof.", "H.", "Hj.", "Apt.", "Ns.",
];

impl Block {
    /// The block of `signer`. An acting head of region signs without titles, rank and NIP; so does
    /// an acting (Pj., Plh.) secretary of the region.
    pub fn of(signer: &Signer, place_date: &str, office: Vec<String>) -> Self {
        let bare = is_bare(&signer.office);
        let name = match (signer.name.trim(), bare) {
            ("", _) => crate::text::BLANK.to_owned(),
            (name, true) => without_titles(name).to_uppercase(),
            (name, false) => name.to_owned(),
        };
        let kept = |text: &str| if bare { String::new() } else { text.to_owned() };
        Self {
            place_date: place_date.to_owned(),
            office,
            name,
            rank: kept(&signer.rank),
            nip: kept(&signer.nip),
        }
    }
}

/// The acting prefix of an office and what follows it.
fn acting(office: &str) -> Option<(&'static str, &str)> {
    ACTING.into_iter().find_map(|prefix| {
        let head = office.trim().get(..prefix.len())?;
        let rest = office.trim().get(prefix.len()..)?;
        head.eq_ignore_ascii_case(prefix)
            .then_some((prefix, rest.trim()))
    })
}

/// Whether whoever holds this office signs without titles, rank and NIP.
fn is_bare(office: &str) -> bool {
    let Some((prefix, office)) = acting(office) else {
        return false;
    };
    let office = office.to_lowercase();
    let head = ["wali kota", "walikota", "bupati", "gubernur"];
    head.iter().any(|title| office.starts_with(title))
        || (["Pj.", "Plh."].contains(&prefix)
            && (office.starts_with("sekretaris daerah") || office.starts_with("sekda")))
}

/// The office as the block writes it: capitals behind the prefix, and the region behind the head's
/// title: "Plt. WALI KOTA CONTOH".
pub fn office_line(office: &str, head_title: &str, region: &str) -> String {
    let (prefix, rest) =
        acting(office).map_or(("", office.trim()), |(prefix, rest)| (prefix, rest));
    let mut line = rest.to_uppercase();
    if line == head_title.to_uppercase() {
        let place = region.split_once(' ').map_or("", |(_, place)| place);
        line = format!("{line} {}", place.to_uppercase());
    }
    let line = format!("{prefix} {}", line.trim());
    format!("{},", line.trim())
}

/// A name without the titles before and behind it.
fn without_titles(name: &str) -> String {
    let name = name.split(',').next().unwrap_or(name);
    let mut words: Vec<&str> = name.split_whitespace().collect();
    while words.len() > 1 && words.first().is_some_and(|word| TITLES.contains(word)) {
        words.remove(0);
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signer(office: &str, name: &str) -> Signer {
        Signer {
            office: office.into(),
            name: name.into(),
            rank: "Pembina".into(),
            nip: "19860926 201505 1 001".into(),
        }
    }

    #[test]
    fn an_acting_head_signs_with_the_name_alone() {
        for office in [
            "Plt. Wali Kota",
            "Pj. Bupati",
            "plh. Gubernur",
            "Pjs. Walikota",
            "Pj. Sekretaris Daerah",
        ] {
            let block = Block::of(&signer(office, "dr. Nama Pejabat, Sp.A"), "", vec![]);
            assert_eq!(block.name, "NAMA PEJABAT", "{office}");
            assert_eq!(
                (block.rank.as_str(), block.nip.as_str()),
                ("", ""),
                "{office}"
            );
        }
    }

    #[test]
    fn others_sign_with_titles_rank_and_nip() {
        for office in [
            "Wali Kota",
            "Sekretaris Daerah",
            "Plt. Kepala Dinas Kesehatan",
            "Plt. Sekretaris Daerah",
            "Wakil Bupati",
        ] {
            let block = Block::of(&signer(office, "Dr. H. Nama, SKM, M.Kes"), "", vec![]);
            assert_eq!(block.name, "Dr. H. Nama, SKM, M.Kes", "{office}");
            assert_eq!(block.rank, "Pembina", "{office}");
        }
    }

    #[test]
    fn initials_stay_and_an_unknown_name_is_room() {
        assert_eq!(without_titles("Dr. H. M. Yusuf, S.E., M.M."), "M. Yusuf");
        assert_eq!(without_titles("Subehi"), "Subehi");
        assert_eq!(without_titles("H."), "H.");
        let block = Block::of(&Signer::default(), "", vec![]);
        assert!(block.name.starts_with("...."));
    }

    #[test]
    fn lines_of_offices() {
        let line = |office| office_line(office, "Wali Kota", "Kota Contoh");
        assert_eq!(line("Plt. Wali Kota"), "Plt. WALI KOTA CONTOH,");
        assert_eq!(line("Wali Kota"), "WALI KOTA CONTOH,");
        assert_eq!(line("Sekretaris Daerah"), "SEKRETARIS DAERAH,");
        assert_eq!(line("Wali Kota Contoh"), "WALI KOTA CONTOH,");
    }
}
