//! From typed rows and what is there already to what is added, with what is wrong by cell.

mod people;
mod units;

use std::collections::{HashMap, HashSet};

use government::{
    Role,
    account::{Acting, Rostered},
    assignment::Duty,
    posts::{Blocked, Holding, Period, Post, blocked},
    structure::{NewUnit, Unit},
};
use platform::{Uuid, words::folded};

use self::people::People;
use super::rows::{At, Entry, Named};

/// What is there already.
#[derive(Debug, Default)]
pub struct Facts {
    /// Units that exist.
    pub units: Vec<Unit>,
    /// All posts.
    pub posts: Vec<Post>,
    /// All holdings.
    pub holdings: Vec<Holding>,
    /// Everybody.
    pub people: Vec<Rostered>,
    /// Assignments: person, unit, title, first day as stored.
    pub assignments: HashSet<(Uuid, Uuid, String, String)>,
    /// Digests of the NIPs that are typed.
    pub digests: HashMap<String, String>,
    /// Names in rows that are wrong, folded, by sheet: who names them is not told again.
    pub wrong: HashSet<(usize, String)>,
}

/// A post to be made; ids of what is new are placeholders until it is kept.
#[derive(Clone, Debug)]
pub struct NewPost {
    /// Placeholder.
    pub id: Uuid,
    /// Key of the unit.
    pub unit: String,
    /// Title.
    pub title: String,
    /// Role.
    pub role: Role,
}

/// A person to be entered.
#[derive(Clone, Debug)]
pub struct NewPerson {
    /// Placeholder.
    pub id: Uuid,
    /// As typed.
    pub named: Named,
    /// Number, or empty.
    pub wa: String,
}

/// A post held, to be entered.
#[derive(Clone, Debug)]
pub struct Held {
    /// Post, or its placeholder.
    pub post: Uuid,
    /// Person, or a placeholder.
    pub account: Uuid,
    /// How.
    pub acting: Acting,
    /// From when to when.
    pub period: Period,
    /// Decree.
    pub source: String,
}

/// An assignment to be entered.
#[derive(Clone, Debug)]
pub struct Assigned {
    /// Person, or a placeholder.
    pub account: Uuid,
    /// Key of the unit.
    pub unit: String,
    /// What the person does.
    pub duty: Duty,
    /// On what.
    pub subject: String,
    /// From when to when.
    pub period: Period,
    /// Decree.
    pub source: String,
}

/// What is wrong with a cell.
#[derive(Clone, Debug)]
pub struct Wrong {
    /// The row.
    pub at: At,
    /// Key of the column.
    pub column: &'static str,
    /// What is wrong and what to do.
    pub text: String,
}

/// What becomes of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is added.
    New,
    /// It is there already.
    Same,
    /// It changes a number.
    Changed,
}

/// What a workbook adds.
#[derive(Debug, Default)]
pub struct Plan {
    /// Units, parents before children.
    pub units: Vec<NewUnit>,
    /// Posts.
    pub posts: Vec<NewPost>,
    /// Persons.
    pub people: Vec<NewPerson>,
    /// Persons who get an account: id and name to sign in with.
    pub accounts: Vec<(Uuid, String)>,
    /// Numbers of persons who are there.
    pub numbers: Vec<(Rostered, String)>,
    /// Posts held.
    pub holders: Vec<Held>,
    /// Assignments.
    pub assignments: Vec<Assigned>,
    /// What becomes of each row, by sheet and number.
    pub fates: HashMap<(usize, u32), Fate>,
    /// What is wrong.
    pub wrongs: Vec<Wrong>,
}

/// Makes the plan.
pub fn plan(rows: &[(At, Entry)], facts: &Facts) -> Plan {
    let mut planner = Planner::new(facts);
    planner.units(rows);
    for (at, entry) in rows {
        let fate = match entry {
            Entry::Unit { .. } => continue,
            Entry::Post { title, unit, role } => planner.post(title, unit, *role),
            Entry::Holder { .. } => planner.holder(entry),
            Entry::Assignment { .. } => planner.assignment(entry),
            Entry::Number { person, wa } => planner.number(person, wa),
        };
        planner.note(at, fate);
    }
    planner.plan
}

type Judged = Result<Fate, (&'static str, String)>;

/// A post by its folded title: id or placeholder, key of its unit, role.
type Titled = (Uuid, String, Role);

/// What is known while rows are judged, by folded names, so that a row costs the same however many
/// there are.
struct Planner<'a> {
    facts: &'a Facts,
    plan: Plan,
    /// Rows of new units, by name.
    rows: HashMap<String, u32>,
    /// Keys of units by name, and by abbreviation and key.
    names: HashMap<String, Vec<String>>,
    shorts: HashMap<String, Vec<String>>,
    /// Keys of all units, and of those that are in order.
    keys: HashSet<String>,
    placed: HashSet<String>,
    posts: HashMap<String, Vec<Titled>>,
    people: People,
    /// By post.
    holdings: HashMap<Uuid, Vec<Holding>>,
    /// Assignments of the workbook so far.
    assigned: HashSet<Once>,
    next: u128,
}

/// Person, key of the unit, title, first day.
type Once = (Uuid, String, String, String);

impl<'a> Planner<'a> {
    fn new(facts: &'a Facts) -> Self {
        let mut it = Self {
            facts,
            plan: Plan::default(),
            rows: HashMap::new(),
            names: HashMap::new(),
            shorts: HashMap::new(),
            keys: HashSet::new(),
            placed: HashSet::new(),
            posts: HashMap::new(),
            people: People::of(&facts.people),
            holdings: HashMap::new(),
            assigned: HashSet::new(),
            next: 1,
        };
        let mut of_unit = HashMap::new();
        for unit in &facts.units {
            it.call(&unit.key, &unit.name, &unit.abbreviation);
            it.placed.insert(unit.key.clone());
            of_unit.insert(unit.id(), unit.key.clone());
        }
        for post in &facts.posts {
            let Some(key) = of_unit.get(&post.unit) else {
                continue;
            };
            let titled = (post.id, key.clone(), post.role);
            it.posts
                .entry(folded(&post.title))
                .or_default()
                .push(titled);
        }
        for held in &facts.holdings {
            it.holdings.entry(held.post).or_default().push(held.clone());
        }
        it
    }
}

impl Planner<'_> {
    fn note(&mut self, at: &At, fate: Judged) {
        match fate {
            Ok(fate) => {
                self.plan.fates.insert((at.sheet, at.row), fate);
            }
            // what it names stands in a row that is wrong itself
            Err((_, text)) if text.is_empty() => {}
            Err((column, text)) => self.plan.wrongs.push(Wrong {
                at: at.clone(),
                column,
                text,
            }),
        }
    }

    fn post(&mut self, title: &str, unit: &str, role: Role) -> Judged {
        let key = self.unit_key(unit).map_err(|text| ("unit", text))?;
        let known = self.posts.entry(folded(title)).or_default();
        if let Some((id, _, there)) = known.iter().find(|(_, unit, _)| *unit == key) {
            if self.plan.posts.iter().any(|post| post.id == *id) {
                return Err(("post", "Jabatan ini sudah ada di baris lain.".into()));
            }
            return match *there == role {
                true => Ok(Fate::Same),
                false => Err((
                    "role",
                    format!("Jabatan ini sudah tercatat dengan peran {there}."),
                )),
            };
        }
        let id = Uuid::from_u128(self.next);
        self.next += 1;
        known.push((id, key.clone(), role));
        self.plan.posts.push(NewPost {
            id,
            unit: key,
            title: title.to_owned(),
            role,
        });
        Ok(Fate::New)
    }

    /// Id or placeholder of a post.
    fn find_post(&self, title: &str, unit: &str) -> Result<Uuid, (&'static str, String)> {
        let key = match unit {
            "" => None,
            unit => Some(self.unit_key(unit).map_err(|text| ("unit", text))?),
        };
        let wanted = folded(title);
        let known = self.posts.get(&wanted).map_or(&[][..], Vec::as_slice);
        let fits = |(_, unit, _): &&Titled| key.as_ref().is_none_or(|key| key == unit);
        let found: Vec<&Titled> = known.iter().filter(fits).collect();
        match found.as_slice() {
            [(id, ..)] => Ok(*id),
            [] if self.facts.wrong.contains(&(1, wanted)) => Err(("post", String::new())),
            [] => Err((
                "post",
                format!("Jabatan {title} tidak ada, juga tidak di lembar Jabatan."),
            )),
            _ => Err((
                "unit",
                "Jabatan ini ada di beberapa unit. Tulis unitnya.".into(),
            )),
        }
    }

    fn holder(&mut self, entry: &Entry) -> Judged {
        let Entry::Holder {
            person,
            post,
            unit,
            acting,
            period,
            source,
        } = entry
        else {
            return Ok(Fate::Same);
        };
        let post = self.find_post(post, unit)?;
        let account = self.person(person, true)?;
        let of_post = self.holdings.entry(post).or_default();
        let same = |held: &Holding| {
            (held.account, held.acting, held.period.from) == (account, *acting, period.from)
        };
        if of_post.iter().any(same) {
            return Ok(Fate::Same);
        }
        match blocked(of_post, account, *acting, *period, None) {
            Some(Blocked::Definitive(name)) => {
                return Err((
                    "post",
                    format!("Jabatan ini sudah dipegang {name} secara definitif pada masa itu."),
                ));
            }
            Some(Blocked::Twice) => {
                let text = "Orang ini sudah tercatat memegang jabatan ini pada masa itu.";
                return Err(("person", text.into()));
            }
            None => {}
        }
        of_post.push(Holding {
            id: Uuid::nil(),
            post,
            account,
            name: person.name.clone(),
            acting: *acting,
            period: *period,
            source: source.clone(),
            version: 1,
        });
        self.plan.holders.push(Held {
            post,
            account,
            acting: *acting,
            period: *period,
            source: source.clone(),
        });
        Ok(Fate::New)
    }

    fn assignment(&mut self, entry: &Entry) -> Judged {
        let Entry::Assignment {
            person,
            duty,
            subject,
            unit,
            period,
            source,
        } = entry
        else {
            return Ok(Fate::Same);
        };
        let key = self.unit_key(unit).map_err(|text| ("unit", text))?;
        let account = self.person(person, true)?;
        let title = duty.title(subject);
        let unit = self.facts.units.iter().find(|unit| unit.key == key);
        let from = period.from.map(platform::date::iso).unwrap_or_default();
        let once = (account, key.clone(), title.clone(), from.clone());
        let there = unit.is_some_and(|unit| {
            let known = (account, unit.id(), title, from);
            self.facts.assignments.contains(&known)
        });
        if there || !self.assigned.insert(once) {
            return Ok(Fate::Same);
        }
        self.plan.assignments.push(Assigned {
            account,
            unit: key,
            duty: *duty,
            subject: subject.clone(),
            period: *period,
            source: source.clone(),
        });
        Ok(Fate::New)
    }
}
