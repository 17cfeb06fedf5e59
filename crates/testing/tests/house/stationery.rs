//! Sheet, emblems and addresses of a region's papers, and signers from the recorded holders.

use std::io::{Cursor, Read};

use axum::http::StatusCode;
use documents::{Emblem, Format};
use testing::{
    Client, both,
    client::{Upload, picture},
};

use crate::{
    register::{prepare, take},
    steps::hold_meeting,
};

/// A picture as an office has one, `side` pixels wide.
fn crest(side: u32) -> Vec<u8> {
    let mut png = Cursor::new(Vec::new());
    image::DynamicImage::new_rgb8(side, side + side / 4)
        .write_to(&mut png, image::ImageFormat::Png)
        .unwrap();
    png.into_inner()
}

async fn put_emblem(who: &mut Client, kind: &str, bytes: &[u8]) -> testing::Answer {
    let file = Upload {
        field: "berkas",
        name: "lambang.png",
        bytes,
    };
    let path = "/99.99/pengaturan/kop/lambang";
    who.upload(path, &[("jenis", kind)], &[file]).await
}

both!(papers_come_on_the_offices_own_sheet, |world| {
    let mut tapem = world.sign_in("tapem").await;
    let meeting = hold_meeting(&world, &mut tapem, "Rakor Kop").await;
    let minutes = format!("/99.99/rapat/{meeting}/notula.pdf");
    tapem.get(&minutes).await;
    let before = world.proofs.last();
    assert_eq!(before.format, Format::F4);
    let head = before.letterhead.unwrap();
    assert!(head.picture.is_none() && head.address.contains("...."));

    let mut admin = world.sign_in("admin").await;
    let kop = "/99.99/pengaturan/kop";
    let wrong = admin.post(kop, &[("kertas", "a3")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let set = admin.post(kop, &[("kertas", "a4")]).await;
    assert_eq!(set.status, StatusCode::SEE_OTHER, "{}", set.words());
    // whoever is no picture is told beside the field, and nothing changes
    for (bytes, why) in [(&b"%PDF-1.7 x"[..], "PNG atau JPG"), (&picture(3), "")] {
        let refused = put_emblem(&mut admin, "daerah", bytes).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains("daerah-error") && refused.body.contains(why));
    }
    let put = put_emblem(&mut admin, "daerah", &crest(900)).await;
    assert_eq!(put.status, StatusCode::SEE_OTHER, "{}", put.words());
    let seen = admin.get(&format!("{kop}/lambang?jenis=daerah")).await;
    assert_eq!(seen.headers["content-type"], "image/png");
    let none = admin.get(&format!("{kop}/lambang?jenis=negara")).await;
    assert_eq!(none.status, StatusCode::NO_CONTENT);

    let setda = world.unit("setda").await;
    let long = "Satu\nDua\nTiga\nEmpat";
    let address = format!("/99.99/pengaturan/unit/{setda}/kop");
    let refused = admin.post(&address, &[("alamat", long)]).await;
    assert!(refused.body.contains("Paling banyak 3 baris"));
    let lines = "Jalan Contoh Nomor 1, 00000\nsurel: setda@contoh.invalid";
    admin.post(&address, &[("alamat", lines)]).await;

    tapem.get(&minutes).await;
    let paper = world.proofs.last();
    assert_eq!(paper.format, Format::A4);
    let head = paper.letterhead.clone().unwrap();
    assert_eq!(head.emblem, Emblem::Crest);
    assert_eq!(head.address, lines, "a Bagian writes from its secretariat");
    let drawn = head.picture.unwrap();
    assert_eq!((drawn.width, drawn.height), (416, 520));

    // the Word file carries the same picture
    let docx = tapem
        .get(&format!("/99.99/rapat/{meeting}/notula.docx"))
        .await;
    let mut package = zip::ZipArchive::new(Cursor::new(docx.bytes.to_vec())).unwrap();
    let mut kept = Vec::new();
    let mut part = package.by_name("word/media/emblem.png").unwrap();
    part.read_to_end(&mut kept).unwrap();
    assert_eq!(kept, seen.bytes, "the picture of the settings");

    // taken off, papers go on with room for it
    admin
        .post(&format!("{kop}/lambang/lepas"), &[("jenis", "daerah")])
        .await;
    tapem.get(&minutes).await;
    let paper = world.proofs.last();
    assert!(paper.letterhead.unwrap().picture.is_none());
    let history = admin.get("/99.99/pengaturan/jejak-audit").await.words();
    for text in ["Ukuran kertas", "Lambang Daerah", "Alamat kop"] {
        assert!(history.contains(text), "{text}");
    }
    // who may not change it sees no form, and cannot send one
    let seen = tapem.get(kop).await;
    assert!(!seen.body.contains("name=\"kertas\""));
    let mut kadis = world.sign_in("kadis.dlh").await;
    let refused = kadis.post(kop, &[("kertas", "f4")]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    world.check().await;
});

both!(a_signed_paper_keeps_its_emblem_and_is_no_other, |world| {
    let mut admin = world.sign_in("admin").await;
    put_emblem(&mut admin, "daerah", &crest(200)).await;
    let mut tapem = world.sign_in("tapem").await;
    let meeting = hold_meeting(&world, &mut tapem, "Rakor Lambang").await;
    let fields = [
        ("jenis", "notula"),
        ("cara", "sendiri"),
        ("jabatan", "Wali Kota"),
        ("nama", "Nama Pimpinan, M.Si"),
    ];
    let paper = prepare(&mut tapem, &meeting, &fields).await;
    let signed = [
        ("nama", "Nama Pimpinan, M.Si"),
        ("jabatan", "Wali Kota"),
        ("tanggal", "2026-11-20"),
    ];
    let taken = take(&mut tapem, &paper, "tanda-tangan", &signed).await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.words());
    tapem.get(&format!("{paper}/cetak.pdf")).await;
    let before = world.proofs.last();

    put_emblem(&mut admin, "daerah", &crest(300)).await;
    admin
        .post("/99.99/pengaturan/kop", &[("kertas", "a4")])
        .await;
    let page = tapem.get(&paper).await.words();
    assert!(!page.contains("berubah setelah naskah ini"), "{page}");
    tapem.get(&format!("{paper}/cetak.pdf")).await;
    let after = world.proofs.last();
    assert_eq!(before.format, after.format);
    assert_eq!(before.letterhead, after.letterhead);
    let hash = after.letterhead.unwrap().picture.unwrap().hash;
    // the old picture is still named, so the sweep leaves it
    world.clock.advance(60 * 365 * 24 * 3600);
    tuntas::server::sweep_files(&world.app).await.unwrap();
    assert!(world.app.files().path(&hash).exists());
});

both!(a_signer_comes_from_the_recorded_holder, |world| {
    let mut tapem = world.sign_in("tapem").await;
    let meeting = hold_meeting(&world, &mut tapem, "Rakor Pejabat").await;
    let form = tapem
        .get(&format!(
            "/99.99/rapat/{meeting}/naskah/baru?jenis=undangan"
        ))
        .await;
    let secretary = form
        .body
        .split("<option value=\"")
        .find(|option| option.contains(">Sekretaris Daerah: "))
        .and_then(|option| option.split('"').next())
        .expect("the secretary among the choices")
        .to_owned();
    let fields = [
        ("jenis", "undangan"),
        ("hal", "Undangan"),
        ("kepada", "Camat Utara"),
        ("cara", "sendiri"),
        ("jabatan", "Nobody"),
        ("pejabat", secretary.as_str()),
    ];
    let paper = prepare(&mut tapem, &meeting, &fields).await;
    tapem.get(&format!("{paper}/cetak.pdf")).await;
    let block = world.proofs.last().signatures.unwrap().right;
    assert_eq!(block.office, ["SEKRETARIS DAERAH,"]);
    assert!(!block.name.starts_with('.') && !block.name.is_empty());
    assert!(!block.rank.is_empty(), "{block:?}");
    // printed 8-6-1-3
    let groups: Vec<usize> = block.nip.split(' ').map(str::len).collect();
    assert_eq!(groups, [8, 6, 1, 3], "{block:?}");
    // who holds the post no longer is not signed for
    let gone = [
        ("jenis", "notula"),
        ("cara", "sendiri"),
        ("pejabat", "00000000-0000-7000-8000-000000000000"),
    ];
    let refused = tapem
        .post(&format!("/99.99/rapat/{meeting}/naskah"), &gone)
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("pejabat-error"));
});
