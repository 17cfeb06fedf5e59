//! Rows of persons, posts, sessions, devices and invitations.

mod capacity;
mod device;
mod held;
mod identify;
mod invitation;
mod people;
mod person;
mod roster;
mod sealed;
mod session;
mod sign_in;
mod totp;

pub use capacity::{Acting, Capacity, CapacityKind, capacities};
pub use held::{Held, end_capacity, held};
pub use identify::SessionIdentify;
pub use invitation::{accept, check as check_invitation, invite};
pub use people::{
    AccountRow, NewAccount, NewAssignment, account_by_sign_in, accounts, add_account,
    add_assignment, change_password, format_nip, mask_nip, normal_nip, reveal_nip, set_active,
};
pub use person::{
    PersonCard, PersonInput, SignerFacts, add_person, change_person, give_account, look_up,
    person_card, signer_facts,
};
pub use roster::{Rostered, all_assignments, roster};
pub use sealed::keys_fit;
pub use session::{
    OpenSession, end_all, end_session, open_sessions, session_for_tests, switch_capacity,
};
pub use sign_in::{Attempt, Refusal, SignedIn, sign_in};
pub use totp::{
    confirm as confirm_totp, disable as disable_totp, enable as enable_totp,
    prepare as prepare_totp, take_away as take_totp_away,
};
