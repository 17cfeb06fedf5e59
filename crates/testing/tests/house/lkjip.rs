//! Performance reports (LKjIP): chapters written by the unit around computed tables, reviewed by the internal
//! auditors, printed with the agreement as annex.

use axum::http::StatusCode;
use government::Role;
use testing::{Answer, Client, World, both, press};

use crate::{
    agreements::{signed, year},
    books,
};

pub const BASE: &str = "/99.99/lkjip";
pub const CHAPTERS: [&str; 5] = [
    "pendahuluan",
    "perencanaan",
    "capaian",
    "anggaran",
    "penutup",
];

/// Asks for the reports of the year and returns the page of the environment agency's.
pub async fn asked(world: &World, who: &mut Client) -> String {
    let path = format!("{BASE}/tahun/{}", year(world).await);
    let done = who.post(&path, &[]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.words());
    let id = world
        .id("select id from performance_report where region = '99.99'")
        .await;
    format!("{BASE}/{id}")
}

pub async fn write(who: &mut Client, page: &str, chapter: &str, words: &str) -> Answer {
    let shown = who.get(page).await;
    // who may not write has no form; the answer to what is sent anyway is what matters
    let version = match shown.body.contains("name=\"versi\"") {
        true => shown.field("versi"),
        false => "0".to_owned(),
    };
    let fields = [("bab", chapter), ("isi", words), ("versi", &version)];
    who.post(&format!("{page}/bab"), &fields).await
}

/// Sends the first quarter of the only line.
pub async fn report_quarter(who: &mut Client, agreement: &str, value: &str) {
    let shown = who.get(agreement).await;
    let id = shown
        .body
        .split("/99.99/realisasi-pk/")
        .nth(1)
        .expect("a quarter");
    let path = format!("/99.99/realisasi-pk/{}", id.split('"').next().unwrap());
    let form = who.get(&path).await;
    let (key, version) = (form.field("baris"), form.field("versi"));
    let fields = [
        ("baris", key.as_str()),
        ("nilai", value),
        ("keadaan", ""),
        ("keterangan", ""),
        ("versi", version.as_str()),
    ];
    let kept = who.post(&path, &fields).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.words());
    let sent = who.decide(&path, &format!("{path}/ajukan"), &[]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.words());
}

both!(
    s4_10_a_report_is_written_around_computed_tables_and_reviewed_by_the_inspectorate,
    |world| {
        let mut sekda = world.sign_in("sekda").await;
        let agreement = signed(&world, &mut sekda, &["dlh"]).await.remove(0);
        let mut kadis = world.sign_in("kadis.dlh").await;
        report_quarter(&mut kadis, &agreement, "20").await;
        let before = sekda.get(BASE).await.words();
        assert!(
            before.contains("1 unit belum diminta laporannya"),
            "{before}"
        );
        let page = asked(&world, &mut sekda).await;
        let twice = format!("{BASE}/tahun/{}", year(&world).await);
        let twice = sekda.post(&twice, &[]).await;
        assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);

        // the unit owes it by the end of February, chapter by chapter
        let owed = kadis.get("/99.99/perlu-ditindaklanjuti").await.words();
        assert!(owed.contains("Laporan Kinerja 2026"), "{owed}");
        assert!(owed.contains("28 Februari 2027"), "{owed}");

        // an empty chapter is refused at its field, and nothing is sent before all are written
        let refused = write(&mut kadis, &page, "pendahuluan", " ").await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            refused.body.contains("salah-pendahuluan"),
            "beside the field"
        );
        let kept = write(
            &mut kadis,
            &page,
            "pendahuluan",
            "Tugas dan fungsi.\nIsu strategis.",
        )
        .await;
        assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.words());
        let early = kadis.decide(&page, &format!("{page}/ajukan"), &[]).await;
        assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            early.words().contains("4 bab belum ditulis"),
            "{}",
            early.words()
        );

        // what is computed is there for all; the words of a draft are the unit's
        let mut other = world.sign_in("kadis.dinkes").await;
        let shown = other.get(&page).await.words();
        for words in [
            "(20 ÷ 100) × 100 = 20,00 %",
            "Sangat Rendah",
            "Realisasi 2025",
            "Belum ada data",
            "1.250.000.000",
            "masih disusun oleh unitnya",
        ] {
            assert!(shown.contains(words), "{words}: {shown}");
        }
        assert!(!shown.contains("Tugas dan fungsi."), "{shown}");
        world.proofs.take();
        other.get(&format!("{page}/laporan.pdf")).await;
        let draft = serde_json::to_string(&world.proofs.take()).unwrap();
        assert!(!draft.contains("Tugas dan fungsi."), "{draft}");
        assert!(draft.contains("Konsep versi 1"), "{draft}");
        let denied = write(&mut other, &page, "penutup", "Bukan milik kami").await;
        assert_eq!(denied.status, StatusCode::FORBIDDEN);

        for chapter in &CHAPTERS[1..] {
            let words = format!("Isi {chapter}.");
            let kept = write(&mut kadis, &page, chapter, &words).await;
            assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.words());
        }
        let stale = [
            ("bab", "penutup"),
            ("isi", "Dari layar lama"),
            ("versi", "1"),
        ];
        let stale = kadis.post(&format!("{page}/bab"), &stale).await;
        assert_eq!(stale.status, StatusCode::CONFLICT);
        assert!(
            stale.body.contains("Dari layar lama"),
            "what was typed stays"
        );
        let sent = kadis.decide(&page, &format!("{page}/ajukan"), &[]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.words());
        let locked = write(&mut kadis, &page, "penutup", "Setelah dikirim").await;
        assert_eq!(locked.status, StatusCode::UNPROCESSABLE_ENTITY);

        // the inspectorate sends it back with words, and confirms what comes again
        let unit = world.unit("inspektorat").await;
        let mut auditor = world.person("99.99", unit, Role::Auditor, "Auditor").await;
        let auditor = &mut auditor.client;
        let decide = format!("{page}/putuskan");
        let silent = auditor
            .decide(&page, &decide, &[("putusan", "kembalikan")])
            .await;
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
        let back = [
            ("putusan", "kembalikan"),
            ("isi", "Jelaskan sebab capaian rendah."),
        ];
        let returned = auditor.decide(&page, &decide, &back).await;
        assert_eq!(
            returned.status,
            StatusCode::SEE_OTHER,
            "{}",
            returned.words()
        );
        let shown = kadis.get(&page).await.words();
        assert!(shown.contains("Jelaskan sebab capaian rendah."), "{shown}");
        let kept = write(
            &mut kadis,
            &page,
            "capaian",
            "Armada rusak; diperbaiki 2027.",
        )
        .await;
        assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.words());
        let again = kadis.decide(&page, &format!("{page}/ajukan"), &[]).await;
        assert_eq!(again.status, StatusCode::SEE_OTHER, "{}", again.words());
        let mut verifier = world.sign_in("verifikator").await;
        let denied = verifier.post(&decide, &[("putusan", "setujui")]).await;
        assert_eq!(
            denied.status,
            StatusCode::FORBIDDEN,
            "it is the inspectorate's"
        );
        let confirmed = auditor
            .decide(&page, &decide, &[("putusan", "setujui")])
            .await;
        assert_eq!(
            confirmed.status,
            StatusCode::SEE_OTHER,
            "{}",
            confirmed.words()
        );
        let owed = kadis.get("/99.99/perlu-ditindaklanjuti").await.words();
        assert!(!owed.contains("Laporan Kinerja 2026"), "{owed}");
        let list = other.get(BASE).await.words();
        assert!(list.contains("1 dari 1 sudah direviu"), "{list}");

        // on paper: version and date, the chapters in order, the agreement as annex
        world.proofs.take();
        let pdf = other.get(&format!("{page}/laporan.pdf")).await;
        assert_eq!(pdf.status, StatusCode::OK);
        let papers = world.proofs.take();
        assert_eq!(
            papers.len(),
            3,
            "the report, the statement sheet, its annex"
        );
        assert_eq!(papers[0].title[0], "LAPORAN KINERJA TAHUN 2026");
        assert!(press::fact(&papers[0], "Versi").starts_with("Versi 2, dikirim"));
        assert!(
            papers[0].footer.contains("keadaan per"),
            "{}",
            papers[0].footer
        );
        let words = serde_json::to_string(&papers[0]).unwrap();
        let mut from = 0;
        for part in [
            "Tugas dan fungsi.",
            "Isu strategis.",
            "Isi perencanaan.",
            "(20 ÷ 100) × 100 = 20,00 %",
            "Armada rusak; diperbaiki 2027.",
            "1.250.000.000",
            "Isi anggaran.",
            "Isi penutup.",
        ] {
            let at = words[from..].find(part);
            from += at.unwrap_or_else(|| panic!("{part} after {from}: {words}"));
        }
        let word = other.get(&format!("{page}/laporan.docx")).await;
        assert_eq!(word.status, StatusCode::OK);
        let book = other.get(&format!("{page}/tabel.xlsx")).await;
        let cells = books::sheet_rows(&book, 0);
        let missing = cells
            .iter()
            .flatten()
            .filter(|cell| *cell == "Belum ada data");
        assert_eq!(missing.count(), 4, "two years and the plan: {cells:?}");
        let money = books::sheet_rows(&book, 1);
        assert!(
            money.iter().flatten().any(|cell| cell == "1250000000"),
            "{money:?}"
        );

        // opened again only with a reason; then it is the unit's again
        let reopen = [
            ("putusan", "buka"),
            ("isi", "Angka triwulan IV diperbaiki."),
        ];
        let opened = auditor.decide(&page, &decide, &reopen).await;
        assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.words());
        let owed = kadis.get("/99.99/perlu-ditindaklanjuti").await.words();
        assert!(owed.contains("Laporan Kinerja 2026"), "{owed}");
        world.check().await;
    }
);

both!(who_wrote_a_report_does_not_review_it, |world| {
    let mut sekda = world.sign_in("sekda").await;
    signed(&world, &mut sekda, &["inspektorat"]).await;
    let page = asked(&world, &mut sekda).await;
    let unit = world.unit("inspektorat").await;
    let mut head = world.person("99.99", unit, Role::Head, "Inspektur").await;
    for chapter in CHAPTERS {
        let kept = write(&mut head.client, &page, chapter, "Isi.").await;
        assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.words());
    }
    let sent = head
        .client
        .decide(&page, &format!("{page}/ajukan"), &[])
        .await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.words());
    let mut auditor = world.person("99.99", unit, Role::Auditor, "Auditor").await;
    // an auditor who sent it, in whatever capacity
    let by = |account| {
        let account = world.literal(account);
        format!("update performance_report set sent_by = {account} where region = '99.99'")
    };
    world.tamper(&by(auditor.account)).await;
    let decide = format!("{page}/putuskan");
    let confirm = [("putusan", "setujui")];
    let refused = auditor.client.decide(&page, &decide, &confirm).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let words = refused.words();
    assert!(
        words.contains("orang lain yang harus mereviunya"),
        "{words}"
    );
    world.tamper(&by(head.account)).await;
    let done = auditor.client.decide(&page, &decide, &confirm).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.words());
    world.check().await;
});

/// The signed agreement of the environment agency for a year; its page.
async fn signed_for(world: &World, sekda: &mut Client, name: &str) -> String {
    let kind = "/99.99/perjanjian-kinerja";
    let form = sekda.get(&format!("{kind}/tahun/baru")).await;
    let unit = world.unit("dlh").await;
    let (once, unit_id) = (form.field("sekali"), unit.to_string());
    let fields = [("tahun", name), ("unit", &unit_id), ("sekali", &once)];
    let made = sekda.post(&format!("{kind}/tahun"), &fields).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.words());
    let of_year = format!("select id from agreement_year where region = '99.99' and year = {name}");
    let year = world.id(&of_year).await;
    let agreement = world
        .id(&format!(
            "select id from performance_agreement where region = '99.99' and year_id = {}",
            world.literal(year)
        ))
        .await;
    let page = format!("{kind}/{agreement}");
    let mut kadis = world.sign_in("kadis.dlh").await;
    crate::agreements::write_and_send(&mut kadis, &page).await;
    let path = format!("{kind}/tahun/{year}/penandatanganan");
    let (form, day) = (sekda.get(&path).await, "2026-01-20");
    let once = form.field("sekali");
    let fields = [("tanggal", day), ("tempat", "Contoh"), ("sekali", &once)];
    let held = sekda.post(&path, &fields).await;
    assert_eq!(held.status, StatusCode::SEE_OTHER, "{}", held.words());
    let held = held.location().to_owned();
    let done = crate::agreements::sign(sekda, &held, &[&page], day).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.words());
    page
}

both!(
    all_reports_of_a_year_are_put_together_beside_the_requests,
    |world| {
        let mut sekda = world.sign_in("sekda").await;
        signed(&world, &mut sekda, &["dlh", "dinkes"]).await;
        let year = year(&world).await;
        let begin = format!("{BASE}/tahun/{year}/susun");
        let early = sekda.post(&begin, &[]).await;
        assert_eq!(
            early.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "nothing to put together"
        );
        let done = sekda.post(&format!("{BASE}/tahun/{year}"), &[]).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.words());
        let mut kadis = world.sign_in("kadis.dlh").await;
        let denied = kadis.post(&begin, &[]).await;
        assert_eq!(denied.status, StatusCode::FORBIDDEN);
        let unit = world.unit("dlh").await;
        let id = world
            .id(&format!(
                "select p.id from performance_report p join performance_agreement a \
                 on a.region = p.region and a.id = p.agreement_id \
                 where p.region = '99.99' and a.unit_id = {}",
                world.literal(unit)
            ))
            .await;
        let own = format!("{BASE}/{id}");
        for chapter in CHAPTERS {
            let kept = write(&mut kadis, &own, chapter, "Kata unit.").await;
            assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.words());
        }
        let sent = kadis.decide(&own, &format!("{own}/ajukan"), &[]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.words());
        // the other unit has written, and not sent: its draft stays its own
        let mut dinkes = world.sign_in("kadis.dinkes").await;
        let other = world
            .id(&format!(
                "select id from performance_report where region = '99.99' and id <> {}",
                world.literal(id)
            ))
            .await;
        let kept = write(
            &mut dinkes,
            &format!("{BASE}/{other}"),
            "penutup",
            "Rahasia draf.",
        )
        .await;
        assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.words());

        world.proofs.take();
        let begun = sekda.post(&begin, &[]).await;
        assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.words());
        let page = begun.location().to_owned();
        let mut shown = kadis.get(&page).await;
        for _ in 0..200 {
            if !shown.words().contains("Sedang disusun") {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
            shown = kadis.get(&page).await;
        }
        assert!(
            shown.words().contains("2 laporan tersusun"),
            "{}",
            shown.words()
        );
        let papers = world.proofs.take();
        // the summary, then a report of each unit with its agreement: statement sheet and annex
        assert_eq!(papers.len(), 1 + 2 * 3);
        let words = serde_json::to_string(&papers).unwrap();
        assert!(words.contains("Kata unit."), "{words}");
        assert!(!words.contains("Rahasia draf."), "{words}");
        assert!(words.contains("masih disusun oleh unitnya"), "{words}");
        let pdf = kadis.get(&format!("{page}/laporan.pdf")).await;
        assert_eq!(pdf.status, StatusCode::OK);
        assert!(pdf.body.starts_with("%PDF"), "{}", pdf.body);
        let word = kadis.get(&format!("{page}/laporan.docx")).await;
        assert_eq!(word.status, StatusCode::OK);
        let book = kadis.get(&format!("{page}/laporan.xlsx")).await;
        let cells = books::sheet_rows(&book, 0);
        for unit in ["Dinas Lingkungan Hidup", "Dinas Kesehatan"] {
            let row = cells.iter().find(|row| row.iter().any(|cell| cell == unit));
            let row = row.unwrap_or_else(|| panic!("{unit}: {cells:?}"));
            assert!(
                row.contains(&"Layanan yang diselesaikan".to_owned()),
                "{row:?}"
            );
        }
        let list = kadis.get(BASE).await.words();
        assert!(list.contains("2 laporan, siap diunduh"), "{list}");

        // a node that went down in the middle: whoever opens the page takes the work up
        world
            .tamper(
                "delete from long_paper_file where region = '99.99'; \
                 update long_paper set state = 0, done = 1 where region = '99.99'",
            )
            .await;
        assert!(kadis.get(&page).await.words().contains("1 dari 2 laporan"));
        world.clock.advance(180);
        kadis.get(&page).await;
        let mut again = kadis.get(&page).await;
        for _ in 0..200 {
            if !again.words().contains("Sedang disusun") {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
            again = kadis.get(&page).await;
        }
        assert!(
            again.words().contains("2 laporan tersusun"),
            "{}",
            again.words()
        );
        world.check().await;
    }
);

both!(
    a_year_is_held_against_the_year_before_and_the_end_of_the_plan,
    |world| {
        let mut sekda = world.sign_in("sekda").await;
        let mut kadis = world.sign_in("kadis.dlh").await;
        let before = signed_for(&world, &mut sekda, "2025").await;
        // four quarters of 2025, the whole year
        for (quarter, value) in ["10", "20", "30,5", "40"].into_iter().enumerate() {
            let shown = kadis.get(&before).await;
            let mut links = shown.body.split("/99.99/realisasi-pk/").skip(1);
            let id = links
                .nth(quarter)
                .expect("a quarter")
                .split('"')
                .next()
                .unwrap();
            let path = format!("/99.99/realisasi-pk/{id}");
            let form = kadis.get(&path).await;
            let (key, version) = (form.field("baris"), form.field("versi"));
            let fields = [
                ("baris", key.as_str()),
                ("nilai", value),
                ("keadaan", ""),
                ("keterangan", ""),
                ("versi", version.as_str()),
            ];
            let kept = kadis.post(&path, &fields).await;
            assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.words());
            let sent = kadis.decide(&path, &format!("{path}/ajukan"), &[]).await;
            assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.words());
        }
        let now = signed_for(&world, &mut sekda, "2026").await;
        report_quarter(&mut kadis, &now, "20").await;
        // the plan promises 400 of the same indicator in its last year, however its name was typed
        let [plan, node, indicator] = [1, 2, 3].map(platform::Uuid::from_u128);
        let of = |id| world.literal(id);
        for statement in [
            format!(
                "insert into development_plan (region, id, title, regulation, first_year, last_year, \
                 vision, version) values ('99.99', {}, 'RPJMD', 'Perda', 2025, 2029, 'Visi', 1)",
                of(plan)
            ),
            format!(
                "insert into plan_node (region, id, plan_id, level, code, name, ikk, number) \
                 values ('99.99', {}, {}, 1, '1', 'Tujuan', '', 1)",
                of(node),
                of(plan)
            ),
            format!(
                "insert into plan_indicator (region, id, node_id, number, name, measure, direction) \
                 values ('99.99', {}, {}, 1, 'LAYANAN yang  diselesaikan', 'Layanan', 'higher')",
                of(indicator),
                of(node)
            ),
            format!(
                "insert into plan_target (region, indicator_id, year, target) \
                 values ('99.99', {}, 2029, '400')",
                of(indicator)
            ),
        ] {
            world.tamper(&statement).await;
        }
        let year = world
            .id("select id from agreement_year where region = '99.99' and year = 2026")
            .await;
        let done = sekda.post(&format!("{BASE}/tahun/{year}"), &[]).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.words());
        let page = world
            .id("select id from performance_report where region = '99.99'")
            .await;
        let book = kadis.get(&format!("{BASE}/{page}/tabel.xlsx")).await;
        let rows = books::sheet_rows(&book, 0);
        let row = rows
            .iter()
            .find(|row| row.iter().any(|cell| cell == "Layanan yang diselesaikan"))
            .expect("the line");
        // 2024 nobody knows, 2025 was 100,5 in all, 20 of 400 on the way to 2029
        assert_eq!(row[8..], ["Belum ada data", "100.5", "400", "5"], "{row:?}");
        let shown = kadis.get(&format!("{BASE}/{page}")).await.words();
        for words in ["100,5", "400 (2029)", "5,00 %"] {
            assert!(shown.contains(words), "{words}: {shown}");
        }
        world.check().await;
    }
);
