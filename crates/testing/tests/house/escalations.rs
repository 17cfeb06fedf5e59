//! What is late goes further up: the head, the assistant, the secretary; and by hand.

use axum::http::StatusCode;
use government::{follow_up, notice};
use testing::{World, both};

use crate::steps::{add_point, agree_terms, hand_over, hold_meeting, report};

/// A follow-up of DLH due on 31 December 2026.
async fn agreed(world: &World) -> String {
    let mut tapem = world.sign_in("tapem").await;
    let meeting = hold_meeting(world, &mut tapem, "Rakor").await;
    let point = add_point(world, &mut tapem, &meeting, "Bersihkan kota.").await;
    let id = hand_over(world, &mut tapem, &point, "dlh", &[], &[])
        .await
        .remove(0);
    let mut kadis = world.sign_in("kadis.dlh").await;
    let mut asisten = world.sign_in("asisten1").await;
    agree_terms(&mut kadis, &mut asisten, &id).await;
    id
}

/// The daily round on a day.
async fn round(world: &World, day: &str) {
    let day = platform::date::parse(day).unwrap();
    world.clock.set(platform::date::at(day, 7 * 60, 7));
    notice::schedule(&world.app, &world.contoh()).await.unwrap();
    world.run_jobs().await;
}

async fn told(world: &World, role: &str) -> i64 {
    world
        .number(&format!(
            "select count(*) from notice where region = '99.99' \
             and text like 'Dilaporkan kepada Anda: Menyusun%' and roles like '%,{role},%'"
        ))
        .await
}

async fn levels(world: &World) -> Vec<follow_up::Level> {
    follow_up::watched(world.app.db().read(), &world.contoh(), 50)
        .await
        .unwrap()
        .into_iter()
        .filter_map(|it| Some(it.escalated?.level()))
        .collect()
}

both!(
    s3_14_after_the_head_the_assistant_then_the_secretary_when_the_region_set_the_days,
    |world| {
        let id = agreed(&world).await;
        let detail = format!("/99.99/tindak-lanjut/{id}");
        // nothing goes further up by itself before the region set the days
        round(&world, "2027-01-29").await;
        assert_eq!(
            (
                told(&world, "assistant").await,
                told(&world, "secretary").await
            ),
            (0, 0)
        );
        assert!(levels(&world).await.is_empty());

        let mut sekda = world.sign_in("sekda").await;
        let path = "/99.99/pengaturan/kerja-harian";
        let page = sekda.get(path).await;
        assert_eq!(page.field("asisten"), "");
        assert!(
            page.words()
                .contains("Tidak ada peraturan yang menetapkan angkanya")
        );
        let words = [("kata", "Selesaikan"), ("asisten", "22"), ("sekda", "24")];
        let set = sekda.post(path, &words).await;
        assert_eq!(set.status, StatusCode::SEE_OTHER, "{}", set.words());

        round(&world, "2027-01-29").await;
        let days = days_late(&world, "2027-01-29").await;
        assert!(days < 22, "{days}");
        assert!(levels(&world).await.is_empty());
        let day = day_after(&world, 22).await;
        round(&world, &day).await;
        assert_eq!(levels(&world).await, [follow_up::Level::Assistant]);
        let assistants = told(&world, "assistant").await;
        assert!(assistants > 0);
        round(&world, &day).await;
        assert_eq!(
            told(&world, "assistant").await,
            assistants,
            "each level once"
        );
        assert_eq!(told(&world, "secretary").await, 0);
        let day = day_after(&world, 24).await;
        round(&world, &day).await;
        assert_eq!(
            levels(&world).await,
            [follow_up::Level::Secretary],
            "the highest counts"
        );
        assert_eq!(told(&world, "secretary").await, 1);

        let mut sekda = world.sign_in("sekda").await;
        let words = sekda.get(&detail).await.words();
        assert!(words.contains("Dilaporkan ke Sekretaris Daerah"), "{words}");
        assert!(
            words.contains("otomatis karena melewati batas waktu"),
            "{words}"
        );
        let list = sekda
            .get("/99.99/tindak-lanjut?status=eskalasi")
            .await
            .words();
        assert!(list.contains("1 tindak lanjut"), "{list}");

        // what is reported is no longer owed, and is not on the list
        let mut kadis = world.sign_in("kadis.dlh").await;
        report(&mut kadis, &id, "5", "Selesai", true).await;
        assert!(levels(&world).await.is_empty());
        world.check().await;
    }
);

async fn days_late(world: &World, day: &str) -> u32 {
    let directory = government::Directories::now(&world.app, &world.contoh())
        .await
        .unwrap();
    let due = platform::date::parse("2026-12-31").unwrap();
    let day = platform::date::parse(day).unwrap();
    directory.calendar.working_days_between(due, day)
}

async fn day_after(world: &World, days: u32) -> String {
    let directory = government::Directories::now(&world.app, &world.contoh())
        .await
        .unwrap();
    let due = platform::date::parse("2026-12-31").unwrap();
    platform::date::iso(directory.calendar.add_working_days(due, days))
}

both!(it_is_reported_up_by_hand_with_words, |world| {
    let id = agreed(&world).await;
    let detail = format!("/99.99/tindak-lanjut/{id}");
    let path = format!("{detail}/laporkan");
    let mut kadis = world.sign_in("kadis.dlh").await;
    let empty = kadis.decide(&detail, &path, &[("status", "asisten")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let fields = [
        ("status", "asisten"),
        ("catatan", "Lahan depo belum dibebaskan."),
    ];
    let sent = kadis.decide(&detail, &path, &fields).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.words());
    let again = kadis.decide(&detail, &path, &fields).await;
    assert_eq!(
        again.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "once for a date"
    );
    world.run_jobs().await;
    let mut asisten = world.sign_in("asisten1").await;
    let notices = asisten.get("/99.99/pemberitahuan").await.words();
    assert!(
        notices.contains("Lahan depo belum dibebaskan."),
        "{notices}"
    );
    let history = asisten.get(&format!("{detail}/riwayat")).await.words();
    assert!(history.contains("Dilaporkan ke"), "{history}");
    assert_eq!(levels(&world).await, [follow_up::Level::Assistant]);

    // a new date begins anew
    let seen = asisten
        .get(&format!(
            "/99.99/tindak-lanjut/sekaligus?langkah=perpanjang&pilih={id}"
        ))
        .await;
    let fields = [
        ("pilih", seen.field("pilih")),
        ("batas", "31/1/2027".into()),
        ("catatan", "Menunggu lahan.".into()),
    ];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
    let done = asisten
        .post("/99.99/tindak-lanjut/sekaligus/perpanjang", &fields)
        .await;
    assert!(done.words().contains("1 diperpanjang"), "{}", done.words());
    assert!(levels(&world).await.is_empty());
    // nobody reports what another unit owes
    let mut dinkes = world.sign_in("kadis.dinkes").await;
    let refused = dinkes.post(&path, &[]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    world.check().await;
});
