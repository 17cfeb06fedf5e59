//! Whether the outcome IKK a unit owns stand in its agreement.

/// An outcome IKK that a unit owns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnedIkk {
    /// "1.b.2".
    pub code: String,
    /// Its name, or empty.
    pub name: String,
}

/// Which of them stand in the agreement.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IkkPresence {
    /// Those that do.
    pub present: Vec<OwnedIkk>,
    /// Those that do not.
    pub absent: Vec<OwnedIkk>,
}

/// Reads a list, one a line: the code, then perhaps its name.
pub fn owned(list: &str) -> Vec<OwnedIkk> {
    let mut all: Vec<OwnedIkk> = Vec::new();
    for line in list.lines().map(str::trim).filter(|it| !it.is_empty()) {
        let (code, name) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        if all.iter().all(|it| !same(&it.code, code)) {
            all.push(OwnedIkk {
                code: code.to_owned(),
                name: name.trim().to_owned(),
            });
        }
    }
    all
}

/// Parts the owned into those whose code stands in the agreement and those whose code does not.
pub fn presence<'a>(
    owned: Vec<OwnedIkk>,
    codes: impl Iterator<Item = &'a str> + Clone,
) -> IkkPresence {
    let (present, absent) = owned
        .into_iter()
        .partition(|it| codes.clone().any(|code| same(code, &it.code)));
    IkkPresence { present, absent }
}

/// Whether two codes are the same, however they were typed.
pub fn same(a: &str, b: &str) -> bool {
    let bare = |code: &str| code.trim().trim_end_matches('.').to_lowercase();
    bare(a) == bare(b)
}

#[cfg(test)]
mod tests {
    use super::{owned, presence};

    #[test]
    fn each_is_present_or_absent() {
        let list = owned("1.b.1 Rasio daya tampung\n\n1.b.2.\n1.B.1 lagi\n");
        assert_eq!(list.len(), 2);
        let found = presence(list, ["", "1.B.1"].into_iter());
        assert_eq!(found.present[0].name, "Rasio daya tampung");
        assert_eq!(found.absent.len(), 1);
        assert_eq!(found.absent[0].code, "1.b.2.");
    }
}
