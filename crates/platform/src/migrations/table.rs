//! The region-first table builder: it puts `region` first into the key, every foreign key and
//! every index, and adds the index each foreign key needs. Nobody can forget it.

use sea_orm_migration::{
    SchemaManager,
    sea_orm::{ConnectionTrait, DbErr},
    sea_query::{Alias, ColumnDef, Expr, ForeignKey, ForeignKeyAction, Index, IntoIden},
};

use crate::store::words;

/// Type of a column, the same on both engines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text of any length.
    Text,
    /// A state: 16 bits.
    Small,
    /// A number, an instant in microseconds, a version: 64 bits.
    Big,
    /// True or false.
    Bool,
    /// An id.
    Uuid,
}

/// A table to be made.
pub struct Table {
    name: &'static str,
    columns: Vec<Column>,
    key: Vec<&'static str>,
    parents: Vec<(Vec<&'static str>, &'static str)>,
    indexes: Vec<(Vec<&'static str>, bool)>,
    checks: Vec<&'static str>,
    words: bool,
}

struct Column {
    name: &'static str,
    kind: Kind,
    nullable: bool,
}

impl Table {
    /// A table keyed by the columns that `key` names, behind `region`.
    pub fn new(name: &'static str) -> Self {
        Self {
            name,
            columns: Vec::new(),
            key: Vec::new(),
            parents: Vec::new(),
            indexes: Vec::new(),
            checks: Vec::new(),
            words: false,
        }
    }

    /// A table keyed by `(region, id)`.
    pub fn with_id(name: &'static str) -> Self {
        Self::new(name).col("id", Kind::Uuid).key(&["id"])
    }

    /// A column that is never empty.
    #[must_use]
    pub fn col(mut self, name: &'static str, kind: Kind) -> Self {
        self.columns.push(Column {
            name,
            kind,
            nullable: false,
        });
        self
    }

    /// A column that may be empty.
    #[must_use]
    pub fn maybe(mut self, name: &'static str, kind: Kind) -> Self {
        self.columns.push(Column {
            name,
            kind,
            nullable: true,
        });
        self
    }

    /// The key behind `region`.
    #[must_use]
    pub fn key(mut self, columns: &[&'static str]) -> Self {
        self.key = columns.to_vec();
        self
    }

    /// `(region, column)` points to `(region, id)` of another table.
    #[must_use]
    pub fn belongs_to(mut self, column: &'static str, table: &'static str) -> Self {
        self.parents.push((vec![column], table));
        self
    }

    /// An index behind `region`.
    #[must_use]
    pub fn index(mut self, columns: &[&'static str]) -> Self {
        self.indexes.push((columns.to_vec(), false));
        self
    }

    /// An index behind `region` that allows each value once.
    #[must_use]
    pub fn unique(mut self, columns: &[&'static str]) -> Self {
        self.indexes.push((columns.to_vec(), true));
        self
    }

    /// What every row must hold to, as both engines read it.
    #[must_use]
    pub fn check(mut self, condition: &'static str) -> Self {
        self.checks.push(condition);
        self
    }

    /// An index of words, see `store::words`; its rows have a number of their own.
    #[must_use]
    pub fn words(mut self) -> Self {
        self.words = true;
        self.col("word_row", Kind::Big).unique(&["word_row"])
    }

    pub(super) async fn create(self, manager: &SchemaManager<'_>) -> Result<(), DbErr> {
        let mut create = sea_orm_migration::sea_query::Table::create();
        create.table(iden(self.name));
        create.col(ColumnDef::new(iden("region")).text().not_null());
        for column in &self.columns {
            let mut definition = ColumnDef::new(iden(column.name));
            match column.kind {
                Kind::Text => definition.text(),
                Kind::Small => definition.small_integer(),
                Kind::Big => definition.big_integer(),
                Kind::Bool => definition.boolean(),
                Kind::Uuid => definition.uuid(),
            };
            if !column.nullable {
                definition.not_null();
            }
            create.col(definition);
        }
        let mut key = Index::create();
        key.col(iden("region"));
        for column in &self.key {
            key.col(iden(column));
        }
        create.primary_key(&mut key);
        for (columns, parent) in &self.parents {
            let mut foreign = ForeignKey::create();
            foreign
                .name(format!("fk_{}_{}", self.name, columns.join("_")))
                .from(iden(self.name), (iden("region"), iden(columns[0])))
                .to(iden(parent), (iden("region"), iden("id")))
                .on_delete(ForeignKeyAction::Restrict);
            create.foreign_key(&mut foreign);
        }
        for condition in &self.checks {
            create.check(Expr::cust(*condition));
        }
        manager.create_table(create).await?;
        for index in self.all_indexes() {
            manager.create_index(index).await?;
        }
        if self.words {
            for statement in words::make(manager.get_database_backend(), self.name) {
                manager
                    .get_connection()
                    .execute_unprepared(&statement)
                    .await?;
            }
        }
        Ok(())
    }

    /// The indexes asked for, and one for each foreign key that none of them begins with.
    fn all_indexes(&self) -> Vec<sea_orm_migration::sea_query::IndexCreateStatement> {
        let mut wanted = self.indexes.clone();
        for (columns, _) in &self.parents {
            let served = wanted.iter().any(|(index, _)| index.starts_with(columns))
                || self.key.starts_with(columns);
            if !served {
                wanted.push((columns.clone(), false));
            }
        }
        wanted
            .into_iter()
            .map(|(columns, unique)| {
                let mut index = Index::create();
                let kind = if unique { "uq" } else { "ix" };
                index
                    .name(format!("{kind}_{}_{}", self.name, columns.join("_")))
                    .table(iden(self.name))
                    .col(iden("region"));
                for column in columns {
                    index.col(iden(column));
                }
                if unique {
                    index.unique();
                }
                index
            })
            .collect()
    }
}

fn iden(name: &str) -> sea_orm_migration::sea_query::DynIden {
    Alias::new(name).into_iden()
}
