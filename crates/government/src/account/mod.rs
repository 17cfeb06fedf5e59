//! Accounts are persons. A session acts in one capacity: a post held today or an assignment.

mod password;
mod store;

pub use password::{Passwords, weakness};
pub use store::{
    AccountRow, Acting, Attempt, Capacity, CapacityKind, Held, NewAccount, NewAssignment,
    NewHolder, OpenSession, Refusal, SessionIdentify, SignedIn, accept, account_by_sign_in,
    accounts, add_account, add_assignment, add_holder, add_post, capacities, change_password,
    check_invitation, confirm_totp, disable_totp, enable_totp, end_all, end_capacity, end_session,
    format_nip, held, invite, mask_nip, normal_nip, open_sessions, prepare_totp, reveal_nip,
    session_for_tests, set_active, sign_in, switch_capacity, take_totp_away,
};
