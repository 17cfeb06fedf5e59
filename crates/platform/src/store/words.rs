//! The index of words of a table, in each engine's own way: FTS5 beside the table on SQLite, a
//! column of lexemes on PostgreSQL. Words are taken as typed, without stems; a search finds words
//! that begin like the typed ones. Every row carries a word of its region, so that an index of all
//! regions answers for one.

use sea_orm::{ConnectionTrait, DbBackend, Value};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{
    problem::Problem,
    region::RegionCode,
    store::{Tx, sql},
    words::folded,
};

/// Words of a row that are indexed at most.
const MOST_WORDS: usize = 3_000;
/// Letters of a word that count; PostgreSQL refuses words of some thousand.
const LONGEST: usize = 60;
/// Words of a question that count.
const MOST_ASKED: usize = 8;

/// Makes the index of `table`, which has a column `word_row` of big numbers.
pub(crate) fn make(backend: DbBackend, table: &str) -> Vec<String> {
    match backend {
        DbBackend::Postgres => vec![
            format!("alter table {table} add column words tsvector"),
            format!("create index ix_{table}_words on {table} using gin (words)"),
        ],
        _ => vec![format!(
            "create virtual table {table}_words using fts5(words, content='', \
             contentless_delete=1, tokenize=\"unicode61 remove_diacritics 0\")"
        )],
    }
}

/// The number under which the words of a record stand: the same on every engine and for ever.
pub fn row(region: &RegionCode, kind: &str, id: Uuid) -> i64 {
    let mut digest = Sha256::new();
    digest.update(region.as_str());
    digest.update([0]);
    digest.update(kind);
    digest.update([0]);
    digest.update(id.as_bytes());
    let mut bytes = [0; 8];
    bytes.copy_from_slice(&digest.finalize()[..8]);
    i64::from_be_bytes(bytes) & i64::MAX
}

fn of_region(region: &RegionCode) -> String {
    format!("wilayah{}", folded(region.as_str()).replace(' ', ""))
}

/// Keeps the words of a row that was just written.
///
/// # Errors
/// When a statement fails.
pub async fn put(tx: &Tx, table: &str, row: i64, text: &str) -> Result<(), Problem> {
    let words = each(text, MOST_WORDS).join(" ");
    let words = format!("{} {words}", of_region(tx.region()));
    let (statement, values): (String, Vec<Value>) = match tx.conn().get_database_backend() {
        DbBackend::Postgres => (
            format!(
                "update {table} set words = \
                 array_to_tsvector(array_remove(string_to_array($3, ' '), '')) \
                 where region = $1 and word_row = $2"
            ),
            vec![tx.region().as_str().into(), row.into(), words.into()],
        ),
        _ => (
            format!("insert into {table}_words (rowid, words) values ($1, $2)"),
            vec![row.into(), words.into()],
        ),
    };
    sql::run(tx.conn(), &statement, values).await.map(drop)
}

/// Forgets the words of a row that goes.
///
/// # Errors
/// When a statement fails.
pub async fn forget(tx: &Tx, table: &str, row: i64) -> Result<(), Problem> {
    if tx.conn().get_database_backend() == DbBackend::Postgres {
        // they stand in the row
        return Ok(());
    }
    let statement = format!("delete from {table}_words where rowid = $1");
    sql::run(tx.conn(), &statement, vec![row.into()])
        .await
        .map(drop)
}

/// The words of a question, as they are looked for.
pub fn asked(typed: &str) -> Vec<String> {
    each(typed, MOST_ASKED)
}

/// The first `most` words of a text, folded and none too long.
fn each(text: &str, most: usize) -> Vec<String> {
    let text = folded(text);
    let words = text.split(' ').filter(|word| !word.is_empty());
    let shorter = |word: &str| word.chars().take(LONGEST).collect();
    words.take(most).map(shorter).collect()
}

/// The condition that rows of `table` (called `e`) hold words beginning like all of these, with the
/// value of its parameter number `at`.
pub fn matching<C: ConnectionTrait>(
    conn: &C,
    table: &str,
    region: &RegionCode,
    words: &[String],
    at: usize,
) -> (String, Value) {
    let region = of_region(region);
    match conn.get_database_backend() {
        DbBackend::Postgres => {
            let words = words.iter().map(|word| format!(" & '{word}':*"));
            let question = format!("'{region}'{}", words.collect::<String>());
            (
                format!("e.words @@ cast(${at} as tsquery)"),
                question.into(),
            )
        }
        _ => {
            let words = words.iter().map(|word| format!(" AND \"{word}\"*"));
            let question = format!("\"{region}\"{}", words.collect::<String>());
            let condition = format!(
                "e.word_row in (select rowid from {table}_words where {table}_words match ${at})"
            );
            (condition, question.into())
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::{asked, row};

    #[test]
    fn nothing_typed_is_part_of_the_question() {
        assert_eq!(
            asked("  Sungai* OR \"bersih') "),
            ["sungai", "or", "bersih"]
        );
        assert_eq!(asked("-'\":*&|!"), [""; 0]);
        assert_eq!(asked(&"a ".repeat(50)).len(), 8);
        assert_eq!(asked(&"ä".repeat(5_000)), ["ä".repeat(60)]);
    }

    #[test]
    fn a_row_has_one_number_for_ever() {
        let region = "99.99".parse().unwrap();
        let other = "99.98".parse().unwrap();
        let number = row(&region, "directives.meeting", Uuid::nil());
        assert_eq!(number, row(&region, "directives.meeting", Uuid::nil()));
        assert!(number > 0);
        assert_ne!(number, row(&other, "directives.meeting", Uuid::nil()));
        assert_ne!(number, row(&region, "directives.point", Uuid::nil()));
    }
}
