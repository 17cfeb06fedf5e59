//! *Salin Teks WA*: a meeting as plain text that reads well on a phone.

/// What the text tells.
pub struct MeetingText<'a> {
    /// Title.
    pub title: &'a str,
    /// "Selasa, 17 Mei 2022, 08.30 WIB".
    pub when: &'a str,
    /// Place.
    pub place: &'a str,
    /// Chair with office.
    pub chair: &'a str,
    /// Lines "Tindak lanjut - unit - batas waktu".
    pub follow_ups: &'a [(String, String, String)],
    /// Whether everything in it is played.
    pub simulated: bool,
}

/// The text.
pub fn meeting_text(meeting: &MeetingText<'_>) -> String {
    let mut text = String::new();
    if meeting.simulated {
        text += "[DATA SIMULASI]\n";
    }
    text += &format!("*{}*\n{}\n", meeting.title, meeting.when);
    for (name, value) in [("Tempat", meeting.place), ("Pimpinan", meeting.chair)] {
        if !value.is_empty() {
            text += &format!("{name}: {value}\n");
        }
    }
    if meeting.follow_ups.is_empty() {
        return text;
    }
    text += "\nTindak lanjut:\n";
    for (number, (task, lead, due)) in meeting.follow_ups.iter().enumerate() {
        text += &format!("{}. {task}\n   PJ: {lead}", number + 1);
        if !due.is_empty() {
            text += &format!(" · {due}");
        }
        text += "\n";
    }
    text
}
