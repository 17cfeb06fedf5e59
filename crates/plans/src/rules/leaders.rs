//! The four groups of leaders who take part in outreach: *tokoh masyarakat, agama, adat, pemuda*.

/// A group of leaders.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeaderGroup {
    /// *Tokoh masyarakat*.
    Community,
    /// *Tokoh agama*.
    Religious,
    /// *Tokoh adat*.
    Customary,
    /// *Tokoh pemuda*.
    Youth,
}

/// The four groups with the word of a form, in the order people name them.
pub const LEADER_GROUPS: [(LeaderGroup, &str, &str); 4] = [
    (LeaderGroup::Community, "masyarakat", "Tokoh masyarakat"),
    (LeaderGroup::Religious, "agama", "Tokoh agama"),
    (LeaderGroup::Customary, "adat", "Tokoh adat"),
    (LeaderGroup::Youth, "pemuda", "Tokoh pemuda"),
];

/// Which of the four took part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Leaders {
    /// *Tokoh masyarakat*.
    pub community: bool,
    /// *Tokoh agama*.
    pub religious: bool,
    /// *Tokoh adat*.
    pub customary: bool,
    /// *Tokoh pemuda*.
    pub youth: bool,
}

impl Leaders {
    /// Those whose words were ticked.
    pub fn read(words: &[String]) -> Self {
        let ticked = |word: &str| words.iter().any(|it| it == word);
        Self {
            community: ticked("masyarakat"),
            religious: ticked("agama"),
            customary: ticked("adat"),
            youth: ticked("pemuda"),
        }
    }

    /// Whether a group took part.
    pub const fn has(self, group: LeaderGroup) -> bool {
        match group {
            LeaderGroup::Community => self.community,
            LeaderGroup::Religious => self.religious,
            LeaderGroup::Customary => self.customary,
            LeaderGroup::Youth => self.youth,
        }
    }

    /// Whether any took part.
    pub const fn any(self) -> bool {
        self.community || self.religious || self.customary || self.youth
    }

    /// Those of both.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self {
            community: self.community || other.community,
            religious: self.religious || other.religious,
            customary: self.customary || other.customary,
            youth: self.youth || other.youth,
        }
    }

    /// The words of a form.
    pub fn words(self) -> Vec<String> {
        let all = LEADER_GROUPS.iter().filter(|it| self.has(it.0));
        all.map(|it| it.1.to_owned()).collect()
    }

    /// "Tokoh agama, Tokoh pemuda"; empty when none took part.
    pub fn text(self) -> String {
        let all = LEADER_GROUPS.iter().filter(|it| self.has(it.0));
        let names: Vec<&str> = all.map(|it| it.2).collect();
        names.join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::Leaders;

    #[test]
    fn each_of_the_four_groups_is_marked_by_itself() {
        let ticked = |words: &[&str]| -> Leaders {
            let words: Vec<String> = words.iter().map(|it| (*it).to_owned()).collect();
            Leaders::read(&words)
        };
        assert!(!ticked(&[]).any());
        for (word, text) in [
            ("masyarakat", "Tokoh masyarakat"),
            ("agama", "Tokoh agama"),
            ("adat", "Tokoh adat"),
            ("pemuda", "Tokoh pemuda"),
        ] {
            let one = ticked(&[word]);
            assert!(one.any());
            assert_eq!(one.text(), text);
            assert_eq!(one.words(), [word]);
        }
        let both = ticked(&["agama"]).with(ticked(&["adat"]));
        assert_eq!(both.text(), "Tokoh agama, Tokoh adat");
    }
}
