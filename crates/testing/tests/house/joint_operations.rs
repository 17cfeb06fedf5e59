//! *Operasi Gabungan*: one operation with several leads, place by place; and the map of areas.

use axum::http::{StatusCode, header};
use government::Role;
use testing::{
    both,
    client::{Upload, picture},
};

use crate::{books, steps::led_to};

both!(
    s1_14_one_operation_with_two_lead_opd_evidence_and_locations_with_status,
    |world| {
        let satpol = world.unit("satpol-pp").await;
        let dishub = world.unit("dishub").await;
        let supporter = world.unit("disperindag").await;
        let mut first = world
            .person("99.99", satpol, Role::Head, "Kasat")
            .await
            .client;
        let mut second = world
            .person("99.99", dishub, Role::Head, "Kadishub")
            .await
            .client;
        let form = first.get("/99.99/operasi/baru").await;
        let once = form.field("sekali");
        let (one, two, third) = (
            satpol.to_string(),
            dishub.to_string(),
            supporter.to_string(),
        );
        let fields = [
            ("judul", "Penertiban pasar dan parkir 2019"),
            ("mulai", "2026-11-02"),
            ("penanggung", one.as_str()),
            ("penanggung", two.as_str()),
            ("pendukung", third.as_str()),
            (
                "lokasi",
                "Pasar Anggrek\nParkir Jalan Melati\n\nPasar Lontar",
            ),
            ("sekali", once.as_str()),
        ];
        // somebody else's operation is not theirs to begin
        let mut stranger = world.sign_in("kadis.dlh").await;
        let refused = stranger.post("/99.99/operasi", &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains("penanggung-error"));
        let made = first.post("/99.99/operasi", &fields).await;
        assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.words());
        let page = made.location().to_owned();
        let words = first.get(&page).await.words();
        assert!(
            words.contains("Satuan Polisi Pamong Praja, Dinas Perhubungan")
                || words.contains("Dinas Perhubungan, Satuan Polisi Pamong Praja"),
            "{words}"
        );
        assert!(words.contains("0 dari 3 lokasi selesai"), "{words}");

        // the other lead notes findings and what was done, with pictures of before and after
        let spot = world
            .id("select id from operation_place where region = '99.99' and number = 2")
            .await;
        let path = format!("/99.99/operasi/lokasi/{spot}");
        let form = second.get(&path).await;
        assert_eq!(form.status, StatusCode::OK);
        let (version, once) = (form.field("versi"), form.field("sekali"));
        let (before, after) = (picture(5), picture(6));
        let files = [
            Upload {
                field: "foto_sebelum",
                name: "a.png",
                bytes: &before,
            },
            Upload {
                field: "foto_sesudah",
                name: "b.png",
                bytes: &after,
            },
        ];
        let fields = [
            ("unit", two.as_str()),
            ("tanggal", "2026-11-20"),
            ("temuan", "Parkir dua lapis"),
            ("tindakan", "Marka dicat ulang"),
            ("status", "selesai"),
            ("versi", version.as_str()),
            ("sekali", once.as_str()),
        ];
        let sent = second
            .upload(&format!("{path}/lapor"), &fields, &files)
            .await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.words());
        let again = second
            .upload(&format!("{path}/lapor"), &fields, &files)
            .await;
        assert_eq!(again.status, StatusCode::SEE_OTHER, "counted once");
        let stale: Vec<_> = fields
            .iter()
            .filter(|it| it.0 != "sekali")
            .copied()
            .collect();
        let stale = second.upload(&format!("{path}/lapor"), &stale, &[]).await;
        assert_eq!(stale.status, StatusCode::CONFLICT, "the place moved on");
        let shown = first.get(&page).await;
        let words = shown.words();
        for text in [
            "1 dari 3 lokasi selesai",
            "2. Parkir Jalan Melati Selesai",
            "1. Pasar Anggrek Belum",
            "Temuan: Parkir dua lapis",
            "Tindakan: Marka dicat ulang",
            "Parkir Jalan Melati (sebelum)",
            "Parkir Jalan Melati (sesudah)",
            // S0-42: what every involved unit contributed and which did nothing
            "3 unit, 2 belum berkontribusi",
            "Dinas Perhubungan Penanggung jawab 1 catatan di 1 lokasi, 2 foto",
            "Satuan Polisi Pamong Praja Penanggung jawab Belum ada",
            "Dinas Perindustrian dan Perdagangan Pendukung Belum ada",
        ] {
            assert!(words.contains(text), "{text}: {words}");
        }
        let refused = stranger.get(&path).await;
        assert_eq!(
            refused.status,
            StatusCode::FORBIDDEN,
            "not in the operation"
        );
        let rows = books::rows(&first.get("/99.99/operasi.xlsx").await);
        let spots: Vec<_> = rows
            .iter()
            .filter(|row| row.len() > 7 && row[5].contains("Pasar"))
            .collect();
        assert_eq!(spots.len(), 2, "{rows:?}");

        // a place more
        let form = first.get(&page).await;
        let once = form.field("sekali");
        let fields = [
            ("nama", "Terminal"),
            ("wilayah", "99.99.02.1001"),
            ("sekali", once.as_str()),
        ];
        let added = first.post(&format!("{page}/lokasi"), &fields).await;
        assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.words());
        let words = first.get(&page).await.words();
        assert!(
            words.contains("4. Terminal Kelurahan Alun Melati"),
            "{words}"
        );
        assert!(led_to(&page).len() == 36);
        world.check().await;
    }
);

both!(
    the_map_finds_its_areas_at_home_and_the_table_says_the_same_without_it,
    |world| {
        let mut kadis = world.sign_in("kadis.dlh").await;
        let page = kadis.get("/99.99/kegiatan/keteraturan").await;
        let source = page.body.split("data-map=\"").nth(1).unwrap();
        let source = source.split('"').next().unwrap().to_owned();
        assert!(
            source.starts_with("/99.99/wilayah/batas.geojson?v="),
            "{source}"
        );
        assert!(page.body.contains("/aset/map-") || page.body.contains("/aset/none"));
        assert!(
            !page.body.contains("style="),
            "no style of ours in the page"
        );
        let areas = kadis.get(&source).await;
        assert_eq!(areas.headers[header::CONTENT_TYPE], "application/geo+json");
        let kept = areas.headers[header::CACHE_CONTROL].to_str().unwrap();
        assert!(
            kept.contains("private") && kept.contains("max-age"),
            "{kept}"
        );
        let found: serde_json::Value = serde_json::from_str(&areas.body).unwrap();
        let found = found["features"].as_array().unwrap();
        assert_eq!(found.len(), 22);
        for area in found {
            let code = area["properties"]["code"].as_str().unwrap();
            assert!(
                page.body.contains(&format!("data-area=\"{code}\"")),
                "{code}"
            );
            assert!(
                area["properties"]["source"]
                    .as_str()
                    .unwrap()
                    .contains("rekaan")
            );
        }
        // an area whose boundary nobody loaded stands in the table only
        world
            .tamper(
                "delete from area_boundary where region = '99.99' and area_code = '99.99.01.1001'",
            )
            .await;
        let areas = kadis.get(&source).await.body;
        assert!(!areas.contains("99.99.01.1001") && areas.contains("99.99.01.1002"));
        let words = kadis.get("/99.99/kegiatan/keteraturan").await.words();
        assert!(words.contains("Padma Rimba"), "{words}");
        // other pages do not carry the script of maps
        let other = kadis.get("/99.99/kegiatan").await.body;
        assert!(!other.contains("/aset/map-"));
        let mut visitor = world.visitor();
        assert_eq!(visitor.get(&source).await.status, StatusCode::SEE_OTHER);
        world.check().await;
    }
);
