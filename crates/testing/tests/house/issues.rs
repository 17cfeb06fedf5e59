//! The register of issues: raised, given steps, solved, carried to the next meeting.

use axum::http::StatusCode;
use platform::Uuid;
use testing::{Client, World, both};

/// What the form of an issue carries.
fn issue<'a>(unit: &'a str, kind: &'a str, text: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![("unit", unit), ("jenis", kind), ("isi", text)]
}

async fn raise(client: &mut Client, fields: &[(&str, &str)]) -> String {
    let raised = client.post("/99.99/permasalahan", fields).await;
    assert_eq!(raised.status, StatusCode::SEE_OTHER, "{}", raised.words());
    raised.location().to_owned()
}

async fn version(world: &World, path: &str) -> String {
    let id = Uuid::parse_str(path.rsplit('/').next().unwrap()).unwrap();
    let id = world.literal(id);
    let question = format!("select version from issue where region = '99.99' and id = {id}");
    world.number(&question).await.to_string()
}

both!(
    s0_3_one_issue_of_each_kind_gets_steps_and_is_solved,
    |world| {
        let mut kadis = world.sign_in("kadis.dlh").await;
        let dlh = world.unit("dlh").await.to_string();
        let mut paths = Vec::new();
        for (kind, text) in [
            ("permasalahan", "Armada pengangkut sampah kurang."),
            ("tantangan", "Volume sampah naik setiap hari raya."),
            ("hambatan", "Lahan depo belum bersertifikat."),
        ] {
            paths.push(raise(&mut kadis, &issue(&dlh, kind, text)).await);
        }
        let list = kadis.get("/99.99/permasalahan").await.words();
        for word in ["Permasalahan", "Tantangan", "Hambatan", "Belum dirumuskan"] {
            assert!(list.contains(word), "{word}: {list}");
        }
        let found = kadis
            .get("/99.99/permasalahan?jenis=hambatan")
            .await
            .words();
        assert!(found.contains("Lahan depo") && !found.contains("Armada"));

        // steps are agreed, with an owner of the solution
        let path = &paths[0];
        let pupr = world.unit("pupr").await.to_string();
        let mut steps = issue(&dlh, "permasalahan", "Armada pengangkut sampah kurang.");
        steps.extend([
            ("langkah", "Sewa dua truk.\nAjukan pada Perubahan APBD."),
            ("penyelesai", pupr.as_str()),
            ("versi", "1"),
        ]);
        let changed = kadis.post(&format!("{path}/ubah"), &steps).await;
        assert_eq!(changed.status, StatusCode::SEE_OTHER, "{}", changed.words());
        let again = kadis.post(&format!("{path}/ubah"), &steps).await;
        assert_eq!(
            again.status,
            StatusCode::CONFLICT,
            "typed on the older version"
        );

        // closed with a solution, and not without one
        let seen = version(&world, path).await;
        let empty = [("penyelesaian", " "), ("versi", seen.as_str())];
        let refused = kadis.post(&format!("{path}/selesai"), &empty).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let how = [
            ("penyelesaian", "Dua truk beroperasi."),
            ("versi", seen.as_str()),
        ];
        let solved = kadis.post(&format!("{path}/selesai"), &how).await;
        assert_eq!(solved.status, StatusCode::SEE_OTHER, "{}", solved.words());
        let page = kadis.get(path).await.words();
        assert!(page.contains("Dua truk beroperasi."), "{page}");
        let open = kadis.get("/99.99/permasalahan").await.words();
        assert!(!open.contains("Armada pengangkut"), "{open}");

        // what is open is carried to the next meeting, unit by unit; what is solved is not
        let organiser = world.unit("bag-tapem").await;
        let meeting = world.subjects("99.99", organiser).await["meeting"].clone();
        let evaluation = kadis
            .get(&format!("/99.99/rapat/{meeting}/evaluasi"))
            .await
            .words();
        for text in [
            "Volume sampah naik",
            "Lahan depo belum",
            "Dinas Lingkungan Hidup",
        ] {
            assert!(evaluation.contains(text), "{text}: {evaluation}");
        }
        assert!(!evaluation.contains("Sewa dua truk"));

        // taken up again only with a reason; both stay in the history
        let seen = version(&world, path).await;
        let why = [("alasan", "Satu truk rusak."), ("versi", seen.as_str())];
        let reopened = kadis.post(&format!("{path}/buka"), &why).await;
        assert_eq!(
            reopened.status,
            StatusCode::SEE_OTHER,
            "{}",
            reopened.words()
        );
        let history = kadis.get(&format!("{path}/riwayat")).await.words();
        for text in ["Dua truk beroperasi.", "Satu truk rusak.", "Sewa dua truk."] {
            assert!(history.contains(text), "{text}: {history}");
        }
        world.check().await;
    }
);

both!(s3_3_a_unit_raises_an_issue_for_another, |world| {
    let mut kadis = world.sign_in("kadis.dinkes").await;
    let pupr = world.unit("pupr").await.to_string();
    let path = raise(
        &mut kadis,
        &issue(&pupr, "hambatan", "Jalan ke Puskesmas rusak berat."),
    )
    .await;
    let page = kadis.get(&path).await.words();
    assert!(page.contains("Dinas Pekerjaan Umum"), "{page}");
    assert!(page.contains("Disampaikan oleh Dinas Kesehatan"), "{page}");

    // both may go on with it, a third may read it
    let mut third = world.sign_in("kadis.dlh").await;
    assert_eq!(third.get(&path).await.status, StatusCode::OK);
    let refused = third.get(&format!("{path}/ubah")).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert_eq!(
        kadis.get(&format!("{path}/ubah")).await.status,
        StatusCode::OK
    );
    let found = kadis.get(&format!("/99.99/permasalahan?unit={pupr}")).await;
    assert!(found.words().contains("Jalan ke Puskesmas"));
    world.check().await;
});

both!(an_issue_is_raised_from_the_page_of_a_meeting, |world| {
    let dlh = world.unit("dlh").await;
    let meeting = world.subjects("99.99", dlh).await["meeting"].clone();
    let mut kadis = world.sign_in("kadis.dlh").await;
    let link = format!("/99.99/permasalahan/baru?rapat={meeting}");
    let page = kadis.get(&format!("/99.99/rapat/{meeting}")).await;
    assert!(page.body.contains(&format!("href=\"{link}\"")));
    let form = kadis.get(&link).await;
    assert_eq!(form.field("rapat"), meeting);
    let unit = dlh.to_string();
    let mut fields = issue(&unit, "hambatan", "Depo penuh.");
    fields.push(("rapat", &meeting));
    let path = raise(&mut kadis, &fields).await;
    let shown = kadis.get(&path).await;
    assert!(shown.body.contains(&format!("/99.99/rapat/{meeting}")));
    assert!(shown.words().contains("Untuk rapat"));
    world.check().await;
});

both!(a_refused_issue_comes_back_filled, |world| {
    let mut kadis = world.sign_in("kadis.dlh").await;
    let foreign = world.region("99.98", 1).await["opd-0"].to_string();
    for (unit, kind, text, field) in [
        (foreign.as_str(), "hambatan", "Isi yang tetap ada.", "unit"),
        ("bukan", "lain", "Isi yang tetap ada.", "jenis"),
    ] {
        let answer = kadis
            .post("/99.99/permasalahan", &issue(unit, kind, text))
            .await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.body.contains(&format!("{field}-error")), "{field}");
        assert!(answer.body.contains("Isi yang tetap ada."));
    }
    let kept = "select count(*) from issue where region = '99.99'";
    assert_eq!(world.number(kept).await, 0);
    world.check().await;
});
