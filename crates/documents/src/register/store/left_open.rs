//! What goes with a post that leads a unit: papers nobody has signed yet.

use government::handover::{LeftOpen, Whose};

/// Papers of the unit that wait for initials or the signature.
pub const LEFT_OPEN: LeftOpen = LeftOpen {
    label: "Naskah menunggu paraf atau tanda tangan",
    whose: Whose::Unit,
    question: "select '' as code, d.subject_kind as subject_kind, d.subject_id as subject_id, \
        case when d.subject = '' then d.kind else d.subject end as title, \
        cast(null as text) as due_date from official_document d \
        where d.region = $1 and d.unit_id = $2 and d.state in (0, 1)",
};
