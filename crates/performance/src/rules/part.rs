//! What is missing of a head's part of a year, in words.

use time::Date;

use super::{Head, Quarter, Signature};

/// How an agreement stands, as far as it says why there is no figure of a head.
#[derive(Clone, Copy, Debug, Default)]
pub struct Standing<'a> {
    /// Whether there is one.
    pub exists: bool,
    /// The version a head is held against, or the last one; none where nobody signed.
    pub signed: Option<&'a Signature>,
    /// Why nobody asks for it any more, or empty.
    pub dropped: &'a str,
}

/// How the report of a quarter stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sending {
    /// It was sent.
    Sent,
    /// It was sent and came back to be corrected.
    Returned,
    /// It was not sent.
    Silent,
}

/// What is missing of a head's part, in words; nothing of it is a zero. Of an agreement that nobody asks for
/// any more only that is said.
pub fn missing(
    head: Option<&Head>,
    standing: Standing<'_>,
    year: i32,
    sending: impl Fn(u8) -> Sending,
    today: Date,
) -> Vec<String> {
    if !standing.dropped.is_empty() {
        return vec![standing.dropped.to_owned()];
    }
    let mut words = Vec::new();
    if head.is_none() {
        words.push("Pejabatnya belum tercatat".into());
    }
    if !standing.exists {
        words.push("Belum ada perjanjian kinerja".into());
        return words;
    }
    let Some(signed) = standing.signed else {
        words.push("Perjanjian belum ditandatangani".into());
        return words;
    };
    let Some(head) = head else {
        return words;
    };
    let by = &signed.name;
    if head.signed.is_none() {
        words.push(format!(
            "Belum menandatangani perjanjian; yang berlaku ditandatangani {by}"
        ));
    } else if signed.account != Some(head.account) {
        words.push(format!("Versi yang berlaku ditandatangani {by}"));
    }
    let own: Vec<Quarter> = Quarter::all(year)
        .into_iter()
        .filter(|it| head.quarters.contains(&it.number))
        .collect();
    let over = || own.iter().filter(|it| it.is_over(today));
    if own.is_empty() {
        words.push(head.part(year));
    } else if over().next().is_none() {
        words.push("Belum ada triwulan yang berakhir pada masa jabatannya".into());
    }
    words.extend(over().filter_map(|it| match sending(it.number) {
        Sending::Sent => None,
        Sending::Returned => Some(format!("{} dikembalikan untuk perbaikan", it.short())),
        Sending::Silent => Some(format!("{} belum dikirim", it.short())),
    }));
    words
}

#[cfg(test)]
mod tests {
    use platform::{Uuid, date};

    use super::{Sending, Standing, missing};
    use crate::rules::{Head, Signature};

    fn head(quarters: &[u8], signed: bool) -> Head {
        Head {
            account: Uuid::from_u128(1),
            name: "Orang 1".into(),
            office: "Kepala".into(),
            times: vec![],
            quarters: quarters.to_vec(),
            signed: signed.then(Uuid::nil),
        }
    }

    #[test]
    fn what_is_missing_has_its_words() {
        let today = date::parse("2026-07-15").unwrap();
        let sending = |number| match number {
            1 => Sending::Sent,
            2 => Sending::Silent,
            _ => Sending::Returned,
        };
        let of = |head: Option<&Head>, standing: Standing<'_>| {
            missing(head, standing, 2026, sending, today)
        };
        let signature = |account| Signature {
            agreement: Uuid::nil(),
            version: Uuid::nil(),
            number: 1,
            day: today,
            account: Some(Uuid::from_u128(account)),
            name: format!("Orang {account}"),
            office: "Kepala".into(),
        };
        let (own, other) = (signature(1), signature(9));
        let whole = head(&[1, 2, 3, 4], true);
        let signed = Standing {
            exists: true,
            signed: Some(&own),
            dropped: "",
        };
        assert_eq!(of(Some(&whole), signed), ["Triwulan II belum dikirim"]);
        assert_eq!(
            of(Some(&whole), Standing::default()),
            ["Belum ada perjanjian kinerja"]
        );
        let unsigned = Standing {
            signed: None,
            ..signed
        };
        assert_eq!(
            of(Some(&whole), unsigned),
            ["Perjanjian belum ditandatangani"]
        );
        let others = Standing {
            signed: Some(&other),
            ..signed
        };
        assert_eq!(
            of(Some(&whole), others),
            [
                "Versi yang berlaku ditandatangani Orang 9",
                "Triwulan II belum dikirim"
            ]
        );
        let later = of(Some(&head(&[4], false)), others);
        assert!(later[0].ends_with("ditandatangani Orang 9"), "{later:?}");
        assert!(later[1].starts_with("Belum ada triwulan yang berakhir"));
        let dropped = Standing {
            dropped: "Digabung",
            ..signed
        };
        assert_eq!(of(None, dropped), ["Digabung"]);
        let autumn = date::parse("2026-10-02").unwrap();
        assert_eq!(
            missing(Some(&head(&[3], true)), signed, 2026, sending, autumn),
            ["Triwulan III dikembalikan untuk perbaikan"]
        );
    }
}
