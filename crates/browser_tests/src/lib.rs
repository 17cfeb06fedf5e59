//! Tests that sit down in front of the built program with a real browser, as its people do.
//!
//! [`tell`] opens a house (the demo's data, served by the built binary), puts a browser before it
//! and tells a story at that desk. Persons sign in one after the other at the same browser and do
//! what their words say. Every page they show is looked at: accessibility, width, complaints of the
//! browser; what is found is collected and reported at the end. Pictures of all steps go to
//! `target/screenshots`.

mod axe;
mod browser;
mod camera;
mod desk;
mod house;
mod person;
mod picture;
mod place;
mod process;
mod shelf;
mod typing;
mod until;
mod window;
mod workbook;

pub use browser::{Browser, Script};
pub use camera::PLACE;
pub use desk::{Desk, tell};
pub use house::House;
pub use person::Person;
pub use picture::photo;
pub use shelf::Shelf;
pub use until::until;
pub use window::{Screen, Window};
pub use workbook::{Sheet, changed, row, workbook};

/// What helpers return: a failure says what was looked for.
pub type Outcome<T = ()> = anyhow::Result<T>;
