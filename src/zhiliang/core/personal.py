"""Encryption of personal values: what the database and its backups hold is unreadable without it.

Fernet (AES-128-CBC with HMAC-SHA256, a random vector for each value), so equal values never look
alike and an altered one is refused. The newest key stands first and encrypts; the older ones still
decrypt until `renew_personal_values` has written everything anew.
"""

import os
from functools import lru_cache
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.translation import gettext as _

from zhiliang.core.errors import ClerkError
from zhiliang.core.secret import replace_secret, stored_secret

VARIABLE = "ZHILIANG_PERSONAL_KEY"


class PersonalKeyFault(ClerkError):
    """There is a key, but not the one that the personal values were encrypted with."""

    code = "personal_key"


def key_path() -> Path:
    """Where the keys lie, one a line, unless the environment gives them."""
    return Path(settings.VAR) / "keys" / "personal.key"


def encrypted(text: str) -> str:
    """The text as a token; an empty text stays empty, so that what is erased leaves nothing."""
    return _cipher(_keys()).encrypt(text.encode()).decode() if text else ""


def decrypted(token: str) -> str:
    """The text of a token. Raises PersonalKeyFault if no key opens it."""
    if not token:
        return ""
    try:
        return _cipher(_keys()).decrypt(token).decode()
    except InvalidToken:
        raise PersonalKeyFault(
            _("个人信息无法解密：现在的密钥不是加密时用的那一把，或密文已被改动。"),
            _("请从备份恢复 %(path)s，或把当时的密钥放进 %(variable)s；没有密钥，谁也读不出原文。")
            % {"path": key_path(), "variable": VARIABLE},
        ) from None


def keeps_own_keys() -> bool:
    """Whether the keys lie in the data folder and not in the environment."""
    return not os.environ.get(VARIABLE)


def add_key() -> None:
    """Put a new key before the others: from now on it encrypts."""
    replace_secret(key_path(), "\n".join([_new_key(), *_keys().split()]))


def drop_old_keys() -> None:
    """Keep the newest key alone: what is still encrypted with another one is lost for good."""
    replace_secret(key_path(), _keys().split()[0])


def _keys() -> str:
    return os.environ.get(VARIABLE) or stored_secret(key_path(), make=_new_key)


def _new_key() -> str:
    return Fernet.generate_key().decode()


@lru_cache(maxsize=4)
def _cipher(keys: str) -> MultiFernet:
    try:
        return MultiFernet([Fernet(key) for key in keys.split()])
    except ValueError:
        raise PersonalKeyFault(
            _("个人信息的密钥不能用：每一把都须是 32 字节的 URL 安全 Base64。"),
            _("请核对 %(path)s 或 %(variable)s。") % {"path": key_path(), "variable": VARIABLE},
        ) from None
