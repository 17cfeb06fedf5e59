//! Jobs: done once, tried again, dead after eight times, and revived by hand.

use platform::{
    jobs,
    store::job::{self, state},
};
use testing::{World, both};

async fn states(world: &World) -> Vec<(i16, i64)> {
    job::overview(world.app.db().read(), &world.contoh())
        .await
        .unwrap()
        .into_iter()
        .map(|job| (job.state, job.attempts))
        .collect()
}

both!(a_job_is_done_once, |world| {
    world.run_jobs().await;
    let unit = world.unit("dlh").await;
    world.subjects("99.99", unit).await;
    let before = world
        .number("select count(*) from notice where region = '99.99'")
        .await;
    let (first, second) = (
        jobs::run_due(&world.app, &world.contoh()).await.unwrap(),
        jobs::run_due(&world.app, &world.contoh()).await.unwrap(),
    );
    assert_eq!((first > 0, second), (true, 0));
    let after = world
        .number("select count(*) from notice where region = '99.99'")
        .await;
    assert!(after > before);
    // somebody who comes second for the same job finds it taken
    let id = world
        .id("select id from job where region = '99.99' limit 1")
        .await;
    let taken = world
        .app
        .db()
        .upkeep(&world.contoh(), move |tx| {
            Box::pin(async move { job::take(tx, id).await })
        })
        .await
        .unwrap();
    assert!(!taken);
    world.run_jobs().await;
    assert_eq!(
        world
            .number("select count(*) from notice where region = '99.99'")
            .await,
        after
    );
});

both!(
    a_failing_job_is_tried_again_later_and_at_last_given_to_a_person,
    |world| {
        world.run_jobs().await;
        world.tamper("delete from job").await;
        world
            .app
            .db()
            .upkeep(&world.contoh(), |tx| {
                Box::pin(async move {
                    tx.enqueue(
                        "government.tell",
                        &serde_json::json!({ "event": "nonsense" }),
                    )
                    .await
                })
            })
            .await
            .unwrap();
        for attempt in 1..=8 {
            world.clock.advance(24 * 3600);
            assert_eq!(jobs::run_due(&world.app, &world.contoh()).await.unwrap(), 0);
            let state = if attempt == 8 {
                state::DEAD
            } else {
                state::READY
            };
            assert_eq!(states(&world).await, [(state, attempt)]);
            assert_eq!(
                jobs::run_due(&world.app, &world.contoh()).await.unwrap(),
                0,
                "not before its time"
            );
            assert_eq!(states(&world).await, [(state, attempt)]);
        }
        world.clock.advance(24 * 3600);
        jobs::run_due(&world.app, &world.contoh()).await.unwrap();
        assert_eq!(
            states(&world).await,
            [(state::DEAD, 8)],
            "a dead job waits for a person"
        );
        let id = world
            .id("select id from job where region = '99.99'")
            .await
            .to_string();
        let mut admin = world.sign_in("admin").await;
        let answer = admin
            .post(&format!("/99.99/pengaturan/pekerjaan/{id}/ulangi"), &[])
            .await;
        assert!(answer.status.is_redirection(), "{}", answer.words());
        assert_eq!(states(&world).await, [(state::READY, 0)]);
    }
);
