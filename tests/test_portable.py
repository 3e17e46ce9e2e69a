"""Stemma runs on Linux, macOS and Windows: what only one of them has is asked for before it is used."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parent.parent / "src" / "stemma"
FILES = sorted(SOURCE.rglob("*.py"))
# Modules of the standard library that Python has on POSIX systems only.
POSIX_MODULES = {
    *("crypt", "curses", "fcntl", "grp", "nis", "ossaudiodev", "posix", "pty", "pwd", "readline", "resource"),
    *("spwd", "syslog", "termios", "tty"),
}
# Names in modules that are there everywhere, which Windows does not have.
POSIX_NAMES = {
    "os": {
        *("O_NOFOLLOW", "chown", "chroot", "fchmod", "fchown", "fork", "forkpty", "getegid", "geteuid", "getgid"),
        *("getgroups", "getloadavg", "getpgid", "getpgrp", "getsid", "getuid", "initgroups", "killpg", "lchown"),
        *("mkfifo", "mknod", "nice", "openpty", "pread", "pwrite", "sched_getaffinity", "sched_setaffinity"),
        *("setegid", "seteuid", "setgid", "setpgid", "setpriority", "setsid", "setuid", "statvfs", "sync", "sysconf"),
        *("tcgetpgrp", "ttyname", "uname", "wait", "wait3", "wait4", "waitid"),
    },
    "signal": {
        *("SIGALRM", "SIGBUS", "SIGCHLD", "SIGCONT", "SIGHUP", "SIGKILL", "SIGPIPE", "SIGQUIT", "SIGSTOP", "SIGTSTP"),
        *("SIGTTIN", "SIGTTOU", "SIGUSR1", "SIGUSR2", "SIGWINCH", "alarm", "pause", "pthread_kill"),
        *("pthread_sigmask", "setitimer", "sigwait"),
    },
    "socket": {"AF_UNIX", "socketpair"},
    "time": {"tzset"},
}
# What a function that uses such a name has to ask first.
QUESTIONS = ("hasattr(", "os.name", "sys.platform")


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def where(path: Path, node: ast.AST) -> str:
    return f"{path.relative_to(SOURCE)}, line {getattr(node, 'lineno', '?')}"


def guarded(module: ast.Module) -> set[ast.AST]:
    """Everything within a `try` that expects an ImportError."""
    found: set[ast.AST] = set()
    for node in ast.walk(module):
        if isinstance(node, ast.Try) and any("ImportError" in ast.unparse(h.type or h) for h in node.handlers):
            found |= {inner for statement in node.body for inner in ast.walk(statement)}
    return found


def imported(node: ast.AST) -> set[str]:
    if isinstance(node, ast.Import):
        return {alias.name.split(".")[0] for alias in node.names}
    return {(node.module or "").split(".")[0]} if isinstance(node, ast.ImportFrom) else set()


def calls(path: Path) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree(path)) if isinstance(node, ast.Call))


def opens_text(call: ast.Call) -> bool:
    """Whether a call opens, reads or writes a file as text: by its name, and its mode where it has one."""
    called = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    of_an_object = isinstance(call.func, ast.Attribute)
    if called in ("read_text", "write_text"):
        return of_an_object
    if called in ("TextIOWrapper", "NamedTemporaryFile"):
        return called == "TextIOWrapper" or not any(keyword.arg == "mode" for keyword in call.keywords)
    if called not in ("open", "fdopen") or any(keyword.arg == "force_zip64" for keyword in call.keywords):
        return False  # members of archives are bytes
    constants = [a.value for a in (*call.args, *(k.value for k in call.keywords)) if isinstance(a, ast.Constant)]
    modes = [value for value in constants if isinstance(value, str) and value and set(value) <= set("rwxabt+")]
    return any("b" not in mode for mode in modes) or (not modes and isinstance(call.func, ast.Name))


def test_modules_of_posix_are_imported_only_where_their_absence_is_expected() -> None:
    for path in FILES:
        module = tree(path)
        expected = guarded(module)
        for node in ast.walk(module):
            assert node in expected or not imported(node) & POSIX_MODULES, where(path, node)


def test_names_of_posix_are_used_only_behind_a_question() -> None:
    for path in FILES:
        module = tree(path)
        functions = [node for node in ast.walk(module) if isinstance(node, ast.FunctionDef)]
        asking = {n for f in functions if any(q in ast.unparse(f) for q in QUESTIONS) for n in ast.walk(f)}
        for node in ast.walk(module):
            assert node in asking or not posix_names(node), where(path, node)


def posix_names(node: ast.AST) -> set[str]:
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        return {node.attr} & POSIX_NAMES.get(node.value.id, set())
    if isinstance(node, ast.ImportFrom):
        return {alias.name for alias in node.names} & POSIX_NAMES.get(node.module or "", set())
    return set()


def test_text_is_read_and_written_in_an_encoding_that_is_said() -> None:
    for path in FILES:
        for call in calls(path):
            said = any(keyword.arg == "encoding" for keyword in call.keywords)
            assert said or not opens_text(call), where(path, call)


def test_dates_are_not_written_by_codes_that_only_one_system_has() -> None:
    for path in FILES:
        for call in calls(path):
            if isinstance(call.func, ast.Attribute) and call.func.attr == "strftime":
                assert "%-" not in ast.unparse(call), where(path, call)
                assert "%#" not in ast.unparse(call), where(path, call)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("import resource", True),
        ("from fcntl import flock", True),
        ("import os", False),
        ("try:\n    import resource\nexcept ImportError:\n    resource = None", False),
    ],
)
def test_the_check_of_modules_can_tell(line: str, found: bool) -> None:
    module = ast.parse(line)
    bare = [node for node in ast.walk(module) if imported(node) & POSIX_MODULES and node not in guarded(module)]
    assert bool(bare) is found


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("open(path)", True),
        ("open(path, 'rb')", False),
        ("path.open('r')", True),
        ("path.open('xb')", False),
        ("path.read_text()", True),
        ("archive.open(name)", False),
        ('archive.open(entry, "w", force_zip64=True)', False),
        ("write_text(None, text)", False),
    ],
)
def test_the_check_of_encodings_can_tell(line: str, found: bool) -> None:
    (call,) = (node for node in ast.walk(ast.parse(line)) if isinstance(node, ast.Call))
    assert opens_text(call) is found


# What Windows lacks is taken away, then a case is built, packed, merged and emptied.
ELSEWHERE = """
import os, signal, sys
from pathlib import Path
for name in ("resource", "grp", "termios", "tty", "readline", "curses", "syslog"):
    sys.modules[name] = None
for module, names in ((os, ("fork", "forkpty", "getuid", "geteuid", "getgid", "getegid", "chown", "sched_getaffinity",
                            "killpg", "setsid", "getloadavg", "mkfifo")),
                      (signal, ("SIGKILL", "SIGHUP", "SIGALRM", "SIGUSR1", "SIGPIPE", "alarm", "pause"))):
    for name in names:
        delattr(module, name)
if __name__ == "__main__":
    from tests.cases.ferry import write_files
    from stemma.cli import cli
    folder = Path(sys.argv[1])
    write_files(folder / "in")
    for line in ("build case in --reader rules", "pack case -o case.zip", "unpack case.zip there", "merge there case",
                 "remove there letter.txt --yes", "judge there dependent coast-1 coast-2 --author Ada",
                 "report there -o case.html", "trace there nobody", "show there"):
        verb, *rest = line.split()
        words = [str(folder / w) if w.split(".")[0] in ("case", "there", "in") else w for w in rest]
        assert cli.main([verb, *words], standalone_mode=False) == 0, line
    import stemma.web.server
"""


def test_a_case_can_be_made_without_anything_that_windows_lacks(tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", ELSEWHERE, tmp_path],
        cwd=Path(__file__).resolve().parent.parent,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
