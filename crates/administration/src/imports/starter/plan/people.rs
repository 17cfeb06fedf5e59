//! Persons that rows name: by NIP, else by name.

use std::collections::HashMap;

use government::account::Rostered;
use platform::{Uuid, words::folded};

use super::{Fate, Judged, Named, NewPerson, Planner};

/// Everybody, new ones too.
#[derive(Default)]
pub(super) struct People {
    /// By digest of the NIP: who, and the name.
    by_nip: HashMap<String, (Uuid, String)>,
    /// By folded name: who, and whether the NIP is known.
    by_name: HashMap<String, Vec<(Uuid, bool)>>,
    /// Names to sign in with.
    signs_in: HashMap<Uuid, String>,
    taken: HashMap<String, Uuid>,
    /// Places in the facts, and in the plan.
    known: HashMap<Uuid, usize>,
    new: HashMap<Uuid, usize>,
}

impl People {
    pub(super) fn of(all: &[Rostered]) -> Self {
        let mut people = Self::default();
        for (place, it) in all.iter().enumerate() {
            people.known.insert(it.id, place);
            people.call(it.id, &it.name, it.nip_digest.as_ref());
            if !it.sign_in.is_empty() {
                people.give(it.id, &it.sign_in);
            }
        }
        people
    }

    fn call(&mut self, id: Uuid, name: &str, digest: Option<&String>) {
        if let Some(digest) = digest {
            self.by_nip.insert(digest.clone(), (id, name.to_owned()));
        }
        let named = (id, digest.is_some());
        self.by_name.entry(folded(name)).or_default().push(named);
    }

    fn give(&mut self, id: Uuid, sign_in: &str) {
        self.signs_in.insert(id, sign_in.to_owned());
        self.taken.insert(sign_in.to_owned(), id);
    }
}

impl Planner<'_> {
    /// Id or placeholder of a person; a new one only where `may_be_new`.
    pub(super) fn person(
        &mut self,
        named: &Named,
        may_be_new: bool,
    ) -> Result<Uuid, (&'static str, String)> {
        let digest = self.facts.digests.get(&named.nip);
        let wanted = folded(&named.name);
        if let Some((id, name)) = digest.and_then(|digest| self.people.by_nip.get(digest)) {
            return match folded(name) == wanted {
                true => self.sign_in(*id, named),
                false => Err(("nip", format!("NIP ini milik {name}. Samakan namanya."))),
            };
        }
        // somebody of that name with another NIP is another person
        let same = self.people.by_name.get(&wanted);
        let found: Vec<Uuid> = same
            .into_iter()
            .flatten()
            .filter(|(_, has_nip)| digest.is_none() || !has_nip)
            .map(|(id, _)| *id)
            .collect();
        match found.as_slice() {
            [one] => self.sign_in(*one, named),
            [] if may_be_new => {
                let id = Uuid::from_u128(self.next);
                self.next += 1;
                self.people.call(id, &named.name, digest);
                self.people.new.insert(id, self.plan.people.len());
                self.plan.people.push(NewPerson {
                    id,
                    named: named.clone(),
                    wa: String::new(),
                });
                self.sign_in(id, named)
            }
            [] if self.facts.wrong.contains(&(2, wanted)) => Err(("person", String::new())),
            [] => Err((
                "person",
                format!(
                    "{} tidak tercatat, juga tidak di lembar Pejabat.",
                    named.name
                ),
            )),
            _ => Err((
                "person",
                format!("Ada beberapa {}. Tulis NIP-nya.", named.name),
            )),
        }
    }

    /// Gives somebody the name to sign in with, where one is typed.
    fn sign_in(&mut self, id: Uuid, named: &Named) -> Result<Uuid, (&'static str, String)> {
        if named.sign_in.is_empty() {
            return Ok(id);
        }
        if self
            .people
            .taken
            .get(&named.sign_in)
            .is_some_and(|by| *by != id)
        {
            return Err(("sign_in", "Nama masuk ini sudah dipakai orang lain.".into()));
        }
        match self.people.signs_in.get(&id) {
            Some(name) if *name == named.sign_in => {}
            Some(name) => {
                return Err(("sign_in", format!("Orang ini sudah masuk sebagai {name}.")));
            }
            None => {
                self.people.give(id, &named.sign_in);
                self.plan.accounts.push((id, named.sign_in.clone()));
            }
        }
        Ok(id)
    }

    pub(super) fn number(&mut self, person: &Named, wa: &str) -> Judged {
        let id = self.person(person, false)?;
        let new = self.people.new.get(&id);
        if let Some(new) = new.and_then(|place| self.plan.people.get_mut(*place)) {
            if !new.wa.is_empty() && new.wa != wa {
                return Err((
                    "wa",
                    "Orang ini punya nomor lain di baris sebelumnya.".into(),
                ));
            }
            wa.clone_into(&mut new.wa);
            return Ok(Fate::New);
        }
        let known = self.people.known.get(&id);
        let known = known.and_then(|place| self.facts.people.get(*place));
        let Some(known) = known.filter(|it| it.wa != wa) else {
            return Ok(Fate::Same);
        };
        if self.plan.numbers.iter().any(|(it, _)| it.id == id) {
            return Err((
                "wa",
                "Orang ini punya nomor lain di baris sebelumnya.".into(),
            ));
        }
        let fate = match known.wa.is_empty() {
            true => Fate::New,
            false => Fate::Changed,
        };
        self.plan.numbers.push((known.clone(), wa.to_owned()));
        Ok(fate)
    }
}
