//! Who may see what is owed in lists that many people read.
//!
//! Most of the house is read by the whole region. What an auditor found is not: such records stand
//! in no shared list, tally, chart, search or paper; they are read where the unit does its work and on
//! the pages of the capability they come from. So a list leaves out what is limited unless it asks
//! for a `Viewer`.

mod store;

use platform::{Actor, Place, RegionCode};

pub use store::limited;

use crate::role::Role;

/// Who may see a record in shared lists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Audience {
    /// Everybody in the region's government.
    #[default]
    Region,
    /// The unit itself and the units above it.
    Line,
    /// The unit itself and the units above it, the head of the region, the internal auditors. The
    /// regional secretary only where the unit stands below the secretariat: the rules on following
    /// up an audit name the official concerned, who reports to the auditor, and the head of region.
    Audit,
}

impl Audience {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Region, Self::Line, Self::Audit];

    /// The stored number.
    pub const fn code(self) -> i16 {
        match self {
            Self::Region => 0,
            Self::Line => 1,
            Self::Audit => 2,
        }
    }

    /// The audience behind a stored number; a number nobody knows is the narrowest.
    pub fn from_code(code: i16) -> Self {
        let found = Self::ALL.into_iter().find(|it| it.code() == code);
        found.unwrap_or(Self::Line)
    }

    /// Whether it is not for everybody.
    pub const fn is_limited(self) -> bool {
        !matches!(self, Self::Region)
    }
}

/// What stands in place of the words of a limited record where more people read.
pub const MASKED: &str = "Tindak lanjut dengan akses terbatas";

/// A kind of records of which some are limited.
#[derive(Clone, Copy, Debug)]
pub struct LimitedKind {
    /// The kind, as in audit rows.
    pub kind: &'static str,
    /// Finds those among `{ids}` that are; `$1` is the region.
    pub question: &'static str,
}

/// All kinds of the house. Kept in the app.
#[derive(Clone)]
pub struct LimitedKinds(pub Vec<LimitedKind>);

/// Who looks at a region, and from where.
#[derive(Clone, Debug)]
pub struct Viewer {
    /// The place in the region that limited records may be seen from.
    path: Option<String>,
    audits: bool,
}

impl Viewer {
    /// The person as they act. Who keeps the installation or reads across regions does not do the
    /// work of the unit that the capacity lies in, and sees nothing limited.
    pub fn of(actor: &Actor, region: &RegionCode) -> Self {
        let role = Role::from_code(&actor.role).filter(|_| actor.region == *region);
        Self {
            path: role
                .filter(|role| !matches!(role, Role::Administrator | Role::Observer))
                .map(|_| actor.place.path.clone()),
            audits: matches!(role, Some(Role::Leader | Role::Auditor)),
        }
    }

    /// Whether what auditors found anywhere is seen.
    pub const fn audits(&self) -> bool {
        self.audits
    }

    /// Whether a record of a unit is seen.
    pub fn sees(&self, audience: Audience, unit: &Place) -> bool {
        let in_line = || {
            let path = self.path.as_deref();
            path.is_some_and(|path| unit.path.starts_with(path))
        };
        match audience {
            Audience::Region => true,
            Audience::Line => in_line(),
            Audience::Audit => self.audits || in_line(),
        }
    }

    /// For `like`: paths of the units whose limited records are seen.
    pub fn pattern(&self) -> String {
        match &self.path {
            Some(path) => format!("{path}%"),
            None => "-".into(),
        }
    }

    /// The condition under which rows of `table`, which have a region, an audience and a unit, are
    /// seen; `place` is the parameter with the pattern.
    pub fn condition(&self, table: &str, place: usize) -> String {
        let audits = match self.audits {
            true => format!(" or {table}.audience = {}", Audience::Audit.code()),
            false => String::new(),
        };
        format!(
            "({table}.audience = 0{audits} or {table}.unit_id in (select seen.id from unit seen \
             where seen.region = {table}.region and seen.path like ${place}))"
        )
    }
}

#[cfg(test)]
mod tests {
    use platform::{Actor, Place, RegionCode, Uuid};

    use super::{Audience, Role, Viewer};

    fn place(path: &str) -> Place {
        Place {
            id: Uuid::nil(),
            path: path.into(),
        }
    }

    fn region(code: &str) -> RegionCode {
        code.parse().expect("a code")
    }

    fn viewer(role: Role, path: &str) -> Viewer {
        let actor = Actor {
            region: region("99.99"),
            person: Uuid::nil(),
            capacity: Uuid::nil(),
            session: Uuid::nil(),
            role: role.code().into(),
            place: place(path),
            name: String::new(),
            title: String::new(),
            unread: 0,
            clock: 0,
            directory: 0,
        };
        Viewer::of(&actor, &region("99.99"))
    }

    #[test]
    fn a_finding_is_seen_by_its_line_the_head_of_region_and_the_auditors() {
        let unit = place("7.31.");
        let sees = |role, path| viewer(role, path).sees(Audience::Audit, &unit);
        for role in [Role::Leader, Role::Auditor] {
            assert!(sees(role, "1.") && sees(role, "7.31."), "{role:?}");
        }
        for role in [Role::Head, Role::Operator, Role::Secretary, Role::Outgoing] {
            assert!(sees(role, "7.31.") && sees(role, "7."), "{role:?}");
            assert!(!sees(role, "7.3."), "{role:?}: another unit");
            assert!(!sees(role, "7.31.2."), "{role:?}: below it");
            assert!(!sees(role, "1."), "{role:?}: elsewhere");
        }
        for role in [Role::Administrator, Role::Observer] {
            assert!(!sees(role, "7.31."), "{role:?}");
        }
        assert!(!viewer(Role::Leader, "1.").sees(Audience::Line, &unit));
    }

    #[test]
    fn a_number_nobody_knows_is_the_narrowest() {
        for audience in Audience::ALL {
            assert_eq!(Audience::from_code(audience.code()), audience);
        }
        assert_eq!(Audience::from_code(9), Audience::Line);
    }
}
