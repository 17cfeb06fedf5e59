//! One cell is opened again by request: it alone can be written, everything else stays locked, and the
//! signature is asked for anew.

use axum::http::StatusCode;
use documents::workbook::Cell;
use testing::{both, client::Upload};

use crate::{
    imports::{book, over, send},
    round_versions::{fill, reviewed},
    rounds::{health, indicator, open_round, row, taken},
};

both!(one_cell_is_opened_again_and_nothing_else, |world| {
    let mut tapem = world.sign_in("tapem").await;
    let round = open_round(&mut tapem).await;
    let mut health = health(&world).await;
    let path = health.path.clone();
    let mothers = indicator(&world, "1.b.3").await;
    let births = indicator(&world, "1.b.4").await;

    // while it can be filled in there is nothing to ask for
    let ask = format!("{path}/ikk/{mothers}/buka-kembali");
    let why = [("alasan", "Angka kementerian lain")];
    let early = health.operator.post(&ask, &why).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(early.words().contains("masih dapat diubah"));
    reviewed(&world, &mut tapem, &mut health, mothers).await;

    let empty = health.operator.post(&ask, &[("alasan", " ")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.words().contains("Wajib diisi"));
    let asked = health.operator.post(&ask, &why).await;
    assert_eq!(asked.status, StatusCode::SEE_OTHER, "{}", asked.words());
    let request = asked.location().to_owned();
    let twice = health.operator.post(&ask, &why).await;
    assert!(twice.words().contains("sudah ada"), "{}", twice.words());
    assert!(
        twice.body.contains("Angka kementerian lain</textarea>"),
        "what was typed stays"
    );

    // the compiling section owes a decision; until then the cell is locked
    let owed = tapem.get("/99.99/perlu-ditindaklanjuti").await.words();
    assert!(owed.contains("Permohonan buka kembali 1.b.3"), "{owed}");
    let board = tapem.get(&round).await.words();
    assert!(board.contains("Angka kementerian lain"), "{board}");
    let locked = row(
        &mut health.operator,
        &path,
        mothers,
        &[("angka-A", "4610"), ("angka-B", "5003")],
    )
    .await;
    assert!(locked.words().contains("sedang tidak dapat diubah"));
    let decide = format!("{request}/putuskan");
    for (fields, words) in [
        (
            [("hasil", "tolak"), ("catatan", "")],
            "Tulis mengapa ditolak",
        ),
        ([("hasil", "buka"), ("batas", "")], "Wajib diisi"),
        ([("hasil", "buka"), ("batas", "1/1/2020")], "sudah lewat"),
    ] {
        let refused = tapem.decide(&request, &decide, &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.words().contains(words), "{}", refused.words());
    }
    let own = health.operator.post(&decide, &[("hasil", "buka")]).await;
    assert_eq!(own.status, StatusCode::FORBIDDEN);
    let fields = [("hasil", "buka"), ("batas", "10/3/2027")];
    let granted = tapem.decide(&request, &decide, &fields).await;
    assert_eq!(granted.status, StatusCode::SEE_OTHER, "{}", granted.words());
    let again = tapem.decide(&request, &decide, &fields).await;
    assert!(again.words().contains("statusnya sekarang"));

    // the unit is told and owes it
    let told = health.operator.get("/99.99/pemberitahuan").await.words();
    assert!(told.contains("1.b.3 dibuka kembali sampai"), "{told}");
    let owed = health.head.get("/99.99/perlu-ditindaklanjuti").await;
    assert!(owed.words().contains("Klarifikasi 1.b.3"));

    // nothing else can be written: by its own form, by paste, by workbook, nor proven
    let other = [("angka-A", "1"), ("angka-B", "2")];
    let locked = row(&mut health.operator, &path, births, &other).await;
    assert_eq!(locked.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(locked.words().contains("1.b.4 tidak dibuka kembali"));
    let pasted = [("tabel", "1.b.3\t4610\t5003\n1.b.4\t1\t2")];
    let locked = health
        .operator
        .post(&format!("{path}/tempel"), &pasted)
        .await;
    assert!(locked.words().contains("1.b.4 tidak dibuka kembali"));
    let line = |code: &str, letter: &str, amount: i64| {
        vec![Cell::from(code), Cell::from(letter), Cell::Whole(amount)]
    };
    let rows = vec![line("1.b.3", "A", 4610), line("1.b.4", "A", 1)];
    let workbook = book(&["No IKK", "Unsur", "Nilai"], rows);
    let preview = send(&mut health.operator, &path, &workbook).await;
    over(&mut health.operator, &preview).await;
    health
        .operator
        .post(&format!("{preview}/simpan"), &[])
        .await;
    let locked = over(&mut health.operator, &preview).await.words();
    assert!(locked.contains("1.b.4 tidak dibuka kembali"), "{locked}");
    let picture = testing::client::picture(7);
    let file = Upload {
        field: "berkas",
        name: "bukti.png",
        bytes: &picture,
    };
    let proof = format!("{path}/bukti/{births}");
    let locked = health.operator.upload(&proof, &[], &[file]).await;
    assert_eq!(locked.status, StatusCode::UNPROCESSABLE_ENTITY);
    let question = "select count(*) from figure f join indicator i on i.region = f.region \
        and i.id = f.indicator_id where f.region = '99.99' and i.code = '1.b.4'";
    assert_eq!(world.number(question).await, 0, "1.b.4 stays empty");
    let question = "select count(*) from figure f where f.region = '99.99' and f.amount = '4610'";
    assert_eq!(world.number(question).await, 0, "nothing half is kept");

    // the cell itself can; a row that reads as it stands beside it is no change
    let grid = health.operator.get(&format!("{path}?saring=dibuka")).await;
    assert!(grid.body.contains("angka-A") && !grid.words().contains("1.b.4"));
    fill(&mut health.operator, &path, mothers, "4610", "5003").await;
    let drafted = health
        .operator
        .post(&format!("{request}/klarifikasi"), &[])
        .await;
    assert_eq!(drafted.status, StatusCode::FORBIDDEN, "the head sends here");
    let sent = health
        .head
        .decide(&request, &format!("{request}/klarifikasi"), &[])
        .await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.words());

    // locked again, kept as a version, and the signature is older than the figure
    let locked = row(&mut health.operator, &path, mothers, &other).await;
    assert!(locked.words().contains("sedang tidak dapat diubah"));
    let versions = tapem.get(&format!("{path}/versi")).await.words();
    assert!(
        versions.contains("Klarifikasi") && versions.contains("4.610 Berubah +10"),
        "{versions}"
    );
    let page = health.head.get(&path).await.words();
    assert!(page.contains("Menunggu tanda tangan"), "{page}");
    assert!(page.contains("sebelum perubahan terakhir"), "{page}");
    taken(&mut health.head, &path, "tanda-tangan", "").await;
    let page = health.head.get(&path).await.words();
    assert!(page.contains("Ditandatangani") && !page.contains("sebelum perubahan"));

    // a refusal says why, and reaches the unit
    let asked = health.operator.post(&ask, &why).await;
    let request = asked.location().to_owned();
    let fields = [("hasil", "tolak"), ("catatan", "Sudah tetap")];
    let refused = tapem
        .decide(&request, &format!("{request}/putuskan"), &fields)
        .await;
    assert_eq!(refused.status, StatusCode::SEE_OTHER);
    let told = health.operator.get("/99.99/pemberitahuan").await.words();
    assert!(told.contains("ditolak: Sudah tetap"), "{told}");
    world.check().await;
});
