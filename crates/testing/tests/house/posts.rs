//! Posts and who holds them: kinds, periods, corrections, and the warning when a Plt. ran out.

use axum::http::StatusCode;
use platform::Uuid;
use testing::{Client, World, both};

async fn post_of(world: &World, unit: &str, title: &str) -> Uuid {
    world
        .id(&format!(
            "select p.id from post p join unit u on u.region = p.region and u.id = p.unit_id \
             where p.region = '99.99' and u.key = '{unit}' and p.title = '{title}'"
        ))
        .await
}

async fn holding_of(world: &World, post: Uuid, acting: &str) -> Uuid {
    let post = world.literal(post);
    world
        .id(&format!(
            "select id from holder where region = '99.99' and post_id = {post} \
             and acting = '{acting}'"
        ))
        .await
}

async fn hold(client: &mut Client, post: Uuid, fields: &[(&str, &str)]) -> testing::Answer {
    client
        .post(&format!("/99.99/pengaturan/jabatan/{post}/pejabat"), fields)
        .await
}

both!(
    two_definitive_holders_exclude_each_other_and_a_plh_does_not,
    |world| {
        let mut admin = world.sign_in("admin").await;
        let unit = world.unit("dlh").await;
        let post = post_of(&world, "dlh", "Kepala Dinas Lingkungan Hidup").await;
        let second = [
            ("orang", "kadis.dinkes"),
            ("status", ""),
            ("mulai", "2026-11-01"),
        ];
        let refused = hold(&mut admin, post, &second).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            refused.words().contains("secara definitif pada masa itu"),
            "{}",
            refused.words()
        );
        assert!(
            refused.body.contains("kadis.dinkes"),
            "what was typed stays"
        );
        // the same person as daily deputy while the head is away
        let deputy = [
            ("orang", "kadis.dinkes"),
            ("status", "plh"),
            ("mulai", "2026-11-20"),
            ("sampai", "2026-11-27"),
            ("dasar", "SPT 800/1/2026"),
        ];
        let taken = hold(&mut admin, post, &deputy).await;
        assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.words());
        let page = admin
            .get(&format!("/99.99/pengaturan/unit/{unit}/jabatan"))
            .await
            .words();
        assert!(
            page.contains("Plh. Kepala Dinas Lingkungan Hidup · menjabat"),
            "{page}"
        );
        assert!(
            page.contains("20 November 2026 – 27 November 2026"),
            "{page}"
        );
        // and acts in it at once, beside the own post
        let mut deputy = world.sign_in("kadis.dinkes").await;
        let choices = deputy.get("/99.99/bertindak-sebagai").await.words();
        assert!(
            choices.contains("Plh. Kepala Dinas Lingkungan Hidup"),
            "{choices}"
        );
        world.check().await;
    }
);

both!(
    dates_of_holding_are_corrected_and_the_history_keeps_both,
    |world| {
        let mut admin = world.sign_in("admin").await;
        let post = post_of(&world, "dlh", "Kepala Dinas Lingkungan Hidup").await;
        let holding = holding_of(&world, post, "").await;
        let path = format!("/99.99/pengaturan/pejabat/{holding}/koreksi");
        let form = admin.get(&path).await;
        let (version, before) = (form.field("versi"), form.field("mulai"));
        // inaugurated again for administrative reasons
        let fields = [
            ("status", ""),
            ("mulai", "2025-09-15"),
            ("dasar", "SK 821/77/2025 (pelantikan ulang)"),
            ("versi", version.as_str()),
        ];
        let corrected = admin.post(&path, &fields).await;
        assert_eq!(
            corrected.status,
            StatusCode::SEE_OTHER,
            "{}",
            corrected.words()
        );
        let again = admin.post(&path, &fields).await;
        assert_eq!(
            again.status,
            StatusCode::CONFLICT,
            "typed on the older version"
        );
        assert!(
            again.words().contains("Yang tersimpan sekarang"),
            "{}",
            again.words()
        );
        let history = admin
            .get(&format!("/99.99/pengaturan/jabatan/{post}/riwayat"))
            .await
            .words();
        let old = platform::date::medium(platform::date::parse(&before).unwrap());
        for word in [old.as_str(), "15 September 2025", "pelantikan ulang"] {
            assert!(history.contains(word), "{word}: {history}");
        }
        world.check().await;
    }
);

both!(an_acting_period_that_ran_out_warns, |world| {
    let mut admin = world.sign_in("admin").await;
    let mut organiser = world.sign_in("notulis").await;
    let unit = world.unit("rsud").await;
    let post = post_of(&world, "rsud", "Direktur RSUD").await;
    let holding = holding_of(&world, post, "plt").await;
    let path = format!("/99.99/pengaturan/pejabat/{holding}/koreksi");
    let form = admin.get(&path).await;
    let (version, from) = (form.field("versi"), form.field("mulai"));
    let fields = [
        ("status", "plt"),
        ("mulai", from.as_str()),
        ("sampai", "2026-11-21"),
        ("versi", version.as_str()),
    ];
    let answer = admin.post(&path, &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.words());
    let posts = format!("/99.99/pengaturan/unit/{unit}/jabatan");
    let words = admin.get(&posts).await.words();
    assert!(
        !words.contains("lewat sejak"),
        "today it still holds: {words}"
    );

    world.clock.advance(24 * 3600);
    government::notice::schedule(&world.app, &world.contoh())
        .await
        .unwrap();
    world.run_jobs().await;
    let warning = "Masa Plt. Direktur RSUD lewat sejak 21 November 2026";
    for page in [
        posts.as_str(),
        "/99.99/pengaturan/unit",
        "/99.99/pemberitahuan",
    ] {
        let words = admin.get(page).await.words();
        assert!(words.contains(warning), "{page}: {words}");
    }
    let told = organiser.get("/99.99/pemberitahuan").await.words();
    assert!(told.contains(warning), "{told}");

    // a successor ends the warning
    let successor = [
        ("orang", "kadis.dlh"),
        ("status", "plt"),
        ("mulai", "2026-11-22"),
    ];
    let taken = hold(&mut admin, post, &successor).await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.words());
    let words = admin.get(&posts).await.words();
    assert!(!words.contains("lewat sejak"), "{words}");
    world.check().await;
});

both!(
    a_secretary_who_is_plt_of_the_same_agency_switches,
    |world| {
        let mut both_posts = world.sign_in("sekdis.disperindag").await;
        let page = both_posts.get("/99.99/bertindak-sebagai").await;
        let words = page.words();
        let (own, acting) = (
            "Sekretaris Dinas Perindustrian dan Perdagangan",
            "Plt. Kepala Dinas Perindustrian dan Perdagangan",
        );
        assert!(words.contains(own) && words.contains(acting), "{words}");
        for (title, role) in [(acting, "head"), (own, "operator")] {
            let at = page.body.rfind(&format!(">{title}<")).unwrap();
            let start = page.body[..at].rfind("<input").unwrap();
            let tag = &page.body[start..at];
            let id = tag
                .split("value=\"")
                .nth(1)
                .unwrap()
                .split('"')
                .next()
                .unwrap();
            let answer = both_posts
                .post("/99.99/bertindak-sebagai", &[("jabatan", id)])
                .await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.words());
            let home = both_posts.get("/99.99").await.words();
            assert!(home.contains(title), "{title}: {home}");
            // the rights follow the post: an operator does not open the leader's board
            let board = both_posts.get("/99.99/dasbor").await.status;
            let expected = if role == "head" {
                StatusCode::OK
            } else {
                StatusCode::FORBIDDEN
            };
            assert_eq!(board, expected, "{title}");
        }
        world.check().await;
    }
);

both!(rank_and_nip_are_kept_for_signature_blocks, |world| {
    let mut admin = world.sign_in("admin").await;
    let id = world
        .id("select id from account where region = '99.99' and sign_in = 'kadis.dlh'")
        .await;
    let path = format!("/99.99/pengaturan/akun/{id}/data");
    let form = admin.get(&path).await;
    let (name, version) = (form.field("nama"), form.field("versi"));
    let fields = [
        ("nama", name.as_str()),
        ("nip", "19860926.201505.1.001"),
        ("golongan", "IV/b"),
        ("versi", version.as_str()),
    ];
    let saved = admin.post(&path, &fields).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.words());
    let facts = government::account::signer_facts(
        world.app.db().read(),
        world.app.keys(),
        &world.contoh(),
        &[id],
    )
    .await
    .unwrap();
    let (_, facts) = &facts[0];
    assert_eq!(facts.rank, "Pembina Tingkat I (IV/b)");
    assert_eq!(facts.nip, "19860926 201505 1 001");
    let list = admin.get("/99.99/pengaturan/akun?q=kadis.dlh").await;
    assert!(list.words().contains("Pembina Tingkat I (IV/b)"));
    // in what is read: an id in a link might have the same digits by chance
    let shown = list.words();
    for number in ["201505.1", "201505 1", "2015051"] {
        assert!(!shown.contains(number), "the list masks it: {shown}");
    }

    // a contract worker's number is odd and is kept, with a warning
    let odd = [
        ("nama", "Siti Rahmadhani, S.Kom."),
        ("nip", "199003142022992001"),
        ("golongan", "IX"),
    ];
    let kept = admin.post("/99.99/pengaturan/akun/orang-baru", &odd).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.words());
    assert!(
        kept.location().contains("pesan=orang-nip"),
        "{}",
        kept.location()
    );
    let wrong = [("nama", "Siti"), ("nip", "12345")];
    let refused = admin
        .post("/99.99/pengaturan/akun/orang-baru", &wrong)
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    // without an account nobody is invited; with one it goes on as always
    let list = admin.get("/99.99/pengaturan/akun?q=rahmadhani").await;
    assert!(list.words().contains("Tanpa akun") && !list.body.contains("/undang\""));
    let id = world
        .id("select id from account where region = '99.99' and name = 'Siti Rahmadhani, S.Kom.'")
        .await;
    let given = admin
        .post(
            &format!("/99.99/pengaturan/akun/{id}/buat-akun"),
            &[("nama_masuk", "siti.rahmadhani")],
        )
        .await;
    assert_eq!(given.status, StatusCode::SEE_OTHER, "{}", given.words());
    let list = admin.get("/99.99/pengaturan/akun?q=rahmadhani").await;
    assert!(list.body.contains("/undang\""));
    world.check().await;
});
