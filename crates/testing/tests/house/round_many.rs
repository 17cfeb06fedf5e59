//! One step on many fillings of a round: shown before, taken in one transaction on what was seen.

use axum::http::StatusCode;
use government::Role;
use platform::Uuid;
use testing::{Answer, Client, World, both};

use crate::rounds::{health, open_round, taken};

/// The fillings of the round with their units, in order.
async fn owed(world: &World, count: usize) -> Vec<(Uuid, Uuid)> {
    let mut found = Vec::new();
    for at in 0..count {
        let of = |column: &str| {
            format!(
                "select f.{column} from filling f join unit u on u.region = f.region \
                 and u.id = f.unit_id where f.region = '99.99' order by u.number, f.id \
                 limit 1 offset {at}"
            )
        };
        found.push((world.id(&of("id")).await, world.id(&of("unit_id")).await));
    }
    found
}

/// Lets the heads of these units send what they owe.
async fn send_all(world: &World, owed: &[(Uuid, Uuid)]) {
    for (at, (filling, unit)) in owed.iter().enumerate() {
        let name = format!("Kepala Uji {at}");
        let mut head = world.person("99.99", *unit, Role::Head, &name).await.client;
        taken(&mut head, &format!("/99.99/isian/{filling}"), "kirim", "").await;
    }
}

/// The preview of a step on these fillings.
async fn preview(client: &mut Client, round: &str, word: &str, ids: &[(Uuid, Uuid)]) -> Answer {
    let picks: String = ids.iter().map(|(id, _)| format!("&pilih={id}")).collect();
    client
        .get(&format!("{round}/sekaligus?langkah={word}{picks}"))
        .await
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

async fn take(
    client: &mut Client,
    round: &str,
    word: &str,
    picks: &[String],
    more: &[(&str, &str)],
) -> Answer {
    let mut fields: Vec<(&str, &str)> = picks.iter().map(|pick| ("pilih", pick.as_str())).collect();
    fields.extend_from_slice(more);
    client
        .post(&format!("{round}/sekaligus/{word}"), &fields)
        .await
}

/// Fillings at a station in a state.
async fn at(world: &World, station: i16, state: i16) -> i64 {
    world
        .number(&format!(
            "select count(*) from filling where region = '99.99' and station = {station} \
             and state = {state}"
        ))
        .await
}

const SUBMITTED: i16 = 2;
const RETURNED: i16 = 3;

both!(
    s4_13_the_desk_passes_many_on_but_the_one_somebody_returned,
    |world| {
        let mut tapem = world.sign_in("tapem").await;
        let round = open_round(&mut tapem).await;
        let owed = owed(&world, 4).await;
        send_all(&world, &owed).await;
        let board = tapem.get(&round).await;
        assert!(board.words().contains("Setujui Semua Tanpa Catatan"));
        assert!(picked(&board).len() >= 4, "each can be picked on the board");

        // everything the step fits, without naming any
        let seen = tapem
            .get(&format!("{round}/sekaligus?langkah=terima&semua=1"))
            .await;
        let words = seen.words();
        assert!(words.contains("Akan disetujui 4"), "{words}");
        let picks = picked(&seen);
        assert_eq!(at(&world, 0, SUBMITTED).await, 4, "looking changes nothing");

        // meanwhile a colleague returns one
        let first = picks[0].split(':').next().unwrap().to_owned();
        let mut other = world
            .person(
                "99.99",
                world.unit("inspektorat").await,
                Role::Organiser,
                "Rekan",
            )
            .await
            .client;
        let path = format!("/99.99/isian/{first}");
        taken(&mut other, &path, "desk/kembalikan", "Lengkapi bukti.").await;
        let once = seen.field("sekali");
        let key = [("sekali", once.as_str())];
        let done = take(&mut tapem, &round, "terima", &picks, &key).await;
        assert_eq!(done.status, StatusCode::OK, "{}", done.words());
        let told = "3 disetujui, 1 tidak: sudah dikembalikan orang lain";
        assert!(done.words().contains(told), "{}", done.words());
        assert_eq!(at(&world, 1, SUBMITTED).await, 3, "they wait for APIP");
        assert_eq!(at(&world, 0, RETURNED).await, 1);

        // the board shows those of one station by themselves
        let board = tapem.get(&format!("{round}?saring=apip")).await;
        assert_eq!(picked(&board).len(), 3, "those with APIP");
        assert!(board.words().contains("Direviu APIP 3"));
        let none = tapem.get(&format!("{round}?saring=apa")).await;
        assert!(picked(&none).len() > 3, "a word nobody knows hides none");

        // sent twice it counts once, and what waits for the auditor is not the desk's to finish
        let again = take(&mut tapem, &round, "terima", &picks, &key).await;
        assert!(again.status == StatusCode::OK || again.status == StatusCode::SEE_OTHER);
        let version = "select max(version) from filling where region = '99.99' and station = 1";
        let version = world.number(version).await;
        let forged: Vec<String> = owed
            .iter()
            .map(|(id, _)| format!("{id}:{version}"))
            .collect();
        let refused = take(&mut tapem, &round, "terima", &forged, &[]).await;
        assert!(
            refused.words().contains("tidak sedang menunggu desk"),
            "{}",
            refused.words()
        );
        assert_eq!(at(&world, 1, SUBMITTED).await, 3);
        world.run_jobs().await;
        world.check().await;
    }
);

both!(the_desk_finishes_no_review_and_four_eyes_hold, |world| {
    let mut tapem = world.sign_in("tapem").await;
    let round = open_round(&mut tapem).await;
    let mut health = health(&world).await;
    let path = health.path.clone();
    taken(&mut health.head, &path, "kirim", "").await;
    taken(&mut tapem, &path, "desk/terima", "").await;
    for word in ["desk/terima", "desk/kembalikan"] {
        let version = world
            .number("select max(version) from filling where region = '99.99' and station = 1")
            .await
            .to_string();
        let fields = [
            ("versi", version.as_str()),
            ("catatan", "Saya putuskan saja."),
        ];
        let refused = tapem.post(&format!("{path}/{word}"), &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{word}");
        assert!(
            refused.words().contains("Direviu APIP"),
            "{}",
            refused.words()
        );
    }
    assert_eq!(at(&world, 1, SUBMITTED).await, 1, "it still waits for APIP");

    // who sent one as head and acts for the compiling section now
    let owed = owed(&world, 3).await;
    let dinkes = world.unit("dinkes").await;
    let (own, unit) = *owed.iter().find(|(_, unit)| *unit != dinkes).unwrap();
    let mut two = world.person("99.99", unit, Role::Head, "Dua Jabatan").await;
    taken(&mut two.client, &format!("/99.99/isian/{own}"), "kirim", "").await;
    world
        .tamper("update assignment set role = 'organiser' where title like '%Dua Jabatan'")
        .await;
    let seen = preview(&mut two.client, &round, "terima", &[(own, unit)]).await;
    let words = seen.words();
    assert!(words.contains("Tidak ikut 1"), "{words}");
    assert!(words.contains("Anda kirim sendiri"), "{words}");
    let forged = [format!("{own}:2")];
    let refused = take(&mut two.client, &round, "terima", &forged, &[]).await;
    let words = refused.words();
    assert!(words.contains("0 disetujui, 1 tidak"), "{words}");
    assert_eq!(at(&world, 0, SUBMITTED).await, 1);

    // the unit itself does none of it
    let refused = take(&mut health.head, &round, "terima", &forged, &[]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    world.check().await;
});

both!(many_fillings_are_returned_with_one_note, |world| {
    let mut tapem = world.sign_in("tapem").await;
    let round = open_round(&mut tapem).await;
    let owed = owed(&world, 3).await;
    send_all(&world, &owed).await;
    let seen = preview(&mut tapem, &round, "kembalikan", &owed).await;
    let picks = picked(&seen);
    let empty = take(&mut tapem, &round, "kembalikan", &picks[..2], &[]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.body.contains("catatan-error"));
    assert_eq!(picked(&empty).len(), 2, "what was picked is still picked");
    let note = [("catatan", "Lampirkan data dukung.")];
    let done = take(&mut tapem, &round, "kembalikan", &picks[..2], &note).await;
    assert!(done.words().contains("2 dikembalikan"), "{}", done.words());
    assert_eq!(at(&world, 0, RETURNED).await, 2);
    assert_eq!(at(&world, 0, SUBMITTED).await, 1);
    let noted = "select count(*) from review_action where region = '99.99' \
                 and note = 'Lampirkan data dukung.'";
    assert_eq!(world.number(noted).await, 2);
    let none = take(&mut tapem, &round, "kembalikan", &[], &note).await;
    assert!(none.words().contains("Pilih paling sedikit satu isian"));
    assert!(
        none.body.contains("Lampirkan data dukung."),
        "it stays typed"
    );
    assert!(
        !none.body.contains("checked"),
        "and nothing is picked for anybody"
    );
    world.check().await;
});

both!(late_units_of_a_round_are_reminded_once_a_day, |world| {
    let mut tapem = world.sign_in("tapem").await;
    let round = open_round(&mut tapem).await;
    let early = format!("{round}/sekaligus?langkah=ingatkan&semua=1");
    let words = tapem.get(&early).await.words();
    assert!(words.contains("Tidak ada yang dapat diingatkan"), "{words}");
    world.clock.advance(80 * 24 * 3600);
    let mut sekda = world.sign_in("sekda").await;
    let seen = sekda.get(&early).await;
    let words = seen.words();
    assert!(words.contains("Pengingat LPPD Tahun 2025"), "{words}");
    assert!(words.contains("terlambat"), "{words}");
    let picks = picked(&seen);
    assert!(picks.len() > 3);
    let done = take(&mut sekda, &round, "ingatkan", &picks[..2], &[]).await;
    assert!(done.words().contains("2 diingatkan"), "{}", done.words());
    let told = "select count(*) from notice where region = '99.99' \
                and text like 'Pengingat: LPPD Tahun 2025 belum dikirim%'";
    assert_eq!(world.number(told).await, 2);
    let again = take(&mut sekda, &round, "ingatkan", &picks[..3], &[]).await;
    let words = again.words();
    assert!(
        words.contains("1 diingatkan, 2 tidak: unitnya sudah diingatkan hari ini"),
        "{words}"
    );
    assert_eq!(world.number(told).await, 3);
    world.check().await;
});

both!(dates_of_many_are_put_off_with_a_reason, |world| {
    let mut tapem = world.sign_in("tapem").await;
    let round = open_round(&mut tapem).await;
    let owed = owed(&world, 3).await;
    let seen = preview(&mut tapem, &round, "perpanjang", &owed).await;
    let picks = picked(&seen);
    assert_eq!(picks.len(), 3);
    let wrong = [
        ([("batas", "28/2/2027"), ("catatan", "")], "catatan-error"),
        ([("batas", "1/1/2020"), ("catatan", "x")], "sudah lewat"),
        ([("batas", "besok"), ("catatan", "x")], "17/5/2022"),
        ([("batas", ""), ("catatan", "x")], "Wajib diisi"),
    ];
    for (fields, told) in wrong {
        let refused = take(&mut tapem, &round, "perpanjang", &picks, &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains(told), "{told}: {}", refused.words());
    }
    let fields = [
        ("batas", "28/2/2027"),
        ("catatan", "SI-LPPD tidak dapat dibuka."),
    ];
    let done = take(&mut tapem, &round, "perpanjang", &picks[..2], &fields).await;
    assert!(done.words().contains("2 diperpanjang"), "{}", done.words());
    let moved = "select count(*) from obligation where region = '99.99' \
                 and kind = 'data_round' and due_date = '2027-02-28'";
    assert_eq!(world.number(moved).await, 2, "some, and the others stay");
    let first = picks[0].split(':').next().unwrap();
    let grid = tapem.get(&format!("/99.99/isian/{first}")).await.words();
    assert!(grid.contains("Minggu, 28 Februari 2027"), "{grid}");
    assert!(grid.contains("SI-LPPD tidak dapat dibuka."), "{grid}");
    let history = tapem.get(&format!("/99.99/isian/{first}/riwayat")).await;
    let words = history.words();
    assert!(
        words.contains("2027-01-31") && words.contains("2027-02-28"),
        "{words}"
    );
    let board = tapem.get(&round).await.words();
    assert!(
        board.contains("Batas waktu Minggu, 28 Februari 2027"),
        "{board}"
    );

    // an earlier date is no extension, and units do not put off their own
    let again = preview(&mut tapem, &round, "perpanjang", &owed[..2]).await;
    let earlier = [("batas", "15/2/2027"), ("catatan", "Maju.")];
    let none = take(&mut tapem, &round, "perpanjang", &picked(&again), &earlier).await;
    assert!(
        none.words()
            .contains("0 diperpanjang, 2 tidak: batas waktunya sudah"),
        "{}",
        none.words()
    );
    let mut health = health(&world).await;
    let refused = take(&mut health.head, &round, "perpanjang", &picks, &fields).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    world.run_jobs().await;
    world.check().await;
});
