"""An nginx of our own with the product's example configuration, over plain HTTP."""

from __future__ import annotations

import os
import re
import signal
from pathlib import Path

import urllib3

from chassis.servers.processes import LOOPBACK, ServerProcess, free_port, require_program

EXAMPLE = Path(__file__).parents[2] / "deploy" / "nginx" / "hoinghi.conf"
AROUND = """
worker_processes 1;
daemon off;
error_log stderr warn;
pid {folder}/nginx.pid;
events {{ worker_connections 256; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    {server}
}}
"""


class Nginx:
    """In front of a gateway; `more` is put into its server block."""

    def __init__(self, folder: Path, gateway_port: int, files: Path, more: str = "") -> None:
        self.port = free_port()
        self.url = f"http://{LOOPBACK}:{self.port}"
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        server = EXAMPLE.read_text("utf-8")
        server = server.replace("127.0.0.1:8000", f"{LOOPBACK}:{gateway_port}")
        server = server.replace("listen 443 ssl;", f"listen {LOOPBACK}:{self.port};\n{more}")
        server = re.sub(r"\n *ssl_certificate.*", "", server)
        server = server.replace("/var/lib/hoinghi/files/", f"{files}/")
        self._configuration = folder / "nginx.conf"
        self._configuration.write_text(AROUND.format(folder=folder, server=server), "utf-8")
        self._process = ServerProcess("nginx", folder / "nginx.log")

    def start(self) -> Nginx:
        """Return when it answers."""
        program = require_program("nginx", "nginx-light", Path("/usr/sbin"))
        command = [str(program), "-c", str(self._configuration), "-p", str(self._folder)]
        user = [] if os.geteuid() else ["-g", "user root;"]
        self._process.start([*command, *user], os.environ, self._folder)
        self._process.wait_until(self._answers)
        return self

    def stop(self) -> None:
        """End it."""
        self._process.signal(signal.SIGTERM)

    def _answers(self) -> bool:
        try:
            return urllib3.request("GET", f"{self.url}/healthz", retries=False, timeout=5).status == 200
        except urllib3.exceptions.HTTPError:
            return False
