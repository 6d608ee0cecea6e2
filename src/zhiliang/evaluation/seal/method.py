"""Which program computed: name, version, a digest of its source, and the libraries that count."""

import hashlib
import platform
from importlib.metadata import version
from pathlib import Path

import zhiliang

PACKAGE = Path(zhiliang.__file__).parent
LIBRARIES = ("duckdb", "ibis-framework", "pyarrow")


def code_version() -> dict[str, str]:
    """Package, version, digest of its source tree, Python and the libraries of the engines."""
    return {
        "package": "zhiliang",
        "version": zhiliang.__version__,
        "tree": tree_digest(PACKAGE),
        "python": platform.python_version(),
        **{name: version(name) for name in LIBRARIES},
    }


def tree_digest(root: Path) -> str:
    """SHA-256 over paths and digests of all modules but tests and migrations."""
    lines = [
        f"{path.relative_to(root).as_posix()}:{hashlib.sha256(path.read_bytes()).hexdigest()}\n"
        for path in sorted(root.rglob("*.py"))
        if not {"tests", "migrations"} & set(path.relative_to(root).parts)
    ]
    return hashlib.sha256("".join(lines).encode()).hexdigest()
