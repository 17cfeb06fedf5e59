//! The summary of the LPPD for the public: written and chosen by the compiling section, found right by another
//! person, and without anything that is a matter between units.

use axum::http::StatusCode;
use government::Role;
use testing::{both, press};

use crate::{
    books,
    narratives::{compiled, made, numbers, page_of, write, written},
    round_versions::fill,
    rounds::{health, indicator, open_round, taken},
};

both!(
    the_public_reads_chosen_figures_and_nothing_that_is_between_units,
    |world| {
        let mut tapem = world.sign_in("tapem").await;
        let round = open_round(&mut tapem).await;
        let page = format!("{round}/naskah/rlppd");
        let empty = tapem.get(&page).await.words();
        assert!(empty.contains("RLPPD belum dimulai"), "{empty}");
        let mut kadis = world.sign_in("kadis.dlh").await;
        let denied = kadis.post(&page, &[]).await;
        assert_eq!(denied.status, StatusCode::FORBIDDEN);
        let begun = tapem.post(&page, &[]).await;
        assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.words());
        let again = tapem.post(&page, &[]).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        let owed = tapem.get("/99.99/perlu-ditindaklanjuti").await.words();
        assert!(owed.contains("Naskah RLPPD 2025"), "{owed}");
        assert!(owed.contains("31 Maret 2026"), "the calendar: {owed}");

        // one figure is known, of one the auditors found nothing, one nobody asked the public to read
        let mut health = health(&world).await;
        let path = health.path.clone();
        let [mothers, toddlers, births] = ["1.b.3", "1.b.6", "1.b.4"];
        for code in [mothers, toddlers, births] {
            let id = indicator(&world, code).await;
            fill(&mut health.operator, &path, id, "4512", "5003").await;
        }
        let auditor = world.unit("inspektorat").await;
        let auditor = world.person("99.99", auditor, Role::Auditor, "Auditor Uji");
        let mut auditor = auditor.await.client;
        taken(&mut health.head, &path, "kirim", "").await;
        taken(&mut tapem, &path, "desk/terima", "").await;
        let found = indicator(&world, toddlers).await;
        let note = [
            ("jenis", "tdi"),
            ("unsur", "A"),
            ("uraian", "Catatan pereviu"),
        ];
        let noted = auditor.post(&format!("{path}/chr/{found}"), &note).await;
        assert_eq!(noted.status, StatusCode::SEE_OTHER, "{}", noted.words());
        compiled(&mut tapem, &round).await;

        // nothing is put together before two people read it
        let early = tapem.post(&format!("{page}/susun"), &[]).await;
        assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(early.words().contains("dua orang"), "{}", early.words());
        let desk = world.id("select unit_id from round_desk where region = '99.99'");
        let own = page_of(&world, desk.await).await;
        for number in numbers(&mut tapem, &own).await {
            let kept = write(&mut tapem, &own, &number, "Kalimat untuk masyarakat.").await;
            assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.words());
        }
        let bare = tapem.decide(&own, &format!("{own}/ajukan"), &[]).await;
        assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(bare.words().contains("belum dipilih"), "{}", bare.words());
        let choose = format!("{own}/pilihan");
        let none = tapem.decide(&choose, &choose, &[]).await;
        assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(none.words().contains("Pilih paling sedikit satu"));
        // what is no indicator of the list is none
        let wanted = [("kode", mothers), ("kode", toddlers), ("kode", "9.z.9")];
        let denied = kadis.post(&choose, &wanted).await;
        assert_eq!(denied.status, StatusCode::FORBIDDEN);
        let chosen = tapem.decide(&choose, &choose, &wanted).await;
        assert_eq!(chosen.status, StatusCode::SEE_OTHER, "{}", chosen.words());
        let kept = world.number("select count(*) from narrative_choice where region = '99.99'");
        assert_eq!(kept.await, 2);
        written(&mut tapem, &own, "Kalimat untuk masyarakat").await;
        let late = [("kode", births), ("versi", "0")];
        let late = tapem.post(&choose, &late).await;
        assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(late.words().contains("sudah dikirim"), "{}", late.words());
        let early = tapem.post(&format!("{page}/susun"), &[]).await;
        assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
        let mut sekda = world.sign_in("sekda").await;
        let decide = format!("{own}/putuskan");
        let right = sekda.decide(&own, &decide, &[("putusan", "setujui")]).await;
        assert_eq!(right.status, StatusCode::SEE_OTHER, "{}", right.words());

        let (book, paper) = made(&world, &mut tapem, &format!("{page}/susun")).await;
        assert_eq!(press::fact(&paper, "Untuk"), "Masyarakat");
        assert_eq!(press::fact(&paper, "Versi"), "1");
        assert!(press::fact(&paper, "Angka").starts_with("Kompilasi 1, "));
        let words = serde_json::to_string(&paper).unwrap();
        for part in [
            "Kalimat untuk masyarakat 1.",
            "Persentase ibu hamil",
            "90,19 %",
            "Data belum tersedia",
        ] {
            assert!(words.contains(part), "{part}: {words}");
        }
        let sheets = tapem.get(&format!("{book}/laporan.xlsx")).await;
        let cells = books::sheet_rows(&sheets, 1);
        assert!(
            cells.iter().flatten().any(|cell| cell == "90.19"),
            "{cells:?}"
        );
        let hidden = [
            "TDI",
            "Catatan pereviu",
            "Tidak Diperoleh Informasi",
            "Dinas Kesehatan",
            "Operator Dinkes",
            "Persentase ibu bersalin",
            "1.b.3",
        ];
        for part in hidden {
            assert!(!words.contains(part), "{part}: {words}");
            let there = cells.iter().flatten().any(|cell| cell.contains(part));
            assert!(!there, "{part}: {cells:?}");
        }
        for file in ["laporan.pdf", "laporan.docx"] {
            let handed = kadis.get(&format!("{book}/{file}")).await;
            assert_eq!(handed.status, StatusCode::OK, "{file}");
        }
        world.check().await;
    }
);
