//! Rows of persons, posts, sessions, devices and invitations.

mod capacity;
mod device;
mod held;
mod identify;
mod invitation;
mod people;
mod session;
mod sign_in;
mod totp;

pub use capacity::{Acting, Capacity, CapacityKind, capacities};
pub use held::{Held, end_capacity, held};
pub use identify::SessionIdentify;
pub use invitation::{accept, check as check_invitation, invite};
pub use people::{
    AccountRow, NewAccount, NewAssignment, NewHolder, account_by_sign_in, accounts, add_account,
    add_assignment, add_holder, add_post, change_password, format_nip, mask_nip, normal_nip,
    reveal_nip, set_active,
};
pub use session::{
    OpenSession, end_all, end_session, open_sessions, session_for_tests, switch_capacity,
};
pub use sign_in::{Attempt, Refusal, SignedIn, sign_in};
pub use totp::{
    confirm as confirm_totp, disable as disable_totp, enable as enable_totp,
    prepare as prepare_totp, take_away as take_totp_away,
};
