"""A server on loopback that speaks the chat completions protocol, well or badly, and keeps what it was asked."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Behaviour = Callable[["Call"], None]


class Call:
    """One POST: what was asked, and ways to reply to it."""

    def __init__(self, handler: BaseHTTPRequestHandler, closing: threading.Event) -> None:
        self._handler = handler
        self.closing = closing  # set when the server stops: what waits may wait for it
        self.path = handler.path
        self.headers = {name.lower(): value for name, value in handler.headers.items()}
        self.body: dict[str, Any] = json.loads(handler.rfile.read(int(self.headers["content-length"])))
        self.task: str = self.body["response_format"]["json_schema"]["name"]
        self.data: dict[str, Any] = json.loads(self.body["messages"][1]["content"])

    def raw(self, body: bytes, status: int = 200, **headers: str) -> None:
        self._handler.send_response(status)
        for name, value in ({"content_type": "application/json", "content_length": str(len(body))} | headers).items():
            self._handler.send_header(name.replace("_", "-"), value)
        self._handler.end_headers()
        self._handler.wfile.write(body)

    def content(self, text: object) -> None:
        """A completion whose message is ``text``."""
        self.raw(json.dumps({"id": "1", "choices": [{"index": 0, "message": {"role": "assistant", "content": text}}]}).encode())

    def reply(self, value: object) -> None:
        """A completion whose message is the JSON of ``value``."""
        self.content(json.dumps(value, ensure_ascii=False))

    def drip(self, piece: bytes, before: bytes = b"") -> None:
        """``before``, then ``piece`` again and again, until nobody listens."""
        self._handler.wfile.write(before)
        while not self.closing.wait(0.02):
            self._handler.wfile.write(piece)
            self._handler.wfile.flush()

    def hang(self) -> None:
        self.closing.wait(60)

    def hang_up(self) -> None:
        """Closes the connection without a word."""
        self._handler.close_connection = True


@dataclass
class ModelServer:
    url: str
    calls: list[Call] = field(default_factory=list)
    visits: int = 0  # requests of any kind

    @property
    def tasks(self) -> list[str]:
        return [call.task for call in self.calls]


@contextmanager
def serving(behave: Behaviour) -> Iterator[ModelServer]:
    """A server at work until the block ends; each POST goes to ``behave``."""
    closing = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # noqa: N802 - the name that http.server calls
            server.visits += 1
            self.send_error(405)

        def do_POST(self) -> None:  # noqa: N802
            server.visits += 1
            call = Call(self, closing)
            server.calls.append(call)
            with suppress(OSError):  # the client may go away
                behave(call)

        def log_message(self, format: str, *args: object) -> None:
            """Keeps quiet."""

    listener = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    listener.daemon_threads = True
    server = ModelServer(f"http://127.0.0.1:{listener.server_port}/v1")
    thread = threading.Thread(target=listener.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        closing.set()
        listener.shutdown()
        listener.server_close()
        thread.join()
