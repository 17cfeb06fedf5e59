//! From concept to sent: which step may follow on which.

use super::PaperKind;

/// How far a paper is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// It is being written.
    Draft,
    /// Somebody put initials to it.
    Initialled,
    /// It is signed: nothing on it changes any more.
    Signed,
    /// It has its number and date.
    Numbered,
    /// It left the house.
    Sent,
}

/// What somebody did with a paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// It was prepared, or its details changed.
    Prepare,
    /// Initials.
    Initial,
    /// Back to the writer.
    Return,
    /// Signature.
    Sign,
    /// Number and date.
    Number,
    /// Sending.
    Send,
    /// The signed paper came back as a picture.
    Scan,
}

const STATUSES: [(Status, &str, &str); 5] = [
    (Status::Draft, "Konsep", "chip chip-belum"),
    (Status::Initialled, "Diparaf", "chip chip-proses"),
    (Status::Signed, "Ditandatangani", "chip chip-menunggu"),
    (Status::Numbered, "Dinomori", "chip chip-menunggu"),
    (Status::Sent, "Dikirim", "chip chip-tuntas"),
];

const STEPS: [(Step, &str, &str, &str); 7] = [
    (
        Step::Prepare,
        "siapkan",
        "Konsep disiapkan",
        "Siapkan Konsep",
    ),
    (Step::Initial, "paraf", "Diparaf", "Catat Paraf"),
    (
        Step::Return,
        "kembali",
        "Dikembalikan ke konsep",
        "Kembalikan ke Konsep",
    ),
    (
        Step::Sign,
        "tanda-tangan",
        "Ditandatangani",
        "Catat Tanda Tangan",
    ),
    (Step::Number, "nomor", "Dinomori", "Catat Nomor"),
    (Step::Send, "kirim", "Dikirim", "Catat Pengiriman"),
    (
        Step::Scan,
        "pindaian",
        "Pindaian diunggah",
        "Unggah Pindaian",
    ),
];

impl Status {
    /// The stored number.
    pub fn code(self) -> i16 {
        self as i16
    }

    /// The status behind a stored number; a number nobody knows is a concept.
    pub fn from_code(code: i16) -> Self {
        STATUSES
            .into_iter()
            .find(|(status, ..)| status.code() == code)
            .map_or(Self::Draft, |(status, ..)| status)
    }

    /// Words on the screen.
    pub fn label(self) -> &'static str {
        STATUSES[self as usize].1
    }

    /// How the words look.
    pub fn chip(self) -> &'static str {
        STATUSES[self as usize].2
    }

    /// Whether what stands on the paper is kept as it was signed.
    pub fn is_frozen(self) -> bool {
        self >= Self::Signed
    }

    /// The status after `step`; none where the step may not follow.
    pub fn after(self, step: Step, kind: PaperKind) -> Option<Self> {
        match (step, self) {
            (Step::Prepare, Self::Draft) => Some(Self::Draft),
            (Step::Initial, Self::Draft | Self::Initialled) => Some(Self::Initialled),
            (Step::Return, Self::Initialled) => Some(Self::Draft),
            // a signer who wrote the paper needs nobody's initials
            (Step::Sign, Self::Draft | Self::Initialled) => Some(Self::Signed),
            // a number written wrong is written again, until the paper has left
            (Step::Number, Self::Signed | Self::Numbered) => Some(Self::Numbered),
            (Step::Send, Self::Numbered) => Some(Self::Sent),
            (Step::Send, Self::Signed) if !kind.is_letter() => Some(Self::Sent),
            (Step::Scan, now) if now.is_frozen() => Some(now),
            _ => None,
        }
    }

    /// The steps that may follow now, apart from writing.
    pub fn next(self, kind: PaperKind) -> Vec<Step> {
        let mut steps: Vec<Step> = STEPS
            .into_iter()
            .map(|(step, ..)| step)
            .filter(|step| *step != Step::Prepare && self.after(*step, kind).is_some())
            .collect();
        // what moves the paper on comes before what is done once more
        steps.sort_by_key(|step| self.after(*step, kind) <= Some(self));
        steps
    }
}

impl Step {
    /// The stored number.
    pub fn code(self) -> i16 {
        self as i16
    }

    /// The step behind a stored number.
    pub fn from_code(code: i16) -> Option<Self> {
        STEPS
            .into_iter()
            .map(|(step, ..)| step)
            .find(|step| step.code() == code)
    }

    /// The word forms and paths use.
    pub fn word(self) -> &'static str {
        STEPS[self as usize].1
    }

    /// The step behind a word.
    pub fn from_word(word: &str) -> Option<Self> {
        STEPS
            .into_iter()
            .find(|(_, known, ..)| *known == word)
            .map(|(step, ..)| step)
    }

    /// What happened.
    pub fn label(self) -> &'static str {
        STEPS[self as usize].2
    }

    /// Words of the button.
    pub fn button(self) -> &'static str {
        STEPS[self as usize].3
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_numbers_come_back() {
        for (n, (status, ..)) in STATUSES.into_iter().enumerate() {
            assert_eq!(
                (status as usize, Status::from_code(status.code())),
                (n, status)
            );
        }
        for (n, (step, word, ..)) in STEPS.into_iter().enumerate() {
            assert_eq!(step as usize, n);
            assert_eq!(Step::from_code(step.code()), Some(step));
            assert_eq!(Step::from_word(word), Some(step));
        }
    }

    #[test]
    fn a_letter_goes_from_concept_to_sent() {
        let mut now = Status::Draft;
        for (step, then) in [
            (Step::Initial, Status::Initialled),
            (Step::Initial, Status::Initialled),
            (Step::Sign, Status::Signed),
            (Step::Number, Status::Numbered),
            (Step::Scan, Status::Numbered),
            (Step::Send, Status::Sent),
        ] {
            now = now.after(step, PaperKind::Invitation).expect("a step");
            assert_eq!(now, then);
        }
        assert_eq!(now.next(PaperKind::Invitation), [Step::Scan]);
        let numbered = Status::Numbered.next(PaperKind::Invitation);
        assert_eq!(numbered, [Step::Send, Step::Number, Step::Scan]);
    }

    #[test]
    fn a_letter_does_not_leave_without_a_number_and_minutes_may() {
        assert_eq!(
            Status::Signed.after(Step::Send, PaperKind::Invitation),
            None
        );
        assert_eq!(
            Status::Signed.after(Step::Send, PaperKind::Minutes),
            Some(Status::Sent)
        );
    }

    #[test]
    fn what_is_signed_never_becomes_a_concept_again() {
        for status in [Status::Signed, Status::Numbered, Status::Sent] {
            for step in [Step::Prepare, Step::Initial, Step::Return, Step::Sign] {
                assert_eq!(
                    status.after(step, PaperKind::Minutes),
                    None,
                    "{status:?} {step:?}"
                );
            }
        }
    }
}
