"""What keeps the explorer safe whatever is asked of it: headers, host names, sizes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from starlette.responses import PlainTextResponse

from treatygraph.explorer.settings import Settings

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    (b"x-frame-options", b"DENY"),
)


class Guard:
    """Refuses what is too large or asks for another host, and adds the headers to every answer."""

    def __init__(self, app: Application, settings: Settings) -> None:
        self.app = app
        self.settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def with_headers(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                present = {name.lower() for name, _ in message["headers"]}
                added = [pair for pair in HEADERS if pair[0] not in present]
                if b"access-control-allow-origin" not in present:
                    added.append((b"cross-origin-resource-policy", b"same-origin"))
                message["headers"] = [*message["headers"], *added]
            await send(message)

        refusal = self._refusal(scope)
        if refusal is not None:
            await refusal(scope, receive, with_headers)
            return
        await self.app(scope, self._bounded(scope, receive), with_headers)

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        headers = {name.lower(): value for name, value in scope["headers"]}
        host = headers.get(b"host", b"").decode("latin-1").lower()
        if "*" not in self.settings.hosts and _name(host) not in self.settings.hosts:
            return PlainTextResponse("This host name is not served here.\n", 421)
        size = len(scope.get("raw_path") or b"") + len(scope.get("query_string") or b"")
        if size > self.settings.address_bytes:
            return PlainTextResponse("The address is too long. Send long queries by POST.\n", 414)
        length = headers.get(b"content-length", b"0")
        if not length.isdigit() or int(length) > self.settings.body_bytes:
            return PlainTextResponse("The request is too large.\n", 413)
        return None

    def _bounded(self, scope: Scope, receive: Receive) -> Receive:
        """A body that is sent in pieces, without a length, ends where the limit is reached."""
        taken = 0

        async def bounded() -> MutableMapping[str, Any]:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body") or b"")
            if taken > self.settings.body_bytes:
                scope["treatygraph.too_large"] = True
                return {"type": "http.disconnect"}
            return message

        return bounded


def _name(host: str) -> str:
    """A host without its port."""
    if host.startswith("["):
        return host.partition("]")[0] + "]"
    return host.partition(":")[0]
