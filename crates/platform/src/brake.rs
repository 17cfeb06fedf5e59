//! A brake on attempts, in memory of one node: generous per address, since a whole city hall sits
//! behind one. The growing delay per account is what stops a guesser of passwords, the length of
//! a secret one of links; this only keeps one network from keeping all cores busy.

use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Mutex, PoisonError},
};

use uuid::Uuid;

use crate::{clock::Instant, problem::Problem};

const WINDOW_SECONDS: i64 = 600;
const PER_ADDRESS: u32 = 600;
const PER_PERSON: u32 = 20;
const KEPT_AT_MOST: usize = 20_000;

/// Attempts by address and by person in the running ten minutes. Kept in the app.
#[derive(Default)]
pub struct Brakes(Mutex<HashMap<Key, Window>>);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Key {
    Address(IpAddr),
    Person(Uuid),
}

#[derive(Clone, Copy, Debug)]
struct Window {
    since: Instant,
    count: u32,
}

impl Brakes {
    /// Counts an attempt from `address` to get in; one whose address is not known is let through.
    ///
    /// # Errors
    /// `Problem::TooMany` beyond 600 in ten minutes.
    pub fn address(&self, address: Option<IpAddr>, now: Instant) -> Result<(), Problem> {
        match address {
            Some(address) => self.admit(Key::Address(network(address)), PER_ADDRESS, now),
            None => Ok(()),
        }
    }

    /// Counts a password typed by somebody who is signed in already.
    ///
    /// # Errors
    /// `Problem::TooMany` beyond 20 in ten minutes.
    pub fn person(&self, person: Uuid, now: Instant) -> Result<(), Problem> {
        self.admit(Key::Person(person), PER_PERSON, now)
    }

    fn admit(&self, key: Key, most: u32, now: Instant) -> Result<(), Problem> {
        let mut seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let end = |window: &Window| window.since.plus_seconds(WINDOW_SECONDS);
        if seen.len() >= KEPT_AT_MOST && !seen.contains_key(&key) {
            seen.retain(|_, window| end(window) > now);
            if seen.len() >= KEPT_AT_MOST {
                seen.clear();
            }
        }
        let window = seen.entry(key).or_insert(Window {
            since: now,
            count: 0,
        });
        if end(window) <= now {
            *window = Window {
                since: now,
                count: 0,
            };
        }
        if window.count >= most {
            let left = (end(window).0 - now.0) / Instant::SECOND + 1;
            return Err(Problem::TooMany {
                message: format!(
                    "Terlalu banyak percobaan dalam 10 menit terakhir. Coba lagi dalam {} menit; \
                     Anda tidak diblokir.",
                    left.div_euclid(60) + 1
                ),
                retry_after: left,
            });
        }
        window.count += 1;
        Ok(())
    }
}

/// One customer of a provider has a /64 of addresses of version 6.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => {
            let [a, b, c, d, ..] = v6.segments();
            IpAddr::from([a, b, c, d, 0, 0, 0, 0])
        }
        v4 => v4,
    }
}

#[cfg(test)]
mod tests {
    use super::{Brakes, Instant, Problem, Uuid};

    #[test]
    fn a_city_hall_passes_and_a_machine_does_not() {
        let brakes = Brakes::default();
        let hall = Some("10.1.2.3".parse().unwrap());
        let morning = Instant(0);
        for _ in 0..600 {
            brakes.address(hall, morning).unwrap();
        }
        let Err(Problem::TooMany { retry_after, .. }) = brakes.address(hall, morning) else {
            panic!("the 601st is refused");
        };
        assert_eq!(retry_after, 601);
        brakes
            .address(Some("10.1.2.4".parse().unwrap()), morning)
            .unwrap();
        brakes.address(hall, morning.plus_seconds(600)).unwrap();
        brakes.address(None, morning).unwrap();
    }

    #[test]
    fn neighbours_of_version_6_are_one_network() {
        let brakes = Brakes::default();
        for host in 0..600_u16 {
            let address = std::net::IpAddr::from([0x2001, 0xdb8, 0, 1, 0, 0, 0, host]);
            brakes.address(Some(address), Instant(0)).unwrap();
        }
        let one_more = Some("2001:db8:0:1::ffff".parse().unwrap());
        assert!(brakes.address(one_more, Instant(0)).is_err());
        assert!(
            brakes
                .address(Some("2001:db8:0:2::1".parse().unwrap()), Instant(0))
                .is_ok()
        );
    }

    #[test]
    fn a_person_has_fewer_turns() {
        let brakes = Brakes::default();
        let person = Uuid::from_u128(1);
        for _ in 0..20 {
            brakes.person(person, Instant(0)).unwrap();
        }
        assert!(brakes.person(person, Instant(0)).is_err());
        assert!(brakes.person(Uuid::from_u128(2), Instant(0)).is_ok());
    }
}
