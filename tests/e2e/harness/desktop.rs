//! What happens outside the page: native windows and dialogs, through xdotool.

use super::wait::until;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Runs xdotool; `None` if it finds nothing.
fn xdotool(args: &[&str]) -> Option<String> {
    let out = Command::new("xdotool").args(args).output().expect("xdotool");
    out.status.success().then(|| String::from_utf8_lossy(&out.stdout).trim().to_owned())
}

/// The titles of all windows on the screen.
pub(crate) fn window_titles() -> Vec<String> {
    let all = xdotool(&["search", "--onlyvisible", "--name", "."]).unwrap_or_default();
    all.lines().filter_map(|id| xdotool(&["getwindowname", id])).collect()
}

/// Keeps a picture of the screen.
pub(crate) fn picture(path: &Path) {
    let taken = Command::new("import").args(["-window", "root"]).arg(path).status();
    assert!(taken.is_ok_and(|status| status.success()), "no picture {}", path.display());
}

/// Presses keys in whichever native window has the keyboard ("ctrl+a", "Return").
pub(crate) fn press(keys: &[&str]) {
    let mut args = vec!["key", "--clearmodifiers"];
    args.extend(keys);
    xdotool(&args).expect("xdotool key");
}

/// Puts text on the clipboard. (Typing Chinese through xdotool changes the keyboard's layout letter by
/// letter, and a busy program misses some.)
pub(crate) fn copy(text: &str) {
    let mut xclip = Command::new("xclip")
        .args(["-selection", "clipboard"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .expect("xclip");
    xclip.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    // It goes on in the background to hand the text out; this waits for the foreground half only.
    assert!(xclip.wait().unwrap().success());
}

/// Answers a native file dialog with this title: enters the path and confirms; waits until it is gone.
pub(crate) async fn choose_file(title: &str, path: &Path) {
    choose(title, path, "Return").await;
}

/// Answers a native folder dialog. Return would only enter the folder: its button (“_Open”) confirms.
pub(crate) async fn choose_folder(title: &str, path: &Path) {
    choose(title, path, "alt+o").await;
}

async fn choose(title: &str, path: &Path, confirm: &str) {
    let pattern = format!("^{title}$");
    let search = ["search", "--onlyvisible", "--name", &pattern];
    let dialog = until(&format!("the dialog “{title}”"), async || {
        xdotool(&search)?.lines().next().map(str::to_owned)
    })
    .await;
    // There is no window manager: nobody else gives the dialog the keyboard.
    until("the dialog has the keyboard", async || {
        xdotool(&["windowfocus", &dialog])?;
        (xdotool(&["getwindowfocus"])? == dialog).then_some(())
    })
    .await;
    copy(path.to_str().expect("a path in UTF-8"));
    press(&["ctrl+l"]);
    press(&["ctrl+a"]);
    press(&["ctrl+v"]);
    let mut pressed: Option<Instant> = None;
    until(&format!("the dialog “{title}” closes"), async || {
        if xdotool(&search).is_none() {
            return Some(());
        }
        // GTK swallows a key that comes while it still looks the path up, so it is pressed again.
        if pressed.is_none_or(|at| at.elapsed() > Duration::from_secs(1)) {
            press(&[confirm]);
            pressed = Some(Instant::now());
        }
        None
    })
    .await;
}
