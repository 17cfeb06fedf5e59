//! What of a row is not so already.

use crate::{Change, Indicator, Overlay};

impl Change {
    /// Only what is not so already.
    pub(super) fn differing(self, before: &Indicator, overlay: &Overlay) -> Self {
        let parent = before.parent.as_deref().map(|it| overlay.new_code(it));
        let elements = before
            .elements
            .iter()
            .map(|it| (&it.letter, &it.name, &it.owner));
        let same_elements = self.elements.as_ref().is_some_and(|own| {
            own.iter()
                .map(|it| (&it.letter, &it.name, &it.owner))
                .eq(elements)
        });
        let same_formula = |own: &String| own.replace(' ', "") == before.formula.replace(' ', "");
        Self {
            kind: self.kind.filter(|it| *it != before.kind),
            affair: self.affair.filter(|it| *it != before.affair),
            parent: self.parent.filter(|it| Some(it.as_str()) != parent),
            name: self.name.filter(|it| *it != before.name),
            elements: self.elements.filter(|_| !same_elements),
            formula: self.formula.filter(|it| !same_formula(it)),
            measure: self.measure.filter(|it| *it != before.measure),
            direction: self.direction.filter(|it| *it != before.direction),
            owners: self.owners.filter(|it| *it != before.owners),
            code: self.code,
        }
    }

    /// Whether it changes nothing.
    pub(super) fn is_empty(&self) -> bool {
        let code = self.code.clone();
        *self
            == Self {
                code,
                ..Self::default()
            }
    }
}
