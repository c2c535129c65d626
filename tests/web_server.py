"""nginx and Caddy on this machine alone, with the configurations that `servers` writes for a site below a path."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pytest

from builder.site.web_servers import Place, configurations

_SECONDS_TO_START = 10

_WHOLE = """\
daemon off;
master_process off;  # one process with our own rights, which may read a test's folder
pid {folder}/pid;
error_log {folder}/error.log;
events {{}}
http {{
    include {types};
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/nginx.conf;
}}
"""


def nginx_or_skip() -> str:
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if not program or not Path("/etc/nginx/mime.types").exists():
        pytest.skip("no nginx on this machine")
    return program


@contextmanager
def behind_nginx(
    site: Path, folder: Path, prefix: str = "/library/", change: tuple[str, str] = ("", "")
) -> Iterator[str]:
    """The address of `site` behind nginx, which keeps its own files in `folder`; `change` is made to its configuration."""
    program = nginx_or_skip()
    folder.mkdir(parents=True, exist_ok=True)
    port = _free_port()
    written = dict(configurations(site, Place(str(site), prefix, f"127.0.0.1:{port}")))["nginx.conf"]
    (folder / "nginx.conf").write_text(written.replace(*change) if change[0] else written, encoding="utf-8")
    whole = folder / "whole.conf"
    whole.write_text(_WHOLE.format(folder=folder, types="/etc/nginx/mime.types"), encoding="utf-8")
    with _running([program, "-p", str(folder), "-c", str(whole)], port):
        yield f"http://127.0.0.1:{port}{prefix}"


@contextmanager
def behind_caddy(
    site: Path, folder: Path, prefix: str = "/library/", change: tuple[str, str] = ("", "")
) -> Iterator[str]:
    """The same behind Caddy."""
    program = shutil.which("caddy")
    if not program:
        pytest.skip("no caddy on this machine")
    folder.mkdir(parents=True, exist_ok=True)
    port = _free_port()
    written = dict(configurations(site, Place(str(site), prefix, str(port))))["Caddyfile"]
    on_loopback = written.replace(f":{port} {{", f"http://127.0.0.1:{port} {{")
    assert on_loopback != written
    whole = folder / "Caddyfile"
    asked = on_loopback.replace(*change) if change[0] else on_loopback
    whole.write_text("{\n\tadmin off\n}\n" + asked, encoding="utf-8")
    command = [program, "run", "--config", str(whole), "--adapter", "caddyfile"]
    with _running(command, port, HOME=str(folder), XDG_CONFIG_HOME=str(folder), XDG_DATA_HOME=str(folder)):
        yield f"http://127.0.0.1:{port}{prefix}"


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


@contextmanager
def _running(command: list[str], port: int, **environment: str) -> Iterator[None]:
    """A server, from the moment it answers; what it says goes into a file, for a full pipe would stop it."""
    with tempfile.TemporaryFile("w+") as said:
        server = subprocess.Popen(command, stderr=said, stdout=said, env={**os.environ, **environment})
        try:
            _wait(port, server, said)
            yield
        finally:
            server.terminate()
            server.wait(timeout=10)


def ask(address: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Status, headers (names in lower case) and body; redirections are not followed."""
    request = urllib.request.Request(
        address, method=method, headers={k.replace("_", "-"): v for k, v in headers.items()}
    )
    try:
        with _OPENER.open(request, timeout=10) as answer:
            return answer.status, {k.lower(): v for k, v in answer.headers.items()}, answer.read()
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, {k.lower(): v for k, v in refused.headers.items()}, refused.read()


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *arguments: object) -> None:
        return None


_OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}), _Stay)


def _wait(port: int, server: subprocess.Popen[bytes], said: IO[str]) -> None:
    until = time.monotonic() + _SECONDS_TO_START
    while time.monotonic() < until:
        if server.poll() is not None:
            said.seek(0)
            raise AssertionError(f"{server.args} ended: {said.read()}")
        with socket.socket() as asked:
            if asked.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError(f"{server.args} did not answer")
