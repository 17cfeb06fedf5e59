//! Steps of the circle that many tests take through the router: a meeting held, a point handed over,
//! terms agreed, a report sent.

use axum::http::StatusCode;
use testing::{
    Client, World,
    client::{Upload, picture},
};

/// The last part of where an answer leads, without its query.
pub fn led_to(location: &str) -> String {
    let path = location.split('?').next().unwrap_or_default();
    path.rsplit('/').next().unwrap_or_default().to_owned()
}

/// Enters a meeting of the monthly series and returns its id.
pub async fn hold_meeting(world: &World, organiser: &mut Client, title: &str) -> String {
    let series = world
        .id("select id from meeting_series where region = '99.99'")
        .await
        .to_string();
    let unit = world.unit("bag-tapem").await.to_string();
    let form = organiser.get("/99.99/rapat/baru").await;
    let answer = organiser
        .post(
            "/99.99/rapat",
            &[
                ("judul", title),
                ("jenis", "rakor"),
                ("rangkaian", &series),
                ("tanggal", "2026-11-02"),
                ("mulai", "08.30"),
                ("tempat", "Ruang Serbaguna"),
                ("pimpinan", "Nama Pimpinan, M.Si"),
                ("jabatan", "Wali Kota"),
                ("peran", "memimpin"),
                ("agenda", "Kebersihan\nKesehatan"),
                ("penyelenggara", &unit),
                ("sekali", &form.field("sekali")),
            ],
        )
        .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.words());
    led_to(answer.location())
}

/// Adds a point under the first agenda item and returns its id.
pub async fn add_point(world: &World, who: &mut Client, meeting: &str, text: &str) -> String {
    let form = who.get(&format!("/99.99/rapat/{meeting}/butir")).await;
    let uuid = platform::Uuid::parse_str(meeting).unwrap();
    let agenda = world
        .id(&format!(
            "select id from agenda_item where region = '99.99' and meeting_id = {} and number = 1",
            world.literal(uuid)
        ))
        .await
        .to_string();
    let answer = who
        .post(
            &format!("/99.99/rapat/{meeting}/butir"),
            &[
                ("isi", text),
                ("agenda", &agenda),
                ("disampaikan", "Nama Pimpinan, M.Si"),
                ("jabatan", "Wali Kota"),
                ("jenis", "wajib"),
                ("sekali", &form.field("sekali")),
            ],
        )
        .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.words());
    led_to(answer.location())
}

/// Hands a point to a lead with supporters and returns the ids of the follow-ups.
pub async fn hand_over(
    world: &World,
    who: &mut Client,
    point: &str,
    lead: &str,
    supporters: &[&str],
    more: &[(&str, &str)],
) -> Vec<String> {
    let lead = if lead.contains(':') {
        lead.to_owned()
    } else {
        world.unit(lead).await.to_string()
    };
    let mut ids = Vec::new();
    for key in supporters {
        ids.push(world.unit(key).await.to_string());
    }
    let form = who
        .get(&format!("/99.99/butir/{point}/tindak-lanjut"))
        .await;
    let once = form.field("sekali");
    let mut fields = vec![
        ("tugas", "Menyusun rencana aksi kebersihan"),
        ("jenis", "wajib"),
        ("pj", lead.as_str()),
        ("sekali", once.as_str()),
    ];
    fields.extend(ids.iter().map(|id| ("pendukung", id.as_str())));
    fields.extend_from_slice(more);
    let answer = who
        .post(&format!("/99.99/butir/{point}/tindak-lanjut"), &fields)
        .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.words());
    let page = who.get(&format!("/99.99/butir/{point}")).await;
    page.body
        .split("href=\"/99.99/tindak-lanjut/")
        .skip(1)
        .filter_map(|part| part.split('"').next())
        .map(str::to_owned)
        .collect()
}

/// Proposes 5 kelurahan by the end of the year, and has it agreed.
pub async fn agree_terms(lead: &mut Client, assistant: &mut Client, id: &str) {
    let form = lead
        .get(&format!("/99.99/tindak-lanjut/{id}/usulkan"))
        .await;
    let proposed = lead
        .post(
            &format!("/99.99/tindak-lanjut/{id}/usulkan"),
            &[
                ("target", "5"),
                ("satuan", "kelurahan"),
                ("batas", "31/12/2026"),
                ("versi", &form.field("versi")),
            ],
        )
        .await;
    assert_eq!(
        proposed.status,
        StatusCode::SEE_OTHER,
        "{}",
        proposed.words()
    );
    let agreed = assistant
        .decide(
            &format!("/99.99/tindak-lanjut/{id}"),
            &format!("/99.99/tindak-lanjut/{id}/sepakati"),
            &[],
        )
        .await;
    assert_eq!(agreed.status, StatusCode::SEE_OTHER, "{}", agreed.words());
}

/// Sends or drafts a report with a picture.
pub async fn report(
    who: &mut Client,
    id: &str,
    amount: &str,
    note: &str,
    send: bool,
) -> testing::Answer {
    let form = who.get(&format!("/99.99/tindak-lanjut/{id}/lapor")).await;
    if form.status != StatusCode::OK {
        return form;
    }
    let path = format!(
        "/99.99/tindak-lanjut/{id}/{}",
        if send { "kirim" } else { "lapor" }
    );
    let photo = picture(amount.len() as u64 + note.len() as u64);
    let files = [Upload {
        field: "berkas",
        name: "foto.png",
        bytes: &photo,
    }];
    who.upload(
        &path,
        &[
            ("jumlah", amount),
            ("uraian", note),
            ("versi", &form.field("versi")),
            ("sekali", &form.field("sekali")),
        ],
        &files,
    )
    .await
}

/// Id of the latest report of a follow-up.
pub async fn latest_report(world: &World, follow_up: &str) -> String {
    let id = platform::Uuid::parse_str(follow_up).unwrap();
    world
        .id(&format!(
            "select id from progress_report where region = '99.99' and follow_up_id = {} \
             order by number desc limit 1",
            world.literal(id)
        ))
        .await
        .to_string()
}
