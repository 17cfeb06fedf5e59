//! A person typed or pasted on a line: a name with degrees, a NIP, or both.

/// What a line says.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct PersonLine {
    /// Name with degrees; empty when only a NIP was typed.
    pub name: String,
    /// Digits of the NIP as typed, or empty.
    pub nip: String,
}

/// Reads a line: parts are divided by a tab or a semicolon, since names have commas. A list's own
/// number ("1. ") is left out. `None` for an empty line.
pub fn read(line: &str) -> Option<PersonLine> {
    let line = line.trim();
    let bare = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let line = match bare.strip_prefix(['.', ')']) {
        Some(rest) if rest.starts_with(' ') => rest.trim(),
        _ => line,
    };
    let mut read = PersonLine::default();
    for part in line.split([';', '\t']).map(str::trim) {
        let digits = part.chars().filter(char::is_ascii_digit).count();
        let numeric = part
            .chars()
            .all(|c| c.is_ascii_digit() || " .-".contains(c));
        if numeric && digits > 0 {
            read.nip = part.to_owned();
        } else if read.name.is_empty() {
            read.name = part.to_owned();
        }
    }
    (read != PersonLine::default()).then_some(read)
}

#[cfg(test)]
mod tests {
    use super::{PersonLine, read};

    #[test]
    fn a_name_may_stand_alone_or_with_its_nip() {
        let line = |name: &str, nip: &str| {
            Some(PersonLine {
                name: name.into(),
                nip: nip.into(),
            })
        };
        assert_eq!(read("  Siti, S.Kom. "), line("Siti, S.Kom.", ""));
        let both = line("Drs. Budi, M.Si.", "19860926 201505 1 001");
        assert_eq!(read("1. Drs. Budi, M.Si.\t19860926 201505 1 001"), both);
        assert_eq!(read("Drs. Budi, M.Si.; 19860926 201505 1 001"), both);
        assert_eq!(read("198609262015051001"), line("", "198609262015051001"));
        assert_eq!(read(" \t "), None);
    }
}
