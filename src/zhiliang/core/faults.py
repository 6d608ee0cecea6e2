"""Faults of the machine, not of the program: no right to write, no space, no database yet."""

import errno

from zhiliang.core.errors import ClerkError

DATABASE = ("OperationalError", "ProgrammingError")
FILES = {
    errno.EACCES,
    errno.EDQUOT,
    errno.EEXIST,
    errno.EISDIR,
    errno.ENAMETOOLONG,
    errno.ENOSPC,
    errno.ENOTDIR,
    errno.EPERM,
    errno.EROFS,
}

OTHER_VERSION = ("no such table", "no such column", "does not exist", "unable to open")


def told(error: Exception) -> ClerkError | None:
    """A fault of the machine in the clerk's words; None for a fault of ours."""
    if isinstance(error, OSError) and error.errno in FILES and error.filename:
        words = {"path": error.filename, "reason": error.strerror}
        return ClerkError(
            _("写不进去：%(path)s（%(reason)s）。") % words, _("请检查路径、权限和磁盘空间。")
        )
    # By name: commands that work without the site (verify) must not load the database layer.
    kind = type(error)
    if kind.__module__ == "django.db.utils" and kind.__name__ in DATABASE:
        return _of_database(str(error))
    return None


def _of_database(text: str) -> ClerkError | None:
    if any(words in text for words in OTHER_VERSION):
        return ClerkError(_("数据库还没有建立或版本较旧。"), _("请先运行：zhiliang migrate"))
    if any(words in text for words in ("readonly database", "disk is full", "disk I/O error")):
        return ClerkError(
            _("数据库写不进去：%(reason)s。") % {"reason": text},
            _("请检查数据目录的权限和磁盘空间。"),
        )
    if "database is locked" in text:
        return ClerkError(_("数据库正被另一个程序占用。"), _("请稍后再试。"))
    if "connection failed" in text or "connection to server" in text:
        return ClerkError(
            _("连不上数据库：%(reason)s") % {"reason": text.strip()}, _("请检查 DATABASE_URL。")
        )
    return None


def _(text: str) -> str:
    from django.core.exceptions import AppRegistryNotReady
    from django.utils.translation import gettext

    try:
        return gettext(text)
    except (OSError, AppRegistryNotReady):
        # Some commands work without the site. And the settings make the data folder, which may
        # be the one that cannot be written.
        return text
