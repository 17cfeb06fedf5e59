//! *Mode Rapat*: the screen of the meeting, and what is noted on it.

use axum::http::StatusCode;
use testing::{Client, World, both};

use crate::steps::{add_point, agree_terms, hand_over, hold_meeting, led_to};

/// A follow-up of DLH, agreed in the meeting before, and the meeting after it.
async fn prepared(world: &World, tapem: &mut Client) -> (String, String) {
    let meeting = hold_meeting(world, tapem, "Rakor November").await;
    let point = add_point(world, tapem, &meeting, "Sungai bersih.").await;
    let follow_up = hand_over(world, tapem, &point, "dlh", &[], &[])
        .await
        .remove(0);
    let mut kadis = world.sign_in("kadis.dlh").await;
    let mut sekda = world.sign_in("sekda").await;
    agree_terms(&mut kadis, &mut sekda, &follow_up).await;
    let next = tapem
        .post(&format!("/99.99/rapat/{meeting}/berikutnya"), &[])
        .await;
    (follow_up, led_to(next.location()))
}

/// Notes what is said, as the screen's form does.
async fn say(
    who: &mut Client,
    screen: &str,
    follow_up: &str,
    fields: &[(&str, &str)],
) -> testing::client::Answer {
    let page = who.get(screen).await.body;
    let form = page
        .split("<form class=\"live-form\"")
        .find(|form| form.contains(&format!("name=\"tindak_lanjut\" value=\"{follow_up}\"")));
    let form = form.expect("a form");
    let value = |name: &str| {
        let rest = form.split(&format!("name=\"{name}\" value=\"")).nth(1);
        rest.and_then(|rest| rest.split('"').next())
            .unwrap_or_default()
            .to_owned()
    };
    let (version, once) = (value("versi"), value("sekali"));
    let mut all = vec![
        ("tindak_lanjut", follow_up),
        ("versi", version.as_str()),
        ("sekali", once.as_str()),
    ];
    all.extend_from_slice(fields);
    who.post(screen.split('?').next().unwrap(), &all).await
}

both!(
    the_screen_opens_with_last_meetings_items_and_goes_unit_by_unit,
    |world| {
        let mut tapem = world.sign_in("tapem").await;
        let (follow_up, next) = prepared(&world, &mut tapem).await;
        let dinkes = world.unit("dinkes").await.to_string();
        let issue = [
            ("unit", dinkes.as_str()),
            ("jenis", "tantangan"),
            ("isi", "Kasus DBD naik."),
        ];
        tapem.post("/99.99/permasalahan", &issue).await;
        let screen = format!("/99.99/rapat/{next}/layar");

        let first = tapem.get(&screen).await;
        assert!(first.words().contains("Evaluasi Tindak Lanjut Rakor Lalu"));
        assert!(first.body.contains(&follow_up));
        assert!(!first.words().contains("Kasus DBD naik."));
        // the units with something open, in their order, and no other
        let (dinkes, dlh) = ("1. Dinas Kesehatan", "2. Dinas Lingkungan Hidup");
        for unit in [dinkes, dlh] {
            assert!(first.words().contains(unit), "{}", first.words());
        }
        let of_dinkes = tapem.get(&format!("{screen}?langkah=1")).await;
        assert!(of_dinkes.words().contains("Kasus DBD naik."));
        assert!(!of_dinkes.body.contains(&follow_up));
        let of_dlh = tapem.get(&format!("{screen}?langkah=2")).await;
        assert!(of_dlh.body.contains(&follow_up));

        // the mayor looks, and notes nothing
        let mut mayor = world.sign_in("walikota").await;
        let page = mayor.get(&screen).await;
        assert!(page.body.contains(&follow_up) && !page.body.contains("live-form"));
        let fields = [("tindak_lanjut", follow_up.as_str()), ("lapor", "selesai")];
        let refused = mayor.post(&screen, &fields).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        world.check().await;
    }
);

both!(one_click_notes_what_is_said_and_moves_nothing, |world| {
    let mut tapem = world.sign_in("tapem").await;
    let (follow_up, next) = prepared(&world, &mut tapem).await;
    let screen = format!("/99.99/rapat/{next}/layar");
    let noted = say(&mut tapem, &screen, &follow_up, &[("lapor", "selesai")]).await;
    assert_eq!(noted.status, StatusCode::SEE_OTHER, "{}", noted.words());
    let page = tapem.get(&screen).await.words();
    assert!(page.contains("Lapor lisan: Selesai"), "{page}");
    assert!(page.contains("1 sudah dilaporkan lisan"), "{page}");

    // said is not verified: it is still owed, and the unit is asked for its report
    let mut kadis = world.sign_in("kadis.dlh").await;
    let detail = kadis
        .get(&format!("/99.99/tindak-lanjut/{follow_up}"))
        .await;
    assert!(detail.words().contains("Lapor lisan: Selesai"));
    assert!(detail.words().contains("Belum ditindaklanjuti"));
    let told = kadis.get("/99.99/pemberitahuan").await.words();
    assert!(told.contains("Disebut selesai dalam rapat"), "{told}");

    // the minutes are half written
    let minutes = tapem
        .get(&format!("/99.99/rapat/{next}/notula"))
        .await
        .words();
    assert!(minutes.contains("Evaluasi tindak lanjut rapat lalu"));
    assert!(minutes.contains("Menyusun rencana aksi kebersihan"));

    let pdf = tapem.get(&format!("/99.99/rapat/{next}/notula.pdf")).await;
    assert_eq!(pdf.status, StatusCode::OK);
    let paper = serde_json::to_string(&world.proofs.last()).unwrap();
    assert!(paper.contains("Evaluasi tindak lanjut rapat lalu"));
    assert!(paper.contains("\"Selesai\""), "{paper}");

    // nothing said, nothing noted
    let silent = say(
        &mut tapem,
        &screen,
        &follow_up,
        &[("keterangan", "Lahan siap.")],
    )
    .await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(silent.body.contains("Lahan siap."), "what was typed stays");
    world.check().await;
});

both!(
    a_new_date_is_a_decision_of_who_may_decide_and_else_a_proposal,
    |world| {
        let mut tapem = world.sign_in("tapem").await;
        let (follow_up, next) = prepared(&world, &mut tapem).await;
        let screen = format!("/99.99/rapat/{next}/layar");
        let path = format!("/99.99/tindak-lanjut/{follow_up}");
        let later = [("lapor", "terkendala"), ("tanggal", "2027-03-31")];

        // the section notes it: proposed, the date stands as it was
        let noted = say(&mut tapem, &screen, &follow_up, &later).await;
        assert_eq!(noted.status, StatusCode::SEE_OTHER, "{}", noted.words());
        let mut sekda = world.sign_in("sekda").await;
        let page = sekda.get(&path).await.words();
        assert!(
            page.contains("Usulan target menunggu keputusan Anda"),
            "{page}"
        );
        let minutes = tapem
            .get(&format!("/99.99/rapat/{next}/notula"))
            .await
            .words();
        assert!(minutes.contains("Terkendala 31 Maret 2027"), "{minutes}");

        // the secretary notes it: decided, with the meeting as its reason
        let earlier = [("lapor", "proses"), ("tanggal", "2020-01-01")];
        let refused = say(&mut sekda, &screen, &follow_up, &earlier).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let decided = say(&mut sekda, &screen, &follow_up, &later).await;
        assert_eq!(decided.status, StatusCode::SEE_OTHER, "{}", decided.words());
        let page = sekda.get(&path).await.words();
        assert!(page.contains("31 Maret 2027"), "{page}");
        assert!(page.contains("Disepakati dalam"), "{page}");

        // on a follow-up that changed meanwhile nothing is noted
        let stale = [
            ("tindak_lanjut", follow_up.as_str()),
            ("versi", "1"),
            ("lapor", "proses"),
            ("tanggal", "2027-06-30"),
        ];
        let before = "select count(*) from oral_report where region = '99.99'";
        let count = world.number(before).await;
        let refused = sekda.post(&screen, &stale).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(world.number(before).await, count);
        world.check().await;
    }
);
