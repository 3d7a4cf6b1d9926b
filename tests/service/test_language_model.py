"""The language model's client against servers that speak the protocol, and servers that do not."""

from __future__ import annotations

import logging
from collections.abc import Callable

import pytest

from kg.errors import LanguageModelFailed, SuanliError
from kg.settings import LanguageModelAddress, load
from pipelines.questions.assistance.model import Request
from service.breaker import Breaker
from service.language_model import HttpLanguageModel
from tests.language_model_server import Behaviour, Call, ModelServer, serving

REQUEST = Request("rewrite", "改写", '{"question": "家底多厚"}', {"type": "object"})
SECRET = "sk-secret"
SOON, LATE = 0.4, 20.0  # seconds: a limit that is to be met, and one that is not


def model_of(server: ModelServer, seconds: float = LATE, breaker: Breaker | None = None) -> HttpLanguageModel:
    return HttpLanguageModel(LanguageModelAddress(server.url, "small", SECRET, seconds), breaker)


def good(call: Call) -> None:
    call.content("好")


def test_a_request_is_a_chat_completion_with_a_schema() -> None:
    with serving(good) as server:
        assert model_of(server).complete(REQUEST) == "好"
    (call,) = server.calls
    assert (call.path, call.headers["authorization"]) == ("/v1/chat/completions", f"Bearer {SECRET}")
    assert (call.body["model"], call.body["stream"]) == ("small", False)
    assert [m["role"] for m in call.body["messages"]] == ["system", "user"]
    assert call.body["response_format"] == {
        "type": "json_schema",
        "json_schema": {"name": "rewrite", "strict": True, "schema": {"type": "object"}},
    }


def test_without_a_key_none_is_sent() -> None:
    with serving(good) as server:
        HttpLanguageModel(LanguageModelAddress(server.url, "small")).complete(REQUEST)
    assert "authorization" not in server.calls[0].headers


BAD: dict[str, Behaviour] = {
    "not JSON": lambda call: call.raw("好".encode()),
    "a web page": lambda call: call.raw(b"<html>", content_type="text/html"),
    "JSON of another shape": lambda call: call.raw(b'{"answer": "85"}'),
    "no choice": lambda call: call.raw(b'{"choices": []}'),
    "no content": lambda call: call.content(None),
    "an empty answer": lambda call: call.content(" \n"),
    "content that is no text": lambda call: call.content({"question": "x"}),
    "nested without end": lambda call: call.raw(b"[" * 100_000),
    "half a surrogate": lambda call: call.raw(b'{"choices": [{"message": {"content": "\\ud800"}}]}'),
    "not UTF-8": lambda call: call.raw('{"choices": [{"message": {"content": "好"}}]}'.encode("gb18030")),
    "a stream nobody asked for": lambda call: call.raw(b'data: {"choices": []}\n\n', content_type="text/event-stream"),
    "compressed unasked": lambda call: call.raw(b"\x1f\x8b", content_encoding="gzip"),
    "an endless answer": lambda call: call.drip(b"x" * 65536, b"HTTP/1.1 200 OK\r\n\r\n"),
    "a refusal": lambda call: call.raw(b"{}", status=401),
    "an error": lambda call: call.raw(b"{}", status=500),
    "a closed connection": lambda call: call.hang_up(),
    "no HTTP": lambda call: call.drip(b"\0\xff\r\n\r\n"),
}


@pytest.mark.parametrize("behave", BAD.values(), ids=BAD)
def test_a_bad_reply_is_a_named_failure(behave: Behaviour) -> None:
    with serving(behave) as server, pytest.raises(LanguageModelFailed):
        model_of(server).complete(REQUEST)
    assert server.calls


SLOW: dict[str, Behaviour] = {
    "no reply": lambda call: call.hang(),
    "headers byte by byte": lambda call: call.drip(b"x", b"HTTP/1.1 200 OK\r\nx: "),
    "a body byte by byte": lambda call: call.drip(b" ", b"HTTP/1.1 200 OK\r\ncontent-length: 9999\r\n\r\n"),
}


@pytest.mark.parametrize("behave", SLOW.values(), ids=SLOW)
def test_one_limit_holds_for_the_whole_exchange(behave: Behaviour) -> None:
    with serving(behave) as server, pytest.raises(LanguageModelFailed, match="没有答复|太慢"):
        model_of(server, SOON).complete(REQUEST)
    assert len(server.calls) == 1


def test_nobody_listens() -> None:
    with serving(good) as server:
        pass
    with pytest.raises(LanguageModelFailed, match="连接失败"):
        model_of(server).complete(REQUEST)


def test_a_passing_error_is_tried_once_more_and_no_other() -> None:
    def second_time(call: Call) -> None:
        call.raw(b"{}", status=503) if len(server.calls) == 1 else good(call)

    with serving(second_time) as server:
        assert model_of(server).complete(REQUEST) == "好"
    with serving(BAD["an error"]) as server, pytest.raises(LanguageModelFailed):
        model_of(server).complete(REQUEST)
    assert len(server.calls) == 2
    with serving(BAD["a refusal"]) as server, pytest.raises(LanguageModelFailed):
        model_of(server).complete(REQUEST)
    assert len(server.calls) == 1


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_is_not_followed(status: int) -> None:
    with (
        serving(good) as elsewhere,
        serving(lambda call: call.raw(b"", status, location=elsewhere.url + "/chat/completions")) as server,
        pytest.raises(LanguageModelFailed, match="重定向"),
    ):
        model_of(server).complete(REQUEST)
    assert (server.visits, elsewhere.visits) == (1, 0)


def test_a_proxy_of_the_environment_sees_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(good) as proxy, serving(good) as server:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.url)
        for name in ("no_proxy", "NO_PROXY"):
            monkeypatch.delenv(name, raising=False)
        assert model_of(server).complete(REQUEST) == "好"
    assert proxy.visits == 0


def test_a_server_that_keeps_failing_is_left_alone_for_a_while() -> None:
    now = 0.0
    replies: list[Callable[[Call], None]] = [BAD["a refusal"]] * 3 + [BAD["a refusal"], good, good]

    with serving(lambda call: replies[len(server.calls) - 1](call)) as server:
        model = model_of(server, breaker=Breaker(most=3, seconds=60, clock=lambda: now))

        def fails() -> int:
            with pytest.raises(LanguageModelFailed):
                model.complete(REQUEST)
            return len(server.calls)

        assert [fails() for _ in range(5)] == [1, 2, 3, 3, 3]
        now = 61.0  # one may try, and fails
        assert [fails() for _ in range(3)] == [4, 4, 4]
        now = 122.0
        assert [model.complete(REQUEST) for _ in range(2)] == ["好", "好"]


def test_while_one_tries_the_others_wait() -> None:
    now = 0.0
    breaker = Breaker(most=1, seconds=60, clock=lambda: now)
    breaker.failed()
    now = 61.0
    assert [breaker.allows(), breaker.allows()] == [True, False]


def test_a_failure_is_logged_without_content(caplog: pytest.LogCaptureFixture) -> None:
    with (
        caplog.at_level(logging.DEBUG),
        serving(lambda call: call.raw("机密原文".encode())) as server,
        pytest.raises(LanguageModelFailed),
    ):
        model_of(server).complete(REQUEST)
    own = [r.getMessage() for r in caplog.records if r.name.startswith("service")]
    assert any("回复不合协议" in message for message in own)
    assert not any(word in "".join(own) for word in (SECRET, "机密原文", "家底"))


# -- settings


def test_no_address_no_model() -> None:
    assert load({}).language_model is None
    assert load({"SUANLI_LLM_MODEL": "small", "SUANLI_LLM_KEY": SECRET, "SUANLI_LLM_URL": " "}).language_model is None


def test_an_address_with_all_its_parts() -> None:
    given = {"SUANLI_LLM_URL": "http://127.0.0.1:8080/v1/", "SUANLI_LLM_MODEL": "small", "SUANLI_LLM_KEY": SECRET}
    found = load(given).language_model
    assert found == LanguageModelAddress("http://127.0.0.1:8080/v1", "small", SECRET, 10, True)
    assert SECRET not in repr(load(given))
    less = load(given | {"SUANLI_LLM_SECONDS": "2.5", "SUANLI_LLM_WORDING": "0"}).language_model
    assert less is not None and (less.seconds, less.wording) == (2.5, False)


@pytest.mark.parametrize(
    "given",
    [
        {"SUANLI_LLM_URL": "127.0.0.1:8080/v1"},
        {"SUANLI_LLM_URL": "file:///etc/passwd"},
        {"SUANLI_LLM_URL": "http://"},
        {"SUANLI_LLM_URL": "http://host:port/v1"},
        {"SUANLI_LLM_URL": "http://[::1/v1"},
        {"SUANLI_LLM_URL": "http://user:pass@host/v1"},
        {"SUANLI_LLM_URL": "http://host/v1?key=1"},
        {"SUANLI_LLM_MODEL": ""},
        {"SUANLI_LLM_KEY": "钥匙"},
        {"SUANLI_LLM_KEY": "a\nb"},
        {"SUANLI_LLM_SECONDS": "soon"},
        {"SUANLI_LLM_SECONDS": "0"},
    ],
)
def test_an_address_that_cannot_be_one_is_refused(given: dict[str, str]) -> None:
    with pytest.raises(SuanliError, match="SUANLI_LLM"):
        load({"SUANLI_LLM_URL": "http://127.0.0.1:8080/v1", "SUANLI_LLM_MODEL": "small"} | given)
