//! The daily sweep of files keeps every file that some row names.

use axum::http::StatusCode;
use documents::workbook::Cell;
use testing::{
    Engine, World, both,
    client::{Upload, picture},
};

use crate::{
    imports::{book, send},
    register::{prepare, take},
    steps::hold_meeting,
};

/// Tables with a column `file_hash`: a place where files are named.
async fn places(world: &World, engine: Engine) -> Vec<String> {
    let question = match engine {
        Engine::Sqlite => {
            "select group_concat(m.name) from sqlite_master m \
             join pragma_table_info(m.name) c where m.type = 'table' and c.name = 'file_hash'"
        }
        Engine::Postgres => {
            "select string_agg(table_name::text, ',') from information_schema.columns \
             where column_name = 'file_hash' and table_schema = current_schema()"
        }
    };
    let names = world.text(question).await;
    names.split(',').map(str::to_owned).collect()
}

async fn every_place(engine: Engine) {
    let world = World::small(engine).await;
    let places = places(&world, engine).await;
    assert!(places.len() >= 2, "evidence and imports: {places:?}");
    for place in places {
        let named = tuntas::server::NAMED_FILES;
        assert!(
            named.iter().any(|(table, _)| *table == place),
            "the sweep would remove the files of {place}"
        );
    }
}

#[tokio::test]
async fn the_sweep_knows_every_place_that_names_files_sqlite() {
    every_place(Engine::Sqlite).await;
}

#[tokio::test]
async fn the_sweep_knows_every_place_that_names_files_postgres() {
    every_place(Engine::Postgres).await;
}

both!(
    the_sweep_keeps_scans_and_imports_and_removes_the_rest,
    |world| {
        let mut tapem = world.sign_in("tapem").await;
        let meeting = hold_meeting(&world, &mut tapem, "Rakor").await;
        let letter = [
            ("jenis", "undangan"),
            ("hal", "Undangan Rakor"),
            ("sifat", "Segera"),
            ("kepada", "Camat Utara"),
            ("cara", "sendiri"),
            ("jabatan", "Wali Kota"),
            ("nama", "Nama Pimpinan, M.Si"),
            ("tempat", "Contoh"),
        ];
        let paper = prepare(&mut tapem, &meeting, &letter).await;
        let signed = [
            ("nama", "Nama Pimpinan, M.Si"),
            ("jabatan", "Wali Kota"),
            ("tanggal", "2026-11-20"),
        ];
        take(&mut tapem, &paper, "tanda-tangan", &signed).await;
        let form = tapem
            .get(&format!("{paper}/langkah?langkah=pindaian"))
            .await;
        let (version, once) = (form.field("versi"), form.field("sekali"));
        let fields = [
            ("langkah", "pindaian"),
            ("versi", version.as_str()),
            ("sekali", once.as_str()),
        ];
        let scan = Upload {
            field: "berkas",
            name: "surat.png",
            bytes: &picture(7),
        };
        let kept = tapem
            .upload(&format!("{paper}/langkah"), &fields, &[scan])
            .await;
        assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.words());

        // a list that was looked at and waits is read again when it is kept
        let home = format!("/99.99/rapat/{meeting}/kehadiran");
        send(&mut tapem, &home, &guests("Siti Aminah")).await;

        let files = world.app.files();
        let stray = files.path(&"a".repeat(64));
        std::fs::create_dir_all(stray.parent().unwrap()).unwrap();
        std::fs::write(&stray, b"a form refused at the last moment").unwrap();
        // later than whatever the machine's clock says of these files
        world.clock.advance(60 * 365 * 24 * 3600);
        assert_eq!(tuntas::server::sweep_files(&world.app).await.unwrap(), 1);
        assert!(!stray.exists());
        let named: [&str; 2] = [
            "select file_hash from evidence where region = '99.99' and file_hash is not null",
            "select file_hash from import_job where region = '99.99'",
        ];
        for question in named {
            let hash = world.text(question).await;
            assert!(files.path(&hash).exists(), "{question}");
        }
    }
);

/// An attendance list with a guest and the number of one.
fn guests(name: &str) -> Vec<u8> {
    let columns = ["Nama", "Instansi", "Kehadiran", "NIP"];
    let nip = Cell::Text("19860926 201505 1 001".into());
    let row = vec![
        Cell::from(name),
        Cell::from("Ombudsman RI"),
        Cell::from("Hadir"),
        nip,
    ];
    book(&columns, vec![row])
}

both!(a_workbook_taken_in_or_refused_is_not_kept, |world| {
    let mut tapem = world.sign_in("tapem").await;
    let meeting = hold_meeting(&world, &mut tapem, "Rakor").await;
    let home = format!("/99.99/rapat/{meeting}/kehadiran");
    let kept = send(&mut tapem, &home, &guests("Siti Aminah")).await;
    let done = tapem.post(&format!("{kept}/simpan"), &[]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.words());
    let bad = book(&["Nama", "Instansi"], vec![vec![Cell::Empty, Cell::Empty]]);
    let refused = send(&mut tapem, &home, &bad).await;
    send(&mut tapem, &home, &guests("Budi Santoso")).await;

    let hash = |path: &str| {
        let id = platform::Uuid::parse_str(path.rsplit('/').next().unwrap()).unwrap();
        let id = world.literal(id);
        let question = format!("select file_hash from import_job where id = {id}");
        let world = &world;
        async move { world.text(&question).await }
    };
    let (of_kept, of_refused) = (hash(&kept).await, hash(&refused).await);
    let files = world.app.files();
    world.clock.advance(60 * 365 * 24 * 3600);
    assert_eq!(tuntas::server::sweep_files(&world.app).await.unwrap(), 2);
    for gone in [&of_kept, &of_refused] {
        assert!(!files.path(gone).exists(), "{gone}");
    }
    // what was taken in can still be told from another file, and what was wrong is still said
    let noted = format!("select count(*) from audit where payload like '%{of_kept}%'");
    assert_eq!(world.number(&noted).await, 1);
    let mut tapem = world.sign_in("tapem").await;
    let preview = tapem.get(&refused).await.words();
    assert!(preview.contains("masalah"), "{preview}");
    let shown = tapem.get(&kept).await.words();
    assert!(shown.contains("tersimpan"), "{shown}");
    let again = tapem.post(&format!("{refused}/simpan"), &[]).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER);
    let preview = tapem.get(&refused).await.words();
    assert!(preview.contains("masalah"), "{preview}");
});
