//! One account in the list, with what the person holds and held.

use std::collections::HashMap;

use government::account::{AccountRow, CapacityKind, Held, mask_nip};
use platform::{Actor, App, Uuid, date};
use time::Date;

use super::Back;

/// An account.
pub(super) struct Line {
    pub id: Uuid,
    pub name: String,
    pub sign_in: String,
    pub nip: String,
    pub held: Vec<HeldLine>,
    pub active: bool,
    pub has_password: bool,
    pub totp_on: bool,
    pub own: bool,
    /// The reason typed for switching the second factor off, and what is wrong with it.
    pub code: Short,
}

/// A post or an assignment.
pub(super) struct HeldLine {
    pub id: Uuid,
    pub kind: &'static str,
    pub title: String,
    pub period: String,
    pub ended: bool,
    /// Whether it can be ended here: not over, and not what the reader acts in.
    pub open: bool,
    pub end: Short,
}

/// A form of one field.
#[derive(Default)]
pub(super) struct Short {
    pub shown: bool,
    pub typed: String,
    pub error: String,
}

impl Short {
    fn of(back: &Back, subject: Uuid) -> Self {
        if back.subject != Some(subject) {
            return Self::default();
        }
        Self {
            shown: true,
            typed: back.typed.clone(),
            error: back.error.clone(),
        }
    }
}

/// The word of a kind in forms.
pub(super) fn kind_word(kind: CapacityKind) -> &'static str {
    match kind {
        CapacityKind::Holder => "jabatan",
        CapacityKind::Assignment => "penugasan",
    }
}

/// What each person holds, in order.
pub(super) fn by_account(all: Vec<Held>) -> HashMap<Uuid, Vec<Held>> {
    let mut by_account: HashMap<Uuid, Vec<Held>> = HashMap::new();
    for held in all {
        by_account.entry(held.account).or_default().push(held);
    }
    by_account
}

/// An account as the list shows it to `reader`.
pub(super) fn line(
    app: &App,
    reader: &Actor,
    today: Date,
    row: AccountRow,
    held: Vec<Held>,
    back: &Back,
) -> Line {
    let nip = row.nip_sealed.map_or_else(String::new, |sealed| {
        app.keys()
            .open_sealed("account.nip", &sealed)
            .map_or_else(|_| mask_nip(""), |nip| mask_nip(&nip))
    });
    let held_line = |held: Held| {
        let ended = held.until.is_some_and(|until| until < today);
        HeldLine {
            kind: kind_word(held.kind),
            period: period(held.from, held.until, today),
            ended,
            open: !ended && held.id != reader.capacity,
            end: Short::of(back, held.id),
            id: held.id,
            title: held.title,
        }
    };
    Line {
        own: row.id == reader.person,
        nip,
        held: held.into_iter().map(held_line).collect(),
        code: Short::of(back, row.id),
        id: row.id,
        name: row.name,
        sign_in: row.sign_in,
        active: row.active,
        has_password: row.has_password,
        totp_on: row.totp_on,
    }
}

/// "sejak 1 Maret 2026", "1 Maret 2026 sampai 30 Juni 2026", "berakhir 30 Juni 2026".
fn period(from: Option<Date>, until: Option<Date>, today: Date) -> String {
    match (from.map(date::medium), until) {
        (_, Some(until)) if until < today => format!("berakhir {}", date::medium(until)),
        (Some(from), Some(until)) => format!("{from} sampai {}", date::medium(until)),
        (None, Some(until)) => format!("sampai {}", date::medium(until)),
        (Some(from), None) => format!("sejak {from}"),
        (None, None) => "tanpa batas waktu".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use platform::date;

    use super::period;

    #[test]
    fn periods_in_words() {
        let day = |text| date::parse(text);
        let today = date::parse("2026-11-21").unwrap();
        let words = |from, until| period(day(from), day(until), today);
        assert_eq!(words("2026-03-01", ""), "sejak 1 Maret 2026");
        assert_eq!(words("", ""), "tanpa batas waktu");
        assert_eq!(
            words("2026-03-01", "2026-11-21"),
            "1 Maret 2026 sampai 21 November 2026"
        );
        assert_eq!(words("", "2026-11-20"), "berakhir 20 November 2026");
    }
}
