//! Programs that run beside the test and end with it.

use std::{
    net::{TcpListener, TcpStream},
    path::Path,
    process::{Child, Command, Stdio},
};

use anyhow::Context;

use crate::{Outcome, until};

/// A program that is killed when it is dropped.
pub(crate) struct Running {
    child: Child,
}

impl Running {
    /// Starts `command`, with everything it says going to the file `log`.
    pub(crate) fn starts(command: &mut Command, log: &Path) -> Outcome<Self> {
        let out = std::fs::File::create(log)?;
        let err = out.try_clone()?;
        let child = command
            .stdin(Stdio::null())
            .stdout(out)
            .stderr(err)
            .spawn()
            .with_context(|| format!("{command:?} does not start"))?;
        Ok(Self { child })
    }

    /// Waits until it listens on `port`.
    pub(crate) async fn listens(&mut self, port: u16, log: &Path) -> Outcome {
        let answer = until(&format!("a program to listen on port {port}"), async || {
            let gone = self.child.try_wait()?;
            if let Some(status) = gone {
                return Ok(Some(Err(status)));
            }
            let reached = TcpStream::connect(("127.0.0.1", port)).is_ok();
            Ok(reached.then_some(Ok(())))
        })
        .await?;
        answer.map_err(|status| {
            let said = std::fs::read_to_string(log).unwrap_or_default();
            anyhow::anyhow!("the program ended with {status}:\n{said}")
        })
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // it may have ended on its own
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A port nobody listens on.
pub(crate) fn free_port() -> Outcome<u16> {
    let listener = TcpListener::bind(("127.0.0.1", 0))?;
    Ok(listener.local_addr()?.port())
}
