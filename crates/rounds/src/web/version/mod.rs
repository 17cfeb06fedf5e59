//! *Perbandingan versi*: figures as sent, as reviewed, corrected, entered into the ministry's system and
//! clarified, side by side.

mod compare;
pub(super) mod of_filling;
pub(super) mod of_round;
