//! What signed agreements achieve: by the rule of the direction, raw and capped apart, what is missing with
//! its words, and the mean of a unit with of how many it is.

use axum::http::StatusCode;
use documents::workbook::Cell;
use government::Role;
use testing::{Client, World, both, press};

use crate::{
    agreements::{BASE, add_line, agreement, ceremony, open_year, sign, year},
    books,
    imports::book,
    regulations::kept,
};

/// The agreement of the environment agency with lines of every kind, signed.
async fn signed(world: &World, sekda: &mut Client) -> String {
    open_year(world, sekda, &[]).await;
    let unit = world.unit("dlh").await;
    let mut head = world.person("99.99", unit, Role::Head, "Kepala").await;
    let (head, page) = (&mut head.client, agreement(world, "dlh").await);
    let lines = [
        ("Layanan yang diselesaikan", "higher", "100", "1"),
        ("Waktu tanggap", "lower", "10", "3"),
        ("Keluhan berulang", "lower", "0", "3"),
        ("Indeks kepuasan", "higher", "84", "4"),
    ];
    for (indicator, direction, target, kind) in lines {
        let fields = [
            ("satuan", "satuan"),
            ("indikator", indicator),
            ("arah", direction),
            ("target", target),
            ("triwulan", kind),
        ];
        let kept: Vec<(&str, &str)> = fields.to_vec();
        let added = add_line_as(head, &page, &kept).await;
        assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.words());
    }
    let sent = head.decide(&page, &format!("{page}/ajukan"), &[]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.words());
    let held = ceremony(world, sekda).await;
    let done = sign(sekda, &held, &[&page], "2026-01-20").await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.words());
    page
}

/// Adds a line in other words than the usual one.
async fn add_line_as(who: &mut Client, page: &str, own: &[(&str, &str)]) -> testing::Answer {
    let form = who.get(&format!("{page}/baris")).await;
    let (once, version) = (form.field("sekali"), form.field("versi"));
    let mut fields: Vec<(&str, &str)> = crate::agreements::LINE
        .iter()
        .copied()
        .filter(|(name, _)| own.iter().all(|(known, _)| known != name))
        .collect();
    fields.extend([("sekali", once.as_str()), ("versi", version.as_str())]);
    fields.extend_from_slice(own);
    who.post(&format!("{page}/baris"), &fields).await
}

/// Fills in and sends a quarter; a number or a state for each line, in order.
pub async fn report(who: &mut Client, page: &str, quarter: usize, values: &[(&str, &str, &str)]) {
    let shown = who.get(page).await;
    let mut links = shown.body.split("/99.99/realisasi-pk/").skip(1);
    let id = links.nth(quarter - 1).expect("a quarter");
    let path = format!("/99.99/realisasi-pk/{}", id.split('"').next().unwrap());
    let form = who.get(&path).await;
    let version = form.field("versi");
    let keys: Vec<&str> = form
        .body
        .split("name=\"baris\" value=\"")
        .skip(1)
        .filter_map(|part| part.split('"').next())
        .collect();
    assert_eq!(keys.len(), values.len());
    let mut fields = vec![("versi", version.as_str())];
    for (key, (value, state, remark)) in keys.into_iter().zip(values) {
        fields.extend([
            ("baris", key),
            ("nilai", value),
            ("keadaan", state),
            ("keterangan", remark),
        ]);
    }
    let kept = who.post(&path, &fields).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.words());
    let sent = who.decide(&path, &format!("{path}/ajukan"), &[]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.words());
}

both!(
    s4_2_what_an_agreement_achieves_follows_from_what_was_sent_by_the_cited_rule,
    |world| {
        let mut sekda = world.sign_in("sekda").await;
        let page = signed(&world, &mut sekda).await;
        let mut kadis = world.sign_in("kadis.dlh").await;
        let before = kadis.get(&page).await.words();
        assert!(
            before.contains("Belum ada realisasi yang dikirim"),
            "{before}"
        );
        assert!(before.contains("Belum dapat dihitung"), "{before}");

        let not_due = figures::State::NotDue.code().to_string();
        let none = figures::State::NotCarriedOut.code().to_string();
        let first = [
            ("20", "", ""),
            ("20", "", ""),
            ("2", "", ""),
            ("", not_due.as_str(), ""),
        ];
        report(&mut kadis, &page, 1, &first).await;
        let second = [
            ("17,5", "", ""),
            ("25", "", ""),
            ("", none.as_str(), "Survei ditiadakan"),
            ("", not_due.as_str(), ""),
        ];

        // the first quarter alone: target 10, result 20, less is better
        let shown = kadis.get(&page).await.words();
        for words in [
            "s.d. Triwulan I",
            "(20 ÷ 100) × 100 = 20,00 %",
            "((2 × 10 − 20) ÷ 10) × 100 = 0,00 %",
            "Permenpan-RB 8/2021",
            "Target nol. Tidak dapat dihitung dengan rumus",
            "Belum waktunya",
            // (20 + 0) / 2: the zero target holds the third back, the yearly one is not due
            "10,00 %",
            "2 dari 3 indikator dapat dihitung",
            "Sangat Rendah (sementara)",
            "belum diverifikasi",
        ] {
            assert!(shown.contains(words), "{words}: {shown}");
        }

        report(&mut kadis, &page, 2, &second).await;
        let shown = kadis.get(&page).await.words();
        for words in [
            "(37,5 ÷ 100) × 100 = 37,50 %",
            "-50,00 %",
            "dibatasi menjadi 0,00 %",
            "Tidak diselenggarakan",
            // (37,5 - 50 + 0) / 3, not carried out counting as zero
            "-4,17 %",
            "3 dari 3 indikator dapat dihitung",
        ] {
            assert!(shown.contains(words), "{words}: {shown}");
        }

        // all units, the best first; a quarter nobody sent is no zero
        let path = format!("{BASE}/tahun/{}/capaian", year(&world).await);
        let mut other = world.sign_in("kadis.dinkes").await;
        let second = other.get(&format!("{path}?tw=2")).await.words();
        for words in [
            "-4,17 %",
            "Sangat Rendah",
            "Terakhir dikirim",
            "Triwulan II",
        ] {
            assert!(second.contains(words), "{words}: {second}");
        }
        assert!(second.contains("Belum TTD, jadi belum ada capaiannya"));
        let third = other.get(&path).await.words();
        assert!(third.contains("s.d. Triwulan III 2026"), "{third}");
        assert!(third.contains("Belum dapat dihitung"), "{third}");
        assert!(third.contains("0 dari 3 indikator"), "{third}");

        // the same as a workbook and on paper
        let book = other.get(&format!("{path}.xlsx?tw=2")).await;
        let units = books::sheet_rows(&book, 0);
        assert!(
            units
                .iter()
                .flatten()
                .any(|cell| cell == "-4,17" || cell == "-4.17"),
            "{units:?}"
        );
        let lines = books::sheet_rows(&book, 1);
        assert!(
            lines
                .iter()
                .flatten()
                .any(|cell| cell == "(37,5 ÷ 100) × 100 = 37,50 %"),
            "{lines:?}"
        );
        world.proofs.take();
        let pdf = other.get(&format!("{path}.pdf?tw=2")).await;
        assert_eq!(pdf.status, StatusCode::OK);
        let paper = world.proofs.last();
        assert!(paper.footer.starts_with("Keadaan per"));
        let rows = press::rows(&paper);
        assert_eq!(rows[0][2], "-4,17 %", "{rows:?}");

        // the report of the quarter says both: of the quarter's target, and of the year's
        let quarter = format!("{BASE}/tahun/{}/realisasi", year(&world).await);
        let shown = other.get(&format!("{quarter}?tw=2")).await.words();
        assert!(shown.contains("87,50 %"), "17,5 of 20: {shown}");
        assert!(shown.contains("37,50 %"), "{shown}");
        let rows = books::rows(&other.get(&format!("{quarter}.xlsx?tw=2")).await);
        let row = rows
            .iter()
            .find(|row| row.iter().any(|cell| cell == "Layanan yang diselesaikan"))
            .expect("the line");
        for cell in ["87,5", "37,5"] {
            let (comma, dot) = (cell.to_owned(), cell.replace(',', "."));
            assert!(
                row.contains(&comma) || row.contains(&dot),
                "{cell}: {row:?}"
            );
        }
        world.check().await;
    }
);

both!(
    a_line_that_came_later_is_not_held_against_the_quarters_before_it,
    |world| {
        let mut sekda = world.sign_in("sekda").await;
        let page = crate::agreements::signed(&world, &mut sekda, &["dlh"])
            .await
            .remove(0);
        let mut kadis = world.sign_in("kadis.dlh").await;
        report(&mut kadis, &page, 1, &[("20", "", "")]).await;
        let revise = [("dasar", "strategi"), ("catatan", "APBD Perubahan")];
        let asked = kadis
            .decide(&page, &format!("{page}/revisi"), &revise)
            .await;
        assert_eq!(asked.status, StatusCode::SEE_OTHER, "{}", asked.words());
        let mut mayor = world.sign_in("walikota").await;
        let approve = [("putusan", "setujui")];
        let decide = format!("{page}/revisi/putuskan");
        let approved = mayor.decide(&page, &decide, &approve).await;
        assert_eq!(
            approved.status,
            StatusCode::SEE_OTHER,
            "{}",
            approved.words()
        );
        let more = [("satuan", "unit")];
        let added = add_line(&mut kadis, &page, &more).await;
        assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.words());
        let sent = kadis.decide(&page, &format!("{page}/ajukan"), &[]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.words());
        let held = ceremony(&world, &mut sekda).await;
        let done = sign(&mut sekda, &held, &[&page], "2026-04-01").await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.words());
        report(&mut kadis, &page, 2, &[("30", "", ""), ("5", "", "")]).await;
        let shown = kadis.get(&page).await.words();
        for words in ["= 50,00 %", "= 5,00 %", "2 dari 2 indikator"] {
            assert!(shown.contains(words), "{words}: {shown}");
        }
        world.check().await;
    }
);

both!(the_scale_of_a_region_names_what_is_achieved, |world| {
    let mut sekda = world.sign_in("sekda").await;
    let page = crate::agreements::signed(&world, &mut sekda, &["dlh"])
        .await
        .remove(0);
    let mut kadis = world.sign_in("kadis.dlh").await;
    report(&mut kadis, &page, 1, &[("20", "", "")]).await;
    let shown = kadis.get(&page).await.words();
    assert!(
        shown.contains("20,00 %") && shown.contains("Sangat Rendah"),
        "{shown}"
    );

    // the region keeps a scale of its own from this year on
    let mut tapem = world.sign_in("tapem").await;
    let columns = [
        "Tahun",
        "Skala",
        "Sebutan",
        "Lebih Dari",
        "Sampai Dengan",
        "Dasar Hukum",
    ];
    let band = |label: &'static str, above: &'static str, to: &'static str| {
        let cells = ["2026", "Skala kota", label, above, to, "Perwali 3/2026"];
        cells.map(Cell::from).to_vec()
    };
    let scale = book(
        &columns,
        vec![band("Berhasil", "19", ""), band("Kurang", "", "19")],
    );
    kept(&mut tapem, "/99.99/peraturan/skala", &scale).await;
    let path = format!("{BASE}/tahun/{}/capaian", year(&world).await);
    for path in [page.clone(), format!("{path}?tw=1")] {
        let shown = kadis.get(&path).await.words();
        assert!(shown.contains("Berhasil"), "{path}: {shown}");
        assert!(shown.contains("Skala kota"), "{path}: {shown}");
        assert!(shown.contains("Perwali 3/2026"), "{path}: {shown}");
        assert!(!shown.contains("Sangat Rendah"), "{path}: {shown}");
    }
    world.check().await;
});
