//! Who acts in the played year: every post and assignment with its person, and from when to when.

use std::sync::Arc;

use government::{Role, account::Capacity};
use platform::{Actor, Problem, RegionCode, Uuid};
use time::Date;

use crate::data::wrong;

/// Units whose assistant is the one for economy and development; the other has all others.
const ECONOMY: [&str; 13] = [
    "pupr",
    "perkim",
    "dlh",
    "dishub",
    "dkppp",
    "diskopukm",
    "disperindag",
    "dpmptsp",
    "bapperida",
    "bkad",
    "bapenda",
    "bag-pbj",
    "bpbd",
];

/// Everybody who can act.
#[derive(Default)]
pub(crate) struct Cast(Vec<Player>);

/// A person in one capacity.
struct Player {
    actor: Arc<Actor>,
    from: Date,
    until: Option<Date>,
}

impl Cast {
    /// Adds a person in one capacity.
    pub(crate) fn add(
        &mut self,
        region: &RegionCode,
        (person, name): (Uuid, &str),
        capacity: Capacity,
        (from, until): (Date, Option<Date>),
    ) {
        let actor = Arc::new(Actor {
            region: region.clone(),
            person,
            capacity: capacity.id,
            session: Uuid::nil(),
            role: capacity.role,
            place: capacity.place,
            name: name.to_owned(),
            title: capacity.title,
            unread: 0,
            clock: 0,
            directory: 0,
        });
        self.0.push(Player { actor, from, until });
    }

    /// All who act in `role` on `date`, in the order of the file.
    pub(crate) fn with_role(&self, role: Role, date: Date) -> Vec<Arc<Actor>> {
        self.0
            .iter()
            .filter(|player| player.actor.role == role.code())
            .filter(|player| player.from <= date && player.until.is_none_or(|last| date <= last))
            .map(|player| Arc::clone(&player.actor))
            .collect()
    }

    fn in_unit(&self, unit: Uuid, roles: &[Role], date: Date) -> Option<Arc<Actor>> {
        roles.iter().find_map(|role| {
            let found = self.with_role(*role, date);
            found.into_iter().find(|actor| actor.place.id == unit)
        })
    }

    /// Who sends what a unit reports and proposes its targets.
    pub(crate) fn head(&self, unit: Uuid, date: Date) -> Result<Arc<Actor>, Problem> {
        let roles = [Role::Head, Role::Secretary, Role::Assistant, Role::Leader];
        self.in_unit(unit, &roles, date)
            .ok_or_else(|| wrong(format!("nobody heads {unit} on {date}")))
    }

    /// Who drafts what a unit reports; in a kelurahan the lurah does it.
    pub(crate) fn operator(&self, unit: Uuid, date: Date) -> Result<Arc<Actor>, Problem> {
        match self.in_unit(unit, &[Role::Operator], date) {
            Some(operator) => Ok(operator),
            None => self.head(unit, date),
        }
    }

    /// The head of the section that runs the meeting.
    pub(crate) fn organiser(&self, date: Date) -> Result<Arc<Actor>, Problem> {
        one(
            self.with_role(Role::Organiser, date).into_iter().next(),
            Role::Organiser,
        )
    }

    /// Who writes the minutes.
    pub(crate) fn recorder(&self, date: Date) -> Result<Arc<Actor>, Problem> {
        one(self.with_role(Role::Organiser, date).pop(), Role::Organiser)
    }

    /// The regional secretary.
    pub(crate) fn secretary(&self, date: Date) -> Result<Arc<Actor>, Problem> {
        one(self.with_role(Role::Secretary, date).pop(), Role::Secretary)
    }

    /// The assistant who agrees to the targets of a unit.
    pub(crate) fn assistant(&self, unit: &str, date: Date) -> Result<Arc<Actor>, Problem> {
        let place = usize::from(ECONOMY.contains(&unit));
        one(
            self.with_role(Role::Assistant, date).into_iter().nth(place),
            Role::Assistant,
        )
    }

    /// A verifier who is none of `authors`.
    pub(crate) fn verifier(
        &self,
        turn: usize,
        authors: &[Uuid],
        date: Date,
    ) -> Result<Arc<Actor>, Problem> {
        let mut free = self.with_role(Role::Verifier, date);
        free.retain(|actor| !authors.contains(&actor.person));
        let place = turn.checked_rem(free.len()).unwrap_or(0);
        one(free.into_iter().nth(place), Role::Verifier)
    }
}

fn one(found: Option<Arc<Actor>>, role: Role) -> Result<Arc<Actor>, Problem> {
    found.ok_or_else(|| wrong(format!("nobody acts as {}", role.code())))
}
