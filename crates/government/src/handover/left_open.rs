//! What somebody leaves open: every capability says what lies with a person or a unit.

/// To whom records of a kind belong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// To the person.
    Person,
    /// To the unit, and so to whoever leads it.
    Unit,
    /// To everybody whose post has this right.
    Right(&'static str),
}

/// A kind of records that somebody leaves open.
#[derive(Clone, Copy, Debug)]
pub struct LeftOpen {
    /// Heading of the list.
    pub label: &'static str,
    /// To whom they belong.
    pub whose: Whose,
    /// The question that finds them: `$1` the region, `$2` the unit of the post, `$3` who leaves it.
    /// Its columns are `code` (of an obligation, or empty), `subject_kind`, `subject_id`, `title` and
    /// `due_date`.
    pub question: &'static str,
}

/// All kinds of the house. Kept in the app.
#[derive(Clone)]
pub struct LeftOpenKinds(pub Vec<LeftOpen>);
