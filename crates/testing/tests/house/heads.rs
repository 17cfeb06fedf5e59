//! *Bahan Evaluasi Kepala Perangkat Daerah*: what agreements achieved, for who led the unit then; read by few;
//! proposed by one person and decided by another, and never by the program.

use axum::http::StatusCode;
use government::{
    Role,
    account::Acting,
    posts::{Correction, NewHolder, Period, add_holder, correct},
};
use platform::{Uuid, date};
use testing::{Client, World, both, press, rounds::indicator_input};

use crate::{
    achievement::report,
    agreements::{
        BASE, agreement, ceremony, open_year, open_year_of, sign, signed, write_and_send, year,
    },
    books,
};

/// Who heads the environment agency in Kota Contoh.
const HEAD: &str = "Dra. Melati Suryaningrum, M.Si.";
/// Words that stand in a reason and nowhere else.
const NEEDLE: &str = "zqpertimbangan";

async fn list(world: &World) -> String {
    format!("{BASE}/tahun/{}/evaluasi-kepala", year(world).await)
}

/// The page of a head, as the list links to it.
async fn page_of(who: &mut Client, list: &str, name: &str) -> String {
    let shown = who.get(list).await;
    assert_eq!(shown.status, StatusCode::OK, "{}", shown.words());
    let at = shown
        .body
        .find(&format!(">{name}</a>"))
        .unwrap_or_else(|| panic!("{name}: {}", shown.words()));
    let before = &shown.body[..at];
    let link = before.rsplit("href=\"").next().expect("a link");
    link.split('"').next().expect("a link").to_owned()
}

/// The row of a head in the workbook.
fn row<'a>(rows: &'a [Vec<String>], name: &str) -> &'a Vec<String> {
    let mut all = rows.iter();
    all.find(|row| row.get(1).is_some_and(|cell| cell == name))
        .unwrap_or_else(|| panic!("{name}: {rows:?}"))
}

both!(
    s4_2_the_evaluation_of_heads_draws_on_what_their_agreements_achieved,
    |world| {
        let mut sekda = world.sign_in("sekda").await;
        let agreement = signed(&world, &mut sekda, &["dlh"]).await.remove(0);
        let path = list(&world).await;
        let before = sekda.get(&path).await.words();
        assert!(before.contains("Belum dapat dihitung"), "{before}");
        let mut kadis = world.sign_in("kadis.dlh").await;
        report(&mut kadis, &agreement, 1, &[("20", "", "")]).await;

        // the mean by the cited rule, and what is missing in words, never as 0
        let rows = books::rows(&sekda.get(&format!("{path}.xlsx")).await);
        let own = row(&rows, HEAD);
        assert_eq!(own[2], "Dinas Lingkungan Hidup");
        assert_eq!(own[4], "Seluruh tahun");
        assert_eq!((own[5].as_str(), own[6].as_str()), ("20", "20"), "{own:?}");
        assert_eq!(
            (own[7].as_str(), own[8].as_str(), own[9].as_str()),
            ("1", "1", "Triwulan I")
        );
        assert_eq!(
            own[10],
            "Triwulan II belum dikirim; Triwulan III belum dikirim"
        );
        assert!(own[11].starts_with("Triwulan I: terlambat"), "{own:?}");
        assert_eq!(own[12], "Belum diminta");
        assert_eq!(own[13], "Belum ada daftar IKK 2026");
        assert_eq!(own[14], "Belum ada usulan");
        let unsigned = rows.iter().find(|row| row[2] == "Dinas Kesehatan");
        let unsigned = unsigned.expect("every agency");
        assert_eq!(unsigned[5], "Belum dapat dihitung");
        assert_eq!(unsigned[10], "Perjanjian belum ditandatangani");
        let lines = books::sheet_rows(&sekda.get(&format!("{path}.xlsx")).await, 1);
        let explained = "(20 ÷ 100) × 100 = 20,00 %";
        assert!(
            lines.iter().flatten().any(|cell| cell == explained),
            "{lines:?}"
        );

        // the head of the region reads the same, on screen and on paper
        let mut mayor = world.sign_in("walikota").await;
        let shown = mayor.get(&path).await.words();
        for words in [
            HEAD,
            "20,00 %",
            "1 dari 1 indikator dapat dihitung",
            "dibatasi 20,00 %",
        ] {
            assert!(shown.contains(words), "{words}: {shown}");
        }
        world.proofs.take();
        mayor.get(&format!("{path}.pdf")).await;
        let cells = press::rows(&world.proofs.last());
        let on_paper = cells.iter().find(|row| row[2] == "Dinas Lingkungan Hidup");
        let on_paper = on_paper.expect("the agency");
        assert!(on_paper[4].starts_with("20,00 %"), "{on_paper:?}");
        let word = mayor.get(&format!("{path}.docx")).await;
        assert_eq!(word.status, StatusCode::OK);

        // one of them: lines, quarters, the reviewer's note, the component beside it
        let note = [("catatan", "Lampirkan daftar hadir."), ("putusan", "catat")];
        let quarter = mayor.get(&agreement).await;
        let id = quarter
            .body
            .split("/99.99/realisasi-pk/")
            .nth(1)
            .expect("a quarter");
        let quarter = format!("/99.99/realisasi-pk/{}", id.split('"').next().unwrap());
        let noted = sekda
            .decide(&quarter, &format!("{quarter}/catatan"), &note)
            .await;
        assert_eq!(noted.status, StatusCode::SEE_OTHER, "{}", noted.words());
        let unit = world.unit("dlh").await;
        world
            .app
            .db()
            .maintain(&world.contoh(), "system.load", move |tx| {
                Box::pin(async move {
                    let asked = [indicator_input("2.e.1", unit)];
                    values::store::put_list(tx, "lppd", 2026, "uji", &asked).await?;
                    Ok(())
                })
            })
            .await
            .unwrap();
        let one = page_of(&mut mayor, &path, HEAD).await;
        let shown = mayor.get(&one).await.words();
        for words in [
            explained,
            "Permenpan-RB 8/2021",
            "Triwulan II belum dikirim",
            "Catatan pemeriksa: Lampirkan daftar hadir.",
            "isian terisi (0 %)",
            "Versi 1, 20 Januari 2026",
            "Tidak ada perjanjian tahun sebelumnya",
            "Aplikasi tidak mengusulkan apa pun",
        ] {
            assert!(shown.contains(words), "{words}: {shown}");
        }
        mayor.get(&format!("{one}/bahan.pdf")).await;
        let paper = world.proofs.last();
        assert_eq!(press::fact(&paper, "Rata-rata dibatasi"), "20,00 %");
        assert!(
            press::rows(&paper)
                .iter()
                .flatten()
                .any(|cell| cell == explained)
        );
        let word = mayor.get(&format!("{one}/bahan.docx")).await;
        assert_eq!(word.status, StatusCode::OK);
        world.check().await;
    }
);

both!(s4_2_years_before_stand_beside_this_one, |world| {
    let mut sekda = world.sign_in("sekda").await;
    open_year_of(&world, &mut sekda, ("2025", "6/1/2025"), &[]).await;
    let agreement = agreement(&world, "dlh").await;
    let mut kadis = world.sign_in("kadis.dlh").await;
    write_and_send(&mut kadis, &agreement).await;
    let held = ceremony(&world, &mut sekda).await;
    let done = sign(&mut sekda, &held, &[&agreement], "2026-01-20").await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.words());
    report(&mut kadis, &agreement, 1, &[("20", "", "")]).await;
    open_year(&world, &mut sekda, &[]).await;
    let new = world
        .id("select id from agreement_year where region = '99.99' and year = 2026")
        .await;
    let path = format!("{BASE}/tahun/{new}/evaluasi-kepala");
    let one = page_of(&mut sekda, &path, HEAD).await;
    let shown = sekda.get(&one).await;
    let row = "2025 Dinas Lingkungan Hidup 20,00 % 1 dari 1 indikator dapat dihitung";
    assert!(shown.words().contains(row), "{}", shown.words());
    // nothing of this year is there, and none of it is a zero
    assert!(shown.words().contains("Perjanjian belum ditandatangani"));
    assert!(shown.words().contains("Belum dapat dihitung"));
    let link = shown
        .body
        .split("<td class=\"stack-title\"><a class=\"row-link\" href=\"")
        .nth(1);
    let old = link.and_then(|it| it.split('"').next()).expect("a link");
    let before = sekda.get(old).await;
    assert!(
        before.words().contains("Kepala Perangkat Daerah 2025"),
        "{}",
        before.words()
    );
    world.check().await;
});

/// From May on somebody else leads the environment agency, acting.
async fn succeeded(world: &World) -> Uuid {
    let unit = world.literal(world.unit("dlh").await);
    let post = world
        .id(&format!(
            "select id from post where region = '99.99' and unit_id = {unit} and heads = true"
        ))
        .await;
    let held = world
        .id(&format!(
            "select id from holder where region = '99.99' and post_id = {}",
            world.literal(post)
        ))
        .await;
    let elsewhere = world.unit("dinkes").await;
    let next = world
        .person("99.99", elsewhere, Role::Operator, "Penerus Uji")
        .await;
    let account = next.account;
    let (last, first) = (date::parse("2026-04-30"), date::parse("2026-05-01"));
    world
        .app
        .db()
        .maintain(&world.contoh(), "system.load", move |tx| {
            Box::pin(async move {
                let ended = Correction {
                    acting: Acting::Definitive,
                    period: Period {
                        from: None,
                        until: last,
                    },
                    source: "uji".into(),
                    hand_over: None,
                    today: date::parse("2026-11-21").unwrap(),
                };
                correct(tx, held, 1, ended).await?;
                let next = NewHolder {
                    post,
                    account,
                    acting: Acting::Plt,
                    period: Period {
                        from: first,
                        until: None,
                    },
                    source: "uji".into(),
                };
                add_holder(tx, next).await
            })
        })
        .await
        .unwrap();
    account
}

both!(
    s4_2_a_successor_answers_for_the_own_part_of_the_year,
    |world| {
        let mut sekda = world.sign_in("sekda").await;
        let agreement = signed(&world, &mut sekda, &["dlh"]).await.remove(0);
        let unit = world.unit("dlh").await;
        let mut unit_head = world.person("99.99", unit, Role::Head, "Pelapor").await;
        let who = &mut unit_head.client;
        report(who, &agreement, 1, &[("20", "", "")]).await;
        report(who, &agreement, 2, &[("40", "", "")]).await;
        succeeded(&world).await;
        let path = list(&world).await;
        let rows = books::rows(&sekda.get(&format!("{path}.xlsx")).await);
        let (first, second) = (row(&rows, HEAD), row(&rows, "Penerus Uji"));
        assert_eq!((first[4].as_str(), first[5].as_str()), ("Triwulan I", "20"));
        assert!(first[3].ends_with("sampai 30 April 2026"), "{first:?}");
        assert_eq!(first[10], "Lengkap");
        assert_eq!(
            (second[4].as_str(), second[5].as_str()),
            ("Triwulan II, III dan IV", "50"),
            "40 of the 80 that were left"
        );
        assert!(second[3].starts_with("Plt. Kepala Dinas Lingkungan Hidup sejak 1 Mei 2026"));
        assert_eq!(
            second[10],
            format!(
                "Belum menandatangani perjanjian; yang berlaku ditandatangani {HEAD}; Triwulan III \
                 belum dikirim"
            )
        );
        assert!(!second[11].contains("Triwulan I:"), "{second:?}");
        let one = page_of(&mut sekda, &path, "Penerus Uji").await;
        let shown = sekda.get(&one).await.words();
        for words in [
            "(40 ÷ 80) × 100 = 50,00 %",
            "Sisa dari target 100 setelah 20 dicapai pejabat lain",
        ] {
            assert!(shown.contains(words), "{words}: {shown}");
        }
        world.check().await;
    }
);

both!(
    s4_2_a_head_opens_the_own_evaluation_and_nobody_elses,
    |world| {
        let mut sekda = world.sign_in("sekda").await;
        signed(&world, &mut sekda, &["dlh", "dinkes"]).await;
        let path = list(&world).await;
        let one = page_of(&mut sekda, &path, HEAD).await;
        let mut kadis = world.sign_in("kadis.dlh").await;
        let rows = books::rows(&kadis.get(&format!("{path}.xlsx")).await);
        row(&rows, HEAD);
        let heads = rows.iter().filter(|row| row[0].parse::<u32>().is_ok());
        assert_eq!(heads.count(), 1, "{rows:?}");
        let shown = kadis.get(&path).await;
        assert!(
            !shown.words().contains("Dinas Kesehatan"),
            "{}",
            shown.words()
        );
        assert_eq!(kadis.get(&one).await.status, StatusCode::OK);

        let mut other = world.sign_in("kadis.dinkes").await;
        for end in ["", "/bahan.pdf", "/bahan.docx"] {
            let refused = other.get(&format!("{one}{end}")).await;
            assert_eq!(refused.status, StatusCode::FORBIDDEN, "{end}");
        }
        assert!(!other.get(&path).await.words().contains(HEAD));
        // somebody else of the same unit does not find it, and an operator has no list
        let unit = world.unit("dlh").await;
        let mut deputy = world.person("99.99", unit, Role::Head, "Wakil Uji").await;
        assert_eq!(deputy.client.get(&one).await.status, StatusCode::NOT_FOUND);
        let empty = deputy.client.get(&path).await.words();
        assert!(
            empty.contains("Anda tidak tercatat memimpin unit"),
            "{empty}"
        );
        let mut operator = world
            .person("99.99", unit, Role::Operator, "Operator Uji")
            .await;
        for path in [&path, &one] {
            let refused = operator.client.get(path).await;
            assert_eq!(refused.status, StatusCode::FORBIDDEN, "{path}");
        }
        // who never led the unit has no page there
        let stranger =
            world.id("select id from account where region = '99.99' and name = 'Operator Uji'");
        let (base, _) = one.rsplit_once('/').expect("a path");
        let none = sekda.get(&format!("{base}/{}", stranger.await)).await;
        assert_eq!(none.status, StatusCode::NOT_FOUND);
        world.check().await;
    }
);

both!(
    s4_2_one_person_proposes_another_decides_and_the_program_does_neither,
    |world| {
        let mut sekda = world.sign_in("sekda").await;
        let agreement = signed(&world, &mut sekda, &["dlh"]).await.remove(0);
        let mut kadis = world.sign_in("kadis.dlh").await;
        let mut tapem = world.sign_in("tapem").await;
        let mut mayor = world.sign_in("walikota").await;
        report(&mut kadis, &agreement, 1, &[("20", "", "")]).await;
        let path = list(&world).await;
        let one = page_of(&mut tapem, &path, HEAD).await;
        let (propose, decide) = (format!("{one}/usulkan"), format!("{one}/putuskan"));

        // without choice and reason: said beside the fields, with what was typed
        let words = format!("Capaian rendah, {NEEDLE}.");
        let wrong = tapem.decide(&one, &propose, &[("alasan", &words)]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            wrong.words().contains("Pilih salah satu."),
            "{}",
            wrong.words()
        );
        assert!(wrong.words().contains(&words), "{}", wrong.words());
        let wrong = tapem
            .decide(&one, &propose, &[("usulan", "pembinaan")])
            .await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            wrong.body.contains("value=\"pembinaan\" checked"),
            "{}",
            wrong.body
        );
        assert_eq!(
            kadis.post(&propose, &[]).await.status,
            StatusCode::FORBIDDEN
        );

        let proposal = [("usulan", "pembinaan"), ("alasan", words.as_str())];
        let before = [
            kadis.get(&one).await.words(),
            kadis.get(&path).await.words(),
        ];
        let sent = tapem.decide(&one, &propose, &proposal).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.words());
        let read = tapem.get(&one).await.words();
        for words in [
            "Usulan Pembinaan",
            NEEDLE,
            "Menunggu putusan",
            "Rata-rata capaian PK 20,00 % (nilai asli) dan 20,00 % (dibatasi)",
        ] {
            assert!(read.contains(words), "{words}: {read}");
        }
        // sent again from the page as it was: nothing is doubled, and the words stay on the screen
        let again = [
            ("usulan", "penghargaan"),
            ("alasan", "Sangat baik"),
            ("versi", "0"),
        ];
        let stale = tapem.post(&propose, &again).await;
        assert_eq!(stale.status, StatusCode::CONFLICT);
        assert!(stale.words().contains("Sangat baik"), "{}", stale.words());
        let held = "select count(*) from head_evaluation where region = '99.99'";
        assert_eq!(world.number(held).await, 1);

        // who is concerned reads it once it is decided, and not before
        let hidden = kadis.get(&one).await.words();
        assert!(
            hidden.contains("Belum ada putusan tentang Anda"),
            "{hidden}"
        );
        let waiting = [hidden, kadis.get(&path).await.words()];
        assert_eq!(waiting, before, "not even that something waits");
        for hidden in &waiting {
            assert!(
                !hidden.contains(NEEDLE) && !hidden.contains("Usulan Pembinaan"),
                "{hidden}"
            );
        }
        let agree = [("putusan", "setujui")];
        assert_eq!(
            tapem.post(&decide, &agree).await.status,
            StatusCode::FORBIDDEN
        );
        // back with words, proposed again by the secretary, who then may not decide
        let bare = sekda
            .decide(&one, &decide, &[("putusan", "kembalikan")])
            .await;
        assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY);
        let back = [("putusan", "kembalikan"), ("catatan", "Tambahkan kendala.")];
        let back = sekda.decide(&one, &decide, &back).await;
        assert_eq!(back.status, StatusCode::SEE_OTHER, "{}", back.words());
        let sent = sekda.decide(&one, &propose, &proposal).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.words());
        // not even where one person may send and verify figures: this is about somebody
        world
            .tamper("update region set one_person_both_steps = true where region = '99.99'")
            .await;
        world
            .tamper(
                "update region_clock set directory_version = directory_version + 1 \
                 where region = '99.99'",
            )
            .await;
        assert!(!sekda.get(&one).await.words().contains("Setujui"));
        let alone = sekda.decide(&one, &decide, &agree).await;
        assert_eq!(alone.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            alone
                .words()
                .contains("orang lain yang harus memutuskannya")
        );

        // the material moves on: what it was stays beside the proposal
        report(&mut kadis, &agreement, 2, &[("40", "", "")]).await;
        let moved = mayor.get(&one).await.words();
        assert!(moved.contains("sudah berubah sejak diusulkan"), "{moved}");
        assert!(moved.contains("Rata-rata capaian PK 60,00 %"), "{moved}");
        let done = mayor.decide(&one, &decide, &agree).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.words());
        let own = kadis.get(&one).await.words();
        assert!(own.contains(NEEDLE) && own.contains("Disetujui"), "{own}");
        assert!(
            !own.contains("Tambahkan kendala"),
            "steps before are not theirs: {own}"
        );
        let history = tapem.get(&one).await.words();
        for words in [
            "Dikirim",
            "Tambahkan kendala.",
            "Dikirim ulang",
            "Disetujui",
        ] {
            assert!(history.contains(words), "{words}: {history}");
        }
        kadis.get(&format!("{one}/bahan.pdf")).await;
        let decided = press::fact(&world.proofs.last(), "Usulan");
        assert_eq!(decided, "Usulan Pembinaan");

        // neither the chain nor the search tells others
        let unit = world.unit("dlh").await;
        let mut admin = world
            .person("99.99", unit, Role::Administrator, "Admin Uji")
            .await;
        let chain = admin
            .client
            .get("/99.99/pengaturan/jejak-audit")
            .await
            .words();
        assert!(chain.contains("Memutuskan usulan"), "{chain}");
        assert!(
            !chain.contains(NEEDLE) && !chain.contains("Usulan Pembinaan"),
            "{chain}"
        );

        // opened again with a reason, it is no longer decided
        let reopen = [("putusan", "buka"), ("catatan", "Ada data baru.")];
        let opened = mayor.decide(&one, &decide, &reopen).await;
        assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.words());
        assert!(!kadis.get(&one).await.words().contains(NEEDLE));

        // whoever leads the whole region is evaluated by nobody here, also by address
        world
            .tamper("update performance_agreement set level = 'pemerintah' where region = '99.99'")
            .await;
        assert_eq!(mayor.get(&one).await.status, StatusCode::NOT_FOUND);
        assert!(!mayor.get(&path).await.words().contains(HEAD));
        world.check().await;
    }
);

both!(s4_2_nobody_proposes_about_oneself, |world| {
    let mut sekda = world.sign_in("sekda").await;
    signed(&world, &mut sekda, &["dlh"]).await;
    let account = succeeded(&world).await;
    let one = page_of(&mut sekda, &list(&world).await, "Penerus Uji").await;
    // the same person acts for the section that prepares it
    let unit = world.unit("dinkes").await;
    let capacity = world
        .app
        .db()
        .maintain(&world.contoh(), "system.load", move |tx| {
            Box::pin(async move {
                let assignment = government::account::NewAssignment {
                    account,
                    unit,
                    role: Role::Organiser,
                    title: "Penyusun".into(),
                    decree: "uji".into(),
                    from: None,
                    until: None,
                };
                government::account::add_assignment(tx, assignment).await
            })
        })
        .await
        .unwrap()
        .value;
    let token = world.session(&world.contoh(), account, capacity).await;
    let mut oneself = world.visitor();
    oneself.set_cookie("tuntas", &format!("99.99~{token}"));
    let shown = oneself.get(&one).await;
    assert_eq!(shown.status, StatusCode::OK);
    assert!(!shown.body.contains("/usulkan"), "no form about oneself");
    let proposal = [
        ("usulan", "penghargaan"),
        ("alasan", "Saya baik"),
        ("versi", "0"),
    ];
    let refused = oneself.post(&format!("{one}/usulkan"), &proposal).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.words().contains("evaluasi Anda sendiri"),
        "{}",
        refused.words()
    );
    world.check().await;
});
