//! What people do with a telephone, as far as the server sees it.

use axum::http::StatusCode;
use testing::{Client, World, both, client::Upload};

use crate::steps::{add_point, agree_terms, hand_over, hold_meeting};

/// A follow-up that can be reported, and the head who reports it.
async fn ready(world: &World) -> (String, Client) {
    let mut tapem = world.sign_in("tapem").await;
    let meeting = hold_meeting(world, &mut tapem, "Rakor").await;
    let point = add_point(world, &mut tapem, &meeting, "Bersihkan drainase").await;
    let id = hand_over(world, &mut tapem, &point, "dlh", &[], &[])
        .await
        .remove(0);
    let mut kadis = world.sign_in("kadis.dlh").await;
    let mut asisten = world.sign_in("asisten1").await;
    agree_terms(&mut kadis, &mut asisten, &id).await;
    (id, kadis)
}

/// A photo as it comes out of a telephone: with the place in it.
fn photo() -> Vec<u8> {
    let mut bytes = b"\xFF\xD8".to_vec();
    let told = b"Exif\0\0GPS 3.3200 99.1200";
    bytes.extend_from_slice(&[0xFF, 0xE1, 0, u8::try_from(told.len() + 2).unwrap()]);
    bytes.extend_from_slice(told);
    bytes.extend_from_slice(b"\xFF\xDA\0\x02gambar\xFF\xD9");
    bytes
}

both!(
    what_waited_on_a_device_is_not_sent_as_somebody_else,
    |world| {
        let (id, mut kadis) = ready(&world).await;
        let form = kadis.get(&format!("/99.99/tindak-lanjut/{id}/lapor")).await;
        let by = form.field("oleh");
        assert!(form.body.contains("data-account=\"99.99:"), "whose it is");
        let mut operator = world.sign_in("operator.dlh").await;
        let fields = [
            ("jumlah", "2"),
            ("uraian", "Ditulis kepala dinas"),
            ("versi", &form.field("versi")),
            ("sekali", &form.field("sekali")),
            ("oleh", &by),
        ];
        let draft = format!("/99.99/tindak-lanjut/{id}/lapor");
        let refused = operator.upload(&draft, &fields, &[]).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        assert!(
            refused.words().contains("akun atau jabatan lain"),
            "{}",
            refused.words()
        );
        let none = "select count(*) from progress_report where region = '99.99'";
        assert_eq!(world.number(none).await, 0);

        // whose it is sends it, and a second time counts once
        let path = format!("/99.99/tindak-lanjut/{id}/kirim");
        let first = kadis.upload(&path, &fields, &[]).await;
        let again = kadis.upload(&path, &fields, &[]).await;
        assert_eq!(first.status, StatusCode::SEE_OTHER, "{}", first.words());
        assert_eq!(again.location(), first.location());
        assert_eq!(world.number(none).await, 1);
        world.check().await;
    }
);

both!(a_photo_is_kept_without_the_place_it_was_taken, |world| {
    let (id, mut kadis) = ready(&world).await;
    let form = kadis.get(&format!("/99.99/tindak-lanjut/{id}/lapor")).await;
    assert!(
        form.body.contains("data-photo-side"),
        "photos are made smaller"
    );
    let bytes = photo();
    let upload = Upload {
        field: "berkas",
        name: "drainase.jpg",
        bytes: &bytes,
    };
    let fields = [
        ("jumlah", "2"),
        ("uraian", "Dua kelurahan bersih"),
        ("versi", &form.field("versi")),
        ("sekali", &form.field("sekali")),
    ];
    let path = format!("/99.99/tindak-lanjut/{id}/kirim");
    let sent = kadis.upload(&path, &fields, &[upload]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.words());
    let evidence = world
        .id("select id from evidence where region = '99.99'")
        .await;
    let served = kadis.get(&format!("/99.99/data-dukung/{evidence}")).await;
    assert_eq!(served.headers["content-type"], "image/jpeg");
    assert!(served.body.contains("gambar") && !served.body.contains("GPS"));
    let hash = world
        .text("select file_hash from evidence where region = '99.99'")
        .await;
    assert!(
        world.app.files().is_whole(&hash),
        "kept under what it is now"
    );
    world.check().await;
});
