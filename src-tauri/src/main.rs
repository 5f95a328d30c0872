//! The desktop window of 问效: start-up, one rpc command in two shapes, two events. No rule lives here.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod rendering;
mod rpc;

use std::process::ExitCode;

fn main() -> ExitCode {
    rendering::prepare();
    let started = tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .setup(rpc::setup)
        .invoke_handler(tauri::generate_handler![rpc::rpc, rpc::rpc_bytes])
        .run(tauri::generate_context!());
    match started {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("问效未能打开窗口，请确认系统图形界面可用后重试：{error}");
            ExitCode::FAILURE
        }
    }
}
