//! From the rows of a decree to who leaves and takes which post.

use std::collections::{HashMap, HashSet};

use platform::Uuid;
use time::Date;

use crate::{
    account::{Acting, mask_nip, normal_nip},
    posts::{Holding, Post},
};

/// A row as typed: whom, and the new post. `-`, or [`NO_POST`] in words, as post: the person leaves
/// without a new one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its number as people count, from 1.
    pub number: usize,
    /// NIP, sign-in name or name.
    pub person: String,
    /// Title of the new post.
    pub post: String,
    /// Name, abbreviation or key of its unit.
    pub unit: String,
}

/// What is wrong with a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// Number of the row.
    pub row: usize,
    /// Heading of the column.
    pub column: &'static str,
    /// What is wrong and what to do.
    pub text: String,
}

/// A person who can be meant.
#[derive(Clone, Debug)]
pub struct Person {
    /// Id.
    pub id: Uuid,
    /// Name with degrees.
    pub name: String,
}

/// What is known on the day before the decree takes effect.
#[derive(Debug, Default)]
pub struct Facts {
    /// Persons by sign-in name, by name in lower case, and by digest of their NIP.
    pub persons: HashMap<String, Vec<Person>>,
    /// Digest of a NIP, for rows that name one.
    pub digests: HashMap<String, String>,
    /// Units by name, abbreviation and key in lower case.
    pub units: HashMap<String, Uuid>,
    /// Posts that exist on the day.
    pub posts: Vec<Post>,
    /// Who holds them on the day.
    pub holdings: Vec<Holding>,
}

/// One person's part.
#[derive(Clone, Debug)]
pub struct Move {
    /// Number of the row.
    pub row: usize,
    /// Who.
    pub person: Person,
    /// Definitive posts left.
    pub leaves: Vec<Holding>,
    /// The new post.
    pub takes: Option<Post>,
    /// Acting holders of the new post, whose time ends with it.
    pub relieved: Vec<Holding>,
}

/// What a decree does, and what is wrong with its rows.
#[derive(Debug, Default)]
pub struct Plan {
    /// Who moves.
    pub moves: Vec<Move>,
    /// What keeps it from being applied.
    pub troubles: Vec<Trouble>,
}

/// Heading of the column of the person.
pub const PERSON: &str = "Pegawai";
/// Heading of the column of the new post.
pub const POST: &str = "Jabatan baru";
/// Heading of the column of its unit.
pub const UNIT: &str = "Unit";
/// What stands for a new post where there is none. A workbook needs words: `-` is an empty cell in
/// one, and an empty cell must not end anybody's post.
pub const NO_POST: &str = "Tanpa jabatan baru";

/// Rows of a pasted table: person, new post, unit, divided by tabs. A heading is left out.
pub fn parse(text: &str) -> Vec<Row> {
    text.lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(index, line)| {
            let mut cells = line.split('\t').map(|cell| cell.trim().to_owned());
            let mut next = || cells.next().unwrap_or_default();
            Row {
                number: index + 1,
                person: next(),
                post: next(),
                unit: next(),
            }
        })
        .filter(|row| {
            let first = row.person.to_lowercase();
            !["nip", "pegawai", "nama", "nama/nip"].contains(&first.as_str())
        })
        .collect()
}

/// What the rows do on a day about which `facts` are known.
pub fn plan(rows: &[Row], facts: &Facts) -> Plan {
    let mut result = Plan::default();
    let (mut persons, mut taken) = (HashSet::new(), HashMap::new());
    for row in rows {
        let mut trouble = |column, text: String| {
            result.troubles.push(Trouble {
                row: row.number,
                column,
                text,
            });
        };
        let person = match person(row, facts) {
            Ok(person) => person,
            Err(text) => {
                trouble(PERSON, text);
                continue;
            }
        };
        if !persons.insert(person.id) {
            trouble(PERSON, format!("{} sudah ada di baris lain.", person.name));
            continue;
        }
        let takes = match post(row, facts) {
            Ok(post) => post,
            Err((column, text)) => {
                trouble(column, text);
                continue;
            }
        };
        if let Some(post) = &takes
            && let Some(other) = taken.insert(post.id, row.number)
        {
            trouble(POST, format!("Jabatan ini sudah diisi di baris {other}."));
            continue;
        }
        let held = |it: &&Holding| it.acting == Acting::Definitive && it.account == person.id;
        let ends = |it: &&Holding| {
            takes.as_ref().is_some_and(|post| post.id == it.post)
                && !matches!(it.acting, Acting::Definitive | Acting::Plh)
        };
        result.moves.push(Move {
            row: row.number,
            leaves: facts.holdings.iter().filter(held).cloned().collect(),
            relieved: facts.holdings.iter().filter(ends).cloned().collect(),
            takes,
            person,
        });
    }
    let stays: Vec<Trouble> = result
        .moves
        .iter()
        .filter_map(|it| {
            let post = it.takes.as_ref()?;
            let holder = facts.holdings.iter().find(|held| {
                held.post == post.id
                    && held.acting == Acting::Definitive
                    && !persons.contains(&held.account)
            })?;
            Some(Trouble {
                row: it.row,
                column: POST,
                text: format!(
                    "{} masih dipegang {}, yang tidak ada dalam SK ini.",
                    post.title, holder.name
                ),
            })
        })
        .collect();
    result.troubles.extend(stays);
    result.troubles.sort_by_key(|trouble| trouble.row);
    result
}

fn person(row: &Row, facts: &Facts) -> Result<Person, String> {
    if row.person.is_empty() {
        return Err("Tulis NIP, nama masuk, atau nama.".into());
    }
    let key = normal_nip(&row.person)
        .and_then(|nip| facts.digests.get(&nip).cloned())
        .unwrap_or_else(|| row.person.to_lowercase());
    match facts.persons.get(&key).map(Vec::as_slice) {
        Some([one]) => Ok(one.clone()),
        Some([_, _, ..]) => Err(format!("Ada beberapa {}. Tulis NIP-nya.", row.person)),
        _ => Err(format!(
            "{} belum dikenal. Catat dulu orangnya di Akun.",
            // a preview may be kept, and a NIP is personal
            normal_nip(&row.person).map_or_else(
                || row.person.clone(),
                |nip| format!("NIP {}", mask_nip(&nip))
            )
        )),
    }
}

fn post(row: &Row, facts: &Facts) -> Result<Option<Post>, (&'static str, String)> {
    if row.post == "-" || row.post.eq_ignore_ascii_case(NO_POST) {
        return Ok(None);
    }
    if row.post.is_empty() {
        let text = format!("Tulis jabatan barunya, atau \"{NO_POST}\" bila berhenti.");
        return Err((POST, text));
    }
    let unit = match row.unit.as_str() {
        "" => None,
        typed => Some(facts.units.get(&typed.to_lowercase()).copied().ok_or((
            UNIT,
            format!("Unit {typed} tidak ada. Periksa tulisannya di Unit Kerja."),
        ))?),
    };
    let mut fits = facts.posts.iter().filter(|post| {
        post.title.eq_ignore_ascii_case(&row.post) && unit.is_none_or(|unit| unit == post.unit)
    });
    match (fits.next(), fits.next()) {
        (Some(one), None) => Ok(Some(one.clone())),
        (Some(_), Some(_)) => Err((
            UNIT,
            "Jabatan ini ada di beberapa unit. Tulis unitnya.".into(),
        )),
        _ => Err((
            POST,
            format!(
                "Jabatan {} belum ada. Catat dulu di Jabatan, Pejabat.",
                row.post
            ),
        )),
    }
}

/// The day before a decree takes effect.
pub(super) fn eve(effective: Date) -> Date {
    effective.previous_day().unwrap_or(effective)
}

#[cfg(test)]
mod tests {
    use platform::Uuid;

    use super::{Facts, Person, parse, plan};
    use crate::{
        Role,
        account::Acting,
        posts::{Holding, Period, Post},
    };

    fn facts() -> Facts {
        let mut facts = Facts::default();
        for (number, name) in [(1, "ani"), (2, "budi"), (3, "cici")] {
            let id = Uuid::from_u128(number);
            let person = Person {
                id,
                name: name.into(),
            };
            facts.persons.insert(name.into(), vec![person]);
            facts.posts.push(Post {
                id,
                unit: id,
                title: format!("Kepala {number}"),
                role: Role::Head,
                heads: true,
                until: None,
            });
            facts.holdings.push(Holding {
                id,
                post: id,
                account: id,
                name: name.into(),
                acting: Acting::Definitive,
                period: Period::default(),
                source: String::new(),
                version: 1,
            });
        }
        facts
    }

    #[test]
    fn two_people_change_places() {
        let rows = parse("Nama\tJabatan\tUnit\nani\tKepala 2\nbudi\tkepala 1\n");
        let plan = plan(&rows, &facts());
        assert!(plan.troubles.is_empty(), "{:?}", plan.troubles);
        assert_eq!(plan.moves.len(), 2);
        assert_eq!(plan.moves[0].leaves.len(), 1);
    }

    #[test]
    fn every_cell_says_what_is_wrong_with_it() {
        let rows = parse("ani\tKepala 3\nbudi\tKepala 9\ndodi\tKepala 1\nani\t-\ncici\t\n");
        let plan = plan(&rows, &facts());
        let said: Vec<(usize, &str)> = plan.troubles.iter().map(|t| (t.row, t.column)).collect();
        let expected = [
            (2, "Jabatan baru"),
            (3, "Pegawai"),
            (4, "Pegawai"),
            (5, "Jabatan baru"),
        ];
        assert_eq!(said, expected);
    }

    #[test]
    fn nobody_leaves_by_an_empty_cell_and_no_nip_is_said_aloud() {
        let rows = parse("ani\tTanpa Jabatan Baru\n19800101 200501 1 001\t-\n");
        let plan = plan(&rows, &facts());
        assert!(plan.moves[0].takes.is_none());
        assert_eq!(plan.troubles.len(), 1, "{:?}", plan.troubles);
        let said = &plan.troubles[0].text;
        assert!(said.contains("001") && !said.contains("1980"), "{said}");
    }

    #[test]
    fn who_is_not_in_the_decree_keeps_the_post() {
        let plan = plan(&parse("ani\tKepala 2"), &facts());
        assert_eq!(plan.troubles.len(), 1);
        assert!(plan.troubles[0].text.contains("masih dipegang budi"));
    }
}
