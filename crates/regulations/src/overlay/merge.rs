//! Laying an overlay over a pack.

use figures::Direction;

use super::{Change, Overlay, OwnElement, own_variable};
use crate::{Element, Indicator, Kind, Pack, Provenance, Sources, Subject};

impl Pack {
    /// The pack as the region has it. It may be wrong now: `check` says so, with
    /// `Catalogue::with` for the variables that come with it.
    #[must_use]
    pub fn with(&self, overlay: &Overlay) -> Self {
        let mut pack = self.clone();
        let from = overlay.provenance();
        pack.recode(overlay, &from);
        pack.affairs.extend(overlay.affairs.iter().cloned());
        pack.indicators
            .retain(|it| !overlay.left_out.contains(&it.code));
        for change in &overlay.indicators {
            match pack.indicators.iter_mut().find(|it| it.code == change.code) {
                Some(indicator) => change.apply(indicator, &from),
                None => pack.indicators.push(change.added(overlay, &from)),
            }
        }
        for scale in &overlay.scales {
            if scale.default {
                pack.scales.iter_mut().for_each(|it| it.default = false);
            }
            put(&mut pack.scales, scale.clone(), |it| &it.id);
        }
        for due in &overlay.calendar {
            put(&mut pack.calendar, due.clone(), |it| &it.id);
        }
        pack.forget_what_changed(self, overlay);
        pack
    }

    /// Gives new codes, wherever the old ones are named.
    fn recode(&mut self, overlay: &Overlay, from: &Provenance) {
        let rename = |code: &mut String| *code = overlay.new_code(code).to_owned();
        for indicator in &mut self.indicators {
            if overlay.new_code(&indicator.code) != indicator.code {
                indicator.provenance.code = from.clone();
            }
            rename(&mut indicator.code);
            indicator.parent.iter_mut().for_each(rename);
        }
        for choice in &mut self.choices {
            rename(&mut choice.indicator);
        }
        for weights in &mut self.weights {
            weights.indicator.iter_mut().for_each(rename);
        }
        for example in &mut self.examples {
            rename(&mut example.item);
        }
    }

    /// Worked examples and weights of what the region computes otherwise, or not at all, say nothing
    /// any more.
    fn forget_what_changed(&mut self, before: &Self, overlay: &Overlay) {
        let same = |code: &str| {
            let now = self.indicators.iter().find(|it| it.code == code);
            let then = before.indicator(overlay.old_code(code));
            now.zip(then).is_some_and(|(now, then)| {
                let letters = |it: &Indicator| -> Vec<String> {
                    it.elements.iter().map(|it| it.letter.clone()).collect()
                };
                now.formula == then.formula && letters(now) == letters(then)
            })
        };
        let kept = self.examples.iter().filter(|it| match it.subject {
            Subject::Indicator | Subject::Change => same(&it.item),
            Subject::Scale => !overlay.scales.iter().any(|own| own.id == it.item),
            Subject::Due => !overlay.calendar.iter().any(|own| own.id == it.item),
            Subject::Rule | Subject::Report => true,
        });
        let kept = kept.cloned().collect();
        let weights = self.weights.iter();
        let weights = weights.filter(|it| it.indicator.as_deref().is_none_or(&same));
        let weights = weights.cloned().collect();
        (self.examples, self.weights) = (kept, weights);
        let there = |code: &str| self.indicators.iter().any(|it| it.code == code);
        let choices = self.choices.iter().filter(|it| there(&it.indicator));
        self.choices = choices.cloned().collect();
    }
}

/// Replaces what has the same id, else comes behind.
fn put<T>(list: &mut Vec<T>, item: T, id: impl Fn(&T) -> &String) {
    match list.iter_mut().find(|it| id(it) == id(&item)) {
        Some(place) => *place = item,
        None => list.push(item),
    }
}

impl Change {
    fn apply(&self, to: &mut Indicator, from: &Provenance) {
        let set = |place: &mut String, own: &Option<String>, source: &mut Provenance| {
            if let Some(own) = own.as_ref().filter(|own| *own != place) {
                place.clone_from(own);
                source.clone_from(from);
            }
        };
        set(&mut to.name, &self.name, &mut to.provenance.name);
        set(&mut to.formula, &self.formula, &mut to.provenance.formula);
        set(&mut to.measure, &self.measure, &mut to.provenance.formula);
        if to.provenance.formula == *from {
            to.printed.clone_from(&to.formula);
        }
        if let Some(direction) = self.direction {
            to.direction = direction;
        }
        if let Some(kind) = self.kind {
            to.kind = kind;
        }
        if let Some(affair) = &self.affair {
            to.affair.clone_from(affair);
        }
        if self.parent.is_some() && self.parent != to.parent {
            to.parent.clone_from(&self.parent);
            to.provenance.parent = Some(from.clone());
        }
        if let Some(owners) = &self.owners {
            to.owners.clone_from(owners);
        }
        if let Some(elements) = &self.elements {
            let own = elements.iter().map(|it| it.finish(&to.code, &to.elements));
            let own: Vec<Element> = own.collect();
            let words = |it: &[Element]| -> Vec<(String, String)> {
                let pairs = it.iter().map(|it| (it.letter.clone(), it.name.clone()));
                pairs.collect()
            };
            // who gives an element is no statement about what it is
            if words(&own) != words(&to.elements) {
                to.provenance.formula.clone_from(from);
            }
            to.elements = own;
        }
    }

    fn added(&self, overlay: &Overlay, from: &Provenance) -> Indicator {
        let elements = self.elements.iter().flatten();
        let formula = self.formula.clone().unwrap_or_default();
        Indicator {
            code: self.code.clone(),
            kind: self.kind.unwrap_or(Kind::Outcome),
            affair: self.affair.clone().unwrap_or_default(),
            parent: self.parent.clone(),
            name: self.name.clone().unwrap_or_default(),
            elements: elements.map(|it| it.finish(&self.code, &[])).collect(),
            printed: formula.clone(),
            formula,
            change: None,
            measure: self.measure.clone().unwrap_or_default(),
            direction: self.direction.unwrap_or(Direction::Higher),
            rounding: None,
            share: false,
            low: None,
            high: None,
            owners: self.owners.clone().unwrap_or_default(),
            basis: overlay.basis.clone(),
            note: None,
            provenance: Sources {
                name: from.clone(),
                formula: from.clone(),
                code: from.clone(),
                parent: self.parent.as_ref().map(|_| from.clone()),
            },
        }
    }
}

impl OwnElement {
    /// The element, with the variable of the pack's element of this letter where none is named.
    fn finish(&self, code: &str, before: &[Element]) -> Element {
        let same = before.iter().find(|it| it.letter == self.letter);
        let variable = self
            .variable
            .clone()
            .or_else(|| Some(same?.variable.clone()));
        Element {
            letter: self.letter.clone(),
            name: self.name.clone(),
            variable: variable.unwrap_or_else(|| own_variable(code, &self.letter)),
            previous: same.is_some_and(|it| it.previous),
            owner: self.owner.clone(),
        }
    }
}
