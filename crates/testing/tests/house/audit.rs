//! The chain of audit rows finds what was done behind its back.

use platform::store::audit::{self, Break, Head};
use testing::{World, both};

async fn verify(world: &World, anchors: &[Head]) -> Result<Head, Break> {
    audit::verify(world.app.db().read(), &world.contoh(), anchors)
        .await
        .unwrap()
}

async fn length(world: &World) -> i64 {
    verify(world, &[]).await.unwrap().length
}

both!(a_whole_chain_is_whole, |world| {
    let head = verify(&world, &[]).await.unwrap();
    assert!(head.length > 100);
    assert_eq!(verify(&world, std::slice::from_ref(&head)).await, Ok(head));
});

both!(a_changed_row_is_found, |world| {
    world
        .tamper("update audit set payload = '{}' where region = '99.99' and seq = 7")
        .await;
    assert_eq!(verify(&world, &[]).await, Err(Break::Changed(7)));
});

both!(a_changed_name_is_found, |world| {
    world
        .tamper("update audit set actor_label = 'Orang lain' where region = '99.99' and seq = 9")
        .await;
    assert_eq!(verify(&world, &[]).await, Err(Break::Changed(9)));
});

both!(a_changed_and_rehashed_row_is_found, |world| {
    // whoever changes a row and gives it the right hash breaks the link to the next one
    world
        .tamper("update audit set payload = '{}' where region = '99.99' and seq = 7")
        .await;
    let entry = audit::latest(world.app.db().read(), &world.contoh(), 8, 1)
        .await
        .unwrap()
        .remove(0);
    let hash = entry.expected_hash("99.99");
    world
        .tamper(&format!(
            "update audit set hash = '{hash}' where region = '99.99' and seq = 7"
        ))
        .await;
    assert_eq!(verify(&world, &[]).await, Err(Break::NotLinked(8)));
});

both!(a_removed_row_is_found, |world| {
    world
        .tamper("delete from audit where region = '99.99' and seq = 12")
        .await;
    assert_eq!(
        verify(&world, &[]).await,
        Err(Break::Gap {
            expected: 12,
            found: Some(13)
        })
    );
});

both!(reordered_rows_are_found, |world| {
    for (from, to) in [(20, -1), (21, 20), (-1, 21)] {
        world
            .tamper(&format!(
                "update audit set seq = {to} where region = '99.99' and seq = {from}"
            ))
            .await;
    }
    assert_eq!(verify(&world, &[]).await, Err(Break::NotLinked(20)));
});

both!(a_cut_tail_is_found_by_the_head, |world| {
    let length = length(&world).await;
    world
        .tamper(&format!(
            "delete from audit where region = '99.99' and seq > {}",
            length - 3
        ))
        .await;
    assert_eq!(
        verify(&world, &[]).await,
        Err(Break::HeadDiffers { length })
    );
});

both!(
    a_cut_tail_with_a_forged_head_is_found_by_the_anchor,
    |world| {
        tuntas::server::anchor_all(&world.app).await.unwrap();
        let folder = world.app.settings().anchors.clone();
        let anchors = audit::anchors(&folder, &world.contoh());
        assert_eq!(anchors.len(), 1);
        let length = length(&world).await;
        let kept = length - 3;
        world
            .tamper(&format!(
                "delete from audit where region = '99.99' and seq > {kept}"
            ))
            .await;
        let hash = world
            .text(&format!(
                "select hash from audit where region = '99.99' and seq = {kept}"
            ))
            .await;
        world
        .tamper(&format!(
            "update region_clock set audit_length = {kept}, audit_head = '{hash}' where region = '99.99'"
        ))
        .await;
        assert!(
            verify(&world, &[]).await.is_ok(),
            "without the anchor the forgery looks whole"
        );
        assert_eq!(
            verify(&world, &anchors).await,
            Err(Break::AnchorDiffers { length })
        );
    }
);

both!(
    stored_obligations_that_differ_are_found_and_mended,
    |world| {
        use government::{follow_up, obligation};
        let unit = world.unit("dlh").await;
        world.subjects("99.99", unit).await;
        world.check().await;
        let differences = async |world: &World| {
            world
                .app
                .db()
                .upkeep(&world.contoh(), |tx| {
                    Box::pin(async move { obligation::verify(tx, &follow_up::OBLIGATIONS).await })
                })
                .await
                .unwrap()
        };
        for damage in [
            "update obligation set state = 3 where region = '99.99'",
            "update obligation_tally set count = count + 1 where region = '99.99'",
            "delete from obligation where region = '99.99'",
        ] {
            world.tamper(damage).await;
            assert!(!differences(&world).await.is_empty(), "{damage}");
            world
                .app
                .db()
                .upkeep(&world.contoh(), |tx| {
                    Box::pin(async move { obligation::rebuild(tx, &follow_up::OBLIGATIONS).await })
                })
                .await
                .unwrap();
            assert!(
                differences(&world).await.is_empty(),
                "mended after: {damage}"
            );
        }
    }
);

both!(writes_at_the_same_time_keep_one_chain, |world| {
    let unit = world.unit("dlh").await;
    let first = world
        .number("select audit_length from region_clock where region = '99.99'")
        .await;
    let many: Vec<_> = (0..40)
        .map(|_| async {
            let meeting = testing::stage::meeting_input();
            world
                .app
                .db()
                .maintain(&world.contoh(), "system.load", move |tx| {
                    Box::pin(async move {
                        let meeting = directives::store::add_meeting(tx, &meeting).await?;
                        let point = testing::stage::point_input();
                        let point = directives::store::add_point(tx, meeting, &point).await?;
                        let new = testing::stage::new_follow_up(point, unit);
                        government::follow_up::open(tx, new).await
                    })
                })
                .await
        })
        .collect();
    for written in futures_util::future::join_all(many).await {
        written.unwrap();
    }
    // a meeting, a point and a follow-up each; numbers without a gap or a double
    let last = world
        .number("select audit_length from region_clock where region = '99.99'")
        .await;
    assert_eq!(last - first, 120);
    let numbers =
        "select count(distinct serial) * 1000 + max(serial) from follow_up where region = '99.99'";
    assert_eq!(world.number(numbers).await, 40_040);
    world.check().await;
});
