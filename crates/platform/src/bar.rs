//! A stacked bar: the parts of a whole beside each other. `bar.html` draws it; the figures stand
//! in words in its label, and beside it on the page.

/// Parts of a whole.
#[derive(Clone, Debug)]
pub struct Bar {
    label: String,
    parts: Vec<Part>,
}

/// A part, in the measure of the whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// Style of its fill: "tuntas", "terlambat" ...
    pub fill: &'static str,
    /// Where it begins.
    pub from: i64,
    /// How long it is, above zero.
    pub width: i64,
}

impl Bar {
    /// A bar of these fills and counts, in order; what is zero or less is not drawn.
    pub fn new(label: impl Into<String>, counts: &[(&'static str, i64)]) -> Self {
        let mut from = 0_i64;
        let mut parts = Vec::new();
        for (fill, width) in counts.iter().copied().filter(|(_, width)| *width > 0) {
            parts.push(Part { fill, from, width });
            from = from.saturating_add(width);
        }
        Self {
            label: label.into(),
            parts,
        }
    }

    /// What it shows, in words.
    pub fn label(&self) -> &str {
        &self.label
    }

    /// The parts, in order.
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// The whole; 1 when there is nothing, so that it can be drawn.
    pub fn whole(&self) -> i64 {
        let end = self
            .parts
            .last()
            .map_or(0, |part| part.from.saturating_add(part.width));
        end.max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::{Bar, Part};

    #[test]
    fn parts_lie_beside_each_other_and_nothing_is_not_drawn() {
        let bar = Bar::new(
            "Tuntas 3, terlambat 2",
            &[("tuntas", 3), ("proses", 0), ("terlambat", 2)],
        );
        let part = |fill, from, width| Part { fill, from, width };
        assert_eq!(bar.parts(), [part("tuntas", 0, 3), part("terlambat", 3, 2)]);
        assert_eq!((bar.whole(), Bar::new("", &[]).whole()), (5, 1));
    }
}
