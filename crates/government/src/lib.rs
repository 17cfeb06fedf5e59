//! government
