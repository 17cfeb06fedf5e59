//! Who led a unit in a year, and who of them answers for which of its quarters.

use std::cmp::Reverse;

use government::{account::Acting, posts::Period};
use platform::{Uuid, date};
use time::{Date, Month};

use super::Quarter;

/// A time in which somebody held a post that leads the unit.
#[derive(Clone, Debug)]
pub struct Tenure {
    /// The person.
    pub account: Uuid,
    /// Name with degrees.
    pub name: String,
    /// The post, without Plt. or Plh.
    pub post: String,
    /// How it is held.
    pub acting: Acting,
    /// From when to when.
    pub period: Period,
}

/// A version of an agreement that was signed.
#[derive(Clone, Debug)]
pub struct Signature {
    /// The agreement.
    pub agreement: Uuid,
    /// The version.
    pub version: Uuid,
    /// Its number.
    pub number: i64,
    /// When it was signed.
    pub day: Date,
    /// Who signed as first party.
    pub account: Option<Uuid>,
    /// Name of who signed.
    pub name: String,
    /// In which office.
    pub office: String,
}

impl Signature {
    /// "Versi 1, 20 Januari 2026, Nama (Kepala Dinas)".
    pub fn words(&self) -> String {
        let (number, day) = (self.number, date::medium(self.day));
        format!("Versi {number}, {day}, {} ({})", self.name, self.office)
    }
}

/// Somebody who led a unit in a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The person.
    pub account: Uuid,
    /// Name with degrees.
    pub name: String,
    /// The office they held last: "Plt. Kepala Dinas".
    pub office: String,
    /// Each time in the year: office and period.
    pub times: Vec<(String, Period)>,
    /// The quarters that ended while they led: what they answer for.
    pub quarters: Vec<u8>,
    /// The last version they signed, if any.
    pub signed: Option<Uuid>,
}

impl Head {
    /// Whether they answer for the whole year.
    pub fn is_whole(&self) -> bool {
        self.quarters.len() == 4
    }

    /// "Plt. Kepala Dinas sejak 1 April 2026", a line for each time.
    pub fn times(&self) -> Vec<String> {
        let words = |(office, period): &(String, Period)| match (period.from, period.until) {
            (None, None) => office.clone(),
            (Some(from), None) => format!("{office} sejak {}", date::medium(from)),
            (None, Some(until)) => format!("{office} sampai {}", date::medium(until)),
            (Some(from), Some(until)) => {
                let (from, until) = (date::medium(from), date::medium(until));
                format!("{office} {from} sampai {until}")
            }
        };
        self.times.iter().map(words).collect()
    }

    /// "Triwulan I dan II", or that none is theirs.
    pub fn part(&self, year: i32) -> String {
        part(year, &self.quarters)
    }

    /// Whether they held the post on a day.
    pub fn was_there(&self, day: Date) -> bool {
        self.times.iter().any(|(_, period)| period.covers(day))
    }

    /// The version of the agreement their part is held against: the latest that was signed when their last
    /// quarter ended, whoever signed it; before any, the first. Lines signed after they left are not theirs.
    pub fn held_against<'a>(
        &self,
        year: i32,
        signatures: &[&'a Signature],
    ) -> Option<&'a Signature> {
        let quarters = Quarter::all(year).into_iter();
        let own = quarters.filter(|it| self.quarters.contains(&it.number));
        let last = own.filter_map(|it| it.last()).max();
        let by_then = signatures
            .iter()
            .rfind(|it| last.is_none_or(|last| it.day <= last));
        by_then.or(signatures.first()).copied()
    }
}

/// "Triwulan I dan II", or that there is none.
pub fn part(year: i32, own: &[u8]) -> String {
    if own.len() == 4 {
        return "Seluruh tahun".into();
    }
    let quarters = Quarter::all(year).into_iter();
    let own = quarters.filter(|it| own.contains(&it.number));
    let names: Vec<&str> = own.map(Quarter::roman).collect();
    match names.split_last() {
        None => "Tidak ada triwulan yang berakhir pada masa jabatannya".into(),
        Some((last, [])) => format!("Triwulan {last}"),
        Some((last, before)) => format!("Triwulan {} dan {last}", before.join(", ")),
    }
}

/// The quarters nobody is known to have led at the end of.
pub fn unled(found: &[Head]) -> Vec<u8> {
    let led = |number: &u8| found.iter().any(|it| it.quarters.contains(number));
    (1..=4).filter(|number| !led(number)).collect()
}

/// Who comes first where several held the post on a day: a Plt., Pj. or Pjs. does the work of the post; a
/// Plh. stands in for days and answers only where nobody else does.
const fn rank(acting: Acting) -> u8 {
    match acting {
        Acting::Plt | Acting::Pj | Acting::Pjs => 0,
        Acting::Definitive => 1,
        Acting::Plh => 2,
    }
}

fn leads(held: &[&Tenure], day: Date) -> Option<Uuid> {
    let mut there: Vec<_> = held.iter().filter(|it| it.period.covers(day)).collect();
    there.sort_by_key(|it| (rank(it.acting), Reverse(it.period.from)));
    there.first().map(|it| it.account)
}

/// Who had signed by a day; before the first signature whoever signed first.
fn signatory(signatures: &[&Signature], day: Date) -> Option<Uuid> {
    let before = signatures.iter().rfind(|it| it.day <= day);
    before.or(signatures.first()).and_then(|it| it.account)
}

fn year_of(year: i32) -> Period {
    Period {
        from: Date::from_calendar_date(year, Month::January, 1).ok(),
        until: Date::from_calendar_date(year, Month::December, 31).ok(),
    }
}

/// How long a signature stood, where no holding is recorded for who signed.
fn stood(signatures: &[&Signature], account: Uuid) -> Option<(String, Period)> {
    let place = signatures
        .iter()
        .position(|it| it.account == Some(account))?;
    let first = signatures.get(place)?;
    let mut later = signatures.iter().skip(place);
    let next = later.find(|it| it.account != Some(account));
    let period = Period {
        from: Some(first.day),
        until: next.and_then(|it| it.day.previous_day()),
    };
    Some((first.office.clone(), period))
}

/// Who led a unit in a year, in the order they came: those who held its leading post, and those who signed
/// its agreement without a recorded holding. A quarter belongs to whoever led on its last day. A Plh. is
/// named only where a quarter or a signature is theirs. `signatures` come in the order of their versions.
pub fn heads(year: i32, tenures: &[Tenure], signatures: &[&Signature]) -> Vec<Head> {
    let held = tenures.iter().filter(|it| !it.period.is_void());
    let mut held: Vec<&Tenure> = held.filter(|it| it.period.meets(year_of(year))).collect();
    held.sort_by_key(|it| it.period.from);
    // whose times are recorded was not there outside them: a gap stays a gap
    let is_recorded = |account| tenures.iter().any(|it| it.account == account);
    let unrecorded = signatures.iter().copied();
    let unrecorded: Vec<&Signature> = unrecorded
        .filter(|it| it.account.is_some_and(|account| !is_recorded(account)))
        .collect();
    let answers = Quarter::all(year).map(|quarter| {
        let day = quarter.last()?;
        let found = leads(&held, day).or_else(|| signatory(&unrecorded, day));
        found.map(|account| (account, quarter.number))
    });
    let mut accounts: Vec<Uuid> = Vec::new();
    let named = held.iter().map(|it| it.account);
    for account in named.chain(signatures.iter().filter_map(|it| it.account)) {
        if !accounts.contains(&account) {
            accounts.push(account);
        }
    }
    let head = |account: Uuid| {
        let own: Vec<&&Tenure> = held.iter().filter(|it| it.account == account).collect();
        let last = signatures.iter().rfind(|it| it.account == Some(account));
        let quarters = answers.iter().flatten();
        let quarters = quarters.filter(|(who, _)| *who == account);
        let quarters: Vec<u8> = quarters.map(|(_, number)| *number).collect();
        let stands_in = own.iter().all(|it| it.acting == Acting::Plh);
        if stands_in && quarters.is_empty() && last.is_none() {
            return None;
        }
        let times: Vec<(String, Period)> = match own.is_empty() {
            true => stood(signatures, account).into_iter().collect(),
            false => own
                .iter()
                .map(|it| (it.acting.title(&it.post), it.period))
                .collect(),
        };
        let name = own.last().map(|it| it.name.clone());
        Some(Head {
            account,
            name: name.or(last.map(|it| it.name.clone())).unwrap_or_default(),
            office: times.last().map(|it| it.0.clone()).unwrap_or_default(),
            times,
            quarters,
            signed: last.map(|it| it.version),
        })
    };
    accounts.into_iter().filter_map(head).collect()
}

#[cfg(test)]
mod tests {
    use government::{account::Acting, posts::Period};
    use platform::{Uuid, date};

    use super::{Head, Signature, Tenure, heads, unled};

    fn held(number: u128, acting: Acting, from: &str, until: &str) -> Tenure {
        Tenure {
            account: Uuid::from_u128(number),
            name: format!("Orang {number}"),
            post: "Kepala Dinas".into(),
            acting,
            period: Period {
                from: date::parse(from),
                until: date::parse(until),
            },
        }
    }

    fn signed(number: i64, account: u128, day: &str) -> Signature {
        Signature {
            agreement: Uuid::nil(),
            version: Uuid::from_u128(u128::from(number.unsigned_abs())),
            number,
            day: date::parse(day).unwrap(),
            account: Some(Uuid::from_u128(account)),
            name: format!("Orang {account}"),
            office: "Kepala Dinas".into(),
        }
    }

    fn parts(found: &[Head]) -> Vec<(&str, String)> {
        let part = |it: &Head| it.part(2026);
        found
            .iter()
            .map(|it| (it.name.as_str(), part(it)))
            .collect()
    }

    #[test]
    fn who_led_the_whole_year_answers_for_all_of_it() {
        let found = heads(2026, &[held(1, Acting::Definitive, "", "")], &[]);
        assert_eq!(parts(&found), [("Orang 1", "Seluruh tahun".into())]);
        assert_eq!(found[0].times(), ["Kepala Dinas"]);
        assert_eq!(found[0].signed, None);
        assert!(heads(2026, &[held(1, Acting::Definitive, "", "2025-12-31")], &[]).is_empty());
        let void = held(1, Acting::Definitive, "2026-05-01", "2026-04-30");
        assert!(heads(2026, &[void], &[]).is_empty(), "entered by mistake");
    }

    #[test]
    fn a_successor_answers_for_the_quarters_that_ended_under_them() {
        let all = [
            held(2, Acting::Plt, "2026-06-30", "2026-08-31"),
            held(1, Acting::Definitive, "2020-01-01", "2026-06-29"),
            held(3, Acting::Definitive, "2026-09-01", ""),
        ];
        let signatures = [signed(1, 1, "2026-01-20"), signed(2, 3, "2026-09-10")];
        let signatures: Vec<&Signature> = signatures.iter().collect();
        let found = heads(2026, &all, &signatures);
        assert_eq!(
            parts(&found),
            [
                ("Orang 1", "Triwulan I".into()),
                ("Orang 2", "Triwulan II".into()),
                ("Orang 3", "Triwulan III dan IV".into()),
            ]
        );
        assert_eq!(
            found[1].times(),
            ["Plt. Kepala Dinas 30 Juni 2026 sampai 31 Agustus 2026"]
        );
        assert_eq!(found[1].signed, None, "a Plt. who signed nothing");
        assert_eq!(found[2].signed, Some(Uuid::from_u128(2)));
    }

    #[test]
    fn a_plt_who_stays_is_one_person_with_two_times() {
        let all = [
            held(1, Acting::Plt, "2026-01-01", "2026-04-30"),
            held(1, Acting::Definitive, "2026-05-01", ""),
        ];
        let found = heads(2026, &all, &[]);
        assert_eq!(found.len(), 1);
        assert!(found[0].is_whole());
        assert_eq!(found[0].times().len(), 2);
        assert_eq!(found[0].office, "Kepala Dinas");
    }

    #[test]
    fn a_plh_answers_only_where_nobody_else_does() {
        let leave = held(2, Acting::Plh, "2026-03-20", "2026-04-05");
        let all = [held(1, Acting::Definitive, "", ""), leave.clone()];
        assert_eq!(
            parts(&heads(2026, &all, &[])),
            [("Orang 1", "Seluruh tahun".into())]
        );
        assert_eq!(
            parts(&heads(2026, &[leave], &[])),
            [("Orang 2", "Triwulan I".into())]
        );
    }

    #[test]
    fn without_a_recorded_holding_the_signature_says_who_it_was() {
        let signatures = [signed(1, 7, "2026-01-20"), signed(2, 8, "2026-07-15")];
        let signatures: Vec<&Signature> = signatures.iter().collect();
        let found = heads(2026, &[], &signatures);
        assert_eq!(
            parts(&found),
            [
                ("Orang 7", "Triwulan I dan II".into()),
                ("Orang 8", "Triwulan III dan IV".into()),
            ]
        );
        assert_eq!(
            found[0].times(),
            ["Kepala Dinas 20 Januari 2026 sampai 14 Juli 2026"]
        );
    }

    #[test]
    fn a_gap_between_recorded_times_is_nobodys() {
        let all = [
            held(1, Acting::Definitive, "", "2026-05-31"),
            held(2, Acting::Plt, "2026-07-05", ""),
        ];
        let signatures = [signed(1, 1, "2026-01-20")];
        let signatures: Vec<&Signature> = signatures.iter().collect();
        let found = heads(2026, &all, &signatures);
        assert_eq!(
            parts(&found),
            [
                ("Orang 1", "Triwulan I".into()),
                ("Orang 2", "Triwulan III dan IV".into()),
            ]
        );
        assert_eq!(unled(&found), [2]);
        // who signed later than they came did not lead before
        let later = [held(3, Acting::Definitive, "2026-07-01", "")];
        let signatures = [signed(1, 3, "2026-09-10")];
        let signatures: Vec<&Signature> = signatures.iter().collect();
        let found = heads(2026, &later, &signatures);
        assert_eq!(parts(&found), [("Orang 3", "Triwulan III dan IV".into())]);
        assert_eq!(unled(&found), [1, 2]);
    }

    #[test]
    fn a_part_is_held_against_what_stood_when_it_ended() {
        let all = [
            held(1, Acting::Definitive, "", "2026-08-31"),
            held(2, Acting::Definitive, "2026-09-01", ""),
        ];
        let signatures = [
            signed(1, 1, "2026-01-20"),
            signed(2, 9, "2026-10-05"),
            signed(3, 2, "2026-11-10"),
        ];
        let signatures: Vec<&Signature> = signatures.iter().collect();
        let found = heads(2026, &all, &signatures);
        let version = |head: &Head| head.held_against(2026, &signatures).map(|it| it.number);
        assert_eq!(found[0].quarters, [1, 2]);
        assert_eq!(version(&found[0]), Some(1), "not what came after they left");
        assert_eq!(version(&found[1]), Some(3));
        // a version that somebody else signed meanwhile holds for who leads on
        let whole = heads(2026, &[held(1, Acting::Definitive, "", "")], &signatures);
        assert_eq!(version(&whole[0]), Some(3));
    }

    #[test]
    fn a_short_time_between_two_quarter_ends_has_no_part() {
        let all = [
            held(1, Acting::Definitive, "", "2026-04-01"),
            held(2, Acting::Plt, "2026-04-02", "2026-05-31"),
            held(3, Acting::Definitive, "2026-06-01", ""),
        ];
        let found = heads(2026, &all, &[]);
        assert!(found[1].quarters.is_empty());
        assert!(found[1].part(2026).starts_with("Tidak ada triwulan"));
    }
}
