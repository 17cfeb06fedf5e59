//! Written chapters of the LPPD: asked of the owners of affairs, written beside computed figures, verified by
//! the compiling section, put together with the figures a compilation froze.

use axum::http::StatusCode;
use documents::{BarRow, Block, Paper};
use platform::Uuid;
use testing::{Answer, Client, World, both, press};

use crate::{
    round_versions::fill,
    rounds::{health, indicator, literal, open_round},
};

const BASE: &str = "/99.99/naskah-laporan";

/// Asks for all chapters of a round.
async fn asked(tapem: &mut Client, round: &str) {
    let page = format!("{round}/naskah");
    let done = tapem.post(&page, &[("batas", "31/1/2027")]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.words());
}

/// The page of what a unit writes.
pub async fn page_of(world: &World, unit: Uuid) -> String {
    let id = world
        .id(&format!(
            "select id from narrative where region = '99.99' and unit_id = {}",
            literal(world, unit)
        ))
        .await;
    format!("{BASE}/{id}")
}

/// The numbers of the pieces of a page.
pub async fn numbers(who: &mut Client, page: &str) -> Vec<String> {
    let shown = who.get(page).await;
    let rest = shown.body.split("name=\"bagian\" value=\"").skip(1);
    rest.filter_map(|it| it.split('"').next().map(str::to_owned))
        .collect()
}

pub async fn write(who: &mut Client, page: &str, number: &str, words: &str) -> Answer {
    let shown = who.get(page).await;
    let version = match shown.body.contains("name=\"versi\"") {
        true => shown.field("versi"),
        false => "0".to_owned(),
    };
    let fields = [("bagian", number), ("isi", words), ("versi", &version)];
    who.post(&format!("{page}/bagian"), &fields).await
}

/// Writes every piece and sends.
pub async fn written(who: &mut Client, page: &str, words: &str) {
    for number in numbers(who, page).await {
        let kept = write(who, page, &number, &format!("{words} {number}.")).await;
        assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.words());
    }
    let sent = who.decide(page, &format!("{page}/ajukan"), &[]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.words());
}

/// Puts the LPPD together and returns its page once it is there, and the paper.
async fn put_together(world: &World, tapem: &mut Client, round: &str) -> (String, Paper) {
    made(world, tapem, &format!("{round}/naskah/susun")).await
}

/// Has a report made and returns its page once it is there, and the paper.
pub async fn made(world: &World, tapem: &mut Client, path: &str) -> (String, Paper) {
    world.proofs.take();
    let begun = tapem.post(path, &[]).await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.words());
    let page = begun.location().to_owned();
    for _ in 0..200 {
        if !tapem.get(&page).await.words().contains("Sedang disusun") {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    let shown = tapem.get(&page).await.words();
    assert!(shown.contains("naskah tersusun"), "{shown}");
    let mut papers = world.proofs.take();
    assert_eq!(papers.len(), 1);
    (page, papers.remove(0))
}

fn bars(paper: &Paper) -> Vec<BarRow> {
    let charts = paper.blocks.iter().filter_map(|block| match block {
        Block::Bars { rows } => Some(rows.clone()),
        _ => None,
    });
    charts.flatten().collect()
}

/// Compiles the round although nobody is at the end.
pub async fn compiled(tapem: &mut Client, round: &str) {
    let page = format!("{round}/kompilasi");
    let shown = tapem.get(&page).await;
    let number = shown.field("nomor");
    let mut fields = vec![("nomor", number.as_str()), ("alasan", "Uji")];
    let rest = shown.body.split("name=\"belum\" value=\"").skip(1);
    fields.extend(rest.map(|it| ("belum", &it[..36])));
    let made = tapem.post(&page, &fields).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.words());
}

both!(
    the_owner_of_an_affair_writes_beside_its_figures_and_another_person_verifies,
    |world| {
        let mut tapem = world.sign_in("tapem").await;
        let round = open_round(&mut tapem).await;
        let board = format!("{round}/naskah");

        // asked by a date that is one and is not over
        for (typed, words) in [
            ("", "Wajib diisi"),
            ("besok", "Tulis tanggal seperti"),
            ("1/1/2020", "sudah lewat"),
        ] {
            let refused = tapem.post(&board, &[("batas", typed)]).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(refused.words().contains(words), "{}", refused.words());
            assert!(refused.body.contains(&format!("value=\"{typed}\"")));
        }
        let mut other = world.sign_in("kadis.dlh").await;
        let denied = other.post(&board, &[("batas", "31/1/2027")]).await;
        assert_eq!(denied.status, StatusCode::FORBIDDEN);
        asked(&mut tapem, &round).await;
        let again = tapem.post(&board, &[("batas", "31/1/2027")]).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(again.words().contains("sudah diminta"), "{}", again.words());

        // the agency finds it among what it owes, beside its own figures and nobody else's
        let mut health = health(&world).await;
        let path = health.path.clone();
        let mothers = indicator(&world, "1.b.3").await;
        fill(&mut health.operator, &path, mothers, "4512", "5003").await;
        let unit = world.unit("dinkes").await;
        let page = page_of(&world, unit).await;
        let owed = health.head.get("/99.99/perlu-ditindaklanjuti").await;
        assert!(
            owed.words().contains("Naskah LPPD 2025"),
            "{}",
            owed.words()
        );
        let shown = health.operator.get(&page).await.words();
        for words in [
            "Capaian Kinerja Penyelenggaraan Urusan Pemerintahan: Kesehatan",
            "90,19 %",
            "(4.512 ÷ 5.003) × 100 = 90,19 %",
            "Belum diisi",
            "PP 13/2019 pasal 7 ayat (1)",
        ] {
            assert!(shown.contains(words), "{words}: {shown}");
        }
        assert!(!shown.contains("PAUD"), "another agency's affair: {shown}");

        // an empty piece is said beside its field; a draft is the unit's own
        let all = numbers(&mut health.operator, &page).await;
        let first = all.first().unwrap().clone();
        let empty = write(&mut health.operator, &page, &first, " ").await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(empty.body.contains(&format!("id=\"salah-{first}\"")));
        let kept = write(&mut health.operator, &page, &first, "Rahasia draf.").await;
        assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.words());
        let stale = [("bagian", first.as_str()), ("isi", "Lain."), ("versi", "1")];
        let late = health
            .operator
            .post(&format!("{page}/bagian"), &stale)
            .await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        assert!(late.body.contains("Lain."), "what was typed stays");
        let hidden = other.get(&page).await.words();
        assert!(!hidden.contains("Rahasia draf."), "{hidden}");
        assert!(hidden.contains("masih disusun oleh unitnya"), "{hidden}");
        let denied = write(&mut other, &page, &first, "Bukan milik saya.").await;
        assert_eq!(denied.status, StatusCode::FORBIDDEN);
        let foreign = write(&mut health.operator, &page, "99", "Tidak ada.").await;
        assert_eq!(foreign.status, StatusCode::UNPROCESSABLE_ENTITY);

        // sent as a whole, frozen, returned with words, sent again, verified
        if all.len() > 1 {
            let early = health
                .head
                .decide(&page, &format!("{page}/ajukan"), &[])
                .await;
            assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(early.words().contains("bagian belum ditulis"));
        }
        written(&mut health.head, &page, "Naskah kesehatan").await;
        let locked = write(&mut health.operator, &page, &first, "Diam-diam.").await;
        assert_eq!(locked.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            locked.words().contains("sudah dikirim"),
            "{}",
            locked.words()
        );
        let decide = format!("{page}/putuskan");
        let silent = tapem.decide(&page, &decide, &[("putusan", "kembalikan")]);
        let silent = silent.await;
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(silent.words().contains("Wajib diisi"), "{}", silent.words());
        let back = [("putusan", "kembalikan"), ("isi", "Sebutkan sebabnya.")];
        let returned = tapem.decide(&page, &decide, &back).await;
        assert_eq!(
            returned.status,
            StatusCode::SEE_OTHER,
            "{}",
            returned.words()
        );
        let shown = health.head.get(&page).await.words();
        assert!(shown.contains("Sebutkan sebabnya."), "{shown}");
        assert!(shown.contains("Kirim Ulang"), "{shown}");
        written(&mut health.head, &page, "Naskah kesehatan diperbaiki").await;
        let denied = other
            .decide(&page, &decide, &[("putusan", "setujui")])
            .await;
        assert_eq!(denied.status, StatusCode::FORBIDDEN);
        let accepted = tapem
            .decide(&page, &decide, &[("putusan", "setujui")])
            .await;
        assert_eq!(
            accepted.status,
            StatusCode::SEE_OTHER,
            "{}",
            accepted.words()
        );
        let owed = health.head.get("/99.99/perlu-ditindaklanjuti").await;
        assert!(
            !owed.words().contains("Naskah LPPD 2025"),
            "{}",
            owed.words()
        );
        let list = tapem.get(&board).await.words();
        assert!(list.contains("Terverifikasi"), "{list}");

        // what the compiling section writes itself is verified by somebody else
        let desk = world.id("select unit_id from round_desk where region = '99.99'");
        let own = page_of(&world, desk.await).await;
        written(&mut tapem, &own, "Naskah bagian").await;
        let decide = format!("{own}/putuskan");
        let refused = tapem.decide(&own, &decide, &[("putusan", "setujui")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            refused
                .words()
                .contains("orang lain yang harus memverifikasinya"),
            "{}",
            refused.words()
        );
        let mut sekda = world.sign_in("sekda").await;
        let accepted = sekda.decide(&own, &decide, &[("putusan", "setujui")]).await;
        assert_eq!(
            accepted.status,
            StatusCode::SEE_OTHER,
            "{}",
            accepted.words()
        );
        world.check().await;
    }
);

both!(
    the_lppd_is_put_together_around_the_figures_of_the_compilation,
    |world| {
        let mut tapem = world.sign_in("tapem").await;
        let round = open_round(&mut tapem).await;
        let early = tapem.post(&format!("{round}/naskah/susun"), &[]).await;
        assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
        asked(&mut tapem, &round).await;
        let mut health = health(&world).await;
        let path = health.path.clone();
        let mothers = indicator(&world, "1.b.3").await;
        fill(&mut health.operator, &path, mothers, "4512", "5003").await;
        let unit = world.unit("dinkes").await;
        let page = page_of(&world, unit).await;
        written(&mut health.head, &page, "Naskah kesehatan").await;
        let begin = format!("{round}/naskah/susun");
        let denied = health.head.post(&begin, &[]).await;
        assert_eq!(denied.status, StatusCode::FORBIDDEN);
        // another agency has written and not sent
        let mut dlh = world.sign_in("kadis.dlh").await;
        let unsent = page_of(&world, world.unit("dlh").await).await;
        let kept = write(&mut dlh, &unsent, "1", "Rahasia draf.").await;
        assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.words());

        // before a compilation the figures are those of now, and it says so
        let (_, paper) = put_together(&world, &mut tapem, &round).await;
        assert_eq!(press::fact(&paper, "Versi"), "1");
        let figures = press::fact(&paper, "Angka");
        assert!(figures.starts_with("Angka sekarang, belum dikompilasi"));
        compiled(&mut tapem, &round).await;
        fill(&mut health.operator, &path, mothers, "1000", "5003").await;
        let (book, paper) = put_together(&world, &mut tapem, &round).await;
        assert_eq!(press::fact(&paper, "Versi"), "2");
        assert!(press::fact(&paper, "Angka").starts_with("Kompilasi 1, "));
        assert!(paper.footer.starts_with("Versi 2, keadaan per"));
        let chart = bars(&paper);
        let drawn = chart.iter().find(|bar| bar.label.starts_with("1.b.3 "));
        let drawn = drawn.expect("the bar");
        assert_eq!((drawn.value.as_str(), drawn.length), ("90,19 %", Some(90)));
        let missing = chart.iter().find(|bar| bar.label.starts_with("1.b.4 "));
        let missing = missing.expect("a bar");
        assert_eq!(
            (missing.value.as_str(), missing.length),
            ("Belum diisi", None)
        );

        // in the order of the report; who has not sent is named and nothing of it stands there
        let words = serde_json::to_string(&paper).unwrap();
        let mut from = 0;
        for part in [
            "Capaian Kinerja Makro",
            "Capaian Kinerja Penyelenggaraan Urusan Pemerintahan",
            "(4.512 ÷ 5.003) × 100 = 90,19 %",
            "Naskah kesehatan 1.",
            "Dinas Lingkungan Hidup belum mengirim naskah bagian ini.",
            "Pelaksanaan Tugas Pembantuan",
            "Penerapan Standar Pelayanan Minimal",
            "Keadaan naskah saat disusun",
            "Belum dikirim (Draf)",
        ] {
            let at = words[from..].find(part);
            from += at.unwrap_or_else(|| panic!("{part} after {from}: {words}"));
        }
        assert!(!words.contains("Rahasia draf."), "{words}");
        assert!(!words.contains("19,99"), "what changed after: {words}");
        for file in ["laporan.pdf", "laporan.docx"] {
            let handed = dlh.get(&format!("{book}/{file}")).await;
            assert_eq!(handed.status, StatusCode::OK, "{file}");
        }
        let list = dlh.get(&format!("{round}/naskah")).await.words();
        assert!(list.contains("Versi 2, keadaan"), "{list}");
        world.check().await;
    }
);
