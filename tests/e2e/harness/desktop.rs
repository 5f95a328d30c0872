//! What happens outside the page: native windows and dialogs, through xdotool.

use super::wait::until;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use x11rb::connection::Connection;
use x11rb::protocol::xproto::{ClientMessageEvent, ConnectionExt, EventMask};

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

/// The visible windows whose title begins so.
pub(crate) fn windows(title: &str) -> Vec<String> {
    let found = xdotool(&["search", "--onlyvisible", "--name", &format!("^{title}")]);
    found.unwrap_or_default().lines().map(str::to_owned).collect()
}

/// The window that has the keyboard.
pub(crate) fn focused() -> Option<String> {
    xdotool(&["getwindowfocus"])
}

/// The uppermost of the windows whose title begins so.
pub(crate) fn raised(title: &str) -> Option<String> {
    let (screen, number) = x11rb::connect(None).expect("the display");
    let root = screen.setup().roots[number].root;
    // From the lowest to the uppermost.
    let all = screen.query_tree(root).unwrap().reply().unwrap().children;
    let ours = windows(title);
    all.iter().rev().map(u32::to_string).find(|each| ours.contains(each))
}

/// The process that a window belongs to.
pub(crate) fn window_pid(window: &str) -> String {
    xdotool(&["getwindowpid", window]).expect("a window knows its process")
}

/// Gives a window the keyboard. (There is no window manager to do it.)
pub(crate) async fn take_keyboard(window: &str) {
    until("the window has the keyboard", async || {
        xdotool(&["windowfocus", window])?;
        (focused()? == window).then_some(())
    })
    .await;
}

/// Asks a window to close, as its frame's cross does.
pub(crate) fn ask_to_close(window: &str) {
    let (screen, _) = x11rb::connect(None).expect("the display");
    let atom = |name: &str| screen.intern_atom(false, name.as_bytes()).unwrap().reply().unwrap().atom;
    let to: u32 = window.parse().unwrap();
    let message =
        ClientMessageEvent::new(32, to, atom("WM_PROTOCOLS"), [atom("WM_DELETE_WINDOW"), 0, 0, 0, 0]);
    screen.send_event(false, to, EventMask::NO_EVENT, message).unwrap().check().unwrap();
}

/// Keeps a picture of a window.
pub(crate) fn picture(window: &str, path: &Path) {
    let taken = Command::new("import").args(["-window", window]).arg(path).status();
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
    copy_as(text, "UTF8_STRING");
}

/// Puts text of a kind on the clipboard: `text/html`, or `UTF8_STRING` for plain text.
pub(crate) fn copy_as(text: &str, kind: &str) {
    let mut xclip = Command::new("xclip")
        .args(["-selection", "clipboard", "-target", kind])
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
    take_keyboard(&dialog).await;
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
