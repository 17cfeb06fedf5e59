//! Performance agreements: written, printed all at once, signed in one ceremony, locked, revised.

use axum::http::StatusCode;
use government::Role;
use testing::{
    Client, World, both,
    client::{Upload, picture},
    press,
};

use crate::steps::led_to;

pub const BASE: &str = "/99.99/perjanjian-kinerja";

/// Opens 2026 for all agencies, and these units besides.
pub async fn open_year(world: &World, who: &mut Client, units: &[&str]) {
    open_year_of(world, who, ("2026", "5/1/2026"), units).await;
}

/// Opens a year, whose budget document was approved on a day, for all agencies, and these units besides.
pub async fn open_year_of(
    world: &World,
    who: &mut Client,
    (year, approved): (&str, &str),
    units: &[&str],
) {
    let form = who.get(&format!("{BASE}/tahun/baru")).await;
    let mut ids = Vec::new();
    for key in units {
        ids.push(world.unit(key).await.to_string());
    }
    let once = form.field("sekali");
    let mut fields = vec![
        ("tahun", year),
        ("dpa", approved),
        ("hari", "10"),
        ("kelompok", "semua-opd"),
        ("sekali", once.as_str()),
    ];
    fields.extend(ids.iter().map(|id| ("unit", id.as_str())));
    let made = who.post(&format!("{BASE}/tahun"), &fields).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.words());
}

/// The page of a unit's agreement.
pub async fn agreement(world: &World, key: &str) -> String {
    let unit = world.unit(key).await;
    let id = world
        .id(&format!(
            "select id from performance_agreement where region = '99.99' and unit_id = {}",
            world.literal(unit)
        ))
        .await;
    format!("{BASE}/{id}")
}

pub const LINE: [(&str, &str); 9] = [
    ("sasaran", "Meningkatnya kualitas layanan"),
    ("indikator", "Layanan yang diselesaikan"),
    ("target", "100"),
    ("arah", "higher"),
    ("triwulan", "1"),
    ("tw1", "10"),
    ("tw2", "20"),
    ("tw3", "30"),
    ("tw4", "40"),
];

/// Adds a line, with its measure or without.
pub async fn add_line(who: &mut Client, page: &str, more: &[(&str, &str)]) -> testing::Answer {
    let form = who.get(&format!("{page}/baris")).await;
    let (once, version) = (form.field("sekali"), form.field("versi"));
    let mut fields = LINE.to_vec();
    fields.extend([("sekali", once.as_str()), ("versi", version.as_str())]);
    fields.extend_from_slice(more);
    who.post(&format!("{page}/baris"), &fields).await
}

/// Writes and sends the agreement of a unit.
pub async fn write_and_send(who: &mut Client, page: &str) {
    let added = add_line(who, page, &[("satuan", "layanan")]).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.words());
    let form = who.get(&format!("{page}/program")).await;
    let fields = [
        ("program", "Program Pelayanan"),
        ("anggaran", "Rp 1.250.000.000"),
        ("sumber", "APBD"),
        ("versi", &form.field("versi")),
        ("sekali", &form.field("sekali")),
    ];
    let added = who.post(&format!("{page}/program"), &fields).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.words());
    let sent = who.decide(page, &format!("{page}/ajukan"), &[]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.words());
}

/// The id of the one year.
pub async fn year(world: &World) -> String {
    let id = world
        .id("select id from agreement_year where region = '99.99'")
        .await;
    id.to_string()
}

/// Notes a ceremony and returns its page.
pub async fn ceremony(world: &World, who: &mut Client) -> String {
    let path = format!("{BASE}/tahun/{}/penandatanganan", year(world).await);
    let form = who.get(&path).await;
    let fields = [
        ("tanggal", "20/1/2026"),
        ("tempat", "Contoh"),
        ("sekali", &form.field("sekali")),
    ];
    let made = who.post(&path, &fields).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.words());
    made.location().to_owned()
}

/// Notes that these agreements were signed.
pub async fn sign(who: &mut Client, ceremony: &str, pages: &[&str], day: &str) -> testing::Answer {
    let shown = who.get(ceremony).await;
    let mut ticked = Vec::new();
    for page in pages {
        let id = led_to(page);
        let at = shown.body.find(&format!("value=\"{id}:")).expect("ready");
        let value = shown.body[at..].split('"').nth(1).expect("a value");
        ticked.push(value.to_owned());
    }
    let mut fields = vec![("tanggal", day)];
    fields.extend(ticked.iter().map(|value| ("pilih", value.as_str())));
    who.post(ceremony, &fields).await
}

/// The agreement of the environment agency, signed on 20 January.
pub async fn signed(world: &World, sekda: &mut Client, keys: &[&str]) -> Vec<String> {
    open_year(world, sekda, &[]).await;
    let mut pages = Vec::new();
    for key in keys {
        let unit = world.unit(key).await;
        let name = format!("Kepala {key}");
        let mut head = world.person("99.99", unit, Role::Head, &name).await;
        let page = agreement(world, key).await;
        write_and_send(&mut head.client, &page).await;
        pages.push(page);
    }
    let held = ceremony(world, sekda).await;
    let all: Vec<&str> = pages.iter().map(String::as_str).collect();
    let done = sign(sekda, &held, &all, "2026-01-20").await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.words());
    pages
}

both!(
    s4_1_all_are_printed_and_signed_in_one_ceremony_and_who_has_not_signed_is_listed,
    |world| {
        let mut sekda = world.sign_in("sekda").await;
        open_year(&world, &mut sekda, &[]).await;
        let again = sekda
            .post(
                &format!("{BASE}/tahun"),
                &[("tahun", "2026"), ("kelompok", "semua-opd")],
            )
            .await;
        assert!(again.words().contains("Tahun ini sudah dibuka"));

        // a unit owes its agreement, a month after the budget document
        let mut dlh = world.sign_in("kadis.dlh").await;
        let owed = dlh.get("/99.99/perlu-ditindaklanjuti").await.words();
        assert!(owed.contains("Perjanjian Kinerja 2026"), "{owed}");
        assert!(owed.contains("5 Februari 2026"), "{owed}");

        // S4-4: a line without its measure is none
        let page = agreement(&world, "dlh").await;
        let refused = add_line(&mut dlh, &page, &[]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains("satuan-error"));
        assert!(
            refused.body.contains("Layanan yang diselesaikan"),
            "what was typed stays"
        );
        // and without a line there is nothing to send
        let refused = dlh.decide(&page, &format!("{page}/ajukan"), &[]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);

        // outcome IKK of the agency are present or absent, said before it is printed
        let fields = [
            ("tingkat", "kepala_pd"),
            ("ikk", "2.e.1 Indeks kualitas lingkungan"),
        ];
        let kept = dlh
            .decide(&format!("{page}/ubah"), &format!("{page}/ubah"), &fields)
            .await;
        assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.words());
        let shown = dlh.get(&page).await.words();
        assert!(
            shown.contains("belum ada pada perjanjian: 2.e.1"),
            "{shown}"
        );
        write_and_send(&mut dlh, &page).await;

        let dinkes = agreement(&world, "dinkes").await;
        let mut kadis = world.sign_in("kadis.dinkes").await;
        write_and_send(&mut kadis, &dinkes).await;
        // an agency led by a Plt.
        let disperindag = agreement(&world, "disperindag").await;
        let unit = world.unit("disperindag").await;
        let mut acting = world.person("99.99", unit, Role::Head, "Penugasan").await;
        write_and_send(&mut acting.client, &disperindag).await;

        // all at once, in the two parts of the regulation
        let year = year(&world).await;
        let count = world
            .number("select count(*) from performance_agreement where region = '99.99'")
            .await;
        world.proofs.take();
        let pdf = sekda.get(&format!("{BASE}/tahun/{year}/cetak.pdf")).await;
        assert_eq!(pdf.status, StatusCode::OK);
        let papers = world.proofs.take();
        assert_eq!(i64::try_from(papers.len()).unwrap(), count * 2);
        let own: Vec<_> = papers
            .iter()
            .filter(|it| it.name.contains("Perindustrian"))
            .collect();
        let (statement, annex) = (own[0], own[1]);
        assert_eq!(statement.title[0], "PERJANJIAN KINERJA TAHUN 2026");
        assert_eq!(
            press::fact(statement, "Jabatan"),
            "Plt. Kepala Dinas Perindustrian dan Perdagangan"
        );
        let words = serde_json::to_string(statement).unwrap();
        for purpose in [
            "integritas, akuntabilitas, transparansi, dan kinerja",
            "Tolok ukur kinerja",
            "penghargaan dan sanksi",
            "monitoring, evaluasi, dan supervisi",
            "sasaran kinerja pegawai",
        ] {
            assert!(words.contains(purpose), "{purpose}: {words}");
        }
        let signatures = statement.signatures.as_ref().unwrap();
        let second = &signatures.left.as_ref().unwrap().office;
        assert_eq!(second, &["Pihak Kedua,", "WALI KOTA CONTOH,"]);
        assert_eq!(annex.title[0], "LAMPIRAN PERJANJIAN KINERJA TAHUN 2026");
        let rows = press::rows(annex);
        assert_eq!(
            rows[0][2..5],
            ["Layanan yang diselesaikan", "layanan", "100"]
        );
        assert_eq!(rows[1][2], "1.250.000.000");
        let word = sekda.get(&format!("{BASE}/tahun/{year}/cetak.docx")).await;
        assert_eq!(word.status, StatusCode::OK);

        // one ceremony
        let held = ceremony(&world, &mut sekda).await;
        let shown = sekda.get(&held).await.words();
        assert!(
            shown.contains("Plt. Kepala Dinas Perindustrian dan Perdagangan"),
            "{shown}"
        );
        let done = sign(&mut sekda, &held, &[&page, &disperindag], "2026-01-20").await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.words());
        let shown = sekda.get(&held).await.words();
        assert!(shown.contains("2 ditandatangani di sini"), "{shown}");
        let list = sekda.get(BASE).await.words();
        let missing = format!("{} Belum TTD", count - 2);
        assert!(list.contains(&missing), "{missing}: {list}");
        // a later signature has its own day
        let done = sign(&mut sekda, &held, &[&dinkes], "2026-02-02").await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.words());
        let shown = kadis.get(&dinkes).await.words();
        assert!(shown.contains("2 Februari 2026"), "{shown}");
        world.check().await;
    }
);

both!(
    s4_8_signed_targets_are_locked_and_change_only_as_a_new_version,
    |world| {
        let mut sekda = world.sign_in("sekda").await;
        let page = signed(&world, &mut sekda, &["dlh"]).await.remove(0);
        let mut kadis = world.sign_in("kadis.dlh").await;
        let line = world
            .id("select id from agreement_line where region = '99.99'")
            .await;
        let change = |target: &'static str, versi: String| {
            let mut fields: Vec<(&str, String)> = LINE
                .iter()
                .map(|(name, value)| (*name, (*value).to_owned()))
                .collect();
            fields.retain(|(name, _)| *name != "target" && *name != "tw4");
            fields.extend([
                ("target", target.to_owned()),
                ("tw4", "60".to_owned()),
                ("satuan", "layanan".to_owned()),
                ("versi", versi),
            ]);
            fields
        };
        let typed =
            |fields: &[(&'static str, String)]| -> Vec<(&'static str, String)> { fields.to_vec() };
        let post = async |who: &mut Client, path: &str, fields: &[(&'static str, String)]| {
            let fields: Vec<(&str, &str)> = fields
                .iter()
                .map(|(name, value)| (*name, value.as_str()))
                .collect();
            who.post(path, &fields).await
        };
        // no one edits a signed target
        let path = format!("{BASE}/baris/{line}");
        let form = kadis.get(&path).await;
        let fields = typed(&change("120", form.field("versi")));
        let refused = post(&mut kadis, &path, &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let words = refused.words();
        assert!(
            words.contains("terkunci sejak ditandatangani pada"),
            "{words}"
        );
        assert!(
            !kadis.get(&page).await.body.contains("/program/"),
            "nothing offers to change it"
        );

        // S3-5: other agencies read it and write nothing
        let mut other = world.sign_in("kadis.dinkes").await;
        let read = other.get(&page).await;
        assert!(read.words().contains("Layanan yang diselesaikan"));
        let denied = post(&mut other, &path, &fields).await;
        assert_eq!(denied.status, StatusCode::FORBIDDEN);

        // only on one of the three grounds, with a reason, and approved by somebody else
        let revise = format!("{page}/revisi");
        let none = [("catatan", "Target terlalu berat")];
        let refused = kadis.decide(&page, &revise, &none).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.words().contains("salah satu dari tiga alasan"));
        assert!(
            refused.body.contains("Target terlalu berat"),
            "what was typed stays"
        );
        let fields = [
            ("dasar", "strategi"),
            ("catatan", "APBD Perubahan menambah armada"),
        ];
        let asked = kadis.decide(&page, &revise, &fields).await;
        assert_eq!(asked.status, StatusCode::SEE_OTHER, "{}", asked.words());
        let twice = kadis.decide(&page, &revise, &fields).await;
        assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
        let decide = format!("{page}/revisi/putuskan");
        let approve = [("putusan", "setujui")];
        let denied = kadis.decide(&page, &decide, &approve).await;
        assert_eq!(denied.status, StatusCode::FORBIDDEN);
        let mut mayor = world.sign_in("walikota").await;
        let silent = mayor.decide(&page, &decide, &[("putusan", "tolak")]).await;
        assert_eq!(
            silent.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "a refusal needs words"
        );
        let approved = mayor.decide(&page, &decide, &approve).await;
        assert_eq!(
            approved.status,
            StatusCode::SEE_OTHER,
            "{}",
            approved.words()
        );

        // a new version is written and signed; the old one stays as it was
        let shown = kadis.get(&page).await;
        assert!(
            shown
                .words()
                .contains("Perjanjian Kinerja Perubahan ke-1 2026")
        );
        let new = shown
            .body
            .split("/perjanjian-kinerja/baris/")
            .nth(1)
            .unwrap();
        let new = new.split('"').next().unwrap().to_owned();
        assert_ne!(new, line.to_string());
        let path = format!("{BASE}/baris/{new}");
        let form = kadis.get(&path).await;
        let done = post(&mut kadis, &path, &change("120", form.field("versi"))).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.words());
        let sent = kadis.decide(&page, &format!("{page}/ajukan"), &[]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.words());
        let held = ceremony(&world, &mut sekda).await;
        let done = sign(&mut sekda, &held, &[&page], "2026-09-01").await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.words());
        let versions = kadis.get(&format!("{page}/versi")).await.words();
        for word in [
            "Versi 2",
            "APBD Perubahan menambah armada",
            "Perubahan strategi",
            "Wali Kota",
            "Versi 1",
            "20 Januari 2026",
            "1 September 2026",
        ] {
            assert!(versions.contains(word), "{word}: {versions}");
        }
        let targets = world
            .number("select count(*) from agreement_line where region = '99.99' and target = '100'")
            .await;
        assert_eq!(targets, 1, "the first version keeps its target");

        // the signed sheet is kept as evidence
        let scan = picture(7);
        let files = [Upload {
            field: "berkas",
            name: "pk-dlh.png",
            bytes: &scan,
        }];
        let kept = kadis.upload(&format!("{page}/pindaian"), &[], &files).await;
        assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.words());
        assert!(kadis.get(&page).await.words().contains("bertanda tangan"));
        world.check().await;
    }
);
