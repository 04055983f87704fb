"""Requests to a SPARQL server: credentials, what is tried again, and errors that say what to do."""

from __future__ import annotations

import base64
import os
import tempfile
import time
from collections.abc import Mapping
from typing import IO

import urllib3
from urllib3.exceptions import HTTPError, MaxRetryError

from treatygraph.errors import StoreError
from treatygraph.store.places import Endpoint

# Every request that is sent may be sent twice: queries change nothing, and what an update removes or adds is
# gone or there after the second time as after the first. So all of them are tried again.
_ATTEMPTS = 5
_AGAIN = (429, 502, 503, 504)
_PAUSE = 0.5  # seconds before the second try; doubled each time
_LONGEST_PAUSE = 60
_CONNECT_SECONDS = 10.0
_READ_SECONDS = 600.0  # between two bytes: a large change takes its time
_IN_MEMORY = 16_000_000
_BLOCK = 1 << 20
_SHOWN = 300


class RefusedError(StoreError):
    """The server answered with an error. ``status`` is that of HTTP."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status


class _Spool(tempfile.SpooledTemporaryFile[bytes]):
    """Closes itself with the last reference: who reads solutions one by one cannot know when it is the last."""

    def __del__(self) -> None:
        self.close()


class Wire:
    """A connection to a server, kept open between requests. Threads may share it."""

    def __init__(self, endpoint: Endpoint) -> None:
        """Raises StoreError where only a half of the credentials is set."""
        self._endpoint = endpoint
        self.requests = 0
        self._headers = {"User-Agent": "treatygraph", **_authorization(os.environ)}
        self._retry = urllib3.Retry(
            total=_ATTEMPTS,
            redirect=0,
            status_forcelist=_AGAIN,
            allowed_methods=None,
            backoff_factor=_PAUSE,
            backoff_max=_LONGEST_PAUSE,
            retry_after_max=_LONGEST_PAUSE,
            raise_on_status=False,
            raise_on_redirect=False,
        )
        # A server that has never answered is more likely to be none than to be starting again.
        self._first = self._retry.new(connect=1)
        self._met = False
        self._pool = urllib3.PoolManager(
            maxsize=8,
            timeout=urllib3.Timeout(connect=_CONNECT_SECONDS, read=_READ_SECONDS),
            retries=self._retry,
        )

    def close(self) -> None:
        """Close the connections."""
        self._pool.clear()

    def send(
        self, method: str, address: str, body: bytes | None = None, **headers: str
    ) -> urllib3.BaseHTTPResponse:
        """The answer to a request, whatever its status. Header names are written with ``_`` for ``-``.

        Raises StoreError where the server cannot be reached.
        """
        return self._sent(method, address, body, headers, preload=True)

    def asked(self, address: str, body: bytes, **headers: str) -> bytes:
        """The body of the answer to a POST. Raises RefusedError, and StoreError where there is no answer."""
        answer = self.send("POST", address, body, **headers)
        self.check(answer)
        return answer.data

    def streamed(self, address: str, body: bytes, **headers: str) -> IO[bytes]:
        """As `asked`, for answers of any length: what is longer than some megabytes lies on disk. It is read whole
        before anything is given, so that a connection that breaks on the way is tried again."""
        for attempt in range(_ATTEMPTS + 1):
            answer = self._sent("POST", address, body, headers, preload=False)
            self.check(answer)
            whole = _Spool(_IN_MEMORY)
            try:
                for block in answer.stream(_BLOCK):
                    whole.write(block)
            except (HTTPError, OSError) as error:
                whole.close()
                answer.close()
                if attempt == _ATTEMPTS:
                    raise self._unreachable(error) from error
                time.sleep(min(_PAUSE * 2**attempt, _LONGEST_PAUSE))
            else:
                answer.release_conn()
                whole.seek(0)
                return whole
        raise AssertionError("the last attempt returns or raises")

    def check(self, answer: urllib3.BaseHTTPResponse) -> None:
        """Raises RefusedError, which says why, for an answer that is an error."""
        status = answer.status
        if status < 300:
            return
        where = f"The server at {self._endpoint}"
        if status in (401, 403):
            raise RefusedError(_not_allowed(where, status, answer, known=self._knows()), status)
        if status < 400:
            target = answer.headers.get("Location", "elsewhere")
            raise RefusedError(f"{where} sends on to {target}. Name that with --graph", status)
        try:
            body = answer.data
        except (HTTPError, OSError):
            body = b""
        text = body[:2000].decode("utf-8", "replace").strip()
        said = " ".join(text.split())[:_SHOWN] or "it does not say why"
        if status in _AGAIN:
            raise RefusedError(
                f"{where} cannot answer now (HTTP {status}, asked {_ATTEMPTS + 1} times): {said}. What was "
                "stored before is intact. Run the same command again later",
                status,
            )
        raise RefusedError(f"{where} refuses (HTTP {status}): {said}", status)

    def _knows(self) -> bool:
        return "Authorization" in self._headers

    def _sent(
        self,
        method: str,
        address: str,
        body: bytes | None,
        headers: Mapping[str, str],
        *,
        preload: bool,
    ) -> urllib3.BaseHTTPResponse:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.requests += 1
        try:
            answer = self._pool.request(
                method,
                address,
                body=body,
                headers={**self._headers, **named},
                retries=self._retry if self._met else self._first,
                preload_content=preload,
            )
        except (HTTPError, OSError) as error:
            raise self._unreachable(error) from error
        self._met = True
        return answer

    def _unreachable(self, error: Exception) -> StoreError:
        reason = error.reason if isinstance(error, MaxRetryError) and error.reason else error
        # What urllib3 says begins with the connection as an object.
        said = str(reason).rpartition(">: ")[2] or type(reason).__name__
        return StoreError(
            f"The server at {self._endpoint} does not answer ({said}; it was tried several times). Nothing of "
            "this step is half done; what was stored before is intact. See that it runs and that the address is "
            "right, and run the same command again"
        )


def _not_allowed(where: str, status: int, answer: urllib3.BaseHTTPResponse, *, known: bool) -> str:
    if not known:
        return (
            f"{where} wants credentials (HTTP {status}). Set TREATYGRAPH_USER and TREATYGRAPH_PASSWORD, or "
            "TREATYGRAPH_TOKEN"
        )
    kind = answer.headers.get("WWW-Authenticate", "").partition(" ")[0]
    asks = f" It asks for {kind}." if kind and kind.lower() not in ("basic", "bearer") else ""
    return (
        f"{where} does not accept the credentials (HTTP {status}): they are wrong, or do not allow this.{asks} "
        "See TREATYGRAPH_USER and TREATYGRAPH_PASSWORD, or TREATYGRAPH_TOKEN"
    )


def _authorization(environment: Mapping[str, str]) -> dict[str, str]:
    token = environment.get("TREATYGRAPH_TOKEN")
    user, password = environment.get("TREATYGRAPH_USER"), environment.get("TREATYGRAPH_PASSWORD")
    if token:
        if not token.isascii() or any(char.isspace() for char in token):
            raise StoreError("TREATYGRAPH_TOKEN holds what no token can hold: spaces or non-ASCII")
        return {"Authorization": f"Bearer {token}"}
    if not user and not password:
        return {}
    if not user or password is None:
        raise StoreError("Set both TREATYGRAPH_USER and TREATYGRAPH_PASSWORD, or neither")
    if ":" in user:
        raise StoreError("TREATYGRAPH_USER holds a colon, which no name can hold")
    pair = base64.b64encode(f"{user}:{password}".encode()).decode("ascii")
    return {"Authorization": f"Basic {pair}"}
