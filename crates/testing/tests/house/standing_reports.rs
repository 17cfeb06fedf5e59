//! *Laporan berkala*: set up once, owed every period, delivered to exactly those it is addressed
//! to.

use axum::http::StatusCode;
use documents::{Block, docx};
use government::{Role, notice};
use testing::{Client, World, both, client::Upload};

use crate::{books, register::take, steps::led_to};

const TITLE: &str = "Laporan Izin yang Diterbitkan";
const ROWS: &str = "No\tNomor izin\tJenis izin\tNama pemegang\tKelurahan\r\n\
    1\t503/01\tReklame\tPT Contoh Jaya\tPadma Rimba\r\n\
    2\t503/02\tUsaha\tToko Melati\tTirta Melur\r\n";

/// DPMPTSP reports the permits of every month since October to mayor and secretary, with a copy
/// to Satpol PP. Returns the path of the standing report.
async fn set_up(world: &World, tapem: &mut Client, more: &[(&str, &str)]) -> String {
    let unit = world.unit("dpmptsp").await.to_string();
    let form = tapem.get("/99.99/laporan-berkala/baru").await;
    let once = form.field("sekali");
    let mut fields = vec![
        ("judul", TITLE),
        ("dasar", "Arahan Wali Kota nomor 3"),
        ("irama", "monthly"),
        ("mulai", "1/10/2026"),
        ("hari", "5"),
        ("hitungan", "kerja"),
        ("kolom", "Nomor izin\nJenis izin\nNama pemegang\nKelurahan"),
        ("yth", "Wali Kota\nSekda"),
        ("tembusan", "Satpol PP"),
        ("unit", unit.as_str()),
        ("sekali", once.as_str()),
    ];
    fields.retain(|(name, _)| more.iter().all(|(other, _)| other != name));
    fields.extend_from_slice(more);
    let made = tapem.post("/99.99/laporan-berkala", &fields).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.words());
    made.location().to_owned()
}

/// Path of the report of DPMPTSP on a month.
async fn period(world: &World, month: &str) -> String {
    let id = world
        .id(&format!(
            "select id from period_report where region = '99.99' and first_day = '{month}-01'"
        ))
        .await;
    format!("/99.99/laporan-periode/{id}")
}

async fn paste(who: &mut Client, path: &str, rows: &str) -> testing::Answer {
    let version = who.get(path).await.field("versi");
    let fields = [("versi", version.as_str()), ("tabel", rows)];
    who.upload(&format!("{path}/baris"), &fields, &[]).await
}

async fn inbox(who: &mut Client, query: &str) -> String {
    let page = who.get(&format!("/99.99/laporan-masuk{query}")).await;
    assert_eq!(page.status, StatusCode::OK);
    page.words()
}

both!(
    s0_16_a_permit_report_reaches_exactly_three_inboxes,
    |world| {
        let mut tapem = world.sign_in("tapem").await;
        let standing = set_up(&world, &mut tapem, &[]).await;
        let one_stop = world.unit("dpmptsp").await;
        let head = world
            .person("99.99", one_stop, Role::Head, "Kepala PTSP")
            .await;
        let operator = world
            .person("99.99", one_stop, Role::Operator, "Operator PTSP")
            .await;
        let order = world.unit("satpol-pp").await;
        let order = world
            .person("99.99", order, Role::Head, "Kasat Pol PP")
            .await;
        let city_hall = world.unit("wali-kota").await;
        let deputy = world
            .person("99.99", city_hall, Role::Leader, "Wakil")
            .await;
        let (mut head, mut operator) = (head.client, operator.client);
        let (mut order, mut deputy) = (order.client, deputy.client);
        let mut mayor = world.sign_in("walikota").await;
        let mut sekda = world.sign_in("sekda").await;
        let mut other = world.sign_in("kadis.dlh").await;

        // each month that began is owed by the unit, five working days after it ended
        let list = operator.get("/99.99/perlu-ditindaklanjuti").await;
        let october = period(&world, "2026-10").await;
        assert!(list.body.contains(&format!("href=\"{october}\"")));
        let words = list.words();
        for text in [
            "Laporan Izin yang Diterbitkan, Oktober 2026",
            "Jumat, 6 November 2026 · terlambat 10 hari kerja",
            "Laporan Izin yang Diterbitkan, November 2026",
            "Isi Laporan",
        ] {
            assert!(words.contains(text), "{text}: {words}");
        }

        // rows are pasted, all of them right or none kept
        let bad = paste(&mut operator, &october, &format!("{ROWS}a\tb\tc\td\te\tf")).await;
        assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            bad.words().contains("Baris 4: terbaca 6 kolom"),
            "{}",
            bad.words()
        );
        assert!(bad.body.contains("503/01"), "what was pasted stays");
        assert!(operator.get(&october).await.words().contains("0 baris"));
        let good = paste(&mut operator, &october, ROWS).await;
        assert_eq!(good.status, StatusCode::SEE_OTHER, "{}", good.words());

        // what is drafted is read by the unit only, and the head sends
        let shown = other.get(&october).await.words();
        assert!(
            shown.contains("Terlambat") && !shown.contains("Toko Melati"),
            "{shown}"
        );
        let send = format!("{october}/kirim");
        let refused = operator.decide(&october, &send, &[]).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        let sent = head.decide(&october, &send, &[]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.words());
        let receipt = head.get(sent.location()).await.words();
        assert!(receipt.contains("Tanda terima Nomor"), "{receipt}");
        assert!(
            receipt.contains(
                "Terkirim terlambat Batas waktu Jumat, 6 November 2026 · Terlambat 10 hari kerja"
            ),
            "{receipt}"
        );

        // exactly three inboxes: two addressees and one copy
        let delivered = "select count(*) from report_delivery where region = '99.99'";
        assert_eq!(world.number(delivered).await, 3);
        for (who, words) in [
            (&mut mayor, "Yth. Wali Kota"),
            (&mut sekda, "Yth. Sekretaris Daerah"),
            (&mut order, "Tembusan Satuan Polisi Pamong Praja"),
        ] {
            let page = inbox(who, "").await;
            assert!(
                page.contains(TITLE) && page.contains("Oktober 2026"),
                "{page}"
            );
            assert!(
                page.contains(words) && page.contains("Belum dibuka"),
                "{page}"
            );
        }
        for who in [&mut deputy, &mut other, &mut tapem, &mut operator] {
            let page = inbox(who, "").await;
            assert!(!page.contains("Oktober 2026"), "{page}");
        }
        world.run_jobs().await;
        let told = order.get("/99.99/pemberitahuan").await.words();
        assert!(
            told.contains("Laporan masuk: Laporan Izin yang Diterbitkan, Oktober 2026"),
            "{told}"
        );
        let told = mayor.get("/99.99/pemberitahuan").await.words();
        assert!(told.contains("Laporan masuk"), "{told}");
        let told = deputy.get("/99.99/pemberitahuan").await.words();
        assert!(!told.contains("Laporan masuk"), "{told}");

        // Satpol PP opens it and searches its rows, and the sender sees who opened it and when
        let id = world
            .id("select id from sent_report where region = '99.99'")
            .await;
        let letter = format!("/99.99/laporan-terkirim/{id}");
        let before = head.get(&letter).await.words();
        assert!(
            before.contains("Tembusan Satuan Polisi Pamong Praja Belum dibuka"),
            "{before}"
        );
        let page = order.get(&letter).await.words();
        assert!(
            page.contains("PT Contoh Jaya") && page.contains("Toko Melati"),
            "{page}"
        );
        let found = order
            .get(&format!("{letter}?cari=melati+usaha"))
            .await
            .words();
        assert!(
            found.contains("Toko Melati") && !found.contains("PT Contoh"),
            "{found}"
        );
        let after = head.get(&letter).await.words();
        let opened = "Tembusan Satuan Polisi Pamong Praja Dibuka 21 November 2026, 08.00 WIB oleh \
            Kasat Pol PP";
        assert!(after.contains(opened), "{after}");
        assert!(after.contains("Yth. Wali Kota Belum dibuka"), "{after}");
        let found = inbox(&mut order, "?cari=padma").await;
        assert!(
            found.contains("503/01") && !found.contains("503/02"),
            "{found}"
        );
        assert!(!inbox(&mut other, "?cari=padma").await.contains("503/01"));
        for who in [&mut deputy, &mut other, &mut tapem] {
            assert_eq!(who.get(&letter).await.status, StatusCode::FORBIDDEN);
        }

        // and records a check in the field
        let row = world
            .id("select id from sent_report_row where region = '99.99' and number = 1")
            .await;
        let row = format!("/99.99/baris-laporan/{row}");
        let check = format!("{row}/pemeriksaan");
        let early = order
            .post(&check, &[("tanggal", "1/1/2027"), ("hasil", "x")])
            .await;
        assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
        let fields = [
            ("tanggal", "20/11/2026"),
            ("hasil", "Reklame terpasang di luar titik izin."),
        ];
        assert_eq!(
            head.post(&check, &fields).await.status,
            StatusCode::FORBIDDEN
        );
        let noted = order.post(&check, &fields).await;
        assert_eq!(noted.status, StatusCode::SEE_OTHER, "{}", noted.words());
        for page in [&letter, &row] {
            let shown = head.get(page).await.words();
            assert!(shown.contains("20 November 2026"), "{shown}");
            assert!(
                shown.contains("Reklame terpasang di luar titik izin."),
                "{shown}"
            );
        }
        let book = books::rows(&order.get(&format!("{letter}/baris.xlsx")).await);
        let first = book.iter().find(|row| row[1] == "503/01").unwrap();
        assert!(first[5].contains("Reklame terpasang"), "{first:?}");

        // on paper with Yth. and Tembusan
        assert_eq!(
            head.get(&format!("{letter}/cetak.pdf")).await.status,
            StatusCode::OK
        );
        let paper = world.proofs.last();
        let addressed = paper.blocks.iter().find_map(|block| match block {
            Block::Letter(letter) => Some(letter.addressees.clone()),
            _ => None,
        });
        assert_eq!(addressed.unwrap(), ["Wali Kota", "Sekretaris Daerah"]);
        assert_eq!(paper.copies, ["Satuan Polisi Pamong Praja"]);
        assert!(
            testing::press::rows(&paper)
                .concat()
                .contains(&"Toko Melati".to_owned())
        );
        assert!(paper.simulated);
        let word = head.get(&format!("{letter}/cetak.docx")).await;
        assert_eq!(word.headers["content-type"], docx::MEDIA_TYPE);

        // the letter in the register of the unit that sent it: its concept is nobody else's, and
        // once it is signed everybody it went to has it as signed, with its number
        let form = head
            .get(&format!("{letter}/naskah/baru?jenis=laporan-berkala"))
            .await;
        let once = form.field("sekali");
        let fields = [
            ("jenis", "laporan-berkala"),
            ("hal", "Laporan izin Oktober 2026"),
            ("sifat", "Penting"),
            ("kepada", "Wali Kota\nSekretaris Daerah"),
            ("tembusan", "Satuan Polisi Pamong Praja"),
            ("tempat", "Contoh"),
            ("sekali", once.as_str()),
        ];
        let made = head.post(&format!("{letter}/naskah"), &fields).await;
        assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.words());
        let paper = made.location().to_owned();
        assert_eq!(mayor.get(&paper).await.status, StatusCode::FORBIDDEN);
        let seen = mayor.get(&letter).await.words();
        assert!(!seen.contains("Surat laporan berkala"), "{seen}");
        let seen = head.get(&letter).await.words();
        assert!(seen.contains("Surat laporan berkala Konsep"), "{seen}");
        mayor.get(&format!("{letter}/cetak.pdf")).await;
        let concept = format!("{:?}", world.proofs.last().blocks);
        assert!(!concept.contains("Laporan izin Oktober 2026"), "{concept}");
        let sign = [
            ("nama", "Kepala Dinas"),
            ("jabatan", "Kepala DPMPTSP"),
            ("tanggal", "2026-11-20"),
        ];
        take(&mut head, &paper, "tanda-tangan", &sign).await;
        let early = take(&mut head, &paper, "kirim", &[("tanggal", "2026-11-20")]).await;
        assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY, "no number");
        let number = [("nomor", "503/7/DPMPTSP"), ("tanggal", "2026-11-20")];
        take(&mut head, &paper, "nomor", &number).await;
        let gone = take(&mut head, &paper, "kirim", &[("tanggal", "2026-11-20")]).await;
        assert_eq!(gone.status, StatusCode::SEE_OTHER, "{}", gone.words());
        mayor.get(&format!("{letter}/cetak.pdf")).await;
        let printed = world.proofs.last();
        let head_of_letter = printed.blocks.iter().find_map(|block| match block {
            Block::Letter(letter) => Some(letter.clone()),
            _ => None,
        });
        let head_of_letter = head_of_letter.unwrap();
        assert_eq!(head_of_letter.number, "503/7/DPMPTSP");
        assert_eq!(head_of_letter.classification, "Penting");

        let page = tapem.get(&standing).await.words();
        assert!(page.contains("November 2026 0 dari 1 terkirim"), "{page}");
        assert!(page.contains("Oktober 2026 1 dari 1 terkirim"), "{page}");
        world.check().await;
    }
);

both!(s0_16_an_unreported_month_is_overdue, |world| {
    let mut tapem = world.sign_in("tapem").await;
    set_up(&world, &mut tapem, &[]).await;
    let late = tapem.get("/99.99/laporan-berkala/terlambat").await.words();
    assert!(late.contains("Oktober 2026"), "{late}");
    assert!(late.contains("Terlambat 10 hari kerja"), "{late}");
    assert!(
        !late.contains("November 2026 Jumat"),
        "its date has not come: {late}"
    );
    let book = books::rows(&tapem.get("/99.99/laporan-berkala/terlambat.xlsx").await);
    let rows: Vec<_> = book.iter().filter(|row| row[1] == TITLE).collect();
    assert_eq!(rows.len(), 1);
    assert_eq!(
        (rows[0][2].as_str(), rows[0][5].as_str()),
        ("Oktober 2026", "Terlambat")
    );

    // a month that begins is owed without anybody doing anything, and its date passes
    world
        .clock
        .set(testing::world::today().plus_seconds(20 * 24 * 3600));
    notice::schedule(&world.app, &world.contoh()).await.unwrap();
    notice::schedule(&world.app, &world.contoh()).await.unwrap();
    world.run_jobs().await;
    let mut tapem = world.sign_in("tapem").await;
    let count = "select count(*) from period_report where region = '99.99'";
    assert_eq!(
        world.number(count).await,
        3,
        "October, November, December, once"
    );
    let late = tapem.get("/99.99/laporan-berkala/terlambat").await.words();
    assert!(
        late.contains("November 2026") && !late.contains("Diterbitkan Desember"),
        "{late}"
    );
    let unit = world.unit("dpmptsp").await;
    let mut head = world
        .person("99.99", unit, Role::Head, "Kepala PTSP")
        .await
        .client;
    let told = head.get("/99.99/pemberitahuan").await.words();
    assert!(
        told.contains("Melewati batas waktu: Laporan Izin yang Diterbitkan, November 2026"),
        "{told}"
    );

    // sent late it is no longer overdue, and says that it was
    let october = period(&world, "2026-10").await;
    let version = head.get(&october).await.field("versi");
    let fields = [("uraian", "Nihil"), ("versi", version.as_str())];
    let kept = head.upload(&october, &fields, &[]).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.words());
    let sent = head
        .decide(&october, &format!("{october}/kirim"), &[])
        .await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.words());
    let late = tapem.get("/99.99/laporan-berkala/terlambat").await.words();
    assert!(!late.contains("Oktober 2026"), "{late}");
    world.check().await;
});

both!(a_report_goes_out_again_and_in_by_workbook, |world| {
    let mut tapem = world.sign_in("tapem").await;
    let standing = set_up(&world, &mut tapem, &[]).await;
    let unit = world.unit("dpmptsp").await;
    let mut head = world
        .person("99.99", unit, Role::Head, "Kepala PTSP")
        .await
        .client;
    let mut mayor = world.sign_in("walikota").await;
    let october = period(&world, "2026-10").await;
    let send = format!("{october}/kirim");

    // nothing written is nothing to send
    let empty = head.decide(&october, &send, &[]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        empty.words().contains("Laporan masih kosong"),
        "{}",
        empty.words()
    );
    paste(&mut head, &october, ROWS).await;
    assert_eq!(
        head.decide(&october, &send, &[]).await.status,
        StatusCode::SEE_OTHER
    );
    let first = mayor.get("/99.99/laporan-masuk").await;
    let path = first
        .body
        .split("href=\"")
        .find_map(|part| {
            part.strip_prefix("/99.99/laporan-terkirim/")?
                .split('"')
                .next()
        })
        .unwrap()
        .to_owned();
    let first = format!("/99.99/laporan-terkirim/{path}");

    // the saved workbook comes back in, and the correction takes the place of the first
    let book = head.get(&format!("{october}/contoh.xlsx")).await;
    assert_eq!(
        books::rows(&book)
            .iter()
            .filter(|row| row[1].starts_with("503/"))
            .count(),
        2
    );
    let version = head.get(&october).await.field("versi");
    let fields = [("versi", version.as_str())];
    let file = Upload {
        field: "buku",
        name: "izin.xlsx",
        bytes: &book.bytes,
    };
    let taken = head
        .upload(&format!("{october}/baris"), &fields, &[file])
        .await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.words());
    let stale = head
        .upload(
            &format!("{october}/baris"),
            &[("versi", "1"), ("tabel", ROWS)],
            &[],
        )
        .await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    paste(
        &mut head,
        &october,
        &format!("{ROWS}3\t503/03\tReklame\tCV Baru\tAlun Melati"),
    )
    .await;
    assert_eq!(
        head.decide(&october, &send, &[]).await.status,
        StatusCode::SEE_OTHER
    );
    let now = inbox(&mut mayor, "").await;
    assert!(
        now.contains("1 laporan") && now.contains("Perbaikan ke-1"),
        "{now}"
    );
    let old = mayor.get(&first).await.words();
    assert!(
        !old.contains("CV Baru") && old.contains("sudah diperbaiki"),
        "{old}"
    );

    // a unit that is no longer asked owes nothing more, and who is wrong is named
    let form = format!("{standing}/ubah");
    let shown = tapem.get(&form).await;
    let other = world.unit("dlh").await.to_string();
    let mut fields = vec![
        ("judul", TITLE),
        ("hari", "5"),
        ("hitungan", "kalender"),
        ("kolom", "Nomor izin"),
        ("yth", "Wali Kota\nJuru Kunci"),
        ("unit", other.as_str()),
    ];
    let version = shown.field("versi");
    fields.push(("versi", version.as_str()));
    let wrong = tapem.post(&form, &fields).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        wrong.words().contains("bukan nama jabatan atau unit"),
        "{}",
        wrong.words()
    );
    fields[4] = ("yth", "Wali Kota");
    let changed = tapem.post(&form, &fields).await;
    assert_eq!(changed.status, StatusCode::SEE_OTHER, "{}", changed.words());
    let november = "select count(*) from obligation where region = '99.99' \
        and kind = 'standing_report' and state = 4 and reason like 'Unit ini tidak lagi%'";
    assert_eq!(world.number(november).await, 1);
    let asked = "select count(*) from period_report p join unit u on u.region = p.region \
        and u.id = p.unit_id where p.region = '99.99' and u.key = 'dlh'";
    assert_eq!(world.number(asked).await, 2);
    let history = tapem
        .get(&format!(
            "/99.99/laporan-berkala/{}/riwayat",
            led_to(&standing)
        ))
        .await;
    assert!(
        history.words().contains("Dinas Lingkungan Hidup"),
        "{}",
        history.words()
    );
    world.check().await;
});

both!(a_merged_units_reports_go_on_with_its_successor, |world| {
    let mut tapem = world.sign_in("tapem").await;
    let copies = [("tembusan", "Dinas Lingkungan Hidup")];
    let standing = set_up(&world, &mut tapem, &copies).await;
    let (old, trade, waste) = (
        world.unit("dpmptsp").await,
        world.unit("disperindag").await.to_string(),
        world.unit("dlh").await,
    );
    let mut head = world
        .person("99.99", old, Role::Head, "Kepala PTSP")
        .await
        .client;
    let october = period(&world, "2026-10").await;
    paste(&mut head, &october, ROWS).await;
    let mut admin = world.sign_in("admin").await;
    for from in [old, waste] {
        let path = format!("/99.99/pengaturan/unit/{from}/gabung");
        let mut fields = vec![
            ("pengganti", trade.as_str()),
            ("berakhir", "2026-11-20"),
            ("dasar", "Perda Nomor 4 Tahun 2026"),
            ("kepala", "kepala"),
            ("langkah", "periksa"),
        ];
        let listed = admin.post(&path, &fields).await;
        assert!(listed.words().contains(TITLE), "{}", listed.words());
        let seen = listed.field("versi");
        fields[4] = ("langkah", "gabungkan");
        fields.push(("versi", seen.as_str()));
        let merged = admin.post(&path, &fields).await;
        assert_eq!(merged.status, StatusCode::SEE_OTHER, "{}", merged.words());
    }

    // what was drafted is there, owed by the successor, who gets the copies too
    let page = tapem.get(&standing).await.words();
    assert!(
        page.contains("Tembusan Dinas Perindustrian dan Perdagangan"),
        "{page}"
    );
    let unit = world.unit("disperindag").await;
    let mut next = world
        .person("99.99", unit, Role::Head, "Kepala Dagang")
        .await
        .client;
    let shown = next.get(&october).await.words();
    assert!(shown.contains("Toko Melati"), "{shown}");
    let sent = next
        .decide(&october, &format!("{october}/kirim"), &[])
        .await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.words());
    assert!(
        inbox(&mut next, "")
            .await
            .contains("Tembusan Dinas Perindustrian")
    );
    let owed = "select count(*) from obligation where region = '99.99' \
        and kind = 'standing_report' and state = 0 and unit_id = {unit}";
    let of = |unit| owed.replace("{unit}", &world.literal(unit));
    assert_eq!(world.number(&of(old)).await, 0);
    assert_eq!(world.number(&of(unit)).await, 1, "November");
    world.check().await;
});
