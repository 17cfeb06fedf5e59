//! Migrations: each crate brings named steps, the binary assembles them into one list. A step is
//! a transaction on both engines and is never edited after it has landed.

mod steps;
mod table;

use std::collections::BTreeSet;

use sea_orm_migration::{
    MigrationName, MigrationTrait, MigratorTraitSelf, SchemaManager,
    async_trait::async_trait,
    sea_orm::{ConnectionTrait, DbErr},
};

use crate::{problem::Problem, store::Db};
pub use steps::steps;
pub use table::{Kind, Table};

/// One step: a name `<crate>_<number>_<words>` and what it makes.
pub struct Step {
    /// The name; unique over the whole house.
    pub name: &'static str,
    /// The tables it makes.
    pub tables: fn() -> Vec<Table>,
    /// Statements after the tables, the same text on both engines.
    pub statements: &'static [&'static str],
}

impl MigrationName for Step {
    fn name(&self) -> &str {
        self.name
    }
}

#[async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in (self.tables)() {
            table.create(manager).await?;
        }
        for statement in self.statements {
            manager
                .get_connection()
                .execute_unprepared(statement)
                .await?;
        }
        Ok(())
    }

    // SQLite would otherwise run steps outside a transaction
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

/// All steps of the house, in order of their crates.
pub struct Migrator {
    steps: fn() -> Vec<Step>,
    /// Only these, when an older state is made again.
    only: Option<BTreeSet<String>>,
}

impl Migrator {
    /// The migrator of the steps that `steps` returns.
    ///
    /// # Panics
    /// When a name is used twice: that is a mistake of the builder, seen at the first start.
    pub fn new(steps: fn() -> Vec<Step>) -> Self {
        let mut names: Vec<_> = steps().iter().map(|step| step.name).collect();
        names.sort_unstable();
        let before = names.len();
        names.dedup();
        assert_eq!(before, names.len(), "two migration steps share a name");
        Self { steps, only: None }
    }

    /// Names of all steps, in their order.
    pub fn names(&self) -> Vec<&'static str> {
        (self.steps)().iter().map(|step| step.name).collect()
    }

    /// Applies only the steps of these names: the tables as an older program had them.
    ///
    /// # Errors
    /// As `migrate`.
    pub async fn migrate_only(&self, db: &Db, names: &BTreeSet<&str>) -> Result<usize, Problem> {
        let older = Self {
            steps: self.steps,
            only: Some(names.iter().map(|name| (*name).to_owned()).collect()),
        };
        older.migrate(db).await
    }

    /// Applies what is pending. The number of steps applied.
    ///
    /// # Errors
    /// When a step fails (it is undone) or the database knows a step this program does not.
    pub async fn migrate(&self, db: &Db) -> Result<usize, Problem> {
        let conn = db.migrator();
        let pending = self.get_pending_migrations(&conn).await?.len();
        self.up(&conn, None).await?;
        Ok(pending)
    }

    /// Names of the steps not yet applied.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn pending(&self, db: &Db) -> Result<Vec<String>, Problem> {
        let pending = self.get_pending_migrations_read_only(db.read()).await?;
        Ok(pending.iter().map(|step| step.name().to_owned()).collect())
    }
}

impl MigratorTraitSelf for Migrator {
    fn migrations(&self) -> Vec<Box<dyn MigrationTrait>> {
        let wanted = |step: &Step| {
            let only = self.only.as_ref();
            only.is_none_or(|names| names.contains(step.name))
        };
        (self.steps)()
            .into_iter()
            .filter(wanted)
            .map(|step| Box::new(step) as Box<dyn MigrationTrait>)
            .collect()
    }
}
