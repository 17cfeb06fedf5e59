//! Why somebody is not let in, in words.

use government::account::Refusal;

/// The field it is about (empty: the whole form), and the sentence.
pub fn in_words(refusal: &Refusal) -> (&'static str, String) {
    match refusal {
        Refusal::Wrong => ("", "NIP/nama masuk atau kata sandi tidak cocok.".into()),
        Refusal::CodeNeeded { wrong: true } => (
            "kode",
            "Kode tidak cocok. Ketik kode 6 angka yang terbaru dari aplikasi di ponsel, dan ketik \
             ulang kata sandi."
                .into(),
        ),
        Refusal::CodeNeeded { wrong: false } => (
            "kode",
            "Akun ini memakai kode dua langkah. Ketik kode 6 angka dari aplikasi di ponsel, dan \
             ketik ulang kata sandi."
                .into(),
        ),
        Refusal::Wait { seconds } => (
            "",
            format!(
                "Beberapa percobaan terakhir keliru. Tunggu {seconds} detik, lalu coba lagi. Akun \
                 Anda tidak dikunci."
            ),
        ),
        Refusal::NoCapacity => (
            "",
            "Kata sandi benar, tetapi hari ini tidak ada jabatan atau penugasan yang berlaku untuk \
             akun ini. Hubungi administrator."
                .into(),
        ),
    }
}
