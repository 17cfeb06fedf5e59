//! *Unduh Excel* of accounts: names, posts and whether they may sign in. What is personal, the NIP
//! and the telephone number, never leaves in a list.

use axum::extract::State;
use documents::{
    Desk, Download,
    lists::{self, MOST_ROWS},
    workbook::Cell,
};
use government::{
    Directories,
    account::{accounts, held},
};
use platform::{App, Grant, Problem, Uuid, form::Filter};

use super::{
    Back, Query, active,
    line::{HeldLine, by_account, line},
};
use crate::web::actions::ReadAccounts;

/// The list, filtered as the page is.
///
/// # Errors
/// When the database cannot be read or the file not be put together.
pub async fn send(
    grant: Grant<ReadAccounts>,
    State(app): State<App>,
    Filter(query): Filter<Query>,
) -> Result<Download, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let (db, region, now) = (app.db().read(), grant.region(), app.now());
    let rows = accounts(
        db,
        region,
        query.q.trim(),
        active(&query.keadaan),
        MOST_ROWS,
    )
    .await?;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let mut holdings = by_account(held(db, region, &ids).await?);
    let today = directory.region.today(now);
    let columns = [
        ("No", 5),
        ("Nama", 36),
        ("Nama Masuk", 22),
        ("Jabatan dan Penugasan", 50),
        ("Keadaan", 12),
        ("Kata Sandi", 14),
    ];
    let full = i64::try_from(rows.len()).unwrap_or(0) >= MOST_ROWS;
    let mut list = lists::begin("Akun", &directory, now, &columns)
        .note("NIP dan nomor WA tidak disertakan: keduanya data pribadi.");
    if full {
        list = list.note(format!("Daftar ini memuat {MOST_ROWS} akun pertama."));
    }
    let list = list.rows(rows.into_iter().enumerate().map(|(index, row)| {
        let held = holdings.remove(&row.id).unwrap_or_default();
        let line = line(&app, grant.actor(), today, row, held, &Back::default());
        let posts: Vec<String> = line.held.iter().map(post).collect();
        vec![
            Cell::count(index + 1),
            Cell::from(line.name),
            Cell::from(line.sign_in),
            Cell::text_or(posts.join("\n"), "Belum ada"),
            Cell::from(if line.active { "Aktif" } else { "Nonaktif" }),
            Cell::from(if line.has_password {
                "Ada"
            } else {
                "Belum ada"
            }),
        ]
    }));
    app.part::<Desk>().xlsx(list).await
}

fn post(held: &HeldLine) -> String {
    format!("{} ({})", held.title, held.period)
}
