//! The database library stays in the rooms made for it.

use super::code::words;
use super::{Source, Violation};

const NAMES: &[&str] = &["sea_orm", "sea_orm_migration", "sea_query"];

/// `sea_orm` and its relatives are named only in `store` and `migrations`, so that pages
/// and rules can be read, tested and kept without a database.
pub fn check(source: &Source) -> Vec<Violation> {
    if source.house_crate().is_none() || source.serves_tests() || is_room(&source.path) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for name in NAMES {
        let rule = format!("`{name}` belongs in store/ or migrations/");
        found.extend(words(&source.code, name).map(|at| source.at(at, rule.clone())));
    }
    found
}

fn is_room(path: &str) -> bool {
    let (directory, file) = path.rsplit_once('/').unwrap_or(("", path));
    let in_directory = directory
        .split('/')
        .any(|part| ["store", "migrations"].contains(&part));
    in_directory || ["store.rs", "migrations.rs"].contains(&file)
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::rules::lines;

    const BAD: &str = "use sea_orm::X;\n// sea_orm\n#[sea_orm(x)]\nuse sea_query as q;\nsea_ormx";

    #[test]
    fn only_in_its_rooms() {
        assert_eq!(
            lines(check, "crates/directives/src/web/list.rs", BAD),
            [1, 3, 4]
        );
        assert_eq!(
            lines(check, "crates/platform/src/restore.rs", BAD),
            [1, 3, 4]
        );
        for room in [
            "crates/directives/src/store/meeting.rs",
            "crates/directives/src/store.rs",
            "crates/directives/src/migrations/first.rs",
            "crates/directives/src/migrations.rs",
            "crates/testing/src/lib.rs",
            "crates/bench/src/main.rs",
        ] {
            assert!(lines(check, room, BAD).is_empty(), "{room}");
        }
    }
}
