//! A round of the LPPD: the list comes from a pack, agencies fill in, the order of review holds, and
//! what is missing is never a zero.

use axum::http::StatusCode;
use government::Role;
use platform::Uuid;
use testing::{Answer, Client, Engine, World, both, client::Upload};
use values::{rules::Entry, store::CellInput};

/// The list of 2025 from the pack, and a round for it. Returns the path of the round.
pub async fn open_round(tapem: &mut Client) -> String {
    let fields = [("paket", "lppd-ikk-kabkota"), ("tahun", "2025")];
    let taken = tapem.post("/99.99/daftar-ikk/dari-paket", &fields).await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.words());
    let form = tapem.get("/99.99/periode-pengisian/baru").await;
    let once = form.field("sekali");
    let fields = [
        ("judul", "LPPD Tahun 2025"),
        ("daftar", "lppd:2025"),
        ("batas", "31/1/2027"),
        ("sekali", once.as_str()),
    ];
    let opened = tapem.post("/99.99/periode-pengisian", &fields).await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.words());
    opened.location().to_owned()
}

/// What the health agency has to do with it.
pub struct Health {
    pub path: String,
    pub head: Client,
    pub operator: Client,
}

pub async fn health(world: &World) -> Health {
    let unit = world.unit("dinkes").await;
    let filling = world
        .id(&format!(
            "select id from filling where region = '99.99' and unit_id = {}",
            literal(world, unit)
        ))
        .await;
    Health {
        path: format!("/99.99/isian/{filling}"),
        head: world
            .person("99.99", unit, Role::Head, "Plt Kadis Uji")
            .await
            .client,
        operator: world
            .person("99.99", unit, Role::Operator, "Operator Dinkes")
            .await
            .client,
    }
}

/// An id as a literal of either engine.
pub fn literal(world: &World, id: Uuid) -> String {
    match world.engine {
        Engine::Sqlite => format!("x'{}'", id.simple()),
        Engine::Postgres => format!("'{id}'"),
    }
}

pub async fn indicator(world: &World, code: &str) -> Uuid {
    let question = format!(
        "select id from indicator where region = '99.99' and year = 2025 and code = '{code}'"
    );
    world.id(&question).await
}

/// Sends a row as the grid does.
pub async fn row(who: &mut Client, path: &str, indicator: Uuid, fields: &[(&str, &str)]) -> Answer {
    who.post(&format!("{path}/baris/{indicator}"), fields).await
}

pub async fn step(who: &mut Client, path: &str, step: &str, note: &str) -> Answer {
    let version = who.get(path).await.field("versi");
    let fields = [("versi", version.as_str()), ("catatan", note)];
    who.post(&format!("{path}/{step}"), &fields).await
}

pub async fn taken(who: &mut Client, path: &str, name: &str, note: &str) {
    let answer = step(who, path, name, note).await;
    assert_eq!(
        answer.status,
        StatusCode::SEE_OTHER,
        "{name}: {}",
        answer.words()
    );
}

both!(s4_13_a_round_from_the_list_to_the_signature, |world| {
    let mut tapem = world.sign_in("tapem").await;
    let round = open_round(&mut tapem).await;
    let mut health = health(&world).await;
    let auditor = world.unit("inspektorat").await;
    let auditor = world
        .person("99.99", auditor, Role::Auditor, "Auditor Uji")
        .await;
    let mut auditor = auditor.client;
    let (operator, path) = (&mut health.operator, health.path.as_str());

    // a year that is none is said beside its field, and stays in it
    let bad = [("paket", "lppd-ikk-kabkota"), ("tahun", "dua ribu")];
    let refused = tapem.post("/99.99/daftar-ikk/dari-paket", &bad).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.words().contains("Tulis tahunnya"));
    assert!(refused.body.contains("value=\"dua ribu\""));

    // the agency finds what it owes in its work list
    let list = operator.get("/99.99/perlu-ditindaklanjuti").await;
    assert!(list.words().contains("LPPD Tahun 2025"), "{}", list.words());
    let grid = operator.get(path).await;
    assert_eq!(grid.status, StatusCode::OK);
    assert!(
        grid.words().contains("1.b.3 Persentase ibu hamil"),
        "{}",
        grid.words()
    );
    assert!(
        !grid.words().contains("Satuan PAUD"),
        "another agency's rows are not here"
    );

    // S4-15: formula, source and fields for numerator and denominator
    let mothers = indicator(&world, "1.b.3").await;
    let fields = [
        ("angka-A", "4512"),
        ("angka-B", "5.003"),
        ("versi-A", "0"),
        ("versi-B", "0"),
    ];
    let doubtful = row(operator, path, mothers, &fields).await;
    assert_eq!(doubtful.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        doubtful.words().contains("Dapat dibaca dua cara"),
        "{}",
        doubtful.words()
    );
    assert!(
        doubtful.body.contains("value=\"5.003\""),
        "what was typed stays"
    );
    let fields = [
        ("angka-A", "4512"),
        ("angka-B", "5003"),
        ("versi-A", "1"),
        ("versi-B", "0"),
    ];
    let kept = row(operator, path, mothers, &fields).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.words());
    let one = operator.get(&format!("{path}/ikk/{mothers}")).await.words();
    assert!(one.contains("(4.512 ÷ 5.003) × 100 = 90,19 %"), "{one}");
    assert!(
        one.contains("A/B*100") && one.contains("Permendagri 18/2020"),
        "{one}"
    );

    // a second window that saw the empty cell is told, and nothing is overwritten
    let late = [
        ("angka-A", "9"),
        ("angka-B", "5003"),
        ("versi-A", "0"),
        ("versi-B", "0"),
    ];
    let refused = row(operator, path, mothers, &late).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(
        refused.words().contains("baru saja diisi"),
        "{}",
        refused.words()
    );

    // what was typed stays, and so does what was seen: sending again replaces nothing unseen
    assert!(refused.body.contains("value=\"9\""), "{}", refused.words());
    assert!(refused.body.contains("name=\"versi-A\" value=\"0\""));

    // pasted rows come as a whole or not at all
    let bad = [("tabel", "1.b.4\t100\t200\n1.b.99\t1\t2")];
    let refused = operator.post(&format!("{path}/tempel"), &bad).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.words().contains("Baris 2: kode"),
        "{}",
        refused.words()
    );
    assert!(
        refused.body.contains("1.b.4\t100\t200"),
        "what was pasted stays"
    );
    // a code pasted twice would leave one of two figures without a word
    let twice = [("tabel", "1.b.4\t100\t200\n1.b.5\t1\t2\n1.b.4\t110\t200")];
    let refused = operator.post(&format!("{path}/tempel"), &twice).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused
            .words()
            .contains("Baris 3: kode 1.b.4 sudah ada di baris 1."),
        "{}",
        refused.words()
    );
    let births = indicator(&world, "1.b.4").await;
    let nothing = world
        .number(&format!(
            "select count(*) from figure where region = '99.99' and indicator_id = {}",
            literal(&world, births)
        ))
        .await;
    assert_eq!(nothing, 0);
    let good = [("tabel", "1.b.4\t0\t200\n1.b.5;150;150")];
    let kept = operator.post(&format!("{path}/tempel"), &good).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.words());

    // a true zero is computed; a stated gap is no zero
    let zero = operator.get(&format!("{path}/ikk/{births}")).await.words();
    assert!(zero.contains("(0 ÷ 200) × 100 = 0,00 %"), "{zero}");
    let toddlers = indicator(&world, "1.b.6").await;
    let fields = [
        ("angka-A", ""),
        ("status-A", "belum"),
        ("alasan-A", "Survei belum selesai"),
        ("rencana-A", "Rekap puskesmas"),
        ("tanggal-A", "2027-01-20"),
        ("angka-B", "8000"),
    ];
    let kept = row(operator, path, toddlers, &fields).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.words());
    let gap = operator
        .get(&format!("{path}/ikk/{toddlers}"))
        .await
        .words();
    assert!(
        gap.contains("Data belum tersedia") && !gap.contains("= 0"),
        "{gap}"
    );
    // and TDI is nothing an operator may say
    let fields = [
        ("angka-A", ""),
        ("status-A", "tdi"),
        ("alasan-A", "x"),
        ("angka-B", "8000"),
    ];
    let refused = row(operator, path, toddlers, &fields).await;
    assert!(
        refused.words().contains("hanya ditetapkan pereviu"),
        "{}",
        refused.words()
    );

    // evidence for both elements at once, with its pages
    let picture = testing::client::picture(7);
    let file = Upload {
        field: "berkas",
        name: "profil-kesehatan-2024.png",
        bytes: &picture,
    };
    let sent = operator
        .upload(
            &format!("{path}/bukti/{mothers}"),
            &[("halaman", "12-14")],
            &[file],
        )
        .await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.words());

    // the order of review: nobody skips, the head sends here
    let early = step(&mut health.head, path, "tanda-tangan", "").await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    taken(&mut health.head, path, "kirim", "").await;
    let fields = [("angka-A", "1"), ("angka-B", "5003")];
    let locked = row(&mut health.operator, path, mothers, &fields).await;
    assert!(
        locked.words().contains("sedang tidak dapat diubah"),
        "{}",
        locked.words()
    );
    taken(&mut tapem, path, "desk/kembalikan", "Lengkapi 1.b.6").await;
    taken(&mut health.head, path, "kirim", "").await;
    taken(&mut tapem, path, "desk/terima", "").await;

    // APIP judges and notes, and edits nothing
    let locked = row(&mut auditor, path, mothers, &fields).await;
    assert_eq!(locked.status, StatusCode::FORBIDDEN);
    let page = auditor.get(&format!("{path}/ikk/{mothers}")).await;
    let fields = [
        ("sel", page.field("sel")),
        ("bukti", page.field("bukti")),
        ("nilai", "2".into()),
        ("catatan", "Profil tahun 2024, bukan 2025".into()),
    ];
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    let judged = auditor
        .post(&format!("{path}/nilai-bukti/{mothers}"), &fields)
        .await;
    assert_eq!(judged.status, StatusCode::SEE_OTHER, "{}", judged.words());
    let fields = [
        ("jenis", "tdi"),
        ("unsur", "A"),
        ("uraian", "Tidak ada catatan layanan"),
    ];
    let noted = auditor
        .post(&format!("{path}/chr/{toddlers}"), &fields)
        .await;
    assert_eq!(noted.status, StatusCode::SEE_OTHER, "{}", noted.words());
    let board = tapem.get(&round).await.words();
    assert!(board.contains("TDI 1 unsur, target 0"), "{board}");
    let early = step(&mut auditor, path, "reviu/selesai", "").await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(early.words().contains("1 catatan yang belum diputuskan"));
    taken(&mut auditor, path, "reviu/kembalikan", "Lihat CHR").await;

    // corrected after the review: both sides' words stand
    let operator = &mut health.operator;
    let fields = [("angka-A", "7200"), ("angka-B", "8000")];
    let kept = row(operator, path, toddlers, &fields).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.words());
    let still = operator.get(&format!("{path}/ikk/{toddlers}")).await;
    assert!(
        still.words().contains("TDI"),
        "until the reviewer is satisfied"
    );
    let finding = world
        .id("select id from review_finding where region = '99.99'")
        .await;
    let empty = [("versi", "1"), ("uraian", " ")];
    let refused = operator
        .post(&format!("{path}/tanggapan/{finding}"), &empty)
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.words().contains("Wajib diisi"));
    let fields = [("versi", "1"), ("uraian", "Rekap puskesmas dilampirkan")];
    let said = operator
        .post(&format!("{path}/tanggapan/{finding}"), &fields)
        .await;
    assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.words());
    taken(&mut health.head, path, "kirim", "").await;
    let fields = [("versi", "2"), ("hasil", "selesai")];
    let settled = auditor
        .post(&format!("{path}/catatan/{finding}"), &fields)
        .await;
    assert_eq!(settled.status, StatusCode::SEE_OTHER, "{}", settled.words());
    taken(&mut auditor, path, "reviu/selesai", "").await;
    let one = health
        .operator
        .get(&format!("{path}/ikk/{toddlers}"))
        .await
        .words();
    for text in [
        "(7.200 ÷ 8.000) × 100 = 90,00 %",
        "Perbaikan Pasca Reviu",
        "Rekap puskesmas dilampirkan",
        "Survei belum selesai",
    ] {
        assert!(one.contains(text), "{text}: {one}");
    }

    // the head owes the signature, and signs
    let owed = health
        .head
        .get("/99.99/perlu-ditindaklanjuti")
        .await
        .words();
    assert!(owed.contains("Tanda tangan LPPD Tahun 2025"), "{owed}");
    taken(&mut health.head, path, "tanda-tangan", "").await;
    let signed = health.head.get(path).await.words();
    assert!(
        signed.contains("Ditandatangani") && signed.contains("Plt Kadis Uji"),
        "{signed}"
    );

    // and what comes out of it
    let history = auditor.get(&format!("{path}/riwayat")).await;
    assert_eq!(history.status, StatusCode::OK);
    for name in [
        "lppd.xlsx",
        "lppd.docx",
        "lppd.pdf",
        "rekap.xlsx",
        "bukti.zip",
    ] {
        let file = tapem.get(&format!("{round}/{name}")).await;
        assert_eq!(file.status, StatusCode::OK, "{name}");
    }
    let chr = auditor.get(&format!("{path}/chr")).await.words();
    assert!(
        chr.contains("Tidak ada catatan layanan") && chr.contains("Selesai"),
        "{chr}"
    );
    world.check().await;
});

both!(
    a_part_is_asked_summed_and_provisional_until_all_sent,
    |world| {
        let mut tapem = world.sign_in("tapem").await;
        open_round(&mut tapem).await;
        let mut health = health(&world).await;
        let path = health.path.clone();
        let mothers = indicator(&world, "1.b.3").await;
        let (clinic, hospital) = (world.unit("pkm-lembayung").await, world.unit("rsud").await);
        let (clinic_id, hospital_id, asked) = (
            clinic.to_string(),
            hospital.to_string(),
            mothers.to_string(),
        );
        let late = [
            ("unit", clinic_id.as_str()),
            ("indikator", asked.as_str()),
            ("batas", "1/2/2027"),
        ];
        let refused = health.operator.post(&format!("{path}/bagian"), &late).await;
        assert!(
            refused.words().contains("Paling lambat"),
            "{}",
            refused.words()
        );
        let fields = [
            ("unit", clinic_id.as_str()),
            ("unit", hospital_id.as_str()),
            ("indikator", asked.as_str()),
            ("batas", "15/1/2027"),
        ];
        let made = health
            .operator
            .post(&format!("{path}/bagian"), &fields)
            .await;
        assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.words());

        let mut clinic_head = world
            .person("99.99", clinic, Role::Head, "Kapus Uji")
            .await
            .client;
        let question = format!(
            "select id from filling where region = '99.99' and unit_id = {}",
            literal(&world, clinic)
        );
        let part = format!("/99.99/isian/{}", world.id(&question).await);
        let grid = clinic_head.get(&part).await.words();
        assert!(grid.contains("1.b.3") && !grid.contains("1.b.4"), "{grid}");
        let fields = [("angka-A", "900"), ("angka-B", "1000")];
        let kept = row(&mut clinic_head, &part, mothers, &fields).await;
        assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.words());
        taken(&mut clinic_head, &part, "kirim", "").await;

        // one is missing: named, and the sum is provisional
        let parts = health.operator.get(&format!("{path}/bagian")).await.words();
        assert!(parts.contains("2 unit, 1 belum mengirim"), "{parts}");
        let summed = health
            .operator
            .post(&format!("{path}/bagian/jumlahkan"), &[])
            .await;
        assert_eq!(summed.status, StatusCode::SEE_OTHER, "{}", summed.words());
        let one = health
            .operator
            .get(&format!("{path}/ikk/{mothers}"))
            .await
            .words();
        assert!(one.contains("(900 ÷ 1.000) × 100 = 90,00 %"), "{one}");
        assert!(one.contains("Jumlah dari 1 dari 2 unit"), "{one}");
        let provisional =
            "select count(*) from figure f where f.region = '99.99' and f.provisional = ";
        let yes = match world.engine {
            Engine::Sqlite => "1",
            Engine::Postgres => "true",
        };
        assert_eq!(world.number(&format!("{provisional}{yes}")).await, 2);

        // the unit above takes the part; nobody else does, and a whole filling is no part
        let mut stranger = world.sign_in("kadis.dlh").await;
        let refused = stranger.post(&format!("{part}/bagian/terima"), &[]).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        taken(&mut health.operator, &part, "bagian/terima", "").await;
        taken(&mut health.head, &path, "kirim", "").await;
        let own = health
            .head
            .post(&format!("{path}/bagian/terima"), &[])
            .await;
        assert_eq!(
            own.status,
            StatusCode::NOT_FOUND,
            "no unit accepts its own filling"
        );
        world.check().await;
    }
);

both!(a_cell_given_twice_at_once_keeps_both_revisions, |world| {
    let mut tapem = world.sign_in("tapem").await;
    open_round(&mut tapem).await;
    let births = indicator(&world, "1.b.4").await;
    let unit = world.unit("dinkes").await;
    let give = |letter: &str, amount: &str| CellInput {
        indicator: births,
        letter: letter.into(),
        entry: Entry {
            state: figures::State::Known,
            amount: Some(amount.into()),
            ..Entry::empty()
        },
        version: None,
    };
    let inputs = vec![give("A", "100"), give("B", "200"), give("A", "110")];
    let kept = world
        .app
        .db()
        .maintain(&world.contoh(), "system.load", move |tx| {
            Box::pin(async move {
                let changed = values::store::keep(tx, unit, &inputs, "Pengisian").await?;
                let told = serde_json::json!({ "Berubah": changed.len() });
                tx.record(platform::Ref::new(values::store::INDICATOR, births), &told)
                    .await?;
                Ok(changed.len())
            })
        })
        .await
        .expect("kept");
    assert_eq!(kept.value, 3);
    let of_births = format!(
        "from figure f join figure_revision r on r.region = f.region and r.figure_id = f.id \
         where f.region = '99.99' and f.indicator_id = {} and f.letter = 'A'",
        literal(&world, births)
    );
    let revisions = format!("select string_agg(r.amount, ' ' order by r.number) {of_births}");
    assert_eq!(world.text(&revisions).await, "100 110");
    let now = format!("select f.amount {of_births} and f.version = r.number");
    assert_eq!(world.text(&now).await, "110", "the last one stands");
});
