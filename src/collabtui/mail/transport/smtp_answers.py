"""Answers of an SMTP server, looked at line by line as they come: all lines of one bear a code of three digits, and the
same one (RFC 5321 section 4.2.1); where two only differ in what they refuse, the last counts.

The library takes the code of the last line for that of all, and the first three characters for the code: `550-no` and
`250 yes` in one answer, or `2500`, would have a mail noted as sent that was refused.
"""

import re

import aiosmtplib

_CODE = re.compile(rb"[2-5]\d\d(?=[- \r\n])")
_LINE = re.compile(rb"[^\n]*\n|[^\n]+")
_ENOUGH = 4
"""Bytes of a line that tell its code, and whether another line follows."""
_NO_ANSWER = b"??? "
"""What the library refuses as malformed; the line goes on behind it."""


def only_whole_answers(client: aiosmtplib.SMTP) -> None:
    """From now on an answer that says yes and no, or has no code, is an error of its session."""
    if client.protocol is not None:
        _Checked(client.protocol)


class _Checked:
    def __init__(self, protocol: aiosmtplib.protocol.SMTPProtocol) -> None:
        self._pass_on = protocol.data_received
        self._held = b""
        """The begin of a line of which too little has come."""
        self._begins = True
        """Whether what comes next begins a line."""
        self._code = b""
        """The first digit of the lines before, in an answer that goes on: yes, go on, no for now, no."""
        protocol.data_received = self.received  # type: ignore[method-assign]  # the library has no other way to listen

    def received(self, data: bytes) -> None:
        passed = []
        for line in _LINE.findall(self._held + data):
            if self._begins and len(line) < _ENOUGH and b"\n" not in line:
                self._held = line
                break
            self._held = b""
            if self._begins and not self._fits(line):
                passed.append(_NO_ANSWER)
            passed.append(line)
            self._begins = line.endswith(b"\n")
        if passed:
            self._pass_on(b"".join(passed))

    def _fits(self, line: bytes) -> bool:
        found = _CODE.match(line)
        if found is None or self._code not in (b"", found[0][:1]):
            self._code = b""
            return False
        self._code = found[0][:1] if line[3:4] == b"-" else b""
        return True
