//! A web server that only remembers what it was asked: nothing of ours may ever ask it.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// Answers everything, with what would do harm if it arrived.
pub(crate) struct Server {
    /// Such as `http://127.0.0.1:40123`.
    pub(crate) url: String,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// Starts it on a free port; it lives until the test process ends.
    pub(crate) fn start() -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let asked = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&asked);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let log = Arc::clone(&log);
                thread::spawn(move || answer(stream, &log));
            }
        });
        Server { url, asked }
    }

    /// The paths that were asked for so far; a connection that asked for nothing counts as "(none)".
    pub(crate) fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

fn answer(mut stream: TcpStream, asked: &Mutex<Vec<String>>) {
    let mut head = [0u8; 4096];
    let length = stream.read(&mut head).unwrap_or(0);
    let head = String::from_utf8_lossy(&head[..length]);
    let path = head.split_whitespace().nth(1).unwrap_or("(none)").to_owned();
    let (kind, body) = match path.trim_start_matches('/') {
        "script" | "worker" => ("text/javascript", "window.__remote = true;"),
        "style" => ("text/css", "html { --remote: 1; }"),
        "image" => ("image/svg+xml", "<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'/>"),
        _ => ("text/html", "<title>remote</title>"),
    };
    asked.lock().unwrap().push(path);
    let _ = write!(
        stream,
        "HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n\
         Access-Control-Allow-Origin: *\r\nConnection: close\r\n\r\n{body}",
        body.len()
    );
}
