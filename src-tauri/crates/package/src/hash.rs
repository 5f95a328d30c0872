//! CRC-32, SM3 and SHA-256 of a stream in one pass, the two digests on two threads.

use std::io::{self, Read};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{self, JoinHandle};

use sha2::Sha256;
use sm3::{Digest, Sm3};

use crate::Error;
use crate::files::fault;

/// Bytes handed on at a time; a few of these are all the memory a pass takes.
const CHUNK: usize = 256 << 10;
/// Chunks that may wait for the second thread.
const WAITING: usize = 4;

/// What a pass over a stream gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Sums {
    pub(crate) bytes: u64,
    pub(crate) crc32: u32,
    pub(crate) sm3: [u8; 32],
    pub(crate) sha256: [u8; 32],
}

impl Sums {
    /// The sums of bytes in memory.
    pub(crate) fn of(bytes: &[u8]) -> Sums {
        Sums {
            bytes: bytes.len() as u64,
            crc32: crc32fast::hash(bytes),
            sm3: sm3(bytes),
            sha256: Sha256::digest(bytes).into(),
        }
    }
}

/// SM3 of bytes in memory.
pub(crate) fn sm3(bytes: &[u8]) -> [u8; 32] {
    Sm3::digest(bytes).into()
}

/// Lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}

/// Whether a text is a digest: 64 lower-case hexadecimal digits.
pub(crate) fn is_digest(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

enum Job {
    Bytes(Vec<u8>),
    End,
}

/// Sums streams one after another; the second thread lives as long as this does.
pub(crate) struct Summer {
    jobs: Option<SyncSender<Job>>,
    digests: Receiver<[u8; 32]>,
    spare: Receiver<Vec<u8>>,
    thread: Option<JoinHandle<()>>,
}

impl Summer {
    /// Starts the second thread.
    pub(crate) fn new() -> Result<Summer, Error> {
        let (jobs, todo) = sync_channel(WAITING);
        let (done, digests) = sync_channel(1);
        let (back, spare) = sync_channel(WAITING + 2);
        let work = move || {
            let mut sha256 = Sha256::new();
            for job in todo {
                match job {
                    Job::Bytes(bytes) => {
                        sha256.update(&bytes);
                        let _ = back.try_send(bytes);
                    }
                    Job::End => {
                        if done.send(sha256.finalize_reset().into()).is_err() {
                            return;
                        }
                    }
                }
            }
        };
        let thread = thread::Builder::new()
            .name("sha256".into())
            .spawn(work)
            .map_err(|error| fault("摘要计算", &error))?;
        Ok(Summer { jobs: Some(jobs), digests, spare, thread: Some(thread) })
    }

    /// Reads `input` to its end and passes every chunk on to `sink`. `what` names it in errors.
    pub(crate) fn sum(
        &mut self,
        what: &str,
        input: &mut dyn Read,
        sink: &mut dyn FnMut(&[u8]) -> Result<(), Error>,
    ) -> Result<Sums, Error> {
        let (mut sm3, mut crc, mut bytes) = (Sm3::new(), crc32fast::Hasher::new(), 0);
        let mut result = Ok(());
        loop {
            let mut chunk = self.spare.try_recv().unwrap_or_default();
            chunk.clear();
            match input.take(CHUNK as u64).read_to_end(&mut chunk) {
                Ok(0) => break,
                Ok(count) => bytes += count as u64,
                Err(error) => {
                    result = Err(fault(what, &error));
                    break;
                }
            }
            sm3.update(&chunk);
            crc.update(&chunk);
            result = sink(&chunk);
            if result.is_err() {
                break;
            }
            self.send(Job::Bytes(chunk))?;
        }
        // Also after a failure, so that the next stream starts afresh.
        self.send(Job::End)?;
        let sha256 = self.digests.recv().map_err(|_| stopped())?;
        result?;
        Ok(Sums { bytes, crc32: crc.finalize(), sm3: sm3.finalize().into(), sha256 })
    }

    fn send(&self, job: Job) -> Result<(), Error> {
        let jobs = self.jobs.as_ref().ok_or_else(stopped)?;
        jobs.send(job).map_err(|_| stopped())
    }
}

fn stopped() -> Error {
    fault("摘要计算", &io::Error::other("thread stopped"))
}

impl Drop for Summer {
    fn drop(&mut self) {
        self.jobs = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_digests() {
        // GB/T 32905-2016, A.1; FIPS 180-4; the CRC catalogue.
        let sums = Sums::of(b"abc");
        assert_eq!(hex(&sums.sm3), "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
        assert_eq!(hex(&sums.sha256), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_eq!(Sums::of(b"123456789").crc32, 0xcbf4_3926);
    }

    #[test]
    fn streams_give_the_same_as_memory() {
        let mut summer = Summer::new().unwrap();
        for size in [0, 1, CHUNK - 1, CHUNK, CHUNK * 9 + 5] {
            let data: Vec<u8> = (0..size).map(|i| (i * 7) as u8).collect();
            let mut copy = Vec::new();
            let mut sink = |chunk: &[u8]| {
                copy.extend_from_slice(chunk);
                Ok(())
            };
            assert_eq!(summer.sum("x", &mut data.as_slice(), &mut sink).unwrap(), Sums::of(&data));
            assert_eq!(copy, data);
        }
    }

    #[test]
    fn a_failed_stream_does_not_spoil_the_next() {
        let mut summer = Summer::new().unwrap();
        let mut calls = 0;
        let mut sink = |_: &[u8]| {
            calls += 1;
            if calls == 2 { Err(Error::Cancelled) } else { Ok(()) }
        };
        let failed = summer.sum("x", &mut vec![1; CHUNK * 3].as_slice(), &mut sink);
        assert_eq!(failed.unwrap_err().code(), "PKG-CANCELLED");
        let sums = summer.sum("x", &mut b"abc".as_slice(), &mut |_| Ok(())).unwrap();
        assert_eq!(sums, Sums::of(b"abc"));
    }
}
