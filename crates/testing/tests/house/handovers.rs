//! *Serah Terima Tugas*: what is open on a post goes with it, and is frozen when it is received.

use axum::http::StatusCode;
use government::{
    Role,
    account::Acting,
    follow_up::{self, disposition},
    posts::{Correction, NewHolder, Period, add_holder, correct},
};
use platform::{Uuid, date};
use testing::{Client, World, both, stage::disposition_input};

use crate::steps::report;

/// A period; an empty end is open.
fn period(from: &str, until: &str) -> Period {
    Period {
        from: date::parse(from),
        until: date::parse(until),
    }
}

/// Id of somebody's holding of the post that leads a unit.
async fn holding(world: &World, unit: Uuid) -> (Uuid, Uuid) {
    let of = |column: &str| {
        format!(
            "select h.{column} from holder h join post p on p.region = h.region \
             and p.id = h.post_id where h.region = '99.99' and p.heads and h.acting = '' \
             and p.unit_id = {} order by h.id limit 1",
            world.literal(unit)
        )
    };
    (world.id(&of("id")).await, world.id(&of("post_id")).await)
}

/// Ends a holding on the page, on its version.
async fn end(admin: &mut Client, holding: Uuid, last: &str, more: &[(&str, &str)]) {
    let path = format!("/99.99/pengaturan/pejabat/{holding}/koreksi");
    let form = admin.get(&path).await;
    let version = form.field("versi");
    let mut fields = vec![
        ("status", ""),
        ("sampai", last),
        ("versi", version.as_str()),
    ];
    fields.extend_from_slice(more);
    let ended = admin.post(&path, &fields).await;
    assert_eq!(ended.status, StatusCode::SEE_OTHER, "{}", ended.words());
}

async fn of_holding(world: &World, holding: Uuid) -> String {
    let question = format!(
        "select id from handover where region = '99.99' and holding_id = {}",
        world.literal(holding)
    );
    format!("/99.99/serah-terima/{}", world.id(&question).await)
}

async fn state(world: &World, path: &str) -> i64 {
    let id = Uuid::parse_str(path.rsplit('/').next().unwrap()).unwrap();
    world
        .number(&format!(
            "select cast(state as bigint) from obligation where region = '99.99' and kind = 'handover' \
             and subject_id = {}",
            world.literal(id)
        ))
        .await
}

/// Puts the head of one unit on the post of another from a day on.
async fn take_over(world: &World, post: Uuid, person: &str, acting: Acting, from: &str) -> Uuid {
    let account = world
        .id(&format!(
            "select id from account where region = '99.99' and sign_in = '{person}'"
        ))
        .await;
    let holder = NewHolder {
        post,
        account,
        acting,
        period: period(from, ""),
        source: "SK pengganti".into(),
    };
    let written = world
        .app
        .db()
        .maintain(&world.contoh(), "system.load", move |tx| {
            Box::pin(async move { add_holder(tx, holder).await })
        })
        .await;
    written.unwrap().value
}

/// Gives a disposition of a follow-up to a person of a unit.
async fn on_the_desk(world: &World, follow_up: &str, unit: Uuid, account: Uuid) {
    let id = Uuid::parse_str(follow_up).unwrap();
    let mut given = disposition_input(unit);
    given.to.account = Some(account);
    given.to.name = "Kepala Dinas".into();
    world
        .app
        .db()
        .maintain(&world.contoh(), "system.load", move |tx| {
            Box::pin(async move {
                let about = follow_up::find(tx.conn(), tx.region(), id).await?;
                disposition::pass(tx, &about.unwrap().follow_up, given).await
            })
        })
        .await
        .unwrap();
}

both!(
    what_is_open_goes_with_the_post_and_is_frozen_when_received,
    |world| {
        let dlh = world.unit("dlh").await;
        let subjects = world.subjects("99.99", dlh).await;
        let (held, post) = holding(&world, dlh).await;
        let outgoing = world
            .id("select id from account where region = '99.99' and sign_in = 'kadis.dlh'")
            .await;
        on_the_desk(&world, &subjects["follow_up"], dlh, outgoing).await;
        let mut admin = world.sign_in("admin").await;
        let before = world
            .number("select count(*) from handover where region = '99.99'")
            .await;
        end(
            &mut admin,
            held,
            "2026-11-30",
            &[("dasar", "SK 1"), ("serah_terima", "2026-12-15")],
        )
        .await;
        let count = "select count(*) from handover where region = '99.99'";
        assert_eq!(world.number(count).await, before + 1);
        let path = of_holding(&world, held).await;

        // who leaves is told, sees it in the unit's list, and prepares it
        let mut old = world.sign_in("kadis.dlh").await;
        let told = old.get("/99.99/pemberitahuan").await;
        assert!(told.body.contains(&path), "{}", told.words());
        let work = old.get("/99.99/perlu-ditindaklanjuti").await;
        assert!(
            work.words()
                .contains("Serah Terima Tugas Kepala Dinas Lingkungan Hidup")
        );
        assert!(work.words().contains("Belum diterima"), "{}", work.words());
        let page = old.get(&path).await;
        for word in [
            "Membersihkan sungai di lima kelurahan",
            "Disposisi untuk pejabat",
            "Permasalahan terbuka",
            "Armada pengangkut sampah kurang.",
            "Naskah menunggu paraf atau tanda tangan",
            "Selasa, 15 Desember 2026",
        ] {
            assert!(page.words().contains(word), "{word}: {}", page.words());
        }
        let give = format!("{path}/serahkan");
        let secret = "Kontrak armada berakhir Januari.";
        let kept = old
            .decide(&path, &give, &[("catatan", secret), ("langkah", "simpan")])
            .await;
        assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.words());
        // a draft is who writes it's alone, and nobody else writes it
        let seen = admin.get(&path).await;
        assert!(!seen.body.contains(secret), "{}", seen.words());
        let mut operator = world.sign_in("operator.dlh").await;
        let foreign = operator
            .decide(&path, &give, &[("catatan", "x"), ("langkah", "serahkan")])
            .await;
        assert_eq!(foreign.status, StatusCode::UNPROCESSABLE_ENTITY);
        let empty = old
            .decide(&path, &give, &[("catatan", " "), ("langkah", "serahkan")])
            .await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        let stale = old
            .post(
                &give,
                &[("catatan", "y"), ("langkah", "serahkan"), ("versi", "1")],
            )
            .await;
        assert_eq!(stale.status, StatusCode::CONFLICT, "{}", stale.words());
        let given = old
            .decide(
                &path,
                &give,
                &[("catatan", secret), ("langkah", "serahkan")],
            )
            .await;
        assert_eq!(given.status, StatusCode::SEE_OTHER, "{}", given.words());
        assert!(admin.get(&path).await.body.contains(secret));

        // nobody receives before the last day is over, nor in place of the successor
        take_over(&world, post, "kadis.dinkes", Acting::Plt, "2026-12-01").await;
        let receive = format!("{path}/terima");
        let early = admin.decide(&path, &receive, &[("kata", "")]).await;
        assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            early.words().contains("setelah hari terakhir"),
            "{}",
            early.words()
        );
        world.clock.advance(10 * 24 * 3600);
        let mut admin = world.sign_in("admin").await;
        let other = admin.decide(&path, &receive, &[("kata", "")]).await;
        assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            other.words().contains("yang sekarang memegang"),
            "{}",
            other.words()
        );
        assert_eq!(state(&world, &path).await, 0);

        // the successor does, also while acting as head of the other unit
        let mut new = world.sign_in("kadis.dinkes").await;
        let list = new.get("/99.99/serah-terima").await.words();
        assert!(list.contains("Anda terima"), "{list}");
        let received = new.decide(&path, &receive, &[("kata", "")]).await;
        assert_eq!(
            received.status,
            StatusCode::SEE_OTHER,
            "{}",
            received.words()
        );
        assert_eq!(state(&world, &path).await, 3, "fulfilled");
        let again = new.decide(&path, &receive, &[("kata", "")]).await;
        assert_ne!(again.status, StatusCode::SEE_OTHER);
        let desk = "select count(*) from disposition d join account a on a.region = d.region \
            and a.id = d.to_account_id where d.state = 0 and a.sign_in = 'kadis.dinkes'";
        assert_eq!(world.number(desk).await, 1, "the disposition went along");

        // what happens later does not change what was handed over
        world
            .tamper("update issue set solved_at = 1, text = 'Selesai' where region = '99.99'")
            .await;
        let frozen = new.get(&path).await.words();
        for word in [
            "Armada pengangkut sampah kurang.",
            "Keadaan per",
            "Diterima",
            secret,
        ] {
            assert!(frozen.contains(word), "{word}: {frozen}");
        }
        let history = new.get(&format!("{path}/riwayat")).await.words();
        assert!(history.contains("Menerima serah terima tugas"), "{history}");
        let posts = format!("/99.99/pengaturan/unit/{dlh}/jabatan");
        let posts = new.get(&posts).await.words();
        assert!(posts.contains("Serah Terima Tugas"), "{posts}");
        world.tamper("update issue set solved_at = null, text = 'Armada pengangkut sampah kurang.' where region = '99.99'").await;
        world.check().await;
    }
);

both!(a_post_nobody_holds_is_received_from_above, |world| {
    let unit = world.unit("kel-padma-rimba").await;
    let (held, _) = holding(&world, unit).await;
    let mut admin = world.sign_in("admin").await;
    end(&mut admin, held, "2026-11-20", &[]).await;
    let path = of_holding(&world, held).await;
    let receive = format!("{path}/terima");
    let mut operator = world
        .person("99.99", unit, Role::Operator, "Staf Kelurahan")
        .await
        .client;
    let page = operator.get(&path).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(
        page.words().contains("belum ada pejabatnya"),
        "{}",
        page.words()
    );
    let refused = operator.decide(&path, &receive, &[("kata", "x")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    // another camat has nothing to do with it; the own one sees it, and says why without the lurah
    let tengah = world.unit("kec-tengah").await;
    let mut foreign = world
        .person("99.99", tengah, Role::Head, "Camat Lain")
        .await
        .client;
    assert_eq!(foreign.get(&path).await.status, StatusCode::FORBIDDEN);
    let mut camat = world.sign_in("camat.utara").await;
    let list = camat.get("/99.99/serah-terima").await;
    assert!(list.body.contains(&path), "{}", list.words());
    let silent = camat.decide(&path, &receive, &[("kata", "")]).await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        silent.words().contains("belum menyerahkan"),
        "{}",
        silent.words()
    );
    let word = [("kata", "Lurah pensiun.")];
    let received = camat.decide(&path, &receive, &word).await;
    assert_eq!(
        received.status,
        StatusCode::SEE_OTHER,
        "{}",
        received.words()
    );
    assert!(camat.get(&path).await.words().contains("Lurah pensiun."));
    world.check().await;
});

both!(who_goes_on_hands_nothing_over, |world| {
    let dlh = world.unit("dlh").await;
    let (held, post) = holding(&world, dlh).await;
    let mut admin = world.sign_in("admin").await;
    let count = "select count(*) from obligation where region = '99.99' and kind = 'handover' \
        and state = 0";
    // an end that is taken back
    end(&mut admin, held, "2026-11-30", &[]).await;
    assert_eq!(world.number(count).await, 1);
    end(&mut admin, held, "2026-12-05", &[]).await;
    assert_eq!(world.number(count).await, 1, "one for a holding");
    end(&mut admin, held, "", &[]).await;
    assert_eq!(world.number(count).await, 0);
    // a Plh. beside the holder, and a Plt. who becomes the holder
    let plh = take_over(&world, post, "kadis.dinkes", Acting::Plh, "2026-11-21").await;
    let path = format!("/99.99/pengaturan/pejabat/{plh}/koreksi");
    let form = admin.get(&path).await;
    let fields = [
        ("status", "plh"),
        ("mulai", "2026-11-21"),
        ("sampai", "2026-11-23"),
        ("versi", &form.field("versi")),
    ];
    let done = admin.post(&path, &fields).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.words());
    assert_eq!(world.number(count).await, 0);
    end(&mut admin, held, "2026-11-30", &[]).await;
    assert_eq!(world.number(count).await, 1);
    let plt = take_over(&world, post, "kadis.dinkes", Acting::Plt, "2026-12-01").await;
    let ends = Correction {
        acting: Acting::Plt,
        period: period("2026-12-01", "2026-12-10"),
        source: "SK 2".into(),
        hand_over: None,
        today: date::parse("2026-11-21").unwrap(),
    };
    let app = world.app.clone();
    let written = app
        .db()
        .maintain(&world.contoh(), "system.load", move |tx| {
            Box::pin(async move { correct(tx, plt, 1, ends).await })
        })
        .await;
    written.unwrap();
    assert_eq!(world.number(count).await, 2, "a Plt. who leaves hands over");
    world.check().await;
});

both!(who_left_reads_on_and_decides_nothing, |world| {
    let utara = world.unit("kec-utara").await;
    let subjects = world.subjects("99.99", utara).await;
    let mut admin = world.sign_in("admin").await;
    let rows = "camat.utara\t-\t\n";
    let fields = [
        ("nomor", "SK 9"),
        ("berlaku", "2026-12-01"),
        ("serah_terima", "2026-12-20"),
        ("baris", rows),
        ("langkah", "terapkan"),
    ];
    let applied = admin.post("/99.99/pengaturan/mutasi", &fields).await;
    assert_eq!(applied.status, StatusCode::SEE_OTHER, "{}", applied.words());
    world.clock.advance(10 * 24 * 3600);
    let mut camat = world.sign_in("camat.utara").await;
    let page = camat
        .get(&format!("/99.99/tindak-lanjut/{}", subjects["follow_up"]))
        .await;
    assert_eq!(page.status, StatusCode::OK);
    let lapor = report(&mut camat, &subjects["follow_up"], "4", "Satu lagi", true).await;
    assert_eq!(lapor.status, StatusCode::FORBIDDEN);
    let work = camat.get("/99.99/perlu-ditindaklanjuti").await.words();
    assert!(work.contains("Serah Terima Tugas"), "{work}");
    assert!(!work.contains("Usulkan Target :"), "{work}");
    assert!(!work.contains("Laporkan :"), "{work}");
    // but gives what is handed over, until the day that was typed
    let (held, _) = holding(&world, utara).await;
    let path = of_holding(&world, held).await;
    let words = camat.get("/99.99/serah-terima").await.words();
    assert!(words.contains("Anda serahkan"), "{words}");
    let give = [("catatan", "Semua di map biru."), ("langkah", "serahkan")];
    let given = camat
        .decide(&path, &format!("{path}/serahkan"), &give)
        .await;
    assert_eq!(given.status, StatusCode::SEE_OTHER, "{}", given.words());
    world.clock.advance(20 * 24 * 3600);
    let over = camat.get(&path).await;
    assert_eq!(over.status, StatusCode::SEE_OTHER, "the time is over");
    world.check().await;
});
