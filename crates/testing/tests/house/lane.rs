//! The write lane when the engine fails under it.

use platform::{Problem, store::sql};
use sea_orm::{ConnectionTrait, Database};
use testing::{Engine, World};

/// Adds a point's worth of work under `title`.
async fn save(world: &World, title: &str) -> Result<(), Problem> {
    let meeting = directives::store::MeetingInput {
        title: title.to_owned(),
        ..testing::stage::meeting_input()
    };
    world
        .app
        .db()
        .maintain(&world.contoh(), "system.load", move |tx| {
            Box::pin(async move {
                directives::store::add_meeting(tx, &meeting).await?;
                Ok(())
            })
        })
        .await
        .map(drop)
}

/// How many meetings a stranger to this process sees, which is what is really kept.
async fn kept(world: &World) -> i64 {
    let outside = Database::connect(&world.url).await.unwrap();
    let kept = sql::number(&outside, "select count(*) from meeting", vec![])
        .await
        .unwrap();
    outside.close().await.unwrap();
    kept
}

#[tokio::test]
async fn nothing_is_acknowledged_on_a_connection_in_doubt() {
    let world = World::small(Engine::Sqlite).await;
    save(&world, "sebelum").await.unwrap();
    assert!(break_the_writer(&world).await.is_err());
    assert!(
        !world.app.db().answers().await,
        "a node in doubt is not ready"
    );
    let before = kept(&world).await;
    assert_eq!(
        before, 1,
        "what was kept before, nothing of the broken write"
    );
    for n in 0..5 {
        save(&world, &format!("sesudah {n}")).await.unwrap();
        assert_eq!(
            kept(&world).await,
            before + n + 1,
            "what is acknowledged is kept"
        );
    }
    world.clock.advance(11);
    assert!(world.app.db().answers().await, "and the node recovers");
    world.check().await;
}

/// Breaks the transaction under the lane, as the engine does by itself when the disk is full.
async fn break_the_writer(world: &World) -> Result<(), Problem> {
    world
        .app
        .db()
        .maintain::<(), _>(&world.contoh(), "system.load", |tx| {
            Box::pin(async move {
                tx.conn().execute_unprepared("rollback").await?;
                tx.conn().execute_unprepared("no statement").await?;
                Ok(())
            })
        })
        .await
        .map(drop)
}

#[tokio::test]
async fn what_shares_a_commit_with_a_broken_write_is_refused_and_not_kept() {
    let world = World::small(Engine::Sqlite).await;
    let (_, broken, after, later) = tokio::join!(
        save(&world, "sebelum"),
        break_the_writer(&world),
        save(&world, "sesudah"),
        save(&world, "kemudian"),
    );
    assert!(broken.is_err());
    // whichever shared its commit: what is answered is what is kept
    save(&world, "akhir").await.unwrap();
    for (title, answer) in [("sesudah", after), ("kemudian", later)] {
        let question = format!("select count(*) from meeting where title = '{title}'");
        assert_eq!(
            world.number(&question).await == 1,
            answer.is_ok(),
            "{title}"
        );
    }
    world.check().await;
}

#[tokio::test]
async fn a_writer_in_doubt_is_thrown_away() {
    let world = World::small(Engine::Sqlite).await;
    let marked = world
        .app
        .db()
        .maintain::<i64, _>(&world.contoh(), "system.load", |tx| {
            Box::pin(async move {
                tx.conn()
                    .execute_unprepared("create temp table mark (x)")
                    .await?;
                directives::store::add_meeting(tx, &testing::stage::meeting_input()).await?;
                sql::number(tx.conn(), "select count(*) from mark", vec![]).await
            })
        })
        .await;
    assert_eq!(marked.unwrap().value, 0, "the mark stands on this writer");
    assert!(break_the_writer(&world).await.is_err());
    let gone = world
        .app
        .db()
        .maintain::<i64, _>(&world.contoh(), "system.load", |tx| {
            Box::pin(async move {
                directives::store::add_meeting(tx, &testing::stage::meeting_input()).await?;
                sql::number(tx.conn(), "select count(*) from temp.sqlite_master", vec![]).await
            })
        })
        .await;
    assert_eq!(gone.unwrap().value, 0, "another writer has no mark");
    world.check().await;
}

#[tokio::test]
async fn a_full_disk_refuses_and_heals() {
    let world = World::small(Engine::Sqlite).await;
    let pages = world
        .number("select page_count from pragma_page_count")
        .await;
    world
        .tamper(&format!("pragma max_page_count = {}", pages + 2))
        .await;
    let long = "x".repeat(6_000);
    let mut refused = 0;
    let mut saved = 0;
    for n in 0..40 {
        match save(&world, &format!("{n} {long}")).await {
            Ok(()) => saved += 1,
            Err(_) => refused += 1,
        }
        assert_eq!(
            kept(&world).await,
            saved,
            "neither more nor less than acknowledged"
        );
    }
    assert!(refused > 0, "the disk was full");
    // room again
    world.tamper("pragma max_page_count = 1073741823").await;
    save(&world, "ada ruang lagi").await.unwrap();
    assert_eq!(kept(&world).await, saved + 1);
    world.check().await;
}

#[tokio::test]
async fn a_panic_in_a_write_takes_nothing_with_it() {
    for engine in Engine::BOTH {
        let world = World::small(engine).await;
        let broken = world
            .app
            .db()
            .maintain::<(), _>(&world.contoh(), "system.load", |tx| {
                Box::pin(async move {
                    directives::store::add_meeting(tx, &testing::stage::meeting_input()).await?;
                    panic!("a bug")
                })
            })
            .await;
        assert!(broken.is_err());
        save(&world, "sesudah").await.unwrap();
        assert_eq!(kept(&world).await, 1);
        world.check().await;
    }
}
