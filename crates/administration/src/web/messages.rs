//! Sentences shown once after an action, named in the address by a word (`?pesan=aturan`).

use serde::Deserialize;

/// The query of pages that show such a sentence.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Message {
    /// The word.
    pub pesan: String,
}

/// The sentence behind a word; nothing for words nobody gave out.
pub fn sentence(word: &str) -> Option<String> {
    let text = match word {
        "sandi" => "Kata sandi sudah diganti. Sesi di perangkat lain sudah diakhiri.",
        "sesi" => "Sesi itu sudah diakhiri.",
        "kode-aktif" => "Kode dua langkah aktif. Mulai sekarang kode diminta setiap kali masuk.",
        "kode-mati" => "Kode dua langkah sudah dimatikan.",
        "aturan" => "Aturan daerah disimpan.",
        "akun" => "Akun dibuat. Langkah berikutnya: tekan Buat Undangan, lalu kirim tautannya.",
        "akun-nip" => {
            "Akun dibuat. Susunan NIP yang diketik tidak lazim (tanggal lahir, bulan \
             pengangkatan, atau kode jenis kelamin); cocokkan sekali lagi dengan SK."
        }
        "nyala" => "Akun diaktifkan.",
        "mati" => "Akun dinonaktifkan dan semua sesinya diakhiri.",
        "jabatan-berakhir" => "Masa jabatan atau penugasan itu sudah dibatasi.",
        "kode-orang" => {
            "Kode dua langkah orang itu sudah dimatikan dan semua sesinya diakhiri. Ia masuk lagi \
             dengan kata sandi saja."
        }
        "orang" => "Data orang disimpan.",
        "orang-nip" => {
            "Data orang disimpan. Susunan NIP yang diketik tidak lazim (tanggal lahir, bulan \
             pengangkatan, atau kode jenis kelamin); cocokkan sekali lagi dengan SK."
        }
        "jabatan" => "Jabatan disimpan.",
        "pejabat" => "Catatan pejabat disimpan; riwayatnya tetap ada.",
        "kop" => "Kop naskah disimpan. Naskah yang sudah ditandatangani tetap seperti semula.",
        "catatan" => "Catatan serah terima disimpan.",
        "diserahkan" => "Sudah diserahkan. Penerimanya melihat catatan Anda.",
        "diterima" => "Serah terima diterima. Daftarnya dibekukan seperti keadaan saat ini.",
        "daftar" => "Daftar alamat disimpan.",
        "penugasan" => "Penugasan disimpan.",
        "tim" => "Tim disimpan.",
        "lembaga" => "Daftar lembaga disimpan.",
        "mutasi" => {
            "Mutasi diterapkan seluruhnya; jabatan baru berlaku mulai tanggalnya, dan setiap jabatan yang dilepas punya Serah Terima Tugas."
        }
        "nama" => "Nama unit disimpan; nama sebelumnya tetap tercatat.",
        "hubungan" => "Hubungan unit disimpan; yang sebelumnya tetap tercatat.",
        "gabung" => {
            "Unit digabungkan. Yang belum selesai sudah dialihkan; riwayatnya menyebut dasarnya."
        }
        "tanda" => "Tanda unit disimpan.",
        "libur" => "Hari libur ditambahkan. Batas waktu yang sudah ditetapkan tidak berubah.",
        "ulangi" => "Pekerjaan dimasukkan kembali ke antrean.",
        _ => return None,
    };
    Some(text.to_owned())
}
