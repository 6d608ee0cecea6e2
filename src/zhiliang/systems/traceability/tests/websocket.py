"""A client of RFC 6455, as small as a test needs it."""

import base64
import json
import os
import socket
import struct

TEXT, CLOSE, PING, PONG = 1, 8, 9, 10


class Refused(Exception):
    """The handshake was answered with something else than 101."""

    def __init__(self, status, headers, content):
        super().__init__(status, content)
        self.status, self.headers = status, headers
        self.problem = json.loads(content) if content else None


class Client:
    """One connection; use it with `with`."""

    def __init__(self, port, path, *, timeout=10, **headers):
        self.line = socket.create_connection(("127.0.0.1", port), timeout)
        self.stream = self.line.makefile("rb")
        key = base64.b64encode(os.urandom(16)).decode()
        lines = [f"GET {path} HTTP/1.1", f"Host: 127.0.0.1:{port}", "Upgrade: websocket"]
        lines += ["Connection: Upgrade", f"Sec-WebSocket-Key: {key}", "Sec-WebSocket-Version: 13"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        self.line.sendall("\r\n".join([*lines, "", ""]).encode())
        self._shake()

    def _shake(self):
        status = int(self.stream.readline().split()[1])
        headers = {}
        while line := self.stream.readline().strip().decode():
            name, _colon, text = line.partition(":")
            headers[name.lower()] = text.strip()
        if status != 101:
            content = self.stream.read(int(headers.get("content-length", 0)))
            self.close()
            raise Refused(status, headers, content)

    def receive(self):
        """The next document, or the code of a close."""
        while True:
            opcode, content = self.frame()
            if opcode == CLOSE:
                return int.from_bytes(content[:2], "big")
            if opcode == PING:
                self.send(PONG, content)
            elif opcode == TEXT:
                return json.loads(content)

    def frame(self):
        opcode, length = self.stream.read(2)
        length &= 127
        if length > 125:
            size = 2 if length == 126 else 8
            length = int.from_bytes(self.stream.read(size), "big")
        return opcode & 15, self.stream.read(length)

    def send(self, opcode, content):
        mask = os.urandom(4)
        masked = bytes(one ^ mask[n % 4] for n, one in enumerate(content))
        self.line.sendall(struct.pack("!BB", 128 | opcode, 128 | len(content)) + mask + masked)

    def close(self):
        self.stream.close()
        self.line.close()

    def __enter__(self):
        return self

    def __exit__(self, *_fault):
        self.close()
