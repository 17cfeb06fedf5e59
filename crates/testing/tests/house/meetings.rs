//! Meetings typed by several people: nothing stored is replaced unseen, nothing typed is lost.

use axum::http::StatusCode;
use directives::{
    rules::AttendanceStatus::{self, Absent, Invited, Present, Represented},
    store::{self, AttendanceInput},
};
use platform::Uuid;
use testing::{Answer, Client, World, both};

use crate::steps::{add_point, hand_over, hold_meeting};

/// The fields a browser would send of the form with this action, in their order.
fn fields(page: &Answer, action: &str) -> Vec<(String, String)> {
    let start = page.body.find(&format!("action=\"{action}\"")).unwrap();
    let form = page.body[start..].split("</form>").next().unwrap();
    let mut fields: Vec<(String, String)> = Vec::new();
    for part in form.split('<').skip(1) {
        let (tag, text) = part.split_once('>').unwrap_or((part, ""));
        let attribute = |name: &str| {
            let rest = tag.split(&format!(" {name}=\"")).nth(1)?;
            rest.split('"').next().map(plain)
        };
        match tag.split_whitespace().next() {
            Some("input") => {
                fields.extend(attribute("name").zip(attribute("value")));
            }
            Some("textarea") => fields.extend(attribute("name").map(|name| (name, plain(text)))),
            Some("select") => fields.extend(attribute("name").map(|name| (name, String::new()))),
            Some("option") if tag.contains(" selected") => {
                fields.last_mut().unwrap().1 = attribute("value").unwrap();
            }
            _ => {}
        }
    }
    fields
}

fn plain(html: &str) -> String {
    [
        ("&#34;", "\""),
        ("&#39;", "'"),
        ("&#60;", "<"),
        ("&#62;", ">"),
        ("&#38;", "&"),
    ]
    .iter()
    .fold(html.to_owned(), |text, (code, sign)| {
        text.replace(code, sign)
    })
}

/// Types into the first field of this name after the field `from` with the value `at`.
fn type_in(fields: &mut [(String, String)], at: (&str, &str), name: &str, value: &str) {
    let row = fields
        .iter()
        .position(|(name, value)| (name.as_str(), value.as_str()) == at);
    let row = row.unwrap_or_else(|| panic!("no {at:?} in {fields:?}"));
    let field = fields[row..].iter_mut().find(|(known, _)| known == name);
    field.unwrap().1 = value.to_owned();
}

fn set(fields: &mut [(String, String)], name: &str, value: &str) {
    let field = fields.iter_mut().find(|(known, _)| known == name);
    field.unwrap().1 = value.to_owned();
}

async fn send(who: &mut Client, path: &str, fields: &[(String, String)]) -> Answer {
    let fields: Vec<_> = fields
        .iter()
        .map(|(n, v)| (n.as_str(), v.as_str()))
        .collect();
    who.post(path, &fields).await
}

async fn kept(world: &World, meeting: &str) -> Vec<store::Attendance> {
    let id = Uuid::parse_str(meeting).unwrap();
    store::attendance(world.app.db().read(), &world.contoh(), id)
        .await
        .unwrap()
}

async fn lines(world: &World, meeting: &str) -> Vec<String> {
    let kept = kept(world, meeting).await;
    kept.iter().map(|line| format!("{line:?}")).collect()
}

fn line(unit: Option<Uuid>, name: &str, status: AttendanceStatus) -> AttendanceInput {
    AttendanceInput {
        unit,
        name: name.into(),
        office: String::new(),
        institution: String::new(),
        status,
        is_group: false,
        note: String::new(),
    }
}

/// A meeting with a list such as real minutes have: groups, notes, units and guests mixed.
async fn meeting_with_a_list(world: &World, organiser: &mut Client) -> String {
    let meeting = hold_meeting(world, organiser, "Rakor Daftar Hadir").await;
    let id = Uuid::parse_str(&meeting).unwrap();
    let (dlh, dinkes, camat) = (
        world.unit("dlh").await,
        world.unit("dinkes").await,
        world.unit("kec-utara").await,
    );
    let group = |unit, name| AttendanceInput {
        is_group: true,
        office: "Camat se-Kota".into(),
        ..line(unit, name, Present)
    };
    let list = vec![
        AttendanceInput {
            note: "Pelapor; gelar tercetak 'Mars' \"sic\" <b>".into(),
            institution: "Pemerintah Kota Contoh".into(),
            office: "Kepala Dinas".into(),
            ..line(Some(dlh), "Ir. Nama & Rekan, M.Si", Present)
        },
        AttendanceInput {
            institution: "Ombudsman RI".into(),
            ..line(None, "Tamu Pertama", Present)
        },
        group(None, "Para camat"),
        line(Some(dinkes), "Wakil Dinas", Represented),
        group(Some(camat), "Para lurah"),
        line(Some(dlh), "Orang kedua DLH", Absent),
        AttendanceInput {
            institution: "Kejaksaan Negeri".into(),
            ..line(None, "", Invited)
        },
    ];
    world
        .app
        .db()
        .maintain(&world.contoh(), "system.load", move |tx| {
            Box::pin(async move { store::set_attendance(tx, id, list).await })
        })
        .await
        .unwrap();
    meeting
}

both!(a_saved_attendance_sheet_keeps_every_line, |world| {
    let mut tapem = world.sign_in("tapem").await;
    let meeting = meeting_with_a_list(&world, &mut tapem).await;
    let path = format!("/99.99/rapat/{meeting}/kehadiran");
    let before = lines(&world, &meeting).await;
    assert_eq!(before.len(), 7);
    let page = tapem.get(&path).await;
    assert!(page.words().contains("Kelompok"), "{}", page.words());
    let answer = send(&mut tapem, &path, &fields(&page, &path)).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.words());
    assert_eq!(
        lines(&world, &meeting).await,
        before,
        "saved as it was opened"
    );

    // a note, a new group and a guest who goes
    let page = tapem.get(&path).await;
    let mut typed = fields(&page, &path);
    type_in(
        &mut typed,
        ("nama", "Wakil Dinas"),
        "keterangan",
        "Datang pukul 09.00",
    );
    let new_group = ("nama", "");
    let at = typed
        .iter()
        .rposition(|(name, value)| name == "kelompok" && value == "ya")
        .unwrap();
    type_in(&mut typed[at..], new_group, "nama", "Para kepala puskesmas");
    type_in(&mut typed, ("instansi", "Ombudsman RI"), "status", "");
    let answer = send(&mut tapem, &path, &typed).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.words());
    let after = kept(&world, &meeting).await;
    let names: Vec<_> = after.iter().map(|line| line.name.as_str()).collect();
    assert_eq!(
        names,
        [
            "Ir. Nama & Rekan, M.Si",
            "Para camat",
            "Wakil Dinas",
            "Para lurah",
            "Orang kedua DLH",
            "",
            "Para kepala puskesmas"
        ]
    );
    assert_eq!(after[2].note, "Datang pukul 09.00");
    assert!(after[6].is_group && after[1].is_group && after[3].unit_id.is_some());
    world.check().await;
});

both!(an_attendance_sheet_says_what_it_cannot_read, |world| {
    let mut tapem = world.sign_in("tapem").await;
    let meeting = meeting_with_a_list(&world, &mut tapem).await;
    let path = format!("/99.99/rapat/{meeting}/kehadiran");
    let before = lines(&world, &meeting).await;
    let page = tapem.get(&path).await;
    let opened = fields(&page, &path);
    let pupr = world.unit("pupr").await.to_string();
    for (at, name, value, sentence) in [
        (
            ("nama", "Wakil Dinas"),
            "status",
            "melayang",
            "Kehadiran tidak dikenal",
        ),
        (
            ("unit", pupr.as_str()),
            "nama",
            "Tanpa Kehadiran",
            "Pilih kehadirannya",
        ),
        (
            ("unit", pupr.as_str()),
            "unit",
            "00000000-0000-0000-0000-000000000001",
            "tidak ada di daerah ini",
        ),
    ] {
        let mut typed = opened.clone();
        // rows are: urutan, kelompok, unit, instansi, status, nama, jabatan, keterangan
        let mut start = typed
            .iter()
            .position(|(name, value)| (name.as_str(), value.as_str()) == at)
            .unwrap();
        while typed[start].0 != "urutan" {
            start -= 1;
        }
        set(&mut typed[start..start + 8], name, value);
        if name == "unit" {
            set(&mut typed[start..start + 8], "status", "present");
        }
        let answer = send(&mut tapem, &path, &typed).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{value}");
        assert!(
            answer.words().contains(sentence),
            "{value}: {}",
            answer.words()
        );
        assert!(answer.body.contains("id=\"baris-salah\""));
        if name == "nama" {
            assert!(answer.body.contains("Tanpa Kehadiran"), "typed and kept");
        }
        assert_eq!(lines(&world, &meeting).await, before);
    }
    // rows that lost a part would be read as somebody else's
    let cut: Vec<_> = opened
        .iter()
        .filter(|(name, _)| name != "keterangan")
        .cloned()
        .collect();
    let answer = send(&mut tapem, &path, &cut).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    assert_eq!(lines(&world, &meeting).await, before);
    world.check().await;
});

both!(two_people_fill_one_attendance_sheet, |world| {
    let mut tapem = world.sign_in("tapem").await;
    let mut sekda = world.sign_in("sekda").await;
    let meeting = meeting_with_a_list(&world, &mut tapem).await;
    let path = format!("/99.99/rapat/{meeting}/kehadiran");
    let (pupr, dinsos) = (
        world.unit("pupr").await.to_string(),
        world.unit("dinsos").await.to_string(),
    );
    let (first, second) = (tapem.get(&path).await, sekda.get(&path).await);

    let mut typed = fields(&first, &path);
    type_in(&mut typed, ("unit", &pupr), "status", "present");
    type_in(&mut typed, ("unit", &pupr), "nama", "Orang PUPR");
    type_in(
        &mut typed,
        ("nama", "Wakil Dinas"),
        "keterangan",
        "Datang pukul 09.00",
    );
    type_in(&mut typed, ("instansi", ""), "nama", "Bukan siapa-siapa");
    let saved = send(&mut tapem, &path, &typed).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.words());
    let before = lines(&world, &meeting).await;

    let mut typed = fields(&second, &path);
    type_in(&mut typed, ("unit", &dinsos), "status", "absent");
    let answer = send(&mut sekda, &path, &typed).await;
    assert_eq!(answer.status, StatusCode::CONFLICT, "{}", answer.words());
    assert_eq!(
        lines(&world, &meeting).await,
        before,
        "nothing is replaced unseen"
    );
    let words = answer.words();
    assert!(words.contains("baru saja diubah orang lain"), "{words}");
    assert!(words.contains("Isi yang tersimpan sekarang"), "{words}");
    for stored in [
        "Hadir: Orang PUPR",
        "Datang pukul 09.00",
        "ditambahkan ke lembar ini",
    ] {
        assert!(words.contains(stored), "{stored}: {words}");
    }
    assert!(
        !words.contains("Tamu Pertama"),
        "what is the same is not listed: {words}"
    );

    // seen and pressed again: both units stand
    let again = send(&mut sekda, &path, &fields(&answer, &path)).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER, "{}", again.words());
    let after = kept(&world, &meeting).await;
    let of = |unit: &str| {
        let unit = Uuid::parse_str(unit).unwrap();
        after
            .iter()
            .find(|line| line.unit_id == Some(unit))
            .unwrap()
    };
    assert_eq!(
        (of(&pupr).status(), of(&pupr).name.as_str()),
        (Present, "Orang PUPR")
    );
    assert_eq!(of(&dinsos).status(), Absent);
    world.check().await;
});

both!(a_meeting_changed_twice_is_not_replaced_unseen, |world| {
    let mut tapem = world.sign_in("tapem").await;
    let mut sekda = world.sign_in("sekda").await;
    let meeting = hold_meeting(&world, &mut tapem, "Rakor Bersama").await;
    let path = format!("/99.99/rapat/{meeting}/ubah");
    let (first, second) = (tapem.get(&path).await, sekda.get(&path).await);
    let mut theirs = fields(&first, &path);
    set(&mut theirs, "tempat", "Balai Kota Baru");
    assert_eq!(
        send(&mut tapem, &path, &theirs).await.status,
        StatusCode::SEE_OTHER
    );

    let place = "select place from meeting where region = '99.99' and title like 'Rakor Bersama%'";
    let mut typed = fields(&second, &path);
    set(&mut typed, "judul", "");
    for (title, status) in [
        ("", StatusCode::UNPROCESSABLE_ENTITY),
        ("Rakor Bersama Sekda", StatusCode::CONFLICT),
    ] {
        let mut typed = typed.clone();
        set(&mut typed, "judul", title);
        let answer = send(&mut sekda, &path, &typed).await;
        assert_eq!(answer.status, status, "{}", answer.words());
        let words = answer.words();
        assert!(
            words.contains("Isi yang tersimpan sekarang")
                && words.contains("Tempat Balai Kota Baru"),
            "{words}"
        );
        let card = answer.body.split("j-tersimpan").nth(2).unwrap();
        let card = card.split("</section>").next().unwrap();
        assert!(!card.contains("Nama Pimpinan"), "only what differs: {card}");
        assert!(answer.field("judul") == title, "typed and kept");
        assert_eq!(world.text(place).await, "Balai Kota Baru");
        if status == StatusCode::CONFLICT {
            // seen: the second press is a decision
            let again = send(&mut sekda, &path, &fields(&answer, &path)).await;
            assert_eq!(again.status, StatusCode::SEE_OTHER, "{}", again.words());
            assert_eq!(world.text(place).await, "Ruang Serbaguna");
        }
    }
    world.check().await;
});

both!(a_point_changed_twice_is_not_replaced_unseen, |world| {
    let mut tapem = world.sign_in("tapem").await;
    let mut sekda = world.sign_in("sekda").await;
    let meeting = hold_meeting(&world, &mut tapem, "Rakor").await;
    let point = add_point(&world, &mut tapem, &meeting, "Arahan pertama.").await;
    let path = format!("/99.99/butir/{point}/ubah");
    let (first, second) = (tapem.get(&path).await, sekda.get(&path).await);
    let mut theirs = fields(&first, &path);
    set(&mut theirs, "isi", "Arahan yang diperbaiki.");
    set(&mut theirs, "agenda", "");
    // the choice among radio buttons, as it was
    theirs.retain(|(name, _)| name != "jenis");
    theirs.push(("jenis".into(), "rutin".into()));
    let saved = send(&mut tapem, &path, &theirs).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.words());

    let text = "select text from point where region = '99.99'";
    for (typed_text, status) in [
        ("", StatusCode::UNPROCESSABLE_ENTITY),
        ("Arahan versi Sekda.", StatusCode::CONFLICT),
    ] {
        let mut typed = fields(&second, &path);
        typed.retain(|(name, _)| name != "jenis");
        typed.push(("jenis".into(), "wajib".into()));
        set(&mut typed, "isi", typed_text);
        let answer = send(&mut sekda, &path, &typed).await;
        assert_eq!(answer.status, status, "{}", answer.words());
        let words = answer.words();
        for stored in [
            "Isi arahan Arahan yang diperbaiki.",
            "Agenda Tanpa agenda",
            "Jenis Rutin",
        ] {
            assert!(words.contains(stored), "{stored}: {words}");
        }
        assert!(answer.body.contains(typed_text));
        assert_eq!(world.text(text).await, "Arahan yang diperbaiki.");
        if status == StatusCode::CONFLICT {
            let mut seen = fields(&answer, &path);
            seen.retain(|(name, _)| name != "jenis");
            seen.push(("jenis".into(), "wajib".into()));
            let again = send(&mut sekda, &path, &seen).await;
            assert_eq!(again.status, StatusCode::SEE_OTHER, "{}", again.words());
            assert_eq!(world.text(text).await, "Arahan versi Sekda.");
        }
    }
    world.check().await;
});

both!(
    a_choice_of_another_region_stands_beside_its_field,
    |world| {
        let mut tapem = world.sign_in("tapem").await;
        let foreign = world.region("99.98", 1).await["opd-0"].to_string();
        let meeting = hold_meeting(&world, &mut tapem, "Rakor").await;
        for path in [
            "/99.99/rapat".to_owned(),
            format!("/99.99/rapat/{meeting}/ubah"),
        ] {
            let form = match path.as_str() {
                "/99.99/rapat" => tapem.get("/99.99/rapat/baru").await,
                _ => tapem.get(&path).await,
            };
            for (field, value) in [
                ("rangkaian", foreign.as_str()),
                ("penyelenggara", foreign.as_str()),
                ("rangkaian", "bukan-id"),
            ] {
                let mut typed = fields(&form, &path);
                set(&mut typed, "judul", "Judul yang tetap ada");
                set(&mut typed, "maksud", "Maksud yang tetap ada");
                set(&mut typed, field, value);
                let answer = send(&mut tapem, &path, &typed).await;
                assert_eq!(
                    answer.status,
                    StatusCode::UNPROCESSABLE_ENTITY,
                    "{path} {field}"
                );
                assert!(
                    answer.body.contains(&format!("id=\"{field}-error\"")),
                    "{path} {field}"
                );
                assert!(answer.body.contains("Judul yang tetap ada"));
                assert!(answer.body.contains("Maksud yang tetap ada"));
            }
        }
        world.check().await;
    }
);

both!(a_refused_agenda_item_comes_back_filled, |world| {
    let mut tapem = world.sign_in("tapem").await;
    let meeting = hold_meeting(&world, &mut tapem, "Rakor").await;
    let path = format!("/99.99/rapat/{meeting}/agenda");
    let long = "Topik panjang ".repeat(30);
    for (topic, sentence) in [
        (long.as_str(), "Paling banyak 300 karakter"),
        ("", "Wajib diisi"),
    ] {
        let typed = [("topik", topic), ("penyaji", "Kepala Bagian Tapem")];
        let answer = tapem.post(&path, &typed).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.words().contains(sentence), "{}", answer.words());
        assert!(
            answer.body.contains("id=\"topik-error\""),
            "beside the field"
        );
        assert_eq!(answer.field("topik"), topic);
        assert_eq!(answer.field("penyaji"), "Kepala Bagian Tapem");
        assert!(
            answer.words().contains("1. Kebersihan"),
            "the meeting's page"
        );
    }
    let items = "select count(*) from agenda_item where region = '99.99'";
    assert_eq!(world.number(items).await, 2);
    world.check().await;
});

both!(
    a_point_under_an_agenda_item_that_is_gone_comes_back_filled,
    |world| {
        let mut tapem = world.sign_in("tapem").await;
        let mut sekda = world.sign_in("sekda").await;
        let meeting = hold_meeting(&world, &mut tapem, "Rakor").await;
        let point = add_point(&world, &mut tapem, &meeting, "Arahan pertama.").await;
        let item = "select id from agenda_item where region = '99.99' and number = 2";
        let item = world.id(item).await.to_string();
        let gone = [("butir_agenda", item.as_str())];
        let gone = sekda
            .post(&format!("/99.99/rapat/{meeting}/agenda/hapus"), &gone)
            .await;
        assert_eq!(gone.status, StatusCode::SEE_OTHER, "{}", gone.words());
        for path in [
            format!("/99.99/rapat/{meeting}/butir"),
            format!("/99.99/butir/{point}/ubah"),
        ] {
            let typed = [
                ("isi", "Tulisan yang tidak boleh hilang."),
                ("agenda", &item),
                ("jenis", "wajib"),
                ("versi", "1"),
            ];
            let answer = tapem.post(&path, &typed).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}");
            assert!(answer.words().contains("bukan agenda rapat ini"), "{path}");
            assert!(
                answer.body.contains("Tulisan yang tidak boleh hilang."),
                "{path}"
            );
        }
        world.check().await;
    }
);

both!(a_hand_over_that_meets_another_comes_back_filled, |world| {
    let mut tapem = world.sign_in("tapem").await;
    let meeting = hold_meeting(&world, &mut tapem, "Rakor").await;
    let point = add_point(&world, &mut tapem, &meeting, "Arahan.").await;
    hand_over(&world, &mut tapem, &point, "dlh", &[], &[]).await;
    // the database refuses the row, as it does when two take the same number at once
    world
        .tamper("create unique index one_task on follow_up (region, task)")
        .await;
    let unit = world.unit("dinkes").await.to_string();
    let path = format!("/99.99/butir/{point}/tindak-lanjut");
    let typed = [
        ("tugas", "Menyusun rencana aksi kebersihan"),
        ("jenis", "wajib"),
        ("pj", unit.as_str()),
        ("satuan", "kelurahan ketikan"),
    ];
    let answer = tapem.post(&path, &typed).await;
    assert_eq!(
        answer.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "{}",
        answer.words()
    );
    assert!(answer.body.contains("error-summary"), "{}", answer.words());
    assert_eq!(answer.field("satuan"), "kelurahan ketikan");
    assert!(answer.body.contains(&format!("value=\"{unit}\" selected")));
    assert!(
        answer
            .body
            .contains("Menyusun rencana aksi kebersihan</textarea>")
    );
    world.tamper("drop index one_task").await;
    world.check().await;
});

both!(a_backslash_is_no_wildcard_in_meetings, |world| {
    let mut tapem = world.sign_in("tapem").await;
    hold_meeting(&world, &mut tapem, "Rakor Bulanan").await;
    for (typed, found) in [
        ("Rakor%5CBulanan", true),
        ("Rako%5Cr", false),
        ("Rakor", true),
    ] {
        let page = tapem.get(&format!("/99.99/rapat?q={typed}")).await;
        assert_eq!(page.status, StatusCode::OK);
        let shown = page.body.contains("row-link");
        assert_eq!(shown, found, "{typed} on {:?}", world.engine);
    }
});
