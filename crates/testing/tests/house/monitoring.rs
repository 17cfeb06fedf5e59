//! Who has written, signed and reported, and who is late; the outcome IKK a unit owns by the list of
//! indicators.

use axum::http::StatusCode;
use platform::RegionCode;
use testing::{both, press, rounds::indicator_input};

use crate::{
    agreements::{BASE, add_line, agreement, open_year, signed, year},
    books,
};

both!(
    s4_6_monitoring_says_who_has_signed_and_reported_and_who_is_late,
    |world| {
        let mut sekda = world.sign_in("sekda").await;
        let page = signed(&world, &mut sekda, &["dlh"]).await.remove(0);
        let mut kadis = world.sign_in("kadis.dlh").await;
        let shown = kadis.get(&page).await;
        let id = shown
            .body
            .split("/99.99/realisasi-pk/")
            .nth(1)
            .expect("a quarter");
        let path = format!("/99.99/realisasi-pk/{}", id.split('"').next().unwrap());
        let form = kadis.get(&path).await;
        let (key, version) = (form.field("baris"), form.field("versi"));
        let fields = [
            ("baris", key.as_str()),
            ("nilai", "20"),
            ("keadaan", ""),
            ("keterangan", ""),
            ("versi", version.as_str()),
        ];
        let kept = kadis.post(&path, &fields).await;
        assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.words());
        let sent = kadis.decide(&path, &format!("{path}/ajukan"), &[]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.words());

        let path = format!("{BASE}/tahun/{}/monitoring", year(&world).await);
        let mut other = world.sign_in("kadis.dinkes").await;
        let page = other.get(&path).await.words();
        assert!(
            page.contains("Monitoring Perjanjian Kinerja 2026"),
            "{page}"
        );
        let rows = books::rows(&other.get(&format!("{path}.xlsx")).await);
        let of = |unit: &str| {
            let found = rows.iter().find(|row| row.iter().any(|cell| cell == unit));
            found.unwrap_or_else(|| panic!("{unit}: {rows:?}")).clone()
        };
        // in November: the first quarter came after its date, the others are late, the fourth is not over
        let own = of("Dinas Lingkungan Hidup");
        assert_eq!(
            (own[2].as_str(), own[3].as_str()),
            ("Ditandatangani", "20 Januari 2026")
        );
        assert!(
            own[4].starts_with("Terkirim, ") && own[4].contains("Terlambat"),
            "{own:?}"
        );
        assert!(own[5].starts_with("Belum dikirim, Terlambat"), "{own:?}");
        assert_eq!(own[7], "Belum diminta");
        let unsigned = of("Dinas Kesehatan");
        assert!(
            unsigned[3].starts_with("Belum TTD, Terlambat"),
            "{unsigned:?}"
        );
        assert_eq!(
            unsigned[4], "Belum diminta",
            "nothing is asked of who has not signed"
        );
        world.proofs.take();
        other.get(&format!("{path}.pdf")).await;
        let cells = press::rows(&world.proofs.last());
        assert!(cells.contains(&own), "{cells:?}");
        let word = other.get(&format!("{path}.docx")).await;
        assert_eq!(word.status, StatusCode::OK);
        world.check().await;
    }
);

both!(
    s4_15_each_outcome_ikk_a_unit_owns_is_present_or_absent_by_the_list_of_indicators,
    |world| {
        let mut sekda = world.sign_in("sekda").await;
        open_year(&world, &mut sekda, &[]).await;
        let (page, unit) = (agreement(&world, "dlh").await, world.unit("dlh").await);
        let elsewhere = world.unit("dinkes").await;
        let region: RegionCode = "99.99".parse().unwrap();
        world
            .app
            .db()
            .maintain(&region, "system.load", move |tx| {
                Box::pin(async move {
                    let mut output = indicator_input("2.e.1-k1", unit);
                    output.kind = values::rules::IndicatorKind::Output;
                    let list = [
                        indicator_input("2.e.1", unit),
                        indicator_input("2.e.2", unit),
                        indicator_input("1.b.2", elsewhere),
                        output,
                    ];
                    values::store::put_list(tx, "lppd", 2025, "uji", &list).await?;
                    // a list of a later year says nothing about this one
                    let later = [indicator_input("2.e.9", unit)];
                    values::store::put_list(tx, "lppd", 2027, "uji", &later).await?;
                    Ok(())
                })
            })
            .await
            .unwrap();
        let mut kadis = world.sign_in("kadis.dlh").await;
        let before = kadis.get(&page).await.words();
        assert!(
            before.contains("belum ada pada perjanjian (menurut Daftar Indikator 2025)"),
            "{before}"
        );
        for code in ["2.e.1 Persentase", "2.e.2 Persentase"] {
            assert!(before.contains(code), "{code}: {before}");
        }
        for code in ["1.b.2", "2.e.1-k1", "2.e.9"] {
            assert!(!before.contains(code), "{code}: {before}");
        }
        let more = [("satuan", "%"), ("ikk", "2.e.1")];
        let added = add_line(&mut kadis, &page, &more).await;
        assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.words());
        let shown = kadis.get(&page).await.words();
        assert!(shown.contains("IKK hasil pada perjanjian 2.e.1"), "{shown}");
        assert!(shown.contains("2.e.2 Persentase"), "{shown}");
        // the list says it: nobody types it any more
        let form = kadis.get(&format!("{page}/ubah")).await;
        assert!(form.words().contains("menurut Daftar Indikator 2025"));
        assert!(!form.body.contains("<textarea"), "{}", form.body);
        world.check().await;
    }
);

both!(
    s4_9_an_objective_is_linked_to_the_mission_of_the_vision,
    |world| {
        let mut sekda = world.sign_in("sekda").await;
        open_year(&world, &mut sekda, &[]).await;
        let vision = "Siantar Sehat, Sejahtera, dan Berkualitas";
        for (number, words) in [("1", "Kota sehat"), ("2", "Kota sejahtera")] {
            let fields = [
                ("awal", "2022"),
                ("akhir", "2027"),
                ("nomor", number),
                ("isi", words),
            ];
            let made = sekda.post("/99.99/rencana-aksi/misi", &fields).await;
            assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.words());
        }
        let fields = [
            ("judul", "RPJMD 2022-2027"),
            ("peraturan", "Perda 7 Tahun 2022"),
            ("awal", "2022"),
            ("akhir", "2027"),
            ("visi", vision),
        ];
        let made = sekda.post("/99.99/rpjmd", &fields).await;
        assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.words());
        let tree = sekda.get(made.location()).await.words();
        assert!(
            tree.contains(vision) && tree.contains("Kota sejahtera"),
            "{tree}"
        );

        // the missions of that vision are offered, and the one chosen stands on the agreement
        let page = agreement(&world, "dlh").await;
        let mut kadis = world.sign_in("kadis.dlh").await;
        let form = kadis.get(&format!("{page}/baris")).await;
        let offered = form.body.split("name=\"misi\"").nth(1).unwrap();
        let second = offered.split("<option value=\"").nth(3).unwrap();
        let (mission, words) = second.split_once('"').unwrap();
        assert!(words.contains("Kota sejahtera"), "{words}");
        let linked = [("satuan", "layanan"), ("misi", mission)];
        let added = add_line(&mut kadis, &page, &linked).await;
        assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.words());
        let shown = kadis.get(&page).await.words();
        assert!(
            shown.contains("Misi 2 (2022-2027): Kota sejahtera"),
            "{shown}"
        );
        world.check().await;
    }
);

both!(
    the_result_of_an_ikk_is_taken_openly_and_stays_when_it_moves_on,
    |world| {
        world.clock.advance(60 * 24 * 3600);
        let mut sekda = world.sign_in("sekda").await;
        open_year(&world, &mut sekda, &[]).await;
        let (page, unit) = (agreement(&world, "dlh").await, world.unit("dlh").await);
        let region: RegionCode = "99.99".parse().unwrap();
        world
            .app
            .db()
            .maintain(&region, "system.load", move |tx| {
                Box::pin(async move {
                    let list = [indicator_input("2.e.1", unit)];
                    values::store::put_list(tx, "lppd", 2026, "uji", &list).await?;
                    Ok(())
                })
            })
            .await
            .unwrap();
        let mut kadis = world.sign_in("kadis.dlh").await;
        // only a line whose last quarter is the year may take it: this one is added up
        for (kind, name) in [("3", "Persentase uji"), ("1", "Yang dijumlahkan")] {
            let form = kadis.get(&format!("{page}/baris")).await;
            let fields = [
                ("sasaran", "Kota bersih"),
                ("indikator", name),
                ("target", "100"),
                ("satuan", "%"),
                ("arah", "higher"),
                ("triwulan", kind),
                ("tw1", "25"),
                ("tw2", "25"),
                ("tw3", "25"),
                ("tw4", "100"),
                ("ikk", "2.E.1"),
                ("sekali", &form.field("sekali")),
                ("versi", &form.field("versi")),
            ];
            let added = kadis.post(&format!("{page}/baris"), &fields).await;
            assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.words());
        }
        let sent = kadis.decide(&page, &format!("{page}/ajukan"), &[]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.words());
        let held = crate::agreements::ceremony(&world, &mut sekda).await;
        let done = crate::agreements::sign(&mut sekda, &held, &[&page], "2026-01-20").await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.words());

        let result = |amount: &str, line: &str| {
            format!(
                "insert into indicator_result (region, indicator_id, state, amount, line, computed_at) \
                 select region, id, 0, '{amount}', '{line}', 1 from indicator \
                 where region = '99.99' and year = 2026 \
                 on conflict (region, indicator_id) do update set amount = excluded.amount, \
                 line = excluded.line"
            )
        };
        let line = "(4.512 ÷ 5.003) × 100 = 90,19 %";
        world.tamper(&result("451200/5003", line)).await;
        let shown = kadis.get(&page).await;
        let fourth = shown
            .body
            .split("/99.99/realisasi-pk/")
            .nth(4)
            .expect("a quarter");
        let path = format!("/99.99/realisasi-pk/{}", fourth.split('"').next().unwrap());
        let form = kadis.get(&path).await;
        assert_eq!(
            form.body.matches("name=\"ambil\"").count(),
            1,
            "not where figures are added up"
        );
        assert!(form.words().contains(line), "{}", form.words());
        let keys: Vec<&str> = form
            .body
            .split("name=\"baris\" value=\"")
            .skip(1)
            .filter_map(|part| part.split('"').next())
            .collect();
        let version = form.field("versi");
        let fields = [
            ("versi", version.as_str()),
            ("baris", keys[0]),
            ("nilai", ""),
            ("keadaan", ""),
            ("keterangan", ""),
            ("ambil", keys[0]),
            ("baris", keys[1]),
            ("nilai", "12"),
            ("keadaan", ""),
            ("keterangan", ""),
        ];
        let kept = kadis.post(&path, &fields).await;
        assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.words());
        let kept = kadis.get(&path).await;
        assert!(kept.body.contains("value=\"90,19\""), "{}", kept.body);

        // the list moves on: what was taken stays, and the page says so
        world.tamper(&result("91", "91 %")).await;
        let moved = kadis.get(&path).await.words();
        assert!(
            moved.contains("Hasil IKK sudah berubah sejak diambil"),
            "{moved}"
        );
        let sent = kadis.decide(&path, &format!("{path}/ajukan"), &[]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.words());
        let read = sekda.get(&path).await.words();
        let words = format!("Hasil IKK 2.e.1 tahun 2026: {line}");
        assert!(read.contains("90,19") && read.contains(&words), "{read}");
        // the result was no result of any figure
        world
            .tamper("delete from indicator_result where region = '99.99'")
            .await;
        world.check().await;
    }
);
