//! A decree that moves many people, as a workbook: every row states the decree and its day beside
//! the person and the new post, since a workbook is all that is sent.

use std::sync::{Arc, OnceLock};

use documents::{
    import::{Home, Import},
    workbook::{Cell, Column, Line, Trouble},
};
use futures_util::future::BoxFuture;
use government::{
    Directories, Directory,
    transfer::{self, Decree, Load, NO_POST, PERSON, POST, Plan, Sources, UNIT},
};
use platform::{App, Grant, Problem, RegionCode, Tx, Uuid, date};
use serde_json::json;
use time::Date;

use crate::{
    rules::movement,
    web::{TRANSFER_ROWS, actions::Transfer},
};

/// The list.
pub struct TransferList;

/// What rows are read against.
pub struct Known {
    app: App,
    directory: Arc<Directory>,
    sources: Sources,
    load: Load,
    /// Made once all rows are there: nobody's row can be judged alone, since posts change hands.
    plan: OnceLock<Plan>,
}

/// A row of the decree.
pub struct Row {
    row: transfer::Row,
    number: String,
    effective: Date,
    until: Date,
    /// Where person, post and unit stand, with what their columns are called.
    places: [(&'static str, &'static str, String); 3],
}

impl Import for TransferList {
    type Action = Transfer;
    type Known = Known;
    type Row = Row;

    const KIND: &'static str = "administration.transfer";
    const SUBJECT: &'static str = "government.transfer";
    const TITLE: &'static str = "Impor Mutasi Jabatan";
    const HELP: &'static str = "Lampiran satu SK: diterapkan seluruhnya atau tidak sama sekali. \
        Isi NIP (sebagai teks) atau nama; tulis \"Tanpa jabatan baru\" bagi yang berhenti. Nomor SK, \
        TMT, dan batas serah terima sama di semua baris. Setelah disimpan, jabatan lama berakhir \
        sehari sebelum TMT.";
    const COLUMNS: &'static [Column<'static>] = &[
        Column::optional("nip", &["NIP", "NIP/NIPPPK", "Nama/NIP", "NIP/Nama"]),
        Column::optional("name", &["Nama", "Nama Pegawai", "Nama Pejabat", PERSON]),
        Column::required("post", &["Jabatan Baru"]),
        Column::optional("unit", &["Unit Kerja", UNIT, "Unit Kerja Baru"]),
        Column::required("number", &["Nomor SK", "SK", "Nomor dan Tanggal SK"]),
        Column::required(
            "effective",
            &["TMT", "Terhitung Mulai Tanggal", "Mulai Berlaku"],
        ),
        Column::required(
            "until",
            &["Serah Terima Sampai", "Akses Serah Terima Sampai"],
        ),
    ];
    const SHOWN: &'static [&'static str] = &[
        "Pegawai",
        "Melepas",
        "Memegang",
        "Pekerjaan terbuka yang ditinggalkan",
        "TMT",
    ];
    const MOST: usize = TRANSFER_ROWS;

    fn home(region: &RegionCode, (): &()) -> Home {
        Home {
            subject: Uuid::nil(),
            path: format!("/{region}/pengaturan/mutasi"),
            title: "Mutasi Jabatan".into(),
        }
    }

    fn known<'a>(
        app: &'a App,
        grant: &'a Grant<Transfer>,
    ) -> BoxFuture<'a, Result<Known, Problem>> {
        Box::pin(async move {
            let db = app.db().read();
            Ok(Known {
                app: app.clone(),
                directory: Directories::of(app, grant).await?,
                sources: transfer::sources(db, grant.region()).await?,
                load: transfer::loads(db, grant.region()).await?,
                plan: OnceLock::new(),
            })
        })
    }

    fn example(known: &Known) -> Vec<Vec<Cell>> {
        let today = known.directory.region.today(known.app.now());
        let unit = known.directory.working_units(today).next();
        let line = |name: &str, post: &str, unit: &str| {
            vec![
                Cell::Missing("Belum diisi"),
                Cell::from(name),
                Cell::from(post),
                Cell::from(unit),
                Cell::from("Nomor dan tanggal SK"),
                Cell::Date(today),
                Cell::Date(today),
            ]
        };
        let unit = unit.map_or("", |unit| unit.name.as_str());
        vec![
            line("Nama Pegawai", "Kepala Bidang", unit),
            line("Nama Pegawai Lain", NO_POST, ""),
        ]
    }

    fn read(_: &Known, line: &mut Line<'_>) -> Option<Row> {
        let (nip, name) = (line.text("nip", 40), line.text("name", 200));
        let (post, unit) = (line.text("post", 300), line.text("unit", 200));
        let number = line.required("number", 200);
        let effective = day(line, "effective");
        let until = day(line, "until");
        if let (Some(until), Some(effective)) = (until, effective)
            && until < effective
        {
            line.wrong("until", "Tanggal ini sebelum TMT.");
        }
        // who has no number is named
        let (column, key, person) = match nip.is_empty() {
            true => ("Nama", "name", name),
            false => ("NIP", "nip", nip),
        };
        Some(Row {
            places: [
                (PERSON, column, line.place(key)),
                (POST, "Jabatan Baru", line.place("post")),
                (UNIT, "Unit Kerja", line.place("unit")),
            ],
            row: transfer::Row {
                number: usize::try_from(line.number()).unwrap_or(usize::MAX),
                person,
                post,
                unit,
            },
            number,
            effective: effective?,
            until: until?,
        })
    }

    fn together(known: &Known, rows: &[(u32, Row)]) -> Vec<Trouble> {
        let Some((_, first)) = rows.first() else {
            return vec![];
        };
        let moves: Vec<transfer::Row> = rows.iter().map(|(_, it)| it.row.clone()).collect();
        let facts = known
            .sources
            .on(known.app.keys(), &known.directory, &moves, first.effective);
        let plan = known.plan.get_or_init(|| transfer::plan(&moves, &facts));
        let others = rows.iter().filter(|(_, it)| !it.same_decree(first));
        let others = others.map(|(number, _)| Trouble {
            sheet: String::new(),
            row: *number,
            cell: String::new(),
            column: "Nomor SK, TMT, Serah Terima Sampai".into(),
            text: "Tidak sama dengan baris pertama. Satu berkas untuk satu SK.".into(),
        });
        let wrong = plan.troubles.iter().filter_map(|trouble| {
            let (_, row) = rows.iter().find(|(_, it)| it.row.number == trouble.row)?;
            Some(row.trouble(trouble))
        });
        wrong.chain(others).collect()
    }

    fn shown(known: &Known, row: &Row) -> Vec<String> {
        let planned = known.plan.get().and_then(|plan| {
            let it = plan.moves.iter().find(|it| it.row == row.row.number)?;
            Some(movement::Line::of(it, &known.sources.posts, &known.load))
        });
        let unknown = || "Belum jelas".to_owned();
        let (name, leaves, takes, work) = match planned {
            Some(it) => (it.name, it.leaves, it.takes, it.work),
            None => (unknown(), unknown(), row.row.post.clone(), unknown()),
        };
        let leaves = match leaves.is_empty() {
            true => "Tidak ada".to_owned(),
            false => leaves,
        };
        vec![name, leaves, takes, work, date::long(row.effective)]
    }

    fn keep<'t>(
        tx: &'t mut Tx,
        known: Arc<Known>,
        rows: Vec<Row>,
    ) -> BoxFuture<'t, Result<serde_json::Value, Problem>> {
        Box::pin(async move {
            let Some(first) = rows.first() else {
                return Err(Problem::Refused("Berkas tidak berisi baris.".into()));
            };
            let decree = Decree {
                number: first.number.clone(),
                effective: first.effective,
                hand_over_until: first.until,
            };
            let rows: Vec<transfer::Row> = rows.into_iter().map(|it| it.row).collect();
            let keys = known.app.keys();
            let moved = transfer::apply(tx, keys, &known.directory, &rows, &decree).await?;
            Ok(json!({ "SK": decree.number, "Orang": moved }))
        })
    }
}

impl Row {
    fn same_decree(&self, other: &Self) -> bool {
        (&self.number, self.effective, self.until) == (&other.number, other.effective, other.until)
    }

    /// What is wrong with it, where it stands in the workbook.
    fn trouble(&self, it: &transfer::Trouble) -> Trouble {
        let place = self.places.iter().find(|(column, ..)| *column == it.column);
        let (column, cell) = place.map_or((it.column, ""), |(_, column, cell)| (*column, cell));
        Trouble {
            sheet: String::new(),
            row: u32::try_from(self.row.number).unwrap_or(0),
            cell: cell.to_owned(),
            column: column.to_owned(),
            text: it.text.clone(),
        }
    }
}

/// A day that may not be missing.
fn day(line: &mut Line<'_>, key: &str) -> Option<Date> {
    match line.required(key, 100).is_empty() {
        true => None,
        false => line.date(key),
    }
}
