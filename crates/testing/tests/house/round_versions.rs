//! Versions of a filling: each step keeps the figures as they stood, and they stay comparable.

use axum::http::StatusCode;
use government::Role;
use platform::Uuid;
use testing::{Client, World, both};

use crate::{
    books,
    rounds::{Health, health, indicator, open_round, row, taken},
};

/// Keeps both elements of an indicator.
pub async fn fill(who: &mut Client, path: &str, indicator: Uuid, a: &str, b: &str) {
    let fields = [("angka-A", a), ("angka-B", b)];
    let kept = row(who, path, indicator, &fields).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.words());
}

/// A filling with one figure that the auditor found TDI, corrected, settled and signed. Returns the
/// auditor.
pub async fn reviewed(
    world: &World,
    tapem: &mut Client,
    health: &mut Health,
    mothers: Uuid,
) -> Client {
    let auditor = world.unit("inspektorat").await;
    let auditor = world
        .person("99.99", auditor, Role::Auditor, "Auditor Uji")
        .await;
    let mut auditor = auditor.client;
    let path = health.path.clone();
    fill(&mut health.operator, &path, mothers, "4512", "5003").await;
    taken(&mut health.head, &path, "kirim", "").await;
    taken(tapem, &path, "desk/terima", "").await;
    let fields = [
        ("jenis", "tdi"),
        ("unsur", "A"),
        ("uraian", "Tidak ada catatan"),
    ];
    let noted = auditor
        .post(&format!("{path}/chr/{mothers}"), &fields)
        .await;
    assert_eq!(noted.status, StatusCode::SEE_OTHER, "{}", noted.words());
    taken(&mut auditor, &path, "reviu/kembalikan", "Lihat CHR").await;
    fill(&mut health.operator, &path, mothers, "4600", "5003").await;
    let finding = world
        .id("select id from review_finding where region = '99.99'")
        .await;
    let fields = [("versi", "1"), ("uraian", "Rekap dilampirkan")];
    let said = health
        .operator
        .post(&format!("{path}/tanggapan/{finding}"), &fields)
        .await;
    assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.words());
    taken(&mut health.head, &path, "kirim", "").await;
    let fields = [("versi", "2"), ("hasil", "selesai")];
    let settled = auditor
        .post(&format!("{path}/catatan/{finding}"), &fields)
        .await;
    assert_eq!(settled.status, StatusCode::SEE_OTHER, "{}", settled.words());
    taken(&mut auditor, &path, "reviu/selesai", "").await;
    taken(&mut health.head, &path, "tanda-tangan", "").await;
    auditor
}

both!(versions_are_kept_at_each_step_and_compared, |world| {
    let mut tapem = world.sign_in("tapem").await;
    let round = open_round(&mut tapem).await;
    let mut health = health(&world).await;
    let (path, mothers) = (health.path.clone(), indicator(&world, "1.b.3").await);

    let bare = health.operator.get(&format!("{path}/versi")).await.words();
    assert!(bare.contains("Belum ada versi"), "{bare}");

    let mut auditor = reviewed(&world, &mut tapem, &mut health, mothers).await;
    // entered into the ministry's system, then opened again and clarified
    let asked = mothers.to_string();
    let entry = [
        ("indikator", asked.as_str()),
        ("tanggal", "20/2/2027"),
        ("nomor", "LPPD-7"),
    ];
    for _ in 0..2 {
        let noted = tapem.post(&format!("{round}/input"), &entry).await;
        assert_eq!(noted.status, StatusCode::SEE_OTHER, "{}", noted.words());
    }
    taken(&mut tapem, &path, "buka-kembali", "Klarifikasi kementerian").await;
    fill(&mut health.operator, &path, mothers, "4610", "5003").await;
    taken(&mut health.head, &path, "kirim", "").await;

    let page = auditor.get(&format!("{path}/versi")).await.words();
    for column in [
        "1. Dikirim",
        "2. Hasil Reviu APIP",
        "3. Perbaikan Pasca Reviu",
        "4. Hasil Reviu APIP",
        "5. Sudah Diinput",
        "6. Klarifikasi",
        "Sekarang",
    ] {
        assert!(page.contains(column), "{column}: {page}");
    }
    assert!(!page.contains("7. "), "the same entry twice is one version");
    let order = ["4.512", "TDI Berubah", "4.600 Berubah", "4.610 Berubah +10"];
    let mut rest = page.as_str();
    for words in order {
        let at = rest.find(words);
        rest = &rest[at.unwrap_or_else(|| panic!("{words}: {page}"))..];
    }
    // what never changed is shown when asked for
    assert!(!page.contains("5.003"), "{page}");
    let all = auditor.get(&format!("{path}/versi?saring=semua")).await;
    assert!(all.words().contains("5.003"));

    // the round shows the last version of each kind, and hands out all rows
    let whole = tapem.get(&format!("{round}/versi")).await.words();
    assert!(whole.contains("4.610 Berubah +10"), "{whole}");
    assert!(whole.contains("Dinas Kesehatan"), "{whole}");
    let (own, whole) = (
        ["TDI", "4600", "4610", "Berubah +10"],
        ["4512", "Berubah +88", "4610", "Berubah +10"],
    );
    for (file, expected) in [
        (format!("{path}/versi.xlsx"), own),
        (format!("{round}/versi.xlsx"), whole),
    ] {
        let rows = books::rows(&tapem.get(&file).await);
        let row = rows
            .iter()
            .find(|row| row[0] == "1.b.3" && row[2] == "A")
            .expect("a row");
        for words in expected {
            assert!(row.iter().any(|cell| cell == words), "{words}: {row:?}");
        }
        assert!(
            rows.iter().any(|row| row[0] == "1.b.4"),
            "unchanged ones too"
        );
    }
    world.check().await;
});
