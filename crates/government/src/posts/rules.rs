//! Who may hold a post together with whom, and when an acting period has lapsed.

use platform::Uuid;
use time::Date;

use crate::{account::Acting, posts::Holding};

/// From when to when; a missing end is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Period {
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub until: Option<Date>,
}

impl Period {
    /// Whether the two share a day.
    pub fn meets(self, other: Self) -> bool {
        let before = |end: Option<Date>, start: Option<Date>| matches!((end, start), (Some(end), Some(start)) if end < start);
        !before(self.until, other.from) && !before(other.until, self.from)
    }

    /// Whether it covers a day.
    pub fn covers(self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }

    /// Whether it ends before it begins, so that it never holds (an entry made by mistake).
    pub fn is_void(self) -> bool {
        matches!((self.from, self.until), (Some(from), Some(until)) if until < from)
    }
}

/// Why somebody cannot hold a post in a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Blocked {
    /// Somebody else holds it definitively in that period.
    Definitive(String),
    /// The same person holds it already in that period.
    Twice,
}

/// Whether `account` cannot hold a post in `period`, given all its holdings but `but`. Only two
/// definitive holders exclude each other: a Plh. beside a definitive holder is normal.
pub fn blocked(
    holdings: &[Holding],
    account: Uuid,
    acting: Acting,
    period: Period,
    but: Option<Uuid>,
) -> Option<Blocked> {
    if period.is_void() {
        return None;
    }
    let mut others = holdings
        .iter()
        .filter(|held| Some(held.id) != but && !held.period.is_void())
        .filter(|held| held.period.meets(period));
    others.find_map(|held| {
        if held.account == account {
            return Some(Blocked::Twice);
        }
        let both = acting == Acting::Definitive && held.acting == Acting::Definitive;
        both.then(|| Blocked::Definitive(held.name.clone()))
    })
}

/// The acting holding of one post that ran out without a new holder or a known successor: *masa
/// Plt. lewat*.
pub fn lapsed(holdings: &[Holding], today: Date) -> Option<&Holding> {
    let valid = || holdings.iter().filter(|held| !held.period.is_void());
    if valid().any(|held| held.period.until.is_none_or(|until| today <= until)) {
        return None;
    }
    valid()
        .max_by_key(|held| held.period.until)
        .filter(|held| held.acting != Acting::Definitive)
}

#[cfg(test)]
mod tests {
    use platform::{Uuid, date};
    use time::Date;

    use super::{Blocked, Period, blocked, lapsed};
    use crate::{account::Acting, posts::Holding};

    fn day(text: &str) -> Option<Date> {
        date::parse(text)
    }

    fn held(number: u128, acting: Acting, from: &str, until: &str) -> Holding {
        Holding {
            id: Uuid::from_u128(number),
            post: Uuid::nil(),
            account: Uuid::from_u128(number),
            name: format!("Orang {number}"),
            acting,
            period: Period {
                from: day(from),
                until: day(until),
            },
            source: String::new(),
            version: 1,
        }
    }

    fn try_it(
        all: &[Holding],
        who: u128,
        acting: Acting,
        from: &str,
        until: &str,
    ) -> Option<Blocked> {
        let period = Period {
            from: day(from),
            until: day(until),
        };
        blocked(all, Uuid::from_u128(who), acting, period, None)
    }

    #[test]
    fn only_two_definitive_holders_exclude_each_other() {
        let all = [held(1, Acting::Definitive, "2024-01-01", "2026-06-30")];
        let taken = Some(Blocked::Definitive("Orang 1".into()));
        assert_eq!(try_it(&all, 2, Acting::Definitive, "2026-06-30", ""), taken);
        assert_eq!(try_it(&all, 2, Acting::Definitive, "2026-07-01", ""), None);
        assert_eq!(try_it(&all, 2, Acting::Definitive, "", ""), taken);
        assert_eq!(
            try_it(&all, 2, Acting::Plh, "2026-06-01", "2026-06-14"),
            None
        );
    }

    #[test]
    fn nobody_holds_a_post_twice_at_a_time() {
        let all = [held(1, Acting::Plt, "2026-01-01", "2026-06-30")];
        let again = try_it(&all, 1, Acting::Definitive, "2026-06-01", "");
        assert_eq!(again, Some(Blocked::Twice));
        assert_eq!(try_it(&all, 1, Acting::Definitive, "2026-07-01", ""), None);
    }

    #[test]
    fn a_holding_is_not_in_its_own_way_and_a_void_one_in_nobodys() {
        let all = [held(1, Acting::Definitive, "2024-01-01", "")];
        let period = all[0].period;
        let own = Some(all[0].id);
        assert_eq!(
            blocked(&all, all[0].account, Acting::Definitive, period, own),
            None
        );
        let void = [held(1, Acting::Definitive, "2024-01-01", "2023-12-31")];
        assert_eq!(try_it(&void, 2, Acting::Definitive, "2023-01-01", ""), None);
    }

    #[test]
    fn an_acting_period_lapses_without_holder_or_successor() {
        let today = date::parse("2026-11-21").unwrap();
        let plt = held(1, Acting::Plt, "2026-08-01", "2026-11-20");
        assert_eq!(
            lapsed(std::slice::from_ref(&plt), today).map(|h| h.id),
            Some(plt.id)
        );
        let last_day = held(1, Acting::Plt, "2026-08-01", "2026-11-21");
        assert!(
            lapsed(&[last_day], today).is_none(),
            "the last day still counts"
        );
        let successor = held(2, Acting::Definitive, "2026-12-01", "");
        assert!(lapsed(&[plt.clone(), successor], today).is_none());
        let left = held(3, Acting::Definitive, "2020-01-01", "2026-07-31");
        assert!(
            lapsed(&[left.clone(), plt], today).is_some(),
            "the Plt. came after"
        );
        assert!(
            lapsed(&[left], today).is_none(),
            "a vacant post was no Plt.'s"
        );
    }
}
