//! Signed agreements in use: reported each quarter, issued again after a transfer, handed down.

use axum::http::StatusCode;
use testing::{Client, both, press};

use crate::{
    agreements::{BASE, add_line, agreement, open_year, signed, year},
    books,
};

/// Fills in a quarter of the agreement on a page; a number, or a state with its reason.
async fn fill(who: &mut Client, page: &str, quarter: usize, value: (&str, &str, &str)) -> String {
    let shown = who.get(page).await;
    let mut reports = shown.body.split("/99.99/realisasi-pk/").skip(1);
    let id = reports
        .nth(quarter - 1)
        .expect("a quarter")
        .split('"')
        .next()
        .unwrap();
    let path = format!("/99.99/realisasi-pk/{id}");
    let form = who.get(&path).await;
    let fields = [
        ("baris", form.field("baris")),
        ("nilai", value.0.to_owned()),
        ("keadaan", value.1.to_owned()),
        ("keterangan", value.2.to_owned()),
        ("versi", form.field("versi")),
    ];
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    let kept = who.post(&path, &fields).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.words());
    path
}

both!(
    s4_6_a_quarter_is_reported_with_realisation_and_the_reviewers_note,
    |world| {
        let mut sekda = world.sign_in("sekda").await;
        let page = signed(&world, &mut sekda, &["dlh"]).await.remove(0);
        let mut kadis = world.sign_in("kadis.dlh").await;
        // three quarters are over in November; each is owed ten working days after its end
        let owed = kadis.get("/99.99/perlu-ditindaklanjuti").await.words();
        assert!(
            owed.contains("Realisasi Perjanjian Kinerja Triwulan III 2026"),
            "{owed}"
        );
        assert!(!owed.contains("Triwulan IV 2026"), "{owed}");

        let first = fill(&mut kadis, &page, 1, ("20", "", "")).await;
        // a draft is the unit's
        let mut other = world.sign_in("kadis.dinkes").await;
        assert!(other.get(&first).await.words().contains("Belum diisi"));
        let sent = kadis.decide(&first, &format!("{first}/ajukan"), &[]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.words());
        // without a number: why, and a sentence
        let third = fill(&mut kadis, &page, 3, ("", "", "")).await;
        let silent = kadis.decide(&third, &format!("{third}/ajukan"), &[]).await;
        assert_eq!(
            silent.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "nothing said is nothing sent"
        );
        let later = figures::State::NotYetAvailable.code().to_string();
        fill(
            &mut kadis,
            &page,
            3,
            ("", &later, "Survei selesai November"),
        )
        .await;
        let sent = kadis.decide(&third, &format!("{third}/ajukan"), &[]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.words());

        // a reviewer says something, or sends it back
        let mut reviewer = world.sign_in("verifikator").await;
        let note = [
            ("catatan", "Lampirkan rekap bulanan."),
            ("putusan", "catat"),
        ];
        let noted = reviewer
            .decide(&first, &format!("{first}/catatan"), &note)
            .await;
        assert_eq!(noted.status, StatusCode::SEE_OTHER, "{}", noted.words());
        let back = [("catatan", "Isi angkanya."), ("putusan", "kembalikan")];
        let sent_back = reviewer
            .decide(&third, &format!("{third}/catatan"), &back)
            .await;
        assert_eq!(
            sent_back.status,
            StatusCode::SEE_OTHER,
            "{}",
            sent_back.words()
        );
        let owed = kadis.get("/99.99/perlu-ditindaklanjuti").await.words();
        assert!(owed.contains("Triwulan III 2026"), "{owed}");
        assert!(!owed.contains("Triwulan I 2026"), "{owed}");

        // the report of the quarter: page, workbook, paper
        let path = format!("{BASE}/tahun/{}/realisasi", year(&world).await);
        let shown = sekda.get(&format!("{path}?tw=1")).await.words();
        for word in [
            "20",
            "Lampirkan rekap bulanan.",
            "1 dari 1 unit sudah mengirim",
        ] {
            assert!(shown.contains(word), "{word}: {shown}");
        }
        let rows = books::rows(&sekda.get(&format!("{path}.xlsx?tw=1")).await);
        let row = rows
            .iter()
            .find(|row| row.iter().any(|cell| cell == "Layanan yang diselesaikan"));
        let row = row.expect("the line");
        assert!(row.iter().any(|cell| cell == "20"), "{row:?}");
        assert!(
            row.iter().any(|cell| cell == "Lampirkan rekap bulanan."),
            "{row:?}"
        );
        let third = books::rows(&sekda.get(&format!("{path}.xlsx?tw=3")).await);
        let silent = third.iter().flatten().any(|cell| cell == "Belum diisi");
        assert!(silent, "what came back is no number: {third:?}");
        sekda.get(&format!("{path}.pdf?tw=1")).await;
        let paper = world.proofs.last();
        assert!(press::rows(&paper)[0].contains(&"Lampirkan rekap bulanan.".to_owned()));
        world.check().await;
    }
);

both!(
    a_successor_gets_what_is_left_and_only_touched_agreements_are_issued_again,
    |world| {
        let mut sekda = world.sign_in("sekda").await;
        let pages = signed(&world, &mut sekda, &["dlh", "dinkes", "disdukcapil"]).await;
        let mut kadis = world.sign_in("kadis.dlh").await;
        for (quarter, value) in [(1, "20"), (2, "17,5")] {
            let path = fill(&mut kadis, &pages[0], quarter, (value, "", "")).await;
            let sent = kadis.decide(&path, &format!("{path}/ajukan"), &[]).await;
            assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.words());
        }
        let touched = format!("{BASE}/tahun/{}/pejabat", year(&world).await);
        let before = sekda.get(&touched).await.words();
        assert!(before.contains("0 dari 3"), "{before}");

        // two heads change places on 30 December
        let mut admin = world.sign_in("admin").await;
        let rows = "NIP\tJabatan baru\tUnit\nkadis.dlh\tKepala Dinas Kesehatan\tDINKES\n\
        kadis.dinkes\tKepala Dinas Lingkungan Hidup\tDLH\n";
        let decree = [
            ("nomor", "SK 800.1.3.3/9/2026"),
            ("berlaku", "2026-12-30"),
            ("serah_terima", "2027-01-15"),
            ("baris", rows),
            ("langkah", "terapkan"),
        ];
        let moved = admin.post("/99.99/pengaturan/mutasi", &decree).await;
        assert_eq!(moved.status, StatusCode::SEE_OTHER, "{}", moved.words());
        world.clock.advance(40 * 24 * 3600);
        let mut mayor = world.sign_in("walikota").await;
        let shown = mayor.get(&touched).await.words();
        assert!(shown.contains("2 dari 3"), "{shown}");
        assert!(
            !shown.contains("Kependudukan"),
            "nobody touched that one: {shown}"
        );

        // an agreement whose officials stayed is not issued again
        let again = |page: &str| format!("{page}/terbitkan-kembali");
        let refused = mayor.decide(&pages[2], &again(&pages[2]), &[]).await;
        assert_eq!(
            refused.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{}",
            refused.words()
        );
        let list = mayor.get(&touched).await;
        let at = list.body.find(&again(&pages[0])).expect("the button");
        let version = list.body[at..].split("value=\"").nth(1).unwrap();
        let version = version.split('"').next().unwrap().to_owned();
        let issued = mayor.post(&again(&pages[0]), &[("versi", &version)]).await;
        assert_eq!(issued.status, StatusCode::SEE_OTHER, "{}", issued.words());

        // the successor gets what is left of what is added up
        let mut successor = world.sign_in("kadis.dinkes").await;
        let shown = successor.get(&pages[0]).await.words();
        assert!(
            shown.contains("62,5 (sisa dari 100; 37,5 dicapai pejabat sebelumnya)"),
            "{shown}"
        );
        assert!(shown.contains("Pergantian atau mutasi pejabat"), "{shown}");
        let list = mayor.get(&touched).await.words();
        assert!(list.contains("1 dari 2"), "{list}");
        world.check().await;
    }
);

both!(
    s4_7_the_cascade_links_each_line_to_the_superiors_and_lists_orphans,
    |world| {
        let mut sekda = world.sign_in("sekda").await;
        open_year(&world, &mut sekda, &["kel-padma-rimba"]).await;
        let (above, below) = (
            agreement(&world, "kec-utara").await,
            agreement(&world, "kel-padma-rimba").await,
        );
        let mut camat = world.sign_in("camat.utara").await;
        let satuan = ("satuan", "layanan");
        let added = add_line(&mut camat, &above, &[satuan]).await;
        assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.words());
        // the village's second party is the head of its district, whose lines are offered
        let form = camat.get(&format!("{below}/baris")).await;
        let choices = form.body.split("name=\"atasan\"").nth(1).unwrap();
        let key = choices.split("<option value=\"").nth(2).unwrap();
        let key = key.split('"').next().unwrap().to_owned();
        let linked = [satuan, ("atasan", key.as_str())];
        let added = add_line(&mut camat, &below, &linked).await;
        assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.words());
        let orphan = [satuan, ("atasan", "bukan-siapa-siapa")];
        let added = add_line(&mut camat, &below, &orphan).await;
        assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.words());

        let path = format!("{BASE}/tahun/{}/cascading.xlsx", year(&world).await);
        let book = sekda.get(&path).await;
        assert_eq!(book.status, StatusCode::OK);
        let rows = books::sheet_rows(&book, 0);
        let linked = rows
            .iter()
            .find(|row| row.iter().any(|cell| cell.contains("Padma Rimba")));
        assert!(linked.is_some(), "{rows:?}");
        let orphans = books::sheet_rows(&book, 1);
        let found = orphans
            .iter()
            .filter(|row| row.iter().any(|cell| cell == "Belum dihubungkan"));
        assert_eq!(found.count(), 1, "{orphans:?}");
        // the district's own line waits for the head of the region
        let waits = "Atasan belum memiliki perjanjian";
        assert!(
            orphans.iter().flatten().any(|cell| cell == waits),
            "{orphans:?}"
        );
        let kept = "select count(*) from agreement_line where region = '99.99'";
        assert_eq!(
            world.number(kept).await,
            3,
            "no individual target is kept here"
        );
        world.check().await;
    }
);
