//! Criteria of issue 5 that other tests hold only in passing, each with its own example.

use axum::http::StatusCode;
use government::Role;
use platform::date;
use testing::{Client, World, both, press};

use crate::{
    agreements::{BASE, LINE, agreement, open_year, open_year_of, sign, write_and_send, year},
    books,
    round_versions::fill,
    rounds::{health, indicator, open_round, row, taken},
};

both!(
    s3_17_kmc_shows_the_regulation_and_the_period_it_rests_on,
    |world| {
        let mut sekda = world.sign_in("sekda").await;
        let mission = [
            ("awal", "2021"),
            ("akhir", "2026"),
            ("nomor", "1"),
            ("isi", "Masyarakat sejahtera"),
        ];
        let made = sekda.post("/99.99/rencana-aksi/misi", &mission).await;
        assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.words());
        let plan = [
            ("judul", "RPJMD 2021-2026"),
            ("peraturan", "Perda Nomor 7 Tahun 2021"),
            ("awal", "2021"),
            ("akhir", "2026"),
            ("visi", "Ceria"),
        ];
        let made = sekda.post("/99.99/rpjmd", &plan).await;
        assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.words());
        let add = format!("{}/prioritas", made.location());
        let form = sekda.get(&add).await;
        let offered = form.body.split("name=\"misi\"").nth(1).expect("missions");
        let mission = offered.split("<option value=\"").nth(2).expect("one");
        let mission = mission.split('"').next().expect("its id").to_owned();
        let unit = world.unit("diskominfo").await.to_string();
        let fields = [
            ("nomor", "1"),
            ("nama", "Kartu Metro Ceria (KMC)"),
            ("tujuan", "Kesejahteraan masyarakat"),
            ("unit", unit.as_str()),
            ("misi", mission.as_str()),
        ];
        let made = sekda.post(&add, &fields).await;
        assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.words());
        // any agency opens it
        let mut reader = world.sign_in("kadis.dlh").await;
        let board = reader.get("/99.99/program-prioritas").await;
        let link = board.body.split("href=\"/99.99/program-prioritas/").nth(1);
        let id = link.and_then(|it| it.split('"').next()).expect("a link");
        let shown = reader
            .get(&format!("/99.99/program-prioritas/{id}"))
            .await
            .words();
        for told in [
            "Kartu Metro Ceria (KMC)",
            "Perda Nomor 7 Tahun 2021",
            "2021-2026",
        ] {
            assert!(shown.contains(told), "{told}: {shown}");
        }
        world.check().await;
    }
);

both!(
    s4_1_the_ceremony_of_2_march_2023_stands_on_what_is_printed,
    |world| {
        // whoever holds a post did so then
        world
            .tamper("update holder set from_date = '2022-02-22' where region = '99.99'")
            .await;
        world
            .clock
            .set(date::at(date::parse("2023-03-02").unwrap(), 8 * 60, 7));
        let office = world.unit("setda").await;
        let sekda = world.person("99.99", office, Role::Secretary, "Sekda Uji");
        let mut sekda = sekda.await.client;
        open_year_of(&world, &mut sekda, ("2023", "4/1/2023"), &[]).await;
        let (dlh, dinkes) = (
            agreement(&world, "dlh").await,
            agreement(&world, "dinkes").await,
        );
        for (key, page) in [("dlh", &dlh), ("dinkes", &dinkes)] {
            let unit = world.unit(key).await;
            let name = format!("Kepala {key}");
            let mut head = world.person("99.99", unit, Role::Head, &name).await;
            write_and_send(&mut head.client, page).await;
        }
        let path = format!("{BASE}/tahun/{}/penandatanganan", year(&world).await);
        let once = sekda.get(&path).await.field("sekali");
        let fields = [
            ("tanggal", "2/3/2023"),
            ("tempat", "Ruang Serbaguna Bappeda"),
            ("sekali", once.as_str()),
        ];
        let held = sekda.post(&path, &fields).await;
        assert_eq!(held.status, StatusCode::SEE_OTHER, "{}", held.words());
        let held = held.location().to_owned();
        let done = sign(&mut sekda, &held, &[&dlh, &dinkes], "2023-03-02").await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.words());

        let shown = sekda.get(&held).await.words();
        for told in [
            "2 Maret 2023",
            "Ruang Serbaguna Bappeda",
            "2 ditandatangani di sini",
        ] {
            assert!(shown.contains(told), "{told}: {shown}");
        }
        // all at once: who signed carries day and place, who did not is listed
        world.proofs.take();
        let printed = sekda
            .get(&format!("{BASE}/tahun/{}/cetak.pdf", year(&world).await))
            .await;
        assert_eq!(printed.status, StatusCode::OK);
        let papers = world.proofs.take();
        let own = papers.iter().find(|it| it.name.contains("Lingkungan"));
        let own = own.expect("the environment agency");
        assert_eq!(own.title[0], "PERJANJIAN KINERJA TAHUN 2023");
        let words = serde_json::to_string(own).unwrap();
        assert!(words.contains("Ruang Serbaguna Bappeda"), "{words}");
        assert!(words.contains("2 Maret 2023"), "{words}");
        assert!(!press::fact(own, "Jabatan").is_empty());
        let list = sekda.get(BASE).await.words();
        assert!(
            list.contains("2 dari") && list.contains("Belum TTD"),
            "{list}"
        );
        world.check().await;
    }
);

both!(
    s4_4_a_line_needs_objective_indicator_target_and_measure,
    |world| {
        let mut sekda = world.sign_in("sekda").await;
        open_year(&world, &mut sekda, &[]).await;
        let page = agreement(&world, "dlh").await;
        let mut kadis = world.sign_in("kadis.dlh").await;
        for missing in ["sasaran", "indikator", "target", "satuan"] {
            let form = kadis.get(&format!("{page}/baris")).await;
            let (once, version) = (form.field("sekali"), form.field("versi"));
            let mut fields = LINE.to_vec();
            fields.extend([
                ("satuan", "layanan"),
                ("sekali", once.as_str()),
                ("versi", version.as_str()),
            ]);
            for (name, value) in &mut fields {
                if *name == missing {
                    *value = "";
                }
            }
            let refused = kadis.post(&format!("{page}/baris"), &fields).await;
            assert_eq!(
                refused.status,
                StatusCode::UNPROCESSABLE_ENTITY,
                "{missing}"
            );
            assert!(
                refused.body.contains(&format!("{missing}-error")),
                "{missing}: beside the field"
            );
        }
        let kept = "select count(*) from agreement_line where region = '99.99'";
        assert_eq!(world.number(kept).await, 0);
        world.check().await;
    }
);

/// A row of the recap of a round by the names of its columns.
async fn recap(who: &mut Client, round: &str, columns: &[&str]) -> Vec<String> {
    let rows = books::rows(&who.get(&format!("{round}/rekap.xlsx")).await);
    let head = rows.iter().find(|row| row.contains(&"TDI".to_owned()));
    let head = head.expect("a head");
    let row = rows.iter().find(|row| row[1] == "Dinas Kesehatan");
    let row = row.expect("the agency");
    let of = |name: &&str| {
        let place = head.iter().position(|cell| cell == name);
        row[place.unwrap_or_else(|| panic!("{name}: {head:?}"))].clone()
    };
    columns.iter().map(of).collect()
}

/// A round in which the health agency filled in one IKK, says of another that it is not carried out and of a
/// third that there are no data yet; sent, and with the reviewer.
async fn reviewed(world: &World, tapem: &mut Client) -> (String, crate::rounds::Health, Client) {
    let round = open_round(tapem).await;
    let mut health = health(world).await;
    let path = health.path.clone();
    let auditor = world.unit("inspektorat").await;
    let auditor = world.person("99.99", auditor, Role::Auditor, "Auditor Uji");
    let auditor = auditor.await.client;
    let (mothers, births, toddlers) = (
        indicator(world, "1.b.3").await,
        indicator(world, "1.b.4").await,
        indicator(world, "1.b.6").await,
    );
    fill(&mut health.operator, &path, mothers, "4512", "5003").await;
    let bare = [("angka-A", ""), ("status-A", "tidak"), ("angka-B", "200")];
    let refused = row(&mut health.operator, &path, births, &bare).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "a reason");
    let mut why = bare.to_vec();
    why.push(("alasan-A", "Layanan tidak dibuka tahun ini"));
    let kept = row(&mut health.operator, &path, births, &why).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.words());
    let later = [
        ("angka-A", ""),
        ("status-A", "belum"),
        ("alasan-A", "Survei belum selesai"),
        ("rencana-A", "Rekap puskesmas"),
        ("tanggal-A", "2027-01-20"),
        ("angka-B", "8000"),
    ];
    let mut planless = later.to_vec();
    planless.retain(|(name, _)| *name != "rencana-A");
    let refused = row(&mut health.operator, &path, toddlers, &planless).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "a plan");
    let kept = row(&mut health.operator, &path, toddlers, &later).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.words());
    taken(&mut health.head, &path, "kirim", "").await;
    taken(tapem, &path, "desk/terima", "").await;
    (round, health, auditor)
}

both!(
    s4_18_s4_20_tdi_not_carried_out_and_not_filled_are_counted_apart,
    |world| {
        let mut tapem = world.sign_in("tapem").await;
        let (round, mut health, mut auditor) = reviewed(&world, &mut tapem).await;
        let path = health.path.clone();
        let columns = [
            "Terisi",
            "TDI",
            "Tidak diselenggarakan",
            "Data belum tersedia",
        ];
        let before = recap(&mut tapem, &round, &columns).await;
        assert_eq!(before[1..], ["0", "1", "1"], "{before:?}");

        // only the reviewer says TDI, and with words; what was not carried out stays what it is
        let toddlers = indicator(&world, "1.b.6").await;
        let fields = [("jenis", "tdi"), ("unsur", "A"), ("uraian", "")];
        let silent = auditor
            .post(&format!("{path}/chr/{toddlers}"), &fields)
            .await;
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
        let fields = [
            ("jenis", "tdi"),
            ("unsur", "A"),
            ("uraian", "Tidak ada catatan layanan"),
        ];
        let noted = auditor
            .post(&format!("{path}/chr/{toddlers}"), &fields)
            .await;
        assert_eq!(noted.status, StatusCode::SEE_OTHER, "{}", noted.words());
        let after = recap(&mut tapem, &round, &columns).await;
        assert_eq!(after[1..], ["1", "1", "0"], "{after:?}");
        assert_eq!(after[0], before[0], "neither is a figure");

        // per unit and per affair, with target, reason and plan
        let board = tapem.get(&round).await.words();
        assert!(board.contains("TDI 1 unsur, target 0"), "{board}");
        let affairs = board.split("Per urusan").nth(1).expect("affairs");
        let health_row = affairs.split("Kesehatan").nth(1).expect("the affair");
        let education = affairs.split("Pendidikan").nth(1).expect("another");
        let tdi = |row: &str| {
            let until = row.find('%').map_or(row, |_| row);
            until
                .split_whitespace()
                .take(12)
                .collect::<Vec<_>>()
                .join(" ")
        };
        assert!(tdi(health_row).contains(" 1 "), "{}", tdi(health_row));
        assert!(!tdi(education).contains(" 1 "), "{}", tdi(education));
        for told in ["Survei belum selesai", "Layanan tidak dibuka tahun ini"] {
            assert!(board.contains(told), "{told}: {board}");
        }

        // not carried out is computed as the zero it counts as, and is called by its name
        let births = indicator(&world, "1.b.4").await;
        let one = health.operator.get(&format!("{path}/ikk/{births}")).await;
        assert!(
            one.words().contains("Tidak diselenggarakan"),
            "{}",
            one.words()
        );
        assert!(!one.words().contains("TDI"), "{}", one.words());
        world.check().await;
    }
);

both!(
    s4_17_what_comes_back_with_a_note_is_answered_and_counted,
    |world| {
        let mut tapem = world.sign_in("tapem").await;
        let (round, mut health, mut auditor) = reviewed(&world, &mut tapem).await;
        let path = health.path.clone();
        let mothers = indicator(&world, "1.b.3").await;
        let fields = [
            ("jenis", "angka"),
            ("unsur", "A"),
            ("uraian", "Angka berbeda dari profil"),
        ];
        let noted = auditor
            .post(&format!("{path}/chr/{mothers}"), &fields)
            .await;
        assert_eq!(noted.status, StatusCode::SEE_OTHER, "{}", noted.words());
        for round_trip in 1..=2 {
            taken(&mut auditor, &path, "reviu/kembalikan", "Lihat CHR").await;
            let board = tapem.get(&round).await.words();
            let told = format!("Dikembalikan {round_trip} kali");
            assert!(board.contains(&told), "{told}: {board}");
            let finding = world
                .id("select id from review_finding where region = '99.99'")
                .await;
            let version = world
                .number("select version from review_finding where region = '99.99'")
                .await
                .to_string();
            let words = format!("Sudah dicocokkan, putaran {round_trip}");
            let fields = [("versi", version.as_str()), ("uraian", words.as_str())];
            let said = health
                .operator
                .post(&format!("{path}/tanggapan/{finding}"), &fields)
                .await;
            assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.words());
            taken(&mut health.head, &path, "kirim", "").await;
        }
        // both sides' words stand, by IKK
        let chr = auditor.get(&format!("{path}/chr")).await.words();
        for told in [
            "1.b.3",
            "Angka berbeda dari profil",
            "Sudah dicocokkan, putaran 2",
        ] {
            assert!(chr.contains(told), "{told}: {chr}");
        }
        world.check().await;
    }
);

both!(
    s4_13_s4_22_the_board_says_how_far_each_unit_is_and_who_is_late,
    |world| {
        let mut tapem = world.sign_in("tapem").await;
        let round = open_round(&mut tapem).await;
        let mut health = health(&world).await;
        let mothers = indicator(&world, "1.b.3").await;
        let path = health.path.clone();
        fill(&mut health.operator, &path, mothers, "4512", "5003").await;
        let columns = [
            "Unsur",
            "Terisi",
            "Terisi (%)",
            "Berdata dukung",
            "Valid (%)",
        ];
        let told = recap(&mut tapem, &round, &columns).await;
        let whole: u32 = told[0].parse().expect("a number");
        assert_eq!(told[1], "2");
        assert_eq!(told[2], (200 / whole).to_string(), "{told:?}");
        assert_eq!((told[3].as_str(), told[4].as_str()), ("0", "0"));

        // the days that are left, then who let them pass
        let board = tapem.get(&round).await.words();
        assert!(board.contains("31 Januari 2027"), "{board}");
        let own = board.split("Per OPD").nth(1).expect("the units");
        assert!(
            board.contains("31 Januari 2027 · 46 hari kerja lagi"),
            "{board}"
        );
        assert!(!own.contains("Terlambat"), "{own}");
        world
            .clock
            .set(date::at(date::parse("2027-02-03").unwrap(), 9 * 60, 7));
        let mut tapem = world.sign_in("tapem").await;
        let board = tapem.get(&round).await;
        let late = board.words().matches("Terlambat 3 hari kerja").count();
        assert!(late > 1, "{}", board.words());
        let text = board.body.split("id=\"wa\"").nth(1).expect("for WhatsApp");
        let text = text.split("</textarea>").next().expect("its end");
        assert!(text.contains("Dinas Kesehatan"), "{text}");
        world.check().await;
    }
);
