//! Who signs, and how the block is written (Permendagri 1/2023, Pasal 44).

use serde::{Deserialize, Serialize};

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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// "Contoh, 17 Mei 2022", or dots; empty for the one on the left.
    pub place_date: String,
    /// "a.n. BUPATI KUDUS", "SEKRETARIS DAERAH,".
    pub office: Vec<String>,
    /// What stands in the room for ink: a variable of another system, or empty.
    pub mark: String,
    /// The name, or dots.
    pub name: String,
    /// *Pangkat*, or empty.
    pub rank: String,
    /// NIP, or empty.
    pub nip: String,
}

/// Who signs: on the right, and perhaps a second one on the left.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
    /// an acting (Pj., Plh.) secretary of the region. A head of region and a deputy sign without
    /// rank and NIP.
    pub fn of(signer: &Signer, place_date: &str, office: Vec<String>) -> Self {
        Self::acting(signer, &signer.office, place_date, office)
    }

    /// The block of `signer`, who signs as `acting_as` beside an office of their own.
    pub fn acting(signer: &Signer, acting_as: &str, place_date: &str, office: Vec<String>) -> Self {
        let bare = is_bare(acting_as);
        let numbered = !bare && !is_head_or_deputy(acting_as);
        let name = match (signer.name.trim(), bare) {
            ("", _) => crate::text::BLANK.to_owned(),
            (name, true) => without_titles(name).to_uppercase(),
            (name, false) => name.to_owned(),
        };
        let kept = |text: &str| {
            if numbered {
                text.to_owned()
            } else {
                String::new()
            }
        };
        Self {
            place_date: place_date.to_owned(),
            office,
            mark: String::new(),
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
    let secretary = office.to_lowercase();
    is_head(office)
        || (["Pj.", "Plh."].contains(&prefix)
            && (secretary.starts_with("sekretaris daerah") || secretary.starts_with("sekda")))
}

fn is_head(office: &str) -> bool {
    let office = office.trim().to_lowercase();
    let titles = ["wali kota", "walikota", "bupati", "gubernur"];
    titles.iter().any(|title| office.starts_with(title))
}

fn is_head_or_deputy(office: &str) -> bool {
    let office = office.trim();
    let deputy = office.get(..6).filter(|w| w.eq_ignore_ascii_case("wakil "));
    is_head(deputy.and(office.get(6..)).unwrap_or(office))
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

/// The lines of who signs in another's name: "a.n. BUPATI KUDUS", then the offices on the way down,
/// with "u.b." before the last of two. Only the last line ends with the comma.
pub fn on_behalf(principal: &str, down: &[String]) -> Vec<String> {
    let bare = |line: &str| line.trim_end_matches(',').to_owned();
    let mut lines = vec![format!("a.n. {}", bare(principal))];
    for (n, office) in down.iter().enumerate() {
        if n > 0 {
            lines.push("u.b.".into());
        }
        let last = n + 1 == down.len();
        lines.push(if last { office.clone() } else { bare(office) });
    }
    lines
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
            "Sekretaris Daerah",
            "Asisten Administrasi Umum",
            "Plt. Kepala Dinas Kesehatan",
            "Plt. Sekretaris Daerah",
        ] {
            let block = Block::of(&signer(office, "Dr. H. Nama, SKM, M.Kes"), "", vec![]);
            assert_eq!(block.name, "Dr. H. Nama, SKM, M.Kes", "{office}");
            assert_eq!(block.rank, "Pembina", "{office}");
        }
    }

    #[test]
    fn a_head_and_a_deputy_sign_with_titles_alone() {
        for office in [
            "Wali Kota",
            "Bupati Kudus",
            "Wakil Bupati",
            "wakil wali kota",
        ] {
            let block = Block::of(&signer(office, "Dr. H. Nama, SKM, M.Kes"), "", vec![]);
            assert_eq!(block.name, "Dr. H. Nama, SKM, M.Kes", "{office}");
            let numbers = (block.rank.as_str(), block.nip.as_str());
            assert_eq!(numbers, ("", ""), "{office}");
        }
    }

    #[test]
    fn a_deputy_who_acts_signs_as_the_acting_head() {
        let deputy = signer("Wakil Bupati", "Dr. H. Nama, M.Kes");
        let block = Block::acting(&deputy, "Plt. Bupati", "", vec![]);
        assert_eq!(block.name, "NAMA");
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
