//! A figure is valid only when its review is finished and evidence was judged to prove it; the board
//! counts what is answered and what is valid, beside the clock of the law.

use axum::http::StatusCode;
use government::Role;
use testing::{Client, both, client::Upload};

use crate::{
    books,
    round_versions::fill,
    rounds::{health, indicator, open_round, taken},
};

/// Answered and valid cells of the health agency, of the workbook of a round.
async fn counted(who: &mut Client, round: &str) -> (String, String, String) {
    let rows = books::rows(&who.get(&format!("{round}/rekap.xlsx")).await);
    let head = rows
        .iter()
        .find(|row| row.iter().any(|cell| cell == "Valid (%)"))
        .expect("a header");
    let row = rows.iter().find(|row| row[1] == "Dinas Kesehatan");
    let of = |name: &str| {
        let at = head.iter().position(|cell| cell == name).expect("a column");
        row.expect("a row")[at].clone()
    };
    (of("Terisi"), of("Valid"), of("Valid (%)"))
}

both!(
    s0_17_a_value_without_a_source_document_is_never_valid,
    |world| {
        let mut tapem = world.sign_in("tapem").await;
        let round = open_round(&mut tapem).await;
        let mut health = health(&world).await;
        let auditor = world.unit("inspektorat").await;
        let auditor = world.person("99.99", auditor, Role::Auditor, "Auditor Uji");
        let mut auditor = auditor.await.client;
        let path = health.path.clone();
        let mothers = indicator(&world, "1.b.3").await;
        let births = indicator(&world, "1.b.4").await;
        fill(&mut health.operator, &path, mothers, "4512", "5003").await;
        fill(&mut health.operator, &path, births, "0", "200").await;
        let picture = testing::client::picture(7);
        let file = Upload {
            field: "berkas",
            name: "profil.png",
            bytes: &picture,
        };
        let proof = format!("{path}/bukti/{mothers}");
        let sent = health.operator.upload(&proof, &[], &[file]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.words());
        taken(&mut health.head, &path, "kirim", "").await;
        taken(&mut tapem, &path, "desk/terima", "").await;

        // one of the two pieces is found fitting; the review is not over yet
        let page = auditor.get(&format!("{path}/ikk/{mothers}")).await;
        let (cell, piece) = (page.field("sel"), page.field("bukti"));
        let fields = [
            ("sel", cell.as_str()),
            ("bukti", piece.as_str()),
            ("nilai", "1"),
            ("catatan", ""),
        ];
        let judge = format!("{path}/nilai-bukti/{mothers}");
        let judged = auditor.post(&judge, &fields).await;
        assert_eq!(judged.status, StatusCode::SEE_OTHER, "{}", judged.words());
        let now = counted(&mut tapem, &round).await;
        assert_eq!((now.0.as_str(), now.1.as_str()), ("4", "0"));
        taken(&mut auditor, &path, "reviu/selesai", "").await;

        // evidence nobody judged, and none at all, make no figure valid
        let now = counted(&mut tapem, &round).await;
        assert_eq!((now.0.as_str(), now.1.as_str()), ("4", "1"));
        assert!(!now.2.is_empty() && now.2 != "100", "{now:?}");
        let board = tapem.get(&round).await.words();
        assert!(board.contains("Valid 1 unsur"), "{board}");

        // the clock of the law beside our own, each with what it rests on
        for words in [
            "LPPD kepada Menteri Dalam Negeri melalui gubernur",
            "31 Maret 2026",
            "belum diverifikasi",
        ] {
            assert!(board.contains(words), "{words}: {board}");
        }

        // a figure that changed after the verdict is another figure
        taken(&mut tapem, &path, "buka-kembali", "Salah ketik").await;
        fill(&mut health.operator, &path, mothers, "4513", "5004").await;
        taken(&mut health.head, &path, "kirim", "").await;
        taken(&mut tapem, &path, "desk/terima", "").await;
        taken(&mut auditor, &path, "reviu/selesai", "").await;
        let now = counted(&mut tapem, &round).await;
        assert_eq!((now.0.as_str(), now.1.as_str()), ("4", "0"));
        world.check().await;
    }
);
