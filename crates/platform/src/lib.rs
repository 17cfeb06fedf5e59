//! The technical ground floor: clock and ids, the database with its write lane, the audit chain,
//! jobs, files, keys, rights as types, pages and forms. No civic word lives here; the nouns of
//! government stand one floor above.

pub mod app;
pub mod bar;
pub mod brake;
pub mod cache;
pub mod capability;
pub mod clock;
pub mod date;
pub mod files;
pub mod form;
pub mod http;
pub mod jobs;
pub mod keys;
pub mod migrations;
pub mod page;
pub mod photo;
pub mod problem;
pub mod provenance;
pub mod random;
pub mod reference;
pub mod region;
pub mod right;
pub mod store;
pub mod upload;
pub mod words;

pub use app::App;
pub use bar::Bar;
pub use clock::{Clock, Instant};
pub use page::Page;
pub use problem::Problem;
pub use reference::Ref;
pub use region::RegionCode;
pub use right::{Action, Actor, Grant, Located, PathParams, Place, Places, Public, Routes, Scope};
pub use store::{Db, Receipt, Tx};
pub use uuid::Uuid;
