"""The request that each of the three services wants: where it goes to, what stands in it, and how it is signed.

WeCom has its key in the address and no signature. DingTalk signs `timestamp` in milliseconds and the secret, with the
secret as the key, and takes both in the address. Feishu signs nothing at all with timestamp in seconds and the secret
as the key, and takes both in the body. (Their documents on custom robots of groups, as of 2026.)"""

import base64
import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote, urlencode

from collabtui.config import GroupService
from collabtui.mail.transport.secrets import Secret

ADDRESSES: dict[GroupService, str] = {
    "wecom": "https://qyapi.weixin.qq.com/cgi-bin/webhook/send",
    "dingtalk": "https://oapi.dingtalk.com/robot/send",
    "feishu": "https://open.feishu.cn/open-apis/bot/v2/hook",
}
SIGNING: tuple[GroupService, ...] = ("dingtalk", "feishu")
"""Whose robots can demand a signature."""


@dataclass(frozen=True)
class RobotRequest:
    url: str
    """Holds the token: neither shown nor logged."""
    body: bytes

    def __repr__(self) -> str:
        return "RobotRequest(…)"


def request_of(
    service: GroupService, address: str, token: Secret, secret: Secret | None, text: str, now: datetime
) -> RobotRequest:
    """`address` empty for the service's own; `secret` None where the robot demands no signature."""
    base = (address or ADDRESSES[service]).rstrip("/")
    match service:
        case "wecom":
            url = f"{base}?{urlencode({'key': token.reveal()})}"
            return RobotRequest(url, _body({"msgtype": "text", "text": {"content": text}}))
        case "dingtalk":
            query = {"access_token": token.reveal()}
            if secret:
                stamp = str(int(now.timestamp() * 1000))
                query |= {"timestamp": stamp, "sign": dingtalk_signature(secret.reveal(), stamp)}
            return RobotRequest(f"{base}?{urlencode(query)}", _body({"msgtype": "text", "text": {"content": text}}))
        case "feishu":
            content: dict[str, object] = {"msg_type": "text", "content": {"text": text}}
            if secret:
                stamp = str(int(now.timestamp()))
                content = {"timestamp": stamp, "sign": feishu_signature(secret.reveal(), stamp), **content}
            return RobotRequest(f"{base}/{quote(token.reveal(), safe='')}", _body(content))


def dingtalk_signature(secret: str, timestamp: str) -> str:
    """Base64 of the HMAC-SHA256 of `timestamp` and the secret, under the secret."""
    signed = f"{timestamp}\n{secret}".encode()
    return base64.b64encode(hmac.new(secret.encode(), signed, hashlib.sha256).digest()).decode()


def feishu_signature(secret: str, timestamp: str) -> str:
    """Base64 of the HMAC-SHA256 of nothing, under `timestamp` and the secret."""
    key = f"{timestamp}\n{secret}".encode()
    return base64.b64encode(hmac.new(key, b"", hashlib.sha256).digest()).decode()


def _body(content: dict[str, object]) -> bytes:
    return json.dumps(content, ensure_ascii=False).encode()
