//! What regulations say and what a region says of its own, on screen and from Excel.

use axum::http::StatusCode;
use documents::workbook::Cell;
use government::Role;
use testing::{Answer, Client, World, both};

use crate::{
    books::rows,
    imports::{book, over, send},
    rounds,
};

const LIST: &str = "/99.99/daftar-ikk";

/// A workbook as it was handed out: its columns and its rows.
pub(crate) struct Sheet {
    pub(crate) columns: Vec<String>,
    pub(crate) rows: Vec<Vec<String>>,
}

impl Sheet {
    /// What was handed out at a path; `first` is the name of its first column.
    pub(crate) async fn of(client: &mut Client, path: &str, first: &str) -> Self {
        let all = rows(&client.get(path).await);
        let head = all.iter().position(|row| row[0] == first).expect("a head");
        let number = all.iter().position(|row| row[0] == "(1)").expect("numbers");
        Self {
            columns: all[head].clone(),
            rows: all[number + 1..].to_vec(),
        }
    }

    pub(crate) fn place(&self, column: &str) -> usize {
        let found = self.columns.iter().position(|it| it == column);
        found.unwrap_or_else(|| panic!("no column {column}"))
    }

    /// The row whose cell in this column is this.
    pub(crate) fn row(&self, column: &str, words: &str) -> &Vec<String> {
        let place = self.place(column);
        let found = self.rows.iter().find(|row| row[place] == words);
        found.unwrap_or_else(|| panic!("no row {words}"))
    }

    /// Writes into the row with this code.
    pub(crate) fn set(&mut self, code: &str, column: &str, words: &str) {
        let (of_code, place) = (self.place("Kode IKK"), self.place(column));
        let row = self.rows.iter_mut().find(|row| row[of_code] == code);
        row.expect("a row")[place] = words.to_owned();
    }

    fn add(&mut self, cells: &[(&str, &str)]) {
        let mut row = vec![String::new(); self.columns.len()];
        for (column, words) in cells {
            row[self.place(column)] = (*words).to_owned();
        }
        self.rows.push(row);
    }

    pub(crate) fn bytes(&self) -> Vec<u8> {
        let columns: Vec<&str> = self.columns.iter().map(String::as_str).collect();
        let rows = self.rows.iter();
        let rows = rows.map(|row| row.iter().map(|cell| Cell::from(cell.as_str())).collect());
        book(&columns, rows.collect())
    }
}

/// Sends a workbook and looks at what was understood; its path comes with it.
pub(crate) async fn previewed(who: &mut Client, home: &str, bytes: &[u8]) -> (String, Answer) {
    let path = send(who, home, bytes).await;
    let page = over(who, &path).await;
    (path, page)
}

/// Sends a workbook that is right, and keeps it.
pub(crate) async fn kept(who: &mut Client, home: &str, bytes: &[u8]) -> String {
    let (path, page) = previewed(who, home, bytes).await;
    let kept = who.post(&format!("{path}/simpan"), &[]).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", page.words());
    let after = over(who, &path).await.words();
    assert!(after.contains("Tersimpan"), "{after}");
    page.words()
}

async fn overlays(world: &World) -> i64 {
    world
        .number("select count(*) from pack_overlay where region = '99.99'")
        .await
}

async fn yearly(tapem: &mut Client, year: &str) -> Sheet {
    Sheet::of(tapem, &format!("{LIST}/tahunan.xlsx?tahun={year}"), "Tahun").await
}

both!(s4_13_the_list_of_a_year_goes_out_and_comes_back, |world| {
    let mut tapem = world.sign_in("tapem").await;
    let fields = [("paket", ""), ("tahun", "2025")];
    let taken = tapem.post(&format!("{LIST}/dari-paket"), &fields).await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.words());

    // what goes out untouched changes nothing
    let mut sheet = yearly(&mut tapem, "2025").await;
    assert_eq!(sheet.rows.len(), 155);
    let page = kept(&mut tapem, LIST, &sheet.bytes()).await;
    assert!(page.contains("0 indikator berbeda"), "{page}");
    let own = "select count(*) from indicator where region = '99.99' and own = ";
    let yes = if world.engine == testing::Engine::Sqlite {
        "1"
    } else {
        "true"
    };
    assert_eq!(world.number(&format!("{own}{yes}")).await, 0);

    // everything wrong is told by row and column, in the words of the pack's own check; nothing is kept
    let before = overlays(&world).await;
    let mut wrong = yearly(&mut tapem, "2025").await;
    wrong.set("1.a.2", "Rumus", "A/(B");
    wrong.set("1.a.3", "Arah", "ke samping");
    wrong.set("1.b.3", "PD Pengampu Utama", "Dinas Antariksa");
    wrong.set("1.a.4", "Rumus", "A/C*100");
    let (path, page) = previewed(&mut tapem, LIST, &wrong.bytes()).await;
    let words = page.words();
    for told in [
        "kolom Rumus",
        "kolom Arah",
        "Tulis Tinggi atau Rendah",
        "Dinas Antariksa",
    ] {
        assert!(words.contains(told), "{told}: {words}");
    }
    let forced = tapem.post(&format!("{path}/simpan"), &[]).await;
    assert!(!over(&mut tapem, &path).await.words().contains("Tersimpan"));
    assert!(forced.status.is_redirection());
    assert_eq!(overlays(&world).await, before);

    // a change needs what it rests on
    sheet.set("1.a.2", "Indikator", "Angka partisipasi sekolah 7-12 tahun");
    let (_, page) = previewed(&mut tapem, LIST, &sheet.bytes()).await;
    assert!(
        page.words().contains("Tulis dasar perubahan"),
        "{}",
        page.words()
    );

    // and with it becomes the region's own, wherever it shows; owners of elements come along
    sheet.set("1.a.2", "Dasar Hukum", "Surat Kemendagri 100/2025");
    sheet.set(
        "1.b.3",
        "Pengampu Elemen",
        "B = Dinas Kependudukan dan Pencatatan Sipil",
    );
    sheet.set("1.b.3", "PD Pengampu Utama", "Dinas Kesehatan");
    sheet.set(
        "1.b.3",
        "PD Pendukung",
        "Rumah Sakit Umum Daerah Kota Contoh",
    );
    let owner = sheet.row("Kode IKK", "1.b.3").clone();
    let gone = sheet.place("Kode IKK");
    sheet.rows.retain(|row| row[gone] != "3.e.1");
    sheet.add(&[
        ("Tahun", "2025"),
        ("Kode IKK", "3.h.1"),
        ("Indikator", "Persentase transmigran yang ditempatkan"),
        ("Jenis", "Hasil"),
        ("Urusan", "Transmigrasi"),
        ("Pembilang (A)", "Transmigran ditempatkan"),
        ("Penyebut (B)", "Transmigran terdaftar"),
        ("Rumus", "A/B*100"),
        ("Satuan", "%"),
        ("Arah", "Tinggi"),
    ]);
    let (path, page) = previewed(&mut tapem, LIST, &sheet.bytes()).await;
    let words = page.words();
    assert!(words.contains("ditambah daerah"), "{owner:?} {words}");
    assert!(words.contains("berbeda: Indikator"), "{words}");
    assert!(
        words.contains("1 indikator paket tidak ada di berkas, jadi tidak diminta: 3.e.1"),
        "{words}"
    );
    tapem.post(&format!("{path}/simpan"), &[]).await;
    assert!(over(&mut tapem, &path).await.words().contains("Tersimpan"));
    let list = tapem.get(&format!("{LIST}?daftar=lppd:2025")).await.words();
    assert!(
        list.contains("2 indikator memuat ketentuan milik daerah"),
        "{list}"
    );
    assert!(
        list.contains("Angka partisipasi sekolah 7-12 tahun"),
        "{list}"
    );
    assert!(list.contains("3.h.1") && !list.contains("3.e.1"), "{list}");

    // taken from the pack once more, the region's own stays; so does what goes out
    let taken = tapem.post(&format!("{LIST}/dari-paket"), &fields).await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.words());
    let again = yearly(&mut tapem, "2025").await;
    let renamed = again.row("Kode IKK", "1.a.2");
    assert_eq!(renamed[again.place("Tanda")], "milik daerah");
    assert_eq!(
        renamed[again.place("Dasar Hukum")],
        "Surat Kemendagri 100/2025"
    );
    let owners = again.row("Kode IKK", "1.b.3");
    assert_eq!(
        owners[again.place("PD Pendukung")],
        "Rumah Sakit Umum Daerah Kota Contoh"
    );
    // another year has the pack as it is
    let next = yearly(&mut tapem, "2026").await;
    assert_eq!(next.rows.len(), 155);

    // only who compiles the report may
    let unit = world.unit("dinkes").await;
    let mut operator = world
        .person("99.99", unit, Role::Operator, "Operator")
        .await;
    let refused = operator.client.get(&format!("{LIST}/impor")).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    world.check().await;
});

both!(
    a_year_without_a_pack_has_a_list_of_the_regions_own,
    |world| {
        let mut tapem = world.sign_in("tapem").await;
        let fields = [("paket", ""), ("tahun", "2019")];
        let refused = tapem.post(&format!("{LIST}/dari-paket"), &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            refused
                .words()
                .contains("Tidak ada paket peraturan LPPD yang berlaku untuk tahun 2019"),
            "{}",
            refused.words()
        );
        let none = tapem.get(&format!("{LIST}/tahunan.xlsx?tahun=2019")).await;
        assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
        let named = [("paket", "lppd-ikk-kabkota"), ("tahun", "2019")];
        let refused = tapem.post(&format!("{LIST}/dari-paket"), &named).await;
        assert!(refused.words().contains("tidak berlaku untuk tahun 2019"));

        let columns = [
            "Tahun",
            "Kode IKK",
            "Jenis",
            "Urusan",
            "Indikator",
            "Pembilang (A)",
            "Penyebut (B)",
            "Rumus",
            "Satuan",
            "Arah",
            "PD Pengampu Utama",
            "Dasar Hukum",
        ];
        let line = |basis: &str| {
            let cells = [
                "2019",
                "9.z.1",
                "Hasil",
                "Kesehatan",
                "Persentase contoh",
                "Terlayani",
                "Seluruhnya",
                "A/B*100",
                "%",
                "Tinggi",
                "Dinas Kesehatan",
                basis,
            ];
            cells.map(Cell::from).to_vec()
        };
        let (_, page) = previewed(&mut tapem, LIST, &book(&columns, vec![line("")])).await;
        assert!(
            page.words().contains("Tulis dasar perubahan"),
            "{}",
            page.words()
        );
        let page = kept(
            &mut tapem,
            LIST,
            &book(&columns, vec![line("Keputusan Wali Kota 7/2019")]),
        )
        .await;
        assert!(
            page.contains("seluruh daftar dicatat sebagai milik daerah"),
            "{page}"
        );
        let list = tapem.get(&format!("{LIST}?daftar=lppd:2019")).await.words();
        assert!(list.contains("9.z.1 Persentase contoh"), "{list}");
        assert!(
            list.contains("milik daerah") && list.contains("Dinas Kesehatan"),
            "{list}"
        );
        let out = yearly(&mut tapem, "2019").await;
        assert_eq!(out.rows.len(), 1);
        world.check().await;
    }
);

const RULES: &str = "/99.99/peraturan";

both!(a_code_that_moved_brings_last_years_value_along, |world| {
    let mut tapem = world.sign_in("tapem").await;
    rounds::open_round(&mut tapem).await;
    let mut health = rounds::health(&world).await;
    let mothers = rounds::indicator(&world, "1.b.3").await;
    let fields = [("angka-A", "4512"), ("angka-B", "5003")];
    rounds::row(&mut health.operator, &health.path, mothers, &fields).await;

    let mut sheet = yearly(&mut tapem, "2026").await;
    sheet.set("1.b.3", "Kode Lama", "1.b.3");
    sheet.set("1.b.3", "Dasar Hukum", "Surat Kemendagri 9/2026");
    sheet.set("1.b.3", "Kode IKK", "1.b.103");
    let page = kept(&mut tapem, LIST, &sheet.bytes()).await;
    assert!(page.contains("1 berganti kode"), "{page}");
    let out = yearly(&mut tapem, "2026").await;
    assert_eq!(
        out.row("Kode IKK", "1.b.103")[out.place("Kode Lama")],
        "1.b.3"
    );

    let form = tapem.get("/99.99/periode-pengisian/baru").await;
    let once = form.field("sekali");
    let fields = [
        ("judul", "LPPD Tahun 2026"),
        ("daftar", "lppd:2026"),
        ("batas", "31/1/2027"),
        ("sekali", once.as_str()),
    ];
    let opened = tapem.post("/99.99/periode-pengisian", &fields).await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.words());
    let unit = rounds::literal(&world, world.unit("dinkes").await);
    let filling = world
        .id(&format!(
            "select f.id from filling f join data_round r on r.region = f.region and r.id = f.round_id \
             where f.region = '99.99' and r.year = 2026 and f.unit_id = {unit}"
        ))
        .await;
    let grid = health
        .operator
        .get(&format!("/99.99/isian/{filling}"))
        .await
        .words();
    assert!(grid.contains("1.b.103"), "{grid}");
    assert!(grid.contains("4.512") && grid.contains("5.003"), "{grid}");
    world.check().await;
});

both!(bands_and_calendar_of_a_region_come_in_from_excel, |world| {
    let mut tapem = world.sign_in("tapem").await;
    let page = tapem.get(&format!("{RULES}?tahun=2026")).await.words();
    for told in [
        "IKK LPPD kabupaten/kota",
        "belum diverifikasi",
        "Belum ada ketentuan milik daerah",
        "Sangat Tinggi",
    ] {
        assert!(page.contains(told), "{told}: {page}");
    }
    // a year no list holds for is named as such
    let old = tapem.get(&format!("{RULES}?tahun=2019")).await.words();
    assert!(old.contains("Tidak berlaku untuk 2019: IKK LPPD"), "{old}");

    // a gap between bands and a bound that can be read two ways are refused, and nothing is kept
    let columns = [
        "Tahun",
        "Skala",
        "Sebutan",
        "Lebih Dari",
        "Sampai Dengan",
        "Dasar Hukum",
    ];
    let scale = |label: &'static str, above: &'static str, to: &'static str| {
        let cells = ["2026", "Skala kota", label, above, to, "Perwali 3/2026"];
        cells.map(Cell::from).to_vec()
    };
    let home = format!("{RULES}/skala");
    let gap = book(
        &columns,
        vec![scale("Berhasil", "90", ""), scale("Kurang", "", "80")],
    );
    let (path, page) = previewed(&mut tapem, &home, &gap).await;
    assert!(
        page.words().contains("Kurang dan Berhasil"),
        "{}",
        page.words()
    );
    tapem.post(&format!("{path}/simpan"), &[]).await;
    let doubt = book(
        &columns,
        vec![scale("Berhasil", "1.234", ""), scale("Kurang", "", "1.234")],
    );
    let (_, page) = previewed(&mut tapem, &home, &doubt).await;
    assert!(
        page.words().contains("kolom Lebih Dari"),
        "{}",
        page.words()
    );
    assert_eq!(overlays(&world).await, 0);

    // the right one holds from its year on, and not before
    let good = book(
        &columns,
        vec![scale("Berhasil", "90,5", ""), scale("Kurang", "", "90,5")],
    );
    kept(&mut tapem, &home, &good).await;
    for (year, holds) in [("2025", false), ("2026", true), ("2027", true)] {
        let page = tapem.get(&format!("{RULES}?tahun={year}")).await.words();
        assert_eq!(page.contains("lebih dari 90,5"), holds, "{year}: {page}");
        assert_eq!(
            page.contains("Skala peringkat: Skala kota"),
            holds,
            "{year}"
        );
    }
    let path = format!("{RULES}/skala.xlsx?tahun=2027");
    let out = Sheet::of(&mut tapem, &path, "Tahun").await;
    assert_eq!(
        out.row("Sebutan", "Berhasil")[out.place("Lebih Dari")],
        "90,5"
    );

    // a date needs its basis; with it, it is the region's own for that year alone
    let columns = [
        "Tahun Anggaran",
        "Laporan",
        "Dari",
        "Kepada",
        "Batas Waktu",
        "Dasar",
    ];
    let due = |basis: &'static str| {
        let day = platform::date::parse("2027-03-20").expect("a date");
        let cells = [
            "2026",
            "Pengisian SI-LPPD",
            "Bagian Tata Pemerintahan",
            "Kemendagri",
        ];
        let mut cells = cells.map(Cell::from).to_vec();
        cells.extend([Cell::Date(day), Cell::from(basis)]);
        book(&columns, vec![cells])
    };
    let home = format!("{RULES}/kalender");
    let (_, page) = previewed(&mut tapem, &home, &due("")).await;
    assert!(
        page.words().contains("Tulis dasar batas waktu"),
        "{}",
        page.words()
    );
    kept(&mut tapem, &home, &due("Surat Kemendagri 5/2027")).await;
    let page = tapem.get(&format!("{RULES}?tahun=2026")).await.words();
    assert!(
        page.contains("20 Maret 2027") && page.contains("milik daerah"),
        "{page}"
    );
    assert!(
        page.contains("1 batas waktu") && page.contains("1 skala"),
        "{page}"
    );
    let page = tapem.get(&format!("{RULES}?tahun=2027")).await.words();
    assert!(!page.contains("Pengisian SI-LPPD"), "{page}");
    world.check().await;
});
