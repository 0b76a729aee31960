"""Raw bytes of a mail → its headers, parts and text (RFC 5322, 2045-2047).

`message` is the door; knows no other room of `mail`.
"""
