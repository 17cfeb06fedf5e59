//! Lists that come in as workbooks: seen first, kept as a whole or not at all.

use axum::http::StatusCode;
use documents::workbook::{Cell, List, write};
use platform::{Instant, date};
use testing::{Answer, Client, Engine, World, both, client::Upload};

use crate::{
    books::rows,
    steps::{add_point, hold_meeting},
};

/// A workbook with a header and these lines, the first in row 5.
pub(crate) fn book(columns: &[&str], lines: Vec<Vec<Cell>>) -> Vec<u8> {
    let columns: Vec<(&str, u16)> = columns.iter().map(|name| (*name, 20)).collect();
    write(&List::simple("Daftar", Instant(0), &columns).rows(lines)).unwrap()
}

/// Sends a workbook and returns the path of its preview.
pub(crate) async fn send(client: &mut Client, home: &str, bytes: &[u8]) -> String {
    let file = Upload {
        field: "berkas",
        name: "daftar.xlsx",
        bytes,
    };
    let answer = client.upload(&format!("{home}/impor"), &[], &[file]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.words());
    answer.location().to_owned()
}

/// The page of an import once the work on it is over.
pub(crate) async fn over(client: &mut Client, path: &str) -> Answer {
    for _ in 0..600 {
        let page = client.get(path).await;
        if !page.body.contains("Sedang dikerjakan") {
            return page;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    panic!("{path} never ends");
}

const WORKS: [&str; 7] = [
    "No",
    "Arahan/Kesimpulan",
    "Tindak Lanjut",
    "Penanggung Jawab",
    "Batas Waktu",
    "Target",
    "Satuan",
];

fn works(due: Cell) -> Vec<u8> {
    let said = "Sungai harus bersih sebelum musim hujan.";
    let line = |number, task: &str, lead: &str, due: Cell, target: Cell| {
        let measure = Cell::from("kelurahan");
        vec![
            Cell::Whole(number),
            Cell::from(said),
            Cell::from(task),
            Cell::from(lead),
            due,
            target,
            measure,
        ]
    };
    let day = || Cell::Date(date::parse("2026-12-31").unwrap());
    book(
        &WORKS,
        vec![
            line(
                1,
                "Membersihkan sungai",
                "Dinas Lingkungan Hidup",
                day(),
                Cell::Whole(5),
            ),
            line(
                2,
                "Memeriksa jentik",
                "dinas kesehatan",
                due,
                Cell::Missing("Belum ada"),
            ),
        ],
    )
}

both!(
    follow_ups_come_in_after_everything_wrong_was_shown,
    |world| {
        let mut tapem = world.sign_in("tapem").await;
        let meeting = hold_meeting(&world, &mut tapem, "Rakor").await;
        let home = format!("/99.99/rapat/{meeting}");
        let page = tapem.get(&home).await;
        assert!(page.body.contains(&format!("{home}/impor\"")));
        let before = world
            .number("select count(*) from follow_up where region = '99.99'")
            .await;

        let preview = send(&mut tapem, &home, &works(Cell::from("minggu depan"))).await;
        let shown = tapem.get(&preview).await;
        let words = shown.words();
        assert!(words.contains("1 masalah"), "{words}");
        assert!(
            words.contains("kolom Batas Waktu: \"minggu depan\"")
                || words.contains("kolom Batas Waktu: &#34;minggu depan"),
            "{words}"
        );
        assert!(shown.body.contains("E6"), "the cell: {words}");
        assert!(!words.contains("Simpan 2 Baris"));
        let forced = tapem.post(&format!("{preview}/simpan"), &[]).await;
        assert_eq!(forced.status, StatusCode::SEE_OTHER);
        let after = world
            .number("select count(*) from follow_up where region = '99.99'")
            .await;
        assert_eq!(after, before, "nothing half kept");

        let good = works(Cell::Missing("Belum ada"));
        let preview = send(&mut tapem, &home, &good).await;
        let words = tapem.get(&preview).await.words();
        assert!(
            words.contains("2 baris terbaca dan tidak ada masalah"),
            "{words}"
        );
        assert!(
            words.contains("Kamis, 31 Desember 2026") && words.contains("Dinas Kesehatan"),
            "{words}"
        );
        let kept = tapem.post(&format!("{preview}/simpan"), &[]).await;
        assert_eq!(kept.location(), preview);
        let words = tapem.get(&preview).await.words();
        assert!(words.contains("2 baris tersimpan"), "{words}");
        // sent a second time it is kept once
        tapem.post(&format!("{preview}/simpan"), &[]).await;
        let after = world
            .number("select count(*) from follow_up where region = '99.99'")
            .await;
        assert_eq!(after, before + 2);
        let points = world
            .number("select count(*) from point where region = '99.99'")
            .await;
        assert_eq!(points, 1, "one thing said, two things to do");
        let history = tapem.get(&format!("{home}/riwayat")).await.words();
        assert!(
            history.contains("SHA-256") && history.contains("daftar.xlsx"),
            "{history}"
        );

        // what is there does not come in twice, not even from our own list
        let again = send(&mut tapem, &home, &good).await;
        let words = tapem.get(&again).await.words();
        assert!(
            words.contains("2 masalah") && words.contains("Sudah tercatat sebagai TL-"),
            "{words}"
        );
        let own = tapem.get(&format!("{home}/tindak-lanjut.xlsx")).await.bytes;
        let again = send(&mut tapem, &home, &own).await;
        let words = tapem.get(&again).await.words();
        assert!(
            words.contains("2 masalah") && words.contains("Sudah tercatat sebagai TL-"),
            "{words}"
        );
        world.check().await;
    }
);

both!(
    our_own_list_of_follow_ups_comes_in_at_the_next_meeting,
    |world| {
        let mut tapem = world.sign_in("tapem").await;
        let first = hold_meeting(&world, &mut tapem, "Rakor pertama").await;
        let preview = send(
            &mut tapem,
            &format!("/99.99/rapat/{first}"),
            &works(Cell::Empty),
        )
        .await;
        tapem.post(&format!("{preview}/simpan"), &[]).await;
        let own = tapem
            .get(&format!("/99.99/rapat/{first}/tindak-lanjut.xlsx"))
            .await;
        let next = hold_meeting(&world, &mut tapem, "Rakor kedua").await;
        add_point(&world, &mut tapem, &next, "Butir yang sudah ada.").await;
        let home = format!("/99.99/rapat/{next}");
        let preview = send(&mut tapem, &home, &own.bytes).await;
        let words = tapem.get(&preview).await.words();
        assert!(
            words.contains("2 baris terbaca dan tidak ada masalah"),
            "{words}"
        );
        tapem.post(&format!("{preview}/simpan"), &[]).await;
        let there = tapem.get(&format!("{home}/tindak-lanjut.xlsx")).await;
        let body = |rows: Vec<Vec<String>>| -> Vec<Vec<String>> {
            let works = rows.into_iter().filter(|row| row[1].starts_with("TL-"));
            works.map(|row| row[5..10].to_vec()).collect()
        };
        assert_eq!(body(rows(&there)), body(rows(&own)));
        world.check().await;
    }
);

both!(s2_4_ninety_people_come_in_as_a_workbook, |world| {
    let mut tapem = world.sign_in("tapem").await;
    let meeting = hold_meeting(&world, &mut tapem, "Sosialisasi").await;
    let home = format!("/99.99/rapat/{meeting}/kehadiran");
    let mut lines: Vec<Vec<Cell>> = (1..=89)
        .map(|n| {
            let name = Cell::from(format!("Peserta {n}"));
            vec![
                name,
                Cell::from("Dinas Kesehatan"),
                Cell::from("Hadir"),
                Cell::Text("19860926 201505 1 001".into()),
            ]
        })
        .collect();
    lines.push(vec![
        Cell::from("Pembicara"),
        Cell::from("Ombudsman RI"),
        Cell::from("hadir"),
        Cell::Empty,
    ]);
    let columns = ["Nama", "Jabatan/Instansi", "Kehadiran", "NIP"];
    let preview = send(&mut tapem, &home, &book(&columns, lines)).await;
    let words = tapem.get(&preview).await.words();
    assert!(
        words.contains("90 baris terbaca") && words.contains("Ombudsman RI"),
        "{words}"
    );
    assert!(
        !words.contains("19860926"),
        "a number nobody asked for is not kept"
    );
    tapem.post(&format!("{preview}/simpan"), &[]).await;
    let list = tapem
        .get(&format!("/99.99/rapat/{meeting}/daftar-hadir.xlsx"))
        .await;
    let came = rows(&list)
        .into_iter()
        .filter(|row| row[4] == "Hadir")
        .count();
    assert_eq!(came, 90);
    let guests = "select count(*) from attendance where region = '99.99' and unit_id is null";
    assert_eq!(world.number(guests).await, 1);
    world.check().await;
});

both!(holidays_come_in_and_those_that_are_there_stay, |world| {
    let mut admin = world.sign_in("admin").await;
    let home = "/99.99/pengaturan/kalender";
    let own = admin.get(&format!("{home}.xlsx?tahun=2026")).await;
    let preview = send(&mut admin, home, &own.bytes).await;
    let words = admin.get(&preview).await.words();
    assert!(
        words.contains("tidak ada masalah") && words.contains("Sudah tercatat"),
        "{words}"
    );
    let day = |day: &str| Cell::Date(date::parse(day).unwrap());
    let line = |on, name: &str| {
        vec![
            on,
            Cell::from(name),
            Cell::from("Libur"),
            Cell::from("Keputusan uji 1/2028"),
        ]
    };
    let bytes = book(
        &["Tanggal", "Nama", "Jenis", "Sumber"],
        vec![
            line(day("2028-01-01"), "Tahun Baru"),
            line(day("2028-01-01"), "Lagi"),
            line(Cell::Empty, "Tanpa tanggal"),
        ],
    );
    let preview = send(&mut admin, home, &bytes).await;
    let words = admin.get(&preview).await.words();
    assert!(
        words.contains("2 masalah")
            && words.contains("Baris 6, kolom Tanggal: Tanggalnya sama dengan baris 5"),
        "{words}"
    );
    let bytes = book(
        &["Tanggal", "Nama", "Jenis", "Sumber"],
        vec![line(day("2028-01-01"), "Tahun Baru")],
    );
    let preview = send(&mut admin, home, &bytes).await;
    admin.post(&format!("{preview}/simpan"), &[]).await;
    let year = admin.get(&format!("{home}?tahun=2028")).await.words();
    assert!(year.contains("Tahun Baru"), "{year}");
    world.check().await;
});

both!(other_files_are_refused_beside_the_field, |world| {
    let mut tapem = world.sign_in("tapem").await;
    let meeting = hold_meeting(&world, &mut tapem, "Rakor").await;
    let path = format!("/99.99/rapat/{meeting}/impor");
    let empty = tapem.upload(&path, &[], &[]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.words().contains("Pilih berkas Excel"));
    for bytes in [&testing::client::picture(1)[..], b"No;Nama\n1;a\n"] {
        let file = Upload {
            field: "berkas",
            name: "daftar.xlsx",
            bytes,
        };
        let answer = tapem.upload(&path, &[], &[file]).await;
        assert_eq!(
            answer.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{}",
            answer.words()
        );
    }
    // another meeting does not show it
    let preview = send(
        &mut tapem,
        &format!("/99.99/rapat/{meeting}"),
        &works(Cell::Empty),
    )
    .await;
    let other = hold_meeting(&world, &mut tapem, "Rakor lain").await;
    let moved = tapem.get(&preview.replace(&meeting, &other)).await;
    assert_eq!(moved.location(), format!("/99.99/rapat/{other}/impor"));
    world.check().await;
});

/// A file that was being read when the program was closed is read when somebody looks again.
async fn read_again(engine: Engine) {
    let world = World::small(engine).await;
    let mut tapem = world.sign_in("tapem").await;
    let meeting = hold_meeting(&world, &mut tapem, "Rakor").await;
    let home = format!("/99.99/rapat/{meeting}");
    let preview = send(&mut tapem, &home, &works(Cell::Empty)).await;
    world
        .tamper("update import_job set state = 0, preview = ''")
        .await;
    let running = tapem.get(&preview).await;
    assert_eq!(running.headers["refresh"], "2");
    assert!(
        running.words().contains("Sedang dikerjakan"),
        "{}",
        running.words()
    );
    for _ in 0..100 {
        let words = tapem.get(&preview).await.words();
        if words.contains("2 baris terbaca") {
            return world.check().await;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    panic!("nobody read it");
}

#[tokio::test]
async fn a_file_is_read_again_after_a_restart_sqlite() {
    read_again(Engine::Sqlite).await;
}

#[tokio::test]
async fn a_file_is_read_again_after_a_restart_postgres() {
    read_again(Engine::Postgres).await;
}
