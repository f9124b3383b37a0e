"""The minutes of a meeting (berita acara) as data: Word and PDF draw the same. Pure."""
