//! *Periksa Ulang Tabel*: a published table in, its rows judged out, nothing kept.

use axum::http::{StatusCode, header};
use government::Role;
use testing::{Answer, Client, World, both, client::Upload};

const PAGE: &str = "/99.99/periksa-ulang";

/// Sends a table as a person does who presses one of the two buttons.
async fn send(client: &mut Client, kind: &str, button: &str, table: &[u8]) -> Answer {
    let file = Upload {
        field: "berkas",
        name: "lkjip-2022.csv",
        bytes: table,
    };
    let fields = [("jenis", kind), ("hasil", button)];
    client.upload(PAGE, &fields, &[file]).await
}

async fn inspector(world: &World) -> Client {
    let unit = world.unit("dlh").await;
    world
        .person("99.99", unit, Role::Auditor, "Orang Inspektorat")
        .await
        .client
}

both!(a_published_table_is_judged_row_by_row, |world| {
    let mut apip = inspector(&world).await;
    let form = apip.get(PAGE).await;
    assert_eq!(form.status, StatusCode::OK);
    assert!(form.words().contains("Berkas tidak disimpan"));
    assert!(
        form.words()
            .contains("indicator, target, actual, direction, published")
    );

    // one town's software says 0 %, another's 50 %
    let table = "indicator;target;actual;direction;published\n\
                 Angka kematian bayi;10;20;lower;0,00\n\
                 Angka kematian ibu;10;20;lower;50,00\n\
                 Rasio <b>guru</b>;TDI;20;higher;50,00\n";
    let judged = send(&mut apip, "lkjip", "lihat", table.as_bytes()).await;
    assert_eq!(judged.status, StatusCode::OK, "{}", judged.words());
    let words = judged.words();
    for part in [
        "Hasil: lkjip-2022.csv",
        "3 baris diperiksa.",
        "Tidak cocok: 1",
        "Cocok: 1",
        "Tidak dapat dihitung: 1",
        "2 Angka kematian ibu target 10; realisasi 20; arah lower 50,00 0",
        "target: TDI",
    ] {
        assert!(words.contains(part), "{part}: {words}");
    }
    assert!(judged.body.contains("Rasio &#60;b&#62;guru"));
    let place = |part: &str| words.find(part).unwrap();
    assert!(
        place("Angka kematian ibu") < place("Angka kematian bayi"),
        "what does not follow comes first"
    );
    assert!(judged.statements <= 6, "{}", judged.statements);

    let file = send(&mut apip, "lkjip", "unduh", table.as_bytes()).await;
    assert_eq!(file.status, StatusCode::OK);
    assert_eq!(
        file.headers[header::CONTENT_DISPOSITION],
        "attachment; filename=\"periksa-ulang-capaian-kinerja-lkjip.csv\""
    );
    assert_eq!(
        file.body,
        "indicator;target;actual;direction;published;computed;state;agrees;note\n\
         Angka kematian bayi;10;20;lower;0,00;0;computed;exact;\n\
         Angka kematian ibu;10;20;lower;50,00;0;computed;no;\n\
         Rasio <b>guru</b>;TDI;20;higher;50,00;;tdi;not_computable;target: TDI\n"
    );
    world.check().await;
});

both!(what_cannot_be_judged_is_said_beside_the_file, |world| {
    let mut apip = inspector(&world).await;
    for (kind, table, why) in [
        (
            "ikk",
            "kode,nama\n1,2\n".as_bytes(),
            "Kolom «code» tidak ada",
        ),
        (
            "ikk",
            b"PK\x03\x04 and the rest of a workbook",
            "Simpan Sebagai, jenis CSV",
        ),
        ("lppd", b"code\n", "Pilih jenis tabelnya."),
    ] {
        let refused = send(&mut apip, kind, "lihat", table).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.words().contains(why), "{}", refused.words());
    }
    let nothing = apip.upload(PAGE, &[("jenis", "budget")], &[]).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        nothing
            .words()
            .contains("Pilih berkas CSV yang akan diperiksa.")
    );
    assert!(
        nothing.body.contains("value=\"budget\" selected"),
        "what was chosen stays"
    );

    // as with every upload: past the limit the file is named, and nothing more is taken in
    let limit = usize::try_from(world.app.files().limit).unwrap();
    let large = send(&mut apip, "ikk", "lihat", &vec![b'1'; limit + 1]).await;
    assert_eq!(large.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        large.words().contains("melebihi batas"),
        "{}",
        large.words()
    );
    let folder = world.app.files().path(&"0".repeat(64));
    let incoming = folder.parent().unwrap().parent().unwrap().join("incoming");
    assert_eq!(
        std::fs::read_dir(incoming).unwrap().count(),
        0,
        "nothing is kept"
    );
    world.check().await;
});

both!(every_example_is_a_table_to_try, |world| {
    let mut apip = inspector(&world).await;
    for (kind, first) in [
        (
            "ikk",
            "code,name,numerator,denominator,published,formula,unit",
        ),
        ("lkjip", "indicator,target,actual,direction,published"),
        ("budget", "account,budget,realized,published"),
    ] {
        let example = apip.get(&format!("{PAGE}/contoh.csv?jenis={kind}")).await;
        assert_eq!(
            example.headers[header::CONTENT_TYPE],
            "text/csv; charset=utf-8"
        );
        assert!(example.body.starts_with(first), "{}", example.body);
        let judged = send(&mut apip, kind, "lihat", &example.bytes).await;
        assert_eq!(judged.status, StatusCode::OK);
        assert!(judged.words().contains("Cocok:"), "{}", judged.words());
    }
    world.check().await;
});
