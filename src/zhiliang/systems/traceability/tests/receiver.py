"""A receiver of webhooks on a real socket of this machine, that answers as it is told."""

import json
import socket
import threading
import time
from contextlib import contextmanager, suppress

from zhiliang.systems.traceability.notifying.address import Reach


class Loopback(Reach):
    """For tests: this machine alone, at any port."""

    def admits_port(self, port):
        return True

    def admits(self, address):
        return address == "127.0.0.1"


class Receiver:
    """Keeps what it is sent; answers are statuses, "hang", "drip" or "close", the last for good."""

    def __init__(self, answers=(200,)):
        self.answers = list(answers)
        self.got = []
        self.line = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self.line.getsockname()[1]}/hook?x=1"
        threading.Thread(target=self._listen, daemon=True).start()

    @property
    def events(self):
        """Ids of the events of every request that was confirmed."""
        return [
            one["eventID"]
            for request in self.got
            if request["status"] == 200
            for one in request["body"]["epcisBody"]["queryResults"]["resultsBody"]["eventList"]
        ]

    def _listen(self):
        while True:
            try:
                line, _address = self.line.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=[line], daemon=True).start()

    def _serve(self, line):
        with line, line.makefile("rb") as stream:
            target = stream.readline().decode().split()[1]
            headers = dict(iter(lambda: self._header(stream), None))
            content = stream.read(int(headers["content-length"]))
            status = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
            self.got.append(
                {
                    "target": target,
                    "headers": headers,
                    "content": content,
                    "body": json.loads(content),
                    "status": status,
                }
            )
            # whoever has lost patience has hung up
            with suppress(OSError):
                self._answer(line, status)

    def _header(self, stream):
        name, colon, text = stream.readline().decode().partition(":")
        return (name.lower(), text.strip()) if colon else None

    def _answer(self, line, status):
        if status == "hang":
            time.sleep(2)
        elif status == "drip":
            for _ in range(40):
                line.sendall(b"H")
                time.sleep(0.05)
        elif status != "close":
            more = "Location: http://127.0.0.1:1/other\r\n" if 300 <= status < 400 else ""
            line.sendall(f"HTTP/1.1 {status} X\r\n{more}Content-Length: 0\r\n\r\n".encode())


@contextmanager
def receiving(*answers):
    receiver = Receiver(answers or (200,))
    try:
        yield receiver
    finally:
        receiver.line.close()
