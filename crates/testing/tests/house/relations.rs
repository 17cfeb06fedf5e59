//! *Hubungan*: budget, agreement, affairs and coordination of units, each from a day to a day.

use axum::http::StatusCode;
use testing::{Answer, Client, World, both};

use crate::{
    mergers::merge,
    steps::{add_point, agree_terms, hand_over, hold_meeting},
};

async fn page(client: &mut Client, world: &World, key: &str) -> String {
    let unit = world.unit(key).await;
    let path = format!("/99.99/pengaturan/unit/{unit}/hubungan");
    let answer = client.get(&path).await;
    assert_eq!(answer.status, StatusCode::OK, "{key}");
    answer.words()
}

async fn change(
    client: &mut Client,
    world: &World,
    (key, kind): (&str, &str),
    to: &str,
    from: &str,
) -> Answer {
    let unit = world.unit(key).await;
    let path = format!("/99.99/pengaturan/unit/{unit}/hubungan");
    let fields = [
        ("hubungan", kind),
        ("ke", to),
        ("mulai", from),
        ("dasar", "Perwal Nomor 7 Tahun 2026"),
    ];
    client.post(&path, &fields).await
}

both!(units_of_every_kind_say_how_they_stand, |world| {
    let mut admin = world.sign_in("admin").await;
    for (key, words) in [
        (
            "rsud",
            &["Di bawah Dinas Kesehatan", "DPA sendiri", "Dinas Kesehatan"][..],
        ),
        (
            "pkm-anggrek",
            &["Di bawah Dinas Kesehatan", "Pemegang anggaran (DPA)"],
        ),
        (
            "bag-tapem",
            &[
                "Di bawah Sekretariat Daerah",
                "Asisten Pemerintahan dan Kesejahteraan Rakyat",
            ],
        ),
        ("kec-utara", &["DPA sendiri", "7.01 Kecamatan", "Wali Kota"]),
        ("kel-padma-rimba", &["Di bawah Kecamatan Contoh Utara"]),
        (
            "dinkes",
            &["1.02 Kesehatan", "Anggarannya dalam DPA unit ini", "RSUD"],
        ),
    ] {
        let shown = page(&mut admin, &world, key).await;
        for word in words {
            assert!(shown.contains(word), "{key}, {word}: {shown}");
        }
    }
    let tree = admin.get("/99.99/pengaturan/unit").await.words();
    assert!(tree.contains("DPA: DINKES · Atasan PK: DINKES"), "{tree}");
    // nothing is invented for a real region
    let none = "select count(*) from unit_relation where region <> '99.99'";
    assert_eq!(world.number(none).await, 0);
    world.check().await;
});

both!(
    a_relation_changes_from_a_day_on_and_the_past_stays,
    |world| {
        let mut admin = world.sign_in("admin").await;
        let rsud = world.unit("rsud").await.to_string();
        let dinkes = world.unit("dinkes").await.to_string();
        let dpa = ("pkm-anggrek", "dpa");
        for (to, from, status) in [
            ("", "2026-12-01", 422),
            (rsud.as_str(), "", 422),
            (rsud.as_str(), "2024-12-31", 422),
            (dinkes.as_str(), "2026-12-01", 422),
            (rsud.as_str(), "2026-12-01", 303),
        ] {
            let answer = change(&mut admin, &world, dpa, to, from).await;
            assert_eq!(
                answer.status.as_u16(),
                status,
                "{to} {from}: {}",
                answer.words()
            );
        }
        let tree = admin.get("/99.99/pengaturan/unit").await.words();
        assert!(!tree.contains("DPA: RSUD"), "not before its day: {tree}");
        world.clock.advance(10 * 24 * 3600);
        let mut admin = world.sign_in("admin").await;
        let tree = admin.get("/99.99/pengaturan/unit").await.words();
        assert!(tree.contains("DPA: RSUD"), "{tree}");
        let shown = page(&mut admin, &world, "pkm-anggrek").await;
        assert!(shown.contains("berakhir 30 November 2026"), "{shown}");
        assert!(shown.contains("Perwal Nomor 7 Tahun 2026"), "{shown}");

        // affairs stand beside each other, and end by themselves
        let affair = ("dinkes", "urusan");
        let twice = change(&mut admin, &world, affair, "1.02", "2026-12-01").await;
        assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
        let more = change(&mut admin, &world, affair, "1.06", "2026-12-01").await;
        assert_eq!(more.status, StatusCode::SEE_OTHER, "{}", more.words());
        let path = format!("/99.99/pengaturan/unit/{dinkes}/hubungan");
        let id = world
            .id(
                "select id from unit_relation where region = '99.99' and affair = '1.06' \
             and from_date = '2026-12-01'",
            )
            .await
            .to_string();
        let ended = admin
            .post(&path, &[("akhiri", &id), ("mulai", "2026-12-01")])
            .await;
        assert_eq!(ended.status, StatusCode::SEE_OTHER, "{}", ended.words());
        let again = admin
            .post(&path, &[("akhiri", &id), ("mulai", "2026-12-01")])
            .await;
        assert_eq!(again.status, StatusCode::CONFLICT, "{}", again.words());
        // who may not change sees, and changes nothing
        let mut head = world.sign_in("kadis.dinkes").await;
        assert_eq!(head.get(&path).await.status, StatusCode::OK);
        let refused = head.post(&path, &[("hubungan", "dpa")]).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        world.check().await;
    }
);

both!(a_unit_moves_in_the_tree_with_all_below_it, |world| {
    let mut admin = world.sign_in("admin").await;
    let tengah = world.unit("kec-tengah").await.to_string();
    let village = ("kel-padma-rimba", "susunan");
    let own = world.unit("kel-padma-rimba").await.to_string();
    for (to, from) in [
        (own.as_str(), "2026-11-01"),
        ("", "2026-11-01"),
        (tengah.as_str(), "2026-12-01"),
    ] {
        let refused = change(&mut admin, &world, village, to, from).await;
        assert_eq!(
            refused.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{to} {from}"
        );
    }
    let moved = change(&mut admin, &world, village, &tengah, "2026-11-01").await;
    assert_eq!(moved.status, StatusCode::SEE_OTHER, "{}", moved.words());
    // with everything below: the kecamatan goes under the secretariat
    let setda = world.unit("setda").await.to_string();
    let moved = change(
        &mut admin,
        &world,
        ("kec-tengah", "susunan"),
        &setda,
        "2026-11-02",
    )
    .await;
    assert_eq!(moved.status, StatusCode::SEE_OTHER, "{}", moved.words());
    let wrong = "select count(*) from unit u left join unit p on p.region = u.region \
        and p.id = u.parent_id where u.region = '99.99' \
        and u.path <> coalesce(p.path, '') || u.number || '.'";
    assert_eq!(world.number(wrong).await, 0, "paths follow the tree");
    let shown = page(&mut admin, &world, "kel-padma-rimba").await;
    for word in [
        "Di bawah Kecamatan Contoh Tengah",
        "Di bawah Kecamatan Contoh Utara",
        "berakhir 31 Oktober 2026",
    ] {
        assert!(shown.contains(word), "{word}: {shown}");
    }
    world.check().await;
});

both!(
    what_is_reported_up_goes_to_the_coordinating_assistant,
    |world| {
        let mut tapem = world.sign_in("tapem").await;
        let meeting = hold_meeting(&world, &mut tapem, "Rakor").await;
        let mut ids = Vec::new();
        for unit in ["dlh", "kel-padma-rimba"] {
            let point = add_point(&world, &mut tapem, &meeting, "Bersihkan kota.").await;
            ids.extend(hand_over(&world, &mut tapem, &point, unit, &[], &[]).await);
        }
        let mut admin = world.sign_in("admin").await;
        let eko = world.unit("asisten-ekbang").await.to_string();
        let moved = change(&mut admin, &world, ("dlh", "asisten"), &eko, "2026-11-21").await;
        assert_eq!(moved.status, StatusCode::SEE_OTHER, "{}", moved.words());
        let mut sekda = world.sign_in("sekda").await;
        for id in &ids {
            let detail = format!("/99.99/tindak-lanjut/{id}");
            let fields = [("status", "asisten"), ("catatan", "Perlu bantuan.")];
            let sent = sekda
                .decide(&detail, &format!("{detail}/laporkan"), &fields)
                .await;
            assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.words());
        }
        world.run_jobs().await;
        let told = |unit: &'static str, follow_up: String| {
            format!(
                "select count(*) from notice n join unit u on u.region = n.region \
             and u.id = n.unit_id where n.text like 'Dilaporkan kepada Anda%' \
             and u.key = '{unit}' and n.path = '/tindak-lanjut/{follow_up}'"
            )
        };
        // a village by the assistant of its kecamatan
        for (unit, index, expected) in [
            ("asisten-ekbang", 0, 1),
            ("asisten-pemerintahan", 0, 0),
            ("asisten-ekbang", 1, 0),
            ("asisten-pemerintahan", 1, 1),
        ] {
            let question = told(unit, ids[index].clone());
            assert_eq!(world.number(&question).await, expected, "{unit} {index}");
        }
        let mut lead = world.sign_in("kadis.dlh").await;
        let mut asisten = world.sign_in("asisten1").await;
        agree_terms(&mut lead, &mut asisten, &ids[0]).await;
        world.check().await;
    }
);

both!(relations_go_with_a_merged_unit, |world| {
    let (old, new) = (world.unit("dinkes").await, world.unit("dlh").await);
    let mut admin = world.sign_in("admin").await;
    let path = format!("/99.99/pengaturan/unit/{old}/gabung");
    let to = new.to_string();
    let listed = merge(&mut admin, &path, &to, "periksa", "").await;
    assert_eq!(listed.status, StatusCode::OK, "{}", listed.words());
    let words = listed.words();
    assert!(
        words.contains("Urusan yang diampu: 1.02 Kesehatan"),
        "{words}"
    );
    let seen = listed.field("versi");
    let merged = merge(&mut admin, &path, &to, "gabungkan", &seen).await;
    assert_eq!(merged.status, StatusCode::SEE_OTHER, "{}", merged.words());
    let open = format!(
        "select count(*) from unit_relation where region = '99.99' and until_date is null \
         and (unit_id = {0} or to_unit_id = {0})",
        world.literal(old)
    );
    assert_eq!(world.number(&open).await, 0);
    let tree = admin.get("/99.99/pengaturan/unit").await.words();
    assert!(tree.contains("Urusan: 1.02, 2.11"), "{tree}");
    let shown = page(&mut admin, &world, "pkm-anggrek").await;
    for word in [
        "Di bawah Dinas Lingkungan Hidup",
        "Di bawah Dinas Kesehatan",
        "Perda Nomor 4 Tahun 2026",
    ] {
        assert!(shown.contains(word), "{word}: {shown}");
    }
    world.check().await;
});
