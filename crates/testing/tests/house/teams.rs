//! Assignments by letter, teams across units, institutions outside.

use axum::http::StatusCode;
use government::{
    follow_up,
    team::{self, find_team, lead_unit},
};
use platform::{Uuid, date};
use testing::{both, stage};

use crate::steps::{add_point, hand_over, hold_meeting};

both!(
    one_letter_assigns_several_persons_with_and_without_account,
    |world| {
        let mut admin = world.sign_in("admin").await;
        let unit = world.unit("bag-tapem").await.to_string();
        let mut fields = vec![
            ("jenis", "surat_tugas"),
            ("nomor", "800.1.11.1/9/2026 tanggal 2 November 2026"),
            ("tugas", "notulis"),
            ("tentang", "Rapat Koordinasi"),
            ("unit", unit.as_str()),
            ("mulai", "2026-11-02"),
            ("sampai", "2026-12-31"),
            (
                "orang",
                "operator.dlh\n2. Sri Wahyuni, S.IP.; 19900314 202299 2 001\n3. Joko, A.Md.",
            ),
        ];
        let path = "/99.99/pengaturan/penugasan";
        let refused = admin.post(path, &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let words = refused.words();
        assert!(
            words.contains("baris 2") && words.contains("baris 3"),
            "{words}"
        );
        let before = world.number("select count(*) from assignment_letter").await;
        assert_eq!(before, 0, "nothing half is kept");
        fields.push(("tanpa_akun", "1"));
        let given = admin.post(path, &fields).await;
        assert_eq!(given.status, StatusCode::SEE_OTHER, "{}", given.words());
        let page = admin.get(path).await.words();
        for word in [
            "Notulis Rapat Koordinasi",
            "Sri Wahyuni, S.IP.",
            "Joko, A.Md.",
            "2 November 2026 sampai 31 Desember 2026",
        ] {
            assert!(page.contains(word), "{word}: {page}");
        }
        // the operator may act as recorder at once, until the letter ends
        let mut operator = world.sign_in("operator.dlh").await;
        let choices = operator.get("/99.99/bertindak-sebagai").await.words();
        assert!(choices.contains("Notulis Rapat Koordinasi"), "{choices}");
        let id = world
            .id("select id from assignment_letter where region = '99.99'")
            .await;
        let ended = admin
            .post(&format!("{path}/{id}/akhiri"), &[("sampai", "2026-11-20")])
            .await;
        assert_eq!(ended.status, StatusCode::SEE_OTHER, "{}", ended.words());
        let choices = operator.get("/99.99/bertindak-sebagai").await.words();
        assert!(!choices.contains("Notulis Rapat"), "{choices}");
        world.check().await;
    }
);

both!(a_team_leads_through_the_unit_of_its_chair, |world| {
    let mut organiser = world.sign_in("notulis").await;
    let made = organiser
        .post(
            "/99.99/pengaturan/tim",
            &[("nama", "Pokja Sungai Bersih"), ("dasar", "SK 100/7/2026")],
        )
        .await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.words());
    let path = made.location().split('?').next().unwrap().to_owned();
    let page = organiser.get(&path).await.words();
    assert!(page.contains("belum mempunyai ketua"), "{page}");
    organiser
        .post(
            "/99.99/pengaturan/lembaga",
            &[("nama", "Kepolisian Resor Contoh"), ("singkatan", "Polres")],
        )
        .await;
    for (who, outside, role) in [
        ("kadis.dlh", "", "ketua"),
        ("camat.utara", "", "sekretaris"),
        ("AKP Contoh", "Kepolisian Resor Contoh", "anggota"),
    ] {
        let fields = [("orang", who), ("lembaga", outside), ("sebagai", role)];
        let joined = organiser.post(&format!("{path}/anggota"), &fields).await;
        assert_eq!(joined.status, StatusCode::SEE_OTHER, "{}", joined.words());
    }
    let second = [("orang", "kadis.dinkes"), ("sebagai", "ketua")];
    let refused = organiser.post(&format!("{path}/anggota"), &second).await;
    assert_eq!(
        refused.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "one chair"
    );
    let page = organiser.get(&path).await.words();
    for word in [
        "Dinas Lingkungan Hidup",
        "AKP Contoh",
        "Kepolisian Resor Contoh",
    ] {
        assert!(page.contains(word), "{word}: {page}");
    }

    // a follow-up of the team is owed by the unit of its chair and names the team
    let dlh = world.unit("dlh").await;
    let subjects = world.subjects("99.99", dlh).await;
    let id = Uuid::parse_str(path.rsplit('/').next().unwrap()).unwrap();
    let point = Uuid::parse_str(&subjects["point"]).unwrap();
    let region = world.contoh();
    let written = world
        .app
        .db()
        .maintain(&region, "system.load", move |tx| {
            Box::pin(async move {
                let it = find_team(tx.conn(), tx.region(), id)
                    .await?
                    .expect("the team");
                let today = date::parse("2026-11-21").expect("a date");
                let unit = lead_unit(tx.conn(), tx.region(), &it, today).await?;
                let new = stage::new_follow_up(point, unit);
                let follow_up = follow_up::open(tx, new).await?;
                team::assign(tx, follow_up, &it).await?;
                Ok((unit, follow_up))
            })
        })
        .await
        .unwrap();
    assert_eq!(written.value.0, dlh);
    let follow_up = written.value.1;
    let page = organiser
        .get(&format!("/99.99/tindak-lanjut/{follow_up}"))
        .await;
    let named = "Pokja Sungai Bersih (melalui Dinas Lingkungan Hidup)";
    assert!(page.words().contains(named), "{}", page.words());
    world.check().await;
});

both!(institutions_are_a_list_one_maintains, |world| {
    let mut organiser = world.sign_in("notulis").await;
    let path = "/99.99/pengaturan/lembaga";
    let fields = [("nama", "Badan Pertanahan Contoh"), ("singkatan", "BPN")];
    assert_eq!(
        organiser.post(path, &fields).await.status,
        StatusCode::SEE_OTHER
    );
    let again = organiser.post(path, &fields).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.words().contains("sudah ada di daftar"));
    let id = world
        .id("select id from institution where region = '99.99' and name like '%Pertanahan Contoh'")
        .await;
    let form = organiser.get(&format!("{path}/{id}/ubah")).await;
    let version = form.field("versi");
    let ended = [
        ("nama", "Badan Pertanahan Contoh"),
        ("sampai", "2026-11-20"),
        ("versi", version.as_str()),
    ];
    let changed = organiser.post(&format!("{path}/{id}/ubah"), &ended).await;
    assert_eq!(changed.status, StatusCode::SEE_OTHER, "{}", changed.words());
    let stale = organiser.post(&format!("{path}/{id}/ubah"), &ended).await;
    assert_eq!(
        stale.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "older version"
    );
    let page = organiser.get(path).await.words();
    assert!(page.contains("Sampai 20 November 2026"), "{page}");
    world.check().await;
});

both!(a_team_is_chosen_when_a_point_is_handed_over, |world| {
    let mut organiser = world.sign_in("notulis").await;
    let fields = [("nama", "Pokja Sungai Bersih"), ("dasar", "SK 100/7/2026")];
    let made = organiser.post("/99.99/pengaturan/tim", &fields).await;
    let path = made.location().split('?').next().unwrap().to_owned();
    let choice = format!("tim:{}", path.rsplit('/').next().unwrap());
    let meeting = hold_meeting(&world, &mut organiser, "Rakor").await;
    let point = add_point(&world, &mut organiser, &meeting, "Sungai harus bersih.").await;
    let form = format!("/99.99/butir/{point}/tindak-lanjut");
    let shown = organiser.get(&form).await;
    assert!(
        shown.body.contains(&format!("value=\"{choice}\"")),
        "{}",
        shown.words()
    );

    // a team without a chair owes through nobody
    let fields = [
        ("tugas", "Menyusun rencana aksi"),
        ("jenis", "wajib"),
        ("pj", choice.as_str()),
    ];
    let refused = organiser.post(&form, &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.words().contains("belum mempunyai ketua"),
        "{}",
        refused.words()
    );
    let chair = [("orang", "kadis.dlh"), ("sebagai", "ketua")];
    organiser.post(&format!("{path}/anggota"), &chair).await;
    let works = hand_over(&world, &mut organiser, &point, &choice, &[], &[]).await;
    assert_eq!(works.len(), 1);
    let page = organiser
        .get(&format!("/99.99/tindak-lanjut/{}", works[0]))
        .await
        .words();
    assert!(page.contains("Pokja Sungai Bersih"), "{page}");
    assert!(page.contains("Dinas Lingkungan Hidup"), "{page}");
    world.check().await;
});
