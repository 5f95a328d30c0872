//! The desktop window of 问效: start-up, one rpc command in two shapes, two events. No rule lives here.
//!
//! `wenxiao-desktop` shows the first page; `wenxiao-desktop --demo` opens the sample unit at once. A second start
//! only brings the first window forward.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod closing;
mod host;
mod rendering;
mod rpc;
mod single;

use app::{App, commands};
use closing::Closing;
use single::Start;
use std::error::Error;
use std::process::ExitCode;
use std::sync::Arc;
use tauri::{AppHandle, Manager, RunEvent, Url, WebviewWindowBuilder, WindowEvent};

fn main() -> ExitCode {
    rendering::prepare();
    let closing = Arc::new(Closing::default());
    let started = tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .manage(Arc::clone(&closing))
        .setup({
            let closing = Arc::clone(&closing);
            move |shell| {
                // A failure in here would be a panic further out: say it and leave.
                open(shell, closing).unwrap_or_else(|error| leave(error.as_ref()));
                Ok(())
            }
        })
        .on_window_event(move |window, event| {
            if let WindowEvent::CloseRequested { api, .. } = event {
                closing.meet(window, api);
            }
        })
        .invoke_handler(tauri::generate_handler![rpc::rpc, rpc::rpc_bytes])
        .build(tauri::generate_context!());
    match started {
        Ok(shell) => {
            shell.run(|shell, event| {
                if matches!(event, RunEvent::Exit) {
                    put_away(shell);
                }
            });
            ExitCode::SUCCESS
        }
        Err(error) => leave(&error),
    }
}

/// Closes the data, so that the next start does not take this end for a crash. The process ends without dropping
/// anything.
fn put_away(shell: &AppHandle) {
    let (closing, app) = (shell.try_state::<Arc<Closing>>(), shell.try_state::<Arc<App>>());
    // Who did not wait for a command gets no clean end, but an end.
    if let (Some(closing), Some(app)) = (closing, app)
        && closing.is_idle()
    {
        // Without open data there is nothing to close.
        let _ = commands::call(&app, "store.close", serde_json::json!({}));
    }
}

/// Makes the program first and its window afterwards, so that the first call finds somebody to answer.
fn open(shell: &mut tauri::App, closing: Arc<Closing>) -> Result<(), Box<dyn Error>> {
    let data_dir = shell.path().app_local_data_dir()?;
    match single::start(&data_dir) {
        Start::First(keeper) => keeper.listen({
            let shell = shell.handle().clone();
            move || come_forward(&shell)
        }),
        Start::Second { heard: true } => std::process::exit(0),
        Start::Second { heard: false } => {
            return Err("问效已经打开，但没有应答；请结束原来的程序后再打开".into());
        }
        Start::Alone => {}
    }
    let host = host::WindowHost::new(shell.handle().clone(), data_dir, closing);
    let app = App::new(Arc::new(host))?;
    if std::env::args().skip(1).any(|argument| argument == "--demo")
        && let Err(error) = commands::call(&app, "demo.open", serde_json::json!({}))
    {
        // The first page offers the same again and shows the reason there.
        eprintln!("示例单位没有打开：{error}");
    }
    shell.manage(Arc::new(app));
    let config = shell.config().app.windows.first().ok_or("tauri.conf.json names no window")?.clone();
    WebviewWindowBuilder::from_config(shell.handle(), &config)?.on_navigation(is_home).build()?;
    Ok(())
}

/// Brings the window to the front. One that is still being made comes there by itself.
fn come_forward(shell: &AppHandle) {
    if let Some(window) = shell.get_webview_window("main") {
        let _ = window.unminimize();
        let _ = window.show();
        let _ = window.set_focus();
    }
}

/// Whether an address is the window's own page; it is led nowhere else.
fn is_home(address: &Url) -> bool {
    // Linux and macOS know it by its scheme, Windows by its host.
    address.scheme() == "tauri" || address.host_str() == Some("tauri.localhost")
}

fn leave(error: &dyn Error) -> ! {
    eprintln!("问效未能打开窗口，请确认系统图形界面可用后重试：{error}");
    std::process::exit(1)
}

#[cfg(test)]
mod tests {
    use super::is_home;

    #[test]
    fn the_window_stays_at_home() {
        for (address, expected) in [
            ("tauri://localhost/index.html#/projects", true),
            ("http://tauri.localhost/", true),
            ("https://tauri.localhost/", true),
            ("https://example.org/", false),
            ("https://tauri.localhost.example.org/", false),
            ("file:///etc/passwd", false),
            ("about:blank", false),
        ] {
            assert_eq!(is_home(&address.parse().unwrap()), expected, "{address}");
        }
    }
}
