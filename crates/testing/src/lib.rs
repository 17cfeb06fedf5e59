//! What tests stand on: throw-away databases of both engines, a small world to act in, and a
//! client that goes through the real router.

pub mod agreements;
pub mod client;
pub mod database;
pub mod people;
pub mod plans;
pub mod press;
pub mod reports;
pub mod rounds;
pub mod stage;
pub mod world;

pub use client::{Answer, Client};
pub use database::Engine;
pub use world::World;

/// Runs one test on SQLite and on PostgreSQL: `both!(name, |world| async move { ... })`. The
/// world is the small Kota Contoh: units, people, no meetings.
#[macro_export]
macro_rules! both {
    ($(#[$meta:meta])* $name:ident, |$world:ident| $body:block) => {
        mod $name {
            use super::*;
            async fn run($world: $crate::World) $body
            $(#[$meta])*
            #[tokio::test]
            async fn sqlite() {
                run($crate::World::small($crate::Engine::Sqlite).await).await;
            }
            $(#[$meta])*
            #[tokio::test]
            async fn postgres() {
                run($crate::World::small($crate::Engine::Postgres).await).await;
            }
        }
    };
}
