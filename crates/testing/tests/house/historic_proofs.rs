//! The evidence of the years before: an archive whose files name code and year, shown first, kept as a whole
//! or not at all, and seen where the historic figure is.

use std::io::{Cursor, Write};

use axum::http::StatusCode;
use documents::workbook::Cell;
use government::Role;
use platform::Uuid;
use testing::{Answer, Client, World, both, client::Upload};
use zip::{ZipWriter, write::SimpleFileOptions};

use crate::{
    imports::{book, over},
    regulations::kept,
    round_versions::fill,
    rounds::{health, literal, open_round},
};

pub(crate) const HOME: &str = "/99.99/daftar-ikk/historis";
pub(crate) const PDF: &[u8] = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n";

pub(crate) fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Bytes that cannot be packed.
pub(crate) fn noise(count: usize) -> Vec<u8> {
    let mut seed: u32 = 7;
    let mut next = || {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        seed.to_be_bytes()[0]
    };
    (0..count).map(|_| next()).collect()
}

pub(crate) async fn sent(who: &mut Client, name: &'static str, bytes: &[u8]) -> Answer {
    let field = "berkas";
    let file = Upload { field, name, bytes };
    who.upload(&format!("{HOME}/bukti"), &[], &[file]).await
}

/// Sends an archive; its path and its preview.
async fn previewed(who: &mut Client, name: &'static str, bytes: &[u8]) -> (String, Answer) {
    let answer = sent(who, name, bytes).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.words());
    let path = answer.location().to_owned();
    let page = over(who, &path).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.words());
    (path, page)
}

/// Pieces of evidence in all, and how many places beside figures they have as historic ones.
pub(crate) async fn stored(world: &World) -> (i64, i64) {
    let pieces = "select count(*) from evidence where region = '99.99' and kind = 'file' \
        and title like '%.%'";
    let beside = "select count(*) from figure_evidence where region = '99.99' and origin <> ''";
    (world.number(pieces).await, world.number(beside).await)
}

/// Historic figures of two years.
pub(crate) async fn figures(tapem: &mut Client) {
    let rows = [
        ("2024", "A", "95"),
        ("2024", "B", "100"),
        ("2023", "A", "90"),
    ];
    let rows = rows.map(|(year, letter, amount)| {
        vec![
            Cell::from(year),
            Cell::from("1.b.3"),
            Cell::from(letter),
            Cell::from(amount),
        ]
    });
    let columns = ["Tahun", "Kode IKK", "Unsur", "Nilai"];
    kept(tapem, HOME, &book(&columns, rows.to_vec())).await;
}

/// The filling of the health agency in a round, and its operator.
async fn health_in(world: &World, round: &str) -> (Client, String) {
    let unit = world.unit("dinkes").await;
    let round = round
        .rsplit('/')
        .next()
        .and_then(|id| Uuid::parse_str(id).ok());
    let filling = world
        .id(&format!(
            "select id from filling where region = '99.99' and unit_id = {} and round_id = {}",
            literal(world, unit),
            literal(world, round.expect("a round"))
        ))
        .await;
    let operator = world.person("99.99", unit, Role::Operator, "Operator Dinkes");
    (operator.await.client, format!("/99.99/isian/{filling}"))
}

both!(
    evidence_of_earlier_years_lies_beside_the_figures_its_files_name,
    |world| {
        let mut tapem = world.sign_in("tapem").await;
        open_round(&mut tapem).await;
        let form = tapem.get(&format!("{HOME}/bukti")).await.words();
        assert!(form.contains("Belum ada data historis"), "{form}");
        figures(&mut tapem).await;
        let (before, _) = stored(&world).await;

        let second = [PDF, b"kedua"].concat();
        let good = archive(&[
            ("2024/1.b.3 A laporan.pdf", PDF),
            ("2024/1.b.3 rekap.pdf", &second),
            ("berkas/03-1-b-3-a-dinkes-lama.pdf", PDF),
        ]);
        // the third file says no year, and this archive's name none either
        let (path, page) = previewed(&mut tapem, "bukti.zip", &good).await;
        let words = page.words();
        assert!(words.contains("1 masalah"), "{words}");
        assert!(words.contains("Tahunnya tidak disebut"), "{words}");
        assert!(
            words.contains("1.b.3 A laporan.pdf 2024 1.b.3 A"),
            "{words}"
        );
        assert!(words.contains("rekap.pdf 2024 1.b.3 A, B"), "{words}");
        tapem.post(&format!("{path}/simpan"), &[]).await;
        assert_eq!(stored(&world).await, (before, 0), "all or nothing");

        // the name of an archive of ours does
        let name = "Data dukung LPPD Tahun 2023.zip";
        let (path, page) = previewed(&mut tapem, name, &good).await;
        let words = page.words();
        assert!(words.contains("3 berkas cocok"), "{words}");
        assert_eq!(stored(&world).await, (before, 0), "a preview keeps nothing");
        let answer = tapem.post(&format!("{path}/simpan"), &[]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.words());
        let words = over(&mut tapem, &path).await.words();
        assert!(words.contains("3 berkas tersimpan"), "{words}");
        assert!(words.contains("Berkas baru: 2; sudah ada: 0."), "{words}");
        assert_eq!(stored(&world).await, (before + 2, 4));

        // asked for again, and sent again: nothing doubles
        tapem.post(&format!("{path}/simpan"), &[]).await;
        let (path, _) = previewed(&mut tapem, name, &good).await;
        tapem.post(&format!("{path}/simpan"), &[]).await;
        let words = over(&mut tapem, &path).await.words();
        assert!(words.contains("Berkas baru: 0; sudah ada: 2."), "{words}");
        assert_eq!(stored(&world).await, (before + 2, 4));

        // only what was shown is kept: a figure more, and the new preview is shown first
        let third = [PDF, b"ketiga"].concat();
        let wide = archive(&[("2023/1.b.3 rekap.pdf", &third)]);
        let (path, page) = previewed(&mut tapem, "bukti.zip", &wide).await;
        let line = "rekap.pdf 2023 1.b.3 A ";
        assert!(page.words().contains(line), "{}", page.words());
        let more = ["2023", "1.b.3", "B", "99"].map(Cell::from).to_vec();
        let columns = ["Tahun", "Kode IKK", "Unsur", "Nilai"];
        kept(&mut tapem, HOME, &book(&columns, vec![more])).await;
        tapem.post(&format!("{path}/simpan"), &[]).await;
        let words = over(&mut tapem, &path).await.words();
        assert!(words.contains("berubah sejak pratinjau"), "{words}");
        assert!(words.contains("rekap.pdf 2023 1.b.3 A, B"), "{words}");
        assert_eq!(stored(&world).await, (before + 2, 4));

        // shown where the figure is: on its card, which the grid leads to, and in the list of years
        let question = "select id from indicator where region = '99.99' and year = 2024 \
                        and code = '1.b.3'";
        let card = format!("/99.99/daftar-ikk/{}", world.id(question).await);
        let words = tapem.get(&card).await.words();
        let line = "A 95 daftar.xlsx 1.b.3 A laporan.pdf 1.b.3 rekap.pdf";
        assert!(words.contains(line), "{words}");
        let mut health = health(&world).await;
        let grid = health.operator.get(&health.path).await;
        assert!(grid.body.contains(&card), "{}", grid.words());
        let years = tapem.get(HOME).await.words();
        assert!(years.contains("2024 2 2023 1"), "{years}");
        let seen = health.operator.get(&card).await;
        let piece = seen
            .body
            .split("/99.99/data-dukung/")
            .nth(1)
            .expect("a link");
        let piece = piece.split('"').next().expect("its end");
        let opened = health
            .operator
            .get(&format!("/99.99/data-dukung/{piece}"))
            .await;
        assert_eq!(opened.status, StatusCode::OK, "{}", opened.words());

        // nobody is offered it for a figure of now, and it proves none
        let mothers = crate::rounds::indicator(&world, "1.b.3").await;
        let now = format!("{}/ikk/{mothers}", health.path);
        let words = health.operator.get(&now).await.words();
        assert!(!words.contains("1.b.3 rekap.pdf"), "{words}");

        // a unit sends none in
        let denied = health.operator.get(&format!("{HOME}/bukti")).await;
        assert_eq!(denied.status, StatusCode::FORBIDDEN);
        world.check().await;
    }
);

both!(an_archive_may_be_larger_than_each_of_its_files, |world| {
    let mut tapem = world.sign_in("tapem").await;
    open_round(&mut tapem).await;
    figures(&mut tapem).await;
    let limit = usize::try_from(world.app.files().limit).unwrap();
    let form = tapem.get(&format!("{HOME}/bukti")).await.words();
    assert!(
        form.contains("Paling besar 20 MB, setiap berkas di dalamnya 1 MB"),
        "{form}"
    );

    // files that no packing makes smaller, as a round hands them out, with its list of lost ones
    let large = |last: u8| [PDF, &noise(limit * 2 / 3), &[last]].concat();
    let (one, two) = (large(1), large(2));
    let good = archive(&[
        ("berkas/01-1-b-3-a-dinkes-laporan.pdf", &one),
        ("berkas/02-1-b-3-b-dinkes-rekap.pdf", &two),
        ("berkas-hilang.txt", b"1.b.3 A dinkes hilang.pdf\n"),
    ]);
    assert!(good.len() > limit);
    let name = "Data dukung LPPD Tahun 2024.zip";
    let (path, page) = previewed(&mut tapem, name, &good).await;
    assert!(page.words().contains("2 berkas cocok"), "{}", page.words());
    tapem.post(&format!("{path}/simpan"), &[]).await;
    let words = over(&mut tapem, &path).await.words();
    assert!(words.contains("2 berkas tersimpan"), "{words}");

    // each file inside keeps its limit, and so does the whole
    let over = [PDF, &noise(limit)].concat();
    let wide = archive(&[("1.b.3 A 2024.pdf", &over)]);
    let (_, page) = previewed(&mut tapem, name, &wide).await;
    let words = page.words();
    assert!(words.contains("Berkas melebihi batas 1 MB"), "{words}");
    let whole = [&good[..], &noise(limit * 20)].concat();
    let answer = sent(&mut tapem, name, &whole).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let words = answer.words();
    assert!(words.contains("Arsip melebihi batas 20 MB"), "{words}");
    world.check().await;
});

both!(
    an_archive_is_hostile_until_it_is_shown_to_be_otherwise,
    |world| {
        let mut tapem = world.sign_in("tapem").await;
        open_round(&mut tapem).await;
        figures(&mut tapem).await;
        let (before, _) = stored(&world).await;

        // no archive at all, and none chosen
        for bytes in [PDF, b"MZ\x90\x00"] {
            let answer = sent(&mut tapem, "bukti.zip", bytes).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(
                answer.words().contains("bukan arsip ZIP"),
                "{}",
                answer.words()
            );
        }
        let none = tapem.upload(&format!("{HOME}/bukti"), &[], &[]).await;
        assert!(none.words().contains("Pilih arsip ZIP"), "{}", none.words());

        // files that are not what people send, or prove nothing, are named
        let program = [b"MZ\x90\x00".as_slice(), &[0; 300]].concat();
        let inside = archive(&[("1.b.3 A 2024.pdf", PDF)]);
        let wrong: [(&str, &[u8], &str); 5] = [
            ("1.b.3 A 2024 laporan.pdf", &program, "tidak dapat diterima"),
            ("1.b.3 A 2024 isi.zip", &inside, "tidak dapat diterima"),
            ("1.b.3 A 2024 kosong.pdf", b"", "tidak dapat diterima"),
            ("9.z.9 2024 laporan.pdf", PDF, "kode IKK"),
            ("1.b.3 B 2023 laporan.pdf", PDF, "Unsur B tidak punya"),
        ];
        for (name, content, told) in wrong {
            let file = archive(&[("1.b.3 A 2024 baik.pdf", PDF), (name, content)]);
            let (path, page) = previewed(&mut tapem, "bukti.zip", &file).await;
            let words = page.words();
            assert!(words.contains(told), "{told}: {words}");
            assert!(words.contains("1 masalah"), "{words}");
            tapem.post(&format!("{path}/simpan"), &[]).await;
        }
        // a bomb, and names that leave the archive, end it as a whole
        let dense = vec![0; 20_000_000];
        let leaves = archive(&[("../../1.b.3 A 2024.pdf", PDF)]);
        let bomb = archive(&[("1.b.3 A 2024.pdf", &dense)]);
        for (file, told) in [(leaves, "tidak lazim"), (bomb, "terlalu rapat")] {
            let (path, page) = previewed(&mut tapem, "bukti.zip", &file).await;
            let words = page.words();
            assert!(words.contains(told), "{told}: {words}");
            tapem.post(&format!("{path}/simpan"), &[]).await;
        }
        assert_eq!(stored(&world).await, (before, 0));

        // what a unit gave itself is no historic figure any more, not even after the preview
        let once = tapem.get("/99.99/periode-pengisian/baru").await;
        let once = once.field("sekali");
        let fields = [
            ("judul", "LPPD Tahun 2024"),
            ("daftar", "lppd:2024"),
            ("batas", "31/1/2027"),
            ("sekali", once.as_str()),
        ];
        let opened = tapem.post("/99.99/periode-pengisian", &fields).await;
        let round = opened.location().to_owned();
        let file = archive(&[("1.b.3 A 2024.pdf", PDF)]);
        let (path, page) = previewed(&mut tapem, "bukti.zip", &file).await;
        assert!(page.words().contains("1 berkas cocok"), "{}", page.words());
        // where the unit's figures of that year were sent, nothing is put beside them
        let state = |state: i16| {
            format!(
                "update filling set state = {state} where region = '99.99' and round_id in \
                 (select id from data_round where region = '99.99' and year = 2024)"
            )
        };
        world.tamper(&state(2)).await;
        tapem.post(&format!("{path}/simpan"), &[]).await;
        let words = over(&mut tapem, &path).await.words();
        assert!(words.contains("sudah dikirim atau ditutup"), "{words}");
        world.tamper(&state(1)).await;
        let (path, page) = previewed(&mut tapem, "bukti.zip", &file).await;
        assert!(page.words().contains("1 berkas cocok"), "{}", page.words());
        let (mut operator, path_of_filling) = health_in(&world, &round).await;
        let question = "select id from indicator where region = '99.99' and year = 2024 \
                        and code = '1.b.3'";
        let mothers = world.id(question).await;
        fill(&mut operator, &path_of_filling, mothers, "96", "100").await;
        tapem.post(&format!("{path}/simpan"), &[]).await;
        let words = over(&mut tapem, &path).await.words();
        assert!(
            words.contains("Belum ada data historis 1.b.3 tahun 2024"),
            "{words}"
        );
        assert_eq!(stored(&world).await, (before, 0));
        world.check().await;
    }
);
