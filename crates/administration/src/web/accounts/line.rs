//! One account in the list, with what the person holds and held.

use std::collections::HashMap;

use government::{
    account::{AccountRow, CapacityKind, Held, mask_nip},
    posts::{Grade, Period},
};
use platform::{Actor, App, Uuid};
use time::Date;

use super::Back;
use crate::rules::period;

/// An account.
pub(super) struct Line {
    pub id: Uuid,
    pub name: String,
    pub sign_in: String,
    pub nip: String,
    /// "Pembina (IV/a)", or empty.
    pub rank: String,
    /// Whether the person has an account.
    pub signs_in: bool,
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
            period: period::words(
                Period {
                    from: held.from,
                    until: held.until,
                },
                today,
            ),
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
        rank: Grade::of(&row.grade).map_or_else(String::new, Grade::printed),
        signs_in: row.signs_in,
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
