//! Photos of before and after, sent along with a form from a telephone.

use government::evidence::NewEvidence;
use platform::{Actor, Problem, form::FormErrors, upload::Kept};

use crate::store::{AddedPhotos, Photo};

/// Field names of the two kinds of pictures.
pub(super) const BEFORE: &str = "foto_sebelum";
pub(super) const AFTER: &str = "foto_sesudah";

/// Files that lie on the disk, as pictures of before and after.
pub(super) fn as_photos(kept: Vec<Kept>, about: &str, errors: &mut FormErrors) -> AddedPhotos {
    let mut photos = Vec::new();
    for it in kept {
        let (photo, field) = match it.field.as_str() {
            BEFORE => (Photo::Before, BEFORE),
            _ => (Photo::After, AFTER),
        };
        if !it.file.media_type.starts_with("image/") {
            let text = format!("{} bukan foto. Pilih foto JPG, PNG, atau WEBP.", it.name);
            errors.add(field, text);
            continue;
        }
        let title = format!("{} ({})", about.trim(), photo.label().to_lowercase());
        photos.push((
            photo,
            NewEvidence::File {
                title,
                name: it.name,
                file: it.file,
            },
        ));
    }
    photos
}

/// Who fills in a form, in which capacity.
pub(super) fn signature(actor: &Actor) -> String {
    format!("{}:{}", actor.person, actor.capacity)
}

/// Refuses what somebody else filled in: on a shared telephone another account may have signed in
/// since, and what waited on the device must not be sent in its name.
pub(super) fn is_the_same(actor: &Actor, by: &str) -> Result<(), Problem> {
    if by.is_empty() || by == signature(actor) {
        return Ok(());
    }
    Err(Problem::Conflict(format!(
        "Formulir ini diisi dengan akun atau jabatan lain; sekarang Anda bertindak sebagai {}. \
         Belum ada yang tersimpan. Masuk sebagai pengisinya, atau buka formulirnya lagi dan isi \
         sendiri.",
        actor.title
    )))
}
