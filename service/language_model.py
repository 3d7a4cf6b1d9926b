"""A language model behind an address that speaks OpenAI's chat completions. The only import of httpx2, loaded where one is configured.

The server is not trusted: one time limit holds for name, connection, headers and body together, replies are cut off at a size, no
redirect is followed, proxies and other settings of the environment are not heeded, and nothing of a reply is shown or logged here.
"""

from __future__ import annotations

import logging
import threading
import time
from concurrent.futures import Future

import httpx2
from pydantic import BaseModel, ConfigDict, ValidationError

from kg.errors import LanguageModelFailed
from kg.settings import LanguageModelAddress
from pipelines.questions.assistance.model import Request
from service.breaker import Breaker

_LARGEST = 256 * 1024  # bytes of a reply; a rewrite or a sentence has some hundred
_PASSING = frozenset((429, 500, 502, 503, 504))  # statuses worth another try
_TRIES = 2
_log = logging.getLogger(__name__)


class _Lenient(BaseModel):
    model_config = ConfigDict(strict=True)  # servers add fields of their own


class _Message(_Lenient):
    content: str


class _Choice(_Lenient):
    message: _Message


class _Completion(_Lenient):
    choices: list[_Choice]


class _TryAgain(LanguageModelFailed):
    """Failed for a reason that may be gone at once."""


class HttpLanguageModel:
    """Safe to call from several threads. Opens no socket before it is asked."""

    def __init__(self, address: LanguageModelAddress, breaker: Breaker | None = None) -> None:
        self._address = address
        self._breaker = breaker or Breaker()

    def complete(self, request: Request) -> str:
        """The reply's text. Raises LanguageModelFailed within the address's time limit."""
        if not self._breaker.allows():
            raise LanguageModelFailed("多次失败，暂停使用")
        begun = time.monotonic()
        try:
            text = self._within_limit(request)
        except LanguageModelFailed as error:
            self._breaker.failed()
            _log.warning("语言模型（%s）：%s，%.1f 秒", request.task, error, time.monotonic() - begun)
            raise
        self._breaker.succeeded()
        return text

    def _within_limit(self, request: Request) -> str:
        """Runs the exchange beside this thread: a server that sends a byte now and then, or a name that does not resolve, holds no one up."""
        outcome: Future[str] = Future()
        threading.Thread(target=self._run, args=(request, outcome), name="language-model", daemon=True).start()
        try:
            return outcome.result(self._address.seconds)
        except TimeoutError as error:
            raise LanguageModelFailed(f"{self._address.seconds:g} 秒内没有答复") from error

    def _run(self, request: Request, outcome: Future[str]) -> None:
        end = time.monotonic() + self._address.seconds
        for attempt in range(_TRIES):
            try:
                outcome.set_result(_content(self._exchange(request, end)))
                return
            except _TryAgain as error:
                if attempt + 1 == _TRIES or time.monotonic() >= end:
                    outcome.set_exception(error)
                    return
            except LanguageModelFailed as error:
                outcome.set_exception(error)
                return

    def _exchange(self, request: Request, end: float) -> bytes:
        """The body of the reply to one POST."""
        headers = {"Accept": "application/json", "Accept-Encoding": "identity"}
        if self._address.key:
            headers["Authorization"] = f"Bearer {self._address.key}"
        url = f"{self._address.url}/chat/completions"
        left = max(end - time.monotonic(), 0.001)
        try:
            with (
                httpx2.Client(timeout=left, follow_redirects=False, trust_env=False) as client,
                client.stream("POST", url, json=_body(self._address.model, request), headers=headers) as response,
            ):
                _usable(response)
                return _limited(response, end)
        except httpx2.TimeoutException as error:
            raise LanguageModelFailed(f"{self._address.seconds:g} 秒内没有答复") from error
        except httpx2.TransportError as error:
            raise _TryAgain(f"连接失败（{type(error).__name__}）") from error
        except (httpx2.HTTPError, httpx2.InvalidURL, OSError, UnicodeError) as error:
            raise LanguageModelFailed(f"请求失败（{type(error).__name__}）") from error


def _body(model: str, request: Request) -> dict[str, object]:
    schema = {"name": request.task, "strict": True, "schema": dict(request.schema)}
    return {
        "model": model,
        "stream": False,
        "messages": [{"role": "system", "content": request.instructions}, {"role": "user", "content": request.data}],
        "response_format": {"type": "json_schema", "json_schema": schema},
    }


def _usable(response: httpx2.Response) -> None:
    status = response.status_code
    if status in _PASSING:
        raise _TryAgain(f"HTTP 状态 {status}")
    if status != 200:
        raise LanguageModelFailed(f"HTTP 状态 {status}" + ("，不跟随重定向" if 300 <= status < 400 else ""))
    if response.headers.get("content-encoding", "identity") != "identity":
        raise LanguageModelFailed("回复是压缩的，而未曾要求")


def _limited(response: httpx2.Response, end: float) -> bytes:
    body = bytearray()
    for chunk in response.iter_raw():
        body += chunk
        if len(body) > _LARGEST:
            raise LanguageModelFailed(f"回复超过 {_LARGEST // 1024} KB")
        if time.monotonic() > end:
            raise LanguageModelFailed("回复太慢")
    return bytes(body)


def _content(body: bytes) -> str:
    """The text of the first choice. Raises LanguageModelFailed where the body is no completion, or an empty one."""
    try:
        choices = _Completion.model_validate_json(body).choices
    except ValidationError as error:
        raise LanguageModelFailed("回复不合协议") from error
    if not choices or not choices[0].message.content.strip():
        raise LanguageModelFailed("回复是空的")
    return choices[0].message.content
