//! One step on many follow-ups: shown before, taken in one transaction on what was seen.

use axum::http::StatusCode;
use government::Role;
use testing::{Answer, Client, World, both};

use crate::steps::{add_point, hand_over, hold_meeting, latest_report, report};

/// A follow-up of every kecamatan, agreed, with its lead; the organiser's client.
async fn of_districts(world: &World) -> Vec<String> {
    let mut tapem = world.sign_in("tapem").await;
    let mut asisten = world.sign_in("asisten1").await;
    let meeting = hold_meeting(world, &mut tapem, "Rakor").await;
    let point = add_point(world, &mut tapem, &meeting, "Bersihkan sungai.").await;
    let terms = [
        ("target", "5"),
        ("satuan", "kelurahan"),
        ("batas", "31/12/2026"),
        ("kunci", "1"),
    ];
    hand_over(
        world,
        &mut asisten,
        &point,
        "kelompok:semua-kecamatan",
        &[],
        &terms,
    )
    .await
}

/// Lets the head of its lead report each.
async fn report_all(world: &World, ids: &[String]) {
    for (n, id) in ids.iter().enumerate() {
        let uuid = platform::Uuid::parse_str(id).unwrap();
        let lead = world
            .id(&format!(
                "select lead_unit_id from follow_up where region = '99.99' and id = {}",
                world.literal(uuid)
            ))
            .await;
        let name = format!("Camat Uji {n}");
        let mut head = world.person("99.99", lead, Role::Head, &name).await.client;
        let sent = report(&mut head, id, "5", "Selesai", true).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.words());
    }
}

/// The preview of a step on these follow-ups.
async fn preview(client: &mut Client, step: &str, ids: &[String]) -> Answer {
    let picks: String = ids.iter().map(|id| format!("&pilih={id}")).collect();
    let path = format!("/99.99/tindak-lanjut/sekaligus?langkah={step}{picks}");
    client.get(&path).await
}

/// The picked rows of a preview, with their versions.
fn picked(page: &Answer) -> Vec<String> {
    page.body
        .split("name=\"pilih\" value=\"")
        .skip(1)
        .filter_map(|part| part.split('"').next())
        .map(str::to_owned)
        .collect()
}

async fn take(client: &mut Client, step: &str, picks: &[String], more: &[(&str, &str)]) -> Answer {
    let mut fields: Vec<(&str, &str)> = picks.iter().map(|pick| ("pilih", pick.as_str())).collect();
    fields.extend_from_slice(more);
    let path = format!("/99.99/tindak-lanjut/sekaligus/{step}");
    client.post(&path, &fields).await
}

async fn count(world: &World, state: i16) -> i64 {
    world
        .number(&format!(
            "select count(*) from obligation where region = '99.99' and kind = 'follow_up' \
             and state = {state}"
        ))
        .await
}

both!(all_are_approved_but_the_one_somebody_returned, |world| {
    let ids = of_districts(&world).await;
    assert_eq!(ids.len(), 5);
    report_all(&world, &ids).await;
    let mut verifier = world.sign_in("verifikator").await;
    let list = verifier.get("/99.99/perlu-ditindaklanjuti").await;
    assert!(list.words().contains("Setujui Semua Tanpa Catatan"));
    assert_eq!(
        picked(&list).len(),
        5,
        "each can be picked on the work list"
    );

    let seen = preview(&mut verifier, "setujui", &ids).await;
    let words = seen.words();
    assert!(words.contains("Akan disetujui 5"), "{words}");
    assert!(words.contains("Laporan ke-1: 5 dari 5"), "{words}");
    assert!(words.contains("1 data dukung"), "{words}");
    let picks = picked(&seen);
    assert_eq!(count(&world, 1).await, 5, "looking changes nothing");

    // meanwhile somebody returns one
    let mut other = world.sign_in("tapem").await;
    let report = latest_report(&world, &ids[0]).await;
    let returned = other
        .decide(
            &format!("/99.99/tindak-lanjut/{}", ids[0]),
            &format!("/99.99/laporan/{report}/kembalikan"),
            &[("catatan", "Foto belum jelas.")],
        )
        .await;
    assert_eq!(
        returned.status,
        StatusCode::SEE_OTHER,
        "{}",
        returned.words()
    );

    let once = seen.field("sekali");
    let key = [("sekali", once.as_str())];
    let done = take(&mut verifier, "setujui", &picks, &key).await;
    assert_eq!(done.status, StatusCode::OK, "{}", done.words());
    let told = "4 disetujui, 1 tidak: sudah dikembalikan orang lain";
    assert!(done.words().contains(told), "{}", done.words());
    assert_eq!((count(&world, 3).await, count(&world, 2).await), (4, 1));
    let audited = "select count(*) from audit where region = '99.99' and action = 'report.review'";
    assert_eq!(world.number(audited).await, 5, "an audit row for each");

    // sent twice it counts once
    let again = take(&mut verifier, "setujui", &picks, &key).await;
    assert!(again.status == StatusCode::OK || again.status == StatusCode::SEE_OTHER);
    assert_eq!((count(&world, 3).await, count(&world, 2).await), (4, 1));
    world.run_jobs().await;
    world.check().await;
});

both!(four_eyes_hold_for_many_as_for_one, |world| {
    let ids = of_districts(&world).await;
    report_all(&world, &ids[1..]).await;
    // a verifier who sent one of them, as Plt. head of that kecamatan
    let uuid = platform::Uuid::parse_str(&ids[0]).unwrap();
    let lead = world
        .id(&format!(
            "select lead_unit_id from follow_up where region = '99.99' and id = {}",
            world.literal(uuid)
        ))
        .await;
    let mut both = world.person("99.99", lead, Role::Head, "Dua Jabatan").await;
    let sent = report(&mut both.client, &ids[0], "5", "Selesai", true).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
    world
        .tamper("update assignment set role = 'verifier' where title like '%Dua Jabatan'")
        .await;
    let seen = preview(&mut both.client, "setujui", &ids).await;
    let words = seen.words();
    assert!(words.contains("Akan disetujui 4"), "{words}");
    assert!(words.contains("Tidak ikut 1"), "{words}");
    assert!(words.contains("Anda susun atau kirim sendiri"), "{words}");
    // nor by sending the form with the own one in it
    let all = world
        .number("select max(version) from follow_up where region = '99.99'")
        .await;
    let mut picks = picked(&seen);
    picks.push(format!("{}:{all}", ids[0]));
    let done = take(&mut both.client, "setujui", &picks, &[]).await;
    assert!(
        done.words().contains("4 disetujui, 1 tidak"),
        "{}",
        done.words()
    );
    assert!(
        done.words().contains("susun atau kirim sendiri"),
        "{}",
        done.words()
    );
    assert_eq!((count(&world, 3).await, count(&world, 1).await), (4, 1));
    world.check().await;
});

both!(many_are_returned_with_one_note, |world| {
    let ids = of_districts(&world).await;
    report_all(&world, &ids).await;
    let mut verifier = world.sign_in("verifikator").await;
    let seen = preview(&mut verifier, "kembalikan", &ids).await;
    let picks = picked(&seen);
    let empty = take(&mut verifier, "kembalikan", &picks[..3], &[]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.body.contains("catatan-error"));
    assert_eq!(picked(&empty).len(), 3, "what was picked is still picked");
    let note = [("catatan", "Lampirkan foto sesudahnya.")];
    let done = take(&mut verifier, "kembalikan", &picks[..3], &note).await;
    assert!(done.words().contains("3 dikembalikan"), "{}", done.words());
    assert_eq!((count(&world, 2).await, count(&world, 1).await), (3, 2));
    let noted = "select count(*) from review_action where region = '99.99' \
                 and note = 'Lampirkan foto sesudahnya.'";
    assert_eq!(world.number(noted).await, 3);
    // who may not review neither sees the form nor gets through
    let mut kadis = world.sign_in("kadis.dlh").await;
    let words = preview(&mut kadis, "kembalikan", &ids).await.words();
    assert!(words.contains("tidak berwenang"), "{words}");
    let refused = take(&mut kadis, "kembalikan", &picks, &note).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    world.check().await;
});

both!(
    late_units_are_reminded_once_a_day_with_a_text_each,
    |world| {
        let ids = of_districts(&world).await;
        world.clock.advance(60 * 24 * 3600);
        let mut sekda = world.sign_in("sekda").await;
        let list = sekda.get("/99.99/tindak-lanjut?status=terlambat").await;
        assert_eq!(picked(&list).len(), 5);
        // all of the page, without naming any
        let all = "/99.99/tindak-lanjut/sekaligus?langkah=ingatkan&semua=1&status=terlambat";
        let seen = sekda.get(all).await;
        let words = seen.words();
        assert!(words.contains("Akan diingatkan 5"), "{words}");
        assert!(
            words.contains("Kecamatan Contoh Utara: 1 terlambat"),
            "{words}"
        );
        let picks = picked(&seen);
        let done = take(&mut sekda, "ingatkan", &picks[..4], &[]).await;
        assert!(done.words().contains("4 diingatkan"), "{}", done.words());
        let told = "select count(*) from notice where region = '99.99' \
                and text like 'Pengingat: 1 tindak lanjut%'";
        assert_eq!(world.number(told).await, 4);
        let again = take(&mut sekda, "ingatkan", &picks, &[]).await;
        let words = again.words();
        assert!(
            words.contains("1 diingatkan, 4 tidak: unitnya sudah diingatkan hari ini"),
            "{words}"
        );
        assert_eq!(world.number(told).await, 5);
        assert!(ids.len() == 5);
        world.check().await;
    }
);

both!(an_extension_is_a_recorded_decision_with_a_reason, |world| {
    let ids = of_districts(&world).await;
    let mut asisten = world.sign_in("asisten1").await;
    let seen = preview(&mut asisten, "perpanjang", &ids).await;
    let picks = picked(&seen);
    assert_eq!(picks.len(), 5);
    let without = take(
        &mut asisten,
        "perpanjang",
        &picks,
        &[("batas", "31/1/2027")],
    )
    .await;
    assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(without.body.contains("catatan-error") && without.body.contains("2027"));
    let fields = [("batas", "31/1/2027"), ("catatan", "Banjir awal Desember.")];
    let done = take(&mut asisten, "perpanjang", &picks[..2], &fields).await;
    assert!(done.words().contains("2 diperpanjang"), "{}", done.words());
    let moved =
        "select count(*) from obligation where region = '99.99' and due_date = '2027-01-31'";
    assert_eq!(world.number(moved).await, 2, "some, and the others stay");
    let kept = "select count(*) from follow_up_terms where region = '99.99' and state = 2";
    assert_eq!(
        world.number(kept).await,
        7,
        "both dates stay in the history"
    );
    let id = picks[0].split(':').next().unwrap();
    let page = asisten
        .get(&format!("/99.99/tindak-lanjut/{id}"))
        .await
        .words();
    assert!(page.contains("Minggu, 31 Januari 2027"), "{page}");
    assert!(page.contains("alasan: Banjir awal Desember."), "{page}");
    // an earlier date is no extension
    let again = preview(&mut asisten, "perpanjang", &ids).await;
    let earlier = [("batas", "15/12/2026"), ("catatan", "Maju.")];
    let none = take(&mut asisten, "perpanjang", &picked(&again), &earlier).await;
    assert!(
        none.words().contains("0 diperpanjang, 5 tidak"),
        "{}",
        none.words()
    );
    // the lead does not put off its own date
    let mut camat = world.sign_in("camat.utara").await;
    let refused = take(&mut camat, "perpanjang", &picks, &fields).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    world.run_jobs().await;
    world.check().await;
});
