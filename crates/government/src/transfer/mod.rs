//! *Mutasi Jabatan*: one decree moves many people on one day. Rows in, a plan with problems by row
//! and column out; where the rows come from (pasted, a workbook) does not matter here. Holdings are
//! dated, so a plan applied ahead takes effect on its day by itself, and follow-ups are owed by
//! units, so that no work moves with a person.

mod rules;
mod store;

pub use rules::{
    Facts, Move, NO_POST, PERSON, POST, Person, Plan, Row, Trouble, UNIT, parse, plan,
};
pub use store::{Decree, Load, Sources, apply, loads, sources};
