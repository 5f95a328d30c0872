//! WebKitWebDriver with everything that it starts, as one group that can be ended as one.

use std::fs::File;
use std::net::TcpListener;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// A running driver; dropping it ends the driver, its session bus, the program and WebKit's helpers.
pub(crate) struct Driver {
    child: Child,
    /// Where it listens.
    pub(crate) url: String,
    /// What it and the program print goes to <shot>.log, a picture after a failure to <shot>.failed.png.
    shot: PathBuf,
}

impl Driver {
    /// Starts a driver whose program keeps its data below `home`.
    pub(crate) fn start(home: &Path, shot: PathBuf) -> Driver {
        assert!(std::env::var_os("DISPLAY").is_some(), "no display: run `cargo xtask test window`");
        let port = free_port();
        let out = File::create(shot.with_extension("log")).unwrap();
        // The group lives as long as our end of its standard input: it ends when this is dropped, and also
        // when the test's process is killed. (The driver gets a bus of its own: nothing that the machine runs
        // can meet the program.)
        let script = format!(
            "dbus-run-session -- WebKitWebDriver --port={port} </dev/null & cat >/dev/null; kill -KILL 0"
        );
        let child = at_home(&mut Command::new("sh"), home)
            .args(["-c", &script])
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .stdin(Stdio::piped())
            .stdout(out.try_clone().unwrap())
            .stderr(out)
            .process_group(0)
            .spawn()
            .expect("sh");
        Driver { child, url: format!("http://127.0.0.1:{port}"), shot }
    }

    /// Whether it listens yet.
    pub(crate) fn listens(&self) -> bool {
        std::net::TcpStream::connect(self.url.trim_start_matches("http://")).is_ok()
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let picture = self.shot.with_extension("failed.png");
            // Not `desktop::picture`: a second panic would hide the first.
            let _ = Command::new("import").args(["-window", "root"]).arg(&picture).status();
            let log = std::fs::read_to_string(self.shot.with_extension("log")).unwrap_or_default();
            let said: Vec<&str> = log.lines().filter(|line| !is_bus_noise(line)).collect();
            eprintln!("the screen: {}\nthe program said:\n{}", picture.display(), said.join("\n"));
        }
        drop(self.child.stdin.take());
        let _ = self.child.wait();
    }
}

/// A program that keeps its data below `home`, and whose keys come straight from the keyboard.
fn at_home<'a>(command: &'a mut Command, home: &Path) -> &'a mut Command {
    command
        .env("XDG_DATA_HOME", home.join("data"))
        .env("XDG_CONFIG_HOME", home.join("config"))
        // GTK reads the keyboard itself: no input method of the machine's may come between.
        .env("GTK_IM_MODULE", "gtk-im-context-simple")
        .env("GDK_BACKEND", "x11")
        .env("NO_AT_BRIDGE", "1")
}

/// The program, started without a driver; dropping it ends it.
pub(crate) struct Bare(pub(crate) Child);

impl Bare {
    /// Starts it on the data below `home`, on a machine without a session bus.
    pub(crate) fn start(home: &Path, args: &[&str]) -> Bare {
        let mut command = Command::new(super::window::program());
        at_home(&mut command, home).args(args).env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/no/bus");
        Bare(
            command
                .stdin(Stdio::null())
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .expect("the program"),
        )
    }
}

impl Drop for Bare {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// What the session bus and the services that it starts tell about themselves.
fn is_bus_noise(line: &str) -> bool {
    line.is_empty()
        || ["dbus-daemon[", "SpiRegistry"].iter().any(|start| line.starts_with(start))
        || ["xdg-desktop-portal", "pw.conf", "max threads value"].iter().any(|part| line.contains(part))
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}
