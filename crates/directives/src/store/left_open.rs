//! What goes with a post that leads a unit: open issues and meetings whose minutes are not done.

use government::handover::{LeftOpen, Whose};

/// The kinds.
pub const LEFT_OPEN: [LeftOpen; 2] = [
    LeftOpen {
        label: "Permasalahan terbuka",
        whose: Whose::Unit,
        question: "select '' as code, 'directives.issue' as subject_kind, i.id as subject_id, \
            i.text as title, cast(null as text) as due_date from issue i \
            where i.region = $1 and (i.unit_id = $2 or i.owner_unit_id = $2) \
            and i.solved_at is null",
    },
    LeftOpen {
        label: "Rapat yang diselenggarakan, belum selesai",
        whose: Whose::Unit,
        question: "select '' as code, 'directives.meeting' as subject_kind, m.id as subject_id, \
            m.title as title, m.date as due_date from meeting m \
            where m.region = $1 and m.organiser_unit_id = $2 and m.state <> 2",
    },
];
