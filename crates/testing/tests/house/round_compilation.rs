//! The end of the order of review: signatures that follow later, the compilation that is frozen, and the
//! mayor who signs it or sends it back and edits nothing.

use axum::http::StatusCode;
use documents::Paper;
use government::Role;
use testing::{Answer, Client, World, both, press};

use crate::{
    round_versions::fill,
    rounds::{Health, health, indicator, open_round, row, taken},
};

/// The row of an element on a paper.
fn amount(paper: &Paper, element: &str) -> String {
    let rows = press::rows(paper);
    let found = rows
        .iter()
        .find(|row| row.len() > 3 && row[2].contains(element));
    found.expect(element)[3].clone()
}

/// A filling that is reviewed and waits for its signature.
async fn wait_for_signature(world: &World, tapem: &mut Client, health: &mut Health) {
    let auditor = world.unit("inspektorat").await;
    let auditor = world.person("99.99", auditor, Role::Auditor, "Auditor Uji");
    let mut auditor = auditor.await.client;
    let path = health.path.clone();
    let mothers = indicator(world, "1.b.3").await;
    fill(&mut health.operator, &path, mothers, "4512", "5003").await;
    taken(&mut health.head, &path, "kirim", "").await;
    taken(tapem, &path, "desk/terima", "").await;
    taken(&mut auditor, &path, "reviu/selesai", "").await;
}

/// Compiles without the units of `missing`.
async fn compile(tapem: &mut Client, page: &str, missing: &[String], reason: &str) -> Answer {
    let number = tapem.get(page).await.field("nomor");
    let mut fields = vec![("nomor", number.as_str()), ("alasan", reason)];
    fields.extend(missing.iter().map(|id| ("belum", id.as_str())));
    tapem.post(page, &fields).await
}

both!(a_round_is_compiled_and_signed_by_the_mayor, |world| {
    let mut tapem = world.sign_in("tapem").await;
    let round = open_round(&mut tapem).await;
    let mut health = health(&world).await;
    let path = health.path.clone();
    let mothers = indicator(&world, "1.b.3").await;
    let page = format!("{round}/kompilasi");

    // a signature follows later only where nothing else is missing, and says why
    let later = format!("{path}/menyusul");
    let why = [("catatan", "Kepala dinas dinas luar")];
    let early = tapem.post(&later, &why).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(early.words().contains("hanya berlaku bagi isian"));
    wait_for_signature(&world, &mut tapem, &mut health).await;
    let empty = tapem.post(&later, &[("catatan", " ")]).await;
    assert!(empty.words().contains("Wajib diisi"), "{}", empty.words());

    // nobody is left out without being named
    let shown = tapem.get(&page).await;
    let own = path.rsplit('/').next().unwrap().to_owned();
    let others: Vec<String> = shown
        .body
        .split("name=\"belum\" value=\"")
        .skip(1)
        .map(|rest| rest[..36].to_owned())
        .filter(|id| *id != own)
        .collect();
    assert!(!others.is_empty(), "{}", shown.words());
    let held = compile(&mut tapem, &page, &others, "Belum masuk").await;
    assert_eq!(held.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        held.words().contains("1 unit belum selesai"),
        "the signature is missing: {}",
        held.words()
    );
    assert!(held.body.contains("Belum masuk</textarea>"));
    let noted = tapem.post(&later, &why).await;
    assert_eq!(noted.status, StatusCode::SEE_OTHER, "{}", noted.words());
    let board = tapem.get(&round).await.words();
    assert!(board.contains("Tanda tangan menyusul"), "{board}");
    let owed = health.head.get("/99.99/perlu-ditindaklanjuti").await;
    assert!(owed.words().contains("Tanda tangan LPPD Tahun 2025"));
    let silent = compile(&mut tapem, &page, &others, "").await;
    assert!(silent.words().contains("Tulis mengapa dikompilasi"));
    tapem.get(&format!("{round}/lppd.pdf")).await;
    let fact = press::fact(&world.proofs.last(), "Kompilasi");
    assert_eq!(fact, "Belum dikompilasi");
    let made = compile(&mut tapem, &page, &others, "Belum masuk").await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.words());
    let one = made.location().to_owned();

    // what was compiled stays; what changes later is in the living tables
    taken(&mut tapem, &path, "buka-kembali", "Salah ketik").await;
    fill(&mut health.operator, &path, mothers, "4600", "5003").await;
    let pdf = tapem.get(&format!("{one}/lppd.pdf")).await;
    assert_eq!(pdf.status, StatusCode::OK);
    let paper = world.proofs.last();
    assert_eq!(press::fact(&paper, "Kompilasi"), "Kompilasi 1");
    assert!(paper.footer.starts_with("Kompilasi 1, keadaan per"));
    assert_eq!(amount(&paper, "ibu hamil"), "4.512");
    let units = press::rows(&paper);
    let dinkes = units.iter().find(|row| row[1] == "Dinas Kesehatan");
    assert_eq!(dinkes.expect("the agency")[2], "Tanda tangan menyusul");
    assert!(units.iter().any(|row| row[2] == "Belum selesai"));
    tapem.get(&format!("{round}/lppd.pdf")).await;
    let living = world.proofs.last();
    assert_eq!(amount(&living, "ibu hamil"), "4.600");
    assert!(press::fact(&living, "Kompilasi").starts_with("Bukan kompilasi"));

    // the mayor signs what is presented, and edits nothing
    let mut mayor = world.sign_in("walikota").await;
    let version = [("versi", "1")];
    let early = mayor.post(&format!("{one}/tanda-tangan"), &version).await;
    assert!(early.words().contains("statusnya sekarang"));
    let presented = tapem.decide(&one, &format!("{one}/ajukan"), &[]).await;
    assert_eq!(presented.status, StatusCode::SEE_OTHER);
    let owed = mayor.get("/99.99/perlu-ditindaklanjuti").await.words();
    assert!(owed.contains("Tanda tangan LPPD Tahun 2025, kompilasi 1"));
    let edited = row(&mut mayor, &path, mothers, &[("angka-A", "1")]).await;
    assert_eq!(edited.status, StatusCode::FORBIDDEN);
    let own = tapem.post(&format!("{one}/tanda-tangan"), &[]).await;
    assert_eq!(own.status, StatusCode::FORBIDDEN);
    let back = format!("{one}/kembalikan");
    let silent = mayor.decide(&one, &back, &[("catatan", " ")]).await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(silent.words().contains("Tulis catatannya"));
    let fields = [("catatan", "Lengkapi Dinas Kesehatan")];
    let returned = mayor.decide(&one, &back, &fields).await;
    assert_eq!(returned.status, StatusCode::SEE_OTHER);
    let told = tapem.get("/99.99/pemberitahuan").await.words();
    assert!(told.contains("Dikembalikan untuk perbaikan"), "{told}");

    // compiled anew: the earlier one stays readable and can be signed no more
    let number = [("nomor", "1"), ("alasan", "x"), ("belum", own_id(&path))];
    let stale = tapem.post(&page, &with(&number, &others)).await;
    assert_eq!(stale.status, StatusCode::CONFLICT, "{}", stale.words());
    let mut all = others.clone();
    all.push(own_id(&path).to_owned());
    let made = compile(&mut tapem, &page, &all, "Diperbaiki").await;
    let two = made.location().to_owned();
    tapem.decide(&two, &format!("{two}/ajukan"), &[]).await;
    let fields = [("versi", "3"), ("catatan", "")];
    let old = mayor.post(&format!("{one}/tanda-tangan"), &fields).await;
    assert!(old.words().contains("kompilasi yang lebih baru"));
    let signed = mayor
        .decide(&two, &format!("{two}/tanda-tangan"), &[])
        .await;
    assert_eq!(signed.status, StatusCode::SEE_OTHER, "{}", signed.words());
    let shown = mayor.get(&two).await.words();
    assert!(shown.contains("Ditandatangani kepala daerah"), "{shown}");
    mayor.get(&format!("{two}/lppd.pdf")).await;
    let footer = world.proofs.last().footer;
    assert!(footer.contains("; ditandatangani "), "{footer}");
    world.check().await;
});

fn own_id(path: &str) -> &str {
    path.rsplit('/').next().unwrap()
}

fn with<'a>(fields: &[(&'a str, &'a str)], others: &'a [String]) -> Vec<(&'a str, &'a str)> {
    let mut all = fields.to_vec();
    all.extend(others.iter().map(|id| ("belum", id.as_str())));
    all
}
