//! The desktop window of 问效: start-up, one rpc command in two shapes, two events. No rule lives here.
//!
//! `wenxiao-desktop` shows the first page; `wenxiao-desktop --demo` opens the sample unit at once.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod host;
mod rendering;
mod rpc;

use app::{App, commands};
use std::error::Error;
use std::process::ExitCode;
use std::sync::Arc;
use tauri::{Manager, Url, WebviewWindowBuilder};

fn main() -> ExitCode {
    rendering::prepare();
    let started = tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .setup(|shell| {
            // A failure in here would be a panic further out: say it and leave.
            open(shell).unwrap_or_else(|error| leave(error.as_ref()));
            Ok(())
        })
        .invoke_handler(tauri::generate_handler![rpc::rpc, rpc::rpc_bytes])
        .run(tauri::generate_context!());
    match started {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => leave(&error),
    }
}

/// Makes the program first and its window afterwards, so that the first call finds somebody to answer.
fn open(shell: &mut tauri::App) -> Result<(), Box<dyn Error>> {
    let data_dir = shell.path().app_local_data_dir()?;
    let host = host::WindowHost::new(shell.handle().clone(), data_dir);
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
