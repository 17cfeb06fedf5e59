//! Who may receive a handover.

use platform::{Uuid, right::Scope};
use time::Date;

/// What speaks for or against somebody who wants to receive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Receiver {
    /// Holds the post.
    Holder,
    /// Nobody holds the post, and this person stands above it.
    Above,
    /// The time of who leaves is not over.
    TooEarly,
    /// Nobody receives from oneself.
    Same,
    /// Somebody else holds the post.
    Other,
    /// Nobody holds the post, and this person does not stand above it.
    NotAbove,
}

/// Whether `person` may receive what `outgoing` leaves after `last`. `holders` hold the post today;
/// `scope` is how far the right to receive reaches for the capacity acted in.
pub fn receiver(
    person: Uuid,
    outgoing: Uuid,
    holders: &[Uuid],
    scope: Scope,
    last: Date,
    today: Date,
) -> Receiver {
    if person == outgoing {
        return Receiver::Same;
    }
    if today <= last {
        return Receiver::TooEarly;
    }
    if holders.contains(&person) {
        return Receiver::Holder;
    }
    // somebody who goes on as Plh. of the own post keeps no successor out
    match holders.iter().any(|holder| *holder != outgoing) {
        true => Receiver::Other,
        false if scope >= Scope::Subtree => Receiver::Above,
        false => Receiver::NotAbove,
    }
}

impl Receiver {
    /// Whether this person receives.
    pub fn may(self) -> bool {
        matches!(self, Self::Holder | Self::Above)
    }

    /// What to do instead; empty for who may.
    pub fn why_not(self) -> &'static str {
        match self {
            Self::Holder | Self::Above => "",
            Self::TooEarly => {
                "Serah terima dapat diterima setelah hari terakhir pejabat lama lewat."
            }
            Self::Same => "Serah terima diterima oleh orang lain, bukan oleh yang menyerahkan.",
            Self::Other => {
                "Serah terima ini diterima oleh pejabat yang sekarang memegang jabatannya."
            }
            Self::NotAbove => {
                "Jabatan ini belum ada pejabatnya. Serah terimanya dapat diterima kepala unit, \
                 atasannya, atau administrator."
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use platform::{Uuid, date, right::Scope};

    use super::{Receiver, receiver};

    fn ask(person: u128, holders: &[u128], scope: Scope, today: &str) -> Receiver {
        let holders: Vec<Uuid> = holders.iter().map(|id| Uuid::from_u128(*id)).collect();
        receiver(
            Uuid::from_u128(person),
            Uuid::from_u128(1),
            &holders,
            scope,
            date::parse("2026-12-29").expect("a date"),
            date::parse(today).expect("a date"),
        )
    }

    #[test]
    fn who_holds_the_post_receives_and_nobody_else() {
        let day = "2026-12-30";
        assert_eq!(ask(2, &[2], Scope::Own, day), Receiver::Holder);
        assert_eq!(ask(2, &[2, 3], Scope::Own, day), Receiver::Holder, "a Plh.");
        assert_eq!(ask(4, &[2], Scope::Region, day), Receiver::Other);
        assert_eq!(ask(1, &[1], Scope::Region, day), Receiver::Same);
        assert_eq!(ask(2, &[2], Scope::Own, "2026-12-29"), Receiver::TooEarly);
    }

    #[test]
    fn a_post_nobody_holds_is_received_from_above() {
        let day = "2026-12-30";
        assert_eq!(ask(4, &[], Scope::Subtree, day), Receiver::Above);
        assert_eq!(ask(4, &[], Scope::Own, day), Receiver::NotAbove);
        assert_eq!(ask(4, &[1], Scope::Region, day), Receiver::Above);
        assert_eq!(ask(1, &[], Scope::Region, day), Receiver::Same);
    }
}
