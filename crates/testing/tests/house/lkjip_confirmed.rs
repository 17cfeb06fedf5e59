//! A performance report that was confirmed: its paper stays as it was, and what changed since is said.

use axum::http::StatusCode;
use government::Role;
use testing::{both, press};

use crate::{
    agreements::signed,
    books,
    lkjip::{CHAPTERS, asked, report_quarter, write},
};

both!(
    what_was_confirmed_stays_and_what_changed_since_is_said,
    |world| {
        let mut sekda = world.sign_in("sekda").await;
        let agreement = signed(&world, &mut sekda, &["dlh"]).await.remove(0);
        let mut kadis = world.sign_in("kadis.dlh").await;
        report_quarter(&mut kadis, &agreement, "20").await;
        let page = asked(&world, &mut sekda).await;
        for chapter in CHAPTERS {
            let kept = write(&mut kadis, &page, chapter, "Isi.").await;
            assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.words());
        }
        let sent = kadis.decide(&page, &format!("{page}/ajukan"), &[]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.words());
        let unit = world.unit("inspektorat").await;
        let mut auditor = world.person("99.99", unit, Role::Auditor, "Auditor").await;
        let auditor = &mut auditor.client;
        let decide = format!("{page}/putuskan");
        let confirm = [("putusan", "setujui")];
        let done = auditor.decide(&page, &decide, &confirm).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.words());
        let shown = kadis.get(&page).await.words();
        assert!(shown.contains("sama dengan yang direviu"), "{shown}");

        // a figure is corrected after it: the paper keeps what was confirmed, the page says both
        world
            .tamper("update agreement_result set amount = '25' where region = '99.99' and amount = '20'")
            .await;
        world
            .tamper("update region_clock set version = version + 1 where region = '99.99'")
            .await;
        let shown = kadis.get(&page).await.words();
        for words in [
            "Berubah sejak direviu",
            "Layanan yang diselesaikan",
            "Realisasi 20 25",
        ] {
            assert!(shown.contains(words), "{words}: {shown}");
        }
        world.proofs.take();
        kadis.get(&format!("{page}/laporan.pdf")).await;
        let papers = world.proofs.take();
        let words = serde_json::to_string(&papers[0]).unwrap();
        assert!(words.contains("(20 ÷ 100) × 100 = 20,00 %"), "{words}");
        assert!(!words.contains("25,00 %"), "{words}");
        assert!(
            papers[0].footer.contains("; direviu "),
            "{}",
            papers[0].footer
        );
        assert!(press::fact(&papers[0], "Versi").starts_with("Versi 1"));
        let book = kadis.get(&format!("{page}/tabel.xlsx")).await;
        let cells = books::sheet_rows(&book, 0);
        let noted = cells
            .iter()
            .flatten()
            .any(|cell| cell.contains("angka berbeda dari yang direviu"));
        assert!(noted, "{cells:?}");

        // opened again it is computed again; confirmed anew, the new figures stand
        let reopen = [("putusan", "buka"), ("isi", "Realisasi dibetulkan.")];
        let opened = auditor.decide(&page, &decide, &reopen).await;
        assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.words());
        let shown = kadis.get(&page).await.words();
        assert!(!shown.contains("Berubah sejak direviu"), "{shown}");
        let sent = kadis.decide(&page, &format!("{page}/ajukan"), &[]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.words());
        let done = auditor.decide(&page, &decide, &confirm).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.words());
        world.proofs.take();
        kadis.get(&format!("{page}/laporan.pdf")).await;
        let words = serde_json::to_string(&world.proofs.take()[0]).unwrap();
        assert!(words.contains("(25 ÷ 100) × 100 = 25,00 %"), "{words}");
        world.check().await;
    }
);
