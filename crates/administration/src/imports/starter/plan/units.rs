//! Units of the workbook, and units that are named.

use government::structure::{NewUnit, UnitKind};
use platform::words::folded;

use super::{At, Entry, Fate, Judged, Planner};
use crate::rules::slug;

impl Planner<'_> {
    /// Units first, since everything else names them; a unit may stand above the one it belongs to.
    pub(super) fn units(&mut self, rows: &[(At, Entry)]) {
        let mut waiting: Vec<(&At, NewUnit)> = vec![];
        for (at, entry) in rows {
            let Entry::Unit {
                name,
                kind,
                short,
                above,
                key,
                public,
                source,
            } = entry
            else {
                continue;
            };
            let new = NewUnit {
                key: key.clone(),
                name: name.clone(),
                abbreviation: short.clone(),
                kind: *kind,
                parent: above.clone(),
                area: String::new(),
                public_service: *public,
                spotlight: false,
                source: source.clone(),
            };
            let fate = self.unit(at, new, &mut waiting);
            self.note(at, fate);
        }
        // parents before children
        while !waiting.is_empty() {
            let before = waiting.len();
            let mut later = vec![];
            for (at, mut unit) in waiting {
                let parent = match unit.parent.as_str() {
                    "" => Some(String::new()),
                    typed => self.placed(typed),
                };
                match parent {
                    Some(parent) => {
                        unit.parent = parent;
                        self.placed.insert(unit.key.clone());
                        self.plan.units.push(unit);
                    }
                    None => later.push((at, unit)),
                }
            }
            if later.len() == before {
                for (at, unit) in later {
                    let text = match self.unit_key(&unit.parent) {
                        Ok(_) => "Unit ini berada di bawah dirinya sendiri.".to_owned(),
                        Err(text) => text,
                    };
                    self.note(at, Err(("above", text)));
                }
                return;
            }
            waiting = later;
        }
    }

    fn unit<'r>(
        &mut self,
        at: &'r At,
        mut new: NewUnit,
        waiting: &mut Vec<(&'r At, NewUnit)>,
    ) -> Judged {
        let wanted = folded(&new.name);
        let there = self.facts.units.iter().find(|unit| {
            folded(&unit.name) == wanted || (!new.key.is_empty() && unit.key == new.key)
        });
        if let Some(unit) = there {
            if folded(&unit.name) != wanted {
                let text = format!("Kode ini sudah dipakai {}.", unit.name);
                return Err(("key", text));
            }
            if unit.kind != new.kind {
                let text = format!(
                    "Unit ini sudah tercatat sebagai {}. Paket Awal tidak mengubah unit.",
                    unit.kind.label()
                );
                return Err(("kind", text));
            }
            return Ok(Fate::Same);
        }
        if let Some(row) = self.rows.insert(wanted, at.row) {
            return Err(("name", format!("Sama dengan baris {row}.")));
        }
        if new.kind == UnitKind::HeadOfRegion && !new.parent.is_empty() {
            return Err((
                "above",
                "Kepala daerah tidak berada di bawah unit lain.".into(),
            ));
        }
        let taken = |key: &str| self.keys.contains(key);
        if new.key.is_empty() {
            let words = match new.abbreviation.as_str() {
                "" => &new.name,
                short => short,
            };
            new.key = slug::free(words, |key| !taken(key));
        } else if taken(&new.key) || slug::of(&new.key) != new.key {
            let text = "Kode harus berbeda untuk tiap unit: huruf kecil, angka, dan garis.";
            return Err(("key", text.into()));
        }
        self.call(&new.key, &new.name, &new.abbreviation);
        waiting.push((at, new));
        Ok(Fate::New)
    }

    /// Key of a unit that is there or already in order.
    fn placed(&self, typed: &str) -> Option<String> {
        let key = self.unit_key(typed).ok()?;
        self.placed.contains(&key).then_some(key)
    }

    /// Makes a unit known by its names.
    pub(super) fn call(&mut self, key: &str, name: &str, short: &str) {
        let own = || key.to_owned();
        self.keys.insert(own());
        self.names.entry(folded(name)).or_default().push(own());
        for short in [short, key] {
            let keys = self.shorts.entry(folded(short)).or_default();
            if !short.is_empty() && !keys.iter().any(|known| known == key) {
                keys.push(own());
            }
        }
    }

    /// Key of the unit that is called so, new ones too. No words where that unit's own row is wrong.
    pub(super) fn unit_key(&self, typed: &str) -> Result<String, String> {
        let wanted = folded(typed);
        let whole = self.names.get(&wanted);
        let found = whole.or_else(|| self.shorts.get(&wanted));
        match found.map_or(&[][..], Vec::as_slice) {
            [one] => Ok(one.clone()),
            [] if self.facts.wrong.contains(&(0, wanted)) => Err(String::new()),
            [] => Err(format!(
                "Unit {typed} tidak ada, juga tidak di lembar Unit Kerja."
            )),
            _ => Err(format!("Ada beberapa unit {typed}. Tulis nama lengkapnya.")),
        }
    }
}
