//! *Bahan Rakor*: collected from units, confirmed, released, and frozen from then on.

use axum::http::StatusCode;
use platform::Uuid;
use testing::{Client, World, both, press};

use crate::steps::{add_point, agree_terms, hand_over, hold_meeting};

/// A meeting without material, in Kota Contoh.
async fn meeting(client: &mut Client) -> String {
    let fields = [
        ("judul", "Rakor Bulanan Maret"),
        ("jenis", "rakor"),
        ("tanggal", "7/12/2026"),
        ("peran", "memimpin"),
    ];
    let made = client.post("/99.99/rapat", &fields).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.words());
    made.location().to_owned()
}

/// Asks three agencies for their material.
async fn collect(world: &World, client: &mut Client, meeting: &str) {
    let path = format!("{meeting}/bahan/kumpulkan");
    let form = client.get(&path).await;
    // the working day before Monday 7 December 2026
    assert!(form.body.contains("value=\"2026-12-04\""), "{}", form.body);
    let mut fields = vec![("batas", "4/12/2026".to_owned()), ("jam", "16.00".into())];
    for unit in ["dlh", "dinkes", "pupr"] {
        fields.push(("unit", world.unit(unit).await.to_string()));
    }
    let fields: Vec<(&str, &str)> = fields.iter().map(|(k, v)| (*k, v.as_str())).collect();
    let opened = client.post(&path, &fields).await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.words());
}

/// Path of a unit's row.
async fn row(world: &World, unit: &str) -> String {
    let unit: Uuid = world.unit(unit).await;
    let unit = world.literal(unit);
    let id = world
        .id(&format!(
            "select r.id from briefing_row r join meeting m on m.region = r.region \
             and m.id = r.meeting_id where r.region = '99.99' and r.unit_id = {unit} \
             and m.title = 'Rakor Bulanan Maret'"
        ))
        .await;
    format!("/99.99/bahan/{id}")
}

async fn confirm(client: &mut Client, row: &str) -> testing::client::Answer {
    client.decide(row, &format!("{row}/konfirmasi"), &[]).await
}

both!(
    s3_2_units_file_before_the_meeting_and_who_has_not_is_named,
    |world| {
        let mut tapem = world.sign_in("tapem").await;
        let meeting = meeting(&mut tapem).await;
        collect(&world, &mut tapem, &meeting).await;

        // each unit has it in its work list, with its date and what to do
        let mut operator = world.sign_in("operator.dlh").await;
        let list = operator.get("/99.99/perlu-ditindaklanjuti").await;
        let row = row(&world, "dlh").await;
        assert!(list.words().contains("Bahan untuk Rakor Bulanan Maret"));
        assert!(
            list.words()
                .contains("Jumat, 4 Desember 2026, pukul 16.00 WIB")
        );
        assert!(list.words().contains("Isi Bahan"), "{}", list.words());
        assert!(list.body.contains(&format!("href=\"{row}\"")));

        // the operator fills in, the head confirms
        let filled = operator
            .decide(
                &row,
                &row,
                &[
                    ("hasil", "Tiga depo selesai ditata."),
                    ("tautan", "https://contoh.example/foto"),
                    ("keuangan", "45,5"),
                    ("fisik", "0"),
                ],
            )
            .await;
        assert_eq!(filled.status, StatusCode::SEE_OTHER, "{}", filled.words());
        let refused = confirm(&mut operator, &row).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        let mut kadis = world.sign_in("kadis.dlh").await;
        let confirmed = confirm(&mut kadis, &row).await;
        assert_eq!(
            confirmed.status,
            StatusCode::SEE_OTHER,
            "{}",
            confirmed.words()
        );
        let list = operator.get("/99.99/perlu-ditindaklanjuti").await.words();
        assert!(!list.contains("Rakor Bulanan Maret"), "{list}");

        // who has not filed is named on the page of those who prepare, and nobody else sees it
        let page = tapem.get(&format!("{meeting}/bahan")).await.words();
        assert!(
            page.contains("Belum mengonfirmasi bahan 2 dari 3 unit"),
            "{page}"
        );
        assert!(
            page.contains("Dinas Kesehatan; Dinas Pekerjaan Umum"),
            "{page}"
        );
        for text in ["Tiga depo selesai ditata.", "45,5 %", "0 %", "Belum diisi"] {
            assert!(page.contains(text), "{text}: {page}");
        }
        let other = world
            .sign_in("kadis.dinkes")
            .await
            .get(&format!("{meeting}/bahan"))
            .await;
        assert!(!other.words().contains("Tiga depo"), "{}", other.words());
        assert!(other.words().contains("Bahan Dinas Kesehatan ditunggu"));

        // a change after the confirmation asks for it again
        let changed = operator
            .decide(&row, &row, &[("hasil", "Empat depo.")])
            .await;
        assert_eq!(changed.status, StatusCode::SEE_OTHER);
        let page = tapem.get(&format!("{meeting}/bahan")).await.words();
        assert!(page.contains("3 dari 3 unit"), "{page}");
        world.check().await;
    }
);

both!(s0_5_the_briefing_is_frozen_when_it_is_released, |world| {
    let mut tapem = world.sign_in("tapem").await;
    let meeting = meeting(&mut tapem).await;
    collect(&world, &mut tapem, &meeting).await;
    let row = row(&world, "dlh").await;
    let dlh = world.unit("dlh").await.to_string();
    let mut kadis = world.sign_in("kadis.dlh").await;
    let issue = [
        ("unit", dlh.as_str()),
        ("jenis", "hambatan"),
        ("isi", "Armada pengangkut kurang."),
        ("langkah", "Sewa dua truk."),
    ];
    kadis.post("/99.99/permasalahan", &issue).await;
    kadis.decide(&row, &row, &[("hasil", "Depo ditata.")]).await;
    assert_eq!(
        confirm(&mut kadis, &row).await.status,
        StatusCode::SEE_OTHER
    );

    // as a paper it says nothing before the release
    let form = [("jenis", "bahan-rakor")];
    let paper = tapem.post(&format!("{meeting}/naskah"), &form).await;
    assert_eq!(paper.status, StatusCode::SEE_OTHER, "{}", paper.words());
    let print = format!("{}/cetak.pdf", paper.location());
    tapem.get(&print).await;
    assert!(press::rows(&world.proofs.last()).is_empty());

    // released by the secretary, not by the section
    let bahan = format!("{meeting}/bahan");
    let release = format!("{bahan}/rilis");
    assert_eq!(tapem.get(&release).await.status, StatusCode::FORBIDDEN);
    let mut sekda = world.sign_in("sekda").await;
    let shown = sekda.get(&release).await.words();
    assert!(
        shown.contains("Belum dikonfirmasi 2 dari 3 unit"),
        "{shown}"
    );
    let released = sekda.decide(&release, &release, &[]).await;
    assert_eq!(
        released.status,
        StatusCode::SEE_OTHER,
        "{}",
        released.words()
    );
    let twice = sekda.post(&release, &[("versi", "1")]).await;
    assert_eq!(
        twice.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "released once"
    );

    // everybody reads it: city and units, problems and steps, as of an instant
    let mut mayor = world.sign_in("walikota").await;
    let before = mayor.get(&bahan).await.words();
    for text in [
        "Keadaan per",
        "Armada pengangkut kurang.",
        "Sewa dua truk.",
        "Depo ditata.",
        "Belum mengonfirmasi bahan 2 dari 3 unit",
    ] {
        assert!(before.contains(text), "{text}: {before}");
    }

    // the world goes on, the material does not
    let more = [
        ("unit", dlh.as_str()),
        ("jenis", "tantangan"),
        ("isi", "Musim hujan."),
    ];
    kadis.post("/99.99/permasalahan", &more).await;
    world.subjects("99.99", world.unit("dlh").await).await;
    assert_eq!(mayor.get(&bahan).await.words(), before);
    tapem.get(&print).await;
    let set = world.proofs.last();
    assert!(set.format.width > set.format.height, "on its side");
    let words = press::rows(&set).concat().join(" ");
    for text in [
        "Armada pengangkut kurang.",
        "Sewa dua truk.",
        "Depo ditata.",
    ] {
        assert!(words.contains(text), "{text}: {words}");
    }
    assert!(!words.contains("Musim hujan."), "{words}");
    let late = kadis.post(&row, &[("hasil", "Lain"), ("versi", "3")]).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(late.words().contains("sudah dirilis"), "{}", late.words());

    // opened again for a reason, released again; the first release stays readable
    let open = format!("{bahan}/buka");
    let empty = sekda.decide(&release, &open, &[("alasan", " ")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let opened = sekda
        .decide(&release, &open, &[("alasan", "Angka DLH salah.")])
        .await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.words());
    world.check().await;
    let again = sekda.decide(&release, &release, &[]).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER, "{}", again.words());
    assert!(mayor.get(&bahan).await.words().contains("Musim hujan."));
    let first = mayor.get(&format!("{bahan}?rilis=1")).await.words();
    assert!(first.contains("Armada pengangkut") && !first.contains("Musim hujan."));
    let none = mayor.get(&format!("{bahan}?rilis=9")).await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);
    let history = mayor.get(&format!("{meeting}/riwayat")).await.words();
    assert!(history.contains("Angka DLH salah."), "{history}");
    world.check().await;
});

both!(
    s4_11_a_pasted_table_gives_budget_and_progress_per_unit,
    |world| {
        let mut tapem = world.sign_in("tapem").await;
        let meeting = meeting(&mut tapem).await;
        collect(&world, &mut tapem, &meeting).await;
        let path = format!("{meeting}/bahan/anggaran");
        let good = "No\tOPD\tPagu\tKeuangan %\tFisik %\r\n\
            1\tDinas Lingkungan Hidup\tRp 12.500.000.000,50\t45,5\t50\r\n\
            2\tDinas Kesehatan\t8.250.000.000\t0\t-\r\nJumlah\t20\t1\t1";

        // nothing is kept before every row is right
        let bad = format!("{good}\r\n3\tDinas Antah Berantah\t1\t1\t1\r\n4\tPUPR\tbanyak\t1\t1");
        let refused = tapem.post(&path, &[("tabel", &bad)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            refused.words().contains("Baris 6, Pagu"),
            "{}",
            refused.words()
        );
        let unknown = format!("{good}\r\n3\tDinas Antah Berantah\t1\t1\t1");
        let refused = tapem.post(&path, &[("tabel", &unknown)]).await;
        assert!(
            refused
                .words()
                .contains("bukan nama atau singkatan unit di daerah ini")
        );
        // a unit of the region that was not asked is told apart from one nobody knows
        let unasked = format!("{good}\r\n3\tSatuan Polisi Pamong Praja\t1\t1\t1");
        let refused = tapem.post(&path, &[("tabel", &unasked)]).await;
        assert!(
            refused
                .words()
                .contains("tidak ada di antara unit yang diminta")
        );
        assert!(
            refused.body.contains("8.250.000.000"),
            "what was typed stays"
        );
        let kept = "select count(*) from briefing_row where region = '99.99' and ceiling > 0";
        assert_eq!(world.number(kept).await, 0);

        let saved = tapem.post(&path, &[("tabel", good)]).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.words());
        let page = tapem.get(&format!("{meeting}/bahan")).await.words();
        for text in [
            "Rp 12.500.000.000,50 45,5 % 50 %",
            "Rp 8.250.000.000 0 % Belum diisi",
        ] {
            assert!(page.contains(text), "{text}: {page}");
        }

        // a table that changes what a unit confirmed asks it again, the same one does not
        let row = row(&world, "dinkes").await;
        let mut kadis = world.sign_in("kadis.dinkes").await;
        assert_eq!(
            confirm(&mut kadis, &row).await.status,
            StatusCode::SEE_OTHER
        );
        tapem.post(&path, &[("tabel", good)]).await;
        assert!(kadis.get(&row).await.words().contains("Dikonfirmasi"));
        let other = good.replace("8.250.000.000\t0", "8.250.000.000\t12,5");
        tapem.post(&path, &[("tabel", &other)]).await;
        assert!(kadis.get(&row).await.words().contains("Belum dikonfirmasi"));
        world.check().await;
    }
);

both!(material_that_leaves_something_out_says_so, |world| {
    let mut tapem = world.sign_in("tapem").await;
    let meeting = meeting(&mut tapem).await;
    collect(&world, &mut tapem, &meeting).await;
    let unit = world.unit("dlh").await;
    let bahan = format!("{meeting}/bahan");
    let raised = world
        .app
        .db()
        .maintain(&world.contoh(), "system.load", move |tx| {
            Box::pin(async move {
                let input = testing::stage::issue_input(unit);
                for _ in 0..999 {
                    directives::store::add_issue(tx, unit, None, &input).await?;
                }
                Ok(())
            })
        })
        .await;
    raised.unwrap();
    let says = "lebih banyak daripada yang dimuat di sini";
    let screen = format!("{meeting}/layar");
    let known = "select count(*) from issue where region = '99.99' and solved_at is null";
    let whole = world.number(known).await == 999;
    assert!(whole && !tapem.get(&bahan).await.words().contains(says));
    let dlh = unit.to_string();
    for text in ["Keseribu.", "Keseribu satu."] {
        let fields = [("unit", dlh.as_str()), ("jenis", "hambatan"), ("isi", text)];
        tapem.post("/99.99/permasalahan", &fields).await;
    }
    for page in [&bahan, &screen] {
        let shown = tapem.get(page).await.words();
        assert!(shown.contains(says), "{page}");
    }
});

both!(
    what_was_reported_up_and_high_risks_are_in_the_released_material,
    |world| {
        let mut tapem = world.sign_in("tapem").await;
        let held = hold_meeting(&world, &mut tapem, "Rakor").await;
        let point = add_point(&world, &mut tapem, &held, "Bersihkan kota.").await;
        let id = hand_over(&world, &mut tapem, &point, "dlh", &[], &[])
            .await
            .remove(0);
        let mut kadis = world.sign_in("kadis.dlh").await;
        let mut asisten = world.sign_in("asisten1").await;
        agree_terms(&mut kadis, &mut asisten, &id).await;
        let work = format!("/99.99/tindak-lanjut/{id}");
        let up = [
            ("status", "sekda"),
            ("catatan", "Lahan depo belum dibebaskan."),
        ];
        let sent = kadis.decide(&work, &format!("{work}/laporkan"), &up).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.words());
        let risk = [
            ("risiko", "Warga menolak lokasi."),
            ("kemungkinan", "2"),
            ("dampak", "3"),
            ("penanganan", "Musyawarah kelurahan."),
        ];
        let path = format!("{work}/risiko");
        let set = kadis.decide(&path, &path, &risk).await;
        assert_eq!(set.status, StatusCode::SEE_OTHER, "{}", set.words());

        let meeting = meeting(&mut tapem).await;
        collect(&world, &mut tapem, &meeting).await;
        let bahan = format!("{meeting}/bahan");
        let mut mayor = world.sign_in("walikota").await;
        assert!(!mayor.get(&bahan).await.words().contains("Warga menolak"));
        let release = format!("{bahan}/rilis");
        let mut sekda = world.sign_in("sekda").await;
        let released = sekda.decide(&release, &release, &[]).await;
        assert_eq!(released.status, StatusCode::SEE_OTHER);

        // the mayor sees it in the released briefing, and it stays as it was released
        let withdrawn = kadis.decide(&path, &path, &[]).await;
        assert_eq!(
            withdrawn.status,
            StatusCode::SEE_OTHER,
            "{}",
            withdrawn.words()
        );
        let page = mayor.get(&bahan).await.words();
        let form = [("jenis", "bahan-rakor")];
        let paper = tapem.post(&format!("{meeting}/naskah"), &form).await;
        tapem.get(&format!("{}/cetak.pdf", paper.location())).await;
        let paper = press::rows(&world.proofs.last()).concat().join(" ");
        for text in [
            "Menyusun rencana aksi kebersihan",
            "Sekretaris Daerah",
            "Lahan depo belum dibebaskan.",
            "Warga menolak lokasi.",
            "Kemungkinan sedang, dampak tinggi",
            "Musyawarah kelurahan.",
        ] {
            assert!(page.contains(text), "{text}: {page}");
            assert!(paper.contains(text), "{text}: {paper}");
        }
        world.check().await;
    }
);
