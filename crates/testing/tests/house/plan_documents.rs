//! Renstra, RKPD and Renja as documents of their own: made from the plan tree, asked of units by a date, sent,
//! set on a basis, kept as they were set, and opened again for a change.

use axum::http::StatusCode;
use documents::workbook::write_book;
use government::Role;
use testing::{Answer, Client, World, both, press};

use crate::{
    books,
    imports::{over, send},
    plan_tree::{YEARS, plan, sheet},
};

/// A tree with a part of two agencies; `target` is what the health agency reaches in 2027.
pub(crate) fn workbook(target: &str) -> Vec<u8> {
    let node =
        |code, level, name, above, mission, unit| vec![code, level, name, above, mission, unit, ""];
    let nodes = [
        node("T1", "Tujuan", "Kota sehat", "", "1", ""),
        node("S1", "Sasaran", "Penduduk sehat", "T1", "", ""),
        node(
            "1.02.02",
            "Program",
            "Upaya kesehatan",
            "S1",
            "",
            "Dinas Kesehatan",
        ),
        node("1.02.02.2.01", "Kegiatan", "Layanan ibu", "1.02.02", "", ""),
        node(
            "1.02.02.2.01.0001",
            "Sub Kegiatan",
            "Kelas ibu hamil",
            "1.02.02.2.01",
            "",
            "",
        ),
        node(
            "1.02.02.2.01.0002",
            "Sub Kegiatan",
            "Pemeriksaan ibu",
            "1.02.02.2.01",
            "",
            "",
        ),
        node(
            "2.11.03",
            "Program",
            "Pengelolaan sampah",
            "S1",
            "",
            "Dinas Lingkungan Hidup",
        ),
        node(
            "2.11.03.2.01.0001",
            "Sub Kegiatan",
            "Angkut sampah",
            "2.11.03",
            "",
            "",
        ),
    ];
    let goal = |code, name, last| vec![code, name, "%", "50", "55", "60", "65", "70", last];
    let indicators = [
        goal("S1", "Penduduk sehat", "75"),
        goal("1.02.02", "Cakupan layanan ibu", target),
        vec![
            "1.02.02.2.01.0001",
            "Ibu yang ikut",
            "orang",
            "900",
            "1000",
            "1050",
            "1100",
            "1200",
            "1250",
        ],
        goal("2.11.03", "Sampah terkelola", "88"),
    ];
    let budgets = [
        vec!["1.02.02.2.01.0001", "2027", "Murni", "125.000.000"],
        vec!["2.11.03.2.01.0001", "2027", "Murni", "400.000.000"],
    ];
    let columns = [
        "Kode",
        "Tingkat",
        "Uraian",
        "Kode Induk",
        "Misi",
        "Unit",
        "Kode IKK",
    ];
    let lists = [
        sheet("Pohon", &columns, &nodes),
        sheet("Indikator", &YEARS, &indicators),
        sheet(
            "Anggaran",
            &["Kode", "Tahun", "Versi", "Anggaran"],
            &budgets,
        ),
    ];
    write_book("RPJMD", &lists).unwrap()
}

pub(crate) async fn import(who: &mut Client, home: &str, bytes: &[u8]) {
    let shown = send(who, home, bytes).await;
    let preview = over(who, &shown).await.words();
    let kept = who.post(&format!("{shown}/simpan"), &[]).await;
    assert_eq!(
        kept.status,
        StatusCode::SEE_OTHER,
        "{preview} {}",
        kept.words()
    );
}

/// A plan with that tree.
pub(crate) async fn tree(world: &World, sekda: &mut Client) -> String {
    let page = plan(world, sekda).await;
    import(sekda, &page, &workbook("80")).await;
    page
}

/// Asks units for a document of 2027; the page of the one of the last unit.
pub(crate) async fn asked(
    world: &World,
    sekda: &mut Client,
    tree: &str,
    kind: &str,
    units: &[&str],
) -> String {
    let mut ids = Vec::new();
    for unit in units {
        ids.push(world.unit(unit).await.to_string());
    }
    let mut fields = vec![("jenis", kind), ("tahun", "2027"), ("batas", "31/12/2026")];
    fields.extend(ids.iter().map(|id| ("unit", id.as_str())));
    let made = sekda.post(&format!("{tree}/dokumen"), &fields).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.words());
    let number = match kind {
        "renstra" => 1,
        "rkpd" => 2,
        _ => 3,
    };
    let unit = world.unit(units.last().unwrap()).await;
    let question = format!(
        "select id from plan_document where kind = {number} and unit_id = {}",
        world.literal(unit)
    );
    let id = world.id(&question).await;
    format!("/99.99/dokumen-rencana/{id}")
}

/// Says of the rows of a document what they are told here.
pub(crate) async fn say(who: &mut Client, page: &str, code: &str, told: &[(&str, &str)]) -> Answer {
    let path = format!("{page}/baris?kode={code}");
    let form = who.get(&path).await;
    let version = match form.body.contains("name=\"versi\"") {
        true => form.field("versi"),
        false => "0".to_owned(),
    };
    let names = form.body.split("name=\"indikator\" value=\"").skip(1);
    let names: Vec<&str> = names.filter_map(|it| it.split('"').next()).collect();
    let mut fields = vec![("versi", version.as_str()), ("kode", code)];
    for (place, (figure, reason)) in told.iter().enumerate() {
        let name = names.get(place).copied().unwrap_or_default();
        fields.extend([("indikator", name), ("angka", *figure), ("alasan", *reason)]);
    }
    who.post(&format!("{page}/baris"), &fields).await
}

pub(crate) async fn people(world: &World, unit: &str) -> (Client, Client) {
    let known = world.number("select count(*) from account").await;
    let unit = world.unit(unit).await;
    let staff = world
        .person("99.99", unit, Role::Operator, &format!("Perencana {known}"))
        .await;
    let head = world
        .person("99.99", unit, Role::Head, &format!("Kepala {known}"))
        .await;
    (staff.client, head.client)
}

pub(crate) const SET: [(&str, &str); 3] = [
    ("putusan", "tetapkan"),
    ("dasar", "Keputusan Wali Kota Nomor 9 Tahun 2026"),
    ("tanggal", "20/11/2026"),
];

both!(a_renja_says_what_differs_and_stays_as_it_was_set, |world| {
    let mut sekda = world.sign_in("sekda").await;
    let tree = tree(&world, &mut sekda).await;

    // units with a part of the tree are proposed; one is asked, the other is named as not asked
    let form = sekda
        .get(&format!("{tree}/dokumen?jenis=renja&tahun=2027"))
        .await;
    assert_eq!(form.body.matches(" checked>").count(), 2, "{}", form.body);
    let page = asked(&world, &mut sekda, &tree, "renja", &["dinkes"]).await;
    let (mut staff, mut head) = people(&world, "dinkes").await;
    let list = sekda.get("/99.99/dokumen-rencana?tahun=2027").await.words();
    for words in [
        "Renja 2027",
        "0 dari 2 ditetapkan",
        "Belum diminta",
        "Dinas Lingkungan Hidup",
    ] {
        assert!(list.contains(words), "{words}: {list}");
    }
    let owed = head.get("/99.99/perlu-ditindaklanjuti").await.words();
    assert!(owed.contains("Susun dan kirim Renja 2027"), "{owed}");
    assert!(owed.contains("31 Desember 2026"), "{owed}");

    // its part of the tree for the year, with what it stands below, and nothing of others
    let shown = staff.get(&page).await.words();
    for words in [
        "Upaya kesehatan",
        "Cakupan layanan ibu (%): 80",
        "Penduduk sehat (%): 75",
        "Dari RPJMD",
        "125.000.000",
        "125.000.000 (1 belum diisi)",
        "1 program, 1 kegiatan, 2 sub kegiatan",
        "1 sub kegiatan belum memiliki pagu",
    ] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    assert!(!shown.contains("Pengelolaan sampah"), "{shown}");

    // what differs needs a reason, what reads two ways is asked back, and what was typed stays
    for (told, words) in [
        (("78", ""), "Tulis mengapa berbeda dari RPJMD"),
        (("1.250", "Alasan"), "Dapat dibaca dua cara"),
    ] {
        let refused = say(&mut staff, &page, "1.02.02", &[told]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.words().contains(words), "{}", refused.words());
        assert!(
            refused.body.contains(&format!("value=\"{}\"", told.0)),
            "typed"
        );
        assert!(
            refused.body.contains("aria-describedby=\"rpjmd-1"),
            "beside the field"
        );
    }
    let nothing = "select count(*) from plan_document_value";
    assert_eq!(world.number(nothing).await, 0);
    let kept = say(&mut staff, &page, "1.02.02", &[("78", "Tenaga kurang")]).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.words());
    let kept = say(
        &mut staff,
        &page,
        "1.02.02.2.01.0002",
        &[("Tidak ada", "Mulai 2028")],
    )
    .await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.words());
    // a row of another unit, and one above, are not its own
    for code in ["2.11.03", "S1", "9.9"] {
        let other = say(&mut staff, &page, code, &[("1", "Bukan kami")]).await;
        assert_eq!(other.status, StatusCode::NOT_FOUND, "{code}");
    }
    // the form offers what it kept so that it reads only one way
    let form = staff
        .get(&format!("{page}/baris?kode=1.02.02.2.01.0001"))
        .await;
    assert!(
        form.body.contains("value=\"1250\"") && form.body.contains("value=\"125.000.000\""),
        "{}",
        form.body
    );

    // an indicator under another name: what was said of it is not lost without a word
    let renamed = vec![
        "1.02.02",
        "Cakupan ibu",
        "%",
        "50",
        "55",
        "60",
        "65",
        "70",
        "80",
    ];
    let sheets = [sheet("Indikator", &YEARS, &[renamed])];
    import(&mut sekda, &tree, &write_book("RPJMD", &sheets).unwrap()).await;
    let seen = staff.get(&page).await.words();
    for words in [
        "1 angka tidak lagi cocok dengan pohon RPJMD",
        "1.02.02 Cakupan layanan ibu 2027: 78",
        "Cakupan ibu (%): 80",
    ] {
        assert!(seen.contains(words), "{words}: {seen}");
    }
    // a form that was opened before is not kept under another indicator
    let stale = [
        ("versi", "1"),
        ("kode", "1.02.02"),
        ("indikator", "Cakupan layanan ibu"),
        ("angka", "77"),
        ("alasan", "Lama"),
    ];
    let refused = staff.post(&format!("{page}/baris"), &stale).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.words().contains("baru saja berubah di RPJMD"),
        "{}",
        refused.words()
    );
    import(&mut sekda, &tree, &workbook("80")).await;

    // a draft is the unit's: others see the tree
    let mut other = world.sign_in("kadis.dlh").await;
    let seen = other.get(&page).await.words();
    assert!(
        seen.contains("Masih disusun") && seen.contains("Cakupan layanan ibu (%): 80"),
        "{seen}"
    );
    assert!(!seen.contains("Tenaga kurang"), "{seen}");
    other.get(&format!("{page}/dokumen.pdf")).await;
    let paper = press::rows(&world.proofs.last());
    assert!(
        !paper
            .iter()
            .flatten()
            .any(|cell| cell.contains("Tenaga kurang"))
    );
    let denied = say(&mut other, &page, "1.02.02", &[("1", "Bukan kami")]).await;
    assert_eq!(denied.status, StatusCode::FORBIDDEN);

    // sent by its head, and shut
    let denied = staff.decide(&page, &format!("{page}/ajukan"), &[]).await;
    assert_eq!(denied.status, StatusCode::FORBIDDEN, "the head sends");
    let sent = head.decide(&page, &format!("{page}/ajukan"), &[]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.words());
    let locked = say(&mut staff, &page, "1.02.02", &[("79", "Terlambat")]).await;
    assert_eq!(locked.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        locked.words().contains("sudah dikirim"),
        "{}",
        locked.words()
    );

    // sent back with a note, sent again, set on a basis of a day that has come
    let put = format!("{page}/putuskan");
    let bare = sekda
        .decide(&page, &put, &[("putusan", "kembalikan")])
        .await;
    assert!(bare.body.contains("catatan-error"), "{}", bare.words());
    let back = [("putusan", "kembalikan"), ("catatan", "Pagu belum lengkap")];
    let back = sekda.decide(&page, &put, &back).await;
    assert_eq!(back.status, StatusCode::SEE_OTHER, "{}", back.words());
    let again = head.decide(&page, &format!("{page}/ajukan"), &[]).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER, "{}", again.words());
    for (fields, field) in [
        (
            [
                ("putusan", "tetapkan"),
                ("dasar", ""),
                ("tanggal", "20/11/2026"),
            ],
            "dasar",
        ),
        (
            [("putusan", "tetapkan"), ("dasar", "SK 9"), ("tanggal", "")],
            "tanggal",
        ),
        (
            [
                ("putusan", "tetapkan"),
                ("dasar", "SK 9"),
                ("tanggal", "1/12/2026"),
            ],
            "tanggal",
        ),
    ] {
        let refused = sekda.decide(&page, &put, &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains(&format!("{field}-error")), "{field}");
    }
    let set = sekda.decide(&page, &put, &SET).await;
    assert_eq!(set.status, StatusCode::SEE_OTHER, "{}", set.words());
    let done = "select count(*) from obligation where kind = 'plan_document' and state = 3";
    assert_eq!(world.number(done).await, 1, "fulfilled");
    let seen = other.get(&page).await.words();
    for words in [
        "Ditetapkan",
        "Keputusan Wali Kota Nomor 9 Tahun 2026 tanggal 20 November 2026",
        "Cakupan layanan ibu (%): 78",
        "RPJMD: 80. Tenaga kurang",
        "Tidak ada",
        "Versi 2",
        "Pagu belum lengkap",
    ] {
        assert!(seen.contains(words), "{words}: {seen}");
    }
    assert!(!seen.contains("Yang berubah sejak ditetapkan"), "{seen}");

    // the tree moves on: what is set stays, and says what is otherwise now
    import(&mut sekda, &tree, &workbook("82")).await;
    let seen = other.get(&page).await.words();
    assert!(seen.contains("Cakupan layanan ibu (%): 78"), "{seen}");
    assert!(
        !seen.contains("Yang berubah"),
        "what the unit said stands over the tree: {seen}"
    );
    let budget = sheet(
        "Anggaran",
        &["Kode", "Tahun", "Versi", "Anggaran"],
        &[vec![
            "1.02.02.2.01.0001",
            "2027",
            "Perubahan",
            "150.000.000",
        ]],
    );
    import(&mut sekda, &tree, &write_book("RPJMD", &[budget]).unwrap()).await;
    let seen = other.get(&page).await.words();
    for words in [
        "Yang berubah sejak ditetapkan",
        "1 hal",
        "Pagu 2027",
        "125.000.000",
        "150.000.000",
    ] {
        assert!(seen.contains(words), "{words}: {seen}");
    }
    let answer = other.get(&format!("{page}/tabel.xlsx")).await;
    let rows = books::rows(&answer);
    let row = rows.iter().find(|row| row[1] == "1.02.02").unwrap();
    assert_eq!(
        (row[4].as_str(), row[7].as_str()),
        ("Cakupan layanan ibu", "78")
    );
    assert!(row[9].contains("RPJMD: 80. Tenaga kurang"), "{row:?}");
    let changes = books::sheet_rows(&answer, 1);
    assert!(
        changes
            .iter()
            .any(|row| row[2] == "Pagu 2027" && row[3] == "125.000.000" && row[4] == "150.000.000"),
        "{changes:?}"
    );
    other.get(&format!("{page}/dokumen.pdf")).await;
    let paper = world.proofs.last();
    assert_eq!(paper.title[0], "RENCANA KERJA (RENJA)");
    assert_eq!(paper.title[1], "DINAS KESEHATAN");
    let total = paper.blocks.iter().find_map(|block| match block {
        documents::Block::Table(table) => table.total.clone(),
        _ => None,
    });
    let total = total.expect("a closing row");
    assert_eq!(
        (total[0].as_str(), total[5].as_str()),
        ("JUMLAH", "125.000.000")
    );
    let rows = press::rows(&paper);
    assert!(
        rows.iter()
            .any(|row| row[4] == "78" && row.last().unwrap().contains("Tenaga kurang")),
        "{rows:?}"
    );
    let word = other.get(&format!("{page}/dokumen.docx")).await;
    assert_eq!(word.status, StatusCode::OK);
    world.check().await;
});
