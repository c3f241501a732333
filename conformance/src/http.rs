//! As much of HTTP/1.1 as the checks need: one request a connection, and bodies in chunks.

use crate::check::{Failure, PATIENCE, Problem};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

pub(crate) struct Response {
    pub(crate) status: u16,
    /// The lines of the head, names in lower case.
    headers: Vec<(String, String)>,
    pub(crate) body: String,
}

impl Response {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        let found = headers.find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }

    pub(crate) fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        let headers = self.headers.iter();
        let found = headers.filter(move |(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }
}

/// A response whose body has not ended.
pub(crate) struct Streaming {
    pub(crate) head: Response,
    stream: TcpStream,
    raw: Vec<u8>,
    is_chunked: bool,
    /// The body so far, without what was taken of it.
    pub(crate) text: Vec<u8>,
}

impl Streaming {
    /// Reads on; `false` at the end.
    pub(crate) async fn more(&mut self) -> Result<bool, Failure> {
        let before = self.text.len();
        loop {
            let is_end = self.unchunk()?;
            if is_end || self.text.len() > before {
                return Ok(self.text.len() > before);
            }
            let read = self.stream.read_buf(&mut self.raw).await;
            if read.problem("reading the response")? == 0 {
                return Ok(false);
            }
        }
    }

    /// Takes whole chunks out of what was read; `true` behind the last one.
    fn unchunk(&mut self) -> Result<bool, Failure> {
        if !self.is_chunked {
            self.text.append(&mut self.raw);
            return Ok(false);
        }
        while let Some(line) = find(&self.raw, b"\r\n") {
            let size = String::from_utf8_lossy(&self.raw[..line]).into_owned();
            let size = usize::from_str_radix(size.trim(), 16).problem("the size of a chunk")?;
            if size == 0 {
                return Ok(true);
            }
            let (start, end) = (line + 2, line + 2 + size);
            if self.raw.len() < end + 2 {
                break;
            }
            self.text.extend_from_slice(&self.raw[start..end]);
            self.raw.drain(..end + 2);
        }
        Ok(false)
    }
}

pub(crate) fn find(text: &[u8], what: &[u8]) -> Option<usize> {
    text.windows(what.len()).position(|window| window == what)
}

/// Sends a request and reads the head of its response.
pub(crate) async fn start(
    host: &str,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: &[u8],
) -> Result<Streaming, Failure> {
    let work = async {
        let stream = TcpStream::connect(host).await;
        let mut stream = stream.problem("connecting")?;
        let mut request =
            format!("{method} {path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n");
        for (name, value) in headers {
            request.push_str(&format!("{name}: {value}\r\n"));
        }
        if method != "GET" && method != "HEAD" {
            request.push_str(&format!("content-length: {}\r\n", body.len()));
        }
        request.push_str("\r\n");
        // A server may answer, and close, before it has read everything.
        let _ = stream.write_all(request.as_bytes()).await;
        let _ = stream.write_all(body).await;
        let mut raw = Vec::new();
        let end = loop {
            if let Some(end) = find(&raw, b"\r\n\r\n") {
                break end;
            }
            let read = stream.read_buf(&mut raw).await;
            if read.problem("reading the response")? == 0 {
                return Err("the server closed before it answered".to_owned());
            }
        };
        let head = String::from_utf8_lossy(&raw[..end]).into_owned();
        raw.drain(..end + 4);
        let mut lines = head.split("\r\n");
        let status = lines
            .next()
            .and_then(|line| line.split(' ').nth(1)?.parse().ok());
        let headers = lines.filter_map(|line| line.split_once(':'));
        let headers =
            headers.map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()));
        let head = Response {
            status: status.ok_or_else(|| format!("no status in {head:?}"))?,
            headers: headers.collect(),
            body: String::new(),
        };
        let is_chunked = head.header("transfer-encoding") == Some("chunked");
        Ok(Streaming {
            head,
            stream,
            raw,
            is_chunked,
            text: Vec::new(),
        })
    };
    let late = || format!("no answer to {method} {path}");
    timeout(PATIENCE, work).await.map_err(|_| late())?
}

/// Sends a request and reads its response.
pub(crate) async fn request(
    host: &str,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: &[u8],
) -> Result<Response, Failure> {
    let mut streaming = start(host, method, path, headers, body).await?;
    let read = async {
        while streaming.more().await? {}
        Ok::<_, Failure>(())
    };
    let late = || format!("the answer to {method} {path} does not end");
    timeout(PATIENCE, read).await.map_err(|_| late())??;
    let mut response = streaming.head;
    response.body = String::from_utf8_lossy(&streaming.text).into_owned();
    Ok(response)
}
