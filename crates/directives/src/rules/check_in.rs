//! Where somebody who says "I am here" stands on the attendance list.

use platform::Uuid;

use super::AttendanceStatus;

/// A line of the list, as far as it says who is meant.
#[derive(Clone, Debug, Default)]
pub struct KnownLine {
    /// The unit, for units.
    pub unit: Option<Uuid>,
    /// Name of the person.
    pub name: String,
    /// Office.
    pub office: String,
    /// Institution, for guests.
    pub institution: String,
    /// Whether somebody came, as stored.
    pub status: i16,
    /// Whether it stands for a group.
    pub is_group: bool,
}

/// Somebody who came.
#[derive(Clone, Debug)]
pub struct Comer {
    /// The unit, for people with an account.
    pub unit: Option<Uuid>,
    /// Name.
    pub name: String,
    /// Office, as people say it today: "Plt. Camat Utara".
    pub office: String,
    /// Institution, for guests.
    pub institution: String,
}

/// The line of somebody: who is named on it, else whose office it asks for, else one of the same
/// place that names nobody. `None` for a line of its own.
pub fn line_of(lines: &[KnownLine], who: &Comer) -> Option<usize> {
    let here = |line: &KnownLine| {
        !line.is_group
            && line.unit == who.unit
            && (who.unit.is_some() || same(&line.institution, &who.institution))
    };
    let waits = |line: &KnownLine| still_waits(line.status);
    let named = |line: &KnownLine| same(&line.name, &who.name);
    let asked = |line: &KnownLine| {
        waits(line) && !line.office.is_empty() && bare(&line.office) == bare(&who.office)
    };
    let open = |line: &KnownLine| waits(line) && line.name.is_empty() && line.office.is_empty();
    let rules: [&dyn Fn(&KnownLine) -> bool; 3] = [&named, &asked, &open];
    rules
        .into_iter()
        .find_map(|rule| lines.iter().position(|line| here(line) && rule(line)))
}

/// Whether nobody is noted yet on a line of this status.
pub fn still_waits(status: i16) -> bool {
    use AttendanceStatus::{Absent, Invited};
    matches!(AttendanceStatus::from_code(status), Invited | Absent)
}

/// The same person at the same place is the same key, however it is typed.
pub fn guest_key(name: &str, institution: &str) -> String {
    format!("tamu:{}|{}", fold(name), fold(institution))
}

fn same(a: &str, b: &str) -> bool {
    fold(a) == fold(b)
}

fn fold(text: &str) -> String {
    let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    words.join(" ")
}

/// An office without how it is held.
fn bare(office: &str) -> String {
    let office = fold(office);
    let held = ["plt. ", "plh. ", "pj. ", "pjs. "];
    let bare = held.iter().find_map(|word| office.strip_prefix(word));
    bare.map_or_else(|| office.clone(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use platform::Uuid;

    use super::{Comer, KnownLine, guest_key, line_of};
    use crate::rules::AttendanceStatus::{Invited, Present};

    fn line(unit: u128, name: &str, office: &str) -> KnownLine {
        KnownLine {
            unit: Some(Uuid::from_u128(unit)),
            name: name.into(),
            office: office.into(),
            status: Invited.code(),
            ..KnownLine::default()
        }
    }

    fn comer(unit: u128, name: &str, office: &str) -> Comer {
        Comer {
            unit: Some(Uuid::from_u128(unit)),
            name: name.into(),
            office: office.into(),
            institution: String::new(),
        }
    }

    #[test]
    fn an_invited_office_is_the_line_of_whoever_holds_it() {
        let lines = [
            line(1, "", ""),
            line(2, "", "Camat Utara"),
            line(2, "Budi", "Sekretaris Kecamatan"),
        ];
        let at = |who| line_of(&lines, &who);
        assert_eq!(at(comer(2, "Sari", "Plt. Camat Utara")), Some(1));
        assert_eq!(at(comer(2, "budi ", "Kasi")), Some(2), "by name");
        assert_eq!(
            at(comer(1, "Sari", "Kepala Dinas")),
            Some(0),
            "nobody named"
        );
        assert_eq!(at(comer(2, "Tono", "Operator")), None);
        assert_eq!(at(comer(3, "Tono", "Operator")), None);
    }

    #[test]
    fn nobody_takes_the_line_of_somebody_who_came() {
        let mut taken = line(2, "Sari", "Camat Utara");
        taken.status = Present.code();
        let lines = [taken];
        let other = comer(2, "Tono", "Plh. Camat Utara");
        assert_eq!(line_of(&lines, &other), None);
        assert_eq!(line_of(&lines, &comer(2, "Sari", "Camat Utara")), Some(0));
    }

    #[test]
    fn a_guest_stands_where_the_institution_was_invited() {
        let ombudsman = "Ombudsman RI Perwakilan Sumatera Utara";
        let invited = KnownLine {
            institution: ombudsman.into(),
            ..KnownLine::default()
        };
        let guest = Comer {
            unit: None,
            name: "Narasumber".into(),
            office: String::new(),
            institution: ombudsman.to_uppercase(),
        };
        assert_eq!(line_of(std::slice::from_ref(&invited), &guest), Some(0));
        let group = KnownLine {
            is_group: true,
            ..invited
        };
        assert_eq!(line_of(&[group], &guest), None);
        let twice = guest_key("narasumber ", &ombudsman.to_uppercase());
        assert_eq!(guest_key("Narasumber", ombudsman), twice);
    }
}
