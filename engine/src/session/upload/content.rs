//! What a file is: by its name, by what its browser says, and by its first bytes.
//!
//! ```text
//! photo.png  image/png  89 50 4E 47 ..     a PNG, by all three
//! photo.png  image/png  4D 5A 90 00 ..     none: a program that is called a picture
//! ```
//! Only formats that begin with bytes of their own are known here. Of a text file it is asked that it does not
//! begin as one of these.

/// A format that begins with bytes of its own.
struct Format {
    extensions: &'static [&'static str],
    types: &'static [&'static str],
    /// `(at, bytes)`: any of these alternatives, each of which has to hold as a whole.
    begins: &'static [&'static [(usize, &'static [u8])]],
}

/// As many bytes of a file are looked at.
pub(crate) const HEAD: usize = 16;

const FORMATS: &[Format] = &[
    Format {
        extensions: &["png"],
        types: &["image/png"],
        begins: &[&[(0, b"\x89PNG\r\n\x1a\n")]],
    },
    Format {
        extensions: &["jpg", "jpeg", "jfif"],
        types: &["image/jpeg", "image/jpg"],
        begins: &[&[(0, b"\xff\xd8\xff")]],
    },
    Format {
        extensions: &["gif"],
        types: &["image/gif"],
        begins: &[&[(0, b"GIF87a")], &[(0, b"GIF89a")]],
    },
    Format {
        extensions: &["webp"],
        types: &["image/webp"],
        begins: &[&[(0, b"RIFF"), (8, b"WEBP")]],
    },
    Format {
        extensions: &["avif"],
        types: &["image/avif"],
        begins: &[&[(4, b"ftypavif")], &[(4, b"ftypavis")]],
    },
    Format {
        extensions: &["bmp"],
        types: &["image/bmp"],
        begins: &[&[(0, b"BM")]],
    },
    Format {
        extensions: &["ico"],
        types: &["image/x-icon", "image/vnd.microsoft.icon"],
        begins: &[&[(0, b"\0\0\x01\0")]],
    },
    Format {
        extensions: &["tif", "tiff"],
        types: &["image/tiff"],
        begins: &[&[(0, b"II*\0")], &[(0, b"MM\0*")]],
    },
    Format {
        extensions: &["pdf"],
        types: &["application/pdf"],
        begins: &[&[(0, b"%PDF-")]],
    },
    Format {
        extensions: &[
            "zip", "docx", "xlsx", "pptx", "odt", "ods", "odp", "epub", "jar",
        ],
        types: &["application/zip", "application/x-zip-compressed"],
        begins: &[&[(0, b"PK\x03\x04")], &[(0, b"PK\x05\x06")]],
    },
    Format {
        extensions: &["gz", "tgz"],
        types: &["application/gzip", "application/x-gzip"],
        begins: &[&[(0, b"\x1f\x8b\x08")]],
    },
    Format {
        extensions: &["wav"],
        types: &["audio/wav", "audio/x-wav"],
        begins: &[&[(0, b"RIFF"), (8, b"WAVE")]],
    },
    Format {
        extensions: &["ogg", "oga", "ogv", "opus"],
        types: &["audio/ogg", "video/ogg"],
        begins: &[&[(0, b"OggS")]],
    },
    Format {
        extensions: &["flac"],
        types: &["audio/flac"],
        begins: &[&[(0, b"fLaC")]],
    },
    Format {
        extensions: &["webm", "mkv"],
        types: &["video/webm", "audio/webm"],
        begins: &[&[(0, b"\x1a\x45\xdf\xa3")]],
    },
    Format {
        extensions: &["mp4", "m4v", "m4a"],
        types: &["video/mp4", "audio/mp4"],
        begins: &[&[(4, b"ftyp")]],
    },
    // No upload is called so in good faith, but one that is called otherwise may be one.
    Format {
        extensions: &["exe", "dll"],
        types: &["application/x-msdownload"],
        begins: &[&[(0, b"MZ\x90\0")]],
    },
    Format {
        extensions: &["elf"],
        types: &["application/x-elf"],
        begins: &[&[(0, b"\x7fELF")]],
    },
];

/// The extension of a name, in lower case, without its dot.
pub(crate) fn extension(name: &str) -> String {
    let (_, extension) = name.rsplit_once('.').unwrap_or_default();
    extension.to_ascii_lowercase()
}

/// Whether the first bytes of a file, [`HEAD`] of them or all, may be those of what it is called.
pub(crate) fn is_genuine(name: &str, kind: &str, head: &[u8]) -> bool {
    let extension = extension(name);
    let kind = kind.to_ascii_lowercase();
    let is_called = |format: &&Format| {
        format.extensions.contains(&extension.as_str()) || format.types.contains(&kind.as_str())
    };
    let mut called = FORMATS.iter().filter(is_called).peekable();
    if called.peek().is_some() {
        return called.all(|format| format.begins(head));
    }
    // What has no format here is text, or something rare; two letters alone may well be a word of it.
    !FORMATS.iter().any(|format| format.begins_surely(head))
}

impl Format {
    fn begins(&self, head: &[u8]) -> bool {
        let is_there = |(at, bytes): &(usize, &[u8])| {
            head.get(*at..).is_some_and(|rest| rest.starts_with(bytes))
        };
        let mut begins = self.begins.iter();
        begins.any(|parts| parts.iter().all(is_there))
    }

    /// It begins so, and a text does not.
    fn begins_surely(&self, head: &[u8]) -> bool {
        self.begins(head)
            && (self.begins.iter().flat_map(|parts| parts.iter())).any(|(_, bytes)| bytes.len() > 2)
    }
}

/// Whether a file may be chosen, by its name and what its browser says it is. `accept` has extensions (`.png`),
/// types (`image/png`) and groups of types (`image/*`); none is all.
pub(crate) fn is_accepted(accept: &[String], name: &str, kind: &str) -> bool {
    let (extension, kind) = (extension(name), kind.to_ascii_lowercase());
    let takes = |pattern: &String| {
        let pattern = pattern.to_ascii_lowercase();
        match (pattern.strip_prefix('.'), pattern.strip_suffix('*')) {
            (Some(wanted), _) => wanted == extension,
            (None, Some(group)) => group.ends_with('/') && kind.starts_with(group),
            (None, None) => pattern == kind,
        }
    };
    accept.is_empty() || accept.iter().any(takes)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";

    #[test]
    fn the_first_bytes_have_to_fit_name_and_type() {
        for (name, kind, head, genuine) in [
            ("a.png", "image/png", PNG, true),
            ("a.PNG", "", PNG, true),
            ("a.png", "image/jpeg", PNG, false),
            ("a.jpg", "image/jpeg", PNG, false),
            (
                "a.png",
                "image/png",
                b"MZ\x90\0\x03\0\0\0".as_slice(),
                false,
            ),
            ("a.png", "image/png", b"", false),
            ("a.webp", "image/webp", b"RIFF\0\0\0\0WEBPVP8 ", true),
            ("a.webp", "image/webp", b"RIFF\0\0\0\0WAVEfmt ", false),
            ("a.txt", "text/plain", b"Many words", true),
            ("a.txt", "text/plain", b"BMW", true),
            ("a.txt", "text/plain", PNG, false),
            ("a.csv", "text/csv", b"%PDF-1.7", false),
            ("no-extension", "", b"\x01\x02", true),
            (
                "a.docx",
                "application/vnd.openxmlformats",
                b"PK\x03\x04\x14\0",
                true,
            ),
        ] {
            assert_eq!(
                is_genuine(name, kind, head),
                genuine,
                "{name} {kind} {head:?}"
            );
        }
    }

    #[test]
    fn what_may_be_chosen() {
        let accept = [
            ".png".to_owned(),
            "image/jpeg".to_owned(),
            "audio/*".to_owned(),
        ];
        for (name, kind, accepted) in [
            ("a.png", "", true),
            ("a.PNG", "whatever", true),
            ("a", "image/jpeg", true),
            ("a", "IMAGE/JPEG", true),
            ("a", "audio/flac", true),
            ("a", "audio", false),
            ("a.gif", "image/gif", false),
            ("png", "", false),
            ("a.png.exe", "", false),
        ] {
            assert_eq!(is_accepted(&accept, name, kind), accepted, "{name} {kind}");
        }
        assert!(is_accepted(&[], "a.exe", ""));
    }
}
