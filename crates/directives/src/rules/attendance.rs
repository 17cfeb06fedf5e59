//! Attendance counted by group: invited, present, represented, absent.

use super::AttendanceStatus;

/// How many lines there are of each status that any line has, in the order of the statuses.
pub fn by_status(lines: impl IntoIterator<Item = AttendanceStatus>) -> Vec<(&'static str, usize)> {
    let lines: Vec<AttendanceStatus> = lines.into_iter().collect();
    let count = |status| lines.iter().filter(|line| **line == status).count();
    AttendanceStatus::ALL
        .into_iter()
        .map(|status| (status.label(), count(status)))
        .filter(|(_, count)| *count > 0)
        .collect()
}

/// A group of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GroupCount {
    /// "Dinas", "Kecamatan", "Tamu dan narasumber".
    pub label: String,
    /// On the list, whatever became of it.
    pub invited: usize,
    /// Came.
    pub present: usize,
    /// Sent somebody.
    pub represented: usize,
    /// Did not come.
    pub absent: usize,
}

impl GroupCount {
    fn add(&mut self, status: AttendanceStatus) {
        self.invited += 1;
        match status {
            AttendanceStatus::Invited => {}
            AttendanceStatus::Present => self.present += 1,
            AttendanceStatus::Represented => self.represented += 1,
            AttendanceStatus::Absent => self.absent += 1,
        }
    }
}

/// Counts lines of `(group, status)`: a row for each group in the order of its first line, and the
/// sum over all as the last one. Nothing for an empty list.
pub fn by_group<'a>(
    lines: impl IntoIterator<Item = (&'a str, AttendanceStatus)>,
) -> Vec<GroupCount> {
    let mut groups: Vec<GroupCount> = Vec::new();
    let mut sum = GroupCount {
        label: "Jumlah".into(),
        ..GroupCount::default()
    };
    for (label, status) in lines {
        let at = groups.iter().position(|group| group.label == label);
        let at = at.unwrap_or_else(|| {
            groups.push(GroupCount {
                label: label.to_owned(),
                ..GroupCount::default()
            });
            groups.len() - 1
        });
        groups[at].add(status);
        sum.add(status);
    }
    if !groups.is_empty() {
        groups.push(sum);
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::{GroupCount, by_group, by_status};
    use crate::rules::AttendanceStatus::{Absent, Invited, Present, Represented};

    #[test]
    fn only_statuses_that_occur_are_counted() {
        let lines = [Absent, Present, Present];
        assert_eq!(by_status(lines), [("Hadir", 2), ("Tidak hadir", 1)]);
        assert_eq!(by_status([]), []);
    }

    #[test]
    fn each_group_and_the_sum() {
        let row = |label: &str, [invited, present, represented, absent]: [usize; 4]| GroupCount {
            label: label.into(),
            invited,
            present,
            represented,
            absent,
        };
        let lines = [
            ("Asisten", Present),
            ("Kecamatan", Present),
            ("Asisten", Represented),
            ("Kecamatan", Absent),
            ("Kecamatan", Invited),
        ];
        assert_eq!(
            by_group(lines),
            [
                row("Asisten", [2, 1, 1, 0]),
                row("Kecamatan", [3, 1, 0, 1]),
                row("Jumlah", [5, 2, 1, 1]),
            ]
        );
        assert_eq!(by_group([]), []);
    }
}
