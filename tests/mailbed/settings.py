"""What Dovecot and Postfix are told. Postfix hands every mail to Dovecot's LMTP, and asks Dovecot who may log in.

Nothing leaves the machine: Postfix gets no SMTP client at all.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

DOMAIN = "example.test"
GHOST = f"ghost@{DOMAIN}"
MAIL_UID = 5000
"""Owner of the mailboxes. Dovecot takes a bare number; no account needs to have it."""

Ports = Mapping[str, int]
"""The port of each of `LISTENERS`."""
LISTENERS = ("imap", "imaps", "smtp", "submission", "submissions")


def dovecot(home: Path, ports: Ports, version: str) -> str:
    """dovecot.conf for 2.3 (Debian 12) or 2.4 (Debian 13): names of settings changed between them."""
    head = _DOVECOT_2_4 if version.startswith("2.4") else _DOVECOT_2_3
    return (head + _DOVECOT).format(home=home, domain=DOMAIN, uid=MAIL_UID, **ports)


def dovecot_users(addresses: Iterable[str], password: str) -> str:
    return "".join(f"{address}:{{PLAIN}}{password}\n" for address in addresses)


def postfix_main(home: Path, addresses: Iterable[str]) -> str:
    """main.cf. The ghost is an address to Postfix but has no mailbox at Dovecot, so mail to it bounces after it was
    accepted."""
    mailboxes = ", ".join(f"{address}=x" for address in (*addresses, GHOST))
    return _POSTFIX_MAIN.format(home=home, domain=DOMAIN, mailboxes=mailboxes)


def postfix_master(ports: Ports) -> str:
    return _POSTFIX_MASTER.format(**ports)


_DOVECOT_2_3 = """\
disable_plaintext_auth = yes
auth_default_realm = {domain}
ssl_cert = <{home}/server.pem
ssl_key = <{home}/server.key
mail_location = maildir:~/mail
passdb {{
  driver = passwd-file
  args = {home}/users
}}
userdb {{
  driver = static
  args = uid={uid} gid={uid} home={home}/mail/%n
}}
"""

_DOVECOT_2_4 = """\
dovecot_config_version = 2.4.0
dovecot_storage_version = 2.4.0
auth_allow_cleartext = no
auth_default_domain = {domain}
ssl_server_cert_file = {home}/server.pem
ssl_server_key_file = {home}/server.key
mail_driver = maildir
mail_path = ~/mail
passdb passwd-file {{
  passwd_file_path = {home}/users
}}
userdb static {{
  fields {{
    uid = {uid}
    gid = {uid}
    home = {home}/mail/%{{user | username}}
  }}
}}
"""

_DOVECOT = """\
instance_name = mailbed
base_dir = {home}/dovecot
state_dir = {home}/dovecot
log_path = /dev/stderr
protocols = imap lmtp
listen = 127.0.0.1
ssl = yes
auth_mechanisms = plain login
auth_failure_delay = 0
first_valid_uid = {uid}
mail_fsync = never
mail_max_userip_connections = 100
recipient_delimiter = +
namespace inbox {{
  inbox = yes
  mailbox Ungewollt {{
    special_use = \\Junk
  }}
}}
service imap-login {{
  process_min_avail = 1
  inet_listener imap {{
    port = {imap}
  }}
  inet_listener imaps {{
    port = {imaps}
    ssl = yes
  }}
}}
service lmtp {{
  process_min_avail = 1
  unix_listener {home}/queue/lmtp {{
    mode = 0666
  }}
}}
service auth {{
  unix_listener {home}/queue/auth {{
    mode = 0666
  }}
}}
# wrong passwords come from the tests, on purpose: no penalty that grows with each
service anvil {{
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
"""

_POSTFIX_MAIN = """\
compatibility_level = 3.6
queue_directory = {home}/queue
data_directory = {home}/postfix
maillog_file = /dev/stdout
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = mail.{domain}
myorigin = {domain}
mydestination =
mynetworks =
alias_maps =
local_recipient_maps =
recipient_delimiter = +
virtual_mailbox_domains = {domain}
virtual_mailbox_maps = inline:{{ {mailboxes} }}
virtual_transport = lmtp:unix:lmtp
default_transport = error:5.7.1 this server delivers to {domain} only
smtpd_peername_lookup = no
smtpd_relay_restrictions = reject_unauth_destination
smtpd_sasl_type = dovecot
smtpd_sasl_path = auth
smtpd_tls_security_level = may
smtpd_tls_auth_only = yes
smtpd_tls_cert_file = {home}/server.pem
smtpd_tls_key_file = {home}/server.key
smtpd_error_sleep_time = 0
in_flow_delay = 0
"""

_POSTFIX_MASTER = """\
{smtp}        inet n - n - - smtpd
{submission}  inet n - n - - smtpd
  -o smtpd_tls_security_level=encrypt
  -o smtpd_sasl_auth_enable=yes
  -o smtpd_client_restrictions=permit_sasl_authenticated,reject
{submissions} inet n - n - - smtpd
  -o smtpd_tls_wrappermode=yes
  -o smtpd_sasl_auth_enable=yes
  -o smtpd_client_restrictions=permit_sasl_authenticated,reject
cleanup   unix n - n - 0 cleanup
qmgr      unix n - n 300 1 qmgr
tlsmgr    unix - - n 1000? 1 tlsmgr
rewrite   unix - - n - - trivial-rewrite
bounce    unix - - n - 0 bounce
defer     unix - - n - 0 bounce
trace     unix - - n - 0 bounce
error     unix - - n - - error
retry     unix - - n - - error
lmtp      unix - - n - - lmtp
anvil     unix - - n - 1 anvil
proxymap  unix - - n - - proxymap
scache    unix - - n - 1 scache
postlog   unix-dgram n - n - 1 postlogd
"""
