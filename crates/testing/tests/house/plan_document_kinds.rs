//! The RKPD that follows each Renja, the Renstra of all years, who may do what to a document, and what becomes of
//! it when its unit is merged.

use axum::http::StatusCode;
use platform::date;
use testing::{both, press};

use crate::{
    books,
    mergers::merge,
    plan_documents::{SET, asked, people, say, tree},
};

both!(the_rkpd_is_the_tree_with_what_each_renja_says, |world| {
    let mut sekda = world.sign_in("sekda").await;
    let tree = tree(&world, &mut sekda).await;
    let renja = asked(&world, &mut sekda, &tree, "renja", &["dlh", "dinkes"]).await;
    let rkpd = asked(&world, &mut sekda, &tree, "rkpd", &["bapperida"]).await;
    // one unit keeps it
    let other = world.unit("dinkes").await.to_string();
    let fields = [
        ("jenis", "rkpd"),
        ("tahun", "2027"),
        ("batas", "31/12/2026"),
        ("unit", other.as_str()),
    ];
    let refused = sekda.post(&format!("{tree}/dokumen"), &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.words().contains("sudah diminta dari unit lain"),
        "{}",
        refused.words()
    );
    let (mut staff, mut head) = people(&world, "dinkes").await;
    let (_, mut planner) = people(&world, "bapperida").await;
    let kept = say(
        &mut staff,
        &renja,
        "1.02.02.2.01.0001",
        &[("1300", "Lebih banyak"), ("", "")],
    )
    .await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.words());

    // a draft is not in it; what was sent is
    let health = world.unit("dinkes").await;
    let part = format!("{rkpd}?unit={health}");
    let seen = planner.get(&part).await.words();
    assert!(
        seen.contains("Ibu yang ikut (orang): 1.250") && !seen.contains("1.300"),
        "{seen}"
    );
    let sent = head.decide(&renja, &format!("{renja}/ajukan"), &[]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.words());
    let seen = planner.get(&part).await.words();
    assert!(seen.contains("Ibu yang ikut (orang): 1.300"), "{seen}");
    assert!(seen.contains("RPJMD: 1.250. Lebih banyak"), "{seen}");
    let seen = planner.get(&rkpd).await.words();
    for words in [
        "Dinas Kesehatan",
        "Dinas Lingkungan Hidup",
        "400.000.000",
        "525.000.000 (1 belum diisi)",
        "2 program",
    ] {
        assert!(seen.contains(words), "{words}: {seen}");
    }
    // sent back, its renja is out of it again
    let back = [("putusan", "kembalikan"), ("catatan", "Periksa lagi")];
    sekda
        .decide(&renja, &format!("{renja}/putuskan"), &back)
        .await;
    let seen = planner.get(&part).await.words();
    assert!(seen.contains("Ibu yang ikut (orang): 1.250"), "{seen}");
    let again = head.decide(&renja, &format!("{renja}/ajukan"), &[]).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER, "{}", again.words());

    let sent = planner.decide(&rkpd, &format!("{rkpd}/ajukan"), &[]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.words());
    let set = sekda.decide(&rkpd, &format!("{rkpd}/putuskan"), &SET).await;
    assert_eq!(set.status, StatusCode::SEE_OTHER, "{}", set.words());
    // a unit of an edition is that edition's
    let old = staff.get(&format!("{rkpd}?versi=1")).await;
    assert!(old.body.contains("?versi=1&#38;unit="), "{}", old.body);
    let seen = staff.get(&format!("{rkpd}?versi=1&unit={health}")).await;
    assert!(seen.words().contains("Ibu yang ikut (orang): 1.300"));
    staff.get(&format!("{rkpd}/dokumen.pdf")).await;
    let paper = world.proofs.last();
    assert_eq!(paper.title[0], "RENCANA KERJA PEMERINTAH DAERAH (RKPD)");
    let rows = press::rows(&paper);
    assert!(
        rows.iter()
            .any(|row| row[2] == "Sampah terkelola" && row[6] == "Dinas Lingkungan Hidup"),
        "{rows:?}"
    );
    // what is set holds until its change is set: one that is only sent is not taken
    let put = format!("{renja}/putuskan");
    let set = sekda.decide(&renja, &put, &SET).await;
    assert_eq!(set.status, StatusCode::SEE_OTHER, "{}", set.words());
    let open = [
        ("putusan", "buka"),
        ("catatan", "APBD berubah"),
        ("batas", "30/12/2026"),
    ];
    sekda.decide(&renja, &put, &open).await;
    let told = [("1400", "Lebih banyak lagi"), ("", "")];
    let kept = say(&mut staff, &renja, "1.02.02.2.01.0001", &told).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.words());
    head.decide(&renja, &format!("{renja}/ajukan"), &[]).await;
    let seen = planner.get(&rkpd).await.words();
    assert!(!seen.contains("1.400"), "{seen}");
    let set = sekda.decide(&renja, &put, &SET).await;
    assert_eq!(set.status, StatusCode::SEE_OTHER, "{}", set.words());
    let seen = planner.get(&rkpd).await.words();
    assert!(
        seen.contains("Yang berubah sejak ditetapkan") && seen.contains("1.400"),
        "{seen}"
    );
    // a row of the rkpd says nothing of its own
    let form = planner.get(&format!("{rkpd}/baris?kode=1.02.02")).await;
    assert_eq!(form.status, StatusCode::NOT_FOUND);

    // the renstra has all years of the term
    let renstra = asked(&world, &mut sekda, &tree, "renstra", &["dinkes"]).await;
    let seen = staff.get(&renstra).await.words();
    for words in [
        "Renstra 2022-2027",
        "2022 50 · 2023 55",
        "2027: 125.000.000",
        "2026: Belum diisi",
    ] {
        assert!(seen.contains(words), "{words}: {seen}");
    }
    staff.get(&format!("{renstra}/dokumen.pdf")).await;
    let paper = world.proofs.last();
    assert_eq!((paper.format.width, paper.format.height), (420, 297));

    let planning = world
        .text("select name from unit where region = '99.99' and key = 'bapperida'")
        .await;
    // who has one and who has not, as a list
    let rows = books::rows(
        &staff
            .get("/99.99/dokumen-rencana/daftar.xlsx?tahun=2027")
            .await,
    );
    let state = |document: &str, unit: &str| {
        rows.iter()
            .find(|row| row[1] == document && row[2] == unit)
            .map(|row| row[3].clone())
    };
    assert_eq!(state("RKPD 2027", &planning).as_deref(), Some("Ditetapkan"));
    assert_eq!(
        state("Renja 2027", "Dinas Kesehatan").as_deref(),
        Some("Perubahan ditetapkan")
    );
    assert_eq!(
        state("Renja 2027", "Dinas Lingkungan Hidup").as_deref(),
        Some("Disusun")
    );
    assert_eq!(
        state("Renstra 2022-2027", "Dinas Lingkungan Hidup").as_deref(),
        Some("Belum diminta")
    );
    world.check().await;
});

both!(who_wrote_a_document_does_not_set_it, |world| {
    let mut sekda = world.sign_in("sekda").await;
    let tree = tree(&world, &mut sekda).await;
    // a request needs units and a day to come, each said beside its field
    let unit = world.unit("setda").await.to_string();
    for (field, fields) in [
        (
            "unit",
            [
                ("jenis", "renja"),
                ("tahun", "2027"),
                ("unit", ""),
                ("batas", "31/12/2026"),
            ],
        ),
        (
            "batas",
            [
                ("jenis", "renja"),
                ("tahun", "2027"),
                ("unit", &unit),
                ("batas", "1/11/2026"),
            ],
        ),
        (
            "batas",
            [
                ("jenis", "renja"),
                ("tahun", "2027"),
                ("unit", &unit),
                ("batas", ""),
            ],
        ),
    ] {
        let refused = sekda.post(&format!("{tree}/dokumen"), &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains(&format!("{field}-error")), "{field}");
    }
    let outside = [
        ("jenis", "renja"),
        ("tahun", "2031"),
        ("unit", &unit),
        ("batas", "31/12/2026"),
    ];
    let refused = sekda.post(&format!("{tree}/dokumen"), &outside).await;
    assert!(
        refused.words().contains("di dalam periode 2022-2027"),
        "{}",
        refused.words()
    );
    // a unit without any part of the tree sends nothing
    let page = asked(&world, &mut sekda, &tree, "renja", &["diskominfo"]).await;
    let (_, mut head) = people(&world, "diskominfo").await;
    let refused = head.decide(&page, &format!("{page}/ajukan"), &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.words().contains("belum ada yang dikirim"),
        "{}",
        refused.words()
    );
    // who names no row is led to the document
    let led = head.get(&format!("{page}/baris")).await;
    assert_eq!(led.status, StatusCode::SEE_OTHER, "{}", led.words());
    // late is a mark and no lock
    let page = asked(&world, &mut sekda, &tree, "renja", &["dinkes"]).await;
    world
        .clock
        .set(date::at(date::parse("2027-01-05").unwrap(), 9 * 60, 7));
    let (_, mut head) = people(&world, "dinkes").await;
    let sent = head.decide(&page, &format!("{page}/ajukan"), &[]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.words());
    let seen = head.get(&page).await.words();
    assert!(seen.contains("Dikirim sesudah batas waktu"), "{seen}");
    let denied = head.decide(&page, &format!("{page}/putuskan"), &SET).await;
    assert_eq!(denied.status, StatusCode::FORBIDDEN);
    world.check().await;
});

both!(
    what_a_merged_unit_wrote_goes_into_the_new_units_document,
    |world| {
        let mut sekda = world.sign_in("sekda").await;
        let tree = tree(&world, &mut sekda).await;
        let (old, new) = (world.unit("dlh").await, world.unit("dinkes").await);
        let theirs = asked(&world, &mut sekda, &tree, "renja", &["dinkes", "dlh"]).await;
        let alone = asked(&world, &mut sekda, &tree, "renstra", &["dlh"]).await;
        let ours = format!(
            "/99.99/dokumen-rencana/{}",
            world
                .id(&format!(
                    "select id from plan_document where kind = 3 and unit_id = {}",
                    world.literal(new)
                ))
                .await
        );
        let (mut staff, _) = people(&world, "dlh").await;
        let kept = say(&mut staff, &theirs, "2.11.03", &[("85", "Armada kurang")]).await;
        assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.words());

        let mut admin = world.sign_in("admin").await;
        let path = format!("/99.99/pengaturan/unit/{old}/gabung");
        let listed = merge(&mut admin, &path, &new.to_string(), "periksa", "").await;
        for words in ["Renja 2027", "Renstra 2022"] {
            assert!(
                listed.words().contains(words),
                "{words}: {}",
                listed.words()
            );
        }
        let seen = listed.field("versi");
        let merged = merge(&mut admin, &path, &new.to_string(), "gabungkan", &seen).await;
        assert_eq!(merged.status, StatusCode::SEE_OTHER, "{}", merged.words());

        // the new unit has one already: the old one is asked for no more, what it said is kept
        let gone = sekda.get(&theirs).await.words();
        assert!(
            gone.contains("Tidak diminta lagi") && gone.contains("memiliki dokumen sendiri"),
            "{gone}"
        );
        let (mut staff, _) = people(&world, "dinkes").await;
        let seen = staff.get(&ours).await.words();
        assert!(
            seen.contains("Sampah terkelola (%): 85") && seen.contains("RPJMD: 88. Armada kurang"),
            "{seen}"
        );
        // what the new unit had none of is its own now
        let seen = staff.get(&alone).await.words();
        assert!(
            seen.contains("Dinas Kesehatan") && seen.contains("Pengelolaan sampah"),
            "{seen}"
        );
        let owed = "select count(*) from obligation where kind = 'plan_document' and state = 0";
        assert_eq!(world.number(owed).await, 2);
        world.check().await;
    }
);
