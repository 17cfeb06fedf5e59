//! Search through the real router: what people may see, and nothing else.

use government::Role;
use testing::{both, client::Answer};

use crate::steps::{add_point, hand_over, hold_meeting};

/// Paths of what was found.
fn found(page: &Answer) -> Vec<String> {
    page.body
        .split("class=\"task-title\" href=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .map(str::to_owned)
        .collect()
}

both!(everything_of_a_word_is_found_by_its_beginning, |world| {
    let mut tapem = world.sign_in("tapem").await;
    let meeting = hold_meeting(&world, &mut tapem, "Rakor Jembatan Gantung").await;
    let said = "Jembatan <b>gantung</b> harus diperiksa.";
    let point = add_point(&world, &mut tapem, &meeting, said).await;
    let work = hand_over(&world, &mut tapem, &point, "dlh", &[], &[])
        .await
        .remove(0);
    let page = tapem.get("/99.99/cari?q=JEMBAT%20gant").await;
    let paths = found(&page);
    assert_eq!(
        paths,
        [
            format!("/99.99/rapat/{meeting}"),
            format!("/99.99/butir/{point}")
        ]
    );
    assert!(
        page.body
            .contains("<mark>Jembatan &#60;b&#62;gantung&#60;/b&#62;</mark>"),
        "{}",
        page.body
    );
    // no stems: what does not begin so is not found
    assert!(found(&tapem.get("/99.99/cari?q=batan").await).is_empty());
    assert!(found(&tapem.get("/99.99/cari?q=jembatan%20layang").await).is_empty());
    // by its number, by its kind
    let number = world.text("select 'TL-' || cast(serial as text) || '/' || cast(year as text) from follow_up where region = '99.99'").await;
    let page = tapem
        .get(&format!("/99.99/cari?q={number}&jenis=tindak-lanjut"))
        .await;
    assert_eq!(found(&page), [format!("/99.99/tindak-lanjut/{work}")]);
    assert!(found(&tapem.get("/99.99/cari?q=dinas&jenis=unit").await).len() > 3);
    // what is changed is found by its new words only
    let form = tapem.get(&format!("/99.99/butir/{point}/ubah")).await;
    let versi = form.field("versi");
    let fields = [
        ("versi", versi.as_str()),
        ("isi", "Mercusuar harus diperiksa."),
        ("penutur", "Wali Kota"),
        ("jabatan", ""),
        ("jenis", "wajib"),
    ];
    tapem
        .post(&format!("/99.99/butir/{point}/ubah"), &fields)
        .await;
    let page = tapem.get("/99.99/cari?q=mercusuar").await;
    assert_eq!(
        found(&page),
        [format!("/99.99/butir/{point}")],
        "{}",
        page.words()
    );
    assert_eq!(found(&tapem.get("/99.99/cari?q=jembatan").await).len(), 1);
    world.check().await;
});

both!(nobody_finds_what_is_not_theirs, |world| {
    let unit = world.unit("dlh").await;
    world.subjects("99.99", unit).await;
    let units = world.region("99.98", 2).await;
    world.subjects("99.98", units["opd-0"]).await;
    let kadis = "/99.99/cari?q=orang";
    let mut operator = world
        .person("99.99", unit, Role::Operator, "Orang Operator")
        .await
        .client;
    let mut admin = world
        .person("99.99", unit, Role::Administrator, "Orang Admin")
        .await
        .client;
    assert!(
        found(&operator.get(kadis).await).is_empty(),
        "names are for those who keep accounts"
    );
    assert!(
        found(&admin.get(kadis).await)
            .iter()
            .all(|path| path.starts_with("/99.99/pengaturan/akun"))
    );
    assert!(!found(&admin.get(kadis).await).is_empty());
    // the word of another region finds nothing of it
    for region in ["99.98", "wilayah9998"] {
        assert!(found(&operator.get(&format!("/99.99/cari?q={region}")).await).is_empty());
    }
    let here = found(&operator.get("/99.99/cari?q=sungai").await);
    assert!(!here.is_empty());
    let mut other = world
        .person("99.98", units["opd-0"], Role::Operator, "Orang Sana")
        .await
        .client;
    let there = found(&other.get("/99.98/cari?q=sungai").await);
    assert_eq!(there.len(), here.len());
    assert!(there.iter().all(|path| path.starts_with("/99.98/")));
    assert!(!other.get("/99.99/cari?q=sungai").await.status.is_success());

    // what is for the line of a unit is found there and above
    let below = world.unit("kel-padma-rimba").await;
    world
        .tamper(&format!(
            "update search_entry set audience = 1, unit_id = {} \
             where region = '99.99' and kind = 'directives.meeting'",
            world.literal(below)
        ))
        .await;
    let home = world.unit("kec-utara").await;
    let mut above = world
        .person("99.99", home, Role::Head, "Camat")
        .await
        .client;
    let meetings = "/99.99/cari?q=rakor&jenis=rapat";
    assert!(found(&operator.get(meetings).await).is_empty());
    let mut own = world
        .person("99.99", below, Role::Head, "Lurah")
        .await
        .client;
    assert!(!found(&own.get(meetings).await).is_empty());
    assert!(!found(&above.get(meetings).await).is_empty());
});

both!(strange_questions_are_words, |world| {
    let mut tapem = world.sign_in("tapem").await;
    for strange in [
        "%22",
        "%22%20OR%201=1",
        "*",
        "a*",
        "NEAR(a%20b)",
        "'a'%20%26%20!b",
        "%00",
        "%5C",
        "(((",
        "-a",
        "words:a",
        "a%27%3B%20drop%20table%20meeting",
        "%F0%9F%98%80",
    ] {
        let page = tapem.get(&format!("/99.99/cari?q={strange}")).await;
        assert!(page.status.is_success(), "{strange}: {}", page.words());
    }
    let long = "a".repeat(5_000);
    let page = tapem.get(&format!("/99.99/cari?q={long}")).await;
    assert!(page.status.is_success());
});

both!(a_word_of_any_length_can_be_kept, |world| {
    let mut tapem = world.sign_in("tapem").await;
    let meeting = hold_meeting(&world, &mut tapem, "Rakor").await;
    let long = "panjang".repeat(500);
    let point = add_point(&world, &mut tapem, &meeting, &long).await;
    let page = tapem.get(&format!("/99.99/cari?q={long}")).await;
    assert_eq!(found(&page), [format!("/99.99/butir/{point}")]);
    world.check().await;
});

both!(what_can_be_found_is_rebuilt, |world| {
    let unit = world.unit("dlh").await;
    world.subjects("99.99", unit).await;
    world
        .tamper("delete from search_entry where kind = 'directives.point'")
        .await;
    world
        .tamper("update search_entry set title = 'lain' where kind = 'directives.meeting'")
        .await;
    let app = world.app.clone();
    let wrong = |app: platform::App, mend: bool| async move {
        let region = "99.99".parse().unwrap();
        let inside = app.clone();
        let work = app.db().upkeep(&region, move |tx| {
            Box::pin(async move {
                let mut wrong = 0;
                for source in &inside.part::<government::SearchSources>().0 {
                    wrong += match mend {
                        true => government::search::rebuild(tx, source).await?,
                        false => government::search::verify(tx, source).await?,
                    };
                }
                Ok(wrong)
            })
        });
        work.await.unwrap()
    };
    assert_eq!(wrong(app.clone(), false).await, 2);
    assert_eq!(wrong(app.clone(), true).await, 2);
    assert_eq!(wrong(app, false).await, 0);
    world.check().await;
});
