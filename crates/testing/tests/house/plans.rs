//! *Rencana Aksi*: missions, plans, steps with owners, and what they become once they are agreed.

use axum::http::StatusCode;
use government::Role;
use testing::{Client, World, both};

use crate::{books, steps::led_to};

/// A mission of 2022-2027, entered by the secretariat; its id.
pub async fn mission(world: &World, tapem: &mut Client, number: &str) -> String {
    let fields = [
        ("awal", "2022"),
        ("akhir", "2027"),
        ("nomor", number),
        ("isi", "Mewujudkan lingkungan kota yang bersih dan sehat"),
    ];
    let made = tapem.post("/99.99/rencana-aksi/misi", &fields).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.words());
    world
        .id(&format!(
            "select id from mission where region = '99.99' and number = {number}"
        ))
        .await
        .to_string()
}

/// A plan of the unit of who begins it; its id.
pub async fn begin(who: &mut Client, title: &str, more: &[(&str, &str)]) -> String {
    let form = who.get("/99.99/rencana-aksi/baru").await;
    let (unit, once) = (picked(&form.body, "unit"), form.field("sekali"));
    let (from, until) = (form.field("mulai"), form.field("selesai"));
    let mut fields = vec![
        ("unit", unit.as_str()),
        ("judul", title),
        ("tujuan", "Membuang sampah pada tempatnya menjadi kebiasaan"),
        ("mulai", &from),
        ("selesai", &until),
        ("sekali", &once),
    ];
    fields.extend_from_slice(more);
    let made = who.post("/99.99/rencana-aksi", &fields).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.words());
    led_to(made.location())
}

/// The value picked in a select.
fn picked(body: &str, name: &str) -> String {
    let select = body.split(&format!("name=\"{name}\"")).nth(1).unwrap();
    let select = select.split("</select>").next().unwrap();
    let chosen = select.split("<option").find(|it| it.contains(" selected"));
    let chosen = chosen.or_else(|| select.split("<option").nth(1)).unwrap();
    let value = chosen.split("value=\"").nth(1).unwrap();
    value.split('"').next().unwrap().to_owned()
}

/// Adds a step owned by `owner` (`unit:...`, `wilayah:...`, `tim:...`, `lembaga:...`).
pub async fn step(who: &mut Client, plan: &str, task: &str, owner: &str, areas: &[&str]) {
    let path = format!("/99.99/rencana-aksi/{plan}/langkah");
    let form = who.get(&path).await;
    assert_eq!(form.status, StatusCode::OK);
    let (version, once) = (form.field("versi"), form.field("sekali"));
    let mut fields = vec![
        ("tugas", task),
        ("pelaksana", owner),
        ("target", "4"),
        ("satuan", "kali"),
        ("batas", "31/12/2026"),
        ("versi", &version),
        ("sekali", &once),
    ];
    fields.extend(areas.iter().map(|code| ("wilayah", *code)));
    let made = who.post(&path, &fields).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.words());
}

/// Takes a step of review on the version the page shows.
pub async fn review(who: &mut Client, plan: &str, step: &str, note: &str) -> testing::Answer {
    let page = format!("/99.99/rencana-aksi/{plan}");
    let path = format!("{page}/{step}");
    who.decide(&page, &path, &[("catatan", note)]).await
}

both!(
    s0_19_a_plan_without_mission_link_and_tupoksi_cannot_be_submitted,
    |world| {
        let mut tapem = world.sign_in("tapem").await;
        let mut kadis = world.sign_in("kadis.dlh").await;
        let mission = mission(&world, &mut tapem, "1").await;

        // SKPD without a plan are listed by name
        let list = kadis.get("/99.99/rencana-aksi").await.words();
        assert!(list.contains("Belum mengirim rencana aksi"), "{list}");
        for name in [
            "Dinas Kesehatan",
            "Dinas Lingkungan Hidup",
            "Kecamatan Contoh Utara",
        ] {
            assert!(
                list.contains(&format!("{name} Belum ada rencana")),
                "{name}: {list}"
            );
        }
        assert!(
            !list.contains("Kelurahan Padma Rimba Belum ada rencana"),
            "a kelurahan is no SKPD"
        );

        let plan = begin(&mut kadis, "Rencana Aksi LISA", &[]).await;
        let page = format!("/99.99/rencana-aksi/{plan}");
        let unit = world.unit("dlh").await;
        step(
            &mut kadis,
            &plan,
            "Menyusun jadwal",
            &format!("unit:{unit}"),
            &[],
        )
        .await;
        let words = kadis.get(&page).await.words();
        assert!(words.contains("Rencana belum dapat dikirim"), "{words}");
        let refused = review(&mut kadis, &plan, "ajukan", "").await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let text = refused.words();
        assert!(text.contains("Pilih misi yang didukung"), "{text}");
        assert!(text.contains("Tulis tugas dan fungsi (tupoksi)"), "{text}");
        let list = kadis.get("/99.99/rencana-aksi").await.words();
        assert!(list.contains("Dinas Lingkungan Hidup Masih draf"), "{list}");

        // with only one of the two it still cannot
        let edit = format!("{page}/ubah");
        let unit_text = unit.to_string();
        let mut fields = vec![
            ("unit", unit_text.as_str()),
            ("judul", "Rencana Aksi LISA"),
            ("tujuan", "Kebersihan menjadi budaya"),
            ("mulai", "2026-01-01"),
            ("selesai", "2026-12-31"),
            ("misi", mission.as_str()),
        ];
        let changed = kadis.decide(&edit, &edit, &fields).await;
        assert_eq!(changed.status, StatusCode::SEE_OTHER, "{}", changed.words());
        let refused = review(&mut kadis, &plan, "ajukan", "").await.words();
        assert!(
            refused.contains("tupoksi") && !refused.contains("Pilih misi"),
            "{refused}"
        );
        fields.push((
            "tupoksi",
            "Pengelolaan persampahan (Perwal tugas dan fungsi DLH)",
        ));
        let changed = kadis.decide(&edit, &edit, &fields).await;
        assert_eq!(changed.status, StatusCode::SEE_OTHER, "{}", changed.words());
        let sent = review(&mut kadis, &plan, "ajukan", "").await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.words());

        let list = kadis.get("/99.99/rencana-aksi").await.words();
        assert!(
            !list.contains("Dinas Lingkungan Hidup Masih draf"),
            "{list}"
        );
        assert!(list.contains("Dinas Kesehatan Belum ada rencana"), "{list}");
        assert!(
            list.contains("Misi 1 (2022-2027): Mewujudkan lingkungan"),
            "{list}"
        );
        assert!(list.contains("Menunggu persetujuan"), "{list}");
        let book = books::rows(&kadis.get("/99.99/rencana-aksi.xlsx").await);
        assert!(book.iter().any(|row| row[2] == "Rencana Aksi LISA"));
        assert!(
            book.iter()
                .any(|row| row[1] == "Dinas Kesehatan" && row[2] == "Belum ada rencana")
        );
        world.check().await;
    }
);

both!(a_plan_goes_through_the_one_review, |world| {
    let mut tapem = world.sign_in("tapem").await;
    let mut kadis = world.sign_in("kadis.dlh").await;
    let mut asisten = world.sign_in("asisten1").await;
    let mission = mission(&world, &mut tapem, "1").await;
    let more = [
        ("misi", mission.as_str()),
        ("tupoksi", "Pengelolaan persampahan"),
    ];
    let plan = begin(&mut kadis, "Rencana Aksi LISA", &more).await;
    let page = format!("/99.99/rencana-aksi/{plan}");
    let work = kadis.get("/99.99/perlu-ditindaklanjuti").await.words();
    assert!(
        work.contains("Rencana Aksi LISA"),
        "owed from the day it is begun: {work}"
    );
    let unit = world.unit("dlh").await;
    step(
        &mut kadis,
        &plan,
        "Menyusun jadwal",
        &format!("unit:{unit}"),
        &[],
    )
    .await;
    assert_eq!(
        review(&mut kadis, &plan, "ajukan", "").await.status,
        StatusCode::SEE_OTHER
    );

    // what was sent cannot be changed, and the unit does not agree to its own plan
    let edit = format!("{page}/ubah");
    let fields = [
        ("judul", "Lain"),
        ("tujuan", "Lain"),
        ("mulai", "2026-01-01"),
        ("selesai", "2026-12-31"),
    ];
    let late = kadis.decide(&edit, &edit, &fields).await;
    assert_eq!(
        late.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "{}",
        late.words()
    );
    assert!(late.words().contains("sudah dikirim"), "{}", late.words());
    assert_eq!(
        review(&mut kadis, &plan, "sepakati", "").await.status,
        StatusCode::FORBIDDEN
    );

    // sent back with words, answered, agreed
    let empty = review(&mut asisten, &plan, "kembalikan", " ").await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let back = review(&mut asisten, &plan, "kembalikan", "Tambahkan kelurahan.").await;
    assert_eq!(back.status, StatusCode::SEE_OTHER, "{}", back.words());
    let shown = kadis.get(&page).await.words();
    assert!(
        shown.contains("Dikembalikan") && shown.contains("Tambahkan kelurahan."),
        "{shown}"
    );
    let first = review(&mut kadis, &plan, "ajukan", "").await;
    assert_eq!(first.status, StatusCode::SEE_OTHER, "{}", first.words());
    let stale = asisten
        .post(&format!("{page}/sepakati"), &[("versi", "1")])
        .await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    let agreed = review(&mut asisten, &plan, "sepakati", "").await;
    assert_eq!(agreed.status, StatusCode::SEE_OTHER, "{}", agreed.words());
    let log = kadis.get(&page).await.words();
    for step in [
        "Dikirim",
        "Dikembalikan untuk perbaikan",
        "Dikirim ulang",
        "Disepakati",
    ] {
        assert!(log.contains(step), "{step}: {log}");
    }
    assert_eq!(
        world
            .number("select count(*) from review_action where region = '99.99'")
            .await,
        4
    );

    // opened again with a reason: a further step becomes one more follow-up, the first stays one
    let open = review(&mut asisten, &plan, "buka-kembali", "Menambah langkah.").await;
    assert_eq!(open.status, StatusCode::SEE_OTHER, "{}", open.words());
    step(
        &mut kadis,
        &plan,
        "Menyiapkan tong sampah",
        &format!("unit:{unit}"),
        &[],
    )
    .await;
    assert_eq!(
        review(&mut kadis, &plan, "ajukan", "").await.status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(
        review(&mut asisten, &plan, "sepakati", "").await.status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(
        world
            .number("select count(*) from follow_up where region = '99.99'")
            .await,
        2
    );
    world.check().await;
});

both!(
    s0_27_a_lisa_plan_has_steps_of_areas_and_of_external_stakeholders,
    |world| {
        let mut tapem = world.sign_in("tapem").await;
        let mut kadis = world.sign_in("kadis.dlh").await;
        let mut asisten = world.sign_in("asisten1").await;
        let mission = mission(&world, &mut tapem, "1").await;
        let institution = world
            .id("select id from institution where region = '99.99' order by name limit 1")
            .await;
        let more = [
            ("misi", mission.as_str()),
            ("tupoksi", "Pengelolaan persampahan"),
        ];
        let plan = begin(&mut kadis, "Rencana Aksi LISA", &more).await;
        let dlh = world.unit("dlh").await;
        for (task, owner) in [
            ("Menyediakan pengangkutan", format!("unit:{dlh}")),
            ("Gotong royong Jumat", "wilayah:99.99.01.1001".to_owned()),
            ("Gotong royong Sabtu", "wilayah:99.99.01".to_owned()),
            ("Lomba kebersihan sekolah", format!("lembaga:{institution}")),
        ] {
            step(&mut kadis, &plan, task, &owner, &["99.99.01.1001"]).await;
        }
        assert_eq!(
            review(&mut kadis, &plan, "ajukan", "").await.status,
            StatusCode::SEE_OTHER
        );
        assert_eq!(
            review(&mut asisten, &plan, "sepakati", "").await.status,
            StatusCode::SEE_OTHER
        );

        // the unit, the kelurahan and the kecamatan owe theirs, agreed at once; the institution
        // takes part and owes nothing
        for (key, task) in [
            ("dlh", "Menyediakan pengangkutan"),
            ("kel-padma-rimba", "Gotong royong Jumat"),
            ("kec-utara", "Gotong royong Sabtu"),
        ] {
            let unit = world.unit(key).await;
            let mut head = world
                .person("99.99", unit, Role::Head, &format!("Kepala {key}"))
                .await;
            let list = head
                .client
                .get("/99.99/perlu-ditindaklanjuti")
                .await
                .words();
            assert!(list.contains(task), "{key}: {list}");
            assert!(
                list.contains("Rencana Aksi: Rencana Aksi LISA"),
                "{key}: {list}"
            );
        }
        assert_eq!(
            world
                .number("select count(*) from follow_up where region = '99.99' and terms = 2")
                .await,
            3
        );
        let page = kadis
            .get(&format!("/99.99/rencana-aksi/{plan}"))
            .await
            .words();
        assert!(page.contains("melalui Kelurahan Padma Rimba"), "{page}");
        // S0-42: what every involved OPD contributed and which did nothing
        let unit = world.unit("kel-padma-rimba").await;
        let mut padma = world
            .person("99.99", unit, Role::Head, "Lurah")
            .await
            .client;
        let part = [("bagian", format!("rencana:{plan}"))];
        let part: Vec<(&str, &str)> = part.iter().map(|it| (it.0, it.1.as_str())).collect();
        let sent =
            crate::activities::log(&mut padma, "99.99.01.1001", "2026-11-20", &part, &[]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.words());
        let page = kadis
            .get(&format!("/99.99/rencana-aksi/{plan}"))
            .await
            .words();
        for text in [
            "3 unit, 2 belum berkontribusi",
            "Kelurahan Padma Rimba Pelaksana langkah 1 kegiatan",
            "Kecamatan Contoh Utara Pelaksana langkah Belum ada",
            "Dinas Lingkungan Hidup Penyusun rencana Belum ada",
        ] {
            assert!(page.contains(text), "{text}: {page}");
        }
        assert!(page.contains("di luar pemerintah daerah"), "{page}");

        // the list of kelurahan without activity
        let regular = kadis
            .get(&format!("/99.99/kegiatan/keteraturan?rencana={plan}"))
            .await
            .words();
        assert!(regular.contains("Kelurahan tanpa kegiatan 21"), "{regular}");
        world.check().await;
    }
);

both!(a_step_is_changed_and_taken_out_before_it_is_sent, |world| {
    let mut kadis = world.sign_in("kadis.dlh").await;
    let plan = begin(&mut kadis, "Rencana Aksi LISA", &[]).await;
    let dlh = world.unit("dlh").await;
    let bare = kadis
        .post(
            &format!("/99.99/rencana-aksi/{plan}/langkah"),
            &[("tugas", "Tanpa ukuran")],
        )
        .await;
    assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY);
    for field in [
        "pelaksana-error",
        "target-error",
        "satuan-error",
        "batas-error",
    ] {
        assert!(bare.body.contains(field), "{field}");
    }
    assert!(bare.body.contains("Tanpa ukuran"));
    step(
        &mut kadis,
        &plan,
        "Menyusun jadwal",
        &format!("unit:{dlh}"),
        &[],
    )
    .await;
    let id = world
        .id("select id from action_step where region = '99.99'")
        .await;
    let path = format!("/99.99/rencana-aksi/langkah/{id}");
    let owner = format!("unit:{dlh}");
    let fields = [
        ("tugas", "Menyusun jadwal angkut"),
        ("pelaksana", owner.as_str()),
        ("target", "1"),
        ("satuan", "jadwal"),
        ("batas", "30/11/2026"),
    ];
    let changed = kadis.decide(&path, &path, &fields).await;
    assert_eq!(changed.status, StatusCode::SEE_OTHER, "{}", changed.words());
    let stale = kadis
        .post(&path, &[fields.as_slice(), &[("versi", "1")]].concat())
        .await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    let page = kadis
        .get(&format!("/99.99/rencana-aksi/{plan}"))
        .await
        .words();
    assert!(
        page.contains("Menyusun jadwal angkut") && page.contains("1 jadwal"),
        "{page}"
    );
    let gone = kadis.decide(&path, &format!("{path}/hapus"), &[]).await;
    assert_eq!(gone.status, StatusCode::SEE_OTHER, "{}", gone.words());
    let page = kadis
        .get(&format!("/99.99/rencana-aksi/{plan}"))
        .await
        .words();
    assert!(page.contains("Belum ada langkah"), "{page}");
    world.check().await;
});
